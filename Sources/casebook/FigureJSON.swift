import Bytes
import Records
import Statistics

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
