import Diagnostics

/// Reports what looks like Markdown in a body and is not read as such: a heading without its blank, a link with Chinese
/// brackets, a list of `•`. Each finding has the edit that mends it, if there is one.
package func checkMarkup(_ body: Range<Int>, of source: SourceText, reporting: inout [Diagnostic]) {
  let body = source.withoutMark(body)
  guard MarkupScan(source.bytes, body).isSuspicious else { return }
  var check = MarkupCheck(source, body)
  check.run()
  reporting += check.found.sorted {
    ($0.location?.range.lowerBound ?? 0) < ($1.location?.range.lowerBound ?? 0)
  }
}

/// The slow look at a body in which something has drawn attention.
struct MarkupCheck {
  /// The number of bytes that a mark may be from its counterpart.
  static let limit = 500
  /// The number of signs of a body that are looked at: a text with more is none that somebody has written.
  static let signLimit = 50_000
  var signCount = 0

  private(set) var found: [Diagnostic] = []
  private let file: String
  let bytes: [UInt8]
  let body: Range<Int>
  let blocks: TextBlocks
  /// The labels of links that are defined with a Chinese colon, which is reported.
  let definedWidely: Set<ArraySlice<UInt8>>

  init(_ source: SourceText, _ body: Range<Int>) {
    file = source.path
    bytes = source.bytes
    self.body = body
    blocks = TextBlocks(bytes, body)
    definedWidely = MarkupCheck.labels(definedWidelyIn: bytes, body)
  }

  private static func labels(definedWidelyIn bytes: [UInt8], _ body: Range<Int>) -> Set<ArraySlice<UInt8>> {
    var labels: Set<ArraySlice<UInt8>> = [], i = body.lowerBound
    while let close = bytes.offset(of: "]：", in: i..<body.upperBound) {
      if let open = bytes[i..<close].lastIndex(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }),
        bytes[open] == UInt8(ascii: "[")
      {
        labels.insert(bytes[open + 1..<close])
      }
      i = close + 1
    }
    return labels
  }

  mutating func run() {
    let footnotes = FootnoteLabels(bytes, body, blocks), definitions = LinkDefinitions(bytes, body)
    checkCopiedTables()
    checkTypedHeadings()
    var level: Int?, isInFootnote = false
    for block in blocks.all {
      if block.kind != .code {
        isInFootnote =
          !block.isNested && bytes[block.range].starts(with: "[^".utf8) && text(block.range).contains("]:")
      }
      switch block.kind {
      // The further paragraphs of a footnote are indented by four blanks.
      case .code: if !isInFootnote || isFenced(block) { checkCode(block) }
      case .heading(let own, let isEmpty):
        checkHeading(block, own, below: level, isEmpty: isEmpty)
        if !isEmpty { level = own }
      case .paragraph: checkLines(of: block)
      }
      if block.kind != .code { checkInlines(of: block, definitions, footnotes) }
    }
    for (range, isTwice) in footnotes.unused { say(isTwice ? .repeatedFootnote : .unusedFootnote, range) }
  }

  /// Adds a finding, unless a recent one is about some of the same bytes: one slip, one message.
  mutating func say(_ advice: Advice, _ range: Range<Int>, _ edits: [Edit] = []) {
    if found.suffix(64).contains(where: { $0.location?.range.overlaps(range) ?? false }) { return }
    found.keep(TextFinding(advice, range, edits).diagnostic(in: file))
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The lines of a block that are not in a table, without the marks of its containers and blanks around.
  func contents(of block: TextBlock) -> [Range<Int>] {
    block.lines.compactMap { number in
      if blocks.tableLines.contains(number) { return nil }
      if number > block.lines.lowerBound { return content(of: number, in: block) }
      let line = blocks.lines.range(of: number)
      return bytes.trimmed(min(block.start, line.upperBound)..<line.upperBound)
    }
  }

  /// A further line of a block without quote marks and blanks around.
  func content(of number: Int, in block: TextBlock) -> Range<Int> {
    bytes.trimmed(bytes.withoutQuoteMarks(blocks.lines.range(of: number), depth: block.quoteDepth))
  }

  /// The whole line around an offset, with its end.
  func line(around offset: Int) -> Range<Int> {
    let isEnd = { (byte: UInt8) in byte == UInt8(ascii: "\n") }
    let start = bytes[body.lowerBound..<offset].lastIndex(where: isEnd).map { $0 + 1 } ?? body.lowerBound
    let end = bytes[offset..<body.upperBound].firstIndex(where: isEnd).map { $0 + 1 } ?? body.upperBound
    return start..<end
  }

  /// A range without blanks, ideographic ones among them, at its ends.
  func trimmedWide(_ range: Range<Int>) -> Range<Int> {
    let blank = "\u{3000}".utf8
    var range = bytes.trimmed(range)
    while bytes[range].starts(with: blank) {
      range = bytes.trimmed(range.lowerBound + 3..<range.upperBound)
    }
    while bytes[range].suffix(3).elementsEqual(blank) {
      range = bytes.trimmed(range.lowerBound..<range.upperBound - 3)
    }
    return range
  }

  func hasPrefix(_ text: String, at offset: Int, _ range: Range<Int>) -> Bool {
    offset <= range.upperBound && bytes[offset..<range.upperBound].starts(with: text.utf8)
  }

  func scalar(at offset: Int, in range: Range<Int>) -> Unicode.Scalar? {
    range.contains(offset) ? firstScalar(of: bytes, in: offset..<range.upperBound).scalar : nil
  }

  func scalar(before offset: Int, in range: Range<Int>) -> Unicode.Scalar? {
    offset > range.lowerBound ? lastScalar(of: bytes, in: range.lowerBound..<offset).scalar : nil
  }
}
