import Charts
import Records
import Statistics
import Templates
import Wording

/// The charts as templates see them: docs/pages.md, “chart”.
struct ChartData: Sendable {
  let figures: PublishedFigures
  let charts: ChartBuilder
  let words: Words
  let links: Links
  let cases: CaseIndex
  private var content: Content { figures.content }

  private func value(of chart: Chart, _ data: inout DataBuilder) -> Datum {
    data.object([
      "title": data.text(chart.title), "svg": data.html(chart.svg?.bytes ?? []),
      "metric": chart.metric.map { links.metrics[$0] } ?? .none, "period": data.text(chart.period),
      "basis": chart.basis.map(links.term) ?? .none, "notes": data.texts(chart.notes),
      "rows": data.list(chart.rows) { row, data in
        data.object([
          "name": data.text(row.name), "id": data.text(row.amount?.id),
          "display": row.amount.map { data.verbatim($0.display) } ?? .none,
          "unit": data.text(row.amount?.unit), "reason": data.text(row.reason),
        ])
      },
      "apart": data.list(chart.apart.filter { $0.figure != nil }) { it, data in
        guard let figure = it.figure, let table = chart.table else { return .none }
        let metric = content.metrics.all[figure.metric]
        let id = data.text(figure.id(in: content, query: table.query))
        return data.object(
          data.number(id, figure.quantity, words.unit(of: figure, in: content), words) + [
            "region": links.region(it.region), "period": data.text(words.time(of: figure, metric)),
            "reason": data.text(words.reason(it.reason, home: content.regions[content.home])),
          ])
      },
      "unreported": data.text(unreported(in: chart)), "undated": data.text(undated(in: chart)),
    ])
  }

  /// The names of the regions without a figure; not of those that report together with another.
  func unreported(in chart: Chart) -> String? {
    names(in: chart) { !figures.hasUndated($0, $1) && content.regions[$0].countedElsewhere == nil }
  }

  /// The names of the regions that have one, but did not say of when it is.
  func undated(in chart: Chart) -> String? { names(in: chart, where: figures.hasUndated) }

  private func names(in chart: Chart, where belongs: (RegionID, Int) -> Bool) -> String? {
    guard let metric = chart.metric else { return nil }
    let regions = chart.apart.filter { $0.figure == nil && belongs($0.region, metric) }
    return regions.isEmpty ? nil : words.list(regions.map { words.name(content.regions[$0.region]) })
  }

  /// The charts of metrics of regions, level by level, as far as offices have reported them alike.
  func bars(
    of regions: [RegionID], metrics chosen: [Int], whole: (Region.Level) -> String, _ data: inout DataBuilder
  ) -> Datum {
    var found: [Chart] = []
    for level in Region.Level.allCases {
      let alike = regions.filter { content.regions[$0].level == level }
      for metric in alike.count > 1 ? chosen : [] {
        // Numbers that cases count tell how much was written up.
        guard alike.count(where: { figures.all.figure($0, metric)?.restsOnReports ?? false }) > 1 else {
          continue
        }
        let id = "chart-\(content.metrics.all[metric].id)-\(level.rawValue)"
        guard let chart = charts.bars(of: metric, alike, in: figures.all, id: id, whole: whole(level)),
          chart.basis != .counted
        else { continue }
        found.append(chart)
      }
    }
    return data.list(found) { value(of: $0, &$1) }
  }

  /// The charts of core metrics of a region by year, then by its parts.
  func trends(of region: RegionID, _ data: inout DataBuilder) -> Datum {
    var found: [Chart] = []
    for metric in figures.coreMetrics where figures.all[region, metric]?.published?.restsOnReports ?? false {
      let id = "trend-" + content.metrics.all[metric].id
      let years = charts.trend(of: metric, region, in: figures.years.map(\.table), id: id)
      found += [years].compactMap { $0 }
      for months in [6, 3, 1] {
        let tables = figures.parts.filter { $0.query.period?.monthKey?.count == months }
        guard tables.count > 1 else { continue }
        found += [charts.trend(of: metric, region, in: tables, id: "\(id)-\(months)")].compactMap { $0 }
      }
    }
    return data.list(found) { value(of: $0, &$1) }
  }

  /// The chart of what came of the cases of a region.
  func statuses(of region: Region, _ data: inout DataBuilder) -> Datum {
    statuses(of: figures.ledger.casesBelow[region.id.index], words.name(region), &data) {
      NumberID.cases(of: region, $0, .all)
    }
  }

  /// The chart of what came of the cases of a brand, method, topic or platform.
  func statuses(of naming: Naming, in folder: String, _ cases: [Int], _ data: inout DataBuilder) -> Datum {
    statuses(of: cases, naming.title, &data) { "\(folder)/\(naming.stem):status=\($0.rawValue):#cases" }
  }

  /// Returns none where cases are few, or have all come to the same: the list of them says it.
  private func statuses(
    of cases: [Int], _ whole: String, _ data: inout DataBuilder, number: (Case.Status) -> String
  ) -> Datum {
    guard cases.count >= 4,
      let chart = charts.statuses(of: cases, id: "chart-status", whole: whole, number: number),
      chart.svg != nil
    else { return .none }
    return value(of: chart, &data)
  }

  // MARK: In tables

  /// The cases of a region by year, drawn; none where they are of one year.
  func casesByYear(_ region: RegionID, _ data: inout DataBuilder) -> Datum {
    guard let span = cases.yearSpan, 2...30 ~= span.count else { return .none }
    let first = span.lowerBound
    var counts = [Int](repeating: 0, count: span.count)
    for index in figures.ledger.casesBelow[region.index] {
      if let year = cases.years[index] { counts[year - first] += 1 }
    }
    // Two or three cases are no course of years.
    guard counts.reduce(0, +) >= 5, counts.count(where: { $0 > 0 }) > 1 else { return .none }
    let known = counts.enumerated().filter { $0.element > 0 }.map {
      (year: first + $0.offset, count: $0.element)
    }
    let title = words.casesByYear(known)
    return data.html(Sparkline(values: counts.map(Double.init)).drawn(title: title).bytes)
  }

  /// The numbers that offices have reported of a region year by year, drawn; none where they are of one year.
  func spark(_ region: RegionID, _ metric: Int, _ data: inout DataBuilder) -> Datum {
    guard figures.all[region, metric]?.published?.restsOnReports ?? false,
      let trend = Trend(metric, of: region, in: figures.years.map(\.table), content, limit: 30)
    else { return .none }
    let values = trend.points.map { $0.figure?.quantity.value.approximate }
    let title = words.years(trend.points.filter { $0.figure != nil }.map(\.period))
    return data.html(Sparkline(values: values).drawn(title: title).bytes)
  }
}
