import Records
import Statistics

/// What charts say beside names, numbers and periods.
enum ChartWords {
  /// `青山区、蔡甸区、汉南区`
  static func list(_ names: [String]) -> String { names.joined(separator: "、") }

  static func bars(of metric: Metric, among regions: String, _ period: String, _ basis: Basis) -> String {
    "\(regions)：\(metric.name)，\(period)，\(basis.chinese)"
  }

  static func barsDescription(_ names: [String]) -> String { "条形图，从多到少：\(list(names))。" }

  static func trend(of metric: Metric, _ region: String, _ basis: Basis) -> String {
    "\(region)：\(metric.name)，逐期，\(basis.chinese)"
  }

  static func trendDescription(_ periods: [String], missing: [String]) -> String {
    "折线图，有数的时期：\(list(periods))。" + (missing.isEmpty ? "" : "没有连线的时期：\(list(missing))。")
  }

  static func statuses(of whole: String) -> String { "\(whole)：案例的办理结果" }

  static func statusDescription(_ names: [String]) -> String { "一条横条分成\(names.count)段：\(list(names))。" }

  static func children(of region: String) -> String { region + "下级地区" }

  static func all(_ level: Region.Level) -> String { "各" + level.chinese }

  static func casesByYear(_ counts: [(year: Int, count: Int)]) -> String {
    "有日期的案例：" + list(counts.map { "\($0.year)年\($0.count)件" })
  }

  static func years(_ periods: [Period]) -> String { "走势：" + list(periods.map(\.chinese)) }

  static func table(of metrics: [String], _ period: Period?) -> String {
    list(metrics) + (period.map { "，\($0.chinese)" } ?? "")
  }

  static func partial(_ count: Int) -> String { "已报 \(count) 个单位合计" }

  static let noCases = "未收录案例"
  static let region = "地区"
  static let dataTable = "数据表"
  static let stepsNotPublished = "步骤未公布"
  static let notReported = "未报"
  static let unlike = "口径不同"
  /// How to read a part that is not filled.
  static let uncertain = "空心的一段：原文带“余”“近”“约”等字，确切数在这一段里；没有封口的，没有写明上限。"
  static let uncertainLine = "竖线：原文带“余”“近”“约”等字，确切数在这一段里；虚线没有写明上限。"

  static func notDrawn(_ count: Int, of total: Int) -> String { "共\(total)个地区，图中列出前\(count)个。" }

  static func reason(_ reason: Comparison.Reason) -> String {
    switch reason {
    case .notReported: notReported
    case .otherPeriod: "时期不同，不列入比较"
    case .otherBasis: "依据不同，不列入比较"
    case .partialSum: "不是全部下级地区的合计，不列入比较"
    case .openPeriod: "起始日不明或中间有间断，不列入比较"
    }
  }
}

extension Period {
  /// Below a point of a chart: the year, and the part of it if it is one.
  var tick: [String] {
    let year = "\(end.year)", text = chinese
    guard text.hasPrefix(year + "年"), text.count > year.count + 1 else { return [year] }
    return [year, String(text.dropFirst(year.count + 1))]
  }
}
