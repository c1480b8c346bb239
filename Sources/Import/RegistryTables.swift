import Bytes
import Diagnostics
import Records

// Metrics, sources and settings from the tables of an export.
extension TableImport {
  mutating func addMetrics(_ table: CSVTable, _ identities: CSVTable?) {
    var draft = Draft("content/metrics.yml", from: table, row: table.header[0])
    draft.write("metrics:\n")
    for row in rows(of: table, Column.metrics).sorted(by: { $0.precedes($1) }) {
      draft.write("  ")
      draft.write(row.id.text.headerScalar, from: row.id.cell)
      draft.write(":\n")
      for column in Column.metrics where column.name != "id" && column.name != "position" {
        let key = "    \(column.name): "
        switch column.kind {
        case .array: addJSON(row, column.name, after: key, to: &draft)
        case .boolean where row.text(column.name) == "false": break
        default: draft.add(row, column.name, after: key)
        }
      }
    }
    if let identities {
      let rows = rows(of: identities, Column.identities).sorted { $0.precedes($1) }
      if !rows.isEmpty { draft.write("checks:\n") }
      for row in rows {
        draft.add(row.id.text.headerScalar, row.id.cell, of: identities, after: "  - ")
      }
    }
    add(draft)
  }

  mutating func addSources(_ table: CSVTable) {
    var draft = Draft("content/sources.yml", from: table, row: table.header[0])
    draft.write(table.rows.isEmpty ? "sources: []\n" : "sources:\n")
    for row in rows(of: table, Column.sources).sorted(by: { $0.precedes($1) }) {
      for column in Column.sources where column.name != "position" {
        draft.add(row, column.name, after: (column.name == "id" ? "  - " : "    ") + "\(column.name): ")
      }
    }
    add(draft)
  }

  mutating func addSettings(_ table: CSVTable) {
    var draft = Draft("content/site.yml", from: table, row: table.header[0])
    let english = "english.", rows = rows(of: table, Column.settings, required: ["id", "value"])
    for row in rows where !row.id.text.hasPrefix(english) {
      guard let value = row["value"] else { continue }
      draft.write(row.id.text.headerScalar, from: row.id.cell)
      let written =
        switch row.id.text {
        case "languages", "sections", "allowed_picture_hosts":
          JSON.array(value.text.listed.map(JSON.string)).headerFlow
        case "checks": value.text.levels?.headerFlow ?? value.text.headerScalar
        default: value.text.headerScalar
        }
      draft.add(written, value.cell, after: ": ")
    }
    let inEnglish = rows.filter { $0.id.text.hasPrefix(english) && $0["value"] != nil }
    if !inEnglish.isEmpty { draft.write("english:\n") }
    for row in inEnglish {
      draft.write("  ")
      draft.write(String(row.id.text.dropFirst(english.utf8.count)).headerScalar, from: row.id.cell)
      draft.add(row, "value", after: ": ")
    }
    add(draft)
  }

  mutating func addJSON(_ row: RegistryRow, _ name: String, after key: String, to draft: inout Draft) {
    guard let value = row[name] else { return }
    do throws(Diagnostic) {
      // A value that is no list stays a text, for the reader to refuse.
      draft.add(try JSON(cell: value.text)?.headerFlow ?? value.text.headerScalar, value.cell, after: key)
    } catch {
      report(.cellJSON(error, at: row.table.location(value.cell)))
    }
  }
}

extension Draft {
  mutating func add(_ text: String, _ cell: CSVTable.Cell, of table: CSVTable? = nil, after key: String) {
    write(key)
    write(text, from: cell, of: table)
    write("\n")
  }

  mutating func add(_ row: RegistryRow, _ name: String, after key: String) {
    if let value = row[name] { add(value.text.headerScalar, value.cell, after: key) }
  }
}

extension String {
  /// `code=level;code=level`; nil for anything else, which the reader is to refuse.
  fileprivate var levels: JSON? {
    let pairs = listed.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
    guard pairs.allSatisfy({ $0.count == 2 }) else { return nil }
    return JSON.object(pairs.map { (key: $0[0], value: JSON.string($0[1])) })
  }
}
