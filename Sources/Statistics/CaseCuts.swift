import Records

// Cases by level of their region, year, brand, topic, activity, method and status.
extension Cuts {
  /// For each group the number of its cases, then what the consultation cases among them count.
  func cases(_ cut: Cut, of region: RegionID, _ query: PeriodQuery) -> [CutRow] {
    let groups = groups(cut, of: indices(of: region, query))
    return ordered(groups.keys, cut).flatMap { key -> [CutRow] in
      let cases = groups[key] ?? []
      let records = CutRow(
        cut, key, region, .cases, count: .exact(Number(cases.count)), query: query, cases: cases,
        sources: sources(of: cases))
      let figures = ledger.counts.compactMap { $0 }.compactMap { count in
        count.total(of: cases, for: query).map { count.figure($0, of: region, among: cases, query) }
      }
      return [records] + figures.map { CutRow(cut, key, $0) }
    }
  }

  /// The cases of each group, in their order.
  private func groups(_ cut: Cut, of indices: [Int]) -> [String: [Int]] {
    switch cut {
    case .level: groups(of: indices, by: \.level, \.rawValue)
    case .year: groups(of: indices, by: \.years, Cuts.key)
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
    return Cuts.joined(groups.map { (key($0), $1) })
  }

  /// The only groups of which a case can stand in more than one.
  private func topics(of indices: [Int]) -> [String: [Int]] {
    let cases = content.cases
    var groups: [Int?: [Int]] = [:]
    for index in indices {
      let topics = cases[index].topics
      if topics.isEmpty { groups[nil, default: []].append(index) }
      for (place, topic) in topics.enumerated() where !topics[..<place].contains(topic) {
        groups[topic, default: []].append(index)
      }
    }
    return Cuts.joined(groups.map { (stem($0, content.topics), $1) })
  }

  /// Two records at one address are a mistake that is reported elsewhere; here their cases are one group.
  private static func joined(_ groups: [(String, [Int])]) -> [String: [Int]] {
    Dictionary(groups) { ($0 + $1).sorted() }
  }

  private func stem<Record: NamedRecord>(_ index: Int?, _ records: [Record]) -> String {
    index.map { records[$0].naming.stem } ?? Cut.none
  }

  /// `2024`; a time across two years is in neither, and stands beside both as `2023..2024`.
  private static func key(_ years: ClosedRange<Int>?) -> String {
    guard let years else { return Cut.undated }
    return years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound)..\(years.upperBound)"
  }

  /// Levels, activities and statuses as they are listed, everything else by its key; none and undated last.
  private func ordered(_ keys: some Sequence<String>, _ cut: Cut) -> [String] {
    let listed: [String] =
      switch cut {
      case .level: Region.Level.allCases.map(\.rawValue)
      case .activity: Case.Activity.allCases.map(\.rawValue)
      case .status: Case.Status.allCases.map(\.rawValue)
      default: []
      }
    func place(_ key: String) -> (Int, String) {
      if key == Cut.none || key == Cut.undated { return (.max, key) }
      return (listed.firstIndex(of: key) ?? listed.count, key)
    }
    return keys.sorted { place($0) < place($1) }
  }
}

extension Cuts {
  /// What decides in which group a case stands; read once for all cuts.
  struct Traits {
    let level: Region.Level
    /// Of its date, if it has a start.
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
