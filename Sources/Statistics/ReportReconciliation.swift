import Records

/// Holds the figures of one report against each other: parts and wholes, rates and bases, identities, revisions.
struct ReportReconciliation {
  private let report: Int
  private let content: Content
  private let figures: [ReportedFigure]
  /// The figure of a metric for a period.
  private let byPeriod: [MetricPeriod: Int]
  /// The first figure of a metric.
  private let first: [Int: Int]

  private struct MetricPeriod: Hashable {
    let metric: Int
    let period: Period?
  }

  init(_ report: Int, in content: Content) {
    self.report = report
    self.content = content
    figures = content.reports[report].figures
    byPeriod = Dictionary(
      figures.enumerated().map { (MetricPeriod(metric: $1.metric, period: $1.period), $0) },
      uniquingKeysWith: { first, _ in first })
    first = Dictionary(figures.enumerated().map { ($1.metric, $0) }) { first, _ in first }
  }

  func discrepancies() -> [Discrepancy] {
    figures.indices.flatMap { [wholeOf($0), baseOf($0)].compactMap { $0 } }
      + content.metrics.identities.flatMap(broken) + content.reports[report].revisions.compactMap(unlike)
  }

  private func statement(_ number: Int) -> Discrepancy.Statement { content.statement(report, number) }

  private func figure(of metric: Int, like figure: ReportedFigure) -> Int? {
    byPeriod[MetricPeriod(metric: metric, period: figure.period)]
  }

  // MARK: Parts, rates

  private func wholeOf(_ number: Int) -> Discrepancy? {
    let part = figures[number]
    guard let whole = part.partOf.flatMap({ figure(of: $0, like: part) }),
      part.quantity.exceeds(figures[whole].quantity)
    else { return nil }
    return Discrepancy(.partExceedsWhole, statement(number), statement(whole))
  }

  private func baseOf(_ number: Int) -> Discrepancy? {
    let rate = figures[number]
    guard let base = base(of: number), rate.quantity.isImpossibleRate(of: base.quantity) else {
      return nil
    }
    return Discrepancy(.rateImpossible, statement(number), base)
  }

  private func base(of number: Int) -> Discrepancy.Statement? {
    let rate = figures[number]
    switch rate.base {
    case nil, .unpublished: return nil
    case .metric(let metric): return (figure(of: metric, like: rate) ?? first[metric]).map(statement)
    case .number(let quantity):
      let own = statement(number)
      return Discrepancy.Statement(
        region: own.region, metric: own.metric, quantity: quantity, period: rate.period, sources: own.sources)
    }
  }

  // MARK: Identities

  /// The broken cases of an identity: wherever the report gives all of its figures for one period and its sides cannot
  /// meet.
  private func broken(_ identity: MetricRegistry.Identity) -> [Discrepancy] {
    let metric = content.metrics.index(of: identity.left)
    return figures.indices.filter { figures[$0].metric == metric }.compactMap { broken(identity, for: $0) }
  }

  private func broken(_ identity: MetricRegistry.Identity, for number: Int) -> Discrepancy? {
    let left = figures[number]
    let parts = identity.right.compactMap { id in
      content.metrics.index(of: id).flatMap { figure(of: $0, like: left) }.map(statement)
    }
    guard parts.count == identity.right.count, let sum = Quantity(sum: parts.map(\.quantity)),
      sum.exceeds(left.quantity) || left.quantity.exceeds(sum)
    else { return nil }
    let right = Discrepancy.Statement(
      region: content.reports[report].region, metric: left.metric, quantity: sum, period: left.period,
      sources: parts.flatMap(\.sources))
    return Discrepancy(.identityBroken, statement(number), right)
  }

  // MARK: Revisions

  /// The discrepancy of a revision: the last one of a metric has to give what the report gives now, one of its figures
  /// if there are several.
  private func unlike(_ revision: Revision) -> Discrepancy? {
    let record = content.reports[report]
    let last = record.revisions.last { $0.metric == revision.metric }
    let own = figures.indices.filter { figures[$0].metric == revision.metric }
    guard last?.range == revision.range, let number = own.first, let new = revision.new,
      !own.contains(where: { figures[$0].quantity.isSameNumber(as: new) })
    else { return nil }
    let stated = Discrepancy.Statement(
      region: record.region, metric: revision.metric, quantity: new, period: figures[number].period,
      sources: [
        FigureSource(
          file: record.file, range: revision.range, origin: .report(report, figure: number))
      ])
    return Discrepancy(.revisionMismatch, stated, statement(number))
  }
}
