/// A line cut into cells at its `|`. A `|` before the first cell or after the last cuts nothing off, and one after a
/// backslash belongs to its cell.
struct TableRow {
  /// The bytes of each cell, without blanks around it.
  private(set) var cells: [Range<Int>] = []
  private(set) var hasPipe = false

  /// - Parameter line: The line without the marks of its containers.
  init(_ bytes: [UInt8], _ line: Range<Int>) {
    let line = bytes.trimmed(line)
    var from = line.lowerBound
    if from < line.upperBound, bytes[from] == UInt8(ascii: "|") {
      hasPipe = true
      from += 1
    }
    var i = from
    while let pipe = bytes.offset(of: UInt8(ascii: "|"), in: i..<line.upperBound) {
      hasPipe = true
      i = pipe + 1
      if pipe > line.lowerBound, bytes[pipe - 1] == UInt8(ascii: "\\") { continue }
      cells.append(bytes.trimmed(from..<pipe))
      from = i
    }
    let rest = bytes.trimmed(from..<line.upperBound)
    if !rest.isEmpty { cells.append(rest) }
  }

  /// The alignments of the columns if all cells are hyphens, with or without a colon on either side; otherwise nil.
  func alignments(_ bytes: [UInt8]) -> [ColumnAlignment]? {
    var result: [ColumnAlignment] = []
    for cell in cells {
      guard !cell.isEmpty else { return nil }
      let isStart = bytes[cell.lowerBound] == UInt8(ascii: ":")
      let isEnd = bytes[cell.upperBound - 1] == UInt8(ascii: ":")
      let hyphens = bytes[cell].dropFirst(isStart ? 1 : 0).dropLast(isEnd ? 1 : 0)
      guard !hyphens.isEmpty, hyphens.allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
      result.append(isStart && isEnd ? .center : isStart ? .left : isEnd ? .right : .none)
    }
    return result.isEmpty ? nil : result
  }
}

enum ColumnAlignment: String {
  case none, left, center, right
}

/// Two lines that would be a table if the header row had as many cells as the row of hyphens below it.
struct UnevenTable {
  let range: Range<Int>
  let headerCount: Int
  let delimiterCount: Int

  /// The first such lines of a paragraph or heading; nil if there are none.
  init?(_ numbers: ClosedRange<Int>, _ lines: BodyLines, quoteDepth: Int) {
    let bytes = lines.bytes
    for number in numbers.dropFirst() {
      let below = bytes.trimmed(lines.range(of: number))
      let delimiters = TableRow(bytes, bytes.withoutQuoteMarks(below, depth: quoteDepth))
      guard delimiters.hasPipe, delimiters.alignments(bytes) != nil else { continue }
      let above = bytes.trimmed(lines.range(of: number - 1))
      let header = TableRow(bytes, bytes.withoutQuoteMarks(above, depth: quoteDepth))
      guard header.hasPipe, header.cells.count != delimiters.cells.count else { continue }
      range = above.lowerBound..<below.upperBound
      (headerCount, delimiterCount) = (header.cells.count, delimiters.cells.count)
      return
    }
    return nil
  }
}
