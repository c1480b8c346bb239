import Records
import Statistics
import Templates
import Wording

/// The tables and grids of core metrics as templates see them: docs/pages.md, “table”.
struct TableData: Sendable {
  let figureData: FigureData
  let chartData: ChartData
  private var figures: PublishedFigures { figureData.figures }
  private var content: Content { figureData.figures.content }
  private var words: Words { figureData.words }
  private var links: Links { figureData.links }

  /// The core metrics of regions, side by side.
  func table(of regions: [RegionID], in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    let metrics = figures.coreMetrics, isOfAll = table.query == .all
    return data.object([
      "metrics": data.list(metrics.map { links.metrics[$0] }),
      "has_coverage": Datum(regions.contains { coverage(of: $0, in: table)?.of != nil }),
      "rows": data.list(regions) { id, data in
        let region = content.regions[id]
        return data.object([
          "name": data.text(words.name(region)), "address": data.text(Address.region(region)),
          "level": links.term(region.level),
          "cells": data.list(metrics) { figureData.coreCell(id, $0, in: table, &$1) },
          "undated": data.list(metrics) { figureData.undated(id, $0, in: table, &$1) },
          "counted_with": region.countedElsewhere.map(links.region) ?? .none,
          "cases": Datum(cases(of: id, in: table)),
          "sparks": data.list(isOfAll ? metrics : []) { chartData.spark(id, $0, &$1) },
          "cases_spark": isOfAll ? chartData.casesByYear(id, &data) : .none,
          "children": figures.coreMetrics.first.flatMap { metric in
            coverage(of: id, in: table).map { figureData.value(of: $0, of: metric, &data) }
          } ?? .none,
        ])
      },
    ])
  }

  /// The number of cases of a region and all below it that are of a time: dated, and inside it.
  private func cases(of region: RegionID, in table: FigureTable) -> Int {
    let below = figures.ledger.casesBelow[region.index]
    guard table.query != .all else { return below.count }
    return below.count { content.cases[$0].date.map { table.query.admits($0.value) } ?? false }
  }

  /// The coverage of the first core metric.
  private func coverage(of region: RegionID, in table: FigureTable) -> Coverage? {
    figures.coreMetrics.first.flatMap { table[region, $0]?.coverage }
  }

  /// The core metrics of a region by year.
  func years(of region: RegionID, _ data: inout DataBuilder) -> Datum {
    let shown = figures.coreMetrics.map { figureData.coreMetric($0, of: region) }
    let known = figures.years.map(\.table).filter { table in
      shown.contains { table.figure(region, $0) != nil }
    }
    return byPeriod(known, figures.coreMetrics, of: region, &data) {
      figureData.coreCell(region, $0, in: $1, &$2)
    }
  }

  /// The core metrics of a region by half-year, quarter and month, as far as its own reports speak of them.
  func parts(of region: RegionID, _ data: inout DataBuilder) -> Datum {
    func isSpokenOf(_ metric: Int, _ table: FigureTable) -> Bool {
      table[region, metric]?.published.map { figures.isReportedForExactly($0, in: table) } ?? false
    }
    let known = figures.parts.filter { table in figures.coreMetrics.contains { isSpokenOf($0, table) } }
    let metrics = figures.coreMetrics.filter { content.metrics.all[$0].kind != .stock }
    return byPeriod(known, metrics, of: region, &data) { metric, table, data in
      isSpokenOf(metric, table) ? figureData.cell(region, metric, in: table, &data) : .none
    }
  }

  /// Metrics down, periods across.
  private func byPeriod(
    _ tables: [FigureTable], _ metrics: [Int], of region: RegionID, _ data: inout DataBuilder,
    cell: (Int, FigureTable, inout DataBuilder) -> Datum
  ) -> Datum {
    data.object([
      "columns": data.texts(tables.compactMap { $0.query.period.map(words.period) }),
      "rows": data.list(metrics) { metric, data in
        data.object([
          "metric": links.metrics[metric], "cells": data.list(tables) { cell(metric, $0, &$1) },
          "undated": data.list(tables) { figureData.undated(region, metric, in: $0, &$1) },
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
          "cases": Datum(figures.ledger.casesBelow[child.id.index].count),
          "cell": sessions.map { figureData.cell(child.id, $0, in: figures.all, &data) } ?? .none,
          "undated": sessions.map { figureData.undated(child.id, $0, in: figures.all, &data) }
            ?? data.list([]),
          "counted_with": child.countedElsewhere.map(links.region) ?? .none,
        ])
      },
      "tile_columns": Datum((placed.compactMap { $0.tile?.column }.max() ?? -1) + 1),
      "tile_rows": Datum((placed.compactMap { $0.tile?.row }.max() ?? -1) + 1),
    ]
  }
}
