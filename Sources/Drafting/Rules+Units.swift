import Records
import Statistics

// 二、各地情况: the numbers of the regions below, each with its time and basis; side by side only those that are alike.
extension Rule {
  package static let unitTable = Rule("unit-table", "各地表", in: .units) { it in
    let table = it.unitTable
    guard table.rows.count > 1 else { return .silent("有数的下级不到两个，不列表") }
    let figures = table.rows.flatMap { row in table.metrics.compactMap { it.table.figure(row, $0) } }
    let isMixed = Set(figures.map { "\(it.time(of: $0)) \($0.basis)" }).count > 1
    let words: Prose =
      isMixed ? "各单位的数如下，时期和依据写在数的旁边；时期或依据不同的，不作比较。" : "各单位的数如下。"
    return .said([
      Passage(.sentence(words), because: it.origin(of: figures)),
      Passage(
        .block(
          "table",
          [
            "指标: [\(table.metrics.map(it.word).joined(separator: ", "))]",
            "地区: [\(table.rows.map { it.content.regions[$0].path }.joined(separator: ", "))]",
          ] + it.periodLine),
        because: "\(table.rows.count) 个单位，\(table.metrics.map(it.name).joined(separator: "、"))"),
    ])
  }

  /// Draws reported numbers of one time and basis; those that are not alike are named.
  package static let unitChart = Rule("unit-chart", "各地图", in: .units) { it in
    for metric in it.unitTable.metrics {
      let level = it.unitTable.rows.first.map { it.content.regions[$0].level }
      let units = it.units.filter { it.content.regions[$0].level == level }
      let comparison = Comparison(metric, of: units, in: it.table, it.content)
      let alike = comparison.ranked.map(\.figure)
      guard alike.count > 2, let first = alike.first, first.restsOnReports else { continue }
      let apart = comparison.apart.filter { $0.figure != nil }
      let reasons = apart.map {
        let isCounted = $0.figure?.basis == .counted
        return "\(it.name($0.region))（\(isCounted ? "只有案例库收录的数" : $0.reason.chinese)）"
      }
      let rest = apart.isEmpty ? "" : "；\(reasons.listed(upTo: 5, "个"))不在内"
      return .said([
        Passage(
          .sentence(
            "其中，\(alike.count)个单位的\(it.name(metric))时期相同、依据相同（\(it.time(of: first))），见图\(rest)。"),
          because: it.origin(of: alike)),
        Passage(
          .block(
            "chart",
            [
              "图: 比较", "指标: \(it.word(metric))",
              "地区: [\(alike.map { it.content.regions[$0.region].path }.joined(separator: ", "))]",
            ] + it.periodLine), because: "同级、同一指标、同一依据、同一时期的 \(alike.count) 个单位"),
      ])
    }
    return .silent("时期、依据都相同的上报数不到三个")
  }

  /// The units that report something, but nothing of the table.
  package static let otherUnits = Rule("other-units", "其他上报", in: .units) { it in
    let table = it.unitTable, shown = table.rows.count > 1 ? table.rows : []
    let others = it.units.compactMap { unit -> (RegionID, [Figure])? in
      let figures = Subject.reported(by: unit, in: it.table, it.content)
      return shown.contains(unit) || figures.isEmpty ? nil : (unit, Array(figures.prefix(3)))
    }
    if others.isEmpty { return .silent("没有表外的上报数") }
    let told = others.prefix(3).map { unit, figures -> Prose in "\(it.name(unit))：\(it.list(figures))" }
    let rest = others.dropFirst(3).map { it.name($0.0) }
    let more: Prose = rest.isEmpty ? "" : "；\(rest.listed(upTo: 10, "个"))也报了其他指标"
    return .said([
      Passage(
        .sentence("\(shown.isEmpty ? "" : "另外，")\(told.joined(by: "；"))\(more)。"),
        because: it.origin(of: others.prefix(3).flatMap(\.1)), rank: 2)
    ])
  }
}

extension Subject {
  /// The metrics of the table, and the units that have a number of one of them: the core metrics, if two units have one
  /// of them, else those that most units report.
  fileprivate var unitTable: (metrics: [Int], rows: [RegionID]) {
    func count(_ metric: Int) -> Int { units.count { table.figure($0, metric) != nil } }
    let all = content.metrics.all.indices.filter { content.metrics.all[$0].kind != .ratio && count($0) > 1 }
    var metrics =
      all.contains(where: coreMetrics.contains)
      ? coreMetrics.filter { count($0) > 0 } : all.sorted { (count($1), $0) < (count($0), $1) }
    metrics = Array(metrics.prefix(3))
    return (metrics, units.filter { unit in metrics.contains { table.figure(unit, $0) != nil } })
  }

  fileprivate var periodLine: [String] { period.map { ["时期: \($0.code)"] } ?? [] }
}

extension Comparison.Reason {
  fileprivate var chinese: String {
    switch self {
    case .notReported: "未报"
    case .otherPeriod: "时期不同"
    case .otherBasis: "依据不同"
    case .partialSum: "没有报全"
    case .outside: "不在本地区"
    case .assumedDay: "没有写明是哪一天的"
    case .openPeriod: "时期不完整"
    }
  }
}
