import Records
import Statistics

extension Content {
  var reportTable: Table {
    let reports = self.reports.sortedByBytes(\.stem)
    return Table(
      "reports", "工作报告", "一个地区自己公布的一段时期的数，每份一行；其中每个数在 observations 表里各有一行。",
      Self.reportFields
    ) { writer in
      for report in reports {
        writer.row { row in
          row.plain(report.stem)
          row.text(report.title)
          row.region(report.region, in: self)
          row.area(report.region, in: self)
          row.plain(report.period?.code)
          row.day(report.published)
          row.json(isEmpty: report.figures.isEmpty) { figures(of: report, &$0) }
          row.objects(report.revisions) { revision, item in
            item.member("metric", metrics.all[revision.metric].id)
            item.member("old", revision.old)
            item.member("new", revision.new)
            item.member("period", revision.period?.code)
            item.member("region", revision.region.map { regions[$0].path })
            item.member("unit", revision.unit)
            item.member("date", revision.date?.iso)
            item.member("reason", revision.reason)
          }
          row.objects(report.explanations) { write($0, metric: metrics.all[$0.metric].id, &$1) }
          row.citations(report.citations)
          row.texts(report.corrections)
          row.text(report.note)
          row.text(report.summary)
        }
      }
    }
  }

  static let reportFields: [Field] = [
    .stem("reports"), .title, .region, .area, .period, .published,
    Field("figures", .object, "数据", "指标 → 数（照来稿写法），或带时期、行号、说明的一项；一个指标有几个时期的是列表"),
    Field("revisions", .array, "修订", "{metric, old, new, period, region, unit, date, reason} 的列表"),
    Field("explains", .array, "解释", "{check, metric, own, other, region, period, reason} 的列表：哪两个数对不上，为什么"),
    .source,
    .corrections, .note, .summary,
  ]

  private func write(_ explanation: Explanation, metric: String?, _ item: inout StructureWriter) {
    item.member("check", explanation.check.rawValue)
    item.member("metric", metric)
    item.member("own", explanation.own)
    item.member("other", explanation.other)
    item.member("region", explanation.region.map { regions[$0].path })
    item.member("period", explanation.period?.code)
    item.member("reason", explanation.reason)
  }

  /// By metric; a metric with several periods has a list.
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
    let hasUsualPart = figure.partOf == metric.partOf.flatMap(metrics.index(of:))
    if figure.period == usual, hasUsualPart, figure.note == nil, figure.lines.isEmpty, figure.base == nil,
      figure.quote == nil, figure.tiers.isEmpty, figure.sectors.isEmpty, figure.explanations.isEmpty
    {
      return writer.text(figure.quantity.raw ?? figure.quantity.display)
    }
    writer.object { item in
      item.member("value", figure.quantity)
      if figure.period != usual {
        item.member(isStock ? "as_of" : "period", figure.period.map { isStock ? $0.end.iso : $0.code })
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
        Field("id", .string, "编号"), Field("report", .string, "工作报告").referring(to: "reports"), .area,
        Field("metric", .string, "指标").referring(to: "metrics"),
        Field("old", .string, "原值"), Field("new", .string, "新值", "撤下的数没有"),
        Field("old_id", .string, "原值的编号", "observations 表里的一行").referring(to: "observations"),
        Field("new_id", .string, "新值的编号", "observations 表里的一行").referring(to: "observations"),
        Field("date", .date, "修订日期"), Field("reason", .string, "原因"),
      ]
    ) { writer in
      for (id, report, number) in all {
        let revision = report.revisions[number]
        writer.row { row in
          row.plain(id)
          row.plain(report.stem)
          row.area(report.region, in: self)
          row.plain(metrics.all[revision.metric].id)
          row.quantity(revision.old)
          row.quantity(revision.new)
          row.plain(NumberID.revision(report, number, "old"))
          row.plain(revision.new.map { _ in NumberID.revision(report, number, "new") })
          row.day(revision.date)
          row.text(revision.reason)
        }
      }
    }
  }
}
