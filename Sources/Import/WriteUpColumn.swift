import Bytes
import Diagnostics
import Records

/// A column of a table of write-ups, by the name in its first line: English or Chinese.
struct WriteUpColumn {
  enum Role {
    /// The name of the file.
    case stem
    case body
    case field
    /// Worked out from others by the export.
    case derived
  }

  let role: Role
  let header: CSVTable.Cell
  /// The key that the header of the file has: a name that means nothing is left as it is, for the reader to say so.
  let key: String
  private let field: Field?

  init(_ header: CSVTable.Cell, in folder: String, _ columns: [Column]) {
    self.header = header
    let name = header.text
    field = RecordKind.ofFolder(folder)?[name]
    let known = field?.key
    let column = columns.first { $0.name == known ?? name }
    switch known ?? name {
    case "id", "编号", "slug": (role, key) = (.stem, name)
    case "body", "正文": (role, key) = (.body, name)
    case "": (role, key) = (.derived, name)
    default:
      role = known == nil && column?.isDerived == true ? .derived : .field
      key = known == nil ? name.headerScalar : name
    }
  }

  /// A column that every table of write-ups has.
  static func missing(among columns: [WriteUpColumn]) -> String? {
    columns.contains { $0.field?.key == "title" } ? nil : "title（标题）"
  }

  /// The first column that says what another one before it says already: a name and a text are not put together of two.
  static func twice(among columns: [WriteUpColumn]) -> (WriteUpColumn, first: WriteUpColumn)? {
    for role in [Role.stem, .body] {
      let same = columns.filter { $0.role == role }
      if same.count > 1 { return (same[1], first: same[0]) }
    }
    return nil
  }

  /// The value of the field that a cell gives: what is a list or map is JSON, or several texts with semicolons between.
  func value(of text: String) throws(Diagnostic) -> String {
    switch field?.type {
    case .list, .oneOrMore:
      return try JSON(cell: text)?.headerValue ?? JSON.array(text.listed.map(JSON.string)).headerFlow
    case .record, .map, .members: return try JSON(cell: text)?.headerValue ?? text.headerScalar
    case .source: return JSON.array(text.listed.map(WriteUpColumn.citation)).headerValue
    case .date, .day: return text.isoDate.headerScalar
    default: return text.headerScalar
    }
  }

  /// `001:84,85`
  static func citation(_ text: String) -> JSON {
    guard let colon = text.lastIndex(where: { $0 == ":" || $0 == "：" }) else {
      return ["source": .string(text)]
    }
    let lines = text[text.index(after: colon)...].split { ",，、 ".contains($0) }
    return ["source": .string(String(text[..<colon])), "line": .array(lines.map { .string(String($0)) })]
  }
}

extension JSON {
  /// A list or object that a cell holds; nil where it holds neither.
  init?(cell text: String) throws(Diagnostic) {
    guard let first = text.first(where: { !$0.isWhitespace }), first == "[" || first == "{" else {
      return nil
    }
    self = try JSON(parsing: SourceText(path: "", text), namesAreUnique: true)
  }
}

extension String {
  /// Texts with semicolons or line ends between them.
  var listed: [String] {
    split { ";；\n\r\r\n".contains($0) }.map(\.trimmingBlanks).filter { !$0.isEmpty }
  }

  /// `2024/3/5`, as Excel spells a date, is 2024-03-05; anything else stays as it is.
  fileprivate var isoDate: String {
    let parts = split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ 1...2 ~= $0.utf8.count }),
      parts.joined().utf8.allSatisfy({ 48...57 ~= $0 })
    else { return self }
    return parts.map { $0.utf8.count == 1 ? "0" + $0 : String($0) }.joined(separator: "-")
  }
}
