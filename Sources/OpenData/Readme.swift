import Records

extension Export {
  /// data/README.md: for whoever has the folder and not the site.
  func readme(_ files: [TableFile]) -> [UInt8] {
    let settings = content.settings
    let rows = files.filter { $0.format == .csv }.map { file in
      "| `\(file.table.name)` | \(file.table.title) | \(file.rowCount) | \(file.table.description) |"
    }
    let marks = Absence.allCases.map { "- `\($0.rawValue)`：\($0.chinese)" }
    let facts: [(String, String?)] = [
      ("编写和发布", settings.publisher), ("使用许可", settings.licence), ("联系", settings.contact),
      ("内容更新到", day?.iso), ("建议引用", citation),
    ]
    let text = """
      # \(title.inMarkdown)

      本文件夹是\(description.inMarkdown)

      \(facts.compactMap { fact in fact.1.map { "- \(fact.0)：\($0.inMarkdown)" } }.joined(separator: "\n"))

      ## 文件

      每个表有 `表名.csv`（UTF-8，LF 换行，RFC 4180 引号）、`表名.json`（没有值的栏目不写）和 `表名.excel.csv`（双击用 Excel 打开；以
      = + - @（半角、全角，前面有空格的也算）、制表符、换行开头的文字，和在撇号之后是它们的文字，前面加了一个撇号）。正文和码表没有 Excel 用的文件，正文只有 CSV。行按第一栏（主键）的字节顺序排列。

      | 表 | 名称 | 行数 | 内容 |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))

      每一栏的含义在 `index.html`（数据字典），机器可读的说明在 `datapackage.json`（Data Package 2.0，含 SHA-256）、
      `*.csv-metadata.json` 和 `csv-metadata.json`（CSVW）、`catalog.jsonld`（DCAT 3）。

      ## 没有值的地方

      没有空格子：

      \(marks.joined(separator: "\n"))

      CSV 里恰好写着这种记号的文字，前面加了一个反斜杠：`\\[x]` 是文字 [x]。

      ## 怎样使用

      - 数不能只看 `value`：`qualifier`、`low`、`high` 说明它确到什么程度；`basis` 说明它依据什么；`partial` 为 true 的合计没有报全。
      - 存量（`metrics.kind` 为 `stock`）是某一天的数，不同日子的不能相加；`adds` 里没有的方向不得相加。
      - `casebook import .` 用这个文件夹重新写出全部来稿。

      """
    return Array(text.utf8)
  }
}

extension String {
  /// On one line, with nothing in it that Markdown takes for a mark.
  fileprivate var inMarkdown: String {
    let line = split(whereSeparator: \.isNewline).joined(separator: " ")
    var text = ""
    for character in line {
      if "\\`*_<>#&|~[]".contains(character) { text.append("\\") }
      text.append(character)
    }
    return text
  }
}
