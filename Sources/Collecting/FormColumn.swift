import Records

/// A column of a form to be filled in, made from the declaration of a field or from a metric.
struct FormColumn {
  /// The Chinese name, with the unit of numbers: `场次（场）`. An import knows the column by it.
  let heading: String
  var isRequired: Bool
  /// The width in Latin letters.
  let width: Int
  /// The texts that the column offers; none where anything may be written.
  let options: [String]
  /// Whether nothing but an option can be right.
  let isStrict: Bool
  /// The form of its values, an example of them, and their meaning, where the heading does not say it.
  let form: String
  let example: String
  let meaning: String

  /// Returns nil for a field that nobody is asked for: one that editors decide, or that no cell can hold.
  init?(_ field: Field, of kind: RecordKind, in content: Content, below region: RegionID) {
    if field.isEditorial || field.column == nil { return nil }
    // A site that cites no sources has none to name.
    if case .source = field.type, content.sources.isEmpty { return nil }
    self.init(
      heading: field.name + field.type.unitInBrackets, isRequired: field.isRequired, width: field.type.width,
      options: field.type.options(in: content, below: region), isStrict: field.type.isClosed,
      form: field.type.form, example: field.type.example, meaning: field.help.zh.inChinese(field, of: kind))
  }

  init(_ metric: Metric) {
    self.init(
      heading: metric.name + (metric.unit.isEmpty ? "" : "（\(metric.unit)）"), isRequired: false, width: 14,
      options: [], isStrict: false, form: FieldType.quantity(nil).form,
      example: FieldType.quantity(nil).example,
      meaning: metric.definition)
  }

  static let body = FormColumn(
    heading: "正文", isRequired: false, width: 60, options: [], isStrict: false, form: "文字；几段之间换行",
    example: "", meaning: "事情的经过：什么问题，谁来商量，怎样办的，结果怎样")

  private init(
    heading: String, isRequired: Bool, width: Int, options: [String], isStrict: Bool, form: String,
    example: String, meaning: String
  ) {
    self.heading = heading
    self.isRequired = isRequired
    self.width = width
    self.options = options
    self.isStrict = isStrict
    self.form = form
    self.example = example
    self.meaning = meaning
  }

  /// The hint at its cells.
  var hint: String {
    [meaning, form, example.isEmpty ? "" : "例：" + example].filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

extension FieldType {
  fileprivate var unitInBrackets: String {
    if case .quantity(let unit?) = self { "（\(unit)）" } else { "" }
  }

  fileprivate var width: Int {
    switch self {
    case .quantity, .wholeNumber, .line: 10
    case .flag, .day, .date, .period, .choice: 13
    case .reference, .metric, .source: 18
    case .region: 30
    case .list(.record), .oneOrMore(.record), .record, .map: 40
    default: 26
    }
  }

  /// Whether only its options can be right.
  fileprivate var isClosed: Bool { if case .choice = self { true } else { false } }

  fileprivate func options(in content: Content, below region: RegionID) -> [String] {
    switch self {
    case .choice(let words, _): words.map(\.zh)
    case .flag: ["是", "否"]
    case .region: content.regions.tree(below: region).map { content.regions[$0].path }
    case .metric: content.metrics.all.map(\.name)
    case .reference(let section): content.titles(in: section)
    case .list(let type), .oneOrMore(let type): type.options(in: content, below: region)
    default: []
    }
  }

  /// The way in which a value is written in a cell.
  fileprivate var form: String {
    switch self {
    case .text: "文字"
    case .flag: "是或否"
    case .day: "年、月、日"
    case .date: "年，或年、月，或年、月、日；起止用..连接"
    case .period: "年、半年、季度、月，或者起止"
    case .quantity: "照公布的写法，余、近、约、超都留着；不写单位"
    case .wholeNumber, .line: "整数"
    case .choice(let words, _): "从下拉里选：" + words.map(\.zh).joined(separator: "、")
    case .region: "从下拉里选；下面的街道、社区接着写"
    case .metric: "指标的名称"
    case .reference(let section): "从下拉里选网站上有的\(section.chinese)"
    case .source: "来源编号:行号；几个来源用；隔开"
    case .members: "人次，或姓名，或层级和人数"
    case .list(let type), .oneOrMore(let type):
      if case .record = type { type.form } else { type.form + "；有几个的用、隔开" }
    case .record: "一条写一行（格里换行按 Alt+Enter），各项用逗号隔开"
    default: "文字"
    }
  }

  fileprivate var example: String {
    switch self {
    case .text, .reference, .choice, .flag, .renamable: ""
    case .date: "2026-03-12；2026-03；2026-03-12..2026-03-14"
    case .period: "2026；2026H1；2026Q3；2026-07"
    case .quantity: "78；近700；200余；100—150"
    case .source: "001:84,85"
    case .members: "12；沈某、李某；省级2、市级3"
    case .region: ""
    case .list(.record(let kind)), .oneOrMore(.record(let kind)), .record(let kind):
      kind.fields.prefix(3).map { "\($0.name)：\($0.type.example(inChinese: true))" }.joined(separator: "，")
    case .list(let type), .oneOrMore(let type): type.example
    default: example(inChinese: true)
    }
  }
}

extension String {
  /// The help of a field for people who never see the codes and keys in it: `不写是 unknown` → 不写是结果未公布.
  fileprivate func inChinese(_ field: Field, of kind: RecordKind) -> String {
    var text = self
    if case .choice(let words, _) = field.type {
      for word in words { text = text.replacing(word.en, with: word.zh) }
    }
    for other in kind.fields { text = text.replacing(" `\(other.key)` ", with: other.name) }
    for other in kind.fields { text = text.replacing("`\(other.key)`", with: other.name) }
    return text.replacing("`", with: "").replacing("不写是 ", with: "不写是")
  }
}

extension RegionTree {
  /// A region and all below it, each before those below it.
  func tree(below region: RegionID) -> [RegionID] {
    [region] + self[region].children.flatMap { tree(below: $0) }
  }
}

extension Content {
  /// The titles of all that can be named in a section.
  fileprivate func titles(in section: SiteSettings.Section) -> [String] {
    switch section {
    case .brands: brands.map(\.naming.title)
    case .methods: methods.map(\.naming.title)
    case .topics: topics.map(\.naming.title)
    case .platforms: platforms.map(\.naming.title)
    default: []
    }
  }
}
