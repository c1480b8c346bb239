import Records
import Statistics

// 三、办理情况: the cases of the period by what came of them and by kind.
extension Rule {
  package static let outcomes = Rule("outcomes", "按结果", in: .handling) { it in
    let counts = Case.Status.inOrder.compactMap { status -> Prose? in
      it.quote(status.chinese) { $0.status == status }.map { "\(status.chinese)\($0)" }
    }
    guard let all = it.quote("") else { return .silent("案例库没有这个时期的案例") }
    let time = it.period.map { "\($0.chinese)的" } ?? "", reason = "日期在这个时期以内的案例"
    let whole: Prose = "案例库收录\(it.region.name)\(time)案例\(all)"
    if it.cases.count == 1 {
      return .said("\(whole)，\(it.content.cases[it.cases[0]].status.chinese)。", because: reason)
    }
    return .said("\(whole)，按结果分：\(counts.joined(by: "，"))。", because: reason)
  }

  package static let activities = Rule("activities", "按类型", in: .handling) { it in
    let counts = Case.Activity.allCases.compactMap { activity -> Prose? in
      it.quote(activity.chinese) { $0.activity == activity }.map { "\(activity.chinese)\($0)" }
    }
    guard counts.count > 1 else { return .silent("只有一类") }
    return .said("按类型分：\(counts.joined(by: "，"))。", because: "各类分开计数")
  }

  package static let casesApart = Rule("cases-apart", "不计在内的案例", in: .handling) { it in
    guard it.period != nil else { return .silent("没有指定时期，全部计入") }
    let below = it.figures.ledger.casesBelow[it.region.id.index]
    let undated = below.count { it.content.cases[$0].date == nil }
    let across = it.overlappingCases.count - it.cases.count
    let parts = [
      undated > 0 ? "没有写明日期的\(undated)件" : nil, across > 0 ? "日期跨出这一时期的\(across)件" : nil,
    ].compactMap(\.self)
    if parts.isEmpty { return .silent("没有不写日期或者跨期的案例") }
    return .said("\(parts.joined(separator: "、"))不计在内。", because: "时期不明或者不完整的不能归入一期")
  }
}

// 四、典型案例
extension Rule {
  package static let typicalCases = Rule("typical-cases", "典型案例", in: .typical) { it in
    let choice = TypicalCases(it)
    if choice.chosen.isEmpty { return .silent("这个时期没有写明结果的案例") }
    return .said(
      choice.chosen.enumerated().map { number, chosen in
        Passage(
          .item(it.words(chosen)), because: "\(chosen.file)：\(chosen.reason)", rank: number == 2 ? 3 : 0,
          cases: [chosen.index])
      })
  }
}

extension Subject {
  /// The number of the cases of a group, if there are any.
  ///
  /// - Parameter group: as the inline form calls it; nothing for all cases.
  fileprivate func quote(_ group: String, of isMember: (Case) -> Bool = { _ in true }) -> QuotedFigure? {
    let count = cases.count { isMember(content.cases[$0]) }
    let request = group.isEmpty ? "案例" : "案例 " + group
    return count == 0 ? nil : QuotedFigure(request: request, printed: "\(count)件", origins: [])
  }

  /// 标题。摘要。成果文件。
  fileprivate func words(_ merits: TypicalCases.Merits) -> Prose {
    let record = content.cases[merits.index]
    let title = Subject.quotable(record.title, upTo: 60)?.unended ?? "一件案例"
    let time = record.date.map { "（\($0.value.chinese)）" } ?? ""
    var prose: Prose = "\(link: title, to: Subject.link(to: record.file))\(time)。"
    let outcomes = record.outcomes.prefix(4).map { "\($0.label)\($0.value.display)\($0.unit)" }
    if let summary = Subject.quotable(record.summary, upTo: 120) {
      prose += "\(summary)"
    } else if let results = Subject.quotable(outcomes.joined(separator: "，"), upTo: 120) {
      prose += "\(results)"
    }
    let endorsed = record.documents.filter { $0.endorsed != nil }.map(\.type)
    if !endorsed.isEmpty { prose += "\(endorsed.listed(upTo: 3, "份"))得到批示。" }
    return prose
  }
}

extension Case.Status {
  /// All of them, the best outcome first.
  static let inOrder: [Case.Status] = [.resolved, .inProgress, .planned, .unknown]
}
