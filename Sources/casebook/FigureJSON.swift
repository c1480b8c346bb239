import Bytes
import Records
import Statistics

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

extension Figure {
  /// The number itself: its period, value and limits, its basis.
  func numberJSON(in content: Content) -> [(key: String, value: JSON)] {
    [("period", .span(firstDay(in: content), period.end))] + quantity.membersJSON + [
      ("basis", .string(basis.rawValue)), ("partial", .bool(isPartial)),
    ]
  }
}

extension Quantity {
  var membersJSON: [(key: String, value: JSON)] {
    [
      ("value", .number(value)), ("low", .number(low)), ("high", .number(high)),
      ("qualifier", .string(qualifier.rawValue)), ("display", .string(display)),
    ]
  }
}

extension JSON {
  static func number(_ value: Number?) -> JSON { value.map { .number($0.description) } ?? .null }

  static func span(_ start: Day?, _ end: Day) -> JSON {
    ["start": .optional(start?.iso), "end": .string(end.iso)]
  }

  static func span(_ period: Period?) -> JSON { period.map { span($0.start, $0.end) } ?? .null }

  static func coverage(_ coverage: Coverage?) -> JSON {
    coverage.map { ["reporting": .int($0.reporting), "of": $0.of.map(JSON.int) ?? .null] } ?? .null
  }

  static func sources(_ sources: [FigureSource], in content: Content) -> JSON {
    .array(sources.map { ["file": .string($0.file), "line": .int(content.line(of: $0))] })
  }
}
