import Diagnostics
import OfficeFiles

/// The tables as they were given, with what is wrong marked where it was made: `退回.xlsx`.
package struct ReturnedWorkbook {
  package static let fileName = "退回.xlsx"
  static let explanation = "退回说明"

  private let made: SheetImport
  private let groups: MistakeGroups
  /// The messages by sheet, row and cell.
  private var marks: [Int: [Int: [Int: [Message]]]] = [:]

  package init(_ made: SheetImport, _ diagnostics: [Diagnostic], files: SourceFiles) {
    self.made = made
    groups = MistakeGroups(diagnostics.filter { $0.severity == .error }, made, files: files)
    for diagnostic in diagnostics where diagnostic.severity == .error {
      for location in [diagnostic.location] + diagnostic.notes.map(\.location) {
        guard let location,
          let sheet = made.sheets.firstIndex(where: { $0.source.path == location.file }),
          let (row, cell) = made.sheets[sheet].cell(at: location.range.lowerBound)
        else { continue }
        // The other place of a message has a mark of its own only if the first is no cell.
        if location != diagnostic.location, diagnostic.location.map({ made.cell(at: $0) != nil }) ?? false {
          continue
        }
        var message = diagnostic.message
        if let advice = diagnostic.suggestion {
          message = Message(
            zh: message.zh + "\n" + advice.message.zh, en: message.en + "\n" + advice.message.en)
        }
        marks[sheet, default: [:]][row, default: [:]][cell, default: []].append(message)
      }
    }
  }

  /// The file.
  ///
  /// - Parameter left: the rows that were not written, by sheet; nil where none was.
  package func bytes(_ language: Language, onlyRows left: [Int: Set<Int>]?) -> [UInt8] {
    var tables: [Workbook.Sheet] = [], names: Set<String> = []
    for own in [ReturnedWorkbook.explanation, WorkbookOrigin.sheetName] {
      _ = Workbook.sheetName(own, besides: &names)
    }
    var origin = WorkbookOrigin(.returned)
    for (index, sheet) in made.sheets.enumerated() {
      guard let head = made.heads[index] ?? nil else { continue }
      if let left, left[index] == nil, marks[index] == nil { continue }
      let name = Workbook.sheetName(sheet.table.name ?? sheet.table.baseName, besides: &names)
      origin.tables.append(.init(sheet: name, name: head.known.folder))
      tables.append(table(of: sheet, index, head, name: name, onlyRows: left?[index], language))
    }
    // Nothing was recognised as a table: all of it goes back.
    if tables.isEmpty {
      for (index, sheet) in made.sheets.enumerated() where !sheet.table.isHidden {
        let name = Workbook.sheetName(sheet.table.name ?? sheet.table.baseName, besides: &names)
        tables.append(table(of: sheet, index, nil, name: name, onlyRows: nil, language))
      }
    }
    var hidden = Workbook.Sheet(
      name: WorkbookOrigin.sheetName, rows: origin.rows.map { $0.map(Workbook.Cell.text) }, headRows: 0)
    hidden.visibility = .veryHidden
    let file = Workbook([summary(language)] + tables + (origin.tables.isEmpty ? [] : [hidden]))
    return file.bytes
  }

  /// The sheet that counts the kinds of mistakes.
  private func summary(_ language: Language) -> Workbook.Sheet {
    let isChinese = language == .zh, count = groups.groups.reduce(0) { $0 + $1.findings.count }
    let title =
      isChinese
      ? "有 \(count) 处要改：改好标红的格子（批注里写着怎么改），存盘，把这个文件再导入一次"
      : "\(count) cells to mend: correct those in red (their comments say how), save, and import this file again"
    let head = isChinese ? ["处数", "栏目", "问题", "例如"] : ["Cells", "Column", "What is wrong", "For example"]
    var rows: [[Workbook.Cell]] = [
      [Workbook.Cell.text(title).styled(.section)], head.map { Workbook.Cell.text($0).styled(.heading) },
    ]
    for group in groups.groups {
      let first = group.findings[0].diagnostic
      let advice = first.suggestion.map { (isChinese ? "。" : ". ") + $0.message[language] } ?? ""
      let places = group.findings.prefix(3).map(\.place).joined(separator: isChinese ? "、" : ", ")
      rows.append([
        .number("\(group.findings.count)"), .text(group.column), .text(first.message[language] + advice),
        .text(places),
      ])
    }
    return Workbook.Sheet(
      name: ReturnedWorkbook.explanation, rows: rows, widths: [8, 18, 70, 36], headRows: 0, isLandscape: true)
  }

  private func table(
    of sheet: SheetText, _ index: Int, _ head: SheetHead?, name: String, onlyRows left: Set<Int>?,
    _ language: Language
  ) -> Workbook.Sheet {
    var rows: [[Workbook.Cell]] = [], widths: [Int] = []
    let headEnd = head?.rows.upperBound ?? 0
    for (number, row) in sheet.table.rows.enumerated() {
      if let left, number >= headEnd, !left.contains(number) { continue }
      // A row keeps its number as long as all are there.
      if left == nil { while rows.count < Swift.min(row.number - 1, Workbook.rowLimit) { rows.append([]) } }
      var cells: [Workbook.Cell] = []
      for (at, cell) in row.cells.enumerated() {
        while cells.count < cell.column { cells.append(.empty) }
        while widths.count <= cell.column { widths.append(10) }
        let width = cell.text.unicodeScalars.reduce(2) { $0 + ($1.value < 0x2000 ? 1 : 2) }
        widths[cell.column] = Swift.min(Swift.max(widths[cell.column], width), 40)
        var written: Workbook.Cell =
          cell.kind == .number && cell.text.isExactInExcel ? .number(cell.text) : .text(cell.text)
        // A number that stood once for several rows would count in each of them.
        if cell.isRepeated, head?.countsNumbers(inColumn: cell.column) ?? false { written = .empty }
        if head?.rows.contains(number) ?? false { written = written.styled(.heading) }
        if let messages = marks[index]?[number]?[at] {
          written = written.styled(.marked).commented(messages.map { $0[language] }.joined(separator: "\n"))
        }
        cells.append(written)
      }
      rows.append(cells)
    }
    return Workbook.Sheet(
      name: name, rows: rows, widths: widths, headRows: left == nil ? headRows(of: sheet, headEnd) : headEnd)
  }

  private func headRows(of sheet: SheetText, _ end: Int) -> Int {
    end == 0 ? 0 : sheet.table.rows[end - 1].number
  }
}

extension Workbook {
  /// The rows of a sheet of Excel.
  fileprivate static let rowLimit = 1_048_576
}
