import Records

/// Holds the figures of a region against those below it: each alone, and the children together (docs/figures.md,
/// Reconciliation).
///
/// The sum of the figures below a region without one of its own counts like a reported one; so does the sum of several
/// reports of one region, one after the other. One contradiction is said once, at the lowest region that shows it, and
/// the others are added up without it.
struct ReconciliationBelow {
  private let ledger: Ledger
  private let groups: [Reconciliation.Key: Reconciliation.ClaimsBySize]
  private var content: Content { ledger.content }
  /// The most that the figures of a region and all below it can come to at any time, by metric, then region.
  private var most: [Int: [Number]] = [:]
  private var published: [Query: [Figure?]] = [:]

  private struct Query: Hashable {
    let metric: Int
    let period: Period
  }

  private typealias Statement = Discrepancy.Statement

  init(_ ledger: Ledger, _ groups: [Reconciliation.Key: Reconciliation.ClaimsBySize]) {
    self.ledger = ledger
    self.groups = groups
  }

  /// The figures below a region that are larger than one of its own.
  ///
  /// - Parameter alone: the discrepancies that are said already of single figures of reports.
  mutating func discrepancies(of key: Reconciliation.Key, beside alone: [Discrepancy]) -> [Discrepancy] {
    let metric = content.metrics.all[key.metric]
    let children = content.regions[key.region].countedChildren
    guard metric.kind != .ratio, !children.isEmpty, let claims = groups[key] else { return [] }
    let most = children.reduce(Number.zero) { $0 + self.most(of: $1, key.metric) }
    var found: [Discrepancy] = []
    for parent in claims.all {
      // Not even their largest figures together are too large.
      guard let limit = parent.quantity.greatest, most > limit, parent.period?.start != nil else { continue }
      var tooLarge = Set(alone.filter { $0.right.sources == parent.sources }.map(\.left.region))
      for child in children { findTooLarge(child, parent, &tooLarge, &found) }
      guard metric.addsOverRegions else { continue }
      let parts = children.flatMap { self.parts(of: $0, parent, without: tooLarge) }
      guard parts.count > 1, let sum = Quantity(sum: parts.map(\.quantity)), sum.exceeds(parent.quantity)
      else { continue }
      let together = Statement(
        region: parent.region, metric: parent.metric, quantity: sum, period: parent.period,
        sources: parts.flatMap(\.sources))
      found.append(Discrepancy(.childrenExceedParent, together, parent))
    }
    return found
  }

  /// Reports that a region, or one below it, comes to too much; not of one below which the same is said.
  private mutating func findTooLarge(
    _ region: RegionID, _ parent: Statement, _ tooLarge: inout Set<RegionID>, _ found: inout [Discrepancy]
  ) {
    guard let limit = parent.quantity.greatest, most(of: region, parent.metric) > limit else { return }
    let before = tooLarge.count
    for child in content.regions[region].countedChildren { findTooLarge(child, parent, &tooLarge, &found) }
    guard tooLarge.count == before, !isTooLarge(region, tooLarge) else { return }
    for figure in figures(of: region, parent)
    where figure.sources.count > 1 && figure.quantity.exceeds(parent.quantity) {
      tooLarge.insert(region)
      found.append(Discrepancy(.childExceedsParent, figure, parent))
      return
    }
  }

  private func isTooLarge(_ region: RegionID, _ tooLarge: Set<RegionID>) -> Bool {
    !tooLarge.isEmpty
      && (tooLarge.contains(region)
        || content.regions[region].countedChildren.contains { isTooLarge($0, tooLarge) })
  }

  /// The statements that a region adds to the sum of the children: its largest figure; if something below it is said to
  /// be too large already, those of the others below it.
  private mutating func parts(of region: RegionID, _ parent: Statement, without tooLarge: Set<RegionID>)
    -> [Statement]
  {
    if tooLarge.contains(region) { return [] }
    let reported = groups[Reconciliation.Key(region: region, metric: parent.metric)]?
      .largest(within: parent, as: timeRelation(parent.metric))
    if reported == nil, isTooLarge(region, tooLarge) {
      var parts: [Statement] = []
      for child in content.regions[region].countedChildren {
        parts += self.parts(of: child, parent, without: tooLarge)
      }
      return parts
    }
    let all = [reported].compactMap { $0 } + figures(of: region, parent)
    let largest = all.dropFirst().reduce(all.first) { best, next in
      (next.quantity.low ?? .zero) > (best?.quantity.low ?? .zero) ? next : best
    }
    return largest.map { [$0] } ?? []
  }

  private func timeRelation(_ metric: Int) -> Reconciliation.ClaimsBySize.TimeRelation {
    content.metrics.all[metric].kind == .stock ? .sameMonth : .insideOrLike
  }

  // MARK: Published figures

  /// The published figures of a region that rest on reports and may be held against a number: within its period or
  /// the like one of whole months, of a stock in its month.
  private mutating func figures(of region: RegionID, _ parent: Statement) -> [Statement] {
    guard let period = parent.period, let months = period.wholeMonths else { return [] }
    let isStock = content.metrics.all[parent.metric].kind == .stock
    var found: [Statement] = []
    for asked in isStock ? [months] : months == period ? [period] : [period, months] {
      let query = Query(metric: parent.metric, period: asked)
      let all = published[query] ?? ledger.published(parent.metric, for: .period(asked))
      published[query] = all
      guard let figure = all[region.index] else { continue }
      if isStock ? !months.contains(figure.period) : asked != period && !figure.period.isLike(period) {
        continue
      }
      found.append(
        Statement(
          region: region, metric: parent.metric, quantity: figure.quantity, period: figure.period,
          sources: figure.sources))
    }
    return found
  }

  private mutating func most(of region: RegionID, _ metric: Int) -> Number {
    if let known = most[metric] { return known[region.index] }
    let all = ledger.most(of: metric) { region in
      groups[Reconciliation.Key(region: region, metric: metric)]?.all ?? []
    }
    most[metric] = all
    return all[region.index]
  }
}

extension Period {
  /// The whole months from its first to its last.
  fileprivate var wholeMonths: Period? {
    start.flatMap { Period(parsing: $0.iso.prefix(7) + ".." + end.iso.prefix(7)) }
  }
}
