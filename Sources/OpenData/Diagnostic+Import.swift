import Diagnostics

// Every sentence about tables that are to become write-ups.
extension Diagnostic {
  static func columnMissing(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "column-missing",
      Message(zh: "表头里没有 \(name) 这一栏", en: "the first line names no column \(name)"), at: location)
  }

  static func surplusCell(_ columns: Int, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "surplus-cell",
      Message(
        zh: "表头只有 \(columns) 栏，这一行多出了这一格；格里有逗号的，整格要加引号",
        en:
          "the first line names \(columns) columns, this cell has none; a cell with a comma in it needs quotation marks"
      ),
      at: location)
  }

  static func rowTwice(_ name: String, at location: Location, firstAt first: Location) -> Diagnostic {
    Diagnostic(
      .error, "row-twice", Message(zh: "编号“\(name)”出现了两次", en: "two rows have the id “\(name)”"),
      at: location,
      notes: [Note(Message(zh: "第一次在这里", en: "first given here"), at: first)])
  }

  static func badStem(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-stem",
      Message(
        zh: "编号“\(name)”只能用小写英文字母、数字和连字符：它是文件名，也是网址的一段",
        en:
          "the id “\(name)” may have lower-case ASCII letters, digits and hyphens only: it names a file and an address"
      ),
      at: location)
  }

  static func cellJSON(_ mistake: Diagnostic, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "cell-json",
      Message(zh: "这一格不是 JSON：\(mistake.message.zh)", en: "this cell is no JSON: \(mistake.message.en)"),
      at: location)
  }
}
