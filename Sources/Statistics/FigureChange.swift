import Records

/// A published figure that came, went, or moved.
package struct FigureChange: Sendable {
  package let id: String
  package let region: String
  package let metric: Metric
  /// The metric as it was, with the unit that it had.
  package let formerMetric: Metric
  package let query: PeriodQuery
  package let old: Figure?
  package let new: Figure?
  package let oldCoverage: Coverage?
  package let newCoverage: Coverage?

  /// Whether other children report than before, or there are more or fewer of them.
  package var changesCoverage: Bool {
    guard let oldCoverage, let newCoverage else { return false }
    return oldCoverage.reporting != newCoverage.reporting || oldCoverage.of != newCoverage.of
  }

  package var kind: Changes.Kind { old == nil ? .added : new == nil ? .removed : .changed }
}

extension FigureChange {
  /// The changes of everything dated, then of each year by itself; what a year only repeats is not said again.
  static func all(from old: Ledger, to new: Ledger) -> [FigureChange] {
    let years = Set(old.content.years).union(new.content.years).sorted()
    let queries = [PeriodQuery.all] + years.map { .period(Period(year: $0)) }
    var changes: [FigureChange] = [], said: [Key: FigureChange] = [:]
    for query in queries {
      for change in changed(from: old, to: new, for: query) {
        let key = Key(region: change.region, metric: change.metric.id)
        if let all = said[key], all.repeats(change) { continue }
        if query == .all { said[key] = change }
        changes.append(change)
      }
    }
    let order = Dictionary(uniqueKeysWithValues: queries.enumerated().map { ($1, $0) })
    return changes.sorted { a, b in
      (a.region, order[a.query, default: 0], a.metric.id) < (
        b.region, order[b.query, default: 0], b.metric.id
      )
    }
  }

  private struct Key: Hashable {
    let region: String
    let metric: String
  }

  private static func changed(from old: Ledger, to new: Ledger, for query: PeriodQuery) -> [FigureChange] {
    let before = findings(of: old, for: query), after = findings(of: new, for: query)
    return Set(before.keys).union(after.keys).compactMap { id in
      let was = before[id], now = after[id]
      guard
        let (figure, content) = now?.published.map({ ($0, new.content) })
          ?? was?.published.map({ ($0, old.content) })
      else { return nil }
      let change = FigureChange(
        id: id, region: content.regions[figure.region].path, metric: content.metrics.all[figure.metric],
        formerMetric: was.map { old.content.metrics.all[$0.metric] } ?? content.metrics.all[figure.metric],
        query: query, old: was?.published, new: now?.published, oldCoverage: was?.coverage,
        newCoverage: now?.coverage)
      let isSame = same(change.old, change.new) && change.metric.unit == change.formerMetric.unit
      return isSame && !change.changesCoverage ? nil : change
    }
  }

  private static func findings(of ledger: Ledger, for query: PeriodQuery) -> [String: Finding] {
    Dictionary(
      ledger.table(for: query).findings.compactMap { finding in
        finding.published.map { ($0.id(in: ledger.content, query: query), finding) }
      }, uniquingKeysWith: { first, _ in first })
  }

  private func repeats(_ other: FigureChange) -> Bool {
    FigureChange.same(old, other.old) && FigureChange.same(new, other.new)
      && oldCoverage?.numbers == other.oldCoverage?.numbers
      && newCoverage?.numbers == other.newCoverage?.numbers
  }

  private static func same(_ a: Figure?, _ b: Figure?) -> Bool {
    switch (a, b) {
    case (nil, nil): true
    case (let a?, let b?): a.isPresentedLike(b)
    default: false
    }
  }
}

extension Coverage {
  fileprivate var numbers: [Int?] { [reporting, of] }
}

extension Figure {
  /// Whether a reader is told the same: the number as printed and its limits, its time, its basis. Its sources may be
  /// others.
  func isPresentedLike(_ other: Figure) -> Bool {
    quantity.display == other.quantity.display && quantity.isSameNumber(as: other.quantity)
      && period == other.period && basis == other.basis && isPartial == other.isPartial
  }
}
