import Records
import Statistics
import Templates
import Wording

// Numbers that were changed after they were published: docs/pages.md, “revision”.
extension FigureData {
  /// The revisions of all reports, the newest first; those without a day last.
  func revisions(_ data: inout DataBuilder) -> Datum {
    let all = content.reports.flatMap { report in
      report.revisions.indices.map { (report: report, number: $0) }
    }
    func key(_ entry: (report: Report, number: Int)) -> (Int, String, Int) {
      (-(entry.report.revisions[entry.number].date?.ordinal ?? .min + 1), entry.report.file, entry.number)
    }
    return data.list(all.sorted { key($0) < key($1) }) { revision(of: $0.report, $0.number, &$1) }
  }

  /// The revisions that the reports behind a figure state of its metric.
  func revisions(of figure: Figure, _ data: inout DataBuilder) -> Datum {
    let stated = figure.reports.map { content.reports[$0] }.flatMap { report in
      report.revisions.indices.filter { report.revisions[$0].metric == figure.metric }.map { (report, $0) }
    }
    return data.list(stated) { revision(of: $0.0, $0.1, &$1) }
  }

  func revision(of report: Report, _ number: Int, _ data: inout DataBuilder) -> Datum {
    let revision = report.revisions[number]
    return data.object([
      "region": links.region(report.region), "metric": links.metrics[revision.metric],
      "old": data.text(words.quantity(revision.old)),
      "old_id": data.text(NumberID.revision(report, number, "old")),
      "old_unit": data.text(
        revision.unit ?? words.unit(content.metrics.all[revision.metric], after: revision.old)),
      "new": data.text(revision.new.map(words.quantity)),
      "new_id": data.text(revision.new.map { _ in NumberID.revision(report, number, "new") }),
      "date": data.day(revision.date, words), "reason": data.text(revision.reason),
      "report": links.report(report, &data),
    ])
  }
}
