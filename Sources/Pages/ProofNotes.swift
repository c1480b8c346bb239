import Diagnostics
import Printing
import Records
import Statistics
import Wording

// The comments of a 校核稿: what each number that a sheet prints rests on.
extension Publication {
  /// The notes on numbers, by their ids in the sheet. An id that says no figure or number of the site has none.
  ///
  /// - Parameter wordings: the numbers as the sheet prints them, by their ids.
  package func proofNotes(on wordings: [String: String]) -> [String: ProofNote] {
    let reported = reportedNumbers
    var notes: [String: ProofNote] = [:]
    for (id, wording) in wordings {
      if let (report, figure) = reported[id] {
        notes[id] = note(on: figure, of: report, wording)
      } else if let (figure, isCounted) = figure(id) {
        notes[id] = note(on: figure, isCounted: isCounted, wording)
      } else {
        notes[id] = note(onCases: id, wording)
      }
    }
    return notes
  }

  /// The numbers of reports as they are there, by their ids.
  private var reportedNumbers: [String: (Report, ReportedFigure)] {
    var found: [String: (Report, ReportedFigure)] = [:]
    for report in content.reports {
      for figure in report.figures {
        found[NumberID.reported(report, figure, in: content)] = (report, figure)
      }
    }
    return found
  }

  /// The figure that an id says: `hubei/wuhan:sessions_held:2024`; with `:counted` at its end the number that the cases
  /// themselves come to.
  private func figure(_ id: String) -> (Figure, isCounted: Bool)? {
    let parts = id.split(separator: ":").map(String.init)
    guard parts.count > 2, let region = regionID(at: parts[0]),
      let metric = content.metrics.index(of: parts[1])
    else { return nil }
    let period = Period(code: parts[2])
    guard period != nil || parts[2] == "all" else { return nil }
    let table = figures.table(for: period)
    if parts.last == "counted" { return table[region, metric]?.counted.map { ($0, true) } }
    return (table.figure(region, metric) ?? table[region, metric]?.published).map { ($0, false) }
  }

  private func regionID(at address: String) -> RegionID? {
    content.regions.all.first { $0.address == address }?.id
  }

  private func note(on figure: Figure, isCounted: Bool, _ wording: String) -> ProofNote {
    let metric = content.metrics.all[figure.metric]
    var citations: [Citation] = [], written: [String] = [], remarks: [String] = []
    for source in figure.sources {
      let found = figures.citations(source.origin)
      citations += found
      let line = "\(source.file) 第\(content.line(of: source))行"
      if !written.contains(line) { written.append(line) }
      guard case .report(let index, let number) = source.origin else { continue }
      let report = content.reports[index]
      remarks += figures.remarks(report.figures[number], in: report).filter { !remarks.contains($0) }
    }
    return ProofNote(
      name: words.name(content.regions[figure.region]) + words.name(metric), wording: wording,
      period: words.time(of: figure, metric),
      basis: words.basis(of: figure, in: content), sources: pages(citations) + Publication.shortened(written),
      remarks: remarks)
  }

  private func note(on figure: ReportedFigure, of report: Report, _ wording: String) -> ProofNote {
    let text = report.document.source
    return ProofNote(
      name: words.name(content.regions[report.region]) + words.name(content.metrics.all[figure.metric]),
      wording: wording, period: figure.period.map(words.period) ?? words[.noPeriod],
      basis: "《\(report.title)》",
      sources: pages(report.citations(of: figure)) + [
        "\(report.file) 第\(text.position(at: figure.range.lowerBound).line)行"
      ], remarks: figures.remarks(figure, in: report))
  }

  /// The note on the number of cases of a region, all or those of a group (`NumberID.cases`): which they are.
  private func note(onCases id: String, _ wording: String) -> ProofNote? {
    let parts = id.split(separator: ":").map(String.init)
    guard parts.count >= 3, parts[parts.count - 2] == "#cases", let code = parts.last,
      let region = regionID(at: parts[0])
    else { return nil }
    var status: Case.Status?, activity: Case.Activity?
    if parts.count == 4 {
      let pair = parts[1].split(separator: "=", maxSplits: 1).map(String.init)
      status = pair[0] == "status" ? pair.last.flatMap(Case.Status.init) : nil
      activity = pair[0] == "activity" ? pair.last.flatMap(Case.Activity.init) : nil
      if status == nil, activity == nil { return nil }
    }
    let period = Period(code: code), query = period.map(PeriodQuery.period) ?? .all
    let cases = figures.ledger.casesBelow[region.index].map { content.cases[$0] }.filter { record in
      (status == nil || record.status == status) && (activity == nil || record.activity == activity)
        && (query == .all || record.date.map { query.admits($0.value) } ?? false)
    }
    let group = status.map { words.name($0) } ?? activity.map { words.name($0) } ?? ""
    return ProofNote(
      name: words.name(content.regions[region]) + group, wording: wording,
      period: period.map(words.period) ?? "", basis: words.name(Basis.counted),
      sources: Publication.shortened(cases.map(\.file)))
  }

  /// The cited pages with their lines, each once: `《…》，武汉市政协，第86行（来源001）`.
  private func pages(_ citations: [Citation]) -> [String] {
    content.sources.compactMap { page in
      let cited = citations.filter { $0.source == page.id }
      if cited.isEmpty { return nil }
      let lines = words.runs(Set(cited.flatMap(\.lines)).sorted())
      return "《\(page.title)》" + (page.issuer.map { "，" + $0 } ?? "") + (lines.isEmpty ? "" : "，第\(lines)行")
        + "（来源\(page.id)）"
    }
  }

  /// The first five, and how many there are.
  private static func shortened(_ places: [String]) -> [String] {
    places.count <= 6 ? places : places.prefix(5) + ["……共\(places.count)处"]
  }
}
