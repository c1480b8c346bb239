import Diagnostics
import Records

// Every sentence about tables that are to become write-ups.
extension Diagnostic {
  static func columnMissing(_ name: String, at location: Location) -> Diagnostic {
    error("column-missing", at: location, "表头里没有 \(name) 这一栏", "the first line names no column \(name)")
  }

  static func surplusCell(_ columns: Int, at location: Location) -> Diagnostic {
    error(
      "surplus-cell", at: location, "表头只有 \(columns) 栏，这一行多出了这一格；格里有逗号的，整格要加引号",
      "the first line names \(columns) columns, this cell has none; a cell with a comma in it needs quotation marks"
    )
  }

  static func rowTwice(_ name: String, at location: Location, firstAt first: Location) -> Diagnostic {
    error(
      "row-twice", at: location, "编号“\(name)”出现了两次", "two rows have the id “\(name)”",
      notes: [Note(zh: "第一次在这里", en: "first given here", at: first)])
  }

  static func badStem(_ name: String, at location: Location) -> Diagnostic {
    error(
      "bad-stem", at: location, "编号“\(name)”只能用小写英文字母、数字和连字符：它是文件名，也是网址的一段",
      "the id “\(name)” may have lower-case ASCII letters, digits and hyphens only: it names a file and an address"
    )
  }

  static func cellJSON(_ mistake: Diagnostic, at location: Location) -> Diagnostic {
    error(
      "cell-json", at: location, "这一格不是 JSON：\(mistake.message.zh)",
      "this cell is no JSON: \(mistake.message.en)")
  }

  static func columnTwice(_ name: String, _ first: String, at location: Location, firstAt: Location)
    -> Diagnostic
  {
    error(
      "column-twice", at: location, "“\(name)”和“\(first)”是同一栏，只能留一栏",
      "“\(name)” and “\(first)” are one column; keep one of them",
      notes: [Note(zh: "第一次在这里", en: "first given here", at: firstAt)])
  }

  static func columnUnknown(_ name: String, at location: Location) -> Diagnostic {
    error("column-unknown", at: location, "这张表没有“\(name)”这一栏", "this table has no column “\(name)”")
  }

  static func cellMissing(_ column: String, at location: Location) -> Diagnostic {
    error("cell-missing", at: location, "这一行没有写 \(column)", "this row has no \(column)")
  }

  static func badPosition(_ text: String, at location: Location) -> Diagnostic {
    error("bad-position", at: location, "次序“\(text)”不是整数", "the position “\(text)” is no whole number")
  }

  static func areaUnknown(_ id: String, at location: Location) -> Diagnostic {
    error("area-unknown", at: location, "表里没有编号是“\(id)”而且有代码的地区", "no area with a code has the id “\(id)”")
  }

  static func areaBelowItself(_ id: String, at location: Location) -> Diagnostic {
    error(
      "area-below-itself", at: location, "照这个上级，“\(id)”成了它自己的下级",
      "with this parent, “\(id)” lies below itself")
  }

  static func areaWithoutCode(_ column: String, at location: Location) -> Diagnostic {
    error(
      "area-without-code", at: location, "没有代码的地区不在登记表里，不能有 \(column)",
      "an area without a code is not registered and can have no \(column)")
  }

  static func textUnknown(_ id: String, at location: Location) -> Diagnostic {
    error(
      "text-unknown", at: location, "没有“\(id)”这篇来稿，正文没有归属",
      "there is no write-up “\(id)” that this text belongs to")
  }

  static func textTwice(_ id: String, at location: Location, firstAt first: Location) -> Diagnostic {
    error(
      "text-twice", at: location, "“\(id)”的正文写了两处", "the text of “\(id)” is given twice",
      notes: [Note(zh: "第一次在这里", en: "first given here", at: first)])
  }

  static func tableMissing(_ name: String, at location: Location) -> Diagnostic {
    error(
      "table-missing", at: location, "这张表要和 \(name).csv 一起读", "this table is read together with \(name).csv")
  }
}
