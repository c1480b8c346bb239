import Records
import Statistics

// What a breakdown, its groups and its measures are called.
extension Breakdown: Choice {
  package var chinese: String {
    switch self {
    case .level: "地区层级"
    case .year: "年份"
    case .brand: "品牌"
    case .topic: "议题"
    case .activity: "活动类型"
    case .method: "工作法"
    case .status: "结果"
    case .tier: "委员层级"
    case .sector: "委员界别"
    case .platform: "平台类型"
    case .document: "成果文件"
    case .project: "项目状态"
    case .donation: "捐赠"
    }
  }
}

extension BreakdownRow.Records: Choice {
  package var chinese: String {
    switch self {
    case .cases: "案例"
    case .platforms: "平台条目"
    case .documents: "列出"
    case .endorsed: "批示"
    case .assigned: "交办"
    case .undertaken: "承办"
    case .projects: "项目"
    }
  }

  package var unit: String {
    switch self {
    case .cases: "件"
    case .documents, .endorsed, .assigned, .undertaken: "份"
    case .platforms: "条"
    case .projects: "个"
    }
  }
}

extension Content {
  /// The name of a group, in Chinese: its title, its word, or that the write-ups name none.
  package func name(of group: String, in breakdown: Breakdown) -> String {
    if group == Breakdown.undated { return "日期未公布" }
    if group == Breakdown.none { return "未写" + breakdown.chinese }
    switch breakdown {
    case .level: return Region.Level(rawValue: group)?.chinese ?? group
    case .year: return Period(parsing: group)?.chinese ?? group
    case .brand: return title(of: group, among: brands)
    case .topic: return title(of: group, among: topics)
    case .method: return title(of: group, among: methods)
    case .activity: return Case.Activity(rawValue: group)?.chinese ?? group
    case .status: return Case.Status(rawValue: group)?.chinese ?? group
    case .project: return Case.Project.State(rawValue: group)?.chinese ?? group
    case .donation: return Metric.Donation(rawValue: group)?.chinese ?? group
    case .tier, .sector, .platform, .document: return group
    }
  }

  package func title<Record: NamedRecord>(of stem: String, among records: [Record]) -> String {
    records.first { $0.naming.stem == stem }?.naming.title ?? stem
  }
}

extension Words {
  /// The name of a group, as `Content.name(of:in:)` has it in Chinese.
  package func name(of group: String, in breakdown: Breakdown, _ content: Content) -> String {
    if group == Breakdown.undated { return self[.undated] }
    if group == Breakdown.none { return filled(.withoutGroup, ["name": name(breakdown)]) }
    return switch breakdown {
    case .level: name(in: Region.Level.group, group) ?? group
    case .year: Period(parsing: group).map(period) ?? group
    case .brand: content.title(of: group, among: content.brands)
    case .topic: content.title(of: group, among: content.topics)
    case .method: content.title(of: group, among: content.methods)
    case .activity: name(in: Case.Activity.group, group) ?? group
    case .status: name(in: Case.Status.group, group) ?? group
    case .project: name(in: Case.Project.State.group, group) ?? group
    case .donation: name(in: Metric.Donation.group, group) ?? group
    case .tier, .sector, .platform, .document: group
    }
  }

  package func unit(of row: BreakdownRow, after quantity: Quantity? = nil, in content: Content) -> String {
    switch row.measure {
    case .metric(let index): unit(content.metrics.all[index], after: quantity)
    case .records(let records): unit(records.unit, after: quantity, of: records.rawValue)
    }
  }

  package func name(of row: BreakdownRow, in content: Content) -> String {
    switch row.measure {
    case .metric(let index): name(content.metrics.all[index])
    case .records(let records): name(records)
    }
  }
}

extension BreakdownRow {
  package func measureName(in content: Content) -> String {
    switch measure {
    case .metric(let index): content.metrics.all[index].name
    case .records(let records): records.chinese
    }
  }

  package func unit(in content: Content) -> String {
    switch measure {
    case .metric(let index): content.metrics.all[index].unit
    case .records(let records): records.unit
    }
  }
}
