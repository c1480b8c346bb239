import Records
import Statistics
import Wording

extension PublishedFigures {
  var observationTable: Table {
    let statuses = ObservationStatus(discrepancies)
    return Table(
      "observations", "数据", "每个地区、指标、时期的数一行，编号就是网页上 data-figure 的值。同一件事可以有几行（layer 不同），不要跨 layer 相加。",
      Self.fields, of: observations
    ) { self.write($0, statuses, &$1) }
  }

  private static let fields: [Column] =
    [
      Column("id", .string, "编号", "地区:指标:时期；报告里的数是 reports/报告:指标:时期"),
      Column("layer", .string, "哪一种数").coded("layer"), .area,
      Column("metric", .string, "指标", "没有登记的（如案例件数）不适用", .inapplicable).referring(to: "metrics"),
      Column("group", .string, "组", "分类的组、委员的层级或界别", .inapplicable),
      Column("period", .string, "问的时期", "all 是全部有日期的；报告里的数是它自己的时期；存量只列在截至日所在的年份"),
      Column("period_start", .date, "第一天", "数说的是哪一天起；存量与 period_end 同一天"),
      Column("period_end", .date, "最后一天", "存量是截至日"),
    ] + Column.number + [
      Column("unit", .string, "单位"),
      Column("basis", .string, "依据").coded("basis"),
      Column("partial", .boolean, "没有报全", "下级合计里缺了下级，或者其中一个下级的数是没有报全的合计"),
      Column("coverage_reporting", .integer, "已报的下级数", "", .inapplicable),
      Column("coverage_of", .integer, "全部下级数", "区以下没有完整名单", .inapplicable),
      Column("obs_status", .string, "观测状态").coded("obs_status"),
      Column("cases", .integer, "案例数", "计入这个数的案例", .inapplicable),
      Column("reports", .array, "工作报告", "这个数依据的报告，reports 表里的编号", .inapplicable), .source, .note,
      Column("page", .string, "页面", "从网站首页算起的地址", .inapplicable),
    ]

  private func write(_ observation: Observation, _ statuses: ObservationStatus, _ row: inout RowWriter) {
    row.text(observation.id)
    switch observation.number {
    case .published(let figure, let coverage, let query):
      write(figure, "published", query, coverage, observation, statuses, &row)
    case .counted(let figure, let query): write(figure, "counted", query, nil, observation, statuses, &row)
    case .added(let quantity, let figure, let query):
      writeStart("added", figure.region, figure.metric, nil, &row)
      row.plain(query.code)
      write(figure.period, quantity, metric: figure.metric, &row)
      writeBasis(Basis.counted.rawValue, cases: observation.cases, status: "A", &row)
      row.missing(3)
      writePage(figure.region, nil, &row)
    case .breakdown(let breakdown): write(breakdown, observation, &row)
    case .status(let status, let count, let region, let page):
      writeStart("cut", region, nil, status.rawValue, &row)
      row.plain("all")
      row.missing(2)
      row.number(.exact(Number(count)))
      row.text(BreakdownRow.Records.cases.unit)
      writeBasis(Basis.counted.rawValue, cases: count, status: "A", &row)
      row.missing(3)
      row.plain(page, "/")
    case .reported(let report, let number):
      let report = content.reports[report], figure = report.figures[number]
      let status = statuses.status(of: figure.quantity, figure.period, report.region, figure.metric)
      write(figure, figure.quantity, "reported", group: nil, of: report, status: status, &row)
    case .part(let report, let number, let part):
      let report = content.reports[report]
      write(report.figures[number], part.quantity, "part", group: part.name, of: report, status: "A", &row)
    case .revision(let report, let number, let isNew):
      let report = content.reports[report], revision = report.revisions[number]
      writeStart("revision", report.region, revision.metric, nil, &row)
      row.missing()
      write(nil, isNew ? revision.new ?? revision.old : revision.old, metric: revision.metric, &row)
      writeBasis("reported", status: "A", &row)
      row.texts([report.stem])
      row.citations(report.citations)
      row.text(revision.reason)
      writePage(report.region, "report-" + report.stem, &row)
    case .statement(let statement, let anchor):
      writeStart("statement", statement.region, statement.metric, nil, &row)
      row.plain(statement.period?.code)
      write(statement.period, statement.quantity, metric: statement.metric, &row)
      let status = statuses.status(
        of: statement.quantity, statement.period, statement.region, statement.metric)
      writeBasis(nil, status: status, &row)
      row.missing()
      row.citations(statement.sources.map(\.origin).flatMap(citations).merged)
      row.missing()
      if content.settings.sections.contains(.statistics) {
        row.plain("reconciliation/#", anchor)
      } else {
        row.missing()
      }
    }
  }

  private func write(
    _ figure: Figure, _ layer: String, _ query: PeriodQuery, _ coverage: Coverage?,
    _ observation: Observation,
    _ statuses: ObservationStatus, _ row: inout RowWriter
  ) {
    writeStart(layer, figure.region, figure.metric, nil, &row)
    row.plain(query.code)
    row.day(figure.firstDay(in: content))
    row.day(figure.period.end)
    row.number(figure.quantity)
    row.text(content.metrics.all[figure.metric].unit)
    row.plain(figure.basis.rawValue)
    row.flag(figure.isPartial)
    row.number(coverage?.reporting)
    row.number(coverage?.of)
    row.plain(statuses.status(of: figure.quantity, figure.period, figure.region, figure.metric))
    row.number(observation.cases)
    row.texts(figure.restsOnReports ? figure.reports.map { content.reports[$0].stem } : [])
    row.citations(figure.restsOnReports ? figure.reportSources.map(\.origin).flatMap(citations).merged : [])
    row.missing()
    let isExplained = query == .all && layer == "published"
    writePage(figure.region, isExplained ? "figure-" + content.metrics.all[figure.metric].id : nil, &row)
  }

  private func write(_ breakdown: BreakdownRow, _ observation: Observation, _ row: inout RowWriter) {
    let metric: Int? = if case .metric(let index) = breakdown.measure { index } else { nil }
    writeStart("cut", breakdown.region, metric, breakdown.group, &row)
    row.plain("all")
    row.day(breakdown.period?.start)
    row.day(breakdown.period?.end)
    row.number(breakdown.quantity)
    row.text(breakdown.unit(in: content))
    writeBasis(
      breakdown.basis.rawValue, isPartial: breakdown.isPartial, cases: observation.cases, status: "A", &row)
    row.missing(3)
    if content.settings.sections.contains(.statistics) { row.plain("statistics/") } else { row.missing() }
  }

  private func write(
    _ figure: ReportedFigure, _ quantity: Quantity, _ layer: String, group: String?, of report: Report,
    status: String, _ row: inout RowWriter
  ) {
    writeStart(layer, report.region, figure.metric, group, &row)
    row.plain(figure.period?.code)
    write(figure.period, quantity, metric: figure.metric, &row)
    writeBasis("reported", status: status, &row)
    row.texts([report.stem])
    row.citations(report.citations(of: figure))
    row.text(remark(figure, in: report))
    writePage(report.region, "report-" + report.stem, &row)
  }

  // MARK: Columns that go together

  private func writeStart(
    _ layer: String, _ region: RegionID?, _ metric: Int?, _ group: String?, _ row: inout RowWriter
  ) {
    row.plain(layer)
    row.area(region, in: content)
    row.plain(metric.map { content.metrics.all[$0].id })
    row.text(group)
  }

  private func write(_ period: Period?, _ quantity: Quantity, metric: Int, _ row: inout RowWriter) {
    row.day(period?.start)
    row.day(period?.end)
    row.number(quantity)
    row.text(content.metrics.all[metric].unit)
  }

  private func writeBasis(
    _ basis: String?, isPartial: Bool = false, cases: Int? = nil, status: String, _ row: inout RowWriter
  ) {
    row.plain(basis)
    row.flag(isPartial)
    row.missing(2)
    row.plain(status)
    row.number(cases)
  }

  private func writePage(_ region: RegionID, _ anchor: String?, _ row: inout RowWriter) {
    let address = content.regions.address(of: region)
    if let anchor {
      row.plain("regions/", address, "/#", anchor)
    } else {
      row.plain("regions/", address, "/")
    }
  }
}

extension [Citation] {
  /// The cited pages, each once, with its lines in order.
  fileprivate var merged: [Citation] {
    var lines: [String: Set<Int>] = [:]
    for citation in self { lines[citation.source, default: []].formUnion(citation.lines) }
    return lines.map { Citation(source: $0.key, lines: $0.value.sorted()) }.sortedByBytes(\.source)
  }
}
