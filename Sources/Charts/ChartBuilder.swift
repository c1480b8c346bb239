import Records
import Statistics
import Wording

/// Chooses what belongs together in a chart, and draws it in the words of one language.
package struct ChartBuilder: Sendable {
  private let content: Content
  private let words: Words

  private static let mostBars = 20, mostPeriods = 5

  package init(_ content: Content, _ words: Words) {
    self.content = content
    self.words = words
  }

  package func amount(of figure: Figure, in table: FigureTable) -> Amount {
    Amount(
      id: figure.id(in: content, query: table.query), display: words.quantity(figure.quantity),
      unit: words.unit(of: figure, in: content), gap: words[.unitGap])
  }

  /// The regions of one level side by side. Returns nil where fewer than two figures are like each other.
  ///
  /// - Parameter whole: the name of the regions together.
  package func bars(
    of metric: Int, _ regions: [RegionID], in table: FigureTable, id: String, whole: String
  ) -> Chart? {
    guard regions.count > 1 else { return nil }
    let comparison = Comparison(metric, of: regions, in: table, content), ranked = comparison.ranked
    guard ranked.count > 1, let first = ranked.first?.figure, first.quantity.value > .zero else { return nil }
    let names = names(of: ranked.map(\.figure.region)), definition = content.metrics.all[metric]
    let bars = zip(ranked, names).map { item, name in
      BarChart.Bar(
        rank: item.rank, name: name, amount: amount(of: item.figure, in: table),
        extent: Extent(item.figure.quantity))
    }
    let drawn = Array(bars.prefix(ChartBuilder.mostBars))
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

  /// The names that tell regions apart: with their parents, unless all have the same, or home.
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

  /// The periods of one region one after another. Returns nil where fewer than two have a figure.
  package func trend(of metric: Int, _ region: RegionID, in tables: [FigureTable], id: String) -> Chart? {
    guard
      let trend = Trend(metric, of: region, in: tables, content, limit: ChartBuilder.mostPeriods)
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

  /// The statuses of some cases.
  ///
  /// - Parameter number: the id of the number of cases with a status.
  package func statuses(
    of cases: some Sequence<Int>, id: String, whole: String, number: (Case.Status) -> String
  ) -> Chart? {
    let all = Case.Status.inOrder
    var counts = [Int](repeating: 0, count: all.count)
    for index in cases { counts[content.cases[index].status.rank] += 1 }
    let parts = all.indices.filter { counts[$0] > 0 }.map { rank in
      ShareChart.Part(
        name: words.name(all[rank]), style: all[rank].style, count: counts[rank],
        amount: Amount(
          id: number(all[rank]), display: "\(counts[rank])",
          unit: words.unit(
            BreakdownRow.Records.cases.unit, after: .exact(Number(counts[rank])),
            of: BreakdownRow.Records.cases.rawValue
          ),
          gap: words[.unitGap]))
    }
    guard !parts.isEmpty else { return nil }
    let title = words.filled(.chartStatus, ["name": whole])
    return Chart(
      title: title,
      svg: parts.count > 1
        ? ShareChart(parts: parts).drawn(
          id, title: title, description: words.statusDescription(parts.map(\.name))) : nil,
      metric: nil, period: nil, basis: nil, notes: [],
      rows: parts.map { Chart.Row(name: $0.name, amount: $0.amount, reason: nil) }, apart: [], table: nil)
  }
}

extension Case.Status {
  /// The statuses from done to not known.
  fileprivate static let inOrder: [Case.Status] = [.resolved, .inProgress, .planned, .unknown]

  fileprivate var rank: Int {
    switch self {
    case .resolved: 0
    case .inProgress: 1
    case .planned: 2
    case .unknown: 3
    }
  }

  fileprivate var style: ShareChart.Style {
    switch self {
    case .resolved: .solid
    case .inProgress: .striped
    case .planned: .hollow
    case .unknown: .dashed
    }
  }
}
