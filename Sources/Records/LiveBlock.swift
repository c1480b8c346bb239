import Diagnostics
import FrontMatter

/// The request of a fenced block in the text of a write-up: a figure, a table, a chart or the steps of a method, from
/// the records. Its lines are written like a header, so whatever holds for fields holds for them.
package struct LiveBlock: Sendable {
  package let request: Request
  /// The lines of the block.
  package let place: Location

  /// The word after the fence.
  package enum Kind: String, Sendable, CaseIterable {
    case figure, table, chart, steps
  }

  package enum Request: Sendable {
    case figure(metric: Int, RegionID, Period?)
    /// Regions down, metrics across.
    case table(metrics: [Int], [RegionID], Period?)
    /// Regions side by side, as far as their figures are like.
    case bars(metric: Int, [RegionID], Period?)
    /// The years of one region.
    case trend(metric: Int, RegionID)
    /// The results of the cases of a region.
    case statuses(RegionID, Period?)
    case steps(method: Int)

    /// The numbers that it shows, more or less.
    package var cells: Int {
      switch self {
      case .table(let metrics, let regions, _): metrics.count * regions.count
      case .bars(_, let regions, _): regions.count
      case .figure, .trend, .statuses, .steps: 1
      }
    }
  }

  /// The kinds of charts, as authors name them.
  fileprivate enum Chart: String, Choice {
    case bars, trend, status

    var chinese: String {
      switch self {
      case .bars: "比较"
      case .trend: "走势"
      case .status: "结果"
      }
    }
  }

  /// The kind of a block, and of a chart, which decides which fields it has.
  private enum Shape {
    case figure, table, steps
    case chart(Chart)

    var fields: RecordKind {
      switch self {
      case .figure: .figureBlock
      case .table: .tableBlock
      case .steps: .stepsBlock
      case .chart(.bars): .barsBlock
      case .chart(.trend): .trendBlock
      case .chart(.status): .statusBlock
      }
    }
  }
}

extension LiveBlock {
  /// - Parameter content: the lines between the fences.
  package init?(
    _ kind: Kind, _ content: Range<Int>, of source: SourceText, in records: Content,
    reporting diagnostics: inout [Diagnostic]
  ) {
    guard let document = Document(block: content, of: source, reporting: &diagnostics),
      let shape = LiveBlock.shape(kind, document, reporting: &diagnostics)
    else { return nil }
    var fields = FieldReader(document, as: shape.fields)
    let request = LiveBlock.request(shape, &fields, records)
    diagnostics += fields.diagnostics
    guard let request, !fields.diagnostics.hasErrors else { return nil }
    self.request = request
    place = Location(source.path, content)
  }

  private static func shape(
    _ kind: Kind, _ document: Document, reporting diagnostics: inout [Diagnostic]
  ) -> Shape? {
    switch kind {
    case .figure: return .figure
    case .table: return .table
    case .steps: return .steps
    case .chart:
      // Other fields are looked at when it is known which there are.
      var chart = FieldReader(document, as: .barsBlock)
      let before = chart.diagnostics.count, choice = chart.choice("kind", Chart.self)
      diagnostics += chart.diagnostics[before...]
      return chart.diagnostics.count > before ? nil : .chart(choice ?? .bars)
    }
  }

  private static func request(_ shape: Shape, _ fields: inout FieldReader, _ records: Content) -> Request? {
    switch shape {
    case .steps:
      guard fields.required("method") != nil else { return nil }
      return fields.reference("method", to: records.context.methods).map { .steps(method: $0) }
    case .figure:
      let metric = fields.metric(in: records), region = fields.region(in: records), period = fields.period()
      guard let metric, let region else { return nil }
      return .figure(metric: metric, region, period)
    case .table:
      let metrics = fields.metrics(fields.requiredTexts("metric"), in: records.metrics)
      let regions = fields.regions(in: records), ofChildren = fields.flag("children"),
        period = fields.period()
      let rows = ofChildren ? regions.flatMap { records.regions[$0].children } : regions
      return .table(metrics: metrics.withoutRepeats, rows.withoutRepeats, period)
    case .chart(.bars):
      let metric = fields.metric(in: records), regions = fields.regions(in: records), period = fields.period()
      guard let metric, let first = regions.first else { return nil }
      let children = records.regions[first].children
      return .bars(metric: metric, regions.count > 1 ? regions.withoutRepeats : children, period)
    case .chart(.trend):
      let metric = fields.metric(in: records), region = fields.region(in: records)
      guard let metric, let region else { return nil }
      return .trend(metric: metric, region)
    case .chart(.status):
      let region = fields.region(in: records), period = fields.period()
      return region.map { .statuses($0, period) }
    }
  }
}

extension Array where Element: Hashable {
  /// The elements, each once.
  var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension FieldReader {
  /// The items of a list, or one text, at least one.
  fileprivate mutating func requiredTexts(_ key: String) -> [Located<String>] {
    guard required(key) != nil else { return [] }
    return oneOrMore(key).compactMap { text($0) }
  }

  fileprivate mutating func metric(in records: Content) -> Int? {
    requiredText("metric").flatMap { metrics([$0], in: records.metrics).first }
  }

  fileprivate mutating func region(in records: Content) -> RegionID? {
    requiredText("region").flatMap { region($0, is: records.regions.find($0.value)) }
  }

  fileprivate mutating func regions(in records: Content) -> [RegionID] {
    let names = names(requiredTexts("region")) { name in
      if case .found = records.regions.find(name) { true } else { false }
    }
    return names.compactMap { region($0, is: records.regions.find($0.value)) }
  }

  fileprivate mutating func period() -> Period? { period("period")?.value }

  /// A list of metrics, each once, whatever it is called.
  mutating func distinctMetrics(_ key: String, in registry: MetricRegistry) -> [Int] {
    let items = list(key)
    return distinct(items, by: \.self) { fields, item in
      fields.text(item).flatMap { fields.metrics([$0], in: registry).first }
    }
  }

  mutating func metrics(_ words: [Located<String>], in registry: MetricRegistry) -> [Int] {
    names(words) { registry.index(of: $0) != nil }.compactMap { metric($0.value, at: $0.range, in: registry) }
  }
}

extension RecordKind {
  private static let chart = Field(
    "kind", ["图"], .choice(LiveBlock.Chart.words, codeList: nil), isRequired: false)
  private static let aMetric = Field("metric", ["指标"], .metric, isRequired: true)
  private static let metrics = Field("metric", ["指标"], .oneOrMore(.metric), isRequired: true)
  private static let aRegion = Field("region", ["地区"], .region, isRequired: true)
  private static let regions = Field("region", ["地区"], .oneOrMore(.region), isRequired: true)
  private static let period = Field(
    "period", ["时期"], .period, .init("不写是有日期的全部", "everything dated where left out"))

  fileprivate static let figureBlock = RecordKind(zh: "数据块", en: "figure block", [aMetric, aRegion, period])
  fileprivate static let tableBlock = RecordKind(
    zh: "表格块", en: "table block",
    [
      metrics, regions, period,
      Field("children", ["下级"], .flag, .init("列出下一级", "the regions directly below")),
    ])
  fileprivate static let barsBlock = RecordKind(
    zh: "比较图", en: "chart block", [chart, aMetric, regions, period])
  fileprivate static let trendBlock = RecordKind(zh: "走势图", en: "trend block", [chart, aMetric, aRegion])
  fileprivate static let statusBlock = RecordKind(zh: "结果图", en: "status block", [chart, aRegion, period])
  fileprivate static let stepsBlock = RecordKind(
    zh: "步骤块", en: "steps block", [Field("method", ["工作法"], .reference(.methods), isRequired: true)])
}
