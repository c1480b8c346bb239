import Bytes
import Diagnostics
import Records
import Statistics
import Wording

/// The rows of `casebook stats` (contracts.md §3): published figures by region path, period, metric.
struct StatsRows {
  private let rows: [Row]
  private let content: Content

  private struct Row {
    let figure: Figure
    let region: Region
    let metric: Metric
    let id: String
    let coverage: Coverage
    let start: Day?
    /// Against the previous like period; `nil` for everything dated.
    let change: Change?
  }

  /// - Parameter earlier: the table of the previous like period.
  init(_ table: FigureTable, earlier: FigureTable?, _ content: Content, region: RegionID?, metrics: Set<Int>)
  {
    self.content = content
    rows = table.published
      .filter { figure in
        metrics.contains(figure.metric)
          && (region.map { content.regions.isWithin(figure.region, $0) } ?? true)
      }
      .compactMap { figure in
        guard let finding = table[figure.region, figure.metric] else { return nil }
        return Row(
          figure: figure, region: content.regions[figure.region], metric: content.metrics.all[figure.metric],
          id: figure.id(in: content, query: table.query), coverage: finding.coverage,
          start: figure.firstDay(in: content),
          change: earlier.flatMap {
            Change(of: figure, content.metrics.all[figure.metric], in: table, earlier: $0)
          })
      }
      .sorted { StatsRows.key($0) < StatsRows.key($1) }
  }

  private static func key(_ row: Row) -> (String, String, String, String) {
    (row.region.path, row.start?.iso ?? "", row.figure.period.end.iso, row.metric.id)
  }

  // MARK: Formats

  var json: JSON { .array(rows.map(json)) }

  private func json(_ row: Row) -> JSON {
    return .object(
      [
        ("id", .string(row.id)), ("region", .string(row.region.path)),
        ("level", .string(row.region.level.rawValue)), ("code", .optional(row.region.code)),
        ("metric", .string(row.metric.id)), ("unit", .string(row.metric.unit)),
      ] + row.figure.numberJSON(in: content) + [
        (
          "coverage",
          ["reporting": .int(row.coverage.reporting), "of": row.coverage.of.map(JSON.int) ?? .null]
        ),
        ("sources", row.figure.sourcesJSON(in: content)),
      ] + (row.change.map { [("change", StatsRows.json($0))] } ?? []))
  }

  /// Only where there is one: the row of a period whose previous like period has a figure of the same sort.
  private static func json(_ change: Change) -> JSON {
    let earlier = change.earlier.period
    return [
      "since": ["start": .optional(earlier.start?.iso), "end": .string(earlier.end.iso)],
      "low": .number(change.low), "high": .number(change.high),
      "direction": .string(change.direction.rawValue),
    ]
  }

  /// The same names as in JSON, in one row, without the change; sources as `file:line` with a space between.
  var csv: String {
    let header = [
      "id", "region", "level", "code", "metric", "unit", "period_start", "period_end", "value", "low", "high",
      "qualifier", "display", "basis", "partial", "coverage_reporting", "coverage_of", "sources",
    ]
    return CSV.encoded(
      [header]
        + rows.map { row in
          let figure = row.figure, quantity = figure.quantity
          return [
            row.id, row.region.path, row.region.level.rawValue, row.region.code ?? "", row.metric.id,
            row.metric.unit,
            row.start?.iso ?? "", figure.period.end.iso, quantity.value.description,
            quantity.low?.description ?? "", quantity.high?.description ?? "", quantity.qualifier.rawValue,
            quantity.display, figure.basis.rawValue, String(figure.isPartial), String(row.coverage.reporting),
            row.coverage.of.map(String.init) ?? "",
            figure.sources.map { "\($0.file):\(content.line(of: $0))" }.joined(separator: " "),
          ]
        })
  }

  var table: String {
    TextTable(
      header: ["地区", "指标", "数量", "单位", "时期", "依据"], numbers: [2],
      rows: rows.map { row in
        let figure = row.figure
        return [
          row.region.path, row.metric.name, figure.quantity.display, row.metric.unit, figure.period.chinese,
          figure.basisText(in: content),
        ]
      }
    ).text
  }
}

extension Figure {
  /// What it rests on; of a sum also who is in it, and what cases add.
  func basisText(in content: Content) -> String {
    guard basis == .summed else { return basis.chinese }
    let parts = [
      lacksChildren ? "已报 \(addedUp.count) 个单位" : nil,
      partialChildren > 0 ? "其中 \(partialChildren) 个没有报全" : nil,
      added.map { "另加案例\($0.display)\(content.metrics.all[metric].unit)" },
    ].compactMap { $0 }
    return basis.chinese + (parts.isEmpty ? "" : "（\(parts.joined(separator: "，"))）")
  }
}
