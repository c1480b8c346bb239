import Diagnostics
import Records
import Statistics
import Templates
import Wording

// Tables of figures, a page for each metric, and what does not fit together (对账).
extension Publication {
  func statisticsPages() -> [Page] {
    [statisticsPage(), reconciliationPage()] + content.metrics.all.indices.map(metricPage)
  }

  var statisticsCrumb: Crumb {
    .link(words.name(SiteSettings.Section.statistics), Address.folder("statistics"))
  }

  private var foreignRegions: [RegionID] {
    content.regions.all.map(\.id).filter { id in
      !isHome(id) && !ledger.casesBelow[id.index].isEmpty && content.regions[id].level < .township
    }
  }

  /// Cities and districts of the home province.
  private var homeRegions: [RegionID] {
    content.regions.all.map(\.id).filter { id in
      isHome(id) && (content.regions[id].level == .city || content.regions[id].level == .district)
    }
  }

  private func statisticsPage() -> Page {
    let cities = content.regions[content.home].children
    let undated = Set(content.reports.flatMap(\.figures).filter { $0.period == nil }.map(\.metric))
    return Page(
      Address.folder("statistics"), kind: "statistics", title: words.name(SiteSettings.Section.statistics),
      description: words[.statisticsDescription]
    ) { [self] data in
      [
        "cities": table(of: cities, in: all, &data),
        "bars": bars(of: homeRegions, metrics: coreMetrics, whole: words.all, &data), "cuts": cuts(&data),
        "elsewhere": table(of: foreignRegions, in: all, &data),
        "metrics": data.list(metrics.indices) { metric, data in
          data.object([
            "metric": metrics[metric], "count": Datum(published[metric].count),
            "has_undated": Datum(undated.contains(metric)),
          ])
        },
        "years": data.list(years) { year, data in
          data.object([
            "title": data.text(words.period(Period(year: year.year))),
            "table": table(of: cities, in: year.table, &data),
          ])
        },
      ]
    }
  }

  private func metricPage(_ index: Int) -> Page {
    let metric = content.metrics.all[index]
    return Page(
      Address.record("statistics", metric.id), kind: "metric", title: words.name(metric),
      description: words.definition(metric), breadcrumb: [statisticsCrumb]
    ) { [self] data in
      [
        "metric": metrics[index],
        "bars": bars(
          of: published[index].map(\.region).filter(isHome), metrics: [index], whole: words.all, &data),
        "undated": undated(content.reports, &data) { $0.metric == index },
        "rows": data.list(published[index]) { figure, data in
          data.object([
            "region": link(figure.region), "path": data.text(words.path(figure.region, in: content)),
            "figure": all[figure.region, index].map { value(of: figure, $0, in: all, &data) } ?? .none,
          ])
        },
      ]
    }
  }
}
