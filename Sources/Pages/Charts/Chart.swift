import Records
import Statistics

/// A chart, and what stands beside it: what it is of, its numbers as a table, and what is not comparable.
struct Chart {
  let title: String
  /// None where there is but one thing to draw.
  let svg: Markup?
  let metric: Int?
  let period: String?
  let basis: Basis?
  /// How to read it, and what it leaves out.
  let notes: [String]
  let rows: [Row]
  let apart: [Comparison.Apart]
  /// Whose figures they are.
  let table: FigureTable?

  struct Row {
    let name: String
    let amount: Amount?
    /// Instead of a number.
    let reason: String?
  }
}

extension Publication {
  private static let mostBars = 20, mostPeriods = 5

  func amount(of figure: Figure, in table: FigureTable) -> Amount {
    Amount(
      id: figure.id(in: content, query: table.query), display: words.quantity(figure.quantity),
      unit: words.unit(content.metrics.all[figure.metric], after: figure.quantity), gap: words[.unitGap])
  }

  /// Regions of one level side by side; none where fewer than two figures are like each other.
  ///
  /// - Parameter whole: what the regions are together.
  func bars(
    of metric: Int, _ regions: [RegionID], in table: FigureTable, id: String, whole: String
  ) -> Chart? {
    guard regions.count > 1 else { return nil }
    let comparison = Comparison(metric, of: regions, in: table, content), places = comparison.places
    guard places.count > 1, let first = places.first?.figure, first.quantity.value > .zero else { return nil }
    let names = names(of: places.map(\.figure.region)), definition = content.metrics.all[metric]
    let bars = zip(places, names).map { place, name in
      BarChart.Bar(
        rank: place.rank, name: name, amount: amount(of: place.figure, in: table),
        extent: Extent(place.figure.quantity))
    }
    let drawn = Array(bars.prefix(Publication.mostBars))
    let period = words.time(of: first, definition)
    let title = words.bars(of: definition, among: whole, period, first.basis)
    var notes = drawn.contains { $0.extent.isUncertain } ? [words[.chartUncertain]] : []
    if bars.count > drawn.count {
      notes.append(words.filled(.chartShortened, ["shown": "\(drawn.count)", "n": "\(bars.count)"]))
    }
    return Chart(
      title: title,
      svg: BarChart(bars: drawn).drawn(
        id, title: title,
        description: words.filled(.chartBarsDescription, ["names": words.list(drawn.map(\.name))])),
      metric: metric, period: period, basis: first.basis, notes: notes,
      rows: bars.map { Chart.Row(name: $0.name, amount: $0.amount, reason: nil) }, apart: comparison.apart,
      table: table)
  }

  /// Names that tell regions apart: with what they are in, unless all are in the same, or in the home province.
  private func names(of regions: [RegionID]) -> [String] {
    let parents = Set(regions.map { content.regions[$0].parent })
    return regions.map { id in
      let region = content.regions[id]
      guard parents.count > 1, let parent = region.parent, parent != content.home else {
        return words.name(region)
      }
      return words.path([content.regions[parent], region])
    }
  }

  /// The periods of one region one after another; none where fewer than two have a figure.
  func trend(of metric: Int, _ region: RegionID, in tables: [FigureTable], id: String) -> Chart? {
    guard
      let trend = Trend(metric, of: region, in: tables, content, limit: Publication.mostPeriods)
    else { return nil }
    let definition = content.metrics.all[metric]
    var isUncertain = false, rows: [Chart.Row] = [], points: [TrendChart.Point] = []
    for point in trend.points {
      let mark: TrendChart.Mark
      switch point.state {
      case .figure(let figure):
        guard let table = point.table else { continue }
        let amount = amount(of: figure, in: table), extent = Extent(figure.quantity)
        isUncertain = isUncertain || extent.isUncertain
        mark = .number(amount, value: figure.quantity.value.approximate, extent)
        rows.append(Chart.Row(name: words.period(point.period), amount: amount, reason: nil))
      case .unlike, .notReported:
        var reason = words[.notReported]
        if case .unlike = point.state { reason = words[.chartUnlike] }
        mark = .gap(reason)
        rows.append(Chart.Row(name: words.period(point.period), amount: nil, reason: reason))
      }
      points.append(TrendChart.Point(label: words.tick(point.period), mark: mark))
    }
    let title = words.trend(of: definition, content.regions[region], trend.basis)
    let description = words.trendDescription(
      rows.filter { $0.amount != nil }.map(\.name), missing: rows.filter { $0.amount == nil }.map(\.name))
    return Chart(
      title: title, svg: TrendChart(points: points).drawn(id, title: title, description: description),
      metric: metric, period: nil, basis: trend.basis, notes: isUncertain ? [words[.chartUncertainLine]] : [],
      rows: rows, apart: [], table: nil)
  }
}
