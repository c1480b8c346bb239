import Diagnostics
import Import
import OfficeFiles
import OpenData
import Pages
import Records

// The content as workbooks. The sheets are made of what is printed: one that has a mistake is in none.
extension PrintedSheets {
  /// The register alone; nil where no case is selected.
  package func registerWorkbook(of selection: PrintedSelection, _ origin: WorkbookOrigin) -> Workbook? {
    guard let sheet = register(of: selection, isForced: false) else { return nil }
    return workbook([sheet], selection, origin)
  }

  /// The register, a list of the tables, and the tables of the open data.
  ///
  /// - Parameter isOfRegion: whether only rows of the selected region are wanted; else those of all, neighbours included.
  /// - Returns: also what there is to say of it.
  package func exportWorkbook(of selection: PrintedSelection, isOfRegion: Bool, _ origin: WorkbookOrigin) -> (
    workbook: Workbook, notes: [Message]
  ) {
    let export = export,
      filter = ExportFilter(content, region: isOfRegion ? selection.region : nil, period: selection.period)
    var sheets: [Workbook.Sheet] = [], list: [[Workbook.Cell]] = [], notes: [Message] = [], origin = origin
    for table in export.tables {
      let name = table.resourceName
      let made = TableSheet(table, name: name, where: filter.row(of: table))
      if made.rowCount == 0, table.name.hasPrefix("texts-") { continue }
      sheets.append(made.sheet)
      origin.tables.append(.init(sheet: name, name: table.name))
      list.append([.text(name), .text(table.title), .number(String(made.rowCount)), .text(table.description)])
      notes += made.tooLong.map { .cellTooLong($0, in: table) }
      if made.surplusRows > 0 { notes.append(.surplusRows(made.surplusRows, in: table)) }
    }
    if !filter.isWhole {
      notes.append(
        .partialExport(
          filter.caseCount, of: content.cases.count, filter.reportCount, of: content.reports.count))
    }
    let contents = Workbook.Sheet(
      name: "目录", rows: [["工作表", "名称", "行数", "内容"].map { .text($0) }] + list, widths: [24, 20, 10, 90])
    let register = register(of: selection, isForced: true)
    return (workbook([register].compactMap { $0 } + [contents] + sheets, selection, origin), notes)
  }

  private func workbook(_ sheets: [Workbook.Sheet], _ selection: PrintedSelection, _ origin: WorkbookOrigin)
    -> Workbook
  {
    var origin = origin
    origin.region = content.regions[selection.region].path
    origin.period = selection.period?.code ?? ""
    var hidden = Workbook.Sheet(
      name: WorkbookOrigin.sheetName,
      rows: origin.rows.map { $0.map { Workbook.Cell.text($0).styled(.plain) } },
      widths: [14, 40, 20], headRows: 0)
    hidden.visibility = .veryHidden
    var workbook = Workbook(sheets + [hidden])
    workbook.properties.title = content.settings.title
    workbook.properties.creator = content.settings.publisher
    workbook.properties.created = origin.day
    return workbook
  }
}
