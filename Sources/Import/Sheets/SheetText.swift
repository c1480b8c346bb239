import Bytes
import Diagnostics
import OfficeFiles

/// A sheet as a text in which messages have their places: a line for each of its rows, as CSV would have it.
///
/// A message about a write-up is moved to the cells that it was made from (`Draft`), and those need bytes to be at. So
/// the same messages, excerpts and groups serve text files and workbooks.
package struct SheetText: Sendable {
  package let table: SheetTable
  package let source: SourceText
  /// The cells of each row of the table, in the text.
  let cells: [[CSVTable.Cell]]
  private let lines: [Range<Int>]

  package init(_ table: SheetTable) {
    self.table = table
    var bytes: [UInt8] = [], cells: [[CSVTable.Cell]] = [], lines: [Range<Int>] = [], line = 1
    for row in table.rows {
      while line < row.number {
        bytes.append(UInt8(ascii: "\n"))
        line += 1
      }
      let start = bytes.count
      var column = 0, inLine: [CSVTable.Cell] = []
      for cell in row.cells {
        while column < cell.column {
          bytes.append(UInt8(ascii: ","))
          column += 1
        }
        inLine.append(SheetText.write(cell.text, to: &bytes))
      }
      lines.append(start..<bytes.count)
      cells.append(inLine)
    }
    self.cells = cells
    self.lines = lines
    source = SourceText(path: table.label, bytes: bytes)
  }

  /// A line end in a cell would end the line.
  private static func write(_ text: String, to bytes: inout [UInt8]) -> CSVTable.Cell {
    let start = bytes.count
    var isVerbatim = true
    let needsQuotes = text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }
    if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r") {
        isVerbatim = false
      }
      bytes.append(byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") ? UInt8(ascii: " ") : byte)
    }
    if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
    return CSVTable.Cell(text: text, range: start..<bytes.count, isVerbatim: isVerbatim)
  }

  /// The index of the row that an offset is in, and that of its cell there; the first cell where it is in none.
  package func cell(at offset: Int) -> (row: Int, cell: Int)? {
    var low = 0, high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].upperBound < offset { low = middle + 1 } else { high = middle }
    }
    guard low < lines.count, !cells[low].isEmpty else { return nil }
    return (low, cells[low].lastIndex { $0.range.lowerBound <= offset } ?? 0)
  }

  func location(row: Int, cell: Int = 0) -> Location { Location(source.path, cells[row][cell].range) }
}

extension SheetTable {
  /// The name of the sheet in messages: `台账.xlsx!案例`, `cases.csv`.
  var label: String { name.map { file + "!" + $0 } ?? file }
}
