import Records

/// The ids in `data-figure` of numbers that are no published figures: each stable as long as its write-up keeps its
/// address, and of one number only.
package enum NumberID {
  /// A number of a report, as it is there: `reports/wuhan-2024:sessions_held:2024`.
  package static func reported(_ report: Report, _ figure: ReportedFigure, in content: Content) -> String {
    "reports/\(report.stem):\(content.metrics.all[figure.metric].id):\(figure.period?.code ?? "undated")"
  }

  /// A number before or after a revision: `reports/wuhan-2024:revision=1:old`.
  package static func revision(_ report: Report, _ number: Int, _ side: String) -> String {
    "reports/\(report.stem):revision=\(number + 1):\(side)"
  }

  /// The number of cases of a region that have a status, as `casebook stats --by status` names it.
  package static func cases(of region: Region, _ status: Case.Status, _ query: PeriodQuery) -> String {
    "\(region.address):\(Breakdown.status.rawValue)=\(status.rawValue):#\(BreakdownRow.Records.cases.rawValue):\(query.code)"
  }
}
