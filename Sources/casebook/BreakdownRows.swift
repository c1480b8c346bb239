import Bytes
import Records
import Statistics
import Wording

/// The rows of `casebook stats --by`: by group, then region path, then records before metrics.
struct BreakdownRows {
  private let rows: [BreakdownRow]
  private let query: PeriodQuery
  private let content: Content

  init(_ rows: [BreakdownRow], _ content: Content, _ query: PeriodQuery, metrics: Set<Int>?) {
    self.content = content
    self.query = query
    self.rows = rows.filter { row in
      guard let metrics else { return true }
      if case .metric(let index) = row.measure { return metrics.contains(index) }
      return false
    }
  }

  private func metric(_ row: BreakdownRow) -> String? {
    if case .metric(let index) = row.measure { content.metrics.all[index].id } else { nil }
  }

  private func records(_ row: BreakdownRow) -> String? {
    if case .records(let records) = row.measure { records.rawValue } else { nil }
  }

  var json: JSON {
    .array(
      rows.map { row in
        [
          "id": .string(row.id(in: content, query: query)), "by": .string(row.breakdown.rawValue),
          "group": .string(row.group), "name": .string(content.name(of: row.group, in: row.breakdown)),
          "region": .string(content.regions[row.region].path), "metric": .optional(metric(row)),
          "records": .optional(records(row)), "unit": .string(row.unit(in: content)),
          "period": row.period.map { ["start": .optional($0.start?.iso), "end": .string($0.end.iso)] }
            ?? .null,
          "value": .number(row.quantity.value.description), "low": .number(row.quantity.low),
          "high": .number(row.quantity.high), "qualifier": .string(row.quantity.qualifier.rawValue),
          "display": .string(row.quantity.display), "basis": .string(row.basis.rawValue),
          "partial": .bool(row.isPartial),
          "sources": .array(
            row.sources.map { ["file": .string($0.file), "line": .int(content.line(of: $0))] }),
        ]
      })
  }

  /// The same names as in JSON, in one row.
  var csv: String {
    let header = [
      "id", "by", "group", "name", "region", "metric", "records", "unit", "period_start", "period_end",
      "value", "low", "high", "qualifier", "display", "basis", "partial", "sources",
    ]
    return CSV.encoded(
      [header]
        + rows.map { row in
          let quantity = row.quantity
          return [
            row.id(in: content, query: query), row.breakdown.rawValue, row.group,
            content.name(of: row.group, in: row.breakdown), content.regions[row.region].path,
            metric(row) ?? "",
            records(row) ?? "", row.unit(in: content), row.period?.start?.iso ?? "",
            row.period?.end.iso ?? "", quantity.value.description, quantity.low?.description ?? "",
            quantity.high?.description ?? "", quantity.qualifier.rawValue, quantity.display,
            row.basis.rawValue, String(row.isPartial),
            row.sources.map { "\($0.file):\(content.line(of: $0))" }.joined(separator: " "),
          ]
        })
  }

  var table: String {
    TextTable(
      header: ["分组", "地区", "数的是", "数量", "单位", "时期", "依据"], numbers: [3],
      rows: rows.map { row in
        [
          content.name(of: row.group, in: row.breakdown), content.regions[row.region].path,
          row.measureName(in: content), row.quantity.display, row.unit(in: content),
          row.period?.chinese ?? "全部", row.figure?.basisText(in: content) ?? row.basis.chinese,
        ]
      }
    ).text
  }
}
