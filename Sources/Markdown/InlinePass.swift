import CCMark
import Diagnostics

/// The one walk through the tree: takes the marks out again, joins lines, asks about links, collects headings and
/// words, and notices what is probably meant otherwise.
struct InlinePass {
  private(set) var headings: [Heading] = []
  private(set) var words: [UInt8] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var held: HeldBlocks

  private let source: SourceText
  private let hasMarks: Bool
  private let shift: Int
  private var places: SourcePlaces
  private var ids = HeadingIDs()
  private var quoteDepth = 0
  private var block: InlineBlock
  private var cells: TableCells

  init(
    _ source: SourceText, _ body: Range<Int>, hasMarks: Bool, zhProfile: Bool, shift: Int,
    tables: TableCells, held: HeldBlocks, reservedIDs: [String]
  ) {
    self.source = source
    self.hasMarks = hasMarks
    self.shift = shift
    self.held = held
    ids.reserve(reservedIDs)
    places = SourcePlaces(source.bytes, body)
    block = InlineBlock(source.bytes, body, zhProfile: zhProfile)
    cells = tables
    words.reserveCapacity(body.count)
  }

  mutating func run(over tree: borrowing SyntaxTree, resolvingLinks resolve: (Link) -> LinkResolution) {
    guard let iterator = cmark_iter_new(tree.root) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      guard let node = cmark_iter_get_node(iterator) else { continue }
      if event == CMARK_EVENT_ENTER { enter(node) } else { exit(node, resolve) }
    }
  }

  private mutating func enter(_ node: OpaquePointer) {
    if hasMarks { EmphasisMarks.remove(from: node) }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: block.addText(bytes(of: cmark_node_get_literal(node)), isCode: false)
    case CMARK_NODE_CODE: block.addText(bytes(of: cmark_node_get_literal(node)), isCode: true)
    case CMARK_NODE_SOFTBREAK: block.addSoftBreak(node)
    case CMARK_NODE_LINEBREAK: block.addHardBreak()
    case CMARK_NODE_HTML_INLINE: block.addHTML(bytes(of: cmark_node_get_literal(node)))
    case CMARK_NODE_IMAGE: block.enterImage()
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING: block.begin()
    case CMARK_NODE_CUSTOM_INLINE where isCell(node): block.begin()
    case CMARK_NODE_BLOCK_QUOTE: quoteDepth += 1
    case CMARK_NODE_HTML_BLOCK: noticeHTMLBlock(node)
    case CMARK_NODE_CODE_BLOCK: held.hold(node, &places, lineOffset: cells.lineOffset)
    default: break
    }
  }

  private mutating func exit(_ node: OpaquePointer, _ resolve: (Link) -> LinkResolution) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_LINK:
      block.addLink(node, destination: Array(bytes(of: cmark_node_get_url(node))), isImage: false)
    case CMARK_NODE_IMAGE:
      block.addLink(node, destination: Array(bytes(of: cmark_node_get_url(node))), isImage: true)
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
    case CMARK_NODE_CUSTOM_INLINE where isCell(node): finishCell(resolve)
    case CMARK_NODE_CUSTOM_BLOCK where cmark_node_first_child(node).map(isCell) ?? false:
      if let opening = cells.finishTable() { cmark_node_set_on_enter(node, opening) }
      for place in cells.surplus { diagnostics.keep(.extraCells(source.path, place)) }
    default: break
    }
  }

  /// At the end of a paragraph or heading, where nodes before it may go.
  private mutating func finish(_ node: OpaquePointer, _ resolve: (Link) -> LinkResolution) {
    let lineEnds = block.joinLines()
    for soft in lineEnds.joined { cmark_node_free(soft) }
    for soft in lineEnds.kept {
      cmark_node_replace(soft, cmark_node_new(CMARK_NODE_LINEBREAK))
      cmark_node_free(soft)
    }
    guard block.needsSource else { return }
    let lines = lines(of: node, after: cells.lineOffset)
    notice(
      places.scan(lines, quoteDepth: quoteDepth, html: block.html), fallback: places.line(lines.lowerBound),
      resolve)
    if block.hasPipe, let table = places.uneven(lines, quoteDepth: quoteDepth) {
      diagnostics.keep(.unevenTable(source.path, table))
    }
  }

  /// Of a table, not markup inside a line.
  private func isCell(_ node: OpaquePointer) -> Bool {
    cmark_node_get_type(node) == CMARK_NODE_CUSTOM_INLINE
      && cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_CUSTOM_BLOCK
  }

  private mutating func finishCell(_ resolve: (Link) -> LinkResolution) {
    cells.finishCell(block.plain)
    guard let place = cells.place, block.needsSource else { return }
    notice(places.scan(place, quoteDepth: 0, html: block.html), fallback: place, resolve)
  }

  private mutating func notice(_ scan: InlineScan, fallback: Range<Int>, _ resolve: (Link) -> LinkResolution)
  {
    for (link, place) in zip(block.links, scan.places(of: block.links, fallback: fallback)) {
      let destination = String(decoding: link.destination, as: UTF8.self)
      let hasText = hasText(link.node)
      switch resolve(
        Link(destination: destination, range: place, isImage: link.isImage, hasText: hasText))
      {
      case .keep: break
      case .replace(let destination): cmark_node_set_url(link.node, destination)
      case .remove: unwrap(link.node)
      }
    }
    for (i, html) in block.html.enumerated() where isOpeningTag(html) {
      let place = i < scan.htmlPlaces.count ? scan.htmlPlaces[i] : fallback
      diagnostics.keep(.rawHTML(source.path, place, html))
    }
    for pair in scan.fullWidthAsterisks {
      diagnostics.keep(.fullWidthAsterisks(source.path, open: pair.open, close: pair.close))
    }
  }

  private mutating func noticeHTMLBlock(_ node: OpaquePointer) {
    let line = places.line(Int(cmark_node_get_start_line(node)) - cells.lineOffset)
    let html = bytes(of: cmark_node_get_literal(node)).drop { $0 == UInt8(ascii: " ") }
    let first = Array(html.prefix { $0 != UInt8(ascii: "\n") })
    if isOpeningTag(first) { diagnostics.keep(.rawHTML(source.path, line, first)) }
  }

  /// A comment is meant to be invisible, and a closing tag has been reported with its opening one.
  private func isOpeningTag(_ html: [UInt8]) -> Bool {
    !html.starts(with: Array("</".utf8)) && !html.starts(with: Array("<!--".utf8))
  }

  /// Whether there is more than blanks between the brackets of a link or picture.
  private func hasText(_ link: OpaquePointer) -> Bool {
    guard let child = cmark_node_first_child(link) else { return false }
    guard cmark_node_get_type(child) == CMARK_NODE_TEXT, cmark_node_next(child) == nil else { return true }
    return bytes(of: cmark_node_get_literal(child)).contains { $0 != UInt8(ascii: " ") }
  }

  /// Puts what is inside a link or picture in its place.
  private func unwrap(_ node: OpaquePointer) {
    while let child = cmark_node_first_child(node) { cmark_node_insert_before(node, child) }
    cmark_node_free(node)
  }
}
