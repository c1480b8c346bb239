import Bytes
import Diagnostics
import Records

/// A row of a registry, by the names of its columns.
struct RegistryRow {
  /// A cell that has a value, and what it says.
  typealias Value = (text: String, cell: CSVTable.Cell)

  let id: Value
  let line: Int
  let table: CSVTable
  private let values: [String: Value]

  fileprivate init(_ id: Value, _ values: [String: Value], line: Int, of table: CSVTable) {
    self.id = id
    self.values = values
    self.line = line
    self.table = table
  }

  subscript(name: String) -> Value? { values[name] }

  func text(_ name: String) -> String? { values[name]?.text }

  /// In the registry; where it is not known, after those where it is.
  var position: Int { text("position").flatMap { Int($0) } ?? .max }

  func precedes(_ other: RegistryRow) -> Bool { (position, line) < (other.position, other.line) }
}

extension TableImport {
  /// The rows of a table of an export. Whatever in it would be passed over is reported: columns that it does not
  /// have, cells outside them, rows without an id, and rows with the id of another.
  mutating func rows(of table: CSVTable, _ fields: [Column], required: [String] = ["id"]) -> [RegistryRow] {
    var columns: [String: CSVTable.Cell] = [:]
    for cell in table.header where !cell.text.isEmpty {
      if let first = columns[cell.text] {
        report(.columnTwice(cell.text, first.text, at: table.location(cell), firstAt: table.location(first)))
      } else if !fields.contains(where: { $0.name == cell.text }) {
        report(.columnUnknown(cell.text, at: table.location(cell)))
      } else {
        columns[cell.text] = cell
      }
    }
    if let missing = required.first(where: { columns[$0] == nil }) {
      report(.columnMissing(missing, at: table.location(table.header[0])))
      return []
    }
    var rows: [RegistryRow] = [], first: [String: CSVTable.Cell] = [:]
    for (line, cells) in table.rows.enumerated() {
      if let surplus = table.surplusCell(of: cells) {
        report(.surplusCell(table.header.count, at: table.location(surplus)))
      }
      let values = zip(table.header, cells).compactMap { name, cell in
        table.text(of: cell).map { (name.text, ($0, cell)) }
      }
      let byName = [String: RegistryRow.Value](values) { first, _ in first }
      guard let id = byName["id"] else {
        report(.cellMissing("id", at: table.location(cells[0])))
        continue
      }
      if let other = first[id.text] {
        report(.rowTwice(id.text, at: table.location(id.cell), firstAt: table.location(other)))
        continue
      }
      first[id.text] = id.cell
      if let position = byName["position"], Int(position.text) == nil {
        report(.badPosition(position.text, at: table.location(position.cell)))
      }
      rows.append(RegistryRow(id, byName, line: line, of: table))
    }
    return rows
  }
}

extension CSVTable {
  func location(_ cell: Cell) -> Location { Location(source.path, cell.range) }

  /// A cell that no column has, and that is not empty.
  func surplusCell(of row: [Cell]) -> Cell? {
    row.enumerated().first { number, cell in
      !cell.text.isEmpty && (number >= header.count || header[number].text.isEmpty)
    }?.element
  }

  /// The text of a cell, without what only its file needs; nil if it is left empty or marked as having no value.
  func text(of cell: Cell) -> String? {
    if cell.text.isEmpty || cell.text.utf8.isAbsence { return nil }
    let isGuarded = cell.text.utf8.first == UInt8(ascii: "'") && hasByteOrderMark && cell.text.utf8.needsGuard
    return isGuarded || cell.text.utf8.needsEscape ? String(cell.text.unicodeScalars.dropFirst()) : cell.text
  }
}
