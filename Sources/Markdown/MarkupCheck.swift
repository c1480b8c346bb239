import Diagnostics

/// Says where a body has what looks like Markdown and is not read as such: a heading without its blank, a link with
/// Chinese brackets, a list of `•`. Each with the edit that mends it, if there is one.
package func checkMarkup(_ body: Range<Int>, of source: SourceText, reporting: inout [Diagnostic]) {
  var body = body.clamped(to: 0..<source.bytes.count)
  if source.bytes[body].starts(with: [0xEF, 0xBB, 0xBF]) { body = body.lowerBound + 3..<body.upperBound }
  guard MarkupScan(source.bytes, body).isSuspicious else { return }
  var check = MarkupCheck(source, body)
  check.run()
  reporting += check.found.sorted {
    ($0.location?.range.lowerBound ?? 0) < ($1.location?.range.lowerBound ?? 0)
  }
}

/// The slow look at a body in which something has drawn attention.
struct MarkupCheck {
  /// How many bytes a mark may be from its counterpart.
  static let limit = 500
  /// At how many signs of a body it looks: with more, it is no text that somebody has written.
  static let looks = 50_000
  var looked = 0

  private(set) var found: [Diagnostic] = []
  let source: SourceText
  let body: Range<Int>
  let blocks: TextBlocks
  /// Labels of links that are defined with a Chinese colon, which is said.
  let definedWidely: Set<ArraySlice<UInt8>>
  var bytes: [UInt8] { source.bytes }

  init(_ source: SourceText, _ body: Range<Int>) {
    self.source = source
    self.body = body
    blocks = TextBlocks(source.bytes, body)
    definedWidely = MarkupCheck.labels(definedWidelyIn: source.bytes, body)
  }

  private static func labels(definedWidelyIn bytes: [UInt8], _ body: Range<Int>) -> Set<ArraySlice<UInt8>> {
    guard bytes.contains("]：", in: body) else { return [] }
    var labels: Set<ArraySlice<UInt8>> = [], open: Int?
    for i in body {
      if bytes[i] == UInt8(ascii: "[") { open = i }
      if bytes[i] == UInt8(ascii: "]"), let start = open {
        if bytes[(i + 1)..<body.upperBound].starts(with: "：".utf8) { labels.insert(bytes[(start + 1)..<i]) }
        open = nil
      }
    }
    return labels
  }

  mutating func run() {
    let footnotes = FootnoteLabels(bytes, body, blocks), definitions = LinkDefinitions(bytes, body)
    var level: Int?
    for block in blocks.all {
      switch block.kind {
      case .code: checkCode(block)
      case .heading(let own, let isEmpty):
        checkHeading(block, own, below: level, isEmpty: isEmpty)
        if !isEmpty { level = own }
      case .paragraph: checkLines(of: block)
      }
      if block.kind != .code { checkInlines(of: block, definitions, footnotes) }
    }
    for (place, isTwice) in footnotes.unused { say(.unusedFootnote(source.path, place, isTwice: isTwice)) }
  }

  /// One slip, one message: what is said first of a place counts.
  mutating func say(_ diagnostic: Diagnostic?) {
    guard let diagnostic, let range = diagnostic.location?.range,
      !found.suffix(64).contains(where: { $0.location?.range.overlaps(range) ?? false })
    else { return }
    found.keep(diagnostic)
  }

  func text(_ range: Range<Int>) -> String { source.text(range) }

  /// The lines of a block that are not in a table, without the marks of its containers and blanks around.
  func contents(of block: TextBlock) -> [Range<Int>] {
    block.lines.compactMap { number in
      if blocks.tableLines.contains(number) { return nil }
      let line = blocks.lines.range(of: number...number)
      let start =
        number == block.lines.lowerBound
        ? block.start : skipQuoteMarks(bytes, line.lowerBound, line.upperBound, block.quoteDepth)
      return trimmed(bytes, min(start, line.upperBound)..<line.upperBound)
    }
  }

  /// The whole line around a place, with its end.
  func line(around place: Int) -> Range<Int> {
    var start = place, end = place
    while start > body.lowerBound, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    while end < body.upperBound, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return start..<min(end + 1, body.upperBound)
  }

  func scalar(at place: Int, in range: Range<Int>) -> Unicode.Scalar? {
    range.contains(place) ? firstScalar(of: bytes, in: place..<range.upperBound).scalar : nil
  }

  func scalar(before place: Int, in range: Range<Int>) -> Unicode.Scalar? {
    place > range.lowerBound ? lastScalar(of: bytes, in: range.lowerBound..<place).scalar : nil
  }
}

/// What footnotes a body defines, and refers to.
struct FootnoteLabels {
  private(set) var defined: Set<String> = []
  /// Definitions that nobody will see; of a label that has one already, or that nothing refers to.
  private(set) var unused: [(place: Range<Int>, isTwice: Bool)] = []

  init(_ bytes: [UInt8], _ body: Range<Int>, _ blocks: TextBlocks) {
    var references: Set<String> = [], definitions: [(name: String, place: Range<Int>)] = []
    let starts = Set(blocks.all.map(\.start))
    var around = blocks.all[...], i = body.lowerBound
    while let start = bytes.place(of: UInt8(ascii: "["), in: i..<body.upperBound) {
      i = start + 1
      guard let label = FootnoteLabel(bytes[..<body.upperBound], at: start), !bytes.isEscaped(start) else {
        continue
      }
      around = around.drop { $0.range.upperBound <= start }
      let block = around.first.flatMap { $0.range.contains(start) ? $0 : nil }
      if block?.isOpaque(label.range) ?? false { continue }
      var before = start
      while before > body.lowerBound, bytes[before - 1] == 0x20 || bytes[before - 1] == UInt8(ascii: ">") {
        before -= 1
      }
      let isFirst =
        before == body.lowerBound || bytes[before - 1] == UInt8(ascii: "\n") || starts.contains(start)
      if isFirst, label.colonLength(bytes[..<body.upperBound], marked: false) != nil {
        definitions.append((label.name, label.range))
      } else {
        references.insert(label.name)
      }
    }
    for (name, place) in definitions {
      let isTwice = !defined.insert(name).inserted
      if isTwice || !references.contains(name) { unused.append((place, isTwice)) }
    }
  }
}
