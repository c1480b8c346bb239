import Diagnostics
import Records
import Statistics

/// A number of the site that belongs to a region and a metric: a row of `observations`.
struct Observation: Sendable {
  /// The `data-figure` that it has on pages.
  let id: String
  let number: Number
  /// The number of cases that are counted in it, without those in its children's figures.
  let cases: Int?

  init(_ id: String, _ number: Number, cases: Int? = nil) {
    self.id = id
    self.number = number
    self.cases = cases
  }

  enum Number: Sendable {
    /// The figure that is published for a period asked for.
    case published(Figure, Coverage, PeriodQuery)
    /// The sum over the cases, where another number is published.
    case counted(Figure, PeriodQuery)
    /// The amount that cases add to the children's figures of a sum.
    case added(Quantity, Figure, PeriodQuery)
    indirect case breakdown(BreakdownRow)
    /// The number of cases of a region, or of a brand and its like, that have a status.
    case status(Case.Status, count: Int, RegionID?, page: String)
    /// The indices of the report and of the figure in it.
    case reported(Int, figure: Int)
    /// A part of a reported number, by tier or sector.
    case part(Int, figure: Int, ReportedFigure.Tier)
    case revision(Int, number: Int, isNew: Bool)
    /// One side of a discrepancy, where it is none of the others.
    indirect case statement(Discrepancy.Statement, anchor: String)
  }
}

extension PublishedFigures {
  /// All observations, by the bytes of their ids.
  var observations: [Observation] {
    let breakdowns = self.breakdowns
    // The ids of a region all begin with its address and a colon, those of a report with its own: sorted by their first
    // ids, the lists are in order as they are.
    let lists =
      content.regions.all.map(\.id).parallelMap { region in
        (observations(of: region) + (breakdowns[region] ?? []) + statuses(of: region)).sortedByBytes(\.id)
      }
      + Array(content.reports.indices).parallelMap { observations(ofReport: $0).sortedByBytes(\.id) }
      + reconciliation.map(observations) + namedStatuses
    return Array(lists.filter { !$0.isEmpty }.sortedByBytes { $0[0].id }.joined())
  }

  // MARK: Regions

  /// The published figures of everything dated and of each year; of parts of years those that reports speak of. A stock
  /// is a figure of the year in which its day lies, and of no later one.
  private func observations(of region: RegionID) -> [Observation] {
    var found: [Observation] = []
    func add(_ table: FigureTable, _ isWanted: (Figure) -> Bool = { _ in true }) {
      for metric in table.metrics(of: region) {
        guard let finding = table[region, metric], let figure = table.figure(region, metric), isWanted(figure)
        else { continue }
        let id = figure.id(in: content, query: table.query)
        found.append(
          Observation(id, .published(figure, finding.coverage, table.query), cases: figure.cases.count))
        if let added = figure.added {
          found.append(
            Observation(id + ":added", .added(added, figure, table.query), cases: figure.cases.count))
        }
        if let counted = finding.counted, figure.basis != .counted {
          found.append(
            Observation(id + ":counted", .counted(counted, table.query), cases: counted.cases.count))
        }
      }
    }
    add(all)
    for year in years { add(year.table) }
    for part in parts { add(part) { isReportedForExactly($0, in: part) } }
    return found
  }

  /// The breakdowns of the home region; members and donations by the region that publishes them.
  private var breakdowns: [RegionID: [Observation]] {
    let breakdowns = Breakdowns(ledger)
    var found: [RegionID: [Observation]] = [:]
    for row in Breakdown.allCases.flatMap({ breakdowns.rows($0, of: content.home, in: all) }) {
      found[row.region, default: []].append(
        Observation(
          row.id(in: content, query: .all), .breakdown(row),
          cases: row.basis == .counted ? row.cases.count : nil))
    }
    return found
  }

  // MARK: What cases have come to

  /// The statuses of the cases of a region; those of the home region are among its breakdowns.
  private func statuses(of region: RegionID) -> [Observation] {
    if region == content.home { return [] }
    let address = content.regions[region].address
    return statuses(of: ledger.casesBelow[region.index]) { status, count in
      Observation(
        "\(address):status=\(status.rawValue):#cases:all",
        .status(status, count: count, region, page: "regions/" + address), cases: count)
    }
  }

  /// The statuses of the cases of each brand, method, topic and platform.
  private var namedStatuses: [[Observation]] {
    named(content.brands) { $0.brand.map { [$0] } ?? [] }
      + named(content.methods) { $0.method.map { [$0] } ?? [] }
      + named(content.topics) { Array(Set($0.topics)) }
      + named(content.platforms) { $0.platform.map { [$0] } ?? [] }
  }

  private func named<Record: NamedRecord>(_ records: [Record], _ uses: (Case) -> [Int]) -> [[Observation]] {
    guard content.settings.sections.contains(Record.section) else { return [] }
    var cases = [[Int]](repeating: [], count: records.count)
    for (index, record) in content.cases.enumerated() {
      for number in uses(record) { cases[number].append(index) }
    }
    return zip(records, cases).map { record, cases in
      let page = Record.section.rawValue + "/" + record.naming.stem
      return statuses(of: cases) { status, count in
        Observation(
          "\(page):status=\(status.rawValue):#cases", .status(status, count: count, nil, page: page),
          cases: count)
      }.sortedByBytes(\.id)
    }
  }

  private func statuses(of cases: [Int], _ make: (Case.Status, Int) -> Observation) -> [Observation] {
    var counts: [Case.Status: Int] = [:]
    for index in cases { counts[content.cases[index].status, default: 0] += 1 }
    return Case.Status.allCases.compactMap { status in counts[status].map { make(status, $0) } }
  }

  // MARK: Reports and reconciliation

  private func observations(ofReport index: Int) -> [Observation] {
    let report = content.reports[index]
    let figures = report.figures.enumerated().flatMap { number, figure in
      let id = NumberID.reported(report, figure, in: content)
      func part(_ kind: String, _ part: ReportedFigure.Tier) -> Observation {
        Observation("\(id):\(kind)=\(part.name)", .part(index, figure: number, part))
      }
      return [Observation(id, .reported(index, figure: number))] + figure.tiers.map { part("tier", $0) }
        + figure.sectors.map { part("sector", $0) }
    }
    let revisions = report.revisions.indices.flatMap { number in
      (report.revisions[number].new == nil ? [false] : [false, true]).map { isNew in
        Observation(
          NumberID.revision(report, number, isNew ? "new" : "old"),
          .revision(index, number: number, isNew: isNew))
      }
    }
    return figures + revisions
  }

  /// A side that is a number of a report has the report's id.
  private func observations(_ item: Reconciled) -> [Observation] {
    [(item.discrepancy.left, "left"), (item.discrepancy.right, "right")].compactMap { statement, side in
      reported(statement) == nil
        ? Observation(
          "reconciliation=\(item.anchor):\(side)", .statement(statement, anchor: item.anchor)) : nil
    }
  }
}

/// The numbers that do not fit together with others, and whether that is explained.
struct ObservationStatus: Sendable {
  private struct RegionMetric: Hashable {
    let region: RegionID
    let metric: Int
  }
  private var statements: [RegionMetric: [(statement: Discrepancy.Statement, isExplained: Bool)]] = [:]

  init(_ discrepancies: [Discrepancy]) {
    for item in discrepancies {
      for side in [item.left, item.right] {
        statements[RegionMetric(region: side.region, metric: side.metric), default: []].append(
          (side, !item.explanations.isEmpty))
      }
    }
  }

  /// The code of SDMX's CL_OBS_STATUS: A, D or V.
  func status(of quantity: Quantity, _ period: Period?, _ region: RegionID, _ metric: Int) -> String {
    let own = statements[RegionMetric(region: region, metric: metric)]?.filter {
      $0.statement.quantity == quantity && $0.statement.period == period
    }
    guard let own, !own.isEmpty else { return "A" }
    return own.contains { !$0.isExplained } ? "V" : "D"
  }
}
