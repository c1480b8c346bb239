import Diagnostics
import FrontMatter

/// The figures that a region's own office published about a period.
package struct Report: WriteUpRecord {
  package var head: WriteUpHead
  package fileprivate(set) var region = RegionID(index: 0)
  /// Nil where the source states none: the report is shown apart, and is in no total.
  package fileprivate(set) var period: Period?
  package fileprivate(set) var published: Day?
  package fileprivate(set) var figures: [ReportedFigure] = []
  package fileprivate(set) var revisions: [Revision] = []
  /// Those that the report gives for any of its figures.
  package fileprivate(set) var explanations: [Explanation] = []
  package fileprivate(set) var citations: [Citation] = []
  package fileprivate(set) var corrections: [String] = []
  package fileprivate(set) var note: String?
  package fileprivate(set) var summary: String?

  package init(of file: WriteUp) { head = WriteUpHead(of: file) }

  package static let fields = RecordFields<Report>(zh: "工作报告", en: "report") { it in
    it.addTitle()
    it.add("region", "地区", to: \.region, as: .ownRegion, isRequired: true)
    it.add(
      "period", "时期", to: \.period, as: .reportPeriod, "来源没有写准的，在说明里写清楚",
      "a note says so where the source states it loosely")
    it.add("published", "发布日期", to: \.published, as: .day)
    // The figures are read when the revisions and the sources are known.
    it.add(
      "figures", "数据", type: .map(.record(.figure)), "指标的编号或名称 → 数，或带时期、行号、说明的一项；一个指标有几个时期的，写成列表",
      "map from the id or a label of a metric to a number, or to an entry with more fields; a list for several periods",
      export: .titled(nil, "指标 → 数（照来稿写法），或带时期、行号、说明的一项；一个指标有几个时期的是列表"), value: \.figureValues)
    it.add(
      "revisions", "修订", to: \.revisions, as: .records(), isEditorial: true,
      "公布以后改过的数，按先后；一个指标最后一条的新值就是现在 figures 里的数",
      "numbers changed after publication, in order; the last of a metric is the number that `figures` has now"
    )
    it.add(
      "explains", "解释", to: \.explanations, as: .explanations, isEditorial: true, "哪两个数对不上，为什么；只解释这两个数",
      "why two numbers that cannot both hold are as they are; of these two only",
      export: .titled(nil, "：哪两个数对不上，为什么"))
    it.addSource(to: \.citations)
    it.addCorrections(to: \.corrections)
    it.add("note", "说明", to: \.note, as: .text)
    it.add("summary", "摘要", to: \.summary, as: .text)
    it.addDraft()
    it.add(.personalData)
  }
}

/// One number of a report.
package struct ReportedFigure: Sendable {
  /// Index in the registry.
  package let metric: Int
  package let quantity: Quantity
  /// The range of the number in the file.
  package let range: Range<Int>
  /// The figure's own period, or its report's; for a stock its day.
  package let period: Period?
  /// True for a number as of a day, whose period is that day.
  package let isStock: Bool
  /// The period of several months in which a stock's day is, where the report does not say more: the day in `period` is
  /// then its last.
  package let dayWithin: Period?
  package var isDayAssumed: Bool { dayWithin != nil }
  /// The unit that the report writes with the number, where it is another word than the metric's: 次 of 637次.
  package fileprivate(set) var unit: String?
  package fileprivate(set) var note: String?
  /// Lines on the report's source page.
  package fileprivate(set) var lines: [Int] = []
  /// The sentence as the source has it.
  package fileprivate(set) var quote: String?
  package fileprivate(set) var base: Base?
  package fileprivate(set) var tiers: [Tier] = []
  /// The same as `tiers`, by sector (界别).
  package fileprivate(set) var sectors: [Tier] = []
  package fileprivate(set) var partOf: Int?
  package fileprivate(set) var explanations: [Explanation] = []

  package struct Tier: Sendable, Equatable {
    package let name: String
    package let quantity: Quantity
  }

  /// The number that a rate is a share of.
  package enum Base: Sendable, Equatable {
    case unpublished
    case number(Quantity)
    /// Another figure of the same report.
    case metric(Int)
  }
}

/// A published figure that was changed afterwards, or taken back.
package struct Revision: EntryRecord {
  package fileprivate(set) var metric = 0
  package fileprivate(set) var old = Quantity.exact(.zero)
  /// Nil for a number that is taken back.
  package fileprivate(set) var new: Quantity?
  /// The time, region and unit of the old number, where they are not those of the report and the metric now.
  package fileprivate(set) var period: Period?
  package fileprivate(set) var region: RegionID?
  package fileprivate(set) var unit: String?
  package fileprivate(set) var date: Day?
  package fileprivate(set) var reason = ""
  /// The range of the new number in the file, else of the old one.
  package fileprivate(set) var range = 0..<0

  /// False, since what was withdrawn need not be in a source.
  static let isCited = false

  static let fields = RecordFields<Revision>(zh: "修订", en: "revision") { it in
    it.add("metric", "指标", to: \.metric, as: .metric, isRequired: true)
    // A number that was withdrawn for another unit has that of its time.
    it.add("old", "原值", type: .quantity(nil), isRequired: true, value: { .quantity($0.old) }) {
      reader, record in
      guard let node = reader.node("old"),
        let old = reader.node("unit") == nil
          ? reader.quantity(node, of: reader.namedMetric) : reader.quantity(node)
      else { return false }
      (record.old, record.range) = (old.value, old.range)
      return true
    }
    it.add(
      "new", "新值", type: .quantity(nil), "撤下的数不写", "left out where the number was taken back",
      value: { $0.new.map(FieldValue.quantity) ?? .null }
    ) { reader, record in
      guard let node = reader.node("new"), let new = reader.quantity(node, of: reader.namedMetric) else {
        return false
      }
      (record.new, record.range) = (new.value, new.range)
      return true
    }
    it.add(
      "period", "时期", to: \.period, as: .period, "原值的时期，和现在不同才写",
      "that of the old number, if it is another now")
    it.add(
      "region", "地区", to: \.region, as: .region, "原值的地区，和现在不同才写",
      "that of the old number, if it is another now")
    it.add(
      "unit", "单位", to: \.unit, as: .text, "原值的单位，和现在不同才写", "that of the old number, if it is another now")
    it.add("date", "日期", to: \.date, as: .day, "什么时候改的", "when it was changed")
    it.add("reason", "原因", to: \.reason, as: .text, isRequired: true)
  }
}

extension RecordKind {
  static let figure = RecordKind(
    zh: "数据", en: "figure",
    [
      Field("value", ["数值"], .quantity(nil), isRequired: true),
      Field(
        "unit", ["单位"], .text,
        .init(
          "来源写的单位，和指标的不同才写；也可以写在数后面：637次",
          "as the source has it, if it is not the metric's; or beside the number: 637次")),
      Field("period", ["时期"], .period, .init("和报告的时期不同才写", "if it is not that of the report")),
      Field("as_of", ["截至"], .period, .init("存量在哪一天的数", "the day of a stock")),
      Field("note", ["说明"], .text),
      Field("line", ["行"], .oneOrMore(.line), .init("报告第一个来源的第几行", "of the report's first source")),
      Field("quote", ["原文"], .text, .quote),
      Field(
        "base", ["基数"], .text,
        .init(
          "比率是谁的比率：同一份报告里的指标、一个数，或者“未公布”",
          "of a rate: a metric of the same report, a number, or `unpublished`")),
      Field("tiers", ["层级"], .map(.quantity(nil)), .init("委员层级 → 数", "tier of members → number")),
      Field("sectors", ["界别"], .map(.quantity(nil)), .init("界别 → 数", "sector → number")),
      Field("part_of", ["其中"], .metric, .init("是哪个指标的一部分", "the metric that this one is a part of")),
      Field(
        "explains", ["解释"], .oneOrMore(.record(.explanation)),
        .init("同报告的解释，不写指标", "as that of the report, without `metric`")),
    ])
}

extension Report {
  package mutating func finish(_ reader: inout FieldReader) {
    figures = reader.figures("figures", of: self)
    reader.check(self)
    reader.checkDates(of: self)
    reader.checkTables(of: self)
  }
}

extension FieldReader {
  /// The metric of a revision, if there is one of that name.
  fileprivate var namedMetric: Metric? { node("metric")?.text.flatMap { context.metrics[$0] } }

  fileprivate mutating func figures(_ key: String, of report: Report) -> [ReportedFigure] {
    if let node = node(key), let suggestion = mapOfFigures(node) {
      self.report(
        .wrongType(.map, at: location(node.range), like: .map(.quantity(nil)), suggestion: suggestion))
      return []
    }
    let entries = map(key), metrics = context.metrics
    var figures: [ReportedFigure] = [], ranges: [Occasion: Range<Int>] = [:]
    for entry in entries {
      guard let metric = metric(entry.key.text, at: entry.keyRange, in: metrics) else { continue }
      // One metric may stand for several periods: a list of figures.
      let values: [Node] =
        if case .list(let items) = entry.value.content, !items.isEmpty { items } else { [entry.value] }
      for value in values {
        let formerly = report.revisions.filter { $0.metric == metric }.flatMap {
          [$0.old, $0.new].compactMap(\.self)
        }
        guard
          let figure = figure(value, of: metric, period: report.period, entries: entries, formerly: formerly)
        else { continue }
        let occasion = Occasion(metric: metric, period: figure.period)
        if let first = ranges[occasion] {
          self.report(.figureTwice(metrics.all[metric], at: location(figure.range), firstAt: location(first)))
        } else {
          ranges[occasion] = figure.range
        }
        figures.append(figure)
      }
    }
    return figures
  }

  /// The edit of a text or a list that says what a map should: 协商场次12场，解决问题：5.
  private mutating func mapOfFigures(_ node: Node) -> Suggestion? {
    var texts: [String] = []
    switch node.content {
    case .scalar(let scalar): texts = [scalar.text]
    case .list(let items):
      for item in items {
        if let text = item.text { texts.append(text) }
        guard case .map(let entries) = item.content else { continue }
        texts += entries.map { $0.key.text + "：" + ($0.value.text ?? "") }
      }
    case .map: return nil
    }
    guard guesses.mayGuess(), texts.reduce(0, { $0 + $1.utf8.count }) <= 2000 else { return nil }
    var entries: [String] = []
    let words = context.metrics.words
    for text in texts {
      var rest = text[...]
      while !rest.isEmpty {
        let figure =
          /([^\s，、；,;。：:=＝0-9]+?)\s*[：:=＝]?\s*((?:约|近|超过|超|不足|逾)?[0-9][^\s，、；,;。{}\[\]]*)[\s，、；,;。]*/
        guard let match = rest.prefixMatch(of: figure),
          match.1.count > 1, words.contains(where: { $0.hasPrefix(match.1) }),
          (try? Quantity(parsing: String(match.2))) != nil
            || Quantity.withUnit(String(match.2)) != nil
        else { return nil }
        entries.append("\(match.1): \(match.2)")
        rest = rest[match.range.upperBound...]
      }
    }
    let map = "{" + entries.joined(separator: ", ") + "}"
    return entries.isEmpty ? nil : .replace(location(node.range), with: map)
  }

  mutating func metric(_ word: String, at range: Range<Int>, in metrics: MetricRegistry) -> Int? {
    if let index = metrics.index(of: word) { return index }
    let meant = guesses.nearest(to: word, among: metrics.words)
    report(.unknownName(word, kind: .metric, meant: meant, at: location(range)))
    return nil
  }

  private mutating func figure(
    _ node: Node, of index: Int, period reportPeriod: Period?, entries: [Entry], formerly: [Quantity]
  ) -> ReportedFigure? {
    let metrics = context.metrics, metric = metrics.all[index]
    if case .list = node.content {
      self.report(.quantity(.notANumber, in: "", at: location(node.range)))
      return nil
    }
    guard case .map = node.content else {
      return quantity(node, of: metric, formerly: formerly).map {
        ReportedFigure(
          metric: index, quantity: $0.value, range: $0.range, period: metric.dated(reportPeriod),
          isStock: metric.kind == .stock, dayWithin: metric.dayWithin(reportPeriod),
          unit: unit(writtenWith: $0, of: metric), partOf: metric.partOf.flatMap(metrics.index(of:)))
      }
    }
    let cited = citedPages.first
    return record(node, as: .figure) { item in
      let value = item.required("value").flatMap { item.quantity($0, of: metric, formerly: formerly) }
      let unit = item.unit("unit", of: metric)
      let year = reportPeriod?.onlyYear
      let own = item.period("period", year: year), asOf = item.period("as_of", form: .until, year: year)
      let isDated = (item.node("period") == nil || own != nil) && (item.node("as_of") == nil || asOf != nil)
      let tiers = item.parts("tiers", of: metric), sectors = item.parts("sectors", of: metric)
      let base = item.base("base", entries: entries, metrics: metrics)
      var partOf = metric.partOf.flatMap(metrics.index(of:))
      if let whole = item.text("part_of") {
        partOf = item.metric(whole.value, at: whole.range, in: metrics)
        if partOf == index {
          item.report(.partOfItself(metric.name, at: item.location(whole.range), suggestion: nil))
        }
      }
      let lines = item.lines("line"), quote = item.text("quote")
      let explanations = item.explanations(of: index)
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
      // A figure of another period, which cannot be read, is not held against those of the report's.
      guard let value, isDated else { return nil }
      let period = asOf.map { Period(day: $0.value.end) } ?? metric.dated(own?.value ?? reportPeriod)
      return ReportedFigure(
        metric: index, quantity: value.value, range: value.range, period: period,
        isStock: metric.kind == .stock,
        dayWithin: metric.dayWithin(asOf?.value ?? own?.value ?? reportPeriod),
        unit: unit ?? item.unit(writtenWith: value, of: metric), note: item.text("note")?.value,
        lines: lines.map(\.value), quote: quote?.value, base: base, tiers: tiers, sectors: sectors,
        partOf: partOf, explanations: explanations)
    }
  }

  /// A unit that counts the same as the metric's.
  private mutating func unit(_ key: String, of metric: Metric) -> String? {
    guard let text = text(key), text.value != metric.unit else { return nil }
    if (try? Quantity(parsing: "1" + text.value, in: Measure(metric.unit))) != nil { return text.value }
    report(.wrongUnit(text.value, of: metric, at: location(text.range)))
    return nil
  }

  /// The unit beside a number in the file, unless it is the metric's own.
  private func unit(writtenWith value: Located<Quantity>, of metric: Metric) -> String? {
    guard let raw = value.value.raw, value.range.count > raw.utf8.count else { return nil }
    let text = file.source.text(value.range).filter { !"\"' ".contains($0) }
    guard text.hasPrefix(raw) else { return nil }
    let unit = String(text.dropFirst(raw.count))
    return unit.isEmpty || unit == metric.unit ? nil : unit
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

  /// Says where the last revision of a metric takes back what the report still gives, or puts in its place what the
  /// report does not give at all.
  fileprivate mutating func check(_ read: Report) {
    var seen: Set<Int> = []
    for revision in read.revisions.reversed() where seen.insert(revision.metric).inserted {
      let own = read.figures.filter { $0.metric == revision.metric }
      let metric = context.metrics.all[revision.metric]
      if revision.new != nil {
        if own.isEmpty, !read.figures.isEmpty {
          report(.revisionWithoutFigure(metric, at: location(revision.range)))
        }
      } else if revision.region == nil,
        own.contains(where: { $0.period == revision.period ?? metric.dated(read.period) })
      {
        report(.takenBackButGiven(metric, at: location(revision.range)))
      }
    }
  }
}

extension Period {
  /// The year that all of it lies in.
  fileprivate var onlyYear: Int? {
    guard let start, start.components.year == end.components.year else { return nil }
    return end.components.year
  }
}

/// The metric and period that a report may give once.
private struct Occasion: Hashable {
  let metric: Int
  let period: Period?
}

extension Metric {
  /// The time that a figure is of: for a stock the last day of a period, everything else for the period itself.
  fileprivate func dated(_ period: Period?) -> Period? {
    kind == .stock ? period.map { Period(day: $0.end) } : period
  }

  /// The period in which the day of a stock is, where that has several months.
  package func dayWithin(_ period: Period?) -> Period? {
    guard kind == .stock, let period, period.start?.monthIndex != period.end.monthIndex else { return nil }
    return period
  }
}

extension Form where Value == Period? {
  /// A period that `inspect` shows as missing.
  fileprivate static var reportPeriod: Self {
    Form(type: .period, read: period.read, value: { $0.map(FieldValue.period) ?? .null })
  }
}

extension Form where Value == [Explanation] {
  fileprivate static var explanations: Self {
    Form(
      type: .oneOrMore(.record(.reportExplanation)), read: { fields, _ in fields.explanations() },
      value: { $0.isEmpty ? nil : .list($0.map(Explanation.fields.map)) })
  }
}

// MARK: What a report says

extension Report {
  /// The figures by metric; a metric with several periods has a list.
  fileprivate var figureValues: FieldValue {
    var metrics: [Int] = []
    for figure in figures where !metrics.contains(figure.metric) { metrics.append(figure.metric) }
    return .byMetric(
      metrics.map { metric in
        let values = figures.filter { $0.metric == metric }.map(\.value)
        return (metric, values.count == 1 ? values[0] : .list(values))
      })
  }
}

extension ReportedFigure {
  fileprivate var value: FieldValue {
    let base: FieldValue? = base.map { base in
      switch base {
      case .unpublished: .code("unpublished")
      case .number(let quantity): .quantity(quantity)
      case .metric(let index): .metric(index)
      }
    }
    func parts(_ tiers: [Tier]) -> FieldValue? {
      tiers.isEmpty ? nil : .map(tiers.map { ($0.name, .quantity($0.quantity)) })
    }
    return .fields([
      ("value", .quantity(quantity)), ("unit", unit.map(FieldValue.text)),
      (
        isStock ? "as_of" : "period",
        (dayWithin ?? period).map { isStock && dayWithin == nil ? .day($0.end) : .period($0) } ?? .null
      ),
      ("note", note.map(FieldValue.text)),
      ("line", lines.isEmpty ? nil : .list(lines.map(FieldValue.number))),
      ("quote", quote.map(FieldValue.text)), ("base", base), ("tiers", parts(tiers)),
      ("sectors", parts(sectors)),
      ("part_of", partOf.map(FieldValue.metric)),
      ("explains", explanations.isEmpty ? nil : .list(explanations.map(Explanation.ofFigure.map))),
    ])
  }
}
