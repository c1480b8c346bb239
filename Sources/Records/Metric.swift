/// A kind of number that reports give or cases count, and what may be done with it: the registry, not a template,
/// decides what adds up.
package final class Metric: Sendable {
  package let id: String
  package let name: String
  /// Its name, unit, definition and parts on pages in English; the unit may be a phrase, `{n|room|rooms}`.
  package let english: String?
  package let englishUnit: String?
  package let englishDefinition: String?
  package let englishParts: [String]
  /// Other Chinese words for it under `figures:`.
  package let labels: [String]
  package let unit: String
  package let kind: Kind
  package let addsOverRegions: Bool
  package let addsOverTime: Bool
  package let isCore: Bool
  package let definition: String
  /// The things a composite counter adds up; it is never split.
  package let parts: [String]
  package let partOf: String?
  /// The number of a case that counts towards it; nil for what cases cannot count.
  package let countedFrom: CaseNumber?
  /// The kind of a donation: cash and goods are kept apart.
  package let donation: Donation?
  package let note: String?

  /// Reads an entry of the registry.
  ///
  /// - Parameter named: what is named by `counted_from` anywhere in the registry.
  init?(id: String, _ item: inout FieldReader, othersCount named: Set<CaseNumber>) {
    let name = item.requiredText("name"), unit = item.requiredText("unit")
    _ = item.required("kind")
    let kind: Kind? = item.choice("kind")
    let definition = item.requiredText("definition")
    var axes: [Axis] = []
    for text in item.texts("adds") {
      guard let axis: Axis = item.choice(text) else { continue }
      axes.append(axis)
      if let kind, !kind.adds(over: axis) {
        item.report(.forbiddenAxis(kind, axis, at: item.location(text.range)))
      }
    }
    labels = item.texts("labels", dividedBy: "、；", isDistinct: true)
    parts = item.texts("parts", dividedBy: "、；")
    countedFrom =
      item.node("counted_from") == nil
      ? CaseNumber.allCases.first { $0.usualMetric == id && !named.contains($0) }
      : item.choice("counted_from")
    isCore = item.flag("core")
    donation = item.choice("donation")
    guard let name, let unit, let kind, let definition else { return nil }
    self.id = id
    self.name = name.value
    self.unit = unit.value
    self.kind = kind
    self.definition = definition.value
    english = item.text("english")?.value
    englishUnit = item.text("english_unit")?.value
    englishDefinition = item.text("english_definition")?.value
    englishParts = item.texts("english_parts").map(\.value)
    (addsOverRegions, addsOverTime) = (axes.contains(.regions), axes.contains(.time))
    partOf = item.text("part_of")?.value
    note = item.text("note")?.value
  }

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
