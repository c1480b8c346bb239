import Records

/// The numbers that cases count towards one metric (docs/figures.md, Bases): only numbers that a case gives, and only
/// of dated consultation cases.
///
/// It is a class, since every figure that rests on cases refers to it.
final class CaseCount: Sendable {
  private let content: Content
  /// The metric, by its index in the registry.
  private let metric: Int
  private let dated: [DatedCase?]
  private let contributions: Contribution

  /// The region and date of a case that can count: an undated one, or one that is no consultation, has none.
  struct DatedCase {
    let region: RegionID
    let date: Period
  }

  /// The numbers or names that cases give, by case; `nil` for one that gives none.
  private enum Contribution {
    case numbers(CaseNumber, [Quantity.Magnitude?])
    case members([NamedMembers?])
  }

  /// The members that a case names, each by a number; `nil` where it says how many without naming them all.
  private struct NamedMembers {
    let names: [Int]?
  }

  private init(_ metric: Int, in content: Content, _ dated: [DatedCase?], _ contributions: Contribution) {
    self.content = content
    self.metric = metric
    self.dated = dated
    self.contributions = contributions
  }

  /// Returns one for each metric; `nil` for one that cases cannot count towards.
  static func all(in content: Content) -> [CaseCount?] {
    let cases = content.cases, metrics = content.metrics.all.indices
    let numbers = metrics.map { metric in
      content.metrics.all[metric].countedFrom.flatMap { $0 == .namedMembers ? nil : $0 }
    }
    let counted = zip(metrics, numbers).compactMap { metric, number in number.map { (metric, $0) } }
    var dated = [DatedCase?](repeating: nil, count: cases.count)
    var given = numbers.map { [Quantity.Magnitude?](repeating: nil, count: $0 == nil ? 0 : cases.count) }
    for (index, record) in cases.enumerated() {
      guard let date = record.countedDate else { continue }
      dated[index] = DatedCase(region: record.region, date: date)
      for (metric, number) in counted {
        given[metric][index] = record.number(number)?.quantity.magnitude
      }
    }
    return metrics.map { metric in
      if content.metrics.all[metric].countedFrom == .namedMembers {
        return CaseCount(metric, in: content, dated, .members(namedMembers(of: cases)))
      }
      return numbers[metric].map { CaseCount(metric, in: content, dated, .numbers($0, given[metric])) }
    }
  }

  private static func namedMembers(of cases: [Case]) -> [NamedMembers?] {
    var numbers: [String: Int] = [:]
    return cases.map { record in
      guard let members = record.members?.value else { return nil }
      guard case .named(let names) = members else { return NamedMembers(names: nil) }
      return NamedMembers(
        names: names.map { name in
          let number = numbers[name] ?? numbers.count
          numbers[name] = number
          return number
        })
    }
  }

  /// Whether the counts of several regions add up; the same person may be a member in two.
  var addsUp: Bool { if case .numbers = contributions { true } else { false } }

  /// Whether a case counts for a time.
  func counts(_ index: Int, for query: PeriodQuery) -> Bool {
    guard let one = dated[index], query.admits(one.date) else { return false }
    return switch contributions {
    case .numbers(_, let numbers): numbers[index] != nil
    case .members(let members): members[index] != nil
    }
  }

  // MARK: Totals

  /// The sum over some cases: all of them, or those of one region and all below it.
  struct Total {
    private(set) var magnitude: Quantity.Magnitude
    /// The time from the first to the last day of their dates.
    private(set) var span: Period
    /// The case that gives the number, if it is one alone.
    private(set) var only: Int?

    fileprivate mutating func add(_ magnitude: Quantity.Magnitude, _ span: Period) {
      self.magnitude = self.magnitude + magnitude
      self.span = self.span.spanning(span)
      only = nil
    }
  }

  /// The total as a quantity, worded as in the case where only one gives it.
  func quantity(_ total: Total) -> Quantity {
    guard let only = total.only, case .numbers(let number, _) = contributions else {
      return Quantity(raw: nil, total.magnitude)
    }
    return content.cases[only].number(number)?.quantity ?? Quantity(raw: nil, total.magnitude)
  }

  /// The total of each region and all below it, by region.
  ///
  /// - Parameters:
  ///   - bottomUp: all regions, each after those that count under it.
  ///   - casesBelow: by region.
  func totals(for query: PeriodQuery, bottomUp: [Ledger.Node], casesBelow: [[Int]]) -> [Total?] {
    guard case .numbers(_, let numbers) = contributions else {
      return casesBelow.map { total(of: $0, for: query) }
    }
    var totals = [Total?](repeating: nil, count: casesBelow.count)
    for index in numbers.indices {
      guard let one = dated[index], query.admits(one.date), let number = numbers[index] else { continue }
      totals[one.region.index].add(number, one.date, index)
    }
    for node in bottomUp {
      if let parent = node.parent, let total = totals[node.id.index] { totals[parent.index].add(total) }
    }
    return totals
  }

  /// The total of some cases. Returns nil if none of them counts.
  func total(of indices: [Int], for query: PeriodQuery) -> Total? {
    switch contributions {
    case .numbers(_, let numbers):
      var total: Total?
      for index in indices {
        guard let one = dated[index], query.admits(one.date), let number = numbers[index] else { continue }
        total.add(number, one.date, index)
      }
      return total
    case .members(let members): return total(of: indices, for: query, members)
    }
  }

  /// The distinct named members, if every case that mentions members names them; a number for some and
  /// names for others add up to nothing.
  private func total(of indices: [Int], for query: PeriodQuery, _ members: [NamedMembers?]) -> Total? {
    var distinct: Set<Int> = [], span: Period?
    for index in indices {
      guard let one = dated[index], query.admits(one.date), let named = members[index] else { continue }
      guard let names = named.names else { return nil }
      distinct.formUnion(names)
      span = span?.spanning(one.date) ?? one.date
    }
    return span.map { Total(magnitude: .exact(Number(distinct.count)), span: $0) }
  }

  /// The figure of a region that counts some of its cases; its period is the one asked for, or for everything
  /// dated the first to last day of the cases.
  func figure(_ total: Total, of region: RegionID, among cases: [Int], _ query: PeriodQuery) -> Figure {
    Figure(
      region: region, metric: metric, quantity: quantity(total), period: query.period ?? total.span,
      basis: .counted, counted: CountedCases(by: self, query: query, lists: [cases]))
  }

  /// The most that the lower limits of cases can come to at any time.
  func greatestLow(of indices: [Int]) -> Number {
    guard case .numbers(_, let numbers) = contributions else { return .largest }
    return indices.reduce(.zero) { $0 + (numbers[$1]?.low ?? .zero) }
  }

  // MARK: Sources

  /// The place in its write-up of the number that a case gives.
  func source(_ index: Int) -> FigureSource {
    let record = content.cases[index]
    let range: Range<Int>? =
      switch contributions {
      case .numbers(let number, _): record.number(number)?.range
      case .members: record.members?.range
      }
    return FigureSource(file: record.file, range: range ?? 0..<0, origin: .case(index))
  }
}

extension CaseCount.Total? {
  /// Adds what one more case gives.
  fileprivate mutating func add(_ number: Quantity.Magnitude, _ date: Period, _ index: Int) {
    if self == nil {
      self = CaseCount.Total(magnitude: number, span: date, only: index)
    } else {
      self?.add(number, date)
    }
  }

  fileprivate mutating func add(_ other: CaseCount.Total) {
    if self == nil { self = other } else { self?.add(other.magnitude, other.span) }
  }
}

/// The cases that are counted in a figure. They are looked for only when somebody asks: listed for all regions with
/// all below them, in every period, each case would be named dozens of times.
struct CountedCases: Sendable {
  let by: CaseCount
  let query: PeriodQuery
  /// The cases to choose from; several lists have none in common.
  let lists: [[Int]]

  /// The cases that count, in their own order.
  var indices: [Int] {
    let found = lists.flatMap { $0.filter { by.counts($0, for: query) } }
    return lists.count > 1 ? found.sorted() : found
  }
}

extension PeriodQuery {
  package var period: Period? { if case .period(let period) = self { period } else { nil } }
}

extension Period {
  /// The time from the earlier start to the later end; an unknown start stays unknown.
  func spanning(_ other: Period) -> Period {
    Period(start: start.flatMap { start in other.start.map { min(start, $0) } }, end: max(end, other.end))
  }
}

extension Case {
  /// Its date, if it can count at all: only dated consultation cases do.
  var countedDate: Period? { activity == .consultation ? date?.value : nil }

  /// The number that this case gives, with its range in the write-up; named members are persons, not person-times.
  fileprivate func number(_ number: CaseNumber) -> (quantity: Quantity, range: Range<Int>)? {
    let field: Located<Quantity>?
    switch number {
    case .sessions: field = sessions
    case .problemsRaised: field = problemsRaised
    case .problemsSolved: field = problemsSolved
    case .participantVisits: field = participantVisits
    case .memberPersonTimes: return memberPersonTimes
    case .namedMembers: return nil
    }
    return field.map { ($0.value, $0.range) }
  }

  private var memberPersonTimes: (quantity: Quantity, range: Range<Int>)? {
    guard let members else { return nil }
    let quantity: Quantity? =
      switch members.value {
      case .number(let quantity), .persons(let quantity, _): quantity
      case .tiers(let tiers): Quantity(sum: tiers.map(\.quantity))
      case .named: nil
      }
    return quantity.map { ($0, members.range) }
  }
}
