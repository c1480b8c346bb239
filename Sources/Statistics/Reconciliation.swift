import Records

/// Holds every figure against those it should agree with (docs/figures.md, Reconciliation).
package struct Reconciliation {
  let ledger: Ledger
  var content: Content { ledger.content }
  /// The reported figures of each region and metric, in the order of the reports.
  let groups: [Key: ClaimsBySize]

  struct Key: Hashable {
    let region: RegionID
    let metric: Int
  }

  typealias Statement = Discrepancy.Statement

  package init(_ ledger: Ledger) {
    self.ledger = ledger
    let content = ledger.content
    let all = content.reports.indices.flatMap { report in
      content.reports[report].figures.indices.map { content.statement(report, $0) }
    }
    groups = Dictionary(grouping: all) {
      Key(region: $0.region, metric: $0.metric)
    }.mapValues(ClaimsBySize.init)
  }

  /// All discrepancies, with the reasons that write-ups give for them.
  package func discrepancies() -> [Discrepancy] { findings().discrepancies }

  /// All discrepancies, and the explanations that explain none.
  package func findings() -> (discrepancies: [Discrepancy], idle: [IdleExplanation]) {
    var found = unexplained(), idle: [IdleExplanation] = []
    content.explain(&found, idle: &idle)
    return (found, idle)
  }

  private func unexplained() -> [Discrepancy] {
    let keys = groups.keys.sorted { ($0.region, $0.metric) < ($1.region, $1.metric) }
    let alone = keys.flatMap(childrenAgainstParents)
    let byParent = Dictionary(grouping: alone) {
      Key(region: $0.right.region, metric: $0.metric)
    }
    var below = ReconciliationBelow(ledger, groups)
    var together: [Discrepancy] = []
    for key in keys { together += below.discrepancies(of: key, beside: byParent[key] ?? []) }
    return alone + together + keys.flatMap(reportsAgainstEachOther) + keys.flatMap(countedAgainstReported)
      + content.reports.indices.flatMap { ReportReconciliation($0, in: content).discrepancies() }
  }

  // MARK: Parents and children

  private func childrenAgainstParents(_ key: Key) -> [Discrepancy] {
    let kind = content.metrics.all[key.metric].kind
    guard kind != .ratio, let children = groups[key] else { return [] }
    return content.regions.countingAncestors(of: key.region).flatMap { ancestor -> [Discrepancy] in
      guard let parents = groups[Key(region: ancestor, metric: key.metric)] else { return [] }
      return children.all.flatMap { child in
        parents.exceeded(by: child, as: kind == .stock ? .sameMonth : .insideOrLike)
          .map { Discrepancy(.childExceedsParent, child, $0) }
      }
    }
  }

  // MARK: One region

  private func reportsAgainstEachOther(_ key: Key) -> [Discrepancy] {
    guard content.metrics.all[key.metric].kind != .ratio, let group = groups[key] else { return [] }
    return group.all.flatMap { one in
      group.exceeded(by: one, as: .inside).map { Discrepancy(.reportsDisagree, one, $0) }
    }
  }

  private func countedAgainstReported(_ key: Key) -> [Discrepancy] {
    guard content.metrics.all[key.metric].kind != .stock, let group = groups[key] else { return [] }
    let cases = ledger.casesBelow[key.region.index]
    guard let count = ledger.counts[key.metric], !cases.isEmpty else { return [] }
    let low = count.greatestLow(of: cases)
    return group.all.compactMap { statement in
      guard let period = statement.period, period.start != nil, let limit = statement.quantity.greatest,
        low > limit, let total = count.total(of: cases, for: .period(period)),
        count.quantity(total).exceeds(statement.quantity)
      else { return nil }
      let counted = count.figure(total, of: key.region, among: cases, .period(period))
      let left = Discrepancy.Statement(
        region: statement.region, metric: statement.metric, quantity: counted.quantity, period: period,
        sources: counted.sources)
      return Discrepancy(.countedExceedsReported, left, statement)
    }
  }
}

extension Discrepancy {
  init(_ kind: Kind, _ left: Statement, _ right: Statement) {
    self.init(kind: kind, metric: left.metric, left: left, right: right)
  }
}

extension Content {
  func statement(_ report: Int, _ number: Int) -> Discrepancy.Statement {
    let record = reports[report], figure = record.figures[number]
    let source = FigureSource(file: record.file, range: figure.range, origin: .report(report, figure: number))
    return Discrepancy.Statement(
      region: record.region, metric: figure.metric, quantity: figure.quantity, period: figure.period,
      sources: [source])
  }
}
