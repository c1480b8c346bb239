import Records
import Statistics
import Templates
import Wording

extension Publication {
  func regionPages() -> [Page] {
    content.regions.all.map(regionPage)
      + content.regions.all.flatMap {
        hasList(newestBelow[$0.id.index]) ? pages(beyond: caseList(of: $0)) : []
      }
  }

  private func caseList(of region: Region) -> CaseList {
    CaseList(
      folder: "regions/\(region.address)/cases",
      heading: words.filled(.casesOf, ["name": words.name(region)]),
      cases: newestBelow[region.id.index],
      breadcrumb: [regionIndex] + content.regions.lineage(of: region.id).map(crumb))
  }

  private var regionIndex: Crumb { .link(words[.regions], Address.folder("regions")) }

  private func regionPage(_ region: Region) -> Page {
    let id = region.id, count = ledger.casesBelow[id.index].count
    let path = words.path(content.regions.lineage(of: id).map { content.regions[$0] })
    return Page(
      Address.region(region), kind: "region", title: words.name(region),
      description: words.filled(.regionDescription, ["path": path, "n": "\(count)"]),
      breadcrumb: [regionIndex] + content.regions.lineage(of: id).dropLast().map(crumb)
    ) { [self] data in
      let reports = reportsOf[id.index]
      return [
        "region": value(of: region, &data), "core": core(id, in: all, &data),
        "years": data.ifMentioned("years") { years(of: id, &$0) },
        "parts": data.ifMentioned("parts") { parts(of: id, &$0) },
        "trends": data.ifMentioned("trends") { trends(of: id, &$0) },
        "bars": data.ifMentioned("bars") {
          bars(of: region.children, metrics: coreMetrics, whole: { _ in words.children(of: region) }, &$0)
        },
        "status": data.ifMentioned("status") { statuses(of: region, &$0) },
        "children": table(of: region.children, in: all, &data),
        "figures": data.ifMentioned("figures") { figures(of: id, &$0) },
        "undated": data.ifMentioned("undated") { undated(reports, &$0) { _ in true } },
        "discrepancies": data.list(reconciliationByRegion[id] ?? []) { value(of: reconciliation[$0], &$1) },
        "reports": data.ifMentioned("reports") { $0.list(reports) { value(of: $0, &$1) } },
        "cases": excerpt(of: caseList(of: region), &data),
        "brands": data.ifMentioned("brands") { named(id, \.brand, content.brands, links.brands, &$0) },
        "platforms": data.ifMentioned("platforms") {
          named(id, \.platform, content.platforms, links.platforms, &$0)
        },
        "methods": data.ifMentioned("methods") { named(id, \.method, content.methods, links.methods, &$0) },
      ] + tiles(of: region, &data)
    }
  }

  private func value(of region: Region, _ data: inout DataBuilder) -> Datum {
    let includes = region.countedChildren.filter { content.regions[$0].parent != region.id }
    return data.object([
      "name": data.text(words.name(region)), "local_name": data.text(region.name),
      "level": links.term(region.level), "code": data.text(region.code),
      "aliases": data.texts(region.aliases), "address": data.text(Address.region(region)),
      "counted_under": region.countedUnder == region.parent ? .none : region.countedUnder.map(link) ?? .none,
      "includes": data.list(includes.map(link)), "is_home": Datum(isHome(region.id)),
    ])
  }

  // MARK: Tables

  /// Core metrics of regions, side by side: docs/pages.md, “table”.
  func table(of regions: [RegionID], in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    data.object([
      "metrics": data.list(coreMetrics.map { metrics[$0] }),
      "rows": data.list(regions) { id, data in
        let region = content.regions[id]
        return data.object([
          "name": data.text(words.name(region)), "address": data.text(Address.region(region)),
          "level": links.term(region.level),
          "cells": data.list(coreMetrics) { coreCell(id, $0, in: table, &$1) },
          "undated": data.list(coreMetrics) { undated(id, $0, in: table, &$1) },
          "cases": Datum(cases(of: id, in: table)),
          "sparks": data.list(table.query == .all ? coreMetrics : []) { spark(id, $0, &$1) },
          "cases_spark": table.query == .all ? casesByYear(id, &data) : .none,
          "children": coverageOfAny(id, in: table, &data),
        ])
      },
    ])
  }

  /// How many cases of a region and all below it are of a time: dated, and inside it.
  private func cases(of region: RegionID, in table: FigureTable) -> Int {
    let below = ledger.casesBelow[region.index]
    guard table.query != .all else { return below.count }
    return below.count { content.cases[$0].date.map { table.query.admits($0.value) } ?? false }
  }

  /// How many of the region's children report anything of the first core metric.
  private func coverageOfAny(_ region: RegionID, in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    coreMetrics.first.flatMap { metric in
      table[region, metric].map { value(of: $0.coverage, of: metric, &data) }
    } ?? .none
  }

  private func years(of region: RegionID, _ data: inout DataBuilder) -> Datum {
    let shown = coreMetrics.map { coreMetric($0, of: region) }
    let known = years.filter { year in shown.contains { year.table.figure(region, $0) != nil } }
    return data.object([
      "columns": data.texts(known.map { words.period(Period(year: $0.year)) }),
      "rows": data.list(coreMetrics) { metric, data in
        data.object([
          "metric": metrics[metric],
          "cells": data.list(known) { coreCell(region, metric, in: $0.table, &$1) },
          "undated": data.list(known) { undated(region, metric, in: $0.table, &$1) },
        ])
      },
    ])
  }

  /// Half-years, quarters and months, as far as the region's own reports speak of them.
  private func parts(of region: RegionID, _ data: inout DataBuilder) -> Datum {
    func isSpokenOf(_ metric: Int, _ table: FigureTable) -> Bool {
      table[region, metric]?.published.map { figures.isReportedForExactly($0, in: table) } ?? false
    }
    let known = parts.filter { table in coreMetrics.contains { isSpokenOf($0, table) } }
    return data.object([
      "columns": data.texts(known.compactMap { $0.query.period.map(words.period) }),
      "rows": data.list(coreMetrics.filter { content.metrics.all[$0].kind != .stock }) { metric, data in
        data.object([
          "metric": metrics[metric],
          "cells": data.list(known) { table, data in
            isSpokenOf(metric, table) ? cell(region, metric, in: table, &data) : .none
          },
          "undated": data.list(known) { undated(region, metric, in: $0, &$1) },
        ])
      },
    ])
  }

  /// The grid of a region's children; an empty list where the registry gives no positions.
  func tiles(of region: Region, _ data: inout DataBuilder) -> Fields {
    let placed = region.children.map { content.regions[$0] }.filter { $0.tile != nil }
    let sessions = content.metrics.index(countedFrom: .sessions)
    return [
      "tiles": data.list(placed) { child, data in
        data.object([
          "name": data.text(
            words.language == .chinese ? child.aliases.first ?? child.name : words.name(child)),
          "address": data.text(Address.region(child)),
          "column": Datum(child.tile?.column ?? 0), "row": Datum(child.tile?.row ?? 0),
          "cases": Datum(ledger.casesBelow[child.id.index].count),
          "cell": sessions.map { cell(child.id, $0, in: all, &data) } ?? .none,
          "undated": sessions.map { undated(child.id, $0, in: all, &data) } ?? data.list([]),
        ])
      },
      "tile_columns": Datum((placed.compactMap { $0.tile?.column }.max() ?? -1) + 1),
      "tile_rows": Datum((placed.compactMap { $0.tile?.row }.max() ?? -1) + 1),
    ]
  }

  // MARK: Reports

  private func value(of report: Report, _ data: inout DataBuilder) -> Datum {
    data.object([
      "id": data.text(Address.anchor(of: report)), "title": data.text(report.title),
      "period": data.period(report.period, words), "is_undated": Datum(report.period == nil),
      "note": data.text(report.note), "corrections": data.texts(report.corrections),
      "revisions": data.list(report.revisions.indices) { revision(of: report, $0, &$1) },
      "sources": sources(report.citations, &data),
      "figures": data.list(report.figures) { value(of: $0, in: report, &$1) },
      "body": body(report.file, &data),
    ])
  }

  private func value(
    of figure: ReportedFigure, in report: Report, _ data: inout DataBuilder
  ) -> Datum {
    let id = NumberID.reported(report, figure, in: content)
    let metric = content.metrics.all[figure.metric]
    let base: String? =
      switch figure.base {
      case nil: metric.kind == .ratio ? words[.baseUnknown] : nil
      case .unpublished: words[.baseUnpublished]
      case .number(let quantity): words.filled(.baseNumber, ["n": words.quantity(quantity)])
      case .metric(let index): words.filled(.baseMetric, ["name": words.name(content.metrics.all[index])])
      }
    let period = figure.period.map { metric.kind == .stock ? words.asOf($0) : words.period($0) }
    return data.object([
      "id": data.text(id), "metric": metrics[figure.metric],
      "display": data.verbatim(words.quantity(figure.quantity)),
      "unit": data.text(words.unit(metric, after: figure.quantity)),
      "period": data.text(period), "note": data.text(figures.remark(figure, in: report)),
      "lines": data.text(words.runs(figure.lines.sorted())), "base": data.text(base),
      "tiers": data.parts(figure.tiers, id + ":tier=", words),
      "sectors": data.parts(figure.sectors, id + ":sector=", words),
      "part_of": data.text(figure.partOf.map { words.name(content.metrics.all[$0]) }),
    ])
  }

  /// Those that the region's cases name, and those that are its own.
  private func named<Record: NamedRecord>(
    _ region: RegionID, _ ofCase: (Case) -> Int?, _ records: [Record], _ links: [Datum],
    _ data: inout DataBuilder
  ) -> Datum {
    var isNamed = [Bool](repeating: false, count: records.count)
    for index in ledger.casesBelow[region.index] {
      if let record = ofCase(content.cases[index]) { isNamed[record] = true }
    }
    return data.list(
      records.indices.filter { isNamed[$0] || records[$0].naming.region == region }.map { links[$0] })
  }
}

extension DataBuilder {
  fileprivate mutating func parts(
    _ parts: [ReportedFigure.Tier], _ id: String, _ words: Words
  ) -> Datum {
    list(parts) { part, data in
      data.object([
        "id": data.text(id, part.name), "name": data.text(part.name),
        "display": data.verbatim(words.quantity(part.quantity)),
      ])
    }
  }
}
