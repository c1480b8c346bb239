import Records

/// What cases count towards one metric (domain.md §4, *counted*): only numbers that a case gives, and only
/// dated consultation cases.
///
/// A class, since every figure that rests on cases refers to it.
final class CaseCount: Sendable {
  private let content: Content
  /// Index in the registry.
  private let metric: Int
  private let dated: [DatedCase?]
  private let given: Given

  /// By case; `nil` for one that cannot count, being undated or no consultation.
  struct DatedCase {
    let region: RegionID
    let date: Period
  }

  /// By case: what it gives; `nil` for one that gives nothing.
  private enum Given {
    case numbers(CaseNumber, [Quantity.Magnitude?])
    case members([NamedMembers?])
  }

  /// The members that a case names, each a number; none where it says how many without naming them all.
  private struct NamedMembers {
    let names: [Int]?
  }

  private init(_ metric: Int, in content: Content, _ dated: [DatedCase?], _ given: Given) {
    self.content = content
    self.metric = metric
    self.dated = dated
    self.given = given
  }

  /// By metric; `nil` for one that cases cannot count towards.
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

  /// Whether what it counts in several regions adds up; the same person may be a member in two.
  var addsUp: Bool { if case .numbers = given { true } else { false } }

  /// Whether a case counts for a time.
  func counts(_ index: Int, for query: PeriodQuery) -> Bool {
    guard let one = dated[index], query.admits(one.date) else { return false }
    return switch given {
    case .numbers(_, let numbers): numbers[index] != nil
    case .members(let members): members[index] != nil
    }
  }

  // MARK: Totals

  /// What cases come to: all of them together, or those of one region and all below it.
  struct Total {
    private(set) var magnitude: Quantity.Magnitude
    /// From the first to the last day of their dates.
    private(set) var span: Period
    /// The case that gives the number, if it is one alone.
    private(set) var only: Int?

    fileprivate mutating func add(_ magnitude: Quantity.Magnitude, _ span: Period) {
      self.magnitude = self.magnitude + magnitude
      self.span = self.span.spanning(span)
      only = nil
    }
  }

  /// The total as a quantity; what only one case gives is worded as it is there.
  func quantity(_ total: Total) -> Quantity {
    guard let only = total.only, case .numbers(let number, _) = given else {
      return Quantity(raw: nil, total.magnitude)
    }
    return content.cases[only].number(number)?.quantity ?? Quantity(raw: nil, total.magnitude)
  }

  /// The total of each region and all below it, by region.
  ///
  /// - Parameters:
  ///   - bottomUp: all regions, each after those that count under it.
  ///   - casesBelow: by region.
  func totals(for query: PeriodQuery, bottomUp: [Ledger.Place], casesBelow: [[Int]]) -> [Total?] {
    guard case .numbers(_, let numbers) = given else {
      return casesBelow.map { total(of: $0, for: query) }
    }
    var totals = [Total?](repeating: nil, count: casesBelow.count)
    for index in numbers.indices {
      guard let one = dated[index], query.admits(one.date), let number = numbers[index] else { continue }
      totals[one.region.index].add(number, one.date, index)
    }
    for place in bottomUp {
      if let parent = place.parent, let total = totals[place.id.index] { totals[parent.index].add(total) }
    }
    return totals
  }

  /// The total of some cases; none if none of them counts.
  func total(of indices: [Int], for query: PeriodQuery) -> Total? {
    switch given {
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
    guard case .numbers(_, let numbers) = given else { return .largest }
    return indices.reduce(.zero) { $0 + (numbers[$1]?.low ?? .zero) }
  }

  // MARK: Sources

  /// Where the number of a case stands.
  func source(_ index: Int) -> FigureSource {
    let record = content.cases[index]
    let range: Range<Int>? =
      switch given {
      case .numbers(let number, _): record.number(number)?.range
      case .members: record.members?.range
      }
    return FigureSource(file: record.file, range: range ?? 0..<0, origin: .case(index))
  }
}

extension CaseCount.Total? {
  /// What one more case gives.
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

/// The cases that are counted in a figure. Which they are is found out when somebody asks: regions with all
/// below them, in every period, would name each case dozens of times.
struct CountedCases: Sendable {
  let by: CaseCount
  let query: PeriodQuery
  /// The cases among which they are; several lists have none in common.
  let lists: [[Int]]

  /// In their own order.
  var indices: [Int] {
    let found = lists.flatMap { $0.filter { by.counts($0, for: query) } }
    return lists.count > 1 ? found.sorted() : found
  }
}

extension PeriodQuery {
  package var period: Period? { if case .period(let period) = self { period } else { nil } }
}

extension Period {
  /// From the earlier start to the later end; an unknown start stays unknown.
  func spanning(_ other: Period) -> Period {
    Period(start: start.flatMap { start in other.start.map { min(start, $0) } }, end: max(end, other.end))
  }
}

extension Case {
  /// Its date, if it can count at all: only dated consultation cases do.
  var countedDate: Period? { activity == .consultation ? date?.value : nil }

  /// The number that this case gives, with its place; named members are persons, not person-times.
  fileprivate func number(_ number: CaseNumber) -> (quantity: Quantity, range: Range<Int>)? {
    let given: Located<Quantity>?
    switch number {
    case .sessions: given = sessions
    case .problemsRaised: given = problemsRaised
    case .problemsSolved: given = problemsSolved
    case .participantVisits: given = participantVisits
    case .memberPersonTimes: return memberPersonTimes
    case .namedMembers: return nil
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
