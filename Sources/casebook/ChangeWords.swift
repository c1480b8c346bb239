import Diagnostics
import Privacy
import Records
import Statistics
import Wording

extension Revision {
  fileprivate var shownReason: String { reason.maskingPersonalData }
}

/// The words of a comparison, which the text and the Markdown share.
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
    case .renamed: say("改名", "renamed")
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

  var units: String { say("单位", "units") }

  func unit(_ change: UnitChange) -> String {
    let moved = "\(metric(change.metric))\(colon)\(change.former) → \(change.metric.unit)"
    guard let revision = change.revision else { return moved + say("，没有修订记录", ", no revision states it") }
    return moved + say("，修订：\(revision.shownReason)", ", revised: \(revision.shownReason)")
  }

  /// The advice about an address that leads nowhere now.
  func lost(_ change: WriteUpChange) -> String? {
    let file = change.file.maskingPersonalData
    return change.lostAddress.map(\.maskingPersonalData).map {
      say(
        "旧网址 \($0) 打不开了：请在 \(file) 的文件头加上 aliases: [\($0)]（已有 aliases 的，把它加进去）",
        "the address \($0) leads nowhere now: add aliases: [\($0)] to the header of \(file)")
    }
  }

  /// `，上报的下级 16/17 → 17/17`, where it is another.
  func coverage(_ change: FigureChange) -> String {
    guard change.changesCoverage, let old = change.oldCoverage, let new = change.newCoverage else {
      return ""
    }
    func share(_ coverage: Coverage) -> String {
      "\(coverage.reporting)" + (coverage.of.map { "/\($0)" } ?? "")
    }
    return say("，上报的下级", ", children that report") + say("：", ": ") + "\(share(old)) → \(share(new))"
  }

  func number(_ change: NumberChange) -> String {
    let unit = change.metric.unit
    func time(_ period: Period?) -> String {
      period.map { say($0.chinese, $0.code) } ?? say("未注明", "undated")
    }
    let hasTime = change.period != nil || change.hasMoved
    let times = (change.hasMoved ? time(change.former?.period) + " → " : "") + time(change.period)
    let place =
      change.formerRegion.map(\.maskingPersonalData).map { say("，原属\($0)", ", of \($0) before") } ?? ""
    let moved =
      "\(metric(change.metric))\(hasTime ? say("（", " (") + times + say("）", ")") : "")\(colon)\(amount(change.old, unit)) → \(amount(change.new, unit))\(place)"
    guard change.old != nil else { return moved }
    if let file = change.stillIn?.maskingPersonalData {
      return moved + say("，现在写在 \(file)", ", now in \(file)")
    }
    guard change.wantsReason else { return moved + say("，只是写法不同", ", only spelled otherwise") }
    guard let revision = change.revision else { return moved + say("，没有修订记录", ", no revision states it") }
    return moved + say("，修订：\(revision.shownReason)", ", revised: \(revision.shownReason)")
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

  /// The period asked for, where one was.
  func scope(_ query: PeriodQuery) -> String {
    guard let period = query.period else { return "" }
    return say("（\(period.chinese)）", " (\(period.code))")
  }

  func unrevised(_ count: Int) -> String {
    say(
      "已公布的数有 \(count) 处改了、撤了或换了时期、地区、单位，而没有修订记录；请在报告的 revisions（修订）里写明原值、新值、日期和原因（撤下的不写新值；原来的时期、地区、单位另写 period、region、unit；报告整份撤下的，写在接替它的报告或同一地区的另一份报告里）",
      "\(count) published numbers changed, went or moved without a revision; state old, new, date and reason under revisions: of the report (no new for what is taken back; the former period, region or unit as period, region, unit; what a report that is gone gave, in the report that took its place or another of the region)"
    )
  }
}
