import Records
import Statistics

// 五、待跟进事项: what is still open at the day of the issue, overdue first; each with its last look back, or that there
// is none. Nothing is overdue without a deadline.
extension Rule {
  package static let openMatters = Rule("open-matters", "未办结", in: .followUps) { it in
    let open = it.openMatters
    if open.isEmpty { return .silent("没有写明正在办理或者计划办理的案例") }
    let overdue = open.count { $0.isOverdue }, dated = open.count { $0.deadline != nil }
    let visited = open.count { $0.lookBack != nil }
    let reason = "状态是办理中、计划，或者最近一次回头看还没有办好"
    let count = "到\(it.today.chinese)，未办结的\(open.count)件"
    if dated + visited == 0 {
      let names = it.names(of: open)
      return .said([
        Passage(
          .sentence("\(count)，\(open.count > 1 ? "都" : "")没有写明期限，也没有回头看记录：\(names)。"), because: reason,
          cases: open.prefix(6).map(\.index))
      ])
    }
    var parts: [String] = []
    if overdue > 0 { parts.append("已过期限的\(overdue)件") }
    if dated > overdue { parts.append("期限未到的\(dated - overdue)件") }
    if dated < open.count { parts.append("没有写明期限的\(open.count - dated)件") }
    let looked = visited == 0 ? "都没有回头看记录" : visited == open.count ? "都有回头看记录" : "有回头看记录的\(visited)件"
    return .said("\(count)，其中\(parts.joined(separator: "、"))；\(looked)。", because: reason)
  }

  /// Those that have a deadline or were looked at again.
  package static let attendedMatters = Rule("attended-matters", "期限和回头看", in: .followUps) { it in
    let matters = it.openMatters.filter { $0.deadline != nil || $0.lookBack != nil }
    if matters.isEmpty { return .silent("没有写明期限或者回头看的") }
    return .said(
      matters.enumerated().map { number, matter in
        Passage(
          .item(it.words(matter)), because: matter.file, rank: number < 3 ? 4 : 5, cases: [matter.index])
      })
  }

  /// The others, in one sentence.
  package static let unattendedMatters = Rule("unattended-matters", "没有期限也没有回头看", in: .followUps) { it in
    let open = it.openMatters, matters = open.filter { $0.deadline == nil && $0.lookBack == nil }
    if matters.isEmpty { return .silent("没有这样的事项") }
    if matters.count == open.count { return .silent("全部如此，已在上面列出") }
    return .said([
      Passage(
        .paragraph("没有写明期限、也没有回头看记录的\(matters.count)件：\(it.names(of: matters))。"), because: "", rank: 6,
        cases: matters.prefix(6).map(\.index))
    ])
  }
}

/// Something still to be done.
private struct OpenMatter {
  let index: Int
  let file: String
  let deadline: Day?
  let isOverdue: Bool
  let lookBack: Case.FollowUp?
  let isPlanned: Bool
  let start: Day?
}

extension Subject {
  /// The cases that had begun by the end of the period and are still open: the overdue ones first, then by deadline, then
  /// by age.
  fileprivate var openMatters: [OpenMatter] {
    let matters = figures.ledger.casesBelow[region.id.index].compactMap { index -> OpenMatter? in
      let record = content.cases[index], date = record.date?.value
      if let period, date.map({ ($0.start ?? $0.end) > period.end }) ?? true { return nil }
      let state = record.followUps.last { $0.state != nil }?.state ?? record.status
      guard state == .inProgress || state == .planned else { return nil }
      return OpenMatter(
        index: index, file: record.file, deadline: record.deadline,
        isOverdue: record.deadline.map { $0 < today } ?? false, lookBack: record.followUps.last,
        isPlanned: state == .planned, start: date?.start)
    }
    func key(_ it: OpenMatter) -> (Int, Int) { (it.deadline?.ordinal ?? .max, it.start?.ordinal ?? .max) }
    return matters.sorted { a, b in
      key(a) == key(b) ? a.file.utf8.lexicographicallyPrecedes(b.file.utf8) : key(a) < key(b)
    }
  }

  /// The titles of matters, six at most.
  fileprivate func names(of matters: [OpenMatter]) -> Prose {
    let names = matters.prefix(6).map { matter -> Prose in
      let title = Subject.quotable(content.cases[matter.index].title, upTo: 40)?.unended ?? "一件案例"
      return "\(link: title, to: Subject.link(to: matter.file))"
    }
    return "\(names.joined(by: "；"))\(matters.count > 6 ? "；等\(matters.count)件" : "")"
  }

  fileprivate func words(_ matter: OpenMatter) -> Prose {
    let title = Subject.quotable(content.cases[matter.index].title, upTo: 60)?.unended ?? "一件案例"
    var prose: Prose = "\(link: title, to: Subject.link(to: matter.file))。"
    if let deadline = matter.deadline {
      prose += "期限\(deadline.chinese)，\(matter.isOverdue ? "已过期" : "未到期")；"
    } else {
      prose += "没有写明期限；"
    }
    guard let lookBack = matter.lookBack else {
      prose += "没有回头看记录。"
      return prose
    }
    let time = lookBack.date.map { "（\($0.chinese)）" } ?? "（没有写日期）"
    prose += "最近一次回头看\(time)：\(Subject.quotable(lookBack.finding, upTo: 60) ?? "情况见案例。")"
    return prose
  }
}

extension Day {
  /// `2024年9月4日`
  var chinese: String { Period(day: self).chinese }
}
