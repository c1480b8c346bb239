import Records
import Statistics

/// The numbers that regions reported before the period asked for, to be compared with: none of them is a start for the
/// new ones but to the eye.
struct EarlierFigures {
  /// The reports of each region, the best to compare with first.
  private let reports: [RegionID: [Report]]
  /// The metrics that any of them gives.
  let metrics: Set<Int>

  struct Earlier {
    let quantity: Quantity
    let unit: String
    let period: Period?
    let report: Report
  }

  init(_ content: Content, of regions: [RegionID], before period: Period?) {
    let wanted = Set(regions), like = period?.previousLike
    let known = content.reports.filter { report in
      guard wanted.contains(report.region), let own = report.period else { return false }
      return period.map { own.end < ($0.start ?? $0.end) } ?? true
    }
    reports = Dictionary(grouping: known, by: \.region).mapValues { reports in
      reports.sorted { a, b in
        let isLike = (a.period == like, b.period == like)
        if isLike.0 != isLike.1 { return isLike.0 }
        let ends = (a.period?.end.ordinal ?? 0, b.period?.end.ordinal ?? 0)
        return ends.0 != ends.1 ? ends.0 > ends.1 : a.stem.utf8.lexicographicallyPrecedes(b.stem.utf8)
      }
    }
    metrics = Set(known.flatMap { $0.figures.map(\.metric) })
  }

  var isEmpty: Bool { reports.isEmpty }

  /// The number of a region that a report before gives, and no later one does.
  func earlier(_ metric: Int, of region: RegionID) -> Earlier? {
    for report in reports[region] ?? [] {
      guard let figure = report.figures.first(where: { $0.metric == metric }) else { continue }
      return Earlier(
        quantity: figure.quantity, unit: figure.unit ?? "", period: figure.period ?? report.period,
        report: report)
    }
    return nil
  }
}
