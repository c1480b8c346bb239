import Bytes

/// The rows that `casebook stats` gives to programs: as JSON, and as CSV with the same names in one line.
struct DataRows {
  /// The columns of the CSV: `period_end` is the member `end` of `period`.
  let columns: [String]
  let rows: [[(key: String, value: JSON)]]

  var json: JSON { .array(rows.map(JSON.object)) }

  var csv: String {
    CSV.encoded(
      [columns]
        + rows.map { row in
          var cells: [String: String] = [:]
          for (key, value) in row { DataRows.add(value, under: key, to: &cells) }
          return columns.map { cells[$0] ?? "" }
        })
  }

  /// Sources are one cell: `file:line`, with a space between.
  private static func add(_ value: JSON, under key: String, to cells: inout [String: String]) {
    switch value {
    case .null: break
    case .bool(let value): cells[key] = String(value)
    case .number(let text), .string(let text): cells[key] = text
    case .object(let members):
      for (name, value) in members { add(value, under: "\(key)_\(name)", to: &cells) }
    case .array(let items):
      cells[key] = items.map { item in
        var source: [String: String] = [:]
        add(item, under: "", to: &source)
        return "\(source["_file"] ?? ""):\(source["_line"] ?? "")"
      }.joined(separator: " ")
    }
  }
}
