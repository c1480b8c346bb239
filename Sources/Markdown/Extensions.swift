import CCMark

/// Which of the things that GitHub adds to CommonMark a body may have, and how they are written. Most bodies have none,
/// and the tree is not looked at.
struct Extensions {
  let form: MarkupForm
  let zhProfile: Bool
  /// What the ids of footnotes begin with.
  let idPrefix: String
  private let bytes: [UInt8]
  private let body: Range<Int>

  init(_ bytes: [UInt8], _ body: Range<Int>, _ form: MarkupForm, zhProfile: Bool, idPrefix: String) {
    (self.bytes, self.body, self.form) = (bytes, body, form)
    (self.zhProfile, self.idPrefix) = (zhProfile, idPrefix)
  }

  /// Puts them into the tree.
  ///
  /// - Parameter lineOffset: By how many lines the tree's text is longer at its beginning than the body.
  /// - Returns: The ids that footnotes have.
  func apply(to tree: borrowing SyntaxTree, lineOffset: Int) -> [String] {
    var ids: [String] = []
    let hasIndents = zhProfile && mayHave("\u{3000}"), hasNotes = mayHave("[^")
    if hasIndents || hasNotes {
      let splitter = ParagraphSplitter(bytes, body, lineOffset: lineOffset)
      if hasIndents { tree.splitIndentedParagraphs(splitter) }
      if hasNotes {
        var footnotes = Footnotes(self)
        footnotes.takeDefinitions(from: tree, splitter)
        ids = footnotes.place(in: tree)
      }
    }
    if mayHave("[ ]") || mayHave("[x]") || mayHave("[X]") { tree.markTasks(form) }
    if mayHave("://") || mayHave("www.") || mayHave("@") { tree.linkBareAddresses() }
    if mayHave("~") { tree.strikeThrough() }
    return ids
  }

  private func mayHave(_ text: StaticString) -> Bool { bytes.contains(text, in: body) }
}

extension SyntaxTree {
  /// The nodes of some type, in the order of the text.
  func nodes(
    outsideLinks isOutside: Bool = false, _ isWanted: (cmark_node_type) -> Bool
  ) -> [OpaquePointer] {
    guard let iterator = cmark_iter_new(root) else { return [] }
    defer { cmark_iter_free(iterator) }
    var found: [OpaquePointer] = [], linkDepth = 0
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return found }
      guard let node = cmark_iter_get_node(iterator) else { continue }
      let type = cmark_node_get_type(node)
      if isOutside, type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE {
        linkDepth += event == CMARK_EVENT_ENTER ? 1 : -1
      }
      if event == CMARK_EVENT_ENTER, linkDepth == 0, isWanted(type) { found.append(node) }
    }
  }
}

/// A new text, before another node.
func insertText(_ text: some Collection<UInt8>, before node: OpaquePointer) {
  guard !text.isEmpty, let new = cmark_node_new(CMARK_NODE_TEXT) else { return }
  setLiteral(of: new, to: text)
  cmark_node_insert_before(node, new)
}

func setLiteral(of node: OpaquePointer, to text: some Collection<UInt8>) {
  (Array(text) + [0]).withUnsafeBytes {
    _ = cmark_node_set_literal(node, $0.assumingMemoryBound(to: CChar.self).baseAddress)
  }
}

/// Markup around what will be inside, or by itself.
func newInline(_ opening: String, _ closing: String = "") -> OpaquePointer? {
  let node = cmark_node_new(CMARK_NODE_CUSTOM_INLINE)
  cmark_node_set_on_enter(node, opening)
  cmark_node_set_on_exit(node, closing)
  return node
}

/// A text as it stands in markup.
func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
