import CCMark

/// A paragraph, a heading or a block of code, with its places in the file.
struct TextBlock {
  enum Kind: Equatable { case paragraph, heading(level: Int, isEmpty: Bool), code }

  let kind: Kind
  /// Counted from 1 in the body.
  let lines: ClosedRange<Int>
  /// Its lines, without blanks at either end.
  let range: Range<Int>
  /// Where the text of the first line begins, behind the marks of lists and quotes.
  let start: Int
  /// Code, destinations and raw HTML in it, ascending.
  let opaque: [Range<Int>]
  let quoteDepth: Int
  /// It stands in a list or a quote.
  let isNested: Bool
  let beginsItem: Bool
  /// How often `__` has stayed in the text, and how many `*`.
  let literalUnderscores: Int
  let literalAsterisks: Int

  func isOpaque(_ place: Range<Int>) -> Bool {
    var low = 0, high = opaque.count
    while low < high {
      let middle = (low + high) / 2
      if opaque[middle].upperBound <= place.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < opaque.count && opaque[low].lowerBound < place.upperBound
  }
}

/// The blocks of a body as libcmark finds them. To it tables are paragraphs.
struct TextBlocks {
  private(set) var all: [TextBlock] = []
  let lines: BodyLines
  /// The lines of tables.
  private(set) var tableLines: Set<Int> = []

  init(_ bytes: [UInt8], _ body: Range<Int>) {
    lines = BodyLines(bytes, body)
    let marks = EmphasisMarks(bytes, body, zhProfile: true)
    guard let tree = SyntaxTree(parsing: bytes, body, inserting: marks),
      let iterator = cmark_iter_new(tree.root)
    else { return }
    defer { cmark_iter_free(iterator) }
    if PipeTables.mayStand(in: bytes, body) {
      var tables = PipeTables(bytes, body)
      if tables.find(in: tree) { tableLines = Set(tables.tables.flatMap(\.lines)) }
    }
    var places = SourcePlaces(bytes, body)
    var html: [[UInt8]] = [], underscores = 0, asterisks = 0, quoteDepth = 0
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      guard let node = cmark_iter_get_node(iterator) else { continue }
      let type = cmark_node_get_type(node)
      switch type {
      case CMARK_NODE_BLOCK_QUOTE: quoteDepth += event == CMARK_EVENT_ENTER ? 1 : -1
      case CMARK_NODE_HTML_INLINE: html.append(Array(Markdown.bytes(of: cmark_node_get_literal(node))))
      case CMARK_NODE_TEXT:
        let text = Markdown.bytes(of: cmark_node_get_literal(node))
        underscores += countUnderscores(text)
        asterisks += text.count { $0 == UInt8(ascii: "*") }
      case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING, CMARK_NODE_CODE_BLOCK:
        if event == CMARK_EVENT_ENTER { (html, underscores, asterisks) = ([], 0, 0) }
        let isCode = type == CMARK_NODE_CODE_BLOCK
        guard isCode || event == CMARK_EVENT_EXIT else { continue }
        let own = Markdown.lines(of: node, after: 0), range = places.range(of: own)
        let first = lines.range(of: own.lowerBound...own.lowerBound)
        let parent = cmark_node_parent(node)
        let kind: TextBlock.Kind =
          type == CMARK_NODE_HEADING
          ? .heading(
            level: Int(cmark_node_get_heading_level(node)), isEmpty: cmark_node_first_child(node) == nil)
          : isCode ? .code : .paragraph
        all.append(
          TextBlock(
            kind: kind, lines: own, range: trimmed(bytes, range),
            start: min(
              first.lowerBound + max(Int(cmark_node_get_start_column(node)) - 1, 0), first.upperBound),
            opaque: isCode ? [range] : places.scan(own, quoteDepth: quoteDepth, html: html).opaque,
            quoteDepth: quoteDepth, isNested: cmark_node_get_type(parent) != CMARK_NODE_DOCUMENT,
            beginsItem: cmark_node_get_type(parent) == CMARK_NODE_ITEM && cmark_node_previous(node) == nil,
            literalUnderscores: underscores, literalAsterisks: asterisks))
      default: break
      }
    }
  }
}

/// How many runs of just two.
private func countUnderscores(_ text: UnsafeBufferPointer<UInt8>) -> Int {
  var count = 0, i = 0
  while let start = text.place(of: UInt8(ascii: "_"), from: i) {
    i = start
    while i < text.count, text[i] == UInt8(ascii: "_") { i += 1 }
    if i - start == 2 { count += 1 }
  }
  return count
}
