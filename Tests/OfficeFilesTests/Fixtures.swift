import Diagnostics
import Foundation
import OfficeFiles

/// Files made by other programs (Tests/Office/corpus.py).
enum Fixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/Fixtures"

  /// The names of files in a folder.
  static func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: self.folder + "/" + folder).sorted()
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: folder + "/" + path)))
  }
}

extension SheetTable {
  /// A line for each cell: `台账!C5 date hidden: 2024-07-03`.
  var lines: [String] {
    rows.flatMap { row in
      row.cells.map { cell in
        let place =
          (name.map { $0 + (isHidden ? " (hidden)!" : "!") } ?? "")
          + CellAddress(row: row.number, column: cell.column).text
        let marks =
          (cell.isRepeated ? " repeated" : "") + (row.isHidden || hides(column: cell.column) ? " hidden" : "")
        let text = cell.text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        return "\(place) \(cell.kind.rawValue)\(marks): \(text)"
      }
    }
  }
}
