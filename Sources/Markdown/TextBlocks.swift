import CCMark

/// A paragraph, a heading or a block of code, and where it is in the file.
struct TextBlock {
  enum Kind: Equatable { case paragraph, heading(level: Int, isEmpty: Bool), code }

  let kind: Kind
  /// The lines, counted from 1 in the body.
  let lines: ClosedRange<Int>
  /// The bytes of the lines, without blanks at either end.
  let range: Range<Int>
  /// The offset of the text in the first line, behind the marks of lists and quotes.
  let start: Int
  /// The ranges of code, destinations and raw HTML, ascending.
  let opaque: [Range<Int>]
  let quoteDepth: Int
  /// True in a list or a quote.
  let isNested: Bool
  let beginsItem: Bool
  /// The number of `__` that are text.
  let literalUnderscores: Int
  /// The number of `*` that are text.
  let literalAsterisks: Int

  /// True if a range touches code, a destination or raw HTML.
  func isOpaque(_ range: Range<Int>) -> Bool {
    var low = 0, high = opaque.count
    while low < high {
      let middle = (low + high) / 2
      if opaque[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < opaque.count && opaque[low].lowerBound < range.upperBound
  }
}

/// The blocks of a body as libcmark finds them, to which tables are paragraphs.
struct TextBlocks {
  private(set) var all: [TextBlock] = []
  let lines: BodyLines
  /// The numbers of the lines in tables.
  private(set) var tableLines: Set<Int> = []

  init(_ bytes: [UInt8], _ body: Range<Int>) {
    lines = BodyLines(bytes, body)
    guard let tree = SyntaxTree(parsing: EmphasisMarks(bytes, body).text(bytes, body)) else { return }
    if PipeTables.mayOccur(in: bytes, body) {
      var tables = PipeTables(bytes, body)
      if tables.find(in: tree) { tableLines = Set(tables.tables.flatMap(\.lines)) }
    }
    let definitions = LinkDefinitions(bytes, body)
    var html: [[UInt8]] = [], underscores = 0, asterisks = 0, quoteDepth = 0
    tree.walk { node, isEntered in
      let type = cmark_node_get_type(node), isCode = type == CMARK_NODE_CODE_BLOCK
      switch type {
      case CMARK_NODE_BLOCK_QUOTE: quoteDepth += isEntered ? 1 : -1
      case CMARK_NODE_HTML_INLINE: html.append(Array(literal(of: node)))
      case CMARK_NODE_TEXT:
        let text = literal(of: node)
        underscores += countUnderscores(text)
        asterisks += text.count { $0 == UInt8(ascii: "*") }
      case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING, CMARK_NODE_CODE_BLOCK:
        if isEntered { (html, underscores, asterisks) = ([], 0, 0) }
        guard isCode || !isEntered else { return }
        let numbers = lines.numbers(of: node), range = lines.range(of: numbers)
        let first = lines.range(of: numbers.lowerBound), column = Int(cmark_node_get_start_column(node))
        let parent = cmark_node_parent(node), isEmpty = cmark_node_first_child(node) == nil
        let kind: TextBlock.Kind =
          switch type {
          case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)), isEmpty: isEmpty)
          case CMARK_NODE_PARAGRAPH: .paragraph
          default: .code
          }
        let scan =
          isCode
          ? nil : InlineScan(bytes, range, quoteDepth: quoteDepth, html: html, definitions: definitions)
        all.append(
          TextBlock(
            kind: kind, lines: numbers, range: bytes.trimmed(range),
            start: min(first.lowerBound + max(column - 1, 0), first.upperBound),
            opaque: scan?.opaque ?? [range], quoteDepth: quoteDepth,
            isNested: cmark_node_get_type(parent) != CMARK_NODE_DOCUMENT,
            beginsItem: cmark_node_get_type(parent) == CMARK_NODE_ITEM && cmark_node_previous(node) == nil,
            literalUnderscores: underscores, literalAsterisks: asterisks))
      default: break
      }
    }
  }
}

/// The number of runs of just two underscores.
private func countUnderscores(_ text: UnsafeBufferPointer<UInt8>) -> Int {
  var count = 0, i = 0
  while let start = text.offset(of: UInt8(ascii: "_"), from: i) {
    i = start
    while i < text.count, text[i] == UInt8(ascii: "_") { i += 1 }
    if i - start == 2 { count += 1 }
  }
  return count
}
