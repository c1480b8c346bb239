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

  var data: DataRows {
    DataRows(
      columns: [
        "id", "by", "group", "name", "region", "metric", "records", "unit", "period_start", "period_end",
        "value", "low", "high", "qualifier", "display", "basis", "partial", "sources",
      ],
      rows: rows.map { row in
        let metric: String?, records: String?
        switch row.measure {
        case .metric(let index): (metric, records) = (content.metrics.all[index].id, nil)
        case .records(let kind): (metric, records) = (nil, kind.rawValue)
        }
        return [
          ("id", .string(row.id(in: content, query: query))), ("by", .string(row.breakdown.rawValue)),
          ("group", .string(row.group)), ("name", .string(content.name(of: row.group, in: row.breakdown))),
          ("region", .string(content.regions[row.region].path)), ("metric", .optional(metric)),
          ("records", .optional(records)), ("unit", .string(row.unit(in: content))),
          ("period", .span(row.period)),
        ] + row.quantity.membersJSON + [
          ("basis", .string(row.basis.rawValue)), ("partial", .bool(row.isPartial)),
          ("sources", .sources(row.sources, in: content)),
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
          row.period?.chinese ?? "全部", row.figure?.chineseBasis(in: content) ?? row.basis.chinese,
        ]
      }
    ).text
  }
}
