import CCMark

/// The lines of a body as libcmark counts them, from 1: they end with LF, CR or both.
struct BodyLines {
  let bytes: [UInt8]
  private let body: Range<Int>
  private var starts: [Int]
  /// The number of lines that the text of the tree has before the body: one for each cell of a table.
  private let linesBefore: Int

  init(_ bytes: [UInt8], _ body: Range<Int>, linesBefore: Int = 0) {
    self.bytes = bytes
    self.body = body
    self.linesBefore = linesBefore
    starts = [body.lowerBound]
    var i = body.lowerBound
    while i < body.upperBound {
      let byte = bytes[i]
      i += 1
      guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
      if byte == UInt8(ascii: "\r"), i < body.upperBound, bytes[i] == UInt8(ascii: "\n") { i += 1 }
      if i < body.upperBound { starts.append(i) }
    }
  }

  var count: Int { starts.count }

  /// The bytes of some lines with their ends; numbers out of range count as the nearest line's.
  func range(of lines: ClosedRange<Int>) -> Range<Int> {
    let last = starts.count - 1
    let first = min(max(lines.lowerBound - 1, 0), last), next = min(max(lines.upperBound, 1), starts.count)
    return starts[first]..<(next > last ? body.upperBound : starts[next])
  }

  func range(of line: Int) -> Range<Int> { range(of: line...line) }

  /// The first line of a node.
  func first(of node: OpaquePointer) -> Int { Int(cmark_node_get_start_line(node)) - linesBefore }

  /// The lines of a block.
  func numbers(of node: OpaquePointer) -> ClosedRange<Int> {
    if let data = cmark_node_get_user_data(node) {
      let packed = Int(bitPattern: data)
      return packed >> 32...packed & 0xFFFF_FFFF
    }
    let first = first(of: node)
    return first...max(first, Int(cmark_node_get_end_line(node)) - linesBefore)
  }
}

/// Gives a block that is made here its lines, as user data: libcmark itself lets nobody set them.
func setLines(of node: OpaquePointer, to lines: ClosedRange<Int>) {
  cmark_node_set_user_data(
    node, UnsafeMutableRawPointer(bitPattern: lines.lowerBound << 32 | lines.upperBound))
}
