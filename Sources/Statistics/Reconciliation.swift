import Records

/// Holds every figure against those it should agree with (domain.md §4, Reconciliation).
package struct Reconciliation {
  let ledger: Ledger
  var content: Content { ledger.content }
  /// The reported figures of each region and metric, in the order of the reports.
  let groups: [Key: Held]

  struct Key: Hashable {
    let region: RegionID
    let metric: Int
  }

  /// A reported figure with the note that may explain it: its own, else its report's.
  struct Reported {
    let statement: Discrepancy.Statement
    let note: String?
  }

  package init(_ ledger: Ledger) {
    self.ledger = ledger
    let content = ledger.content
    let all = content.reports.indices.flatMap { report in
      content.reports[report].figures.indices.map { content.statement(report, $0) }
    }
    groups = Dictionary(grouping: all) {
      Key(region: $0.statement.region, metric: $0.statement.metric)
    }.mapValues(Held.init)
  }

  package func discrepancies() -> [Discrepancy] {
    let keys = groups.keys.sorted { ($0.region, $0.metric) < ($1.region, $1.metric) }
    let alone = keys.flatMap(childrenAgainstParents)
    let tooLarge = Set(alone.flatMap(\.left.sources))
    return alone + keys.flatMap { childrenTogether(against: $0, unless: tooLarge) }
      + keys.flatMap(reportsAgainstEachOther) + keys.flatMap(countedAgainstReported)
      + content.reports.indices.flatMap { ReportReconciliation($0, in: content).discrepancies() }
  }

  // MARK: Parents and children

  private func childrenAgainstParents(_ key: Key) -> [Discrepancy] {
    let kind = content.metrics.all[key.metric].kind
    guard kind != .ratio, let children = groups[key] else { return [] }
    return content.regions.countingAncestors(of: key.region).flatMap { ancestor -> [Discrepancy] in
      guard let parents = groups[Key(region: ancestor, metric: key.metric)] else { return [] }
      return children.all.flatMap { child in
        parents.exceeded(by: child.statement, as: kind == .stock ? .sameMonth : .insideOrLike)
          .map { Discrepancy(.childExceedsParent, child, $0) }
      }
    }
  }

  /// The sum of the children, where it is too large though no child alone is.
  private func childrenTogether(against key: Key, unless tooLarge: Set<FigureSource>) -> [Discrepancy] {
    let metric = content.metrics.all[key.metric]
    guard metric.addsOverRegions, let parents = groups[key] else { return [] }
    let children = content.regions[key.region].countedChildren.compactMap {
      groups[Key(region: $0, metric: key.metric)]
    }
    let most = children.reduce(Number.zero) { $0 + $1.greatestLow }
    return parents.all.compactMap { parent in
      let statement = parent.statement
      // Not even their largest figures together are too large.
      guard children.count > 1, let limit = statement.quantity.greatest, most > limit else { return nil }
      let inside = children.compactMap {
        $0.largest(within: statement, as: metric.kind == .stock ? .sameMonth : .insideOrLike)
      }
      let sources = inside.flatMap(\.statement.sources)
      guard inside.count > 1, let sum = Quantity(sum: inside.map(\.statement.quantity)),
        sum.exceeds(statement.quantity), !sources.contains(where: tooLarge.contains)
      else { return nil }
      let together = Discrepancy.Statement(
        region: statement.region, metric: statement.metric, quantity: sum, period: statement.period,
        sources: sources)
      return Discrepancy(.childrenExceedParent, Reported(statement: together, note: nil), parent)
    }
  }

  // MARK: One region

  private func reportsAgainstEachOther(_ key: Key) -> [Discrepancy] {
    guard content.metrics.all[key.metric].kind != .ratio, let group = groups[key] else { return [] }
    return group.all.flatMap { one in
      group.exceeded(by: one.statement, as: .inside).map { Discrepancy(.reportsDisagree, one, $0) }
    }
  }

  private func countedAgainstReported(_ key: Key) -> [Discrepancy] {
    guard content.metrics.all[key.metric].kind != .stock, let group = groups[key] else { return [] }
    let cases = ledger.casesBelow[key.region.index]
    guard let count = ledger.counts[key.metric], !cases.isEmpty else { return [] }
    let low = count.greatestLow(of: cases)
    return group.all.compactMap { reported in
      let statement = reported.statement
      guard let period = statement.period, period.start != nil, let limit = statement.quantity.greatest,
        low > limit, let total = count.total(of: cases, for: .period(period)),
        count.quantity(total).exceeds(statement.quantity)
      else { return nil }
      let counted = count.figure(total, of: key.region, among: cases, .period(period))
      let left = Discrepancy.Statement(
        region: statement.region, metric: statement.metric, quantity: counted.quantity, period: period,
        sources: counted.sources)
      return Discrepancy(.countedExceedsReported, Reported(statement: left, note: nil), reported)
    }
  }
}

extension Discrepancy {
  init(_ kind: Kind, _ left: Reconciliation.Reported, _ right: Reconciliation.Reported) {
    self.init(
      kind: kind, metric: left.statement.metric, left: left.statement, right: right.statement,
      explanations: [left.note, right.note].compactMap { $0 })
  }
}

extension Content {
  func statement(_ report: Int, _ number: Int) -> Reconciliation.Reported {
    let record = reports[report], figure = record.figures[number]
    let source = FigureSource(file: record.file, range: figure.range, origin: .report(report, figure: number))
    return Reconciliation.Reported(
      statement: Discrepancy.Statement(
        region: record.region, metric: figure.metric, quantity: figure.quantity, period: figure.period,
        sources: [source]),
      note: figure.note ?? record.note)
  }
}
