import CCMark

extension SyntaxTree {
  /// Makes a box of `[ ]` or `[x]` at the beginning of a list's item.
  func markTasks(_ form: MarkupForm) {
    for item in nodes({ $0 == CMARK_NODE_ITEM }) {
      guard let paragraph = cmark_node_first_child(item),
        cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH,
        let first = cmark_node_first_child(paragraph), cmark_node_get_type(first) == CMARK_NODE_TEXT
      else { continue }
      let text = Array(literal(of: first))
      guard text.count > 3, text[0] == UInt8(ascii: "["), " xX".utf8.contains(text[1]),
        text[2] == UInt8(ascii: "]"), isBlank(text[3])
      else { continue }
      let isDone = text[1] != UInt8(ascii: " "), checked = isDone ? " checked=\"\"" : ""
      let label = form == .page ? " aria-label=\"\(isDone ? "已完成" : "未完成")\"" : ""
      let markup = "<input type=\"checkbox\"\(checked) disabled=\"\"\(label) /> "
      guard let box = newCustom(CMARK_NODE_CUSTOM_INLINE, markup) else { continue }
      setLiteral(of: first, to: text[4...])
      cmark_node_insert_before(first, box)
    }
  }
}
