import CCMark
import Diagnostics

/// The one walk through the tree: takes the marks out again, joins lines, asks about links, collects headings and
/// text, and notices what is probably meant otherwise.
struct InlinePass {
  private(set) var headings: [Heading] = []
  private(set) var text: [UInt8] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let source: SourceText
  private let hasMarks: Bool
  private let zhProfile: Bool
  private let shift: Int
  private var places: SourcePlaces
  private var ids = HeadingIDs()
  private var quoteDepth = 0
  private var block = InlineBlock(zhProfile: false)

  init(_ source: SourceText, _ body: Range<Int>, hasMarks: Bool, zhProfile: Bool, shift: Int) {
    self.source = source
    self.hasMarks = hasMarks
    self.zhProfile = zhProfile
    self.shift = shift
    places = SourcePlaces(source.bytes, body)
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
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT:
      if hasMarks { removeMarks(cmark_node_get_literal(node)) { cmark_node_set_literal(node, $0) } }
      block.addText(bytes(of: cmark_node_get_literal(node)), isCode: false)
    case CMARK_NODE_CODE:
      if hasMarks { removeMarks(cmark_node_get_literal(node)) { cmark_node_set_literal(node, $0) } }
      block.addText(bytes(of: cmark_node_get_literal(node)), isCode: true)
    case CMARK_NODE_SOFTBREAK: block.addSoftBreak(node)
    case CMARK_NODE_LINEBREAK: block.addHardBreak()
    case CMARK_NODE_HTML_INLINE:
      if hasMarks { removeMarks(cmark_node_get_literal(node)) { cmark_node_set_literal(node, $0) } }
      block.addHTML(bytes(of: cmark_node_get_literal(node)))
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      if hasMarks {
        removeMarks(cmark_node_get_url(node)) { cmark_node_set_url(node, $0) }
        removeMarks(cmark_node_get_title(node)) { cmark_node_set_title(node, $0) }
      }
      if cmark_node_get_type(node) == CMARK_NODE_IMAGE { block.enterImage() }
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING: block = InlineBlock(zhProfile: zhProfile)
    case CMARK_NODE_BLOCK_QUOTE: quoteDepth += 1
    case CMARK_NODE_HTML_BLOCK: addHTMLBlock(node)
    case CMARK_NODE_CODE_BLOCK where hasMarks:
      removeMarks(cmark_node_get_literal(node)) { cmark_node_set_literal(node, $0) }
      removeMarks(cmark_node_get_fence_info(node)) { cmark_node_set_fence_info(node, $0) }
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
      if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
      text += block.plain
    case CMARK_NODE_HEADING:
      finish(node, resolve)
      let level = min(max(Int(cmark_node_get_heading_level(node)) + shift, 1), 6)
      cmark_node_set_heading_level(node, Int32(level))
      let words = String(decoding: block.plain, as: UTF8.self)
      headings.append(Heading(level: level, text: words, id: ids.next(for: words)))
    default: break
    }
  }

  /// At the end of a paragraph or heading, where nodes before it may go.
  private mutating func finish(_ node: OpaquePointer, _ resolve: (Link) -> LinkResolution) {
    for soft in block.joinLines() { cmark_node_free(soft) }
    guard block.needsSource else { return }
    let lines =
      Int(
        cmark_node_get_start_line(node))...max(
        Int(cmark_node_get_start_line(node)), Int(cmark_node_get_end_line(node)))
    let scan = places.scan(lines, quoteDepth: quoteDepth, html: block.html)
    for (link, place) in zip(
      block.links, scan.places(of: block.links, fallback: places.line(lines.lowerBound)))
    {
      let resolution = resolve(
        Link(
          destination: String(decoding: link.destination, as: UTF8.self), range: place, isImage: link.isImage)
      )
      switch resolution {
      case .keep: break
      case .replace(let destination): cmark_node_set_url(link.node, destination)
      case .remove: unwrap(link.node)
      }
    }
    report(scan)
    if block.hasPipe, let table = places.pipeTable(lines, quoteDepth: quoteDepth) {
      diagnostics.append(.pipeTable(source.path, table))
    }
  }

  private mutating func report(_ scan: InlineScan) {
    for (place, html) in zip(scan.htmlPlaces, block.html) {
      if html.starts(with: Array("</".utf8)) || html.starts(with: Array("<!--".utf8)) { continue }
      diagnostics.append(.rawHTML(source.path, place, html))
    }
    for pair in scan.fullWidthAsterisks {
      diagnostics.append(.fullWidthAsterisks(source.path, open: pair.open, close: pair.close))
    }
  }

  private mutating func addHTMLBlock(_ node: OpaquePointer) {
    let literal = bytes(of: cmark_node_get_literal(node))
    let line = places.line(Int(cmark_node_get_start_line(node)))
    if !literal.starts(with: Array("<!--".utf8)) {
      let first = Array(literal.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: "\n") })
      if !first.starts(with: Array("</".utf8)) { diagnostics.append(.rawHTML(source.path, line, first)) }
    }
    if hasMarks { removeMarks(cmark_node_get_literal(node)) { cmark_node_set_literal(node, $0) } }
  }

  /// Puts what is inside a link or picture in its place.
  private func unwrap(_ node: OpaquePointer) {
    while let child = cmark_node_first_child(node) { cmark_node_insert_before(node, child) }
    cmark_node_free(node)
  }

  private func removeMarks(_ text: UnsafePointer<CChar>?, _ set: (UnsafePointer<CChar>) -> Int32) {
    let old = bytes(of: text)
    guard let first = old.firstIndex(of: EmphasisMarks.mark[0]) else { return }
    var new = Array(old[..<first]), i = first, isChanged = false
    new.reserveCapacity(old.count + 1)
    while i < old.count {
      if old[i] == EmphasisMarks.mark[0], old[i...].starts(with: EmphasisMarks.mark) {
        i += EmphasisMarks.mark.count
        isChanged = true
      } else {
        new.append(old[i])
        i += 1
      }
    }
    guard isChanged else { return }
    new.append(0)
    new.withUnsafeBytes { buffer in
      if let start = buffer.baseAddress { _ = set(start.assumingMemoryBound(to: CChar.self)) }
    }
  }
}
