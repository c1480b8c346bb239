import Diagnostics
import Records

/// The part of a row that the cells of a column say.
enum ColumnMeaning: Hashable {
  /// The name of the file, or the number by which the office knows it.
  case number
  case body
  /// A field, by its English key.
  case field(String)
  /// A figure of a report: the index of its metric.
  case metric(Int)
  /// One level of the region's path.
  case level(Region.Level)
  /// Numbers of rows, what an export works out from other columns, what the mapping leaves out.
  case ignored

  /// Whether a column of this meaning tells a table from other texts.
  var isTelling: Bool {
    switch self {
    case .ignored, .number: false
    default: true
    }
  }
}

/// The headings that a table of write-ups of one kind may have, from the one declaration of its fields.
struct KnownHeadings {
  let folder: String
  let kind: RecordKind
  private var meanings: [String: ColumnMeaning] = [:]
  let metrics: MetricRegistry

  /// - Parameter folder: of write-ups, such as `cases`.
  init?(folder: String, metrics: MetricRegistry) {
    guard let kind = RecordKind.ofFolder(folder) else { return nil }
    self.folder = folder
    self.kind = kind
    self.metrics = metrics
    for field in kind.fields {
      for name in [field.key] + field.names { add(name, .field(field.key)) }
    }
    for column in Column.ofFolder(folder) {
      let field = kind[column.name]
      add(column.name, column.isDerived ? .ignored : field.map { .field($0.key) } ?? .number)
      add(column.title, column.isDerived ? .ignored : field.map { .field($0.key) } ?? .number)
    }
    for name in ["id", "编号", "slug"] { meanings[name] = .number }
    for name in ["正文", "body"] { add(name, .body) }
    for (level, names) in KnownHeadings.levels { for name in names { add(name, .level(level)) } }
    for name in ["序号", "序", "行号", "no", "no.", "序列", "项次", "序次"] { add(name, .ignored) }
    for (index, metric) in metrics.all.enumerated() {
      let meaning: ColumnMeaning? =
        folder == "reports"
        ? .metric(index) : folder == "cases" ? metric.countedFrom?.field.map { .field($0) } : nil
      guard let meaning else { continue }
      for name in [metric.id, metric.name] + metric.labels { add(name, meaning) }
    }
  }

  private mutating func add(_ name: String, _ meaning: ColumnMeaning) {
    let heading = Heading(name)
    for plain in [heading.full, heading.name] where meanings[plain] == nil { meanings[plain] = meaning }
  }

  private static let levels: [(Region.Level, [String])] = [
    (.province, ["省", "省份", "省级"]),
    (.city, ["市", "市州", "州市", "地市", "地市州", "地级市", "设区市", "市级", "地市级"]),
    (
      .district, ["县", "区", "县区", "区县", "县市区", "区县市", "市县区", "县级", "区市县", "县市", "旗县", "旗县区", "县/市/区", "县市区旗"]
    ),
    (.township, ["街道", "乡镇", "镇", "乡", "镇街", "街镇", "乡镇街道", "街道乡镇", "镇乡", "街乡", "镇街道", "乡镇办", "乡/镇/街道"]),
    (.community, ["村", "社区", "村社区", "社区村", "村居", "村/社区", "行政村", "社区/村"]),
  ]

  /// The meaning of a heading; nil for one that nobody knows.
  func meaning(of heading: Heading) -> ColumnMeaning? {
    for name in [heading.full, heading.name, heading.name.filter { !"、/·和与及".contains($0) }] {
      if let meaning = meanings[name] { return meaning }
      // 所在街道, 所属社区
      for start in ["所在", "所属", "属地"] where name.hasPrefix(start) {
        if case .level(let level)? = meanings[String(name.dropFirst(2))] { return .level(level) }
      }
    }
    return nil
  }

  /// Whether the numbers of a column are added up, so that one of them must not be read twice.
  func counts(_ meaning: ColumnMeaning) -> Bool {
    guard case .field(let key) = meaning else { return if case .metric = meaning { true } else { false } }
    return switch kind[key]?.type {
    case .quantity, .members: true
    default: false
    }
  }

  /// The meaning of a name in the mapping file.
  func target(_ name: String) -> ColumnMeaning? {
    Heading(name).name == ImportMapping.ignored ? .ignored : meaning(of: Heading(name))
  }

  /// A name that is like a heading which nobody knows, or part of it: to be asked about.
  func guess(_ heading: Heading) -> String? {
    let names =
      kind.fields.flatMap(\.names) + (folder == "reports" ? metrics.all.map(\.name) : []) + ["正文", "编号"]
    let within = names.filter {
      $0.count > 1 && (heading.name.contains($0) || heading.name.count > 1 && $0.contains(heading.name))
    }
    let found = within.max { $0.count < $1.count } ?? nearest(to: heading.name, among: names)
    // 捐赠助学万元: the rest says what the name alone would lose.
    let rest = found.map { heading.name.replacing($0, with: "") } ?? ""
    if rest.contains(where: { "万千百亿%".contains($0) }) || rest.saysTimeOrNumber { return nil }
    return found.map { kind[$0]?.name ?? $0 }
  }
}

extension CaseNumber {
  /// The field of a case that has the number.
  fileprivate var field: String? {
    switch self {
    case .namedMembers: "members"
    default: rawValue
    }
  }
}
