import CCMark
import Glibc

/// libcmark's tree of a document; it is freed with this value.
struct SyntaxTree: ~Copyable {
  let root: OpaquePointer

  /// Parses a text; what is not well-formed UTF-8 becomes U+FFFD.
  init?(parsing text: ArraySlice<UInt8>) {
    let document = text.withUnsafeBytes { buffer in
      cmark_parse_document(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, CMARK_OPT_VALIDATE_UTF8)
    }
    guard let document else { return nil }
    root = document
  }

  deinit { cmark_node_free(root) }

  /// The markup, with the ids of `headings` (all of the tree, or none) in their opening tags.
  func html(idsOf headings: [Heading] = []) -> [UInt8] {
    guard let text = cmark_render_html(root, CMARK_OPT_DEFAULT) else { return [] }
    defer { free(text) }
    return markup(Array(bytes(of: UnsafePointer(text))), idsOf: headings)
  }

  /// Calls `body` when a node is entered and, unless it is a leaf, left. What `body` adds before or around the node, or
  /// inside of a node that is left, does not disturb the walk.
  func walk(_ body: (_ node: OpaquePointer, _ isEntered: Bool) -> Void) {
    guard let iterator = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      if let node = cmark_iter_get_node(iterator) { body(node, event == CMARK_EVENT_ENTER) }
    }
  }

  /// The nodes of some types, in the order of the text; on request without those inside links and pictures.
  func nodes(outsideLinks isOutside: Bool = false, _ isWanted: (cmark_node_type) -> Bool) -> [OpaquePointer] {
    var found: [OpaquePointer] = [], linkDepth = 0
    walk { node, isEntered in
      let type = cmark_node_get_type(node)
      if isOutside, type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE { linkDepth += isEntered ? 1 : -1 }
      if isEntered, linkDepth == 0, isWanted(type) { found.append(node) }
    }
    return found
  }
}

/// The bytes of one of libcmark's strings, which live as long as their node is not changed.
func bytes(of text: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
  guard let text else { return UnsafeBufferPointer(start: nil, count: 0) }
  let count = strlen(text)
  return text.withMemoryRebound(to: UInt8.self, capacity: count) {
    UnsafeBufferPointer(start: $0, count: count)
  }
}

/// The literal of a node, which lives as long as the node is not changed.
func literal(of node: OpaquePointer) -> UnsafeBufferPointer<UInt8> { bytes(of: cmark_node_get_literal(node)) }

/// Lends bytes as a string of C.
func withCString(_ text: some Collection<UInt8>, _ use: (UnsafePointer<CChar>) -> Void) {
  (Array(text) + [0]).withUnsafeBytes { buffer in
    if let start = buffer.baseAddress { use(start.assumingMemoryBound(to: CChar.self)) }
  }
}

func setLiteral(of node: OpaquePointer, to text: some Collection<UInt8>) {
  withCString(text) { _ = cmark_node_set_literal(node, $0) }
}

/// Inserts a new text before a node.
func insertText(_ text: some Collection<UInt8>, before node: OpaquePointer) {
  guard !text.isEmpty, let new = cmark_node_new(CMARK_NODE_TEXT) else { return }
  setLiteral(of: new, to: text)
  cmark_node_insert_before(node, new)
}

/// A new node of a custom type: markup by itself, or around what is put inside.
func newCustom(_ type: cmark_node_type, _ opening: String, _ closing: String = "") -> OpaquePointer? {
  let node = cmark_node_new(type)
  cmark_node_set_on_enter(node, opening)
  cmark_node_set_on_exit(node, closing)
  return node
}
