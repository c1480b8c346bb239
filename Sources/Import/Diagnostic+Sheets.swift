import Diagnostics
import Records

// Every sentence about sheets that people keep, and about the mapping file.
extension Diagnostic {
  static func noTable(at location: Location) -> Diagnostic {
    error(
      "no-table", at: location, "没有认出表头：没有哪一行写着标题、地区这样的栏目名",
      "no head of a table is recognised: no row names columns such as title and region",
      notes: [
        Note(
          zh: "栏目用别的名字的，写进 导入对照.yml：“栏目:”下面一行一个，如“事项名称: 标题”",
          en: "if the columns have other names, write them into 导入对照.yml, one a line below “栏目:”: “事项名称: 标题”")
      ])
  }

  static func columnUnmapped(_ name: String, guess: String?, entry: Location?, at location: Location)
    -> Diagnostic
  {
    return error(
      "column-unknown", at: location,
      entry == nil ? "网站没有“\(name)”这一栏" : "“\(name)”这一栏在导入对照里还没有确认",
      entry == nil ? "the site has no field “\(name)”" : "the mapping still leaves open what “\(name)” is",
      notes: entry.map { [Note(zh: "在这里改", en: "decide it here", at: $0)] } ?? [],
      suggestion: Suggestion(
        zh: guess.map { "是\($0)的，在 导入对照.yml 的“栏目”下面写“\(name): \($0)”；不要这一栏的写“\(name): 忽略”" }
          ?? "在 导入对照.yml 的“栏目”下面写“\(name): ”和网站的栏目名；不要这一栏的写“\(name): 忽略”",
        en:
          "write “\(name): \(guess ?? "…")” below “栏目” in 导入对照.yml, or “\(name): 忽略” to leave the column out",
        edits: []))
  }

  static func sheetColumnTwice(_ name: String, _ first: String, at location: Location, firstAt: Location)
    -> Diagnostic
  {
    error(
      "column-twice", at: location, "“\(name)”和“\(first)”是同一栏，只能留一栏",
      "“\(name)” and “\(first)” are one column; keep one of them",
      notes: [Note(zh: "第一次在这里", en: "first given here", at: firstAt)],
      suggestion: Suggestion(
        zh: "删去一栏，或在 导入对照.yml 的“栏目”下面写“\(name): 忽略”",
        en: "delete one, or write “\(name): 忽略” below “栏目” in 导入对照.yml", edits: []))
  }

  static func periodMissing(_ above: String?, at location: Location) -> Diagnostic {
    error(
      "period-missing", at: location,
      "这张表是工作报告，没有写数字是什么时期的" + (above.map { "；表上写着“\($0)”，请确认" } ?? ""),
      "the table has figures of reports without their period"
        + (above.map { "; it says “\($0)” above" } ?? ""),
      suggestion: Suggestion(
        zh: "加一栏“时期”，或在 导入对照.yml 里写“全表:”，下面一行“  时期: 2024H1”；真没有写明的写“无”",
        en: "add a column 时期, or “全表:” with “  时期: 2024H1” below it to 导入对照.yml; 无 if it is not known",
        edits: []))
  }

  static func sheetSurplus(_ text: String, at location: Location) -> Diagnostic {
    error(
      "surplus-cell", at: location, "“\(text)”上面没有栏目名；给这一栏起个名字，或者删去这一格",
      "there is no heading above “\(text)”: name its column, or delete the cell")
  }

  static func cellError(_ text: String, at location: Location) -> Diagnostic {
    error(
      "cell-error", at: location, "这一格是公式的错误 \(text)；请改成要写的内容",
      "the cell is the error \(text) of a formula; write what it should say")
  }

  static func cellFormula(at location: Location) -> Diagnostic {
    error(
      "cell-error", at: location, "这一格是公式，文件里没有存它的结果；请用 WPS 或 Excel 打开、保存一次再导入",
      "the cell is a formula without a stored result: open and save the file in Excel, then import it again")
  }

  static func headSaysMore(_ text: String, at location: Location) -> Diagnostic {
    error(
      "head-says-more", at: location,
      "表头里的“\(text)”没有读，这一栏的数不会照它算；时期请写在“时期”一栏，其余的写进格子，再从表头去掉",
      "“\(text)” in the head is not read: write the period in a column 时期, the rest in the cells, and take it out of the head"
    )
  }

  static func unitAbove(_ text: String, at location: Location) -> Diagnostic {
    error(
      "head-says-more", at: location, "表上写着“\(text)”，程序不照它换算；请在各栏的表头写明单位，如 资金（万元），再去掉这一格",
      "“\(text)” is not read: write the unit into the head of each column, such as 资金（万元）, and take this out")
  }

  static func ambiguousMonth(_ text: String, at location: Location) -> Diagnostic {
    let year = text.prefix(4)
    return error(
      "ambiguous-month", at: location,
      "“\(text)”可能是1月，也可能是10月（表格会把 \(year).10 存成 \(text)）；请写 \(year)-01 或 \(year)-10",
      "“\(text)” may be January or October, of which a workbook keeps \(text): write \(year)-01 or \(year)-10"
    )
  }

  static func rateWithoutPercent(_ text: String, at location: Location) -> Diagnostic {
    error(
      "rate-without-percent", at: location, "“\(text)”是百分之几？请写成带 % 的数，如 75%",
      "is “\(text)” a share or a percentage? write it with its sign: 75%")
  }

  static func mergedNumber(at location: Location) -> Diagnostic {
    error(
      "merged-number", at: location, "这个数在合并的格子里，不知道是哪一行的，不能每行都算一次；请取消合并，写到该写的那一行",
      "the number is in merged cells, and cannot count once in each row: unmerge them and write it where it belongs"
    )
  }

  static func sheetRowTwice(_ name: String, hasNumber: Bool, at location: Location, firstAt first: Location)
    -> Diagnostic
  {
    error(
      "row-twice", at: location,
      hasNumber
        ? "编号“\(name)”出现了两次" : "“\(name)”和前面一行的标题、地区都相同：是一件事的请并成一行，不是的请在标题里分清楚",
      hasNumber
        ? "two rows have the number “\(name)”"
        : "“\(name)” has title and region of a row above: make one row of them, or tell them apart in their titles",
      notes: [Note(zh: "第一次在这里", en: "first given here", at: first)])
  }

  static func severalKnown(_ paths: [String], at location: Location) -> Diagnostic {
    let names = paths.joined(separator: "、")
    return error(
      "several-known", at: location, "网站上有 \(paths.count) 篇和这一行对得上：\(names)；请在“编号”一栏写明是哪一篇（文件名，不带 .md）",
      "\(paths.count) write-ups of the site fit this row: \(names); name one by its file, without .md, in a column 编号"
    )
  }

  /// - Parameter path: that of the write-up in the site.
  package static func differsFromSite(
    _ field: String, old: String, new: String, in path: String, at location: Location
  ) -> Diagnostic {
    warning(
      "differs-from-site", at: location, "\(field)：网站上是“\(old)”，表里是“\(new)”",
      "\(field): the site has “\(old)”, the table “\(new)”",
      notes: [Note(zh: "网站上的", en: "that of the site", at: Location(path, 0..<0))])
  }

  // MARK: The mapping file

  static func mappingPart(_ name: String, at location: Location) -> Diagnostic {
    error(
      "mapping", at: location, "导入对照里没有“\(name)”这一部分；可以写：栏目、值、工作表、全表",
      "a mapping has no part “\(name)”: it has columns, values, sheets and all")
  }

  static func mappingShape(_ name: String, at location: Location) -> Diagnostic {
    error(
      "mapping", at: location, "“\(name)”下面要一行一个“表里写的: 网站的名字”",
      "below “\(name)” is a line for each name: “name in the table: name of the site”")
  }

  static func mappingTarget(_ name: String, _ kind: RecordKind, at location: Location) -> Diagnostic {
    let meant = nearest(to: name, among: kind.fields.flatMap { [$0.key] + $0.names })
    return error(
      "mapping", at: location, "\(kind.zh)没有“\(name)”这一项" + (meant.map { "；是不是“\($0)”？" } ?? "；不要的写“忽略”"),
      "a \(kind.en) has no field “\(name)”" + (meant.map { "; “\($0)”?" } ?? "; 忽略 leaves a column out"))
  }
}

extension Message {
  /// Advice on a column of numbers or days in which there are sentences.
  static func textColumn(_ name: String) -> Message {
    Message(
      zh: "这一栏写的本是文字的：在 导入对照.yml 的“栏目”下面写“\(name): 正文”",
      en: "if the column is meant as text, write “\(name): 正文” below “栏目” in 导入对照.yml")
  }
}
