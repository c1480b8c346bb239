/// Where the lines of a body start, as libcmark counts them: they end with LF, CR or both.
struct BodyLines {
  private let body: Range<Int>
  private var starts: [Int]

  init(_ bytes: [UInt8], _ body: Range<Int>) {
    self.body = body
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

  /// The bytes of some lines, counted from 1, with their ends; numbers out of range count as the nearest line's.
  func range(of lines: ClosedRange<Int>) -> Range<Int> {
    let last = starts.count - 1
    let first = min(max(lines.lowerBound - 1, 0), last), next = min(max(lines.upperBound, 1), starts.count)
    return starts[first]..<(next > last ? body.upperBound : starts[next])
  }
}
