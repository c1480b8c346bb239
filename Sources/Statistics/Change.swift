import Records

/// The difference between a figure and that of the previous like period: the same months of the year before (of the two
/// years before, for a period of two years).
package struct Change: Sendable {
  package let earlier: Figure
  /// The limits of the difference; a missing one is `nil`, as in a sum.
  package let low: Number?
  package let high: Number?

  package enum Direction: String, Sendable {
    case more, fewer, same
    /// The limits allow a rise as well as a fall.
    case open
  }

  package var direction: Direction {
    if let low, low > .zero { return .more }
    if let high, high < .zero { return .fewer }
    return low == .zero && high == .zero ? .same : .open
  }

  /// Returns nil where the two figures do not belong together.
  ///
  /// - Parameters:
  ///   - table: the table of the figure, which is one of a period; everything dated has none before it.
  ///   - earlier: the table of the previous like period.
  package init?(of figure: Figure, _ metric: Metric, in table: FigureTable, earlier: FigureTable) {
    guard let period = table.query.period, let before = earlier.query.period, before == period.previousLike,
      let old = earlier[figure.region, figure.metric]?.published,
      // Neither what cases count, which tells how much was written up, nor a rate, whose base is another now.
      metric.kind != .ratio, figure.restsOnReports, figure.isComposedLike(old), figure.fills(period, metric),
      old.fills(before, metric)
    else { return nil }
    self.earlier = old
    low = figure.quantity.low.flatMap { low in old.quantity.high.map { low - $0 } }
    high = figure.quantity.high.flatMap { high in old.quantity.low.map { high - $0 } }
  }
}

extension Figure {
  /// Whether the figure speaks of the whole of a period; a stock, of its last month.
  func fills(_ period: Period, _ metric: Metric) -> Bool {
    guard metric.kind == .stock else { return self.period.isLike(period) }
    return self.period.start?.monthIndex == period.end.monthIndex
      && self.period.end.monthIndex == period.end.monthIndex
  }
}

extension Period {
  /// The same months as many years before as it has, begun or whole.
  package var previousLike: Period? {
    guard let start, !hasGap else { return nil }
    let years = (end.monthIndex - start.monthIndex) / 12 + 1
    guard let first = start.earlier(byYears: years), let last = end.earlier(byYears: years) else {
      return nil
    }
    return Period(start: first, end: last)
  }

  /// The half-years, quarters and months of a year.
  package static func parts(ofYear year: Int) -> [Period] {
    let codes = ["H1", "H2", "Q1", "Q2", "Q3", "Q4"] + (1...12).map { $0 < 10 ? "-0\($0)" : "-\($0)" }
    let text = String(year), padded = String(repeating: "0", count: max(0, 4 - text.count)) + text
    return codes.compactMap { Period(parsing: padded + $0) }
  }
}

extension Day {
  /// The same day of an earlier year; the last day of a month stays the last.
  fileprivate func earlier(byYears years: Int) -> Day? {
    let (year, month, day) = components
    let length = Day.count(year: year - years, month: month)
    let isLast = day == Day.count(year: year, month: month)
    return Day(year: year - years, month: month, day: isLast ? length : min(day, length))
  }
}

extension Content {
  /// The half-years, quarters and months that some report gives a number for; not those of stocks, which are of a day.
  package var partsOfYears: [Period] {
    let spans = Set(
      reports.flatMap(\.figures).filter { metrics.all[$0.metric].kind != .stock }.compactMap(\.period))
    return Set(spans.map(\.end.year)).sorted().flatMap(Period.parts).filter(spans.contains)
  }
}
