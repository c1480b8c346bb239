/// A column of a table: everything that its files, their descriptions and the data dictionary say about it.
package struct Field: Sendable {
  /// Stable, in English; fields of write-ups bear the names of docs/content.md.
  package let staticName: StaticString
  package let kind: Kind
  /// In Chinese, for the dictionary: a word, and a sentence where the word is not enough.
  package let title: String
  package let description: String
  /// What an empty place means here.
  let absence: Absence
  /// The code list whose codes it holds.
  package private(set) var codeList: String?
  /// The table and column that it refers to.
  package private(set) var reference: Reference?
  /// Worked out from others: an import passes it over.
  package private(set) var isDerived = false

  package struct Reference: Sendable, Equatable {
    package let table: String
    package let field: String
  }

  /// Types of Table Schema. `mixed` is a text, or an array or object in JSON.
  package enum Kind: Sendable {
    case string, integer, number, boolean, date, array, object, mixed
  }

  init(
    _ name: StaticString, _ kind: Kind = .string, _ title: String, _ description: String = "",
    _ absence: Absence = .unstated
  ) {
    staticName = name
    self.kind = kind
    self.title = title
    self.description = description
    self.absence = absence
  }

  package var name: String { "\(staticName)" }

  func coded(_ list: String) -> Field {
    var field = self
    field.codeList = list
    return field
  }

  func referring(to table: String, _ field: String = "id") -> Field {
    var copy = self
    copy.reference = Reference(table: table, field: field)
    return copy
  }

  var derived: Field {
    var field = self
    field.isDerived = true
    return field
  }
}

/// Why there is no value: no cell is left empty. The marks are those of the British statistical service.
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
