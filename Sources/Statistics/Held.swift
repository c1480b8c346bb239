import Records

extension Reconciliation {
  /// The figures of one region and metric, ready to be held against others.
  ///
  /// Whoever asks which of them a number exceeds looks only at those that are smaller, and those are found first:
  /// thousands of figures that agree cost no more than their sorting.
  struct Held {
    let all: [Discrepancy.Statement]
    /// Those that can be exceeded, the smallest first.
    private let bySize: [Entry]

    private struct Entry {
      let place: Int
      let greatest: Number
      let period: Period
    }

    /// What times may be compared.
    enum Comparison {
      /// The same, or the first inside the second.
      case inside
      /// The first inside the second, or the two alike.
      case insideOrLike
      /// Stocks.
      case sameMonth
    }

    /// One statement is held against no more than this many of another region or report: further ones would say
    /// the same again, and a thousand reports for one year would say it a million times.
    static let limit = 8

    init(_ all: [Discrepancy.Statement]) {
      self.all = all
      bySize = all.enumerated().compactMap { place, reported in
        guard let period = reported.period, let greatest = reported.quantity.greatest
        else { return nil }
        return Entry(place: place, greatest: greatest, period: period)
      }.sorted { ($0.greatest, $0.place) < ($1.greatest, $1.place) }
    }

    /// Those that a statement certainly exceeds, as far as times can be compared; in their own order.
    func exceeded(by statement: Discrepancy.Statement, as comparison: Comparison) -> [Discrepancy.Statement] {
      guard let period = statement.period, let low = statement.quantity.low else { return [] }
      var places: [Int] = []
      for entry in bySize {
        guard entry.greatest < low, places.count < Held.limit else { break }
        if comparison.allows(period, entry.period) { places.append(entry.place) }
      }
      return places.sorted().map { all[$0] }
    }

    /// The one with the largest lower limit whose time lies within that of a statement; the first of equals.
    func largest(within statement: Discrepancy.Statement, as comparison: Comparison) -> Discrepancy.Statement?
    {
      guard let outer = statement.period else { return nil }
      return all.filter { reported in
        reported.period.map { comparison.allows($0, outer) } ?? false
      }.max { ($0.quantity.low ?? .zero) < ($1.quantity.low ?? .zero) }
    }
  }
}

extension Reconciliation.Held.Comparison {
  fileprivate func allows(_ inner: Period, _ outer: Period) -> Bool {
    switch self {
    case .inside: inner == outer || outer.contains(inner)
    case .insideOrLike: outer.contains(inner) || outer.isLike(inner)
    case .sameMonth: inner.end.monthIndex == outer.end.monthIndex
    }
  }
}
