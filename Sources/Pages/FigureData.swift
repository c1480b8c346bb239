import Records
import Statistics
import Templates
import Wording

// What templates see of a number: docs/pages.md, “figure”, “coverage” and “cell”.
extension Publication {
  /// A published figure as a table shows it, or none, which a page prints as 未报.
  func cell(_ region: RegionID, _ metric: Int, in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    guard let finding = table[region, metric], let figure = table.figure(region, metric) else { return .none }
    let counted = counted(figure, finding).map { data.object(number(counted: $0, figure, in: table, &data)) }
    return data.object(cell(figure, counted, in: table, &data))
  }

  /// The metric in the place of a core one. Where members deployed are not published, it is person-times: the same in all
  /// tables of a page, as everything dated decides.
  func coreMetric(_ metric: Int, of region: RegionID) -> Int {
    guard content.metrics.all[metric].countedFrom == .namedMembers, all.figure(region, metric) == nil,
      let other = content.metrics.index(countedFrom: .memberPersonTimes), all.figure(region, other) != nil
    else { return metric }
    return other
  }

  func coreCell(
    _ region: RegionID, _ metric: Int, in table: FigureTable, _ data: inout DataBuilder
  ) -> Datum {
    cell(region, coreMetric(metric, of: region), in: table, &data)
  }

  /// What a region has reported of a metric without saying when. In the table of a year the number does not stand, since
  /// it may be one of another.
  func undated(_ region: RegionID, _ metric: Int, in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    data.list(undatedFigures[region]?[metric] ?? []) { place, data in
      let report = content.reports[place.report], figure = report.figures[place.figure]
      let isNamed = table.query == .all
      return data.object([
        "id": isNamed ? data.text(NumberID.reported(report, figure, in: content)) : .none,
        "display": isNamed ? data.verbatim(words.quantity(figure.quantity)) : .none,
        "unit": data.text(words.unit(content.metrics.all[metric], after: figure.quantity)),
        "address": data.text(Address.region(content.regions[region]), "#s-undated"),
      ])
    }
  }

  /// The core metrics of a region, with the coverage of each.
  func core(_ region: RegionID, in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    data.list(coreMetrics) { metric, data in
      let coverage = table[region, metric]?.coverage ?? ledger.coverageWithoutReports(of: region)
      return data.object([
        "metric": metrics[metric], "cell": coreCell(region, metric, in: table, &data),
        "undated": undated(region, metric, in: table, &data),
        "coverage": value(of: coverage, of: metric, &data),
      ])
    }
  }

  private func cell(
    _ figure: Figure, _ counted: Datum?, in table: FigureTable, _ data: inout DataBuilder
  ) -> Fields {
    let isStock = content.metrics.all[figure.metric].kind == .stock, anchor = anchor(of: figure, in: table)
    return [
      "id": data.text(figure.idParts(in: content, query: table.query)), "metric": metrics[figure.metric],
      "display": data.verbatim(words.quantity(figure.quantity)),
      "unit": data.text(words.unit(content.metrics.all[figure.metric], after: figure.quantity)),
      "period": data.text(isStock ? words.asOf(figure.period) : words.period(figure.period)),
      "is_stock": Datum(isStock), "basis": links.term(figure.basis),
      "basis_text": data.text(words.basis(of: figure, in: content)), "is_partial": Datum(figure.isPartial),
      "counted": counted ?? .none,
      "change": change(of: figure, in: table, &data), "anchor": data.text(anchor),
      "address": data.text(Address.region(content.regions[figure.region]), "#", anchor),
    ]
  }

  /// A published figure with all that explains it.
  func value(
    of figure: Figure, _ finding: Finding, in table: FigureTable, _ data: inout DataBuilder
  ) -> Datum {
    let counted = counted(figure, finding).map { counted in
      data.object(
        number(counted: counted, figure, in: table, &data) + ["cases": cases(behind: counted, &data)])
    }
    return data.object(
      cell(figure, counted, in: table, &data) + [
        "coverage": value(of: finding.coverage, of: figure.metric, &data),
        "left_out": data.list(figure.leftOut) { summand($0, of: figure, in: table, &$1) },
        "added_up": data.list(figure.addedUp) { summand($0, of: figure, in: table, &$1) },
        "added_cases": addedCases(figure, in: table, &data),
        "sources": sources(citations(behind: figure), &data),
        "notes": data.texts(notes(of: figure)), "revisions": revisions(of: figure, &data),
        "reports": reports(behind: figure, &data), "cases": cases(behind: figure, &data),
        "case_total": Datum(figure.sourceCases.count),
      ])
  }

  /// What cases add to the children's figures of a sum, and whose cases they are.
  private func addedCases(_ figure: Figure, in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    guard let added = figure.added else { return .none }
    return data.object([
      "id": data.text(figure.idParts(in: content, query: table.query) + [":added"]),
      "display": data.verbatim(words.quantity(added)),
      "unit": data.text(words.unit(content.metrics.all[figure.metric], after: added)),
      "whose": data.text(words[words.whoseCases(figure, in: content)]),
    ])
  }

  /// What the cases themselves come to, where a figure is published otherwise, and does not hold all of them.
  private func counted(_ figure: Figure, _ finding: Finding) -> Figure? {
    guard figure.basis != .counted, let counted = finding.counted else { return nil }
    let held = Set(figure.sourceCases)
    return !held.isEmpty && held.isSuperset(of: counted.cases) ? nil : counted
  }

  private func number(
    counted figure: Figure, _ published: Figure, in table: FigureTable, _ data: inout DataBuilder
  ) -> Fields {
    [
      "is_partly_in": Datum(!published.sourceCases.isEmpty),
      "id": data.text(figure.idParts(in: content, query: table.query) + [":counted"]),
      "display": data.verbatim(words.quantity(figure.quantity)),
      "unit": data.text(words.unit(content.metrics.all[figure.metric], after: figure.quantity)),
      "period": data.text(words.period(figure.period)),
    ]
  }

  func value(of coverage: Coverage, of metric: Int, _ data: inout DataBuilder) -> Datum {
    let undated = coverage.missing.filter { figures.hasUndated($0, metric) }
    let missing =
      undated.isEmpty ? coverage.missing : coverage.missing.filter { !figures.hasUndated($0, metric) }
    let more =
      undated.isEmpty ? "" : words[.clause] + words.filled(.coverageUndated, ["n": "\(undated.count)"])
    return data.object([
      "reporting": Datum(coverage.reporting), "of": coverage.of.map { Datum($0) } ?? .none,
      "missing": data.list(missing.map(link)), "undated": data.list(undated.map(link)),
      "text": data.text(
        coverage.of.map { words.filled(.coverage, ["n": "\(coverage.reporting)", "of": "\($0)"]) + more }),
    ])
  }

  /// Figures without an end day: shown apart, and in no total.
  func undated(
    _ reports: [Report], _ data: inout DataBuilder, _ belongs: (ReportedFigure) -> Bool
  ) -> Datum {
    var rows: [Datum] = []
    for report in reports {
      for figure in report.figures where figure.period == nil && belongs(figure) {
        rows.append(
          data.object([
            "id": data.text(NumberID.reported(report, figure, in: content)), "region": link(report.region),
            "metric": metrics[figure.metric], "display": data.verbatim(words.quantity(figure.quantity)),
            "unit": data.text(words.unit(content.metrics.all[figure.metric], after: figure.quantity)),
            "note": data.text(figures.remark(figure, in: report)),
            "report": data.link(report.title, Address.report(report, in: content)),
            "sources": sources(report.citations(of: figure), &data),
          ]))
      }
    }
    return data.list(rows)
  }

  // MARK: Where a number comes from

  /// As far as they are more than a few, all of them stand among those of the region.
  private func cases(behind figure: Figure, _ data: inout DataBuilder) -> Datum {
    let cases = figure.cases
    let address =
      hasList(cases) ? Address.folder("regions/\(content.regions[figure.region].address)/cases") : nil
    return shortList(of: cases, at: address, &data)
  }

  private func citations(behind figure: Figure) -> [Citation] {
    figure.reportSources.map(\.origin).flatMap(figures.citations)
      + figure.sourceCases.flatMap { content.cases[$0].citations }
  }

  /// Citations, one for each page, with its lines in order.
  func sources(_ citations: [Citation], _ data: inout DataBuilder) -> Datum {
    if citations.isEmpty { return data.list([]) }
    var lines: [String: Set<Int>] = [:]
    for citation in citations { lines[citation.source, default: []].formUnion(citation.lines) }
    return data.list(content.sources.filter { lines[$0.id] != nil }) { page, data in
      value(of: page, lines: (lines[page.id] ?? []).sorted(), &data)
    }
  }

  func value(of page: SourcePage, lines: [Int], _ data: inout DataBuilder) -> Datum {
    data.object([
      "id": data.text(page.id), "title": data.text(page.title), "issuer": data.text(page.issuer),
      "date": data.period(page.date, words), "note": data.text(page.note),
      "lines": data.text(words.runs(lines)),
      "address": has(.about) ? data.text(Address.folder("about"), "#source-", page.id) : .none,
    ])
  }

  /// The id of the entry that explains a figure. The same figure for another period asked for has no entry of its own.
  func anchor(of figure: Figure, in table: FigureTable) -> String {
    let name = "figure-" + content.metrics.all[figure.metric].id
    return figures.isPublishedInAll(figure) ? name : name + "-" + table.query.code
  }

  /// Where a figure is explained.
  func address(of figure: Figure, in table: FigureTable) -> String {
    Address.region(content.regions[figure.region]) + "#" + anchor(of: figure, in: table)
  }

  /// What stands in the tables by year and its parts.
  var tablesMetrics: [Int] {
    coreMetrics + [content.metrics.index(countedFrom: .memberPersonTimes)].compactMap { $0 }
  }

  /// Every figure that a page shows of a region: those of everything dated, then those that only a year has.
  func figures(of region: RegionID, _ data: inout DataBuilder) -> Datum {
    let inTables = tablesMetrics
    var found: [Datum] = []
    for metric in all.metrics(of: region) {
      guard let finding = all[region, metric], let figure = finding.published else { continue }
      found.append(value(of: figure, finding, in: all, &data))
    }
    for (number, table) in (years.map(\.table) + parts).enumerated() {
      for metric in table.metrics(of: region) where inTables.contains(metric) {
        guard let finding = table[region, metric], let figure = table.figure(region, metric),
          !figures.isPublishedInAll(figure),
          number < years.count || figures.isReportedForExactly(figure, in: table)
        else { continue }
        found.append(value(of: figure, finding, in: table, &data))
      }
    }
    return data.list(found)
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
      "unit": data.text(words.unit(content.metrics.all[figure.metric], after: own?.quantity)),
      "period": data.period(own?.period, words),
      "basis_text": data.text(
        own.flatMap { $0.basis == .summed ? words.basis(of: $0, in: content) : nil }),
    ])
  }

  /// What the write-ups say about the number itself.
  private func notes(of figure: Figure) -> [String] {
    var notes: [String] = []
    for case .report(let index, let number) in figure.reportSources.map(\.origin) {
      let report = content.reports[index]
      notes += figures.remarks(report.figures[number], in: report).filter { !notes.contains($0) }
    }
    return notes
  }

  /// The reports that the number stands in, whose own notes and corrections are read there.
  private func reports(behind figure: Figure, _ data: inout DataBuilder) -> Datum {
    data.list(figure.reports) { index, data in
      let report = content.reports[index]
      return data.link(report.title, Address.report(report, in: content))
    }
  }
}
