import Bytes
import Records

// Records as JSON, under the English keys of their fields; what a write-up does not give is left out.
extension Content {
  /// The record that a file was read as.
  func record(of path: String) -> JSON? {
    func value<Record: WriteUpRecord>(in records: [Record]) -> FieldValue? {
      records.first { $0.file == path }.map(Record.fields.map)
    }
    let value =
      value(in: cases) ?? value(in: reports) ?? value(in: brands) ?? value(
        in: methods)
      ?? value(in: topics) ?? value(in: platforms) ?? value(in: briefings) ?? value(in: pages)
    return value.map(json)
  }

  /// The records of many files, by their paths.
  func records(of paths: Set<String>) -> [String: JSON] {
    var found: [String: JSON] = [:]
    func add<Record: WriteUpRecord>(_ records: [Record]) {
      for record in records where paths.contains(record.file) {
        found[record.file] = json(Record.fields.map(of: record))
      }
    }
    add(cases)
    add(reports)
    add(brands)
    add(methods)
    add(topics)
    add(platforms)
    add(briefings)
    add(pages)
    return found
  }

  private func json(_ value: FieldValue) -> JSON {
    switch value {
    case .text(let text), .code(let text): .string(text)
    case .day(let day): .string(day.iso)
    case .period(let period): .string(period.code)
    case .flag(let flag): .bool(flag)
    case .number(let number): .int(number)
    case .quantity(let quantity): JSON(quantity)
    case .region(let id): .string(regions[id].path)
    case .metric(let index): .string(metrics.all[index].id)
    case .reference(let section, let index): .optional(naming(section, index)?.title)
    case .citations(let citations):
      .array(
        citations.map { citation in
          .object(
            [("source", .string(citation.source)), ("line", .array(citation.lines.map(JSON.int)))]
              + (citation.quote.map { [("quote", .string($0))] } ?? []))
        })
    case .list(let items): .array(items.map(json))
    case .map(let members): .object(members.map { ($0.key, json($0.value)) })
    case .byMetric(let members): .object(members.map { (metrics.all[$0.metric].id, json($0.value)) })
    case .null: .null
    }
  }
}

extension JSON {
  init(_ quantity: Quantity) {
    self = [
      "raw": .optional(quantity.raw), "value": .number(quantity.value), "low": .number(quantity.low),
      "high": .number(quantity.high), "qualifier": .string(quantity.qualifier.rawValue),
    ]
  }
}

extension JSON {
  /// The value of a field, or the number that a metric has in `figures`.
  func value(_ key: String) -> JSON? {
    if let value = self[key] { return value }
    guard let figure = self["figures"]?[key] else { return nil }
    // The number alone: a table says nothing of notes and lines.
    return figure["value"]?["raw"] == nil ? figure : figure["value"]
  }
}
