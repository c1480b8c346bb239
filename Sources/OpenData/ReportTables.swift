import Records
import Statistics

extension Content {
  var reportTable: Table {
    table(
      "reports", "工作报告", "一个地区自己公布的一段时期的数，每份一行；其中每个数在 observations 表里各有一行。", reports,
      special: (
        "figures",
        { report, row in row.json(isEmpty: report.figures.isEmpty) { self.figures(of: report, &$0) } }
      ))
  }

  private func write(_ explanation: Explanation, metric: String?, _ item: inout StructureWriter) {
    item.member("check", explanation.check.rawValue)
    item.member("metric", metric)
    item.member("own", explanation.own)
    item.member("other", explanation.other)
    item.member("region", explanation.region.map { regions[$0].path })
    item.member("period", explanation.period?.code)
    item.member("reason", explanation.reason)
  }

  /// The figures by metric; a metric with several periods has a list.
  private func figures(of report: Report, _ writer: inout StructureWriter) {
    var order: [Int] = []
    for figure in report.figures where !order.contains(figure.metric) { order.append(figure.metric) }
    writer.object { writer in
      for metric in order {
        let figures = report.figures.filter { $0.metric == metric }
        writer.member(metrics.all[metric].id) { writer in
          if figures.count == 1 {
            write(figures[0], of: report, &writer)
          } else {
            writer.list(figures) { write($0, of: report, &$1) }
          }
        }
      }
    }
  }

  private func write(_ figure: ReportedFigure, of report: Report, _ writer: inout StructureWriter) {
    let metric = metrics.all[figure.metric], isStock = metric.kind == .stock
    let usual = isStock ? report.period.map { Period(day: $0.end) } : report.period
    let isUsual = figure.period == usual && figure.dayWithin == metric.dayWithin(report.period)
    let hasUsualPart = figure.partOf == metric.partOf.flatMap(metrics.index(of:))
    if isUsual, hasUsualPart, figure.note == nil, figure.lines.isEmpty, figure.base == nil,
      figure.quote == nil, figure.tiers.isEmpty, figure.sectors.isEmpty, figure.explanations.isEmpty
    {
      return writer.text((figure.quantity.raw ?? figure.quantity.display) + (figure.unit ?? ""))
    }
    writer.object { item in
      item.member("value", figure.quantity)
      item.member("unit", figure.unit)
      if !isUsual {
        item.member(
          isStock ? "as_of" : "period",
          figure.dayWithin?.code ?? figure.period.map { isStock ? $0.end.iso : $0.code })
      }
      item.member("note", figure.note)
      if !figure.lines.isEmpty { item.member("line") { $0.numbers(figure.lines) } }
      item.member("quote", figure.quote)
      switch figure.base {
      case nil: break
      case .unpublished: item.member("base", "unpublished")
      case .number(let quantity): item.member("base", quantity)
      case .metric(let index): item.member("base", metrics.all[index].id)
      }
      for (name, parts) in [("tiers", figure.tiers), ("sectors", figure.sectors)] where !parts.isEmpty {
        item.member(name) { $0.object { for part in parts { $0.member(part.name, part.quantity) } } }
      }
      if !hasUsualPart { item.member("part_of", figure.partOf.map { metrics.all[$0].id }) }
      if !figure.explanations.isEmpty {
        item.member("explains") { list in
          list.list(figure.explanations) { explanation, entry in
            entry.object { write(explanation, metric: nil, &$0) }
          }
        }
      }
    }
  }

  var revisionTable: Table {
    let all = reports.flatMap { report in
      report.revisions.indices.map {
        (id: "reports/\(report.stem):revision=\($0 + 1)", report: report, number: $0)
      }
    }.sortedByBytes(\.id)
    return Table(
      "revisions", "修订", "公布以后改过的数：原来是多少，现在是多少，为什么改。",
      [
        Column("id", .string, "编号"), Column("report", .string, "工作报告").referring(to: "reports"), .area,
        Column("metric", .string, "指标").referring(to: "metrics"),
        Column("old", .string, "原值"), Column("new", .string, "新值", "撤下的数没有"),
        Column("old_id", .string, "原值的编号", "observations 表里的一行").referring(to: "observations"),
        Column("new_id", .string, "新值的编号", "observations 表里的一行").referring(to: "observations"),
        Column("date", .date, "修订日期"), Column("reason", .string, "原因"),
      ], of: all
    ) { entry, row in
      let (id, report, number) = entry, revision = report.revisions[number]
      row.plain(id)
      row.plain(report.stem)
      row.area(report.region, in: self)
      row.plain(self.metrics.all[revision.metric].id)
      row.quantity(revision.old)
      row.quantity(revision.new)
      row.plain(NumberID.revision(report, number, "old"))
      row.plain(revision.new.map { _ in NumberID.revision(report, number, "new") })
      row.day(revision.date)
      row.text(revision.reason)
    }
  }
}
