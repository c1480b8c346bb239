import Records
import Statistics
import Templates
import Wording

/// The tables of figures, a page for each metric, and the page of what does not fit together.
struct StatisticsPages: Sendable {
  let figures: PublishedFigures
  let words: Words
  let links: Links
  let figureData: FigureData
  let tables: TableData
  let chartData: ChartData
  let reconciliation: ReconciliationData
  private var content: Content { figures.content }

  func pages() -> [Page] {
    [statisticsPage, reconciliation.page([crumb], revisions: figureData.revisions)]
      + content.metrics.all.indices.map(metricPage)
  }

  private var crumb: Crumb {
    .link(words.name(SiteSettings.Section.statistics), Address.folder("statistics"))
  }

  /// The regions outside of home with cases, as far down as those in it are compared; not those that home lies in.
  private var foreignRegions: [RegionID] {
    content.regions.all.map(\.id).filter { id in
      !content.isHome(id) && !figures.ledger.casesBelow[id.index].isEmpty
        && content.regions[id].level <= content.lowestCompared && !content.above.contains(id)
    }
  }

  /// The regions of the two levels below home: a province's cities and districts.
  private var homeRegions: [RegionID] {
    let home = content.regions[content.home].level
    return content.regions.all.map(\.id).filter { id in
      let level = content.regions[id].level
      return content.isHome(id) && level > home && level <= content.lowestCompared
    }
  }

  private var statisticsPage: Page {
    let cities = content.regions[content.home].children
    let undated = Set(content.reports.flatMap(\.figures).filter { $0.period == nil }.map(\.metric))
    let breakdowns = BreakdownData(figures: figures, words: words, links: links, figureData: figureData)
    return Page(
      Address.folder("statistics"), kind: "statistics", title: words.name(SiteSettings.Section.statistics),
      description: words.filled(
        .statisticsDescription,
        ["children": words.children(of: content.regions[content.home], in: content).lowercased()])
    ) { [self] data in
      [
        "core": figureData.core(content.home, &data),
        "cities": tables.table(of: cities, in: figures.all, &data),
        "bars": chartData.bars(of: homeRegions, metrics: figures.coreMetrics, whole: words.all, &data),
        "cuts": breakdowns.all(&data), "elsewhere": tables.table(of: foreignRegions, in: figures.all, &data),
        "metrics": data.list(links.metrics.indices) { metric, data in
          data.object([
            "metric": links.metrics[metric], "count": Datum(figures.byMetric[metric].count),
            "has_undated": Datum(undated.contains(metric)),
          ])
        },
        "years": data.list(figures.years) { year, data in
          data.object([
            "title": data.text(words.period(Period(year: year.year))),
            "table": tables.table(of: cities, in: year.table, &data),
          ])
        },
      ]
    }
  }

  private func metricPage(_ index: Int) -> Page {
    let metric = content.metrics.all[index], all = figures.all
    let regions = figures.byMetric[index].map(\.region).filter(content.isHome)
    return Page(
      Address.record("statistics", metric.id), kind: "metric", title: words.name(metric),
      description: words.definition(metric), breadcrumb: [crumb]
    ) { [self] data in
      [
        "metric": links.metrics[index],
        "bars": chartData.bars(of: regions, metrics: [index], whole: words.all, &data),
        "undated": figureData.undated(content.reports, &data) { $0.metric == index },
        "rows": data.list(figures.byMetric[index]) { figure, data in
          data.object([
            "region": links.region(figure.region),
            "path": data.text(words.path(figure.region, in: content)),
            "figure": all[figure.region, index].map { figureData.value(of: figure, $0, in: all, &data) }
              ?? .none,
          ])
        },
      ]
    }
  }
}
