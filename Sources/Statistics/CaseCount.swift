import Records

/// What the cases of a region and all below it add up to: only numbers that a case gives count.
struct CaseCount {
  let content: Content

  /// The cases among `indices` that count for a metric in a time, with the number each gives.
  private func parts(_ number: CaseNumber, of indices: [Int], within admits: (Period) -> Bool) -> [Part] {
    indices.compactMap { index in
      let record = content.cases[index]
      guard record.activity == .consultation, let date = record.date?.value, admits(date),
        let value = record.number(number)
      else { return nil }
      return Part(index: index, date: date, quantity: value.quantity, range: value.range)
    }
  }

  private struct Part {
    let index: Int
    let date: Period
    let quantity: Quantity
    let range: Range<Int>
  }

  /// - Parameter query: the period asked for, which is the figure's own; for `all`, first to last day of its cases.
  func figure(_ metric: Int, for region: RegionID, cases: [Int], query: PeriodQuery) -> Figure? {
    let definition = content.metrics.all[metric]
    if definition.id == Metric.membersDeployed {
      return namedMembers(metric, for: region, cases: cases, query: query)
    }
    guard let number = definition.caseNumber else { return nil }
    let parts = parts(number, of: cases, within: query.admits)
    guard let quantity = Quantity(sum: parts.map(\.quantity)), let span = Period(spanning: parts.map(\.date))
    else {
      return nil
    }
    return Figure(
      region: region, metric: metric, quantity: quantity, period: query.period ?? span, basis: .counted,
      sources: parts.map { source($0.index, $0.range) }, cases: parts.map(\.index), addedUp: [], leftOut: [],
      isPartial: false)
  }

  /// The cases that can count for a metric at all, and the most that their lower limits come to.
  func giving(_ metric: Int, among indices: [Int]) -> (indices: [Int], low: Number) {
    let definition = content.metrics.all[metric]
    guard definition.id != Metric.membersDeployed else { return (indices, .largest) }
    guard let number = definition.caseNumber else { return ([], .zero) }
    let parts = parts(number, of: indices) { _ in true }
    return (parts.map(\.index), parts.reduce(.zero) { $0 + ($1.quantity.low ?? .zero) })
  }

  /// What the cases add to a sum over children: those inside the sum's period.
  func quantities(_ metric: Int, cases: [Int], inside period: Period) -> (
    quantities: [Quantity], sources: [FigureSource], cases: [Int]
  ) {
    guard let number = content.metrics.all[metric].caseNumber, period.start != nil else {
      return ([], [], [])
    }
    let parts = parts(number, of: cases, within: period.contains)
    return (parts.map(\.quantity), parts.map { source($0.index, $0.range) }, parts.map(\.index))
  }

  /// The distinct named members, if every case that mentions members names them; a number for some and
  /// names for others add up to nothing.
  private func namedMembers(_ metric: Int, for region: RegionID, cases: [Int], query: PeriodQuery) -> Figure?
  {
    var names: Set<String> = [], behind: [(index: Int, date: Period, range: Range<Int>)] = []
    for index in cases {
      let record = content.cases[index]
      guard record.activity == .consultation, let date = record.date?.value, query.admits(date),
        let members = record.members
      else { continue }
      guard case .named(let list) = members.value else { return nil }
      names.formUnion(list)
      behind.append((index, date, members.range))
    }
    guard let span = Period(spanning: behind.map(\.date)) else { return nil }
    return Figure(
      region: region, metric: metric, quantity: .exact(Number(names.count)), period: query.period ?? span,
      basis: .counted, sources: behind.map { source($0.index, $0.range) }, cases: behind.map(\.index),
      addedUp: [],
      leftOut: [], isPartial: false)
  }

  private func source(_ index: Int, _ range: Range<Int>) -> FigureSource {
    FigureSource(file: content.cases[index].file, range: range, origin: .case(index))
  }
}

extension PeriodQuery {
  package var period: Period? { if case .period(let period) = self { period } else { nil } }
}

extension Metric {
  /// Whether cases can count towards it at all.
  var isCounted: Bool { id == Metric.membersDeployed || caseNumber != nil }

  /// The number of a case that counts towards this metric.
  var caseNumber: CaseNumber? {
    switch id {
    case Metric.sessionsHeld: .sessions
    case Metric.problemsSolved: .problemsSolved
    case Metric.memberPersonTimes: .memberPersonTimes
    default: countedFrom
    }
  }
}

extension Case {
  /// The number that this case gives, with its place; named members are persons, not person-times.
  fileprivate func number(_ number: CaseNumber) -> (quantity: Quantity, range: Range<Int>)? {
    let given: Located<Quantity>?
    switch number {
    case .sessions: given = sessions
    case .problemsRaised: given = problemsRaised
    case .problemsSolved: given = problemsSolved
    case .participantVisits: given = participantVisits
    case .memberPersonTimes: return memberPersonTimes
    }
    return given.map { ($0.value, $0.range) }
  }

  private var memberPersonTimes: (quantity: Quantity, range: Range<Int>)? {
    guard let members else { return nil }
    let quantity: Quantity? =
      switch members.value {
      case .number(let quantity): quantity
      case .tiers(let tiers): Quantity(sum: tiers.map(\.quantity))
      case .named: nil
      }
    return quantity.map { ($0, members.range) }
  }
}
