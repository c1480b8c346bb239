import Records
import Statistics
import Templates

// What templates see of a number: docs/pages.md, “figure”, “coverage” and “cell”.
extension Publication {
  /// A published figure, or none, which a page prints as 未报.
  func cell(_ region: RegionID, _ metric: Int, in table: FigureTable) -> Value {
    guard let finding = table[region, metric], let figure = finding.published else { return .none }
    return value(of: figure, finding, in: table)
  }

  /// The cell of a core metric. Where members deployed are not published, person-times stand in their place.
  func coreCell(_ region: RegionID, _ metric: Metric, in table: FigureTable) -> Value {
    guard let index = content.metrics.index(of: metric.id) else { return .none }
    let own = cell(region, index, in: table)
    guard case .none = own, metric.id == Metric.membersDeployed,
      let other = content.metrics.index(of: Metric.memberPersonTimes)
    else { return own }
    return cell(region, other, in: table)
  }

  /// The core metrics of a region, with the coverage of each.
  func core(_ region: RegionID, in table: FigureTable) -> Value {
    .list(
      content.metrics.core.map { metric in
        let index = content.metrics.index(of: metric.id) ?? 0
        return [
          "metric": metrics[index], "cell": coreCell(region, metric, in: table),
          "coverage": value(
            of: table[region, index]?.coverage ?? ledger.coverageWithoutReports(of: region)),
        ]
      })
  }

  func value(of figure: Figure, _ finding: Finding, in table: FigureTable) -> Value {
    let metric = content.metrics.all[figure.metric]
    let counted = figure.basis == .counted ? nil : finding.counted
    let partial = figure.basis == .summed && figure.isPartial ? "已报 \(figure.addedUp.count) 个单位合计" : nil
    return [
      "id": .string(figure.id(in: content, query: table.query)), "metric": metrics[figure.metric],
      "display": .verbatim(figure.quantity.display), "unit": .string(metric.unit),
      "period": .string(metric.kind == .stock ? figure.period.asOf : figure.period.chinese),
      "is_stock": .bool(metric.kind == .stock), "basis": term(figure.basis),
      "is_partial": .bool(figure.isPartial),
      "coverage": value(of: finding.coverage), "partial_text": Value(partial),
      "counted": counted.map {
        [
          "id": .string($0.id(in: content, query: table.query) + ":counted"),
          "display": .verbatim($0.quantity.display), "period": .string($0.period.chinese),
          "cases": cases(behind: $0),
        ]
      } ?? .none,
      "left_out": .list(figure.leftOut.map { summand($0, of: figure, in: table) }),
      "added_up": .list(figure.addedUp.map { summand($0, of: figure, in: table) }),
      "sources": sources(citations(behind: figure)), "notes": .texts(notes(of: figure)),
      "change": change(of: figure, in: table),
      "revisions": .list(revisions(of: figure)),
      "reports": .list(reports(behind: figure)),
      "cases": cases(behind: figure),
      "anchor": .string(anchor(of: figure, in: table)), "address": .string(address(of: figure, in: table)),
    ]
  }

  func value(of coverage: Coverage) -> Value {
    [
      "reporting": .int(coverage.reporting), "of": coverage.of.map(Value.int) ?? .none,
      "missing": .list(coverage.missing.map { link($0) }),
      "text": Value(coverage.of.map { "\($0)个下级地区中\(coverage.reporting)个已报" }),
    ]
  }

  /// Figures without an end day: shown apart, and in no total.
  func undated(_ belongs: (Report, ReportedFigure) -> Bool) -> Value {
    .list(
      content.reports.flatMap { report in
        report.figures.filter { $0.period == nil && belongs(report, $0) }.map { figure -> Value in
          [
            "id": .string(NumberID.reported(report, figure, in: content)),
            "region": link(report.region), "metric": metrics[figure.metric],
            "display": .verbatim(figure.quantity.display),
            "unit": .string(content.metrics.all[figure.metric].unit), "note": Value(figure.note),
            "report": .link(report.title, Address.report(report, in: content)),
            "sources": sources(report.citations(of: figure)),
          ]
        }
      })
  }

  // MARK: Where a number comes from

  /// As far as they are more than a few, all of them stand among those of the region.
  private func cases(behind figure: Figure) -> Value {
    shortList(
      of: figure.cases, at: Address.folder("regions/\(content.regions[figure.region].address)/cases"))
  }

  private func citations(behind figure: Figure) -> [Citation] {
    figure.reportSources.map(\.origin).flatMap(citations)
      + figure.sourceCases.flatMap { content.cases[$0].citations }
  }

  /// Where the write-up that gives a number has it from.
  func citations(_ origin: FigureSource.Origin) -> [Citation] {
    switch origin {
    case .case(let index): content.cases[index].citations
    case .report(let index, let number):
      content.reports[index].citations(of: content.reports[index].figures[number])
    case .record: []
    }
  }

  /// Citations, one for each page, with its lines in order.
  func sources(_ citations: [Citation]) -> Value {
    var lines: [String: Set<Int>] = [:]
    for citation in citations { lines[citation.source, default: []].formUnion(citation.lines) }
    return .list(
      content.sources.filter { lines[$0.id] != nil }.map { page in
        value(of: page, lines: (lines[page.id] ?? []).sorted())
      })
  }

  func value(of page: SourcePage, lines: [Int]) -> Value {
    [
      "id": .string(page.id), "title": .string(page.title), "issuer": Value(page.issuer),
      "date": Value(page.date),
      "note": Value(page.note), "lines": .string(lines.inRuns),
    ]
  }

  /// The id of the entry that explains a figure. The same figure for another period asked for has no entry of its own.
  private func anchor(of figure: Figure, in table: FigureTable) -> String {
    let name = "figure-" + content.metrics.all[figure.metric].id
    return isPublishedInAll(figure) ? name : name + "-" + table.query.code
  }

  /// Where a figure is explained.
  func address(of figure: Figure, in table: FigureTable) -> String {
    Address.region(content.regions[figure.region]) + "#" + anchor(of: figure, in: table)
  }

  private func isPublishedInAll(_ figure: Figure) -> Bool {
    guard let other = all[figure.region, figure.metric]?.published else { return false }
    return other.period == figure.period && other.quantity == figure.quantity && other.basis == figure.basis
  }

  /// Every figure that a page shows of a region: those of everything dated, then those that only a year has.
  func figures(of region: RegionID) -> Value {
    let inTables = Set(
      (content.metrics.core.map(\.id) + [Metric.memberPersonTimes]).compactMap(content.metrics.index(of:)))
    let yearly = (years.map(\.table) + parts).enumerated().flatMap { number, table in
      table.metrics(of: region).filter(inTables.contains).compactMap { metric -> Value? in
        guard let finding = table[region, metric], let figure = finding.published, !isPublishedInAll(figure),
          number < years.count || speaks(figure, in: table)
        else { return nil }
        return value(of: figure, finding, in: table)
      }
    }
    return .list(all.metrics(of: region).map { cell(region, $0, in: all) }.filter { !$0.isNone } + yearly)
  }

  /// A child with the figure that it has, whether it is in the sum or not.
  private func summand(_ child: RegionID, of figure: Figure, in table: FigureTable) -> Value {
    let own = table[child, figure.metric]?.published
    let page = Address.region(content.regions[child])
    return [
      "id": Value(own.map { $0.id(in: content, query: table.query) }),
      "title": .string(content.regions[child].name),
      "address": .string(own.map { page + "#" + anchor(of: $0, in: table) } ?? page),
      "display": Value(own?.quantity), "period": Value(own?.period),
    ]
  }

  /// What the write-ups say about the number itself.
  private func notes(of figure: Figure) -> [String] {
    var notes: [String] = []
    for case .report(let index, let number) in figure.reportSources.map(\.origin) {
      if let note = content.reports[index].figures[number].note, !notes.contains(note) { notes.append(note) }
    }
    return notes
  }

  /// The reports that the number stands in, whose own notes and corrections are read there.
  private func reports(behind figure: Figure) -> [Value] {
    var indices: [Int] = []
    for case .report(let index, _) in figure.reportSources.map(\.origin) where !indices.contains(index) {
      indices.append(index)
    }
    return indices.map { index in
      let report = content.reports[index]
      return .link(report.title, Address.report(report, in: content))
    }
  }
}

extension Report {
  /// Where one of its figures stands: its own lines on the report's page, else the report's.
  func citations(of figure: ReportedFigure) -> [Citation] {
    let lines = figure.lines
    guard !lines.isEmpty, let first = citations.first else { return citations }
    return [Citation(source: first.source, lines: lines)]
  }
}

extension [Int] {
  /// Ascending numbers with neighbours drawn together: `5—7、72、84—87`.
  var inRuns: String {
    var runs: [ClosedRange<Int>] = []
    for number in self {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)—\($0.upperBound)" }
      .joined(separator: "、")
  }
}

extension Period {
  /// As a stock is dated: `截至2024年底`, `截至2023年6月30日`.
  var asOf: String {
    let (year, month, day) = end.components
    if start == end || start == nil {
      return month == 12 && day == 31 ? "截至\(year)年底" : "截至\(year)年\(month)月\(day)日"
    }
    return chinese
  }
}

extension Basis: Choice {
  package var chinese: String {
    switch self {
    case .reported: "本级上报"
    case .summed: "下级合计"
    case .counted: "案例库收录"
    }
  }
}
