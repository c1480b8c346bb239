import CCMark
import Glibc

/// libcmark's tree of a document; it is freed with this value.
struct SyntaxTree: ~Copyable {
  let root: OpaquePointer

  /// Parses the body with the marks put in.
  ///
  /// - Parameter isUTF8: The body is known to be well-formed; otherwise what is not becomes U+FFFD.
  init?(parsing bytes: [UInt8], _ body: Range<Int>, inserting marks: EmphasisMarks, isUTF8: Bool = false) {
    let options = isUTF8 ? CMARK_OPT_DEFAULT : CMARK_OPT_VALIDATE_UTF8
    let document =
      marks.insertions.isEmpty
      ? SyntaxTree.parse(bytes[body], options)
      : SyntaxTree.parse(SyntaxTree.text(bytes, body, inserting: marks.insertions)[...], options)
    guard let document else { return nil }
    root = document
  }

  /// Parses a text as it is.
  init?(parsing text: [UInt8], isUTF8: Bool = false) {
    guard let document = SyntaxTree.parse(text[...], isUTF8 ? CMARK_OPT_DEFAULT : CMARK_OPT_VALIDATE_UTF8)
    else { return nil }
    root = document
  }

  deinit { cmark_node_free(root) }

  /// - Parameter headings: All, to put their ids into the opening tags; or none.
  func html(idsOf headings: [Heading] = []) -> [UInt8] {
    guard let text = cmark_render_html(root, CMARK_OPT_DEFAULT) else { return [] }
    defer { free(text) }
    return markup(bytes(of: UnsafePointer(text)), idsOf: headings)
  }

  private static func parse(_ text: ArraySlice<UInt8>, _ options: Int32) -> OpaquePointer? {
    text.withUnsafeBytes { buffer in
      cmark_parse_document(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, options)
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
