import Records

/// Two statements that cannot both hold as they stand, or do not fit together.
package struct Discrepancy: Sendable {
  package let kind: Kind
  package let metric: Int
  /// The statement that is too large, or the rate.
  package let left: Statement
  /// What it is held against.
  package let right: Statement
  /// What the write-ups say about it themselves.
  package let explanations: [String]

  package enum Kind: String, Sendable, CaseIterable {
    case childExceedsParent = "child-exceeds-parent"
    case childrenExceedParent = "children-exceed-parent"
    case partExceedsWhole = "part-exceeds-whole"
    case countedExceedsReported = "counted-exceeds-reported"
    case reportsDisagree = "reports-disagree"
    case rateImpossible = "rate-impossible"
    case identityBroken = "identity-broken"
  }

  package struct Statement: Sendable {
    package let region: RegionID
    package let metric: Int
    package let quantity: Quantity
    package let period: Period?
    package let sources: [FigureSource]
  }
}

/// Holds every figure against those it should agree with (domain.md §4, Reconciliation).
package struct Reconciliation {
  private let ledger: Ledger
  private var content: Content { ledger.content }

  package init(_ ledger: Ledger) { self.ledger = ledger }

  package func discrepancies() -> [Discrepancy] {
    let all = content.reports.indices.flatMap { statements(of: $0) }
    let byRegionAndMetric = Dictionary(grouping: all) {
      Key(region: $0.statement.region, metric: $0.statement.metric)
    }
    return childrenAgainstParents(all, byRegionAndMetric) + reportsAgainstEachOther(byRegionAndMetric)
      + all.compactMap(countedAgainstReported) + content.reports.indices.flatMap(withinReport)
  }

  private struct Key: Hashable {
    let region: RegionID
    let metric: Int
  }

  /// A reported figure with the note that may explain it: its own, else its report's.
  private struct Reported {
    let statement: Discrepancy.Statement
    let note: String?
  }

  private func statements(of report: Int) -> [Reported] {
    content.reports[report].figures.indices.map { statement(report, $0) }
  }

  private func statement(_ report: Int, _ number: Int) -> Reported {
    let record = content.reports[report], figure = record.figures[number]
    let source = FigureSource(file: record.file, range: figure.range, origin: .report(report, figure: number))
    return Reported(
      statement: Discrepancy.Statement(
        region: record.region, metric: figure.metric, quantity: figure.quantity, period: figure.period,
        sources: [source]),
      note: figure.note ?? record.note)
  }

  private func discrepancy(_ kind: Discrepancy.Kind, _ left: Reported, _ right: Reported) -> Discrepancy {
    Discrepancy(
      kind: kind, metric: left.statement.metric, left: left.statement, right: right.statement,
      explanations: [left.note, right.note].compactMap { $0 })
  }

  /// Whether one period lies inside the other or is like it; stocks, in the same month.
  private func comparable(_ inner: Period?, _ outer: Period?, kind: Metric.Kind) -> Bool {
    guard let inner, let outer else { return false }
    if kind == .stock { return inner.end.monthIndex == outer.end.monthIndex }
    return outer.isLike(inner) || outer.contains(inner)
  }

  // MARK: Parents and children

  private func childrenAgainstParents(_ all: [Reported], _ groups: [Key: [Reported]]) -> [Discrepancy] {
    var found: [Discrepancy] = []
    for child in all {
      let kind = content.metrics.all[child.statement.metric].kind
      guard kind != .ratio else { continue }
      for ancestor in content.regions.countingAncestors(of: child.statement.region) {
        for parent in groups[Key(region: ancestor, metric: child.statement.metric)] ?? []
        where comparable(child.statement.period, parent.statement.period, kind: kind)
          && child.statement.quantity.exceeds(parent.statement.quantity)
        {
          found.append(discrepancy(.childExceedsParent, child, parent))
        }
      }
    }
    for parent in all { found += childrenTogether(against: parent, groups, alone: found) }
    return found
  }

  /// The sum of the children, where it is too large though no child alone is.
  private func childrenTogether(
    against parent: Reported, _ groups: [Key: [Reported]], alone: [Discrepancy]
  ) -> [Discrepancy] {
    let metric = content.metrics.all[parent.statement.metric]
    guard metric.addsOverRegions else { return [] }
    let children = content.regions[parent.statement.region].countedChildren.compactMap { child in
      (groups[Key(region: child, metric: parent.statement.metric)] ?? [])
        .filter { comparable($0.statement.period, parent.statement.period, kind: metric.kind) }
        .max { ($0.statement.quantity.low ?? .zero) < ($1.statement.quantity.low ?? .zero) }
    }
    guard children.count > 1, let sum = Quantity(sum: children.map(\.statement.quantity)),
      sum.exceeds(parent.statement.quantity),
      !alone.contains(where: { found in children.contains { $0.statement.sources == found.left.sources } })
    else { return [] }
    let together = Reported(
      statement: Discrepancy.Statement(
        region: parent.statement.region, metric: parent.statement.metric, quantity: sum,
        period: parent.statement.period, sources: children.flatMap(\.statement.sources)),
      note: nil)
    return [discrepancy(.childrenExceedParent, together, parent)]
  }

  private func reportsAgainstEachOther(_ groups: [Key: [Reported]]) -> [Discrepancy] {
    var found: [Discrepancy] = []
    for key in groups.keys.sorted(by: { ($0.region, $0.metric) < ($1.region, $1.metric) }) {
      let kind = content.metrics.all[key.metric].kind
      guard kind != .ratio, let group = groups[key] else { continue }
      for (i, a) in group.enumerated() {
        for b in group[(i + 1)...] {
          guard let p = a.statement.period, let q = b.statement.period else { continue }
          let aInside = p == q || q.contains(p), bInside = p == q || p.contains(q)
          if aInside, a.statement.quantity.exceeds(b.statement.quantity) {
            found.append(discrepancy(.reportsDisagree, a, b))
          } else if bInside, b.statement.quantity.exceeds(a.statement.quantity) {
            found.append(discrepancy(.reportsDisagree, b, a))
          }
        }
      }
    }
    return found
  }

  private func countedAgainstReported(_ reported: Reported) -> Discrepancy? {
    let statement = reported.statement
    guard let period = statement.period, period.start != nil,
      content.metrics.all[statement.metric].kind != .stock,
      let counted = CaseCount(content: content).figure(
        statement.metric, for: statement.region, cases: ledger.casesBelow[statement.region.index],
        query: .period(period)),
      counted.quantity.exceeds(statement.quantity)
    else { return nil }
    let left = Discrepancy.Statement(
      region: statement.region, metric: statement.metric, quantity: counted.quantity, period: period,
      sources: counted.sources)
    return discrepancy(.countedExceedsReported, Reported(statement: left, note: nil), reported)
  }

  // MARK: Within one report

  private func withinReport(_ report: Int) -> [Discrepancy] {
    let figures = content.reports[report].figures
    var found: [Discrepancy] = []
    for (number, figure) in figures.enumerated() {
      let part = statement(report, number)
      for (other, whole) in figures.enumerated()
      where whole.metric == figure.partOf && whole.period == figure.period
        && figure.quantity.exceeds(whole.quantity)
      {
        found.append(discrepancy(.partExceedsWhole, part, statement(report, other)))
      }
      if let base = base(of: figure, in: report),
        figure.quantity.isImpossibleRate(of: base.statement.quantity)
      {
        found.append(discrepancy(.rateImpossible, part, base))
      }
    }
    return found + content.metrics.identities.flatMap { broken($0, in: report) }
  }

  private func base(of figure: ReportedFigure, in report: Int) -> Reported? {
    switch figure.base {
    case nil, .unpublished: return nil
    case .metric(let metric):
      let figures = content.reports[report].figures
      let found =
        figures.firstIndex { $0.metric == metric && $0.period == figure.period }
        ?? figures.firstIndex { $0.metric == metric }
      return found.map { statement(report, $0) }
    case .number(let quantity):
      let own = statement(
        report, content.reports[report].figures.firstIndex { $0.range == figure.range } ?? 0)
      return Reported(
        statement: Discrepancy.Statement(
          region: own.statement.region, metric: own.statement.metric, quantity: quantity,
          period: figure.period,
          sources: own.statement.sources), note: nil)
    }
  }

  /// The identity's sides, wherever one report gives all of its figures for one period and they cannot meet.
  private func broken(_ identity: MetricRegistry.Identity, in report: Int) -> [Discrepancy] {
    let metric = content.metrics.index(of: identity.left)
    return statements(of: report).filter { $0.statement.metric == metric }
      .compactMap { broken(identity, for: $0, in: report) }
  }

  private func broken(
    _ identity: MetricRegistry.Identity, for left: Reported, in report: Int
  ) -> Discrepancy? {
    let figures = content.reports[report].figures
    let parts = identity.right.compactMap { id -> Reported? in
      let metric = content.metrics.index(of: id)
      return figures.firstIndex { $0.metric == metric && $0.period == left.statement.period }
        .map { statement(report, $0) }
    }
    guard parts.count == identity.right.count, let sum = Quantity(sum: parts.map(\.statement.quantity)),
      sum.exceeds(left.statement.quantity) || left.statement.quantity.exceeds(sum)
    else { return nil }
    let right = Reported(
      statement: Discrepancy.Statement(
        region: left.statement.region, metric: left.statement.metric, quantity: sum,
        period: left.statement.period,
        sources: parts.flatMap(\.statement.sources)),
      note: parts.compactMap(\.note).first)
    return discrepancy(.identityBroken, left, right)
  }
}

extension Quantity {
  /// Whether no whole number out of any whole base within the base's limits gives this rate (in per
  /// cent) at the precision it is printed with. A base without limits allows any rate.
  func isImpossibleRate(of base: Quantity) -> Bool {
    guard qualifier == .exact, let low = base.low?.whole, let high = base.high?.whole, low >= 1,
      high - low <= 1000
    else { return false }
    let rate = value.approximate
    // The point and the digits may be full-width.
    let decimals =
      (raw ?? "").split { $0 == "." || $0 == "．" }.dropFirst().first?.count(where: \.isNumber) ?? 0
    let tolerance = (0..<decimals).reduce(0.5) { tolerance, _ in tolerance / 10 } + 1e-9
    return !(low...high).contains { whole in
      // The two shares that the rate lies between.
      let part = (rate * Double(whole) / 100).rounded(.down)
      return abs(part * 100 / Double(whole) - rate) <= tolerance
        || abs((part + 1) * 100 / Double(whole) - rate) <= tolerance
    }
  }
}
