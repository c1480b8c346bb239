import Records

// Platforms by kind, documents by how far they came, projects by state: entries of the library, each of them one.
extension Cuts {
  /// Platforms have no date, so that only everything can be asked for. One without a region is the home province's.
  func platforms(of region: RegionID, _ query: PeriodQuery) -> [CutRow] {
    guard query == .all else { return [] }
    var groups: [String: [Platform]] = [:]
    let isWithin = content.regions.membership(in: region)
    for platform in content.platforms where isWithin[(platform.naming.region ?? content.home).index] {
      for kind in platform.kinds.isEmpty ? [Cut.none] : Array(Set(platform.kinds)) {
        groups[kind, default: []].append(platform)
      }
    }
    return groups.sorted { ($0.key == Cut.none ? 1 : 0, $0.key) < ($1.key == Cut.none ? 1 : 0, $1.key) }
      .map { kind, platforms in
        CutRow(
          .platform, kind, region, .platforms, count: platforms.count, query: query, cases: []
        ) { platforms.map { FigureSource(file: $0.naming.file, range: 0..<0, origin: .record) } }
      }
  }

  /// By type: how many are listed, and how many of them were endorsed, assigned, undertaken as the write-up says.
  func documents(of region: RegionID, _ query: PeriodQuery) -> [CutRow] {
    var groups: [String: [(index: Int, document: Case.ResultDocument)]] = [:]
    let cases = content.cases
    for index in ledger.casesBelow[region.index] {
      let record = cases[index]
      for document in record.documents where admits(document.date ?? record.date?.value, query) {
        groups[document.type, default: []].append((index, document))
      }
    }
    return groups.sorted { $0.key < $1.key }.flatMap { type, entries in
      CutRow.Records.stages.compactMap { stage, reached -> CutRow? in
        let those = entries.filter { reached($0.document) }
        return those.isEmpty ? nil : row(.document, type, region, stage, those.map(\.index), query)
      }
    }
  }

  func projects(of region: RegionID, _ query: PeriodQuery) -> [CutRow] {
    var groups: [String: [Int]] = [:]
    let cases = content.cases
    for index in indices(of: region, query) {
      for project in cases[index].projects {
        groups[project.state?.rawValue ?? Cut.none, default: []].append(index)
      }
    }
    return (Case.Project.State.allCases.map(\.rawValue) + [Cut.none]).compactMap { state in
      groups[state].map { row(.project, state, region, .projects, $0, query) }
    }
  }

  /// - Parameter indices: the case of each entry, one that lists several as often.
  private func row(
    _ cut: Cut, _ group: String, _ region: RegionID, _ records: CutRow.Records, _ indices: [Int],
    _ query: PeriodQuery
  ) -> CutRow {
    let cases = Set(indices).sorted()
    return CutRow(
      cut, group, region, records, count: indices.count, query: query, cases: cases,
      sources: sources(of: cases))
  }

  private func admits(_ date: Period?, _ query: PeriodQuery) -> Bool {
    query == .all || date.map(query.admits) ?? false
  }
}

extension CutRow.Records {
  /// How far a document can come, each a step of its own: not all that are assigned were endorsed.
  fileprivate static let stages: [(CutRow.Records, @Sendable (Case.ResultDocument) -> Bool)] = [
    (.documents, { _ in true }), (.endorsed, { $0.endorsed != nil }), (.assigned, { $0.assigned != nil }),
    (.undertaken, { $0.undertaken != nil }),
  ]
}
