import Diagnostics

/// The text of a source page: its lines, from 1, and the numbers that stand in them.
package final class PageText: Sendable {
  package let source: SourceText
  /// The bytes of each line without its end.
  private let lines: [Range<Int>]
  /// In the order of the text.
  let quantities: [Placed]
  private let byLine: [Int: [Int]]
  private let byMeaning: [NumberMeaning: Occurrences]

  /// The numbers that say the same.
  private struct Occurrences {
    var numbers: [Int] = []
    var lines: Set<Int> = []
  }

  /// A number of the text, and the lines that its wording is on.
  struct Placed: Sendable {
    let quantity: ScannedQuantity
    let lines: ClosedRange<Int>
  }

  init(_ source: SourceText) {
    self.source = source
    var lines: [Range<Int>] = [], start = 0
    for (offset, byte) in source.bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(start..<offset)
      start = offset + 1
    }
    if start < source.bytes.count { lines.append(start..<source.bytes.count) }
    self.lines = lines
    var line = 0, byLine: [Int: [Int]] = [:]
    let quantities = QuantityScan.quantities(in: source).map { quantity in
      // Numbers are found one after another, but a qualifier may begin a line earlier than the number before it ends.
      while line > 0, lines[line].lowerBound > quantity.range.lowerBound { line -= 1 }
      while line + 1 < lines.count, lines[line + 1].lowerBound <= quantity.range.lowerBound { line += 1 }
      var last = line
      while last + 1 < lines.count, lines[last + 1].lowerBound < quantity.range.upperBound { last += 1 }
      return Placed(quantity: quantity, lines: line + 1...last + 1)
    }
    var byMeaning: [NumberMeaning: Occurrences] = [:]
    for (index, placed) in quantities.enumerated() {
      for line in placed.lines { byLine[line, default: []].append(index) }
      for meaning in placed.quantity.meanings {
        byMeaning[meaning, default: Occurrences()].numbers.append(index)
        byMeaning[meaning, default: Occurrences()].lines.formUnion(placed.lines)
      }
    }
    self.quantities = quantities
    self.byLine = byLine
    self.byMeaning = byMeaning
  }

  var lineCount: Int { lines.count }

  /// Those with a part on one of the lines; none where they are more than anybody would compare.
  func quantities(on lines: Set<Int>) -> [Placed] {
    guard lines.reduce(0, { $0 + (byLine[$1]?.count ?? 0) }) <= PageText.nearLimit else { return [] }
    let found = Set(lines.flatMap { byLine[$0] ?? [] })
    return found.sorted().map { quantities[$0] }
  }

  private static let nearLimit = 1000

  /// Whether a number with one of these meanings has a part on one of the lines.
  func has(_ meanings: Set<NumberMeaning>, on lines: Set<Int>) -> Bool {
    meanings.contains { byMeaning[$0].map { !$0.lines.isDisjoint(with: lines) } ?? false }
  }

  /// All numbers with one of these meanings.
  func quantities(meaning meanings: Set<NumberMeaning>) -> [Placed] {
    Set(meanings.flatMap { byMeaning[$0]?.numbers ?? [] }).sorted().map { quantities[$0] }
  }

  // MARK: Words

  /// The lines on which some words stand, white space and line ends left out of account: where all of them are cited, if
  /// there is such a place.
  func lines(of words: String, cited: Set<Int>) -> ClosedRange<Int>? {
    let pattern = Array(words.unicodeScalars.filter { !$0.properties.isWhitespace })
    guard !pattern.isEmpty, let first = cited.min(), let last = cited.max() else { return nil }
    let near = occurrences(of: pattern, in: first...min(last, lineCount))
    return near.first { $0.allSatisfy { cited.contains($0) || isBlank($0) } }
      ?? occurrences(of: pattern, in: 1...lineCount).first
  }

  private func occurrences(of pattern: [Unicode.Scalar], in range: ClosedRange<Int>) -> [ClosedRange<Int>] {
    var letters: [Unicode.Scalar] = [], numbers: [Int] = []
    for number in range {
      for scalar in source.text(lines[number - 1]).unicodeScalars where !scalar.properties.isWhitespace {
        letters.append(scalar)
        numbers.append(number)
      }
    }
    return letters.indices.filter { letters[$0] == pattern[0] && letters[$0...].starts(with: pattern) }
      .map { numbers[$0]...numbers[$0 + pattern.count - 1] }
  }

  func range(of line: Int) -> Range<Int> { lines[line - 1] }

  func isBlank(_ line: Int) -> Bool {
    source.text(lines[line - 1]).unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  /// The bytes of a long line that are looked at for an excerpt of sixty characters.
  private static let reach = 8192

  /// A line, or its beginning.
  func excerpt(of line: Int) -> String {
    let text = source.text(lines[line - 1].prefix(PageText.reach)), limit = 60
    return text.count > limit ? text.prefix(limit) + "…" : text
  }

  /// Some sixty characters around a number, line ends left out: a line of a printed page is often shorter than that.
  func excerpt(around placed: Placed) -> String {
    let range = placed.quantity.range, side = 26
    func flat(_ range: Range<Int>) -> String { source.text(range).filter { !$0.isNewline } }
    let block = blockLines(around: placed.lines)
    let before = flat((lines[block.lowerBound - 1].lowerBound..<range.lowerBound).suffix(PageText.reach))
    let after = flat((range.upperBound..<lines[block.upperBound - 1].upperBound).prefix(PageText.reach))
    return (before.count > side ? "…" : "") + before.suffix(side) + flat(range) + after.prefix(side)
      + (after.count > side ? "…" : "")
  }

  private func goesOn(_ line: Int) -> Bool {
    let end = source.text(lines[line - 1].suffix(PageText.reach)).last { !$0.isWhitespace }
    return end.map { !["。", "！", "？", "；"].contains($0) } ?? false
  }

  /// Lines with the three before and after them, as far as neither an empty line nor the end of a sentence parts them.
  private func blockLines(around range: ClosedRange<Int>) -> ClosedRange<Int> {
    var first = range.lowerBound, last = range.upperBound
    while first > 1, range.lowerBound - first < 3, goesOn(first - 1) { first -= 1 }
    while last < lineCount, last - range.upperBound < 3, goesOn(last), !isBlank(last + 1) { last += 1 }
    return first...last
  }
}
