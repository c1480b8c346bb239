import Records

/// The figures of one region and metric for like periods, one after another: years, half-years, quarters or months.
/// Only figures that offices have reported for the whole of a period, on one basis, are in it; a period without is a
/// gap.
package struct Trend: Sendable {
  package let basis: Basis
  /// The periods from the first to the last, at least two of them with a figure.
  package let points: [Point]

  package struct Point: Sendable {
    package let period: Period
    package let state: State
    /// The table that the figure is from.
    package let table: FigureTable?

    package var figure: Figure? { if case .figure(let figure) = state { figure } else { nil } }
  }

  package enum State: Sendable {
    case figure(Figure)
    /// Published, but on another basis, or not for the whole period.
    case unlike
    case notReported
  }

  /// Returns nil where fewer than two periods have a figure.
  ///
  /// - Parameters:
  ///   - tables: tables of periods of one length, in any order.
  ///   - limit: the number of periods at most, the latest.
  package init?(
    _ index: Int, of region: RegionID, in tables: [FigureTable], _ content: Content, limit: Int = .max
  ) {
    let metric = content.metrics.all[index]
    let known = tables.compactMap { table in
      table.query.period.map { (table: table, period: $0, figure: table[region, index]?.published) }
    }
    let filling = known.filter { $0.figure?.canBeInTrend(of: metric, $0.period) ?? false }
    let reported = filling.filter { $0.figure?.basis == .reported }
    let alike = reported.count > 1 ? reported : filling.filter { $0.figure?.basis == .summed }
    guard alike.count > 1, let basis = alike[0].figure?.basis, let length = alike[0].period.monthKey?.count,
      let last = alike.map(\.period.end.monthIndex).max(),
      let first = alike.map(\.period.end.monthIndex).min()
    else { return nil }
    let count = (last - first) / length + 1
    let points = (max(0, count - limit)..<count).compactMap { number -> Point? in
      let month = first + number * length
      guard let period = Period(months: length, endingWith: month) else { return nil }
      let own = known.first { $0.period.end.monthIndex == month }
      let state: State =
        if let figure = alike.first(where: { $0.period.end.monthIndex == month })?.figure {
          .figure(figure)
        } else {
          // A stock is published with its last day, which may be before the period.
          own?.figure.map { $0.period.end.monthIndex > month - length } ?? false ? .unlike : .notReported
        }
      return Point(period: period, state: state, table: own?.table)
    }
    guard points.count(where: { $0.figure != nil }) > 1 else { return nil }
    self.basis = basis
    self.points = points
  }
}

extension Figure {
  fileprivate func canBeInTrend(of metric: Metric, _ period: Period) -> Bool {
    restsOnReports && !isPartial && fills(period, metric)
  }
}

extension MonthSpan {
  /// The number of its months.
  package var count: Int { last - first + 1 }
}

extension Period {
  /// A number of whole months, the last of them by its number.
  fileprivate init?(months: Int, endingWith last: Int) {
    let first = last - months + 1, month = last % 12 + 1
    guard let start = Day(year: first / 12, month: first % 12 + 1, day: 1),
      let end = Day(year: last / 12, month: month, day: Day.count(year: last / 12, month: month))
    else { return nil }
    self.init(start: start, end: end)
  }
}
