/// Finds in the file what libcmark's tree has no places for: it knows the lines of blocks, no more.
struct SourcePlaces {
  private let bytes: [UInt8]
  private let body: Range<Int>
  /// Found when first needed.
  private var lines: BodyLines?
  private var definitions: LinkDefinitions?

  init(_ bytes: [UInt8], _ body: Range<Int>) {
    self.bytes = bytes
    self.body = body
  }

  /// Looks through the lines of a paragraph or heading.
  mutating func scan(_ lines: ClosedRange<Int>, quoteDepth: Int, html: [[UInt8]]) -> InlineScan {
    scan(range(of: lines), quoteDepth: quoteDepth, html: html)
  }

  /// Looks through the bytes of a cell, or of whole lines.
  mutating func scan(_ range: Range<Int>, quoteDepth: Int, html: [[UInt8]]) -> InlineScan {
    if definitions == nil { definitions = LinkDefinitions(bytes, body) }
    return InlineScan(
      bytes, range, quoteDepth: quoteDepth, html: html, definitions: definitions ?? LinkDefinitions())
  }

  /// A line of the body, counted from 1, without blanks around it.
  mutating func line(_ number: Int) -> Range<Int> {
    let range = range(of: number...number)
    var start = range.lowerBound, end = range.upperBound
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    while start < end, isBlank(bytes[start]) { start += 1 }
    return start..<end
  }

  /// Two lines that are a table but for the number of their cells: cells between `|`, and `---|---` below them.
  mutating func uneven(_ lines: ClosedRange<Int>, quoteDepth: Int) -> UnevenTable? {
    for number in lines.dropFirst() {
      let below = line(number)
      let delimiters = TableRow(bytes, withoutQuoteMarks(below, quoteDepth))
      guard delimiters.hasPipe, delimiters.alignments(bytes) != nil else { continue }
      let above = line(number - 1)
      let header = TableRow(bytes, withoutQuoteMarks(above, quoteDepth))
      guard header.hasPipe, header.cells.count != delimiters.cells.count else { continue }
      return UnevenTable(
        place: above.lowerBound..<below.upperBound, header: header.cells.count,
        delimiters: delimiters.cells.count)
    }
    return nil
  }

  /// Nothing may be left: for libcmark a heading that is underlined ends with the blank line below it.
  private func withoutQuoteMarks(_ line: Range<Int>, _ quoteDepth: Int) -> Range<Int> {
    skipQuoteMarks(bytes, line.lowerBound, line.upperBound, quoteDepth)..<line.upperBound
  }

  /// Whole lines of the body, with their ends.
  mutating func range(of lines: ClosedRange<Int>) -> Range<Int> {
    let found = self.lines ?? BodyLines(bytes, body)
    self.lines = found
    return found.range(of: lines)
  }
}

/// What would be a table if its header row had as many cells as the row below it.
struct UnevenTable {
  let place: Range<Int>
  let header: Int
  let delimiters: Int
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
