import Records
import Statistics
import Templates
import Wording

/// The figures as templates see them: docs/pages.md, “figure”, “coverage” and “cell”.
struct FigureData: Sendable {
  let figures: PublishedFigures
  let words: Words
  let links: Links
  let lists: CaseLists
  let errorReports: ErrorReports
  var content: Content { figures.content }

  // MARK: Cells of tables

  /// A published figure as a table shows it, or none, which a page prints as 未报.
  func cell(_ region: RegionID, _ metric: Int, in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    guard let finding = table[region, metric], let figure = table.figure(region, metric) else { return .none }
    let counted = counted(figure, finding).map { data.object(number(counted: $0, figure, in: table, &data)) }
    return data.object(cell(figure, counted, in: table, &data))
  }

  func coreCell(_ region: RegionID, _ metric: Int, in table: FigureTable, _ data: inout DataBuilder) -> Datum
  {
    cell(region, coreMetric(metric, of: region), in: table, &data)
  }

  /// The metric shown for a core one. Where the members deployed are not published, it is person-times: the same in all
  /// tables of a page, as everything dated decides.
  func coreMetric(_ metric: Int, of region: RegionID) -> Int {
    let all = figures.all
    guard content.metrics.all[metric].countedFrom == .namedMembers, all.figure(region, metric) == nil,
      let other = content.metrics.index(countedFrom: .memberPersonTimes), all.figure(region, other) != nil
    else { return metric }
    return other
  }

  /// The numbers that a region has reported of a metric without saying when. In the table of a year they are only
  /// mentioned, since they may be of another.
  func undated(_ region: RegionID, _ metric: Int, in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    data.list(figures.undated[region]?[metric] ?? []) { number, data in
      let report = content.reports[number.report], figure = report.figures[number.figure]
      let address = data.text(Address.region(content.regions[region]), "#s-undated")
      if table.query == .all {
        return data.object(self.number(figure, of: report, &data) + ["address": address])
      }
      return data.object([
        "id": .none, "display": .none,
        "unit": data.text(words.unit(of: figure, in: content)),
        "address": address,
      ])
    }
  }

  /// The core metrics of a region, with the coverage of each.
  func core(_ region: RegionID, _ data: inout DataBuilder) -> Datum {
    data.list(figures.coreMetrics) { metric, data in
      let coverage =
        figures.all[region, metric]?.coverage ?? figures.ledger.coverageWithoutReports(of: region)
      return data.object([
        "metric": links.metrics[metric], "cell": coreCell(region, metric, in: figures.all, &data),
        "undated": undated(region, metric, in: figures.all, &data),
        "coverage": value(of: coverage, of: metric, &data),
      ])
    }
  }

  private func cell(
    _ figure: Figure, _ counted: Datum?, in table: FigureTable, _ data: inout DataBuilder
  ) -> Fields {
    let metric = content.metrics.all[figure.metric], anchor = anchor(of: figure, in: table)
    let id = data.text(figure.idParts(in: content, query: table.query))
    return data.number(id, figure.quantity, words.unit(of: figure, in: content), words) + [
      "metric": links.metrics[figure.metric], "period": data.text(words.time(of: figure, metric)),
      "is_stock": Datum(metric.kind == .stock), "basis": links.term(figure.basis),
      "basis_text": data.text(words.basis(of: figure, in: content)), "is_partial": Datum(figure.isPartial),
      "counted": counted ?? .none,
      "change": change(of: figure, in: table, &data), "anchor": data.text(anchor),
      "address": data.text(Address.region(content.regions[figure.region]), "#", anchor),
    ]
  }

  /// The number that the cases themselves come to, where a figure is published otherwise, and does not hold all of
  /// them.
  private func counted(_ figure: Figure, _ finding: Finding) -> Figure? {
    guard figure.basis != .counted, let counted = finding.counted else { return nil }
    let held = Set(figure.sourceCases)
    return !held.isEmpty && held.isSuperset(of: counted.cases) ? nil : counted
  }

  private func number(
    counted figure: Figure, _ published: Figure, in table: FigureTable, _ data: inout DataBuilder
  ) -> Fields {
    let id = data.text(figure.idParts(in: content, query: table.query) + [":counted"])
    return data.number(id, figure.quantity, of: content.metrics.all[figure.metric], words) + [
      "is_partly_in": Datum(!published.sourceCases.isEmpty), "period": data.text(words.period(figure.period)),
    ]
  }

  /// The difference of a figure from that of a year before: docs/pages.md, “change”.
  private func change(of figure: Figure, in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    let metric = content.metrics.all[figure.metric]
    guard let earlier = figures.table(before: table),
      let change = Change(of: figure, metric, in: table, earlier: earlier)
    else { return .none }
    return data.object([
      "text": data.text(words.text(change, metric)), "direction": data.text(change.direction.rawValue),
    ])
  }

  // MARK: Figures with their explanations

  /// A published figure with all that explains it.
  func value(
    of figure: Figure, _ finding: Finding, in table: FigureTable, _ data: inout DataBuilder
  ) -> Datum {
    let counted = counted(figure, finding).map { counted in
      data.object(
        number(counted: counted, figure, in: table, &data) + ["cases": cases(behind: counted, &data)])
    }
    let citations =
      figure.reportSources.map(\.origin).flatMap(figures.citations)
      + figure.sourceCases.flatMap { content.cases[$0].citations }
    return data.object(
      cell(figure, counted, in: table, &data) + [
        "coverage": value(of: finding.coverage, of: figure.metric, &data),
        "left_out": data.list(figure.leftOut) { summand($0, of: figure, in: table, &$1) },
        "added_up": data.list(figure.addedUp) { summand($0, of: figure, in: table, &$1) },
        "added_cases": addedCases(figure, in: table, &data),
        "sources": links.sources(citations, &data), "is_own": Datum(isOwn(figure)),
        "notes": data.texts(notes(of: figure)), "revisions": revisions(of: figure, &data),
        // The reports that the number is in, whose own notes and corrections are read there.
        "reports": data.list(figure.reports) { links.report(content.reports[$0], &$1) },
        "cases": cases(behind: figure, &data), "case_total": Datum(figure.sourceCases.count),
        "report_address": data.text(reportAddress(of: figure, in: table)),
      ])
  }

  /// Whether any write-up that the number comes from cites no page.
  private func isOwn(_ figure: Figure) -> Bool {
    figure.reports.contains { content.reports[$0].isOwn }
      || figure.sourceCases.contains { content.cases[$0].isOwn }
  }

  /// The amount that cases add to the children's figures of a sum, and whose cases they are.
  private func addedCases(_ figure: Figure, in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    guard let added = figure.added else { return .none }
    let id = data.text(figure.idParts(in: content, query: table.query) + [":added"])
    return data.object(
      data.number(id, added, of: content.metrics.all[figure.metric], words) + [
        "whose": data.text(words[words.whoseCases(figure, in: content)])
      ])
  }

  func value(of coverage: Coverage, of metric: Int, _ data: inout DataBuilder) -> Datum {
    let undated = coverage.missing.filter { figures.hasUndated($0, metric) }
    let missing =
      undated.isEmpty ? coverage.missing : coverage.missing.filter { !figures.hasUndated($0, metric) }
    let more =
      undated.isEmpty ? "" : words[.clause] + words.filled(.coverageUndated, ["n": "\(undated.count)"])
    return data.object([
      "reporting": Datum(coverage.reporting), "of": coverage.of.map { Datum($0) } ?? .none,
      "missing": data.list(missing.map(links.region)), "undated": data.list(undated.map(links.region)),
      "text": data.text(
        coverage.of.map { words.filled(.coverage, ["n": "\(coverage.reporting)", "of": "\($0)"]) + more }),
    ])
  }

  /// The cases behind a figure; where they are more than a few, all of them are among those of its region.
  private func cases(behind figure: Figure, _ data: inout DataBuilder) -> Datum {
    let cases = figure.cases
    let address =
      lists.hasPages(cases)
      ? Address.folder("regions/\(content.regions[figure.region].address)/cases") : nil
    return lists.shortList(of: cases, at: address, &data)
  }

  /// A child with the figure that it has, whether it is in the sum or not.
  private func summand(
    _ child: RegionID, of figure: Figure, in table: FigureTable, _ data: inout DataBuilder
  ) -> Datum {
    let own = table[child, figure.metric]?.published
    return data.object([
      "id": data.text(own.map { $0.id(in: content, query: table.query) }),
      "title": data.text(words.name(content.regions[child])),
      "address": data.text(
        own.map { address(of: $0, in: table) } ?? Address.region(content.regions[child])),
      "display": data.quantity(own?.quantity, words),
      "unit": data.text(
        own.map { words.unit(of: $0, in: content) } ?? words.unit(content.metrics.all[figure.metric])),
      "period": data.period(own?.period, words),
      "basis_text": data.text(
        own.flatMap { $0.basis == .summed ? words.basis(of: $0, in: content) : nil }),
    ])
  }

  /// The remarks of the write-ups on the number itself.
  func notes(of figure: Figure) -> [String] {
    var notes: [String] = []
    for case .report(let index, let number) in figure.reportSources.map(\.origin) {
      let report = content.reports[index]
      notes += figures.remarks(report.figures[number], in: report).filter { !notes.contains($0) }
    }
    return notes
  }

  /// The address at which readers report that the number is wrong.
  private func reportAddress(of figure: Figure, in table: FigureTable) -> String? {
    let region = words.name(content.regions[figure.region])
    return errorReports.address(
      page: address(of: figure, in: table),
      titled: region + " " + words.name(content.metrics.all[figure.metric]),
      figure: figure.id(in: content, query: table.query))
  }

  // MARK: Where a figure is explained

  /// The id of the entry that explains a figure. The same figure for another period asked for has no entry of its own.
  func anchor(of figure: Figure, in table: FigureTable) -> String {
    let name = "figure-" + content.metrics.all[figure.metric].id
    return figures.isPublishedInAll(figure) ? name : name + "-" + table.query.code
  }

  /// The address of the entry that explains a figure.
  func address(of figure: Figure, in table: FigureTable) -> String {
    Address.region(content.regions[figure.region]) + "#" + anchor(of: figure, in: table)
  }

  /// The address of the entry that explains a figure, if the page of its region has one; else that page.
  func explanation(of figure: Figure, in table: FigureTable) -> String {
    let isListed =
      figures.isPublishedInAll(figure)
      || tablesMetrics.contains(figure.metric)
        && (figures.years.contains { $0.table.query == table.query }
          || figures.parts.contains { $0.query == table.query }
            && figures.isReportedForExactly(figure, in: table))
    return isListed ? address(of: figure, in: table) : Address.region(content.regions[figure.region])
  }

  /// The metrics in the tables by year and its parts.
  private var tablesMetrics: [Int] {
    figures.coreMetrics + [content.metrics.index(countedFrom: .memberPersonTimes)].compactMap { $0 }
  }

  /// Every figure that a page shows of a region: those of everything dated, then those that only a year has.
  func figures(of region: RegionID, _ data: inout DataBuilder) -> Datum {
    let inTables = tablesMetrics
    var found: [Datum] = []
    for metric in figures.all.metrics(of: region) {
      guard let finding = figures.all[region, metric], let figure = finding.published else { continue }
      found.append(value(of: figure, finding, in: figures.all, &data))
    }
    for (number, table) in (figures.years.map(\.table) + figures.parts).enumerated() {
      for metric in table.metrics(of: region) where inTables.contains(metric) {
        guard let finding = table[region, metric], let figure = table.figure(region, metric),
          !figures.isPublishedInAll(figure),
          number < figures.years.count || figures.isReportedForExactly(figure, in: table)
        else { continue }
        found.append(value(of: figure, finding, in: table, &data))
      }
    }
    return data.list(found)
  }

  // MARK: Reports

  /// The figures of reports without an end day: shown apart, and in no total.
  func undated(
    _ reports: [Report], _ data: inout DataBuilder, _ belongs: (ReportedFigure) -> Bool = { _ in true }
  ) -> Datum {
    var rows: [Datum] = []
    for report in reports {
      for figure in report.figures where figure.period == nil && belongs(figure) {
        rows.append(
          data.object(
            number(figure, of: report, &data) + [
              "region": links.region(report.region), "metric": links.metrics[figure.metric],
              "note": data.text(figures.remark(figure, in: report)), "report": links.report(report, &data),
              "sources": links.sources(report.citations(of: figure), &data), "is_own": Datum(report.isOwn),
            ]))
      }
    }
    return data.list(rows)
  }

  /// A number of a report as it is given there.
  func number(_ figure: ReportedFigure, of report: Report, _ data: inout DataBuilder) -> Fields {
    let id = data.text(NumberID.reported(report, figure, in: content))
    return data.number(id, figure.quantity, words.unit(of: figure, in: content), words)
  }
}
