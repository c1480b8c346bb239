import Records
import Statistics

// The names of breakdowns, their groups and their measures.
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

extension Breakdown {
  /// The fixed terms that its groups are, if they are such.
  fileprivate var terms: (any Term.Type)? {
    switch self {
    case .level: Region.Level.self
    case .activity: Case.Activity.self
    case .status: Case.Status.self
    case .project: Case.Project.State.self
    case .donation: Metric.Donation.self
    default: nil
    }
  }
}

extension Content {
  /// The name of a group, in Chinese: its title, its word, or that the write-ups name none.
  package func name(of group: String, in breakdown: Breakdown) -> String {
    if group == Breakdown.undated { return "日期未公布" }
    if group == Breakdown.none { return "未写" + breakdown.chinese }
    if breakdown == .year { return Period(parsing: group)?.chinese ?? group }
    return breakdown.terms.map { $0.chinese(of: group) ?? group } ?? title(of: group, in: breakdown)
  }

  /// The title of the record that a group is; the group itself, where it is a text.
  fileprivate func title(of group: String, in breakdown: Breakdown) -> String {
    func title(among records: [some NamedRecord]) -> String {
      records.first { $0.naming.stem == group }?.naming.title ?? group
    }
    return switch breakdown {
    case .brand: title(among: brands)
    case .topic: title(among: topics)
    case .method: title(among: methods)
    default: group
    }
  }
}

extension Term {
  fileprivate static func chinese(of key: String) -> String? { Self(rawValue: key)?.chinese }
}

extension Words {
  /// The name of a group, as `Content.name(of:in:)` has it in Chinese.
  package func name(of group: String, in breakdown: Breakdown, _ content: Content) -> String {
    if group == Breakdown.undated { return self[.undated] }
    if group == Breakdown.none { return filled(.withoutGroup, ["name": name(breakdown)]) }
    if breakdown == .year { return Period(parsing: group).map(period) ?? group }
    return breakdown.terms.map { name(in: $0.group, group) ?? group }
      ?? content.title(of: group, in: breakdown)
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
