import Diagnostics
import Pages
import Records
import Statistics

/// What `casebook diff` says to a person, in one of the two languages.
struct ChangesText {
  private let changes: Changes
  private let words: ChangeWords

  init(_ changes: Changes, _ language: Language) {
    self.changes = changes
    words = ChangeWords(language: language)
  }

  var text: String {
    guard !changes.isEmpty else { return words.nothing + "\n" }
    return section(words.cases, changes.cases) + section(words.reports, changes.reports)
      + figures + unrevised
  }

  private func section(_ title: String, _ list: [WriteUpChange]) -> String {
    guard !list.isEmpty else { return "" }
    let lines = list.map { change in
      "  \(ChangesText.sign(change.kind)) \(change.file)  \(change.title)\(words.fields(change))\n"
        + change.numbers.filter { change.kind == .changed || $0.old != nil }
        .map { "      \(words.number($0))\n" }.joined()
    }
    return "\(title)\(words.colon)\(words.counts(list.map(\.kind)))\n" + lines.joined()
  }

  private var figures: String {
    guard !changes.figures.isEmpty else { return "" }
    let lines = changes.figures.map { change in
      "  \(ChangesText.sign(change.kind)) \(change.region)  \(words.metric(change.metric))\(words.scope(change.query))\(words.colon)"
        + "\(words.figure(change.old, change.metric)) → \(words.figure(change.new, change.metric))\n"
    }
    return "\(words.figures)\(words.colon)\(words.counts(changes.figures.map(\.kind)))\n" + lines.joined()
  }

  private var unrevised: String {
    changes.unrevised.isEmpty ? "" : words.unrevised(changes.unrevised.count) + "\n"
  }

  private static func sign(_ kind: Changes.Kind) -> String {
    switch kind {
    case .added: "+"
    case .changed: "~"
    case .removed: "-"
    }
  }
}

/// The words that the text and the Markdown share.
struct ChangeWords {
  let language: Language

  func say(_ zh: String, _ en: String) -> String { Message(zh: zh, en: en)[language] }

  var nothing: String { say("没有变化", "no changes") }
  var cases: String { say("案例", "cases") }
  var reports: String { say("工作报告", "reports") }
  var figures: String { say("公布的数", "published figures") }
  var colon: String { say("：", ": ") }
  private var comma: String { say("，", ", ") }

  func kind(_ kind: Changes.Kind) -> String {
    switch kind {
    case .added: say("新增", "added")
    case .changed: say("改动", "changed")
    case .removed: say("撤下", "removed")
    }
  }

  /// `新增 1，改动 2`
  func counts(_ kinds: [Changes.Kind]) -> String {
    Changes.Kind.allCases.compactMap { kind in
      let count = kinds.count { $0 == kind }
      return count == 0 ? nil : say("\(self.kind(kind)) \(count)", "\(count) \(self.kind(kind))")
    }.joined(separator: comma)
  }

  func fields(_ change: WriteUpChange) -> String {
    change.fields.isEmpty
      ? "" : say("（", " (") + change.fields.joined(separator: say("、", ", ")) + say("）", ")")
  }

  func metric(_ metric: Metric) -> String { say(metric.name, metric.id) }

  func number(_ change: NumberChange) -> String {
    let unit = change.metric.unit
    let time = change.period.map { say("（\($0.chinese)）", " (\($0.code))") } ?? ""
    let moved =
      "\(metric(change.metric))\(time)\(colon)\(amount(change.old, unit)) → \(amount(change.new, unit))"
    guard change.old != nil, change.new != nil else { return moved }
    guard let revision = change.revision else { return moved + say("，没有修订记录", ", no revision states it") }
    return moved + say("，修订：\(revision.reason)", ", revised: \(revision.reason)")
  }

  func amount(_ quantity: Quantity?, _ unit: String) -> String {
    guard let quantity else { return say("无", "none") }
    return quantity.isPercent ? quantity.display : "\(quantity.display) \(unit)"
  }

  /// `637 场（2024年，本级上报）`, or that there is none.
  func figure(_ figure: Figure?, _ metric: Metric) -> String {
    guard let figure else { return say("未报", "none") }
    let basis =
      figure.isPartial
      ? say("已报 \(figure.addedUp.count) 个单位合计", "sum of \(figure.addedUp.count) that report")
      : say(figure.basis.chinese, figure.basis.rawValue)
    let time = say(figure.period.chinese, figure.period.code)
    return amount(figure.quantity, metric.unit) + say("（\(time)，\(basis)）", " (\(time), \(basis))")
  }

  /// The period asked for, where it is not all there is.
  func scope(_ query: PeriodQuery) -> String {
    guard let period = query.period else { return "" }
    return say("（\(period.chinese)）", " (\(period.code))")
  }

  func unrevised(_ count: Int) -> String {
    say(
      "已公布的数有 \(count) 个改了而没有修订记录；请在报告的 revisions（修订）里写明原值、新值、日期和原因",
      "\(count) published numbers changed without a revision; state old, new, date and reason under revisions: of the report"
    )
  }
}
