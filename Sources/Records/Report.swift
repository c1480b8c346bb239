import Diagnostics
import FrontMatter

/// What a region's own office published about a period: reported figures.
package struct Report: Sendable {
  package let document: WriteUp
  package let stem: String
  package let title: String
  let titleRange: Range<Int>
  package let region: RegionID
  /// `nil` where the source states none: the report is shown apart, and is in no total.
  package let period: Period?
  package let published: Day?
  package let figures: [ReportedFigure]
  package let revisions: [Revision]
  /// Those that the report gives for any of its figures.
  package let explanations: [Explanation]
  package let citations: [Citation]
  package let corrections: [String]
  package let note: String?
  package let summary: String?
  package let isDraft: Bool

  package var file: String { document.source.path }
}

/// One number of a report.
package struct ReportedFigure: Sendable {
  /// Index in the registry.
  package let metric: Int
  package let quantity: Quantity
  /// Of the number in the file.
  package let range: Range<Int>
  /// Its own period, or its report's; for a stock the day it stands for.
  package let period: Period?
  /// Whether the report does not say the month of a stock's day, which is then the last of a longer period.
  package let isDayAssumed: Bool
  package let note: String?
  /// Lines on the report's source page.
  package let lines: [Int]
  /// The sentence as the source has it.
  package let quote: String?
  package let base: Base?
  package let tiers: [Tier]
  /// As `tiers`, by sector (界别).
  package let sectors: [Tier]
  package let partOf: Int?
  package let explanations: [Explanation]

  package struct Tier: Sendable, Equatable {
    package let name: String
    package let quantity: Quantity
  }

  /// What a rate is a share of.
  package enum Base: Sendable, Equatable {
    case unpublished
    case number(Quantity)
    /// Another figure of the same report.
    case metric(Int)
  }
}

/// A published figure that was changed afterwards, or taken back.
package struct Revision: Sendable {
  package let metric: Int
  package let old: Quantity
  /// `nil` for a number that is taken back.
  package let new: Quantity?
  /// The time, region and unit of the old number, where they are not those of the report and the metric now.
  package let period: Period?
  package let region: RegionID?
  package let unit: String?
  package let date: Day?
  package let reason: String
  /// Of the new number in the file, else of the old one.
  package let range: Range<Int>
}

extension Report {
  package init?(
    _ placed: PlacedDocument, in context: ReadingContext, reporting diagnostics: inout [Diagnostic]
  ) {
    var fields = FieldReader(placed.document, as: .report, sources: context.sources)
    defer { diagnostics += fields.finish() }

    let title = fields.requiredText("title")
    let region = fields.region("region", isRequired: true, is: placed.region)
    let stem = fields.stem(slug: nil)
    let period = fields.period("period")
    published = fields.day("published")
    let revisions = fields.revisions("revisions", in: context)
    self.revisions = revisions
    citations = fields.citations("source")
    figures = fields.figures("figures", period: period?.value, revisions: revisions, in: context)
    fields.check(revisions, against: figures, of: period?.value, metrics: context.metrics)
    explanations = fields.explanations(in: context)
    corrections = fields.oneOrMoreTexts("corrections")
    note = fields.text("note")?.value
    summary = fields.text("summary")?.value
    isDraft = fields.flag("draft")

    guard let title, let region, let stem, !fields.diagnostics.hasErrors else { return nil }
    document = placed.document.file
    self.title = title.value
    titleRange = title.range
    self.region = region
    self.stem = stem.value
    self.period = period?.value
  }
}

extension FieldReader {
  fileprivate mutating func figures(
    _ key: String, period: Period?, revisions: [Revision], in context: ReadingContext
  ) -> [ReportedFigure] {
    let entries = map(key), metrics = context.metrics
    var figures: [ReportedFigure] = [], places: [Place: Range<Int>] = [:]
    for entry in entries {
      guard let metric = metric(entry.key.text, at: entry.keyRange, in: metrics) else { continue }
      // One metric may stand for several periods: a list of figures.
      let values: [Node] =
        if case .list(let items) = entry.value.content { Array(items) } else { [entry.value] }
      for value in values {
        let formerly = revisions.filter { $0.metric == metric }.flatMap {
          [$0.old, $0.new].compactMap(\.self)
        }
        guard
          let figure = figure(
            value, of: metric, period: period, in: context, entries: entries, formerly: formerly)
        else { continue }
        let place = Place(metric: metric, period: figure.period)
        if let first = places[place] {
          report(.figureTwice(metrics.all[metric], at: location(figure.range), firstAt: location(first)))
        } else {
          places[place] = figure.range
        }
        figures.append(figure)
      }
    }
    return figures
  }

  mutating func metric(_ word: String, at range: Range<Int>, in metrics: MetricRegistry) -> Int? {
    if let index = metrics.index(of: word) { return index }
    let meant = guesses.nearest(to: word, among: metrics.words)
    report(.unknownName(word, kind: .metric, meant: meant, at: location(range)))
    return nil
  }

  private mutating func figure(
    _ node: Node, of index: Int, period reportPeriod: Period?, in context: ReadingContext, entries: [Entry],
    formerly: [Quantity]
  ) -> ReportedFigure? {
    let metrics = context.metrics, metric = metrics.all[index]
    guard case .map = node.content else {
      return quantity(node, of: metric, formerly: formerly).map {
        ReportedFigure(
          metric: index, quantity: $0.value, range: $0.range, period: metric.dated(reportPeriod),
          isDayAssumed: metric.assumesDay(of: reportPeriod), note: nil, lines: [], quote: nil, base: nil,
          tiers: [], sectors: [], partOf: metric.partOf.flatMap(metrics.index(of:)), explanations: [])
      }
    }
    let cited = citedPages.first
    return record(node, as: .figure) { item in
      let value = item.required("value").flatMap { item.quantity($0, of: metric, formerly: formerly) }
      let own = item.period("period"), asOf = item.period("as_of", form: .until)
      let tiers = item.parts("tiers", of: metric), sectors = item.parts("sectors", of: metric)
      let base = item.base("base", entries: entries, metrics: metrics)
      var partOf = metric.partOf.flatMap(metrics.index(of:))
      if let whole = item.text("part_of") { partOf = item.metric(whole.value, at: whole.range, in: metrics) }
      let lines = item.lines("line"), quote = item.text("quote")
      let explanations = item.explanations(of: index, in: context)
      item.cite {
        $0.lines = lines
        $0.isPart = $0.quantity.range != value?.range
      }
      if let quote, let page = cited {
        item.check(
          CitedPage(id: page.id, text: page.text, lines: lines.isEmpty ? page.lines : lines, quote: quote))
      }
      if let asOf, metric.kind != .stock {
        item.report(.asOfWithoutStock(metric, at: item.location(asOf.range)))
      }
      guard let value else { return nil }
      let period = asOf.map { Period(day: $0.value.end) } ?? metric.dated(own?.value ?? reportPeriod)
      return ReportedFigure(
        metric: index, quantity: value.value, range: value.range, period: period,
        isDayAssumed: metric.assumesDay(of: asOf?.value ?? own?.value ?? reportPeriod),
        note: item.text("note")?.value,
        lines: lines.map(\.value), quote: quote?.value, base: base, tiers: tiers, sectors: sectors,
        partOf: partOf, explanations: explanations)
    }
  }

  /// Tier (国家, 省, 市, 县, 乡 …) or sector → quantity.
  private mutating func parts(_ key: String, of metric: Metric) -> [ReportedFigure.Tier] {
    let entries = map(key)
    return entries.compactMap { entry in
      quantity(entry.value, of: metric).map { ReportedFigure.Tier(name: entry.key.text, quantity: $0.value) }
    }
  }

  private mutating func base(_ key: String, entries: [Entry], metrics: MetricRegistry) -> ReportedFigure.Base?
  {
    guard let text = text(key) else { return nil }
    if text.value == "unpublished" || text.value == "未公布" { return .unpublished }
    let reported = Set(entries.compactMap { metrics.index(of: $0.key.text) })
    if let index = metrics.index(of: text.value), reported.contains(index) { return .metric(index) }
    if let number = (try? Quantity(parsing: text.value)) ?? Quantity.withUnit(text.value)?.quantity {
      note(Located(value: number, range: text.range))
      return .number(number)
    }
    report(.unknownBase(text.value, at: location(text.range)))
    return nil
  }

  fileprivate mutating func revisions(_ key: String, in context: ReadingContext) -> [Revision] {
    records(key, as: .revision) { item in
      let word = item.requiredText("metric")
      let metric = word.flatMap { item.metric($0.value, at: $0.range, in: context.metrics) }
      let period = item.period("period"), unit = item.text("unit")?.value
      let counted = metric.map { context.metrics.all[$0] }
      // A number that was withdrawn for another unit has that of its time.
      let old = item.required("old").flatMap {
        unit == nil ? item.quantity($0, of: counted) : item.quantity($0)
      }
      let new = item.node("new").flatMap { item.quantity($0, of: counted) }
      let lookup = item.text("region").map { ($0, context.regions.find($0.value)) }
      let region = lookup.flatMap { item.region($0.0, is: $0.1) }
      let date = item.day("date"), reason = item.requiredText("reason")
      item.citeNothing()
      guard let metric, let old, let reason, !item.diagnostics.hasErrors else { return nil }
      return Revision(
        metric: metric, old: old.value, new: new?.value, period: period?.value, region: region, unit: unit,
        date: date, reason: reason.value, range: new?.range ?? old.range)
    }
  }

  /// Says where the last revision of a metric takes back what the report still gives, or puts in its place what the
  /// report does not give at all.
  fileprivate mutating func check(
    _ revisions: [Revision], against figures: [ReportedFigure], of period: Period?, metrics: MetricRegistry
  ) {
    var seen: Set<Int> = []
    for revision in revisions.reversed() where seen.insert(revision.metric).inserted {
      let own = figures.filter { $0.metric == revision.metric }, metric = metrics.all[revision.metric]
      if revision.new != nil {
        if own.isEmpty, !figures.isEmpty {
          report(.revisionWithoutFigure(metric, at: location(revision.range)))
        }
      } else if revision.region == nil,
        own.contains(where: { $0.period == revision.period ?? metric.dated(period) })
      {
        report(.takenBackButGiven(metric, at: location(revision.range)))
      }
    }
  }
}

/// What one report may give once.
private struct Place: Hashable {
  let metric: Int
  let period: Period?
}

extension Metric {
  /// A stock stands for the last day of a period, everything else for the period itself.
  fileprivate func dated(_ period: Period?) -> Period? {
    kind == .stock ? period.map { Period(day: $0.end) } : period
  }

  /// Whether the day of a stock is only known to lie in a period of several months.
  fileprivate func assumesDay(of period: Period?) -> Bool {
    guard kind == .stock, let period else { return false }
    return period.start?.monthIndex != period.end.monthIndex
  }
}
