/// A column of a table: everything that its files, their descriptions and the data dictionary say about it.
package struct Column: Sendable {
  /// Stable, in English; the key of a field, where the column is one.
  package let name: String
  package let kind: Kind
  /// The Chinese name, and a sentence where that is not enough.
  package let title: String
  package let description: String
  /// The meaning of an empty cell.
  package let absence: Absence
  /// The code list whose codes it holds.
  package private(set) var codeList: String?
  /// The table and column that it refers to.
  package private(set) var reference: Reference?
  /// True if it is worked out from others: an import passes it over.
  package private(set) var isDerived = false

  package struct Reference: Sendable, Equatable {
    package let table: String
    package let field: String

    package init(table: String, field: String) {
      self.table = table
      self.field = field
    }
  }

  /// Types of Table Schema. `mixed` is a text, or an array or object in JSON.
  package enum Kind: Sendable {
    case string, integer, number, boolean, date, array, object, mixed
  }

  package init(
    _ name: String, _ kind: Kind = .string, _ title: String, _ description: String = "",
    _ absence: Absence = .unstated
  ) {
    self.name = name
    self.kind = kind
    self.title = title
    self.description = description
    self.absence = absence
  }

  /// The column of a field.
  init(
    _ key: String, _ type: FieldType, title: String, _ description: String, _ absence: Absence = .unstated
  ) {
    let isRegion = if case .region = type { true } else { false }
    self.init(key, type.columnKind, title, description, isRegion ? .inapplicable : absence)
    switch type {
    case .choice(_, let list?): codeList = list
    case .reference(let section): reference = Reference(table: section.rawValue, field: "id")
    case .metric: reference = Reference(table: "metrics", field: "id")
    default: break
    }
  }

  package func coded(_ list: String) -> Column { changed { $0.codeList = list } }

  package func referring(to table: String, _ field: String = "id") -> Column {
    changed { $0.reference = Reference(table: table, field: field) }
  }

  package var derived: Column { changed { $0.isDerived = true } }

  private func changed(_ change: (inout Column) -> Void) -> Column {
    var copy = self
    change(&copy)
    return copy
  }
}

extension FieldType {
  fileprivate var columnKind: Column.Kind {
    switch self {
    case .text, .date, .period, .quantity, .choice, .region, .metric, .reference, .source: .string
    case .flag: .boolean
    case .line, .wholeNumber: .integer
    case .day: .date
    case .members, .renamable: .mixed
    case .list, .oneOrMore, .children: .array
    case .record, .map: .object
    }
  }

  var columnDescription: String {
    switch self {
    case .date: "2022、2022-08、2022-08-31，或用 .. 连接的起止"
    case .period: "2024、2024H1（上半年）、2024Q3、2024-07、2024-07-01、起..止；没有写明起点的写作 ..止"
    case .quantity: "照来稿写法，如 78、近700、200余；数值和上下限见 case_numbers 表"
    case .region: "从地区表最上一级写起的路径，各级之间用 /"
    case .source: "来源编号:行号,行号；几个来源用分号隔开，如 001:84,85;002:3。编号见来源表，行号从 1 数起"
    case .list(.record(let kind)), .oneOrMore(.record(let kind)):
      "{\(kind.fields.map(\.key).joined(separator: ", "))} 的列表"
    case .list(.reference(let section)): "\(section.rawValue) 表里编号的列表"
    case .list(.metric): "metrics 表里编号的列表"
    default: ""
    }
  }
}

/// The reason why there is no value: no cell is left empty. The marks are those of the British statistical service.
package enum Absence: String, CaseIterable, Sendable {
  /// Not published, not reported, or not written up: never the same as zero.
  case unstated = "[x]"
  /// There can be none: the upper limit of 超20万, the code of a village.
  case inapplicable = "[z]"

  package var chinese: String {
    switch self {
    case .unstated: "没有公布、没有上报或来稿没有写；不等于零"
    case .inapplicable: "不适用：本来就没有这一项（例如“超20万”没有上限，村没有区划代码）"
    }
  }
}
