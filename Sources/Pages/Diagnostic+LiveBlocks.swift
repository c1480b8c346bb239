import Diagnostics
import Records
import Wording

// The sentences about blocks in texts that show nothing, or less than they are meant to.
extension Diagnostic {
  /// - Parameter isUndated: whether the region has reported a number without saying of when it is.
  static func notReported(
    _ metric: Metric, _ region: Region, isUndated: Bool, at location: Location
  ) -> Diagnostic {
    let shown = isUndated ? (zh: "无日期数据", en: "undated figures") : (zh: "未报", en: "not reported")
    return Diagnostic(
      .warning, "figure-not-reported", zh: "\(region.name)的“\(metric.name)”在这个时期没有数，网页上显示“\(shown.zh)”",
      en:
        "\(region.name) has no figure of “\(metric.id)” for this period; the page says \(shown.zh) (\(shown.en))",
      at: location,
      advice: (
        zh: "核对指标、地区和时期；不写时期，就取全部时期的数",
        en: "check metric, region and period; without a period the figure of all dated reports is meant"
      ))
  }

  static func nothingReported(hasUndated: Bool, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "figure-not-reported", zh: "这个表里一个数也没有，每格都显示“未报”" + (hasUndated ? "或“无日期数据”" : ""),
      en: "no cell of this table has a figure", at: location)
  }

  static func noChart(at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "too-few-for-chart", zh: "可以放在一起的数不到两个，画不成图，网页上改列数字",
      en: "fewer than two numbers belong together, so there is no chart; the page lists the numbers instead",
      at: location,
      advice: (
        zh: "比较只限同一层级、同一依据、同样时期的数；走势只限一个地区自己上报、写满整年的数",
        en:
          "regions are compared on one level, one basis and like periods; a trend takes figures of whole years"
      ))
  }

  static func tooManyLiveCells(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large",
      zh: "到这一块为止，这篇文章里的表和图一共要列 \(InputLimit.liveCells / 10000) 万个以上的数，一页放不下；请少列些地区、指标，或分成几篇",
      en:
        "up to this block the tables and charts of this text have more than \(InputLimit.liveCells) numbers: name fewer regions or metrics, or divide the text",
      at: location)
  }
}
