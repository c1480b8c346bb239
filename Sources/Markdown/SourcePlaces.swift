/// Finds in the file what libcmark's tree has no places for: it knows the lines of blocks, no more.
struct SourcePlaces {
  private let bytes: [UInt8]
  private let body: Range<Int>
  /// Where each line of the body starts; found when first needed.
  private var lineStarts: [Int] = []
  private var definitions: LinkDefinitions?

  init(_ bytes: [UInt8], _ body: Range<Int>) {
    self.bytes = bytes
    self.body = body
  }

  /// Looks through the lines of a paragraph or heading.
  mutating func scan(_ lines: ClosedRange<Int>, quoteDepth: Int, html: [[UInt8]]) -> InlineScan {
    if definitions == nil { definitions = LinkDefinitions(bytes, body) }
    return InlineScan(
      bytes, range(of: lines), quoteDepth: quoteDepth, html: html,
      definitions: definitions ?? LinkDefinitions())
  }

  /// A line of the body, counted from 1, without blanks around it.
  mutating func line(_ number: Int) -> Range<Int> {
    let range = range(of: number...number)
    var start = range.lowerBound, end = range.upperBound
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    while start < end, isBlank(bytes[start]) { start += 1 }
    return start..<end
  }

  /// The first two lines of what would be a table elsewhere: cells between `|`, and `---|---` below them.
  mutating func pipeTable(_ lines: ClosedRange<Int>, quoteDepth: Int) -> Range<Int>? {
    for number in lines.dropFirst() {
      let below = line(number)
      guard isDelimiterRow(skipPrefix(below.lowerBound, quoteDepth)..<below.upperBound) else { continue }
      let above = line(number - 1)
      if bytes[above].contains(UInt8(ascii: "|")) { return above.lowerBound..<below.upperBound }
    }
    return nil
  }

  private func skipPrefix(_ start: Int, _ quoteDepth: Int) -> Int {
    skipQuoteMarks(bytes, start, body.upperBound, quoteDepth)
  }

  private func isDelimiterRow(_ line: Range<Int>) -> Bool {
    var hasPipe = false, hasDash = false
    for byte in bytes[line] {
      switch byte {
      case UInt8(ascii: "|"): hasPipe = true
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"): break
      default: return false
      }
    }
    return hasPipe && hasDash
  }

  private mutating func range(of lines: ClosedRange<Int>) -> Range<Int> {
    if lineStarts.isEmpty { findLines() }
    let last = lineStarts.count - 1
    let first = min(max(lines.lowerBound - 1, 0), last),
      next = min(max(lines.upperBound, 1), lineStarts.count)
    return lineStarts[first]..<(next > last ? body.upperBound : lineStarts[next])
  }

  /// Lines as libcmark counts them: they end with LF, CR or both.
  private mutating func findLines() {
    lineStarts = [body.lowerBound]
    var i = body.lowerBound
    while i < body.upperBound {
      let byte = bytes[i]
      i += 1
      guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
      if byte == UInt8(ascii: "\r"), i < body.upperBound, bytes[i] == UInt8(ascii: "\n") { i += 1 }
      if i < body.upperBound { lineStarts.append(i) }
    }
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

/// Past the blanks and `>` that a line of a quote starts with.
func skipQuoteMarks(_ bytes: [UInt8], _ start: Int, _ end: Int, _ depth: Int) -> Int {
  var i = start
  for _ in 0..<depth {
    var mark = i
    while mark < end, bytes[mark] == UInt8(ascii: " ") || bytes[mark] == UInt8(ascii: "\t") { mark += 1 }
    guard mark < end, bytes[mark] == UInt8(ascii: ">") else { break }
    i = mark + 1
  }
  while i < end, bytes[i] == UInt8(ascii: " ") || bytes[i] == UInt8(ascii: "\t") { i += 1 }
  return i
}
