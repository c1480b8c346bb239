import Diagnostics

/// A line that is typed as official texts have their headings: 一、问题, （二）办理情况, perhaps in bold; below them 1.现场察看 and
/// （1）察看时间.
private struct TypedHeading {
  /// The rank of its number: 0 for 一、, 1 for （一）, 2 for 1. and 3 for （1）.
  let rank: Int
  let number: Int
  /// The number and the title.
  let range: Range<Int>

  /// Returns nil for a line that may be a sentence, or an item with a sentence in it.
  init?(_ check: MarkupCheck, _ line: Range<Int>) {
    var range = check.trimmedWide(line)
    let bold = "**".utf8
    if check.bytes[range].starts(with: bold), check.bytes[range].suffix(2).elementsEqual(bold),
      range.count > 4
    {
      range = check.trimmedWide(range.lowerBound + 2..<range.upperBound - 2)
    }
    let letters = check.text(range).unicodeScalars
    guard 4...28 ~= letters.count, let (rank, number) = TypedHeading.number(check.bytes[range], letters),
      !letters.dropFirst(rank == 2 ? 3 : 0).contains(where: {
        "，。；：！？…,;:!?*.|\t".unicodeScalars.contains($0)
      })
    else { return nil }
    (self.rank, self.number, self.range) = (rank, number, range)
  }

  private static func number(_ text: ArraySlice<UInt8>, _ letters: String.UnicodeScalarView) -> (Int, Int)? {
    if let number = Enumerator(text) {
      switch number.kind {
      case .han: return (0, number.number)
      case .bracketedHan: return (1, number.number)
      case .bracketedFigures: return (3, number.number)
      default: return nil
      }
    }
    // `1. 项` is an item of a list.
    let digits = letters.prefix(2).prefix { isDigit($0) || 0xFF10...0xFF19 ~= $0.value }
    let rest = letters.dropFirst(digits.count)
    guard !digits.isEmpty, rest.first == "." || rest.first == "．", let next = rest.dropFirst().first,
      isHan(next) || "“《".unicodeScalars.contains(next)
    else { return nil }
    return (2, digits.reduce(0) { $0 * 10 + Int($1.value & 0xF) })
  }
}

/// A line of a body, or a block that is no paragraph.
private struct BodyPart {
  /// The line; nil for a block that is no paragraph.
  let line: Range<Int>?
  let heading: TypedHeading?
  /// The level of a heading with its signs.
  let level: Int?
  let beginsBlock: Bool
  let isNested: Bool
}

extension MarkupCheck {
  /// Reports headings that are typed as lines of their own, in the order of their numbers, each above its text. Short items
  /// of a list have no text between them.
  mutating func checkTypedHeadings() {
    let parts = parts
    var level = 1, last: [Int?] = [nil, nil, nil, nil], isBelowHeading = false
    for (i, part) in parts.enumerated() {
      if let own = part.level { (level, last) = (own, [nil, nil, nil, nil]) }
      let mayFollow =
        part.beginsBlock || isBelowHeading
        || i > 0 && parts[i - 1].line.map { endsSentence(bytes[$0]) } ?? true
      isBelowHeading = false
      guard let line = part.line, let heading = part.heading, !part.isNested, mayFollow, hasText(i, parts)
      else {
        continue
      }
      guard heading.number == 1 || last[heading.rank] == heading.number - 1 else { continue }
      last[heading.rank] = heading.number
      for rank in heading.rank + 1..<4 where rank < 4 { last[rank] = nil }
      isBelowHeading = true
      let depth = level + 1 + last[..<heading.rank].count { $0 != nil }
      let signs = String(repeating: "#", count: min(depth, 6)) + " "
      var edits = [Edit(line.lowerBound..<heading.range.lowerBound, signs)]
      if heading.range.upperBound < line.upperBound {
        edits.append(Edit(heading.range.upperBound..<line.upperBound, ""))
      }
      say(.typedHeading(text(heading.range), signs), heading.range, edits)
    }
  }

  private var parts: [BodyPart] {
    blocks.all.flatMap { block -> [BodyPart] in
      var level: Int?
      if case .heading(let own, _) = block.kind { level = own }
      let lines = block.kind == .paragraph ? contents(of: block) : []
      if lines.isEmpty {
        return [BodyPart(line: nil, heading: nil, level: level, beginsBlock: true, isNested: block.isNested)]
      }
      return lines.enumerated().map { i, line in
        BodyPart(
          line: line, heading: block.isNested ? nil : TypedHeading(self, line), level: nil,
          beginsBlock: i == 0,
          isNested: block.isNested)
      }
    }
  }

  /// Whether a text follows that is not the next of the same numbers: perhaps below a heading of a lower rank.
  private func hasText(_ index: Int, _ parts: [BodyPart]) -> Bool {
    guard index + 1 < parts.count, let heading = parts[index].heading else { return false }
    let next = parts[index + 1]
    guard let line = next.line else { return next.level == nil }
    if let lower = next.heading {
      return lower.rank > heading.rank && lower.number == 1 && hasText(index + 1, parts)
    }
    if Enumerator(bytes[trimmedWide(line)])?.kind == Enumerator(bytes[heading.range])?.kind, heading.rank != 2
    {
      return false
    }
    let isLong = endsSentence(bytes[line]) || line.count > heading.range.count + 12
    // Figures begin the items of lists as well: those are not above a text that is twice as long.
    if heading.rank > 1 { return isLong && line.count > 2 * heading.range.count && !next.isNested }
    return next.beginsBlock || isLong
  }
}
