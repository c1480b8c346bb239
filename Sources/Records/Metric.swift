/// A kind of number that reports give or cases count, and what may be done with it: the registry, not a template,
/// decides what adds up.
package struct Metric: EntryRecord {
  /// The key of its entry in the registry.
  package internal(set) var id = ""
  package fileprivate(set) var name = ""
  /// Its name, unit, definition and parts on pages in English; the unit may be a phrase, `{n|room|rooms}`.
  package fileprivate(set) var english: String?
  package fileprivate(set) var englishUnit: String?
  package fileprivate(set) var englishDefinition: String?
  package fileprivate(set) var englishParts: [String] = []
  /// Other Chinese words for it under `figures:`.
  package fileprivate(set) var labels: [String] = []
  package fileprivate(set) var unit = ""
  package fileprivate(set) var kind = Kind.flow
  fileprivate(set) var axes: [Axis] = []
  package fileprivate(set) var isCore = false
  package fileprivate(set) var definition = ""
  /// The things a composite counter adds up; it is never split.
  package fileprivate(set) var parts: [String] = []
  package fileprivate(set) var partOf: String?
  /// The number of a case that counts towards it; nil for what cases cannot count.
  package internal(set) var countedFrom: CaseNumber?
  /// The kind of a donation: cash and goods are kept apart.
  package fileprivate(set) var donation: Donation?
  package fileprivate(set) var note: String?

  package var addsOverRegions: Bool { axes.contains(.regions) }
  package var addsOverTime: Bool { axes.contains(.time) }

  static let fields = RecordFields<Metric>(zh: "指标", en: "metric") { it in
    it.add("name", "名称", to: \.name, as: .text, isRequired: true)
    it.add("english", "英文名称", to: \.english, as: .text)
    it.add("english_definition", "英文定义", to: \.englishDefinition, as: .text)
    it.add(
      "english_unit", "英文单位", to: \.englishUnit, as: .unitPhrase, "可以分单复数：`{n|room|rooms}`",
      "may be a phrase: `{n|room|rooms}`", export: .titled())
    it.add(
      "english_parts", "英文分项", to: \.englishParts, as: .texts, "和组成一样多", "as many as `parts`",
      export: .titled("英文组成", "", .inapplicable))
    it.add(
      "labels", "别名", to: \.labels, as: .distinctTexts(dividedBy: "、；"), "报告的数据里还可以怎样写",
      "other words for it under `figures:`")
    it.add("unit", "单位", to: \.unit, as: .text, isRequired: true)
    it.add("kind", "类型", to: \.kind, as: .choice(codeList: "metric_kind"), isRequired: true)
    it.add(
      "adds", "可加", type: .list(.choice(Axis.words, codeList: nil)), "可以对什么相加；`[]` 是不能相加",
      "over what it may be summed; `[]` for nothing",
      export: .titled("可以相加的方向", "regions 各地区之间，time 各时期之间", .inapplicable),
      value: { .texts($0.axes.map(\.rawValue)) }
    ) { reader, metric in
      metric.axes = []
      for text in reader.texts("adds") {
        guard let axis: Axis = reader.choice(text) else { continue }
        metric.axes.append(axis)
        if !metric.kind.adds(over: axis) {
          reader.report(.forbiddenAxis(metric.kind, axis, at: reader.location(text.range)))
        }
      }
      return true
    }
    it.add("core", "核心", to: \.isCore, as: .flag, export: .titled("核心指标"))
    it.add("definition", "定义", to: \.definition, as: .text, isRequired: true)
    it.add(
      "parts", "组成", to: \.parts, as: .texts(dividedBy: "、；"), "合并计数的组成，不拆",
      "the things that a composite counter adds up; never split",
      export: .titled("合并计数的组成", "只有总数，不拆", .inapplicable))
    it.add(
      "part_of", "其中", to: \.partOf, as: .metricName, "是哪个指标的一部分", "the metric that it is a part of",
      export: .titled("属于", "是哪个指标的一部分", .inapplicable))
    it.add(
      "counted_from", "取自案例", to: \.countedFrom, as: .choice(codeList: "counted_from"), "数案例的哪一项；不写的只有报告里的数",
      "what of a case counts towards it; else only reports give it",
      export: .titled("取自案例的栏目", "", .inapplicable))
    it.add(
      "donation", "捐赠", to: \.donation, as: .choice(codeList: "donation"),
      export: .titled(nil, "", .inapplicable))
    it.add("note", "说明", to: \.note, as: .text)
  }

  /// Drops what a site's changes of a built-in metric leave without its reason, unless the site says it anew.
  mutating func drop(changing old: Metric, unless isWritten: (String) -> Bool) {
    if kind != old.kind, !isWritten("adds") { axes.removeAll { !kind.adds(over: $0) } }
    if unit != old.unit, !isWritten("english_unit") { englishUnit = nil }
    if definition != old.definition, !isWritten("english_definition") { englishDefinition = nil }
    if parts != old.parts, !isWritten("english_parts") { englishParts = [] }
    if let number = countedFrom, !isWritten("counted_from"), kind != old.kind || !canCount(number) {
      countedFrom = nil
    }
  }

  /// Whether a number of cases may count towards it: in the same unit, and not as a rate.
  func canCount(_ number: CaseNumber) -> Bool { kind != .ratio && number.measure.isCalled(unit) }

  /// Whether it counts whole things and persons, and is no measure or rate.
  var isCounted: Bool { kind != .ratio && Metric.isCounted(unit) }

  static func isCounted(_ unit: String) -> Bool { countedUnits.contains(unit) }

  private static let countedUnits: Set<String> = [
    "个", "人", "人次", "名", "件", "件次", "份", "场", "场次", "次", "家", "户", "条", "期", "箱", "篇", "篇次", "项", "处",
  ]

  package enum Kind: String, Choice {
    /// Happens in a period: sessions, problems solved.
    case flow
    /// Stands on a day: platforms, members deployed.
    case stock
    /// Different persons or things in a period; two periods or regions may share some.
    case distinct
    case ratio

    package var chinese: String {
      switch self {
      case .flow: "流量"
      case .stock: "存量"
      case .distinct: "去重数"
      case .ratio: "比率"
      }
    }
  }
}

extension Form where Value == String? {
  /// A metric by its name, which may be of one further down in the registry.
  fileprivate static var metricName: Self { Form(type: .metric, read: text.read, value: text.value) }

  /// A unit, or a phrase with the forms of one and of several: `{n|room|rooms}`.
  fileprivate static var unitPhrase: Self {
    Form(
      type: .text,
      read: { reader, key in
        guard let text = reader.text(key) else { return nil }
        if !text.value.isUnitPhrase {
          let closed = text.value + "}"
          let range = text.range, isQuoted = reader.file.source.text(range) != text.value
          reader.report(
            .brokenUnit(
              text.value, at: reader.location(range),
              suggestion: closed.isUnitPhrase && isQuoted
                ? .replace(reader.location(range), with: "\"\(closed)\"") : nil))
        }
        return text.value
      }, value: text.value)
  }
}

extension String {
  fileprivate var isUnitPhrase: Bool {
    wholeMatch(of: /[^{}|]*(?:\{n\|[^{}|]*\|[^{}|]*\}[^{}|]*)*/) != nil
  }
}

extension Metric {
  /// The kinds of donations, as far as the source says.
  package enum Donation: String, Choice {
    case cash, goods
    /// Cash and goods in one number, which is not split.
    case mixed
    case unstated

    package var chinese: String {
      switch self {
      case .cash: "现金"
      case .goods: "物资"
      case .mixed: "现金和物资"
      case .unstated: "未写明"
      }
    }
  }
}

/// The numbers of a case that statistics count.
package enum CaseNumber: String, Choice {
  case sessions
  case problemsRaised = "problems_raised"
  case problemsSolved = "problems_solved"
  /// Members given as a number, or by tier.
  case memberPersonTimes = "members"
  /// The different members that cases name.
  case namedMembers = "named_members"
  case participantVisits = "participant_visits"

  package var chinese: String {
    switch self {
    case .sessions: "场次"
    case .problemsRaised: "反映问题"
    case .problemsSolved: "解决问题"
    case .memberPersonTimes: "委员"
    case .namedMembers: "具名委员"
    case .participantVisits: "参与人次"
    }
  }
}

package struct MetricRegistry: Sendable {
  package let all: [Metric]
  package let identities: [Identity]
  private let byWord: NameIndex

  /// `left = right + right …`, compared wherever one report gives all of them.
  package struct Identity: Sendable, Equatable {
    package let left: String
    package let right: [String]
    package let text: String
  }

  package init(_ all: [Metric], identities: [Identity] = []) {
    self.all = all
    self.identities = identities
    var byWord = NameIndex()
    for (index, metric) in all.enumerated() {
      for word in [metric.id, metric.name] + metric.labels { byWord.add(word, index) }
    }
    self.byWord = byWord
  }

  /// The metric with this id, name or label.
  package subscript(word: String) -> Metric? { byWord[word].map { all[$0] } }

  package func index(of id: String) -> Int? { byWord[id] }

  /// The first metric that counts this of cases.
  package func index(countedFrom number: CaseNumber) -> Int? { all.firstIndex { $0.countedFrom == number } }

  package var core: [Metric] { all.filter(\.isCore) }

  var words: [String] { byWord.names.sorted() }
}

extension CaseNumber {
  fileprivate var measure: Measure {
    switch self {
    case .sessions: .sessions
    case .problemsRaised, .problemsSolved: .problems
    case .memberPersonTimes, .participantVisits: .personTimes
    case .namedMembers: .persons
    }
  }

  /// The metric that counts it where none of the registry says `counted_from`.
  var usualMetric: String? {
    switch self {
    case .sessions: "sessions_held"
    case .problemsSolved: "problems_solved"
    case .memberPersonTimes: "member_person_times"
    case .namedMembers: "members_deployed"
    case .problemsRaised, .participantVisits: nil
    }
  }
}
