import Bytes
import Records
import Statistics

extension Figure {
  /// The number itself as the contract has it: its period, value and limits, what it rests on.
  func numberJSON(in content: Content) -> [(key: String, value: JSON)] {
    [
      ("period", ["start": .optional(firstDay(in: content)?.iso), "end": .string(period.end.iso)]),
      ("value", .number(quantity.value.description)), ("low", .number(quantity.low)),
      ("high", .number(quantity.high)),
      ("qualifier", .string(quantity.qualifier.rawValue)), ("display", .string(quantity.display)),
      ("basis", .string(basis.rawValue)), ("partial", .bool(isPartial)),
    ]
  }

  func sourcesJSON(in content: Content) -> JSON {
    .array(sources.map { ["file": .string($0.file), "line": .int(content.line(of: $0))] })
  }
}

extension JSON {
  static func number(_ value: Number?) -> JSON { value.map { .number($0.description) } ?? .null }
}
