import Records

extension Reconciliation {
  /// The figures of one region and metric, ready to be held against others.
  ///
  /// Whoever asks which of them a number exceeds looks only at those that are smaller, and those are found first:
  /// thousands of figures that agree cost no more than their sorting.
  struct ClaimsBySize {
    let all: [Discrepancy.Statement]
    /// The claims that can be exceeded, the smallest first.
    private let bySize: [Claim]

    private struct Claim {
      /// The index in `all`.
      let index: Int
      let greatest: Number
      let period: Period
    }

    /// The times that may be compared.
    enum TimeRelation {
      /// The same, or the first inside the second.
      case inside
      /// The first inside the second, or the two alike.
      case insideOrLike
      /// The same month, for stocks.
      case sameMonth
    }

    /// One statement is held against no more than this many of another region or report: further ones would say
    /// the same again, and a thousand reports for one year would say it a million times.
    static let limit = 8

    init(_ all: [Discrepancy.Statement]) {
      self.all = all
      bySize = all.enumerated().compactMap { index, reported in
        guard let period = reported.period, let greatest = reported.quantity.greatest
        else { return nil }
        return Claim(index: index, greatest: greatest, period: period)
      }.sorted { ($0.greatest, $0.index) < ($1.greatest, $1.index) }
    }

    /// The claims that a statement certainly exceeds, as far as times can be compared; in their own order.
    func exceeded(by statement: Discrepancy.Statement, as relation: TimeRelation) -> [Discrepancy.Statement] {
      guard let period = statement.period, let low = statement.quantity.low else { return [] }
      var indices: [Int] = []
      for claim in bySize {
        guard claim.greatest < low, indices.count < ClaimsBySize.limit else { break }
        if relation.allows(period, claim.period) { indices.append(claim.index) }
      }
      return indices.sorted().map { all[$0] }
    }

    /// The claim with the largest lower limit whose time is within that of a statement; the first of equals.
    func largest(within statement: Discrepancy.Statement, as relation: TimeRelation) -> Discrepancy.Statement?
    {
      guard let outer = statement.period else { return nil }
      return all.filter { reported in
        reported.period.map { relation.allows($0, outer) } ?? false
      }.max { ($0.quantity.low ?? .zero) < ($1.quantity.low ?? .zero) }
    }
  }
}

extension Reconciliation.ClaimsBySize.TimeRelation {
  fileprivate func allows(_ inner: Period, _ outer: Period) -> Bool {
    switch self {
    case .inside: inner == outer || outer.contains(inner)
    case .insideOrLike: outer.contains(inner) || outer.isLike(inner)
    case .sameMonth: inner.end.monthIndex == outer.end.monthIndex
    }
  }
}
