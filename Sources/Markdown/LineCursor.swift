/// An offset in a line and its column as libcmark counts: a tab reaches to the next multiple of four columns, and may be
/// entered halfway.
struct LineCursor {
  private var offset: Int
  private var column = 0
  /// True if some of the columns of the tab at the offset are passed.
  private var isInTab = false
  private let bytes: [UInt8]
  private let end: Int

  init(_ bytes: [UInt8], _ line: Range<Int>) {
    self.bytes = bytes
    offset = line.lowerBound
    var end = line.upperBound
    while end > line.lowerBound, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
    {
      end -= 1
    }
    self.end = end
  }

  /// The rest of the line from its first byte that is no blank.
  var content: Range<Int> { blanks.end..<end }

  /// The end of the part that is passed, with the whole of a tab.
  var endOfPassed: Int { isInTab ? offset + 1 : offset }

  /// The number of columns of blanks that come next.
  var indent: Int { blanks.column - column }

  private var blanks: (end: Int, column: Int) {
    var i = offset, column = column
    while i < end {
      if bytes[i] == UInt8(ascii: " ") {
        column += 1
      } else if bytes[i] == UInt8(ascii: "\t") {
        column += 4 - column % 4
      } else {
        break
      }
      i += 1
    }
    return (i, column)
  }

  mutating func advance(columns: Int) {
    var left = columns
    while left > 0, offset < end {
      let width = bytes[offset] == UInt8(ascii: "\t") ? 4 - column % 4 : 1
      column += min(left, width)
      isInTab = left < width
      if !isInTab { offset += 1 }
      left -= min(left, width)
    }
  }

  /// Passes `>` and a blank after it; returns false if there is none.
  mutating func skipQuoteMark() -> Bool {
    let indent = indent
    guard indent <= 3, content.first.map({ bytes[$0] == UInt8(ascii: ">") }) ?? false else { return false }
    advance(columns: indent + 1)
    if isAtBlank { advance(columns: 1) }
    return true
  }

  /// Passes a list marker and the blanks after it. Returns the number of columns by which the item's content is indented.
  mutating func readListMarker() -> Int {
    let indent = indent
    advance(columns: indent)
    let start = column
    while offset < end, isDigit(bytes[offset]) { advance(columns: 1) }
    advance(columns: 1)
    let width = column - start
    let afterMarker = self
    while column - afterMarker.column <= 5, isAtBlank { advance(columns: 1) }
    let blanks = column - afterMarker.column
    if 1..<5 ~= blanks, offset < end { return indent + width + blanks }
    self = afterMarker
    if blanks > 0 { advance(columns: 1) }
    return indent + width + 1
  }

  private var isAtBlank: Bool {
    offset < end && (bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\t"))
  }
}
