import Bytes
import Diagnostics
import Records

// The bodies of write-ups, which an export has in tables of their own.
extension TableImport {
  struct Text {
    let text: String
    let cell: CSVTable.Cell
    let table: CSVTable
    /// The location of the write-up's name.
    let location: Location
  }

  /// The texts by the folders and names of their write-ups.
  mutating func texts(in tables: [CSVTable]) -> [String: Text] {
    var texts: [String: Text] = [:]
    for table in tables {
      for row in rows(of: table, Column.texts, required: ["id", "body"]) {
        guard let body = row["body"] else { continue }
        let id = row.id.text, location = table.location(row.id.cell)
        if let other = texts[id] {
          report(.textTwice(id, at: location, firstAt: other.location))
        } else {
          texts[id] = Text(text: body.text, cell: body.cell, table: table, location: location)
        }
      }
    }
    return texts
  }

  mutating func reportTextsLeft() {
    for (id, text) in texts.sorted(by: { $0.key.precedesByBytes($1.key) }) {
      report(.textUnknown(id, at: text.location))
    }
  }
}
