import Records
import Statistics
import Templates

// Numbers that were changed after they were published: docs/pages.md, “revision”.
extension Publication {
  /// Of all reports, the newest first; those without a day last.
  var revisions: [Value] {
    let all = content.reports.flatMap { report in
      report.revisions.indices.map { (report: report, number: $0) }
    }
    func key(_ entry: (report: Report, number: Int)) -> (Int, String, Int) {
      (-(entry.report.revisions[entry.number].date?.ordinal ?? .min + 1), entry.report.file, entry.number)
    }
    return all.sorted { key($0) < key($1) }.map { revision(of: $0.report, $0.number) }
  }

  /// Those that the reports behind a figure state of its metric.
  func revisions(of figure: Figure) -> [Value] {
    var reports: [Int] = []
    for case .report(let index, _) in figure.reportSources.map(\.origin) where !reports.contains(index) {
      reports.append(index)
    }
    return reports.map { content.reports[$0] }.flatMap { report in
      report.revisions.indices.filter { report.revisions[$0].metric == figure.metric }
        .map { revision(of: report, $0) }
    }
  }

  func revision(of report: Report, _ number: Int) -> Value {
    let revision = report.revisions[number]
    return [
      "region": link(report.region), "metric": metrics[revision.metric],
      "old": .string(revision.old.display), "old_id": .string(NumberID.revision(report, number, "old")),
      "new": .string(revision.new.display), "new_id": .string(NumberID.revision(report, number, "new")),
      "date": Value(revision.date.map(Period.init(day:))), "reason": .string(revision.reason),
      "report": .link(report.title, Address.report(report, in: content)),
    ]
  }
}
