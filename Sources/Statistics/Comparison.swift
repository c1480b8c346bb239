import Records

/// The figures of one metric for regions of one level that may be ranked and drawn side by side (docs/figures.md,
/// Published figures): of the same basis and like periods, a sum only with full coverage.
package struct Comparison: Sendable {
  /// The figures that are compared, the largest first.
  package let ranked: [Ranked]
  /// The figures that are not, in the order in which the regions were given.
  package let apart: [Apart]

  package struct Ranked: Sendable {
    package let figure: Figure
    /// The rank from 1; equal values share one.
    package let rank: Int
  }

  package struct Apart: Sendable {
    package let region: RegionID
    package let figure: Figure?
    package let reason: Reason
  }

  package enum Reason: Sendable {
    case notReported, otherPeriod, otherBasis, partialSum
    /// A region outside of home, beside some of home.
    case outside
    /// A stock whose day no report says.
    case assumedDay
    /// A period of unknown start, or with a gap, which is like no other.
    case openPeriod
  }

  /// The traits that figures have to share.
  private struct Key: Hashable {
    let basis: Basis
    let months: MonthSpan
  }

  /// Compares the largest group of figures that are like each other; what rests on reports goes before what cases
  /// count, and of groups of one size the later period.
  package init(_ index: Int, of regions: [RegionID], in table: FigureTable, _ content: Content) {
    let metric = content.metrics.all[index], hasHome = regions.contains(where: content.isHome)
    let figures = regions.map { table.figure($0, index) }
    let excluded = zip(regions, figures).map { region, figure -> Reason? in
      guard let figure else { return .notReported }
      if hasHome, !content.isHome(region) { return .outside }
      if figure.isPartial { return .partialSum }
      if figure.hasAssumedDay(in: content) { return .assumedDay }
      return figure.comparableMonths(metric) == nil ? .openPeriod : nil
    }
    let keys = zip(figures, excluded).map { figure, reason in
      reason == nil
        ? figure.flatMap { figure in
          figure.comparableMonths(metric).map { Key(basis: figure.basis, months: $0) }
        } : nil
    }
    var sizes: [Key: Int] = [:]
    for case let key? in keys { sizes[key, default: 0] += 1 }
    let chosen = sizes.filter { $0.value > 1 }.max { Comparison.order($0) < Comparison.order($1) }?.key
    var alike: [Figure] = [], apart: [Apart] = []
    for (index, region) in regions.enumerated() {
      if let figure = figures[index], let key = keys[index], key == chosen {
        alike.append(figure)
      } else {
        let unlike: Reason = keys[index]?.basis == chosen?.basis ? .otherPeriod : .otherBasis
        apart.append(Apart(region: region, figure: figures[index], reason: excluded[index] ?? unlike))
      }
    }
    let descending = alike.enumerated().sorted {
      ($1.element.quantity.value, $0.offset) < ($0.element.quantity.value, $1.offset)
    }.map(\.element)
    var rank = 0
    ranked = descending.enumerated().map { index, figure in
      if index == 0 || figure.quantity.value != descending[index - 1].quantity.value { rank = index + 1 }
      return Ranked(figure: figure, rank: rank)
    }
    self.apart = apart
  }

  private static func order(_ group: (key: Key, value: Int)) -> (Int, Int, Int, Int, Int) {
    let basis =
      switch group.key.basis {
      case .reported: 2
      case .summed: 1
      case .counted: 0
      }
    let months = group.key.months
    return (min(basis, 1), group.value, basis, months.last, months.first)
  }
}

extension Figure {
  /// Whether any stock in the figure is of a day that its report does not say.
  fileprivate func hasAssumedDay(in content: Content) -> Bool {
    reportSources.contains { source in
      guard case .report(let report, let figure) = source.origin else { return false }
      return content.reports[report].figures[figure].isDayAssumed
    }
  }

  /// The first and last month of the figure; of a stock the month of its day.
  fileprivate func comparableMonths(_ metric: Metric) -> MonthSpan? {
    guard metric.kind == .stock else { return period.monthKey }
    return period.start?.monthIndex == period.end.monthIndex ? Period(day: period.end).monthKey : nil
  }
}
