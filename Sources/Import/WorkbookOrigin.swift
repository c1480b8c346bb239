/// The hidden sheet by which a workbook says who wrote it and what for: of which site, region and period it is, and which
/// of its sheets are tables. An import reads these alone; what else is there explains, or repeats what is known.
package struct WorkbookOrigin: Sendable, Equatable {
  package static let sheetName = "来历"

  package enum Purpose: String, CaseIterable, Sendable {
    /// To be filled in.
    case collected = "采集表"
    /// The tables of a site.
    case exported = "导出"
    /// A workbook that was not read, with what is wrong in it.
    case returned = "退回"
  }

  package var purpose: Purpose
  /// The version of the program.
  package var program = ""
  /// The title of the site, and its address.
  package var site = ""
  package var address = ""
  /// The fingerprint of the site's content.
  package var version = ""
  /// `case` or `report`, where rows of one kind are to be filled in.
  package var kind = ""
  package var region = ""
  package var period = ""
  /// The day on which it was written: `2026-11-21`.
  package var day = ""
  /// The sheets that are tables, each with the name that its table has in an export: `案例` → `cases`.
  package var tables: [Table] = []

  package struct Table: Sendable, Equatable {
    package var sheet: String
    package var name: String

    package init(sheet: String, name: String) {
      self.sheet = sheet
      self.name = name
    }
  }

  package init(_ purpose: Purpose) { self.purpose = purpose }

  private static let heading = "这张表由程序写出，请不要改"
  private static let tableName = "工作表"
  private static let lines: [(name: String, path: WritableKeyPath<WorkbookOrigin, String> & Sendable)] = [
    ("程序", \.program), ("网站", \.site), ("网址", \.address), ("网站版本", \.version), ("类型", \.kind),
    ("地区", \.region),
    ("时期", \.period), ("写出日期", \.day),
  ]

  /// The cells of the sheet.
  package var rows: [[String]] {
    [[WorkbookOrigin.heading], ["用途", purpose.rawValue]]
      + WorkbookOrigin.lines.filter { !self[keyPath: $0.path].isEmpty }.map {
        [$0.name, self[keyPath: $0.path]]
      }
      + tables.map { [WorkbookOrigin.tableName, $0.sheet, $0.name] }
  }

  /// - Parameter rows: the cells of the sheet as they were read; what nobody knows is passed over.
  package init?(_ rows: [[String]]) {
    var values: [String: String] = [:]
    for row in rows where row.count == 2 { values[row[0]] = row[1] }
    guard let purpose = values["用途"].flatMap(Purpose.init) else { return nil }
    self.purpose = purpose
    for (name, path) in WorkbookOrigin.lines { self[keyPath: path] = values[name] ?? "" }
    tables = rows.filter { $0.count == 3 && $0[0] == WorkbookOrigin.tableName }.map {
      Table(sheet: $0[1], name: $0[2])
    }
  }
}
