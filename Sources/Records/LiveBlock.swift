import Diagnostics
import FrontMatter

/// The request of a fenced block in the text of a write-up: a figure, a table, a chart or the steps of a method, from
/// the records. Its lines are written like a header, so whatever holds for fields holds for them. A span of code can ask
/// for a number.
package struct LiveBlock: Sendable {
  package let request: Request
  /// The lines of the block.
  package let location: Location

  /// The word after the fence.
  package enum Kind: String, Sendable, CaseIterable {
    case figure, table, chart, steps

    /// The words that mean it.
    package var names: [String] {
      switch self {
      case .figure: [rawValue, "数", "数字"]
      case .table: [rawValue, "表", "表格"]
      case .chart: [rawValue, "图", "图表"]
      case .steps: [rawValue, "步骤"]
      }
    }

    package init?(word: String) {
      guard let kind = Kind.allCases.first(where: { $0.names.contains(word) }) else { return nil }
      self = kind
    }
  }

  package enum Request: Sendable {
    case figure(metric: Int, RegionID, Period?)
    /// A number inside a sentence.
    case number(metric: Int, RegionID, Period?)
    /// The number of cases inside a sentence.
    case cases(CaseGroup, RegionID, Period?)
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
      case .figure, .number, .cases, .trend, .statuses, .steps: 1
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
      let shape = Shape(kind, document, reporting: &diagnostics)
    else { return nil }
    var reader = FieldReader(document, as: shape.fields.kind, in: records.context), asked = Asked()
    let isComplete = reader.read(shape.fields, into: &asked)
    diagnostics += reader.diagnostics
    guard isComplete, !reader.diagnostics.hasErrors,
      let request = LiveBlock.request(shape, asked, records.regions)
    else { return nil }
    self.request = request
    location = Location(source.path, content)
  }

  /// The kind that a block of code is meant as, if its first line is one of a live block and its word means none:
  /// ```` ```tabel ````, then `指标: 协商场次`.
  package static func meantKind(of word: String, firstLine line: Substring) -> Kind? {
    let key = String(line.prefix { $0 != ":" && $0 != "：" })
    guard key.count < line.count, Kind(word: word) == nil else { return nil }
    if stepsFields.kind[key]?.key == "method" { return .steps }
    switch barsFields.kind[key]?.key {
    case "kind": return .chart
    case "metric": break
    default: return nil
    }
    if let near = nearest(to: word, among: Kind.allCases.map(\.rawValue)) { return Kind(rawValue: near) }
    return word.contains("图") ? .chart : .table
  }

  private static func request(_ shape: Shape, _ asked: Asked, _ regions: RegionTree) -> Request? {
    let metric = asked.metrics.first ?? 0
    guard let region = asked.regions.first else { return asked.method.map { .steps(method: $0) } }
    let children = regions[region].children
    switch shape {
    case .steps: return nil
    case .figure: return .figure(metric: metric, region, asked.period)
    case .table:
      let rows = asked.ofChildren ? asked.regions.flatMap { regions[$0].children } : asked.regions
      return .table(metrics: asked.metrics.withoutRepeats, rows.withoutRepeats, asked.period)
    case .bars:
      let bars = asked.regions.count > 1 ? asked.regions.withoutRepeats : children
      return .bars(metric: metric, bars, asked.period)
    case .trend: return .trend(metric: metric, region)
    case .statuses: return .statuses(region, asked.period)
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

  /// The values of the fields of a block.
  fileprivate struct Asked: Sendable {
    var metrics: [Int] = []
    var regions: [RegionID] = []
    var period: Period?
    var ofChildren = false
    var method: Int?
  }

  /// The kind of a block, and of a chart, which decides which fields it has.
  private enum Shape: CaseIterable {
    case figure, table, bars, trend, statuses, steps

    init?(_ kind: Kind, _ document: Document, reporting diagnostics: inout [Diagnostic]) {
      switch kind {
      case .figure: self = .figure
      case .table: self = .table
      case .steps: self = .steps
      case .chart:
        // Other fields are looked at when it is known which there are.
        var chart = FieldReader(document, as: Shape.bars.fields.kind)
        let before = chart.diagnostics.count, choice = chart.choice("kind", Chart.self)
        diagnostics += chart.diagnostics[before...]
        if chart.diagnostics.count > before { return nil }
        self =
          switch choice {
          case nil, .bars: .bars
          case .trend: .trend
          case .status: .statuses
          }
      }
    }

    var fields: RecordFields<Asked> {
      switch self {
      case .figure: LiveBlock.figureFields
      case .table: LiveBlock.tableFields
      case .bars: LiveBlock.barsFields
      case .trend: LiveBlock.trendFields
      case .statuses: LiveBlock.statusFields
      case .steps: LiveBlock.stepsFields
      }
    }
  }

  private static let figureFields = declared("数据块", "figure block", .oneMetric, .oneRegion)
  private static let tableFields = declared("表格块", "table block", .someMetrics, .someRegions) {
    $0.add("children", "下级", to: \.ofChildren, as: .flag, "列出下一级", "the regions directly below")
  }
  private static let barsFields = declared("比较图", "chart block", .oneMetric, .someRegions, isChart: true)
  private static let trendFields = declared(
    "走势图", "trend block", .oneMetric, .oneRegion, isChart: true, hasPeriod: false)
  private static let statusFields = declared("结果图", "status block", nil, .oneRegion, isChart: true)
  private static let stepsFields = RecordFields<Asked>(zh: "步骤块", en: "steps block") { it in
    it.add("method", "工作法", to: \.method, as: .reference(to: \.methods), isRequired: true)
  }

  /// The fields of a block about regions.
  private static func declared(
    _ zh: String, _ en: String, _ metrics: Form<[Int]>?, _ regions: Form<[RegionID]>, isChart: Bool = false,
    hasPeriod: Bool = true, more: (inout RecordFields<Asked>.Declarations) -> Void = { _ in }
  ) -> RecordFields<Asked> {
    RecordFields(zh: zh, en: en) { it in
      if isChart { it.add("kind", "图", type: .choice(Chart.words, codeList: nil)) }
      if let metrics { it.add("metric", "指标", to: \.metrics, as: metrics, isRequired: true) }
      it.add("region", "地区", to: \.regions, as: regions, isRequired: true)
      if hasPeriod {
        it.add(
          "period", "时期", to: \.period, as: .period, "不写是有日期的全部", "everything dated where left out")
      }
      more(&it)
    }
  }

  /// The fields of all blocks, for the manual.
  static var recordKinds: [RecordKind] { Shape.allCases.map(\.fields.kind) }
}

extension Form where Value == [Int] {
  fileprivate static var oneMetric: Self {
    Form(
      type: .metric,
      read: { reader, key in
        reader.text(key).map { reader.metrics([$0], in: reader.context.metrics) }
      }, value: metrics.value)
  }

  fileprivate static var someMetrics: Self {
    Form(
      type: .oneOrMore(.metric),
      read: { reader, key in
        reader.metrics(reader.oneOrMore(key).compactMap { reader.text($0) }, in: reader.context.metrics)
      }, value: metrics.value)
  }
}

extension Form where Value == [RegionID] {
  fileprivate static var oneRegion: Self {
    Form(
      type: .region,
      read: { reader, key in
        reader.text(key).flatMap { reader.region($0, is: reader.context.regions.find($0.value)) }.map { [$0] }
      }, value: { .list($0.map(FieldValue.region)) })
  }

  fileprivate static var someRegions: Self {
    Form(
      type: .oneOrMore(.region),
      read: { reader, key in
        let regions = reader.context.regions
        let names = reader.names(reader.oneOrMore(key).compactMap { reader.text($0) }) { name in
          if case .found = regions.find(name) { true } else { false }
        }
        return names.compactMap { reader.region($0, is: regions.find($0.value)) }
      }, value: { .list($0.map(FieldValue.region)) })
  }
}

extension Array where Element: Hashable {
  /// The elements, each once.
  package var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension FieldReader {
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
