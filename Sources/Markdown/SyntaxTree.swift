import CCMark
import Glibc

/// libcmark's tree of a document; it is freed with this value.
struct SyntaxTree: ~Copyable {
  let root: OpaquePointer

  /// Parses the body with the marks put in. Invalid UTF-8 becomes U+FFFD.
  init?(parsing bytes: [UInt8], _ body: Range<Int>, inserting marks: EmphasisMarks) {
    let document =
      marks.insertions.isEmpty
      ? SyntaxTree.parse(bytes[body])
      : SyntaxTree.parse(SyntaxTree.text(bytes, body, inserting: marks.insertions)[...])
    guard let document else { return nil }
    root = document
  }

  deinit { cmark_node_free(root) }

  func html() -> [UInt8] {
    guard let text = cmark_render_html(root, CMARK_OPT_DEFAULT) else { return [] }
    defer { free(text) }
    return Array(bytes(of: UnsafePointer(text)))
  }

  private static func parse(_ text: ArraySlice<UInt8>) -> OpaquePointer? {
    text.withUnsafeBytes { buffer in
      cmark_parse_document(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, CMARK_OPT_VALIDATE_UTF8)
    }
  }

  private static func text(_ bytes: [UInt8], _ body: Range<Int>, inserting places: [Int]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(body.count + places.count * EmphasisMarks.mark.count)
    var from = body.lowerBound
    for place in places {
      text.append(contentsOf: bytes[from..<place])
      text.append(contentsOf: EmphasisMarks.mark)
      from = place
    }
    text.append(contentsOf: bytes[from..<body.upperBound])
    return text
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
