import Records
import Statistics
import Templates

extension Publication {
  func regionPages() -> [Page] {
    content.regions.all.map(regionPage) + content.regions.all.flatMap { pages(beyond: caseList(of: $0)) }
  }

  private func caseList(of region: Region) -> CaseList {
    CaseList(
      folder: "regions/\(region.address)/cases", heading: "\(region.name)的案例",
      cases: newestBelow[region.id.index],
      breadcrumb: [.link("地区", Address.folder("regions"))]
        + content.regions.lineage(of: region.id).map { link($0) })
  }

  private func regionPage(_ region: Region) -> Page {
    let id = region.id, below = ledger.casesBelow[id.index]
    let records = below.map { content.cases[$0] }
    let lineage = content.regions.lineage(of: id).dropLast()
    return Page(
      Address.region(region), kind: "region", title: region.name,
      description: "\(region.path.replacing("/", with: ""))的协商案例和数据：收录案例\(below.count)个",
      breadcrumb: [.link("地区", Address.folder("regions"))] + lineage.map { link($0) },
      data: [
        (
          "region",
          [
            "name": .string(region.name), "level": term(region.level), "code": Value(region.code),
            "aliases": .texts(region.aliases), "address": .string(Address.region(region)),
            "counted_under": region.countedUnder == region.parent
              ? .none : region.countedUnder.map { link($0) } ?? .none,
            "includes": .list(
              region.countedChildren.filter { content.regions[$0].parent != id }.map { link($0) }),
            "is_home": .bool(isHome(id)),
          ]
        ),
        ("core", core(id, in: all)), ("years", years(of: id)), ("parts", parts(of: id)),
        ("children", table(of: region.children, in: all)),
        ("figures", figures(of: id)),
        ("undated", undated { report, _ in report.region == id }),
        ("discrepancies", .list((reconciliationByRegion[id] ?? []).map { reconciliation[$0].value })),
        ("reports", .list(content.reports.filter { $0.region == id }.map(value))),
        ("cases", excerpt(of: caseList(of: region))),
        ("brands", links(records.compactMap(\.brand), id, content.brands, "brands")),
        ("platforms", links(records.compactMap(\.platform), id, content.platforms, "platforms")),
        ("methods", links(records.compactMap(\.method), id, content.methods, "methods")),
      ] + tiles(of: region))
  }

  // MARK: Tables

  /// Core metrics of regions, side by side: docs/pages.md, “table”.
  func table(of regions: [RegionID], in table: FigureTable) -> Value {
    [
      "metrics": .list(
        content.metrics.core.compactMap { content.metrics.index(of: $0.id).map { metrics[$0] } }),
      "rows": .list(
        regions.map { id in
          let region = content.regions[id]
          return [
            "name": .string(region.name), "address": .string(Address.region(region)),
            "level": term(region.level),
            "cells": .list(content.metrics.core.map { coreCell(id, $0, in: table) }),
            "cases": .int(ledger.casesBelow[id.index].count), "children": coverageOfAny(id, in: table),
          ]
        }),
    ]
  }

  /// How many of the region's children report anything of the first core metric.
  private func coverageOfAny(_ region: RegionID, in table: FigureTable) -> Value {
    let metric = content.metrics.core.first.flatMap { content.metrics.index(of: $0.id) }
    return metric.flatMap { table[region, $0] }.map { value(of: $0.coverage) } ?? .none
  }

  private func years(of region: RegionID) -> Value {
    let core = content.metrics.core
    let known = years.filter { year in
      core.contains { metric in
        content.metrics.index(of: metric.id).map { year.table[region, $0]?.published != nil } ?? false
      }
    }
    return [
      "columns": .texts(known.map { "\($0.year)年" }),
      "rows": .list(
        core.map { metric in
          [
            "metric": metrics[content.metrics.index(of: metric.id) ?? 0],
            "cells": .list(known.map { coreCell(region, metric, in: $0.table) }),
          ]
        }),
    ]
  }

  /// Half-years, quarters and months, as far as the region's own reports speak of them.
  private func parts(of region: RegionID) -> Value {
    let core = content.metrics.core.compactMap { content.metrics.index(of: $0.id) }
    func cell(_ metric: Int, _ table: FigureTable) -> Value {
      table[region, metric]?.published.map { speaks($0, in: table) } ?? false
        ? self.cell(region, metric, in: table) : .none
    }
    let known = parts.filter { table in core.contains { !cell($0, table).isNone } }
    return [
      "columns": .texts(known.compactMap { $0.query.period?.chinese }),
      "rows": .list(
        core.filter { content.metrics.all[$0].kind != .stock }.map { metric in
          ["metric": metrics[metric], "cells": .list(known.map { cell(metric, $0) })]
        }),
    ]
  }

  /// Whether a figure rests on reports that speak of the very period asked for.
  func speaks(_ figure: Figure, in table: FigureTable) -> Bool {
    let metric = content.metrics.all[figure.metric]
    guard let period = table.query.period, metric.kind != .stock else { return false }
    return figure.restsOnReports && figure.fills(period, metric)
  }

  /// The grid of a region's children; an empty list where the registry gives no positions.
  func tiles(of region: Region) -> [(String, Value)] {
    let placed = region.children.map { content.regions[$0] }.filter { $0.tile != nil }
    let sessions = content.metrics.index(of: Metric.sessionsHeld)
    let tiles = placed.map { child -> Value in
      [
        "name": .string(child.aliases.first ?? child.name), "address": .string(Address.region(child)),
        "column": .int(child.tile?.column ?? 0), "row": .int(child.tile?.row ?? 0),
        "cases": .int(ledger.casesBelow[child.id.index].count),
        "cell": sessions.map { cell(child.id, $0, in: all) } ?? .none,
      ]
    }
    return [
      ("tiles", .list(tiles)),
      ("tile_columns", .int((placed.compactMap { $0.tile?.column }.max() ?? -1) + 1)),
      ("tile_rows", .int((placed.compactMap { $0.tile?.row }.max() ?? -1) + 1)),
    ]
  }

  // MARK: Reports

  private func value(of report: Report) -> Value {
    [
      "id": .string(Address.anchor(of: report)), "title": .string(report.title),
      "period": Value(report.period),
      "is_undated": .bool(report.period == nil), "note": Value(report.note),
      "corrections": .texts(report.corrections),
      "revisions": .list(report.revisions.indices.map { revision(of: report, $0) }),
      "sources": sources(report.citations),
      "figures": .list(report.figures.map { value(of: $0, in: report) }), "body": body(report.file),
    ]
  }

  private func value(of figure: ReportedFigure, in report: Report) -> Value {
    let id = NumberID.reported(report, figure, in: content)
    let metric = content.metrics.all[figure.metric]
    let base: String? =
      switch figure.base {
      case nil: metric.kind == .ratio ? "基数未写明" : nil
      case .unpublished: "基数未公布"
      case .number(let quantity): "基数 \(quantity.display)"
      case .metric(let index): "基数见“\(content.metrics.all[index].name)”"
      }
    return [
      "id": .string(id), "metric": metrics[figure.metric], "display": .verbatim(figure.quantity.display),
      "unit": .string(metric.unit),
      "period": figure.period.map { .string(metric.kind == .stock ? $0.asOf : $0.chinese) } ?? .none,
      "note": Value(figure.note), "lines": .string(figure.lines.sorted().inRuns),
      "base": Value(base),
      "tiers": parts(figure.tiers, id + ":tier="), "sectors": parts(figure.sectors, id + ":sector="),
      "part_of": Value(figure.partOf.map { content.metrics.all[$0].name }),
    ]
  }

  private func parts(_ parts: [ReportedFigure.Tier], _ id: String) -> Value {
    .list(
      parts.map {
        ["id": .string(id + $0.name), "name": .string($0.name), "display": .verbatim($0.quantity.display)]
      })
  }

  /// Those that the region's cases name, and those that are its own.
  private func links<Record: NamedRecord>(
    _ named: [Int], _ region: RegionID, _ all: [Record], _ folder: String
  ) -> Value {
    let own = all.indices.filter { all[$0].naming.region == region }
    return .list(Set(named + own).sorted().map { all[$0].naming.link(in: folder) })
  }
}

extension Value {
  var isNone: Bool { if case .none = self { true } else { false } }
}
