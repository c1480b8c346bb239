import Diagnostics

// The messages about a body while it is rendered.

extension Advice {
  static let markCharacter = Advice(
    "unsupported-character", zh: "正文里有字符 U+10A7F，本程序排版时要用到它，正文不能使用。请删去。",
    en: "The text has the character U+10A7F, which the program needs for itself. Delete it.",
    help: Message(zh: "删去这个字符", en: "delete the character"))

  static func rawHTML(_ html: [UInt8]) -> Advice {
    let tag = String(decoding: html, as: UTF8.self)
    return Advice(
      "raw-html",
      zh: "正文里的 HTML 代码“\(tag)”不会出现在网页上。请改用 Markdown：加粗写“**文字**”，换行在行末写“\\”；"
        + "如果就是要显示这些字符，请写成“`\(tag)`”。",
      en:
        "The HTML `\(tag)` will not appear on the page. Use Markdown (`**bold**`, a backslash at the end of a line "
        + "for a new line); to show the characters themselves, put them between backticks.")
  }

  static let fullWidthAsterisks = Advice(
    "fullwidth-asterisk", zh: "这里用了全角星号“＊＊”，不会变成加粗。请改成半角星号“**”。",
    en: "Full-width asterisks `＊＊` do not make text bold. Write `**`.",
    help: Message(zh: "改成半角星号", en: "write plain asterisks"))

  static func unevenTable(_ table: UnevenTable) -> Advice {
    Advice(
      "pipe-table",
      zh: "这里像是表格，但表头有 \(table.headerCount) 格，下面的分隔行有 \(table.delimiterCount) 格，会原样显示这些竖线。"
        + "请让两行的格数相同。",
      en:
        "This looks like a table, but its header row has \(table.headerCount) cells and the row of hyphens below it "
        + "\(table.delimiterCount), so that it will show as it is written. Give both the same number of cells."
    )
  }

  static let extraCells = Advice(
    "extra-cells", zh: "这一行的格数比表头多，多出来的不会显示。请给表头加上这一列，或者删去；格子里要写竖线，请写“\\|”。",
    en:
      "This row has more cells than the header row, and what is too much will not be shown. Add the column to the "
      + "header row, or delete this; write `\\|` for a `|` inside a cell.")
}
