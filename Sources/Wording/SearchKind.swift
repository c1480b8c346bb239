import Records

/// The kind of a record that a reader has found.
package enum SearchKind: String, Choice {
  case region, brand, method, topic, platform, metric, briefing, report, page
  case caseRecord = "case"

  package var chinese: String {
    switch self {
    case .region: "地区"
    case .brand: "品牌"
    case .method: "工作法"
    case .topic: "议题"
    case .platform: "平台"
    case .metric: "指标"
    case .briefing: "简报"
    case .report: "工作报告"
    case .page: "页面"
    case .caseRecord: "案例"
    }
  }
}
