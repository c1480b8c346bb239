import Diagnostics
import Records
import Synchronization

/// Every figure that a site publishes: of everything dated, of each year and of the parts of years that reports speak
/// of; and what does not fit together. It is the same in all languages.
package final class PublishedFigures: Sendable {
  package let ledger: Ledger
  package var content: Content { ledger.content }
  /// The figures of everything dated.
  package let all: FigureTable
  /// The figures of each year, newest first.
  package let years: [(year: Int, table: FigureTable)]
  /// The figures of the half-years, quarters and months that reports speak of, newest first.
  package let parts: [FigureTable]
  /// The tables of years and their parts, by the period asked for.
  private let tables: [Period: FigureTable]
  /// Those of other periods that texts ask for.
  private let others = Mutex<[Period: FigureTable]>([:])
  /// The figures of everything dated for each metric, by the path of their region.
  package let byMetric: [[Figure]]
  /// The metrics that every region's page begins with.
  package let coreMetrics: [Int]
  /// The numbers of reports that do not say of when they are, by region and metric.
  package let undated: [RegionID: [Int: [(report: Int, figure: Int)]]]
  package let discrepancies: [Discrepancy]
  /// The discrepancies in the order of their page, with their anchors there.
  package let reconciliation: [Reconciled]
  /// The reasons for which a number of a report does not fit another, by its file and its offset there.
  private let reasons: [String: [Int: [String]]]

  package init(_ ledger: Ledger, _ discrepancies: [Discrepancy]) {
    self.ledger = ledger
    let content = ledger.content, metrics = content.metrics.all
    let calendar = content.years.reversed().map { Period(year: $0) }
    let periods = calendar + content.partsOfYears.reversed()
    let made = ([.all] + periods.map { .period($0) }).parallelMap { ledger.table(for: $0) }
    all = made[0]
    years = zip(calendar, made.dropFirst()).map { ($0.end.year, $1) }
    parts = Array(made.dropFirst(calendar.count + 1))
    tables = Dictionary(zip(periods, made.dropFirst())) { first, _ in first }
    let rank = ledger.ranksByPath
    var byMetric = [[Figure]](repeating: [], count: metrics.count)
    for figure in all.published { byMetric[figure.metric].append(figure) }
    self.byMetric = byMetric.map { $0.sorted { rank[$0.region.index] < rank[$1.region.index] } }
    coreMetrics = metrics.indices.filter { metrics[$0].isCore }
    var undated: [RegionID: [Int: [(report: Int, figure: Int)]]] = [:]
    for (index, report) in content.reports.enumerated() {
      for (number, figure) in report.figures.enumerated() where figure.period == nil {
        undated[report.region, default: [:]][figure.metric, default: []].append((index, number))
      }
    }
    self.undated = undated
    self.discrepancies = discrepancies
    reconciliation = Reconciled.all(discrepancies, in: ledger)
    var reasons: [String: [Int: [String]]] = [:]
    for item in discrepancies {
      for (side, texts) in [(item.left, item.leftReasons), (item.right, item.rightReasons)] {
        guard !texts.isEmpty, let source = side.sources.first else { continue }
        let known = reasons[source.file]?[source.range.lowerBound] ?? []
        reasons[source.file, default: [:]][source.range.lowerBound] =
          known + texts.filter { !known.contains($0) }
      }
    }
    self.reasons = reasons
  }

  // MARK: Tables

  /// The figures of a period, or of everything dated.
  package func table(for period: Period?) -> FigureTable {
    guard let period else { return all }
    if let table = tables[period] ?? others.withLock({ $0[period] }) { return table }
    let table = ledger.table(for: .period(period))
    others.withLock { $0[period] = table }
    return table
  }

  /// The table of the same months a year before, if anything is known of them.
  package func table(before table: FigureTable) -> FigureTable? {
    table.query.period?.previousLike.flatMap { tables[$0] }
  }

  /// Whether a region has reported anything of a metric without saying when.
  package func hasUndated(_ region: RegionID, _ metric: Int) -> Bool { undated[region]?[metric] != nil }

  /// Whether a figure is published for everything dated just as it is for the period of its table.
  package func isPublishedInAll(_ figure: Figure) -> Bool {
    guard let other = all[figure.region, figure.metric]?.published else { return false }
    return other.period == figure.period && other.quantity == figure.quantity && other.basis == figure.basis
  }

  /// Whether a figure rests on reports that speak of the very period asked for.
  package func isReportedForExactly(_ figure: Figure, in table: FigureTable) -> Bool {
    let metric = content.metrics.all[figure.metric]
    guard let period = table.query.period, metric.kind != .stock else { return false }
    return figure.restsOnReports && figure.fills(period, metric)
  }

  // MARK: What write-ups say

  /// The remarks of a report on one of its numbers: its note, and why it does not fit another.
  package func remarks(_ figure: ReportedFigure, in report: Report) -> [String] {
    [figure.note].compactMap { $0 } + (reasons[report.file]?[figure.range.lowerBound] ?? [])
  }

  /// The remarks in one text.
  package func remark(_ figure: ReportedFigure, in report: Report) -> String? {
    let all = remarks(figure, in: report)
    return all.isEmpty ? nil : all.joined()
  }

  /// The pages from which the write-up that gives a number has it.
  package func citations(_ origin: FigureSource.Origin) -> [Citation] {
    switch origin {
    case .case(let index): content.cases[index].citations
    case .report(let index, let number):
      content.reports[index].citations(of: content.reports[index].figures[number])
    case .record: []
    }
  }

  /// The number of a report that a statement is, if it is one and no sum or base.
  package func reported(_ statement: Discrepancy.Statement) -> (Report, ReportedFigure)? {
    guard let (report, number) = content.reportedFigure(statement) else { return nil }
    let figure = content.reports[report].figures[number]
    return figure.metric == statement.metric ? (content.reports[report], figure) : nil
  }
}

/// A discrepancy with its anchor on the page of what does not fit together.
package struct Reconciled: Sendable {
  package let discrepancy: Discrepancy
  /// `reports-disagree-hubei-wuhan-sessions_held`, with a number where several would have it.
  package let anchor: String

  /// The region of each side, once.
  package var regions: Set<RegionID> { [discrepancy.left.region, discrepancy.right.region] }

  /// All discrepancies by the path of the region whose statement is too large; in each region in the order of the
  /// checks.
  fileprivate static func all(_ discrepancies: [Discrepancy], in ledger: Ledger) -> [Reconciled] {
    let content = ledger.content
    var counts: [String: Int] = [:]
    func rank(_ item: Discrepancy) -> Int { ledger.ranksByPath[item.left.region.index] }
    let ordered = discrepancies.enumerated().sorted { a, b in
      (rank(a.element), a.offset) < (rank(b.element), b.offset)
    }
    return ordered.map { _, item in
      let slug = content.regions[item.left.region].address.replacing("/", with: "-")
      let name = "\(item.kind.rawValue)-\(slug)-\(content.metrics.all[item.metric].id)"
      counts[name, default: 0] += 1
      let count = counts[name, default: 1]
      return Reconciled(discrepancy: item, anchor: count == 1 ? name : "\(name)-\(count)")
    }
  }
}

extension Report {
  /// The pages on which one of its figures is: its own lines of the report's page, else the report's.
  package func citations(of figure: ReportedFigure) -> [Citation] {
    let lines = figure.lines
    guard !lines.isEmpty, let first = citations.first else { return citations }
    return [Citation(source: first.source, lines: lines)]
  }
}

extension FigureSource {
  package var location: Location { Location(file, range) }
}

extension Content {
  /// The line of a write-up on which a number is, from 1.
  package func line(of source: FigureSource) -> Int {
    let text: SourceText
    switch source.origin {
    case .report(let index, _): text = reports[index].document.source
    case .case(let index): text = cases[index].document.source
    case .record: return 1
    }
    return text.position(at: source.range.lowerBound).line
  }
}
