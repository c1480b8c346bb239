import Bytes

@testable import Records

extension RecordKind {
  /// The JSON Schema of a file, for editors that know YAML: both names of a field, and `x-` keys.
  func schema(at path: String) -> JSON {
    var parts: [(key: String, value: JSON)] = []
    let own = object(&parts)
    return .object(
      [
        ("$schema", "https://json-schema.org/draft/2020-12/schema"), ("title", .string("\(zh) \(path)")),
      ] + own + [("$defs", .object([("scalar", ["type": ["string", "number", "boolean"]])] + parts))])
  }

  private func object(_ parts: inout [(key: String, value: JSON)]) -> [(key: String, value: JSON)] {
    let properties = fields.flatMap { field -> [(key: String, value: JSON)] in
      let value = field.type.schema(of: self, &parts)
      let described: JSON = .object(
        [("title", .string(field.name)), ("description", .string(field.help.zh))].filter { $0.1 != "" } + [
          ("anyOf", [value, ["type": "null"]])
        ])
      return ([field.key] + field.names).map { ($0, described) }
    }
    let required = fields.filter(\.isRequired).map { field in
      JSON.object([
        ("anyOf", .array(([field.key] + field.names).map { ["required": [.string($0)]] }))
      ])
    }
    return [
      ("type", "object"), ("properties", .object(properties)), ("patternProperties", ["^x-": true]),
      ("additionalProperties", false), ("allOf", required.isEmpty ? [true] : .array(required)),
    ]
  }

  /// A reference to the schema of an entry, which is added to the parts if it is not there.
  fileprivate func reference(_ parts: inout [(key: String, value: JSON)]) -> JSON {
    let name = self === RecordKind.reportExplanation ? "report explanation" : en
    if !parts.contains(where: { $0.key == name }) {
      parts.append((name, true))
      let index = parts.count - 1, own = object(&parts)
      parts[index].value = .object(own)
    }
    return ["$ref": .string("#/$defs/\(name.replacing(" ", with: "%20"))")]
  }
}

extension FieldType {
  fileprivate func schema(of kind: RecordKind, _ parts: inout [(key: String, value: JSON)]) -> JSON {
    let scalar: JSON = ["$ref": "#/$defs/scalar"]
    switch self {
    case .text, .date, .day, .period, .quantity, .line, .region, .metric, .reference,
      .wholeNumber:
      return scalar
    case .flag: return ["enum": [true, false, "true", "false", "是", "否"]]
    case .choice(let words, _):
      return ["enum": .array(words.flatMap { [JSON.string($0.en), .string($0.zh)] })]
    case .renamable: return ["anyOf": [scalar, map(scalar)]]
    case .source: return oneOrMore(RecordKind.citation.reference(&parts))
    case .members: return ["anyOf": [scalar, list(scalar), map(scalar)]]
    case .list(let item): return list(item.schema(of: kind, &parts))
    case .oneOrMore(let item): return oneOrMore(item.schema(of: kind, &parts))
    case .record(let kind): return kind.reference(&parts)
    // A figure may be its number alone, and a list where a metric has several periods.
    case .map(.record(let part)) where part === RecordKind.figure:
      return map(oneOrMore(["anyOf": [scalar, part.reference(&parts)]]))
    case .map(let value): return map(value.schema(of: kind, &parts))
    case .children: return list(kind.reference(&parts))
    }
  }

  private func list(_ item: JSON) -> JSON { ["type": "array", "items": item] }
  private func map(_ value: JSON) -> JSON { ["type": "object", "additionalProperties": value] }
  private func oneOrMore(_ item: JSON) -> JSON { ["anyOf": [item, list(item)]] }
}
