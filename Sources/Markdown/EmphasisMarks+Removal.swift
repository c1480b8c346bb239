import CCMark

extension EmphasisMarks {
  /// Takes the marks out of all text that a node has of its own.
  static func remove(from node: OpaquePointer) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK:
      remove(from: cmark_node_get_literal(node)) { cmark_node_set_literal(node, $0) }
    case CMARK_NODE_CODE_BLOCK:
      remove(from: cmark_node_get_literal(node)) { cmark_node_set_literal(node, $0) }
      remove(from: cmark_node_get_fence_info(node)) { cmark_node_set_fence_info(node, $0) }
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      remove(from: cmark_node_get_url(node)) { cmark_node_set_url(node, $0) }
      remove(from: cmark_node_get_title(node)) { cmark_node_set_title(node, $0) }
    default: break
    }
  }

  private static func remove(from text: UnsafePointer<CChar>?, _ set: (UnsafePointer<CChar>) -> Int32) {
    let old = bytes(of: text)
    guard let first = old.place(of: leadByte) else { return }
    var new = Array(old[..<first]), i = first, isChanged = false
    new.reserveCapacity(old.count + 1)
    while i < old.count {
      if old[i] == leadByte, old[i...].starts(with: mark) {
        i += mark.count
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
