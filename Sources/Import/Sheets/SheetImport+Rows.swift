import Bytes
import Diagnostics
import OfficeFiles
import Records

// The rows below a head.
extension SheetImport {
  mutating func readRows(of sheet: Int, _ head: SheetHead, _ known: inout KnownWriteUps) {
    let table = sheets[sheet].table, first = head.rows.upperBound
    let body = first..<table.rows.count
    let ending = endOfTable(in: sheet, body, head)
    if head.rows.lowerBound > 0 { noteTitles(sheet, head) }
    let hasRowNumbers = numbersAreRows(sheet, first..<ending, head)
    var hidden = 0, blank = 0, isMerged = false
    for index in first..<ending {
      let row = table.rows[index]
      if isHead(row, head, sheet) || isTotal(row, head, sheet, index) { continue }
      if isHeading(row) {
        note(
          "整行只有“\(row.cells[0].text.oneLine)”，没有当作一条", "a row with one text is none of the table", sheet,
          row: row.number)
        continue
      }
      var made = SheetRow(
        sheet: sheet, row: index, folder: head.known.folder, table: sheets[sheet].source.path,
        cell: sheets[sheet].cells[index][0].range)
      let mistakes = diagnostics.count
      read(index, of: sheet, head, ignoresNumbers: hasRowNumbers, into: &made)
      if made.isBlank {
        // A form has the regions that may report.
        if !made.parts.isEmpty { blank += 1 }
        continue
      }
      if row.isHidden { hidden += 1 }
      isMerged = isMerged || row.cells.contains(where: \.isRepeated)
      made.isBroken = diagnostics.count > mistakes
      settle(&made, &known)
      if !made.path.isEmpty || made.isBroken { rows.append(made) }
    }
    if blank > 0 { note("有 \(blank) 行只有地区、时期，没有填数，没有读", "\(blank) rows without figures are not read", sheet) }
    if isMerged {
      note("合并的格子，每一行都按写着同样的内容读", "cells that are merged are read as if each row said the same", sheet)
    }
    if !table.hiddenColumns.isEmpty { note("有隐藏的栏，也读了", "hidden columns are read, too", sheet) }
    if hidden > 0 { note("有 \(hidden) 行是隐藏的，也读了", "\(hidden) hidden rows are read, too", sheet) }
  }

  // MARK: What is no row of the table

  private mutating func noteTitles(_ sheet: Int, _ head: SheetHead) {
    let texts = sheets[sheet].table.rows[..<head.rows.lowerBound].compactMap {
      $0.cells.first?.text.oneLine
    }
    note(
      "表头上面的文字没有读：\(texts.joined(separator: "／"))",
      "what is above the head is not read: \(texts.joined(separator: " / "))", sheet)
  }

  /// The end of the rows: below it are notes, with one text a row, or words with colons.
  private mutating func endOfTable(in sheet: Int, _ body: Range<Int>, _ head: SheetHead) -> Int {
    let rows = sheets[sheet].table.rows
    let columns = Set(head.columns.filter { $0.meaning != nil && $0.meaning != .ignored }.map(\.number))
    var end = body.upperBound
    while end > body.lowerBound {
      let cells = rows[end - 1].cells, texts = Set(cells.map(\.text))
      let isMerged = texts.count == 1 && cells.count > 2
      let isNote = cells.allSatisfy { $0.text.isNote } || texts.count == 1 && cells[0].text.isNote
      let isOutside = !cells.contains { columns.contains($0.column) }
      guard isMerged || isNote || isOutside && texts.count == 1 && !cells[0].text.isNumber else { break }
      end -= 1
    }
    for row in rows[end..<body.upperBound] {
      note(
        "表下面的文字没有读：\(row.cells[0].text.oneLine)",
        "a note below the table is not read: \(row.cells[0].text.oneLine)", sheet, row: row.number)
    }
    return end
  }

  /// The head again, as on each printed page.
  private mutating func isHead(_ row: SheetTable.Row, _ head: SheetHead, _ sheet: Int) -> Bool {
    let texts = head.columns.filter { row[$0.number]?.text == $0.cell.text }
    guard texts.count > 1, texts.count * 2 > row.cells.count else { return false }
    note("表头又出现了一次，没有当作一条", "the head once more is no row", sheet, row: row.number)
    return true
  }

  private mutating func isTotal(_ row: SheetTable.Row, _ head: SheetHead, _ sheet: Int, _ index: Int) -> Bool
  {
    let texts = row.cells.prefix { !$0.text.isNumber }.prefix(3) + row.cells.prefix(1)
    guard let cell = texts.first(where: { $0.text.isTotal }) else { return false }
    note("“\(cell.text.oneLine)”是合计，没有当作一条", "a row of totals is no row of its own", sheet, row: row.number)
    return true
  }

  /// One text over several columns, between rows: 一、城区.
  private func isHeading(_ row: SheetTable.Row) -> Bool {
    row.cells.count > 2 && Set(row.cells.map(\.text)).count == 1
  }

  /// Whether the column 编号 only counts rows: 1, 2, 3 …
  private mutating func numbersAreRows(_ sheet: Int, _ rows: Range<Int>, _ head: SheetHead) -> Bool {
    guard let column = head.columns.first(where: { $0.meaning == .number }), !column.namesFiles
    else {
      return false
    }
    let numbers = sheets[sheet].table.rows[rows].compactMap { $0[column.number]?.text }
    guard !numbers.isEmpty, numbers.enumerated().allSatisfy({ Int($1) == $0 + 1 }) else { return false }
    note(
      "“\(column.text.oneLine)”是 1、2、3……，当作序号，没有用作文件名",
      "“\(column.text.oneLine)” only counts the rows, and names no file", sheet)
    return true
  }
}

extension String {
  /// A note below a table: 注：…, 填表人：张三.
  fileprivate var isNote: Bool {
    let text = trimmingBlanks
    if text.isEmpty { return true }
    let starts = [
      "注:", "注：", "注1", "备注:", "备注：", "说明:", "说明：", "※", "*", "附:", "附：", "填表说明", "填报说明", "数据来源", "资料来源",
    ]
    if starts.contains(where: text.hasPrefix) { return true }
    let words = [
      "填表", "填报", "制表", "审核", "审签", "联系人", "联系电话", "电话", "负责人", "分管", "主管", "单位", "日期", "报送", "盖章", "签字",
      "时间",
    ]
    guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
    let start = text[..<colon]
    return start.count <= 10 && words.contains { start.contains($0) }
  }

  fileprivate var isTotal: Bool {
    let text = plainValue.filter { !":：()（）".contains($0) }
    let words = ["合计", "总计", "小计", "共计", "累计", "平均", "合计数", "总数", "汇总", "平均数"]
    if text.count <= 8, ["合计", "总计", "小计", "共计"].contains(where: text.hasSuffix) { return true }
    if text.wholeMatch(of: #/共\d+[\p{Han}]{1,2}/#) != nil { return true }
    return words.contains(text)
      || ["全省", "全市", "全县", "全区", "全州", "本页", "本表", "各地"].contains { start in
        text.hasPrefix(start) && words.contains(String(text.dropFirst(2)))
      }
  }

  fileprivate var isNumber: Bool {
    !isEmpty && unicodeScalars.allSatisfy { "0"..."9" ~= $0 || $0 == "." || $0 == "," }
  }
}

extension SheetRow {
  /// Whether it says nothing: of a report, no more than whose it would be.
  fileprivate var isBlank: Bool {
    figures.isEmpty && body == nil
      && parts.allSatisfy { $0.cell == nil || folder == "reports" && ["region", "period"].contains($0.key) }
  }
}
