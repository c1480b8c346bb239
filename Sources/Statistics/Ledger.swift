import Records

/// The figures of all regions and metrics, for any period asked for (domain.md §4).
package struct Ledger: Sendable {
  package let content: Content
  /// By region and metric: the dated figures of its own reports.
  private let candidates: [Key: [Candidate]]
  /// Cases of the region itself, and of it and all below it.
  private let ownCases: [[Int]]
  package let casesBelow: [[Int]]
  /// By metric: the regions that can have a finding, each after all that count under it.
  private let order: [[RegionID]]

  private struct Key: Hashable {
    let region: RegionID
    let metric: Int
  }

  package init(_ content: Content) {
    self.content = content
    var candidates: [Key: [Candidate]] = [:]
    for (index, report) in content.reports.enumerated() {
      for (number, figure) in report.figures.enumerated() {
        guard let period = figure.period else { continue }
        candidates[Key(region: report.region, metric: figure.metric), default: []].append(
          Candidate(
            report: index, figure: number, period: period, published: report.published, file: report.file,
            quantity: figure.quantity, range: figure.range))
      }
    }
    self.candidates = candidates

    var own = [[Int]](repeating: [], count: content.regions.all.count)
    for (index, record) in content.cases.enumerated() { own[record.region.index].append(index) }
    let bottomUp = content.regions.bottomUp
    var below = own
    for id in bottomUp {
      if let parent = content.regions[id].countedUnder { below[parent.index] += below[id.index] }
    }
    ownCases = own
    casesBelow = below.map { $0.sorted() }
    var isKnown = [[Bool]](
      repeating: [Bool](repeating: false, count: content.regions.all.count), count: content.metrics.all.count)
    for key in candidates.keys {
      for id in [key.region] + content.regions.countingAncestors(of: key.region) {
        isKnown[key.metric][id.index] = true
      }
    }
    order = content.metrics.all.indices.map { metric in
      let isCounted = content.metrics.all[metric].isCounted
      return bottomUp.filter { isKnown[metric][$0.index] || (isCounted && !below[$0.index].isEmpty) }
    }
  }

  /// Everything known for a period. Regions are worked through from below, since a sum needs its parts.
  package func table(for query: PeriodQuery) -> FigureTable {
    var findings = [[Int: Finding]](repeating: [:], count: content.regions.all.count)
    for metric in content.metrics.all.indices {
      var published = [Figure?](repeating: nil, count: content.regions.all.count)
      var hasReportBelow = [Bool](repeating: false, count: content.regions.all.count)
      for id in order[metric] {
        let region = content.regions[id]
        let finding = finding(
          of: region, metric, query, published: published, reportBelow: hasReportBelow[id.index])
        published[id.index] = finding?.published
        if let parent = region.countedUnder, finding?.reported != nil || hasReportBelow[id.index] {
          hasReportBelow[parent.index] = true
        }
        if let finding { findings[id.index][metric] = finding }
      }
    }
    return FigureTable(query: query, findings: findings)
  }

  private func finding(
    of region: Region, _ metric: Int, _ query: PeriodQuery, published: [Figure?], reportBelow: Bool
  ) -> Finding? {
    let reported = reported(region.id, metric, query)
    let summed = summed(region, metric, published: published)
    let counted = CaseCount(content: content).figure(
      metric, for: region.id, cases: casesBelow[region.id.index], query: query)
    guard reported != nil || summed != nil || counted != nil || reportBelow else { return nil }
    return Finding(
      reported: reported, summed: summed, counted: counted,
      published: reported ?? summed ?? (reportBelow ? nil : counted),
      coverage: coverage(of: region, published: published))
  }

  // MARK: Reported

  private func reported(_ region: RegionID, _ metric: Int, _ query: PeriodQuery) -> Figure? {
    guard let all = candidates[Key(region: region, metric: metric)] else { return nil }
    let definition = content.metrics.all[metric]
    let chosen: [Candidate]
    switch definition.kind {
    case .flow where definition.addsOverTime:
      chosen = all.filter { query.admits($0.period) }.coveringMostDays()
    case .stock:
      // The latest day inside the period, else the last earlier one.
      let known = all.filter { candidate in query.period.map { candidate.period.end <= $0.end } ?? true }
      chosen = known.latest().map { [$0] } ?? []
    case .flow, .distinct, .ratio:
      chosen = all.filter { query.admits($0.period) }.longest().map { [$0] } ?? []
    }
    guard let quantity = Quantity(sum: chosen.map(\.quantity)),
      let period = Period(joining: chosen.map(\.period))
    else { return nil }
    return Figure(
      region: region, metric: metric, quantity: quantity, period: period, basis: .reported,
      sources: chosen.map(\.source), cases: [], addedUp: [], leftOut: [], isPartial: false)
  }

  // MARK: Summed

  /// The children's published figures that rest on a report; flows only of like periods, together with
  /// the cases of that time that no child's figure covers.
  private func summed(_ region: Region, _ metric: Int, published: [Figure?]) -> Figure? {
    let definition = content.metrics.all[metric]
    guard definition.addsOverRegions, definition.kind == .flow || definition.kind == .stock,
      content.isHome(region.id)
    else {
      return nil
    }
    let figures = region.countedChildren.compactMap { published[$0.index] }.filter(\.restsOnReports)
    let members = definition.kind == .stock ? figures : Ledger.largestLikeGroup(figures)
    guard !members.isEmpty, region.level != .province || members.count == region.countedChildren.count,
      let period = members.count == 1 ? members[0].period : Period(spanning: members.map(\.period))
    else { return nil }
    var quantities = members.map(\.quantity), sources = members.flatMap(\.sources), cases: [Int] = []
    if definition.kind == .flow {
      let covered = Set(figures.map(\.region))
      let uncovered =
        ownCases[region.id.index]
        + region.countedChildren.filter { !covered.contains($0) }.flatMap { casesBelow[$0.index] }
      let more = CaseCount(content: content).quantities(metric, cases: uncovered.sorted(), inside: period)
      quantities += more.quantities
      sources += more.sources
      cases = more.cases
    }
    guard let quantity = Quantity(sum: quantities) else { return nil }
    let included = Set(members.map(\.region)), all = fullCount(of: region)
    return Figure(
      region: region.id, metric: metric, quantity: quantity, period: period, basis: .summed, sources: sources,
      cases: cases, addedUp: members.map(\.region),
      leftOut: figures.map(\.region).filter { !included.contains($0) }, isPartial: all != members.count)
  }

  /// The most figures with like periods; none if two groups are largest. A period that is like nothing
  /// (an unknown start, a gap) is a group of its own.
  private static func largestLikeGroup(_ figures: [Figure]) -> [Figure] {
    let alike = Dictionary(grouping: figures.filter { $0.period.monthKey != nil }) { $0.period.monthKey }
    let groups = alike.values + figures.filter { $0.period.monthKey == nil }.map { [$0] }
    let largest = groups.map(\.count).max() ?? 0
    let candidates = groups.filter { $0.count == largest }
    return candidates.count == 1 ? candidates[0] : []
  }

  // MARK: Coverage

  private func coverage(of region: Region, published: [Figure?]) -> Coverage {
    let reporting = region.countedChildren.filter { published[$0.index]?.restsOnReports ?? false }
    let all = fullCount(of: region)
    let missing = all == nil ? [] : region.countedChildren.filter { !reporting.contains($0) }
    return Coverage(reporting: reporting.count, of: all, missing: missing)
  }

  /// Of a region of whose children none reports: all of them are missing.
  package func coverageWithoutReports(of region: RegionID) -> Coverage {
    coverage(
      of: content.regions[region], published: [Figure?](repeating: nil, count: content.regions.all.count))
  }

  /// The number of direct children where the registry has them all.
  private func fullCount(of region: Region) -> Int? {
    guard content.isHome(region.id), region.level < .district else { return nil }
    let registered = region.countedChildren.filter { content.regions[$0].isRegistered }
    return registered.isEmpty ? nil : registered.count
  }
}

/// The findings of one period.
package struct FigureTable: Sendable {
  package let query: PeriodQuery
  private let findings: [[Int: Finding]]

  init(query: PeriodQuery, findings: [[Int: Finding]]) {
    self.query = query
    self.findings = findings
  }

  package subscript(region: RegionID, metric: Int) -> Finding? { findings[region.index][metric] }

  /// The metrics for which anything is known of a region, in the registry's order.
  package func metrics(of region: RegionID) -> [Int] { findings[region.index].keys.sorted() }

  /// Every published figure, by region and metric index.
  package var published: [Figure] {
    findings.flatMap { row in row.sorted { $0.key < $1.key }.compactMap(\.value.published) }
  }
}

extension Content {
  /// The years in which anything dated begins or ends, for tables by year.
  package var years: [Int] {
    var years: Set<Int> = []
    for record in cases { years.formUnion(record.date.map { Content.years($0.value) } ?? []) }
    for figure in reports.flatMap(\.figures) { years.formUnion(figure.period.map(Content.years) ?? []) }
    return years.sorted()
  }

  private static func years(_ period: Period) -> [Int] {
    [period.start?.year, period.end.year].compactMap { $0 }
  }
}
