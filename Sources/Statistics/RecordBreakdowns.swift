import Records

// Platforms by kind, documents by how far they came, projects by state. An entry of a list counts for as many as it
// says; a write-up of a platform is one entry, whether it tells of one platform or of all in a region.
extension Breakdowns {
  /// The platforms by kind. They have no date, so that only everything can be asked for; one without a region is the
  /// home region's.
  func platforms(of region: RegionID, _ query: PeriodQuery) -> [BreakdownRow] {
    guard query == .all else { return [] }
    var groups: [String: [Platform]] = [:]
    let isWithin = content.regions.membership(in: region)
    for platform in content.platforms where isWithin[(platform.naming.region ?? content.home).index] {
      for kind in platform.kinds.isEmpty ? [Breakdown.none] : Array(Set(platform.kinds)) {
        groups[kind, default: []].append(platform)
      }
    }
    return groups.sorted {
      ($0.key == Breakdown.none ? 1 : 0, $0.key) < ($1.key == Breakdown.none ? 1 : 0, $1.key)
    }
    .map { kind, platforms in
      BreakdownRow(
        .platform, kind, region, .platforms, count: .exact(Number(platforms.count)), query: query, cases: []
      ) { platforms.map { FigureSource(file: $0.naming.file, range: 0..<0, origin: .record) } }
    }
  }

  /// The documents by type: how many are listed, and how many of them were endorsed, assigned, undertaken as the
  /// write-up says.
  func documents(of region: RegionID, _ query: PeriodQuery) -> [BreakdownRow] {
    var groups: [String: [(index: Int, document: Case.ResultDocument)]] = [:]
    let cases = content.cases
    for index in ledger.casesBelow[region.index] {
      let record = cases[index]
      for document in record.documents where admits(document.date ?? record.date?.value, query) {
        groups[document.type, default: []].append((index, document))
      }
    }
    return groups.sorted { $0.key < $1.key }.flatMap { type, entries in
      BreakdownRow.Records.stages.compactMap { stage, reached -> BreakdownRow? in
        let those = entries.filter { reached($0.document) }
        let counts = those.map { entry in
          // An entry of several documents says that a stage was reached, not by how many of them.
          stage == .documents || entry.document.count?.isOne ?? true
            ? Case.Count.quantity(entry.document.count) : Case.Count.quantity(.unpublished)
        }
        return row(.document, type, region, stage, Array(zip(those.map(\.index), counts)), query)
      }
    }
  }

  func projects(of region: RegionID, _ query: PeriodQuery) -> [BreakdownRow] {
    var groups: [String: [(Int, Quantity)]] = [:]
    let cases = content.cases
    for index in indices(of: region, query) {
      for project in cases[index].projects {
        groups[project.state?.rawValue ?? Breakdown.none, default: []].append(
          (index, Case.Count.quantity(project.count)))
      }
    }
    return (Case.Project.State.allCases.map(\.rawValue) + [Breakdown.none]).compactMap { state in
      row(.project, state, region, .projects, groups[state] ?? [], query)
    }
  }

  /// - Parameter entries: the case of each entry, and how many it counts for.
  private func row(
    _ breakdown: Breakdown, _ group: String, _ region: RegionID, _ records: BreakdownRow.Records,
    _ entries: [(Int, Quantity)],
    _ query: PeriodQuery
  ) -> BreakdownRow? {
    guard let count = Quantity(sum: entries.map(\.1)) else { return nil }
    let cases = Set(entries.map(\.0)).sorted()
    return BreakdownRow(
      breakdown, group, region, records, count: count, query: query, cases: cases,
      sources: sources(of: cases))
  }

  private func admits(_ date: Period?, _ query: PeriodQuery) -> Bool {
    query == .all || date.map(query.admits) ?? false
  }
}

extension BreakdownRow.Records {
  /// The stages that a document can reach, each by itself: not all that are assigned were endorsed.
  fileprivate static let stages: [(BreakdownRow.Records, @Sendable (Case.ResultDocument) -> Bool)] = [
    (.documents, { _ in true }), (.endorsed, { $0.endorsed != nil }), (.assigned, { $0.assigned != nil }),
    (.undertaken, { $0.undertaken != nil }),
  ]
}
