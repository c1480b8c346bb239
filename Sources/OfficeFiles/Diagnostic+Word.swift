import Diagnostics

// Every sentence about what is in a Word file.

extension Diagnostic {
  static func notADocument(_ file: String, isWorkbook: Bool) -> Diagnostic {
    Diagnostic(
      .error, "foreign-format", ofFile: file,
      zh: isWorkbook ? "这是 Excel 表格（.xlsx），不是 Word 文稿。" : "这是纯文本，不是 Word 文稿（.docx）。",
      en: isWorkbook
        ? "This is a workbook (.xlsx), no Word file." : "This is plain text, no Word file (.docx).")
  }
}

extension WordPlace {
  package var message: Message {
    switch self {
    case .paragraph(let number): Message(zh: "第\(number)段", en: "paragraph \(number)")
    case .table(let number, let row): Message(zh: "表\(number)第\(row)行", en: "table \(number), row \(row)")
    case .note(let number): Message(zh: "注\(number)", en: "note \(number)")
    case .file: Message(zh: "全文", en: "the file")
    }
  }
}

extension WordNotice {
  package var message: Message {
    switch kind {
    case .changes(let inserted, let deleted):
      Message(
        zh: "有修订，按“接受”处理：插入 \(inserted) 处留下，删除 \(deleted) 处去掉",
        en:
          "tracked changes are taken as accepted: \(inserted) insertions are kept, \(deleted) deletions left out"
      )
    case .comments(let count):
      Message(zh: "批注 \(count) 条，没有导入", en: "\(count) comments are left out")
    case .headers(let texts):
      Message(
        zh: "页眉、页脚没有导入：\(texts.joined(separator: "；"))",
        en: "headers and footers are left out: \(texts.joined(separator: "; "))")
    case .contents:
      Message(zh: "目录没有导入，网页自己会有", en: "the table of contents is left out: pages have their own")
    case .hidden(let text): Message(zh: "隐藏的文字没有导入：\(text)", en: "hidden text is left out: \(text)")
    case .textBox(let text):
      Message(
        zh: "文本框里的文字写在这一段后面，请核对位置：\(text)", en: "the text of a text box is put below this paragraph: \(text)")
    case .chart(let text):
      Message(
        zh: "图表没有导入\(text.isEmpty ? "" : "（\(text)）")：请另存为图片放进来，或者用 chart 代码块由数据画出",
        en:
          "a chart is left out\(text.isEmpty ? "" : " (\(text))"): save it as a picture, or draw it from the records"
      )
    case .diagram(let texts):
      Message(
        zh: "SmartArt 图形没有导入，里面的文字是：\(texts.joined(separator: "、"))",
        en: "a SmartArt graphic is left out; its words: \(texts.joined(separator: ", "))")
    case .equation(let text):
      Message(zh: "公式照文字写出，请核对：\(text)", en: "an equation is written as text: \(text)")
    case .object(let name):
      Message(zh: "嵌入的对象没有导入（\(name)）", en: "an embedded object is left out (\(name))")
    case .linkedPicture(let address):
      Message(zh: "图片不在文件里，只有链接，没有导入：\(address)", en: "a picture is only linked and is left out: \(address)")
    case .foreignPicture(let name):
      Message(
        zh: "图片 \(name) 的格式网页显示不了，没有导入：请在 Word 里把它“另存为图片”成 PNG 再放进来",
        en: "the picture \(name) is in a format that pages do not show, and is left out: save it as PNG")
    case .mergedCells:
      Message(
        zh: "合并的单元格拆开了：表头的字写进每一列，竖着合并的写进每一行",
        en:
          "merged cells are divided: heads are in each of their columns, cells over several rows in each row")
    case .joinedHeads(let count):
      Message(zh: "\(count) 行表头合成了一行", en: "\(count) rows of heads are one")
    case .nestedTable: Message(zh: "表格里的表格改成了文字", en: "a table inside a table became text")
    case .field(let code):
      Message(zh: "这里的域没有内容，没有导入：\(code)", en: "a field without a result is left out: \(code)")
    }
  }
}
