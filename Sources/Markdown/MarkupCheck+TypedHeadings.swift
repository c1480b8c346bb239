import Diagnostics

/// A line that is typed as official texts have their headings: 一、问题, （二）办理情况, perhaps in bold.
private struct TypedHeading {
  let number: Enumerator
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
    guard let number = Enumerator(check.bytes[range]), number.kind == .han || number.kind == .bracketedHan
    else { return nil }
    let letters = check.text(range).unicodeScalars
    guard 4...28 ~= letters.count, !letters.contains(where: { "，。；：！？…,;:!?*".unicodeScalars.contains($0) })
    else { return nil }
    self.number = number
    self.range = range
  }
}

extension MarkupCheck {
  /// Reports headings that are typed as lines of their own, in the order of their numbers, each above its text. Short items
  /// of a list have no text between them.
  mutating func checkTypedHeadings() {
    var level = 1, last: [Enumerator.Kind: Int] = [:]
    for (index, block) in blocks.all.enumerated() {
      if case .heading(let own, _) = block.kind { (level, last) = (own, [:]) }
      guard block.kind == .paragraph, !block.isNested else { continue }
      let lines = contents(of: block)
      for (i, line) in lines.enumerated() {
        guard let heading = TypedHeading(self, line), i == 0 || endsSentence(bytes[lines[i - 1]]),
          isText(i + 1 < lines.count ? lines[i + 1] : nil, orBlock: index + 1, below: heading)
        else { continue }
        let kind = heading.number.kind, number = heading.number.number
        guard number == 1 || last[kind] == number - 1 else { continue }
        last[kind] = number
        if kind == .han { last[.bracketedHan] = nil }
        let depth = level + (kind == .bracketedHan && last[.han] != nil ? 2 : 1)
        let signs = String(repeating: "#", count: min(depth, 6)) + " "
        var edits = [Edit(line.lowerBound..<heading.range.lowerBound, signs)]
        if heading.range.upperBound < line.upperBound {
          edits.append(Edit(heading.range.upperBound..<line.upperBound, ""))
        }
        say(.typedHeading(text(heading.range), signs), heading.range, edits)
      }
    }
  }

  /// Whether a text follows that is not the next of the same numbers: the next line, or else the next block.
  private func isText(_ line: Range<Int>?, orBlock index: Int, below heading: TypedHeading) -> Bool {
    if let line {
      return Enumerator(bytes[line])?.kind != heading.number.kind
        && (endsSentence(bytes[line]) || line.count > heading.range.count + 12)
    }
    guard index < blocks.all.count else { return false }
    let next = blocks.all[index]
    guard next.kind == .paragraph else { return next.kind == .code }
    guard let first = contents(of: next).first else { return true }
    return Enumerator(bytes[trimmedWide(first)])?.kind != heading.number.kind
  }
}
