/// A label `[^1]`; it has no blanks and no brackets.
struct FootnoteLabel {
  /// The label with its brackets.
  let range: Range<Int>
  /// The form in which labels are compared.
  let name: String

  private static let limit = 200

  /// Returns nil if no label begins at `start`.
  init?(_ bytes: ArraySlice<UInt8>, at start: Int) {
    guard start + 1 < bytes.endIndex, bytes[start] == UInt8(ascii: "["), bytes[start + 1] == UInt8(ascii: "^")
    else { return nil }
    var i = start + 2
    let limit = min(bytes.endIndex, i + FootnoteLabel.limit)
    while i < limit, bytes[i] > 0x20, bytes[i] != UInt8(ascii: "["), bytes[i] != UInt8(ascii: "]") { i += 1 }
    guard i < limit, i > start + 2, bytes[i] == UInt8(ascii: "]") else { return nil }
    range = start..<i + 1
    name = String(decoding: bytes[start + 2..<i], as: UTF8.self).lowercased()
  }

  /// The length of the colon that makes the label a definition, with the mark before it if the text is of a tree
  /// (`marked`). The Chinese colon means the same.
  func colonLength(_ bytes: ArraySlice<UInt8>, marked: Bool) -> Int? {
    var i = range.upperBound
    if marked {
      guard bytes[i...].starts(with: EmphasisMarks.mark) else { return nil }
      i += EmphasisMarks.mark.count
    }
    if i < bytes.endIndex, bytes[i] == UInt8(ascii: ":") { return i + 1 - range.upperBound }
    return bytes[i...].starts(with: "：".utf8) ? i + 3 - range.upperBound : nil
  }
}

/// The footnotes that a body defines and refers to.
struct FootnoteLabels {
  private(set) var defined: Set<String> = []
  /// The definitions that no page shows: of a label that has one already, or that nothing refers to.
  private(set) var unused: [(range: Range<Int>, isTwice: Bool)] = []

  init(_ bytes: [UInt8], _ body: Range<Int>, _ blocks: TextBlocks) {
    var references: Set<String> = [], definitions: [FootnoteLabel] = []
    let starts = Set(blocks.all.map(\.start))
    var rest = blocks.all[...], i = body.lowerBound
    while let start = bytes.offset(of: "[^", in: i..<body.upperBound) {
      i = start + 1
      guard let label = FootnoteLabel(bytes[..<body.upperBound], at: start), !bytes.isEscaped(start) else {
        continue
      }
      rest = rest.drop { $0.range.upperBound <= start }
      if let block = rest.first, block.range.contains(start), block.isOpaque(label.range) { continue }
      var before = start
      while before > body.lowerBound, bytes[before - 1] == 0x20 || bytes[before - 1] == UInt8(ascii: ">") {
        before -= 1
      }
      let isFirst =
        before == body.lowerBound || bytes[before - 1] == UInt8(ascii: "\n") || starts.contains(start)
      if isFirst, label.colonLength(bytes[..<body.upperBound], marked: false) != nil {
        definitions.append(label)
      } else {
        references.insert(label.name)
      }
    }
    for label in definitions {
      let isTwice = !defined.insert(label.name).inserted
      if isTwice || !references.contains(label.name) { unused.append((label.range, isTwice)) }
    }
  }
}
