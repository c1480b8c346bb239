import Records
import Statistics

// 一、总体情况: what the region reported itself, what it did not, what its parts come to, and how it has changed.
extension Rule {
  package static let ownFigures = Rule("own-figures", "本级上报", in: .overview) { it in
    if it.own.isEmpty { return .silent("本级没有上报这个时期的数") }
    return .said("据\(it.region.name)上报，\(it.list(it.own))。", because: it.origin(of: it.own))
  }

  package static let undated = Rule("undated", "没有写明时期的数", in: .overview) { it in
    let metrics = it.undatedMetrics
    guard !metrics.isEmpty else { return .silent("没有不写时期的上报数") }
    let reports = metrics.compactMap { it.figures.undated[it.region.id]?[$0]?.first?.report }
    let files = Set(reports.map { it.content.reports[$0].file }).sorted().joined(separator: "、")
    let whose = it.own.isEmpty ? "\(it.region.name)报的" : "另报的"
    if let period = it.period {
      let names = metrics.map(it.name).listed(upTo: 3, "项")
      return .said("\(whose)\(names)没有写明时期，不列入\(period.chinese)。", because: files)
    }
    let told = it.toldUndated.compactMap { metric in
      it.quote(undated: metric).map { "\(it.name(metric))\($0)" as Prose }
    }
    let rest = metrics.count - told.count
    return .said(
      "\(whose)数没有写明时期，照录如下，不作合计和比较：\(told.joined(by: "，"))\(rest > 0 ? "；另有\(rest)项" : "")。",
      because: files)
  }

  package static let notReported = Rule("not-reported", "未报", in: .overview) { it in
    let reported = Set(it.own.map(\.metric)), undated = it.undatedMetrics
    let missing = it.coreMetrics.filter { !reported.contains($0) && !undated.contains($0) }
    if missing.isEmpty { return .silent("核心指标都有上报") }
    if it.own.isEmpty, undated.isEmpty {
      return .said("\(it.region.name)\(it.time)没有上报数据。", because: "没有一项本级上报数")
    }
    return .said(
      "核心指标中，\(missing.map(it.name).joined(separator: "、"))没有上报。", because: "本级报告里没有这几项")
  }

  /// Only of children's own reports: with cases in it, the sum would be of two kinds of numbers.
  package static let sums = Rule("sums", "下级合计", in: .overview) { it in
    let sums = it.coreMetrics.compactMap { it.table.figure(it.region.id, $0) }.filter { sum in
      sum.basis == .summed && sum.addedUp.count > 1 && sum.added == nil
        && sum.addedUp.allSatisfy { it.table[$0, sum.metric]?.published?.basis == .reported }
    }
    if sums.isEmpty { return .silent("核心指标或者本级已报，或者没有两个以上同期上报的下级，或者合计里掺有案例") }
    let parts = sums.map { sum -> Prose in
      let count = "\(sum.addedUp.count)个单位"
      return
        "\(it.metric(sum).name)\(sum.lacksChildren ? "已报\(count)" : "全部\(count)")合计\(it.quote(sum))（\(it.time(of: sum))）"
    }
    let end = sums.contains { $0.lacksChildren } ? "，没有报的不在内。" : "。"
    return .said("\(it.region.name)没有上报总数，\(parts.joined(by: "，"))\(end)", because: it.origin(of: sums))
  }

  package static let counted = Rule("counted", "案例库收录", in: .overview) { it in
    let counted = it.coreMetrics.compactMap { it.table.figure(it.region.id, $0) }.filter {
      $0.basis == .counted
    }
    if counted.isEmpty { return .silent("核心指标没有只由案例数出来的") }
    let parts = counted.map { "\(it.metric($0).name)\(it.quote($0))" as Prose }
    return .said("案例库收录\(parts.joined(by: "，"))，只是写成案例的部分，不是总数。", because: it.origin(of: counted))
  }

  /// Compares reported numbers alone, each of the whole of a period and of the like one before. A rounded one is not said to
  /// rise or fall.
  package static let change = Rule("change", "同期比较", in: .overview) { it in
    guard it.period != nil else { return .silent("没有指定时期") }
    if it.own.isEmpty { return .silent("没有本级上报的数可比") }
    let pairs = it.likePairs
    if pairs.isEmpty {
      return .said("上年同期没有可比的数，不作增减比较。", because: "没有长短相同、依据相同的上报数")
    }
    var times: [String] = []
    for pair in pairs where !times.contains(pair.name) { times.append(pair.name) }
    let clauses = times.map { time -> Prose in
      let those = pairs.filter { $0.name == time }.map(it.words)
      return "与\(time)相比，\(those.joined(by: "，"))"
    }
    let rest = pairs.count < it.own.count ? "；其余各项没有可比的数。" : "。"
    return .said(
      "\(clauses.joined(by: "；"))\(rest)", because: it.origin(of: pairs.flatMap { [$0.before, $0.now] }))
  }

  package static let coverage = Rule("coverage", "上报范围", in: .overview) { it in
    let units = it.units.filter { it.content.regions[$0].isRegistered }
    guard !units.isEmpty, it.content.isHome(it.region.id) else { return .silent("没有下级名单") }
    func reports(_ unit: RegionID) -> Bool {
      it.table.metrics(of: unit).contains { it.table.figure(unit, $0)?.restsOnReports ?? false }
    }
    let reporting = units.filter(reports), missing = units.filter { !reports($0) }
    func said(_ prose: Prose) -> Composed {
      .said([Passage(.paragraph(prose), because: "上报名单来自地区登记表，案例库收录的数不算上报")])
    }
    if missing.isEmpty { return said("所属\(units.count)个单位都有上报数。") }
    if reporting.isEmpty { return said("所属\(units.count)个单位都没有\(it.period == nil ? "" : "这一时期的")上报数。") }
    let undated = missing.filter { it.figures.undated[$0] != nil }.map(it.name)
    let note = undated.isEmpty ? "" : "，其中\(undated.listed(upTo: 3, "个"))报的数没有写明时期"
    return said(
      "所属\(units.count)个单位中，有上报数的\(reporting.count)个：\(reporting.map(it.unitName).listed(upTo: 20, "个"))；没有的\(missing.count)个：\(missing.map(it.unitName).listed(upTo: 20, "个"))\(note)。"
    )
  }
}

extension Subject {
  /// The name of a unit, with what is counted with it.
  fileprivate func unitName(_ unit: RegionID) -> String {
    let guests = content.regions[unit].countedChildren.filter { content.regions[$0].parent != unit }
    return name(unit) + (guests.isEmpty ? "" : "（含\(guests.map(name).joined(separator: "、"))）")
  }

  /// A reported number and that of the like period before.
  fileprivate struct LikePair {
    let before: Figure
    let now: Figure
    /// The period to ask for the earlier one.
    let period: Period
    /// `上年同期（2023年）`
    let name: String
  }

  fileprivate var likePairs: [LikePair] {
    var tables: [Period: FigureTable] = [:]
    return own.compactMap { now -> LikePair? in
      let isStock = metric(now).kind == .stock
      // A stock is of the whole period where its day is in the last month: one carried on is of another.
      guard let asked = isStock ? period : now.period, asked.monthKey != nil,
        !isStock || (now.period.end.monthIndex == asked.end.monthIndex && now.dayWithin == nil)
      else { return nil }
      for (earlier, name) in asked.likeBefore {
        let table = tables[earlier] ?? figures.table(for: earlier)
        tables[earlier] = table
        guard let before = table[region.id, now.metric]?.reported else { continue }
        let fits =
          isStock
          ? before.period.end.monthIndex == earlier.end.monthIndex && before.dayWithin == nil
          : before.period.isLike(earlier)
        if fits {
          let time = isStock ? time(of: before) : before.period.chinese
          return LikePair(before: before, now: now, period: earlier, name: "\(name)（\(time)）")
        }
      }
      return nil
    }
  }

  fileprivate func words(_ pair: LikePair) -> Prose {
    let name = metric(pair.now).name, before = quote(pair.before, of: pair.period), now = quote(pair.now)
    let old = pair.before.quantity, new = pair.now.quantity
    guard old.qualifier == .exact, new.qualifier == .exact else { return "\(name)由\(before)到\(now)" }
    if old.value == new.value { return "\(name)持平，都是\(now)" }
    return "\(name)由\(before)\(old.value < new.value ? "增加" : "减少")到\(now)"
  }
}

extension Period {
  /// The periods of the same length with which it is compared: the same months a year before, then, of a quarter, the
  /// quarter before.
  fileprivate var likeBefore: [(Period, name: String)] {
    var periods: [(Period, name: String)] = previousLike.map { [($0, "上年同期")] } ?? []
    if code.dropLast().hasSuffix("Q"), let quarter = code.last?.wholeNumberValue {
      let year = end.year, before = quarter == 1 ? "\(year - 1)Q4" : "\(year)Q\(quarter - 1)"
      if let period = Period(code: before) { periods.append((period, "上季度")) }
    }
    return periods
  }
}
