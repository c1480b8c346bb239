import Records

/// The figures of all regions and metrics, for any period asked for (docs/figures.md, Published figures).
///
/// It is a class, since everything that has to do with figures refers to it.
package final class Ledger: Sendable {
  package let content: Content
  /// The dated figures of reports, by metric and region.
  private let candidates: [[RegionID: [Candidate]]]
  /// The numbers that cases count towards each metric, if they can.
  let counts: [CaseCount?]
  /// The cases of each region itself.
  private let ownCases: [[Int]]
  /// The cases of each region and all below it.
  package let casesBelow: [[Int]]
  /// The rank of each region in the order of their paths.
  package let ranksByPath: [Int]
  /// All regions, each after those that count under it.
  private let bottomUp: [Node]
  /// The regions that can have a finding, by metric; each after those that count under it.
  private let order: [[Node]]

  /// A region with those that it is added up with, looked up once for all metrics and periods.
  struct Node {
    let id: RegionID
    /// The region that it counts under.
    let parent: RegionID?
    /// The regions that count under it.
    let children: [RegionID]
    /// The number of direct children where the registry has them all.
    let fullCount: Int?
    let isHome: Bool
    /// The sum of a province would be read as its total, whatever stands beside it.
    let isProvince: Bool

    fileprivate init(_ region: Region, isHome: Bool, in content: Content) {
      id = region.id
      parent = region.countedUnder
      children = region.countedChildren
      func isRegistered(_ id: RegionID) -> Bool { content.regions[id].isRegistered }
      // A region that is only counted here makes no list of those that lie here.
      let hasList = isHome && region.children.contains(where: isRegistered)
      fullCount = hasList ? children.count(where: isRegistered) : nil
      self.isHome = isHome
      isProvince = region.level == .province
    }
  }

  package init(_ content: Content) {
    let regions = content.regions, metrics = content.metrics.all
    var candidates = [[RegionID: [Candidate]]](repeating: [:], count: metrics.count)
    for (index, report) in content.reports.enumerated() {
      for (number, figure) in report.figures.enumerated() {
        guard let period = figure.period else { continue }
        candidates[figure.metric][report.region, default: []].append(
          Candidate(
            report: index, figure: number, period: period, published: report.published, file: report.file,
            quantity: figure.quantity, range: figure.range, dayWithin: figure.dayWithin))
      }
    }

    let parents = regions.all.map(\.countedUnder)
    var own = [[Int]](repeating: [], count: regions.all.count), below = own
    for (index, record) in content.cases.enumerated() {
      own[record.region.index].append(index)
      var next: RegionID? = record.region
      while let region = next {
        below[region.index].append(index)
        next = parents[region.index]
      }
    }

    let isHome = regions.membership(in: content.home)
    let nodes = regions.bottomUp.map { Node(regions[$0], isHome: isHome[$0.index], in: content) }
    order = metrics.indices.map { metric in
      let isCounted = metrics[metric].countedFrom != nil
      guard isCounted || !candidates[metric].isEmpty else { return [] }
      var isKnown = [Bool](repeating: false, count: regions.all.count)
      for node in nodes {
        let known = isKnown[node.id.index] || candidates[metric][node.id] != nil
        isKnown[node.id.index] = known
        if known, let parent = node.parent { isKnown[parent.index] = true }
      }
      return nodes.filter { isKnown[$0.id.index] || (isCounted && !below[$0.id.index].isEmpty) }
    }
    self.content = content
    self.candidates = candidates
    counts = CaseCount.all(in: content)
    ownCases = own
    casesBelow = below
    ranksByPath = regions.ranksByPath
    bottomUp = nodes
  }

  /// Everything known for a period. The regions are worked through from below, since a sum needs its parts.
  package func table(for query: PeriodQuery) -> FigureTable {
    var findings: [(region: RegionID, finding: Finding)] = []
    for metric in content.metrics.all.indices where !order[metric].isEmpty {
      let count = counts[metric]
      let totals = count?.totals(for: query, bottomUp: bottomUp, casesBelow: casesBelow)
      var published = [Figure?](repeating: nil, count: casesBelow.count)
      var hasReportBelow = [Bool](repeating: false, count: casesBelow.count)
      for node in order[metric] {
        let region = node.id.index, reportBelow = hasReportBelow[region]
        let reported = reported(node.id, metric, query)
        let summed = summed(node, metric, published: published)
        let counted = totals?[region].flatMap {
          count?.figure($0, of: node.id, among: casesBelow[region], query)
        }
        if let parent = node.parent, reported != nil || reportBelow { hasReportBelow[parent.index] = true }
        guard reported != nil || summed != nil || counted != nil || reportBelow else { continue }
        let finding = Finding(
          metric: metric, reported: reported, summed: summed, counted: counted,
          published: reported ?? summed ?? (reportBelow ? nil : counted),
          coverage: coverage(of: node, published: published))
        published[region] = finding.published
        findings.append((node.id, finding))
      }
    }
    return FigureTable(query: query, findings, regions: casesBelow.count)
  }

  /// The published figures of a metric that rest on reports, by region.
  func published(_ metric: Int, for query: PeriodQuery) -> [Figure?] {
    var published = [Figure?](repeating: nil, count: casesBelow.count)
    for node in order[metric] {
      published[node.id.index] =
        reported(node.id, metric, query) ?? summed(node, metric, published: published)
    }
    return published
  }

  /// The most that the published figures of each region can come to at any time.
  func most(of metric: Int, reported: (RegionID) -> [Discrepancy.Statement]) -> [Number] {
    var most = [Number](repeating: .zero, count: casesBelow.count)
    for node in order[metric] {
      let own = reported(node.id).reduce(Number.zero) { $0 + ($1.quantity.low ?? .zero) }
      var below = node.children.reduce(Number.zero) { $0 + most[$1.index] }
      if let count = counts[metric], count.addsUp {
        below = below + count.greatestLow(of: ownCases[node.id.index])
      }
      most[node.id.index] = max(own, below)
    }
    return most
  }

  // MARK: Reported

  private func reported(_ region: RegionID, _ metric: Int, _ query: PeriodQuery) -> Figure? {
    guard let all = candidates[metric][region] else { return nil }
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
      dayWithin: chosen.count == 1 ? chosen[0].dayWithin : nil, reported: chosen.map(\.source))
  }

  // MARK: Summed

  /// The sum of the children's published figures that rest on a report; flows only of like periods, together with the
  /// cases of that time that no child's figure covers.
  private func summed(_ region: Node, _ metric: Int, published: [Figure?]) -> Figure? {
    guard region.isHome else { return nil }
    let figures = region.children.compactMap { published[$0.index] }.filter(\.restsOnReports)
    if figures.isEmpty { return nil }
    let definition = content.metrics.all[metric]
    guard definition.addsOverRegions, definition.kind == .flow || definition.kind == .stock else {
      return nil
    }
    let members = definition.kind == .stock ? figures : Ledger.largestLikeGroup(figures)
    guard !members.isEmpty, !region.isProvince || members.count == region.children.count,
      let period = members.count == 1 ? members[0].period : Period(spanning: members.map(\.period)),
      var quantity = Quantity(sum: members.map(\.quantity))
    else { return nil }
    var counted: CountedCases?, added: Quantity?
    if definition.kind == .flow, period.start != nil, let count = counts[metric], count.addsUp {
      let covered = Set(figures.map(\.region))
      let uncovered =
        [ownCases[region.id.index]]
        + region.children.filter { !covered.contains($0) }.map { casesBelow[$0.index] }
      if let more = count.total(of: Array(uncovered.joined()), for: .period(period)) {
        let cases = count.quantity(more)
        added = cases
        quantity = quantity + cases
        counted = CountedCases(by: count, query: .period(period), lists: uncovered)
      }
    }
    let included = Set(members.map(\.region))
    return Figure(
      region: region.id, metric: metric, quantity: quantity, period: period, basis: .summed,
      summands: members, counted: counted, added: added,
      leftOut: figures.map(\.region).filter { !included.contains($0) },
      lacksChildren: region.fullCount != members.count)
  }

  /// The largest group of figures with like periods; empty if two groups are largest. A period that is like no other
  /// (an unknown start, a gap) is a group of its own.
  private static func largestLikeGroup(_ figures: [Figure]) -> [Figure] {
    let alike = Dictionary(grouping: figures.filter { $0.period.monthKey != nil }) { $0.period.monthKey }
    let groups = alike.values + figures.filter { $0.period.monthKey == nil }.map { [$0] }
    let largest = groups.map(\.count).max() ?? 0
    let candidates = groups.filter { $0.count == largest }
    return candidates.count == 1 ? candidates[0] : []
  }

  // MARK: Coverage

  private func coverage(of region: Node, published: [Figure?]) -> Coverage {
    let missing = region.children.filter { !(published[$0.index]?.restsOnReports ?? false) }
    return Coverage(
      reporting: region.children.count - missing.count, of: region.fullCount,
      missing: region.fullCount == nil ? [] : missing)
  }

  /// The coverage of a region none of whose children reports: all of them are missing.
  package func coverageWithoutReports(of region: RegionID) -> Coverage {
    let node = Node(content.regions[region], isHome: content.isHome(region), in: content)
    return Coverage(reporting: 0, of: node.fullCount, missing: node.fullCount == nil ? [] : node.children)
  }
}

/// The findings of one period.
package struct FigureTable: Sendable {
  package let query: PeriodQuery
  /// The findings, by region, then metric.
  let findings: [Finding]
  /// The index at which the findings of each region begin; the last is where all end.
  private let starts: [Int]

  /// - Parameter found: the findings, by metric.
  fileprivate init(query: PeriodQuery, _ found: [(region: RegionID, finding: Finding)], regions: Int) {
    self.query = query
    var counts = [Int](repeating: 0, count: regions + 1)
    for (region, _) in found { counts[region.index + 1] += 1 }
    for region in 0..<regions { counts[region + 1] += counts[region] }
    starts = counts
    var order = [Int](repeating: 0, count: found.count)
    for (index, (region, _)) in found.enumerated() {
      order[counts[region.index]] = index
      counts[region.index] += 1
    }
    findings = order.map { found[$0].finding }
  }

  package subscript(region: RegionID, metric: Int) -> Finding? {
    row(of: region).first { $0.metric == metric }
  }

  /// The published figure, if it is one of the period asked for. A stock of an earlier day is only what was last known
  /// then; a table by periods shows it in its own.
  package func figure(_ region: RegionID, _ metric: Int) -> Figure? {
    self[region, metric]?.published.flatMap { query.admits($0.period) ? $0 : nil }
  }

  /// The metrics for which anything is known of a region, in the registry's order.
  package func metrics(of region: RegionID) -> [Int] { row(of: region).map(\.metric) }

  private func row(of region: RegionID) -> ArraySlice<Finding> {
    findings[starts[region.index]..<starts[region.index + 1]]
  }

  /// Every published figure, by region and metric index.
  package var published: [Figure] { findings.compactMap(\.published) }
}

extension Content {
  /// The years in which anything dated begins or ends, for tables by year.
  package var years: [Int] {
    var years: Set<Int> = []
    func add(_ period: Period?) {
      guard let period else { return }
      if let start = period.start { years.insert(start.year) }
      years.insert(period.end.year)
    }
    for record in cases { add(record.date?.value) }
    for report in reports { for figure in report.figures { add(figure.period) } }
    return years.sorted()
  }
}

extension RegionTree {
  fileprivate var ranksByPath: [Int] {
    var ranks = [Int](repeating: 0, count: all.count)
    let paths = all.map(\.path)
    for (rank, index) in paths.indices.sorted(by: { paths[$0] < paths[$1] }).enumerated() {
      ranks[index] = rank
    }
    return ranks
  }

  /// Whether each region is that region, or counts under it.
  func membership(in region: RegionID) -> [Bool] {
    var isWithin = [Bool](repeating: false, count: all.count)
    for id in bottomUp.reversed() {
      isWithin[id.index] = id == region || self[id].countedUnder.map { isWithin[$0.index] } ?? false
    }
    return isWithin
  }
}
