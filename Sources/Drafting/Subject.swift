import Import
import Privacy
import Records
import Statistics
import Wording

/// The subject of an issue: a region and a period, with what is known of them.
package struct Subject: Sendable {
  package let figures: PublishedFigures
  package let region: Region
  /// Nil for everything, dated or not.
  package let period: Period?
  package let today: Day
  let table: FigureTable
  /// The figures that the region itself reports: those of core metrics first, at most six. Parts of another number and
  /// rates, which say little without their whole, are not among them.
  package let own: [Figure]
  /// The regions that count under it.
  let units: [RegionID]
  /// The cases of the region and all below it whose date is in the period; all of them where none is asked for.
  let cases: [Int]

  package init(_ region: RegionID, _ period: Period?, in figures: PublishedFigures, today: Day) {
    let content = figures.content, table = figures.table(for: period)
    self.figures = figures
    self.region = content.regions[region]
    self.period = period
    self.today = today
    self.table = table
    own = Array(Subject.reported(by: region, in: table, content).prefix(6))
    units = content.regions[region].countedChildren
    cases = figures.ledger.casesBelow[region.index].filter { index in
      period == nil || content.cases[index].date.map { table.query.admits($0.value) } ?? false
    }
  }

  var content: Content { figures.content }
  func metric(_ figure: Figure) -> Metric { content.metrics.all[figure.metric] }
  func name(_ metric: Int) -> String { content.metrics.all[metric].name }
  func name(_ region: RegionID) -> String { content.regions[region].name }
  /// `2024年`, or nothing.
  var time: String { period?.chinese ?? "" }

  /// Whether there is anything to write about.
  package var isBare: Bool {
    own.isEmpty && (period != nil || undatedMetrics.isEmpty) && overlappingCases.isEmpty
      && !units.contains { unit in table.metrics(of: unit).contains { table.figure(unit, $0) != nil } }
      && !table.metrics(of: region.id).contains { table.figure(region.id, $0) != nil }
  }

  // MARK: Figures

  /// The figures that a region reports of its own, in the order in which they are told.
  static func reported(by region: RegionID, in table: FigureTable, _ content: Content) -> [Figure] {
    let metrics = content.metrics.all
    let figures = table.metrics(of: region).compactMap { table.figure(region, $0) }.filter {
      $0.basis == .reported && metrics[$0.metric].kind != .ratio && metrics[$0.metric].partOf == nil
    }
    return figures.filter { metrics[$0.metric].isCore } + figures.filter { !metrics[$0.metric].isCore }
  }

  /// The core metrics, which every region should report.
  var coreMetrics: [Int] { figures.coreMetrics }

  /// The metrics of which the region reports numbers of no known time and none of a known one, core metrics first.
  var undatedMetrics: [Int] {
    let metrics = (figures.undated[region.id] ?? [:]).keys.sorted().filter {
      table.figure(region.id, $0)?.basis != .reported
    }
    return metrics.filter(coreMetrics.contains) + metrics.filter { !coreMetrics.contains($0) }
  }

  /// Those of them that an issue of no period tells, six at most.
  var toldUndated: [Int] {
    guard period == nil else { return [] }
    let metrics = content.metrics.all
    let told = undatedMetrics.filter { metrics[$0].kind != .ratio && metrics[$0].partOf == nil }
    return Array(told.filter { quote(undated: $0) != nil }.prefix(6))
  }

  /// - Parameter period: the period to ask for, where it is not that of the issue.
  func quote(_ figure: Figure, of period: Period? = nil) -> QuotedFigure {
    let metric = metric(figure)
    var request = request(for: metric)
    if figure.region != region.id { request += " " + content.regions[figure.region].path }
    if let period { request += " " + period.code }
    return QuotedFigure(
      request: request,
      printed: figure.quantity.text(unit: figure.writtenUnit(in: content) ?? metric.unit),
      origins: figure.reportSources.map(\.origin))
  }

  /// A number of the region's own report that does not say of when it is. Only an issue of no period can ask for it.
  func quote(undated index: Int) -> QuotedFigure? {
    guard let places = figures.undated[region.id]?[index], places.count == 1 else { return nil }
    let metric = content.metrics.all[index], report = content.reports[places[0].report]
    let figure = report.figures[places[0].figure]
    return QuotedFigure(
      request: request(for: metric), printed: figure.quantity.text(unit: figure.unit ?? metric.unit),
      origins: [.report(places[0].report, figure: places[0].figure)])
  }

  private func request(for metric: Metric) -> String { metric.name.contains("`") ? metric.id : metric.name }

  /// A metric as the lists of blocks call it: by its name, or by its id where the name would be read as two.
  func word(_ index: Int) -> String {
    let metric = content.metrics.all[index]
    return metric.name.headerScalar == metric.name && !metric.name.contains("、") ? metric.name : metric.id
  }

  /// Figures one after another, each time said once, stocks last: `2024年1月至9月，协商场次637场；截至2024年9月4日，…`.
  func list(_ figures: [Figure]) -> Prose {
    let figures = figures.filter { metric($0).kind != .stock } + figures.filter { metric($0).kind == .stock }
    var times: [String] = []
    for figure in figures where !times.contains(time(of: figure)) { times.append(time(of: figure)) }
    return times.map { time -> Prose in
      let those = figures.filter { self.time(of: $0) == time }.map {
        "\(metric($0).name)\(quote($0))" as Prose
      }
      return "\(time)，\(those.joined(by: "，"))"
    }.joined(by: "；")
  }

  func time(of figure: Figure) -> String {
    guard metric(figure).kind == .stock else { return figure.period.chinese }
    return figure.dayWithin.map { "\($0.chinese)（没有写明截至日）" } ?? figure.period.asOf
  }

  /// The places where a figure is written: `content/reports/wuhan-2024.md:8`.
  func origin(of figures: [Figure]) -> String {
    let places = figures.flatMap { figure -> [String] in
      let sources = figure.sources.prefix(3).map { "\($0.file):\(content.line(of: $0))" }
      return figure.sources.count > 3 ? sources + ["等 \(figure.sources.count) 处"] : sources
    }
    return places.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(separator: "、")
  }

  // MARK: Cases

  /// The cases of the region and all below it that happened in the period, even if they began before or ended later.
  var overlappingCases: [Int] {
    figures.ledger.casesBelow[region.id.index].filter { index in
      guard let period else { return true }
      return content.cases[index].date.map { period.overlaps($0.value) } ?? false
    }
  }

  /// The region that counts under this one and in which a case is; the region itself where it is of no part of it.
  func unit(of record: Case) -> RegionID {
    let line = [record.region] + content.regions.countingAncestors(of: record.region)
    return line.last { units.contains($0) } ?? region.id
  }

  /// A link to a write-up from one in `content/briefings/`.
  static func link(to file: String) -> String { "../" + file.dropFirst("content/".count) }

  // MARK: Texts

  /// The text of a write-up as far as it may be said again: whole sentences up to a length. Nil where it has personal
  /// data, which a write-up may only bear with a reason of its own.
  static func quotable(_ text: String?, upTo limit: Int) -> String? {
    guard let text, !text.isEmpty, PersonalDataScan(Array(text.utf8)).found.isEmpty else { return nil }
    let whole = text.split(whereSeparator: \.isNewline).joined()
    var kept = "", rest = whole[...]
    while let end = rest.firstIndex(where: { "。！？".contains($0) }), kept.count < limit {
      let sentence = rest[...end]
      if kept.count + sentence.count > limit { break }
      kept += sentence
      rest = rest[rest.index(after: end)...]
    }
    if kept.isEmpty {
      return whole.count < limit ? whole.ended : String(whole.prefix(limit - 3)) + "……。"
    }
    return rest.count + kept.count < limit ? (kept + rest).ended : kept
  }
}

extension String {
  /// The text as a sentence: with a full stop at its end.
  var ended: String {
    var text = self[...]
    while let last = text.last, "；，、;,.".contains(last) { text = text.dropLast() }
    return text.last.map { "。！？…".contains($0) } ?? true ? String(text) : text + "。"
  }

  /// The text without the full stop at its end.
  var unended: String { last == "。" ? String(dropLast()) : self }
}

extension [String] {
  /// The names one after another, no more than a number of them: `甲、乙、丙等5个`.
  func listed(upTo limit: Int, _ unit: String) -> String {
    count <= limit
      ? joined(separator: "、") : prefix(limit).joined(separator: "、") + "等\(count)\(unit)"
  }
}

extension Content {
  /// The regions below one that have an issue of their own: the districts; below a district, its towns. One that is
  /// counted with another has none.
  package func districts(in region: RegionID) -> [RegionID] {
    let level = max(.district, regions[region].level.below)
    return regions.all.filter {
      $0.isRegistered && $0.level == level && $0.countedUnder == $0.parent && $0.id != region
        && regions.isWithin($0.id, region)
    }.map(\.id)
  }
}
