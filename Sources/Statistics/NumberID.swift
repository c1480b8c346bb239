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

  /// The number of all cases of a region, or of those of a group: `hubei/wuhan:activity=service:#cases:2024`.
  package static func cases(of region: Region, _ group: LiveBlock.CaseGroup, _ query: PeriodQuery) -> String {
    let (breakdown, name): (Breakdown, String)
    switch group {
    case .all: return "\(region.address):#\(BreakdownRow.Records.cases.rawValue):\(query.code)"
    case .status(let status): (breakdown, name) = (.status, status.rawValue)
    case .activity(let activity): (breakdown, name) = (.activity, activity.rawValue)
    }
    return
      "\(region.address):\(breakdown.rawValue)=\(name):#\(BreakdownRow.Records.cases.rawValue):\(query.code)"
  }

  /// The number of cases of a region that have a status, as `casebook stats --by status` names it.
  package static func cases(of region: Region, _ status: Case.Status, _ query: PeriodQuery) -> String {
    cases(of: region, .status(status), query)
  }
}
