import Bytes
import Diagnostics
import Records
import Statistics
import Wording

/// The rows of `casebook stats`: published figures by region path, period, metric.
struct StatsRows {
  private let rows: [Row]
  private let content: Content

  private struct Row {
    let figure: Figure
    let region: Region
    let metric: Metric
    let id: String
    let coverage: Coverage
    /// The difference from the previous like period; `nil` for everything dated.
    let change: Change?
  }

  /// - Parameter earlier: the table of the previous like period.
  init(_ table: FigureTable, earlier: FigureTable?, _ content: Content, region: RegionID?, metrics: Set<Int>)
  {
    self.content = content
    func key(_ row: Row) -> (String, String, String, String) {
      let start = row.figure.firstDay(in: content)?.iso ?? ""
      return (row.region.path, start, row.figure.period.end.iso, row.metric.id)
    }
    rows = table.published
      .filter { figure in
        metrics.contains(figure.metric)
          && (region.map { content.regions.isWithin(figure.region, $0) } ?? true)
      }
      .compactMap { figure in
        guard let finding = table[figure.region, figure.metric] else { return nil }
        let metric = content.metrics.all[figure.metric]
        return Row(
          figure: figure, region: content.regions[figure.region], metric: metric,
          id: figure.id(in: content, query: table.query), coverage: finding.coverage,
          change: earlier.flatMap { Change(of: figure, metric, in: table, earlier: $0) })
      }
      .sorted { key($0) < key($1) }
  }

  /// The change is only in the JSON, of a row whose previous like period has a figure of the same sort.
  var data: DataRows {
    DataRows(
      columns: [
        "id", "region", "level", "code", "metric", "unit", "period_start", "period_end", "value", "low",
        "high", "qualifier", "display", "basis", "partial", "coverage_reporting", "coverage_of", "sources",
      ],
      rows: rows.map { row in
        [
          ("id", .string(row.id)), ("region", .string(row.region.path)),
          ("level", .string(row.region.level.rawValue)), ("code", .optional(row.region.code)),
          ("metric", .string(row.metric.id)), ("unit", .string(row.metric.unit)),
        ] + row.figure.numberJSON(in: content) + [
          ("coverage", .coverage(row.coverage)), ("sources", .sources(row.figure.sources, in: content)),
        ] + (row.change.map { [("change", StatsRows.json($0))] } ?? [])
      })
  }

  private static func json(_ change: Change) -> JSON {
    [
      "since": .span(change.earlier.period), "low": .number(change.low), "high": .number(change.high),
      "direction": .string(change.direction.rawValue),
    ]
  }

  var table: String {
    TextTable(
      header: ["地区", "指标", "数量", "单位", "时期", "依据"], numbers: [2],
      rows: rows.map { row in
        [
          row.region.path, row.metric.name, row.figure.quantity.display, row.metric.unit,
          row.figure.period.chinese, row.figure.chineseBasis(in: content),
        ]
      }
    ).text
  }
}
