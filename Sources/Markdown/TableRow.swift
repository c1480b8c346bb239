/// A line cut into cells at its `|`. One before the first cell and one after the last cut nothing off, and one after a
/// backslash belongs to its cell.
struct TableRow {
  /// The bytes of each cell, without blanks around it.
  private(set) var cells: [Range<Int>] = []
  private(set) var hasPipe = false

  /// - Parameter line: Without what its containers begin it with.
  init(_ bytes: [UInt8], _ line: Range<Int>) {
    let line = trimmed(bytes, line)
    var from = line.lowerBound
    if from < line.upperBound, bytes[from] == UInt8(ascii: "|") {
      hasPipe = true
      from += 1
    }
    var i = from
    while let pipe = bytes.place(of: UInt8(ascii: "|"), in: i..<line.upperBound) {
      hasPipe = true
      i = pipe + 1
      if pipe > line.lowerBound, bytes[pipe - 1] == UInt8(ascii: "\\") { continue }
      cells.append(trimmed(bytes, from..<pipe))
      from = i
    }
    let rest = trimmed(bytes, from..<line.upperBound)
    if !rest.isEmpty { cells.append(rest) }
  }

  /// What the cells say of their columns if all are hyphens, with or without a colon on either side.
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

/// A range without the blanks at its ends.
func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
  var start = range.lowerBound, end = range.upperBound
  while end > start, isBlank(bytes[end - 1]) { end -= 1 }
  while start < end, isBlank(bytes[start]) { start += 1 }
  return start..<end
}
