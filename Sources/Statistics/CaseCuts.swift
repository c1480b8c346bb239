import Records

// Cases by level of their region, year, brand, topic, activity, method and status.
extension Cuts {
  /// For each group the number of its cases, then what the consultation cases among them count.
  func cases(_ cut: Cut, of region: RegionID, _ query: PeriodQuery) -> [CutRow] {
    var groups: [String: [Int]] = [:]
    for index in indices(of: region, query) {
      for key in keys(cut, of: index) { groups[key, default: []].append(index) }
    }
    let count = CaseCount(content: content)
    return ordered(groups.keys, cut).flatMap { key -> [CutRow] in
      let cases = groups[key] ?? []
      let records = CutRow(
        cut, key, region, .cases, count: cases.count, query: query, cases: cases,
        sources: cases.map(source))
      let figures = content.metrics.all.indices.compactMap {
        count.figure($0, for: region, cases: cases, query: query)
      }
      return [records] + figures.map { CutRow(cut, key, $0) }
    }
  }

  /// The groups that a case stands in: more than one only by topic.
  private func keys(_ cut: Cut, of index: Int) -> [String] {
    switch cut {
    case .level: [content.regions[content.cases[index].region].level.rawValue]
    case .year: [Cuts.year(of: content.cases[index].date?.value)]
    case .brand: [content.cases[index].brand.map { content.brands[$0].naming.stem } ?? Cut.none]
    case .topic: topics(of: index)
    case .activity: [content.cases[index].activity.rawValue]
    case .method: [content.cases[index].method.map { content.methods[$0].naming.stem } ?? Cut.none]
    case .status: [content.cases[index].status.rawValue]
    default: []
    }
  }

  private func topics(of index: Int) -> [String] {
    let topics = content.cases[index].topics
    return topics.isEmpty ? [Cut.none] : Set(topics).map { content.topics[$0].naming.stem }
  }

  /// `2024`; a time across two years is in neither, and stands beside both as `2023..2024`.
  private static func year(of date: Period?) -> String {
    guard let date, let start = date.start else { return Cut.undated }
    return start.year == date.end.year ? "\(start.year)" : "\(start.year)..\(date.end.year)"
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
