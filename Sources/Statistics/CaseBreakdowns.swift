import Records

// Cases by level of their region, year, brand, topic, activity, method and status.
extension Breakdowns {
  /// The number of cases of each group, then what the consultation cases among them count.
  func cases(_ breakdown: Breakdown, of region: RegionID, _ query: PeriodQuery) -> [BreakdownRow] {
    let groups = groups(breakdown, of: indices(of: region, query))
    return ordered(groups.keys, breakdown).flatMap { key -> [BreakdownRow] in
      let cases = groups[key] ?? []
      let records = BreakdownRow(
        breakdown, key, region, .cases, count: .exact(Number(cases.count)), query: query, cases: cases,
        sources: sources(of: cases))
      let figures = ledger.counts.compactMap { $0 }.compactMap { count in
        count.total(of: cases, for: query).map { count.figure($0, of: region, among: cases, query) }
      }
      return [records] + figures.map { BreakdownRow(breakdown, key, $0) }
    }
  }

  /// The cases of each group, in their order.
  private func groups(_ breakdown: Breakdown, of indices: [Int]) -> [String: [Int]] {
    switch breakdown {
    case .level: groups(of: indices, by: \.level, \.rawValue)
    case .year: groups(of: indices, by: \.years, Breakdowns.key)
    case .brand: groups(of: indices, by: \.brand) { stem($0, content.brands) }
    case .topic: topics(of: indices)
    case .activity: groups(of: indices, by: \.activity, \.rawValue)
    case .method: groups(of: indices, by: \.method) { stem($0, content.methods) }
    case .status: groups(of: indices, by: \.status, \.rawValue)
    default: [:]
    }
  }

  private func groups<Group: Hashable>(
    of indices: [Int], by group: (Traits) -> Group, _ key: (Group) -> String
  ) -> [String: [Int]] {
    let groups = Dictionary(grouping: indices) { group(traits[$0]) }
    return Breakdowns.joined(groups.map { (key($0), $1) })
  }

  /// The cases of each topic, the only groups of which a case can be in more than one.
  private func topics(of indices: [Int]) -> [String: [Int]] {
    let cases = content.cases
    var groups: [Int?: [Int]] = [:]
    for index in indices {
      let topics = cases[index].topics
      if topics.isEmpty { groups[nil, default: []].append(index) }
      for (number, topic) in topics.enumerated() where !topics[..<number].contains(topic) {
        groups[topic, default: []].append(index)
      }
    }
    return Breakdowns.joined(groups.map { (stem($0, content.topics), $1) })
  }

  /// One group for each key. Two records at one address are a mistake that is reported elsewhere; here their cases are
  /// one group.
  private static func joined(_ groups: [(String, [Int])]) -> [String: [Int]] {
    Dictionary(groups) { ($0 + $1).sorted() }
  }

  private func stem<Record: NamedRecord>(_ index: Int?, _ records: [Record]) -> String {
    index.map { records[$0].naming.stem } ?? Breakdown.none
  }

  /// The key of a year, `2024`; a time across two years is in neither, and is a group of its own: `2023..2024`.
  private static func key(_ years: ClosedRange<Int>?) -> String {
    guard let years else { return Breakdown.undated }
    return years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound)..\(years.upperBound)"
  }

  /// The keys in the order of their groups: levels, activities and statuses as they are listed, everything else by its
  /// key; none and undated last.
  private func ordered(_ keys: some Sequence<String>, _ breakdown: Breakdown) -> [String] {
    let listed: [String] =
      switch breakdown {
      case .level: Region.Level.allCases.map(\.rawValue)
      case .activity: Case.Activity.allCases.map(\.rawValue)
      case .status: Case.Status.allCases.map(\.rawValue)
      default: []
      }
    func rank(_ key: String) -> (Int, String) {
      if key == Breakdown.none || key == Breakdown.undated { return (.max, key) }
      return (listed.firstIndex(of: key) ?? listed.count, key)
    }
    return keys.sorted { rank($0) < rank($1) }
  }
}

extension Breakdowns {
  /// The traits that decide in which group a case is; read once for all breakdowns.
  struct Traits {
    let level: Region.Level
    /// The years of its date, if that has a start.
    let years: ClosedRange<Int>?
    let brand: Int?
    let activity: Case.Activity
    let method: Int?
    let status: Case.Status
  }

  static func traits(of content: Content) -> [Traits] {
    let levels = content.regions.all.map(\.level)
    return content.cases.map { record in
      let date = record.date?.value
      return Traits(
        level: levels[record.region.index],
        years: date?.start.flatMap { $0.year...(date?.end.year ?? $0.year) },
        brand: record.brand, activity: record.activity, method: record.method, status: record.status)
    }
  }
}
