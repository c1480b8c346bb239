import Diagnostics
import Records

extension Content {
  /// Every number in a case, under the id that it has on its page.
  var caseNumberTable: Table {
    // An id goes on with a colon, which is more than the hyphen that a longer name may have in its place.
    let cases = self.cases.sortedByBytes { $0.stem + ":" }
    return Table(
      "case_numbers", "案例里的数", "案例写明的每个数一行，编号就是网页上 data-figure 的值。案例没有写的数没有行：既不是 0 也不是 1。", formats: [.csv],
      [
        Column("id", .string, "编号", "cases/案例编号:栏目，有几项的再加 =序号 或 =名称"),
        Column("case", .string, "案例").referring(to: "cases"),
        Column("field", .string, "栏目").coded("case_field"),
        Column("item", .string, "名称", "成效、项目、成果文件的名称，出资方，委员的层级", .inapplicable),
      ] + Column.number + [
        Column("unit", .string, "单位", "", .inapplicable),
        Column("period", .string, "时期", "来稿给这个数写明的时期；没有写明的，不能拿案例的日期当它的时期"),
      ]
    ) { writer in
      for record in cases { self.write(numbersOf: record, &writer) }
    }
  }

  private func write(numbersOf record: Case, _ writer: inout RowWriter) {
    for (number, document) in numbered(record.documents) {
      guard case .number(let count)? = document.count else { continue }
      writer.row { $0.number(of: record, .documents, number, document.type, count, nil) }
    }
    for (number, funding) in numbered(record.funding) {
      writer.row {
        $0.number(
          of: record, .funding, number, funding.payer, funding.amount, funding.unit, funding.period)
      }
    }
    switch record.members?.value {
    case .number(let quantity): writer.row { $0.number(of: record, .members, quantity) }
    case .persons(let quantity, _):
      writer.row { $0.number(of: record, .members, nil, nil, quantity, "人") }
    case .tiers(let tiers):
      for tier in tiers.sortedByBytes(\.name) {
        writer.row { $0.number(of: record, .members, tier.name, tier.name, tier.quantity, "人") }
      }
    case .named, nil: break
    }
    for (number, outcome) in numbered(record.outcomes) {
      writer.row {
        $0.number(
          of: record, .outcomes, number, outcome.label, outcome.value, outcome.unit, outcome.period)
      }
    }
    let single: [(CaseNumberField, Located<Quantity>?)] = [
      (.participantVisits, record.participantVisits), (.participants, record.participants),
      (.problemsRaised, record.problemsRaised), (.problemsSolved, record.problemsSolved),
    ]
    for case (let field, let quantity?) in single {
      writer.row { $0.number(of: record, field, quantity.value) }
    }
    for (number, project) in numbered(record.projects) {
      guard case .number(let count)? = project.count else { continue }
      writer.row { $0.number(of: record, .projects, number, project.name, count, "个") }
    }
    if let sessions = record.sessions { writer.row { $0.number(of: record, .sessions, sessions.value) } }
  }

  /// In the order of their ids' bytes: 10 comes before 2.
  private func numbered<Item>(_ items: [Item]) -> [(String, Item)] {
    let named = items.enumerated().map { (String($0 + 1), $1) }
    return items.count < 10 ? named : named.sortedByBytes(\.0)
  }
}

extension RowWriter {
  fileprivate mutating func number(of record: Case, _ field: CaseNumberField, _ quantity: Quantity) {
    number(of: record, field, nil, nil, quantity, field.unit)
  }

  fileprivate mutating func number(
    of record: Case, _ field: CaseNumberField, _ item: String?, _ name: String?, _ quantity: Quantity,
    _ unit: String?, _ period: Period? = nil
  ) {
    if let item {
      text("cases/\(record.stem):\(field.rawValue)=\(item)")
    } else {
      plain("cases/", record.stem, ":", field.rawValue)
    }
    plain(record.stem)
    plain(field.rawValue)
    text(name)
    number(quantity)
    text(unit)
    plain(period?.code)
  }
}

/// The fields of a case that hold numbers.
enum CaseNumberField: String, Choice {
  case documents, funding, members, outcomes
  case participantVisits = "participant_visits"
  case participants
  case problemsRaised = "problems_raised"
  case problemsSolved = "problems_solved"
  case projects, sessions

  var chinese: String {
    switch self {
    case .documents: "成果文件"
    case .funding: "资金"
    case .members: "参与委员"
    case .outcomes: "成效"
    case .participantVisits: "参与人次"
    case .participants: "参与群众"
    case .problemsRaised: "反映问题"
    case .problemsSolved: "解决问题"
    case .projects: "项目"
    case .sessions: "协商场次"
    }
  }

  /// The id of a number, as the page of a case shows it; each item of a list has its own.
  fileprivate var unit: String? {
    switch self {
    case .documents, .funding, .outcomes, .projects: nil
    case .members, .participantVisits: "人次"
    case .participants: "人"
    case .problemsRaised, .problemsSolved: "件"
    case .sessions: "场"
    }
  }
}

extension Column {
  /// A quantity in its parts: docs/open-data.md tells how to reckon with them.
  static let number: [Column] = [
    Column("value", .number, "数值", "来稿写的数，不带“余”“近”等字；不能单独使用"),
    Column("qualifier", .string, "精确程度").coded("qualifier"),
    Column("low", .number, "下限", "确定不小于这个数", .inapplicable),
    Column("high", .number, "上限", "确定不大于这个数", .inapplicable),
    Column("display", .string, "写法", "照来稿；合计按规则写出"),
  ]
}

extension RowWriter {
  mutating func number(_ quantity: Quantity) {
    number(quantity.value)
    plain(quantity.qualifier.rawValue)
    number(quantity.low)
    number(quantity.high)
    text(quantity.display)
  }
}
