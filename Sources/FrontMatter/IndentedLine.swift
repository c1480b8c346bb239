/// A line of a header and its indentation, in blanks of any kind.
struct IndentedLine {
  let textStart: Int
  /// The width of its blanks; a full-width one has two columns.
  let width: Int
  /// The column at which it begins once its blanks are plain.
  var column: Int
  /// Whether there are other blanks than plain ones before it.
  let isOdd: Bool
  let isEmpty: Bool
  private let isItem: Bool
  private let isEntry: Bool
  /// Whether its value is on the lines below.
  private let opens: Bool

  init(_ parser: HeaderParser, at lineStart: Int) {
    var i = lineStart, width = 0, isOdd = false
    while true {
      let odd = parser.oddBlanks(i)
      if odd > 0 {
        isOdd = true
        width += parser.byte(i) == 0xE3 ? 2 : 1
        i += parser.byte(i) == 0xC2 ? 2 : 3
      } else if parser.byte(i) == .space || parser.byte(i) == .tab {
        width += 1
        i += 1
      } else {
        break
      }
    }
    let text = i..<parser.lineEnd(i)
    textStart = i
    self.width = width
    column = width
    self.isOdd = isOdd
    isEmpty = [.lineFeed, .carriageReturn, .numberSign].contains(parser.byte(i))
    isItem = parser.startsWithDash(i)
    isEntry = parser.hasColon(i) || text.prefix(48).contains { parser.isFullWidthColon($0) }
    opens =
      !isEmpty
      && (parser.byte(text.upperBound - 1) == .colon || parser.isFullWidthColon(text.upperBound - 3))
  }

  /// The column that a line with odd blanks is to begin at, below the lines before it.
  func column(below lines: [IndentedLine]) -> Int {
    guard let last = lines.last else { return 0 }
    if width > last.width {
      return last.opens || last.isItem || !isEntry ? last.column + 2 : last.column
    }
    return lines.last { $0.width <= width }?.column ?? 0
  }
}
