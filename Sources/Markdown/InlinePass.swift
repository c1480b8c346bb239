import CCMark
import Diagnostics

/// The one walk through the finished tree: takes the marks out again, joins lines, asks about links, collects headings and
/// words, and notices what is probably meant otherwise.
struct InlinePass {
  private(set) var headings: [Heading] = []
  private(set) var words: [UInt8] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var held: HeldBlocks

  private let source: SourceText
  private let body: Range<Int>
  private let linesBefore: Int
  private let hasMarks: Bool
  private let shift: Int
  private lazy var lines = BodyLines(source.bytes, body, linesBefore: linesBefore)
  private lazy var definitions = LinkDefinitions(source.bytes, body)
  private var ids = HeadingIDs()
  private var quoteDepth = 0
  private var block: InlineBlock
  private var cells: TableCells

  init(
    _ source: SourceText, _ body: Range<Int>, linesBefore: Int, hasMarks: Bool, shift: Int,
    tables: TableCells,
    held: HeldBlocks, reservedIDs: [String]
  ) {
    self.source = source
    self.body = body
    self.linesBefore = linesBefore
    self.hasMarks = hasMarks
    self.shift = shift
    self.held = held
    ids.reserve(reservedIDs)
    block = InlineBlock(source.bytes, body)
    cells = tables
    words.reserveCapacity(body.count)
  }

  mutating func run(over tree: borrowing SyntaxTree, resolvingLinks resolve: (Link) -> LinkResolution) {
    tree.walk { node, isEntered in
      if isEntered { enter(node) } else { exit(node, resolve) }
    }
  }

  private mutating func enter(_ node: OpaquePointer) {
    if hasMarks { EmphasisMarks.remove(from: node) }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: block.addText(literal(of: node), isCode: false)
    case CMARK_NODE_CODE:
      if !block.isInImage, let span = held.holdSpan(node) {
        block.addSpan(span.number, span.word)
      } else {
        block.addText(literal(of: node), isCode: true)
      }
    case CMARK_NODE_SOFTBREAK: block.addSoftBreak(node)
    case CMARK_NODE_LINEBREAK: block.addHardBreak()
    case CMARK_NODE_HTML_INLINE: block.addHTML(literal(of: node))
    case CMARK_NODE_IMAGE: block.enterImage()
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING: block.begin()
    case CMARK_NODE_CUSTOM_INLINE where isCell(node): block.begin()
    case CMARK_NODE_BLOCK_QUOTE: quoteDepth += 1
    case CMARK_NODE_HTML_BLOCK: noticeHTMLBlock(node)
    case CMARK_NODE_CODE_BLOCK:
      if let word = held.word(of: node) {
        let lines = lines
        held.hold(node, word, lines)
      }
    default: break
    }
  }

  private mutating func exit(_ node: OpaquePointer, _ resolve: (Link) -> LinkResolution) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_LINK: block.addLink(node, isImage: false)
    case CMARK_NODE_IMAGE: block.addLink(node, isImage: true)
    case CMARK_NODE_BLOCK_QUOTE: quoteDepth -= 1
    case CMARK_NODE_PARAGRAPH:
      finish(node, resolve)
      if block.plain.isEmpty { return }
      if !words.isEmpty { words.append(UInt8(ascii: "\n")) }
      words += block.plain
    case CMARK_NODE_HEADING:
      finish(node, resolve)
      let level = min(max(Int(cmark_node_get_heading_level(node)) + shift, 1), 6)
      cmark_node_set_heading_level(node, Int32(level))
      let text = String(decoding: block.plain, as: UTF8.self)
      headings.append(Heading(level: level, text: text, id: ids.next(for: text)))
    case CMARK_NODE_CUSTOM_INLINE where isCell(node):
      guard let range = cells.finishCell(block.plain), block.needsSource else { return }
      notice(range, quoteDepth: 0, fallback: range, resolve)
    case CMARK_NODE_CUSTOM_BLOCK where cmark_node_first_child(node).map(isCell) ?? false:
      let (opening, surplus) = cells.finishTable()
      if let opening { cmark_node_set_on_enter(node, opening) }
      for range in surplus { say(.extraCells, range) }
    default: break
    }
  }

  /// True for a cell of a table, not for markup inside a line.
  private func isCell(_ node: OpaquePointer) -> Bool {
    cmark_node_get_type(node) == CMARK_NODE_CUSTOM_INLINE
      && cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_CUSTOM_BLOCK
  }

  /// Ends a paragraph or heading, where nodes before it may go.
  private mutating func finish(_ node: OpaquePointer, _ resolve: (Link) -> LinkResolution) {
    let lineEnds = block.joinLines()
    for soft in lineEnds.joined { cmark_node_free(soft) }
    for soft in lineEnds.kept {
      cmark_node_replace(soft, cmark_node_new(CMARK_NODE_LINEBREAK))
      cmark_node_free(soft)
    }
    guard block.needsSource else { return }
    let numbers = lines.numbers(of: node)
    notice(
      lines.range(of: numbers), quoteDepth: quoteDepth,
      fallback: source.bytes.trimmed(lines.range(of: numbers.lowerBound)), resolve)
    if block.hasPipe, let table = UnevenTable(numbers, lines, quoteDepth: quoteDepth) {
      say(.unevenTable(table), table.range)
    }
  }

  /// Asks about the links of a block, and reports its raw HTML and full-width asterisks, all found in a range of the file.
  private mutating func notice(
    _ range: Range<Int>, quoteDepth: Int, fallback: Range<Int>, _ resolve: (Link) -> LinkResolution
  ) {
    let scan = InlineScan(
      source.bytes, range, quoteDepth: quoteDepth, html: block.html, definitions: definitions)
    for (link, range) in zip(block.links, scan.ranges(of: block.links, fallback: fallback)) {
      let destination = String(decoding: link.destination, as: UTF8.self), hasText = hasText(link.node)
      switch resolve(Link(destination: destination, range: range, isImage: link.isImage, hasText: hasText)) {
      case .keep: break
      case .replace(let destination): cmark_node_set_url(link.node, destination)
      case .remove:
        while let child = cmark_node_first_child(link.node) { cmark_node_insert_before(link.node, child) }
        cmark_node_free(link.node)
      }
    }
    if !block.spans.isEmpty {
      held.place(block.spans, in: source.bytes, code: scan.code, fallback: fallback)
    }
    for (i, html) in block.html.enumerated() {
      noticeHTML(html, at: i < scan.htmlRanges.count ? scan.htmlRanges[i] : fallback)
    }
    for pair in scan.fullWidthAsterisks {
      say(
        .fullWidthAsterisks, pair.open.lowerBound..<pair.close.upperBound,
        [Edit(pair.open, "**"), Edit(pair.close, "**")])
    }
  }

  private mutating func noticeHTMLBlock(_ node: OpaquePointer) {
    let html = literal(of: node).drop { $0 == UInt8(ascii: " ") }
    let line = source.bytes.trimmed(lines.range(of: lines.first(of: node)))
    noticeHTML(Array(html.prefix { $0 != UInt8(ascii: "\n") }), at: line)
  }

  /// Reports raw HTML. A comment is meant to be invisible, and a closing tag is reported with its opening one.
  private mutating func noticeHTML(_ html: [UInt8], at range: Range<Int>) {
    if html.starts(with: "</".utf8) || html.starts(with: "<!--".utf8) { return }
    say(.rawHTML(html), range)
  }

  private mutating func say(_ advice: Advice, _ range: Range<Int>, _ edits: [Edit] = []) {
    diagnostics.keep(TextFinding(advice, range, edits).diagnostic(in: source.path))
  }

  /// True if there is more than blanks between the brackets of a link or picture.
  private func hasText(_ link: OpaquePointer) -> Bool {
    guard let child = cmark_node_first_child(link) else { return false }
    guard cmark_node_get_type(child) == CMARK_NODE_TEXT, cmark_node_next(child) == nil else { return true }
    return literal(of: child).contains { $0 != UInt8(ascii: " ") }
  }
}
