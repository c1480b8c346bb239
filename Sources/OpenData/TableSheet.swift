import OfficeFiles
import Records

/// A table of the export as the sheet of a workbook: the same rows and marks as its CSV file, numbers as numbers. No text
/// is ever a formula there, so none needs a mark before it.
package struct TableSheet {
  package let sheet: Workbook.Sheet
  /// The cells that are empty since no cell of Excel holds so much: by the id of their row.
  package let tooLong: [String]
  /// The rows for which the sheet has no room.
  package let surplusRows: Int

  package var rowCount: Int { sheet.rows.count - 1 }

  /// Excel has 1048576 rows.
  private static let rows = 1_048_575

  /// - Parameter isWanted: whether a row is in the sheet, by its cells.
  package init(_ table: Table, name: String, where isWanted: ([String]) -> Bool) {
    var bytes: [UInt8] = []
    _ = table.write([.csv]) { _, piece in bytes += piece }
    var rows: [[Workbook.Cell]] = [], tooLong: [String] = [], surplus = 0
    let isNumber = table.fields.map { [.integer, .number].contains($0.kind) }
    for row in CSVRows(bytes).dropFirst() where isWanted(row) {
      guard rows.count < TableSheet.rows else {
        surplus += 1
        continue
      }
      rows.append(
        row.enumerated().map { column, text in
          if isNumber[column], text.isExactInExcel { return .number(text) }
          if text.utf16.count > Workbook.textLimit {
            tooLong.append(row[0])
            return .empty
          }
          return .text(text)
        })
    }
    let head = table.fields.map { field in
      Workbook.Cell.text(field.name).commented(
        field.description.isEmpty ? field.title : field.title + "\n" + field.description)
    }
    var sheet = Workbook.Sheet(
      name: name, rows: [head] + rows, columns: table.fields.map { Workbook.Column(width: $0.width) },
      isLandscape: true)
    sheet.frozenColumns = 1
    sheet.hasFilter = true
    sheet.lineLimit = 3
    self.sheet = sheet
    self.tooLong = tooLong
    surplusRows = surplus
  }
}

extension Column {
  fileprivate var width: Int {
    switch kind {
    case .integer, .number, .boolean: 10
    case .date: 12
    case .array, .object, .mixed: 30
    case .string:
      ["title", "name", "body", "description", "definition", "summary", "note"].contains(name) ? 36 : 18
    }
  }
}

/// The cells of CSV that the program has written itself.
private struct CSVRows: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> [String]? {
    guard at < bytes.count else { return nil }
    var cells: [String] = []
    while true {
      cells.append(cell())
      guard at < bytes.count, bytes[at] == UInt8(ascii: ",") else { break }
      at += 1
    }
    at += 1
    return cells
  }

  private mutating func cell() -> String {
    guard at < bytes.count, bytes[at] == .quote else {
      let end = bytes[at...].firstIndex { $0 == UInt8(ascii: ",") || $0 == .lineFeed } ?? bytes.count
      defer { at = end }
      return String(decoding: bytes[at..<end], as: UTF8.self)
    }
    var text: [UInt8] = []
    at += 1
    while at < bytes.count {
      if bytes[at] == .quote {
        at += 1
        guard at < bytes.count, bytes[at] == .quote else { break }
      }
      text.append(bytes[at])
      at += 1
    }
    return String(decoding: text, as: UTF8.self)
  }
}
