import Bytes
import Diagnostics
import OfficeFiles
import Privacy
import Records

/// Write-ups from sheets that people keep: each row becomes a file as an author would write it, to be read like any
/// other, and what is wrong is said of the cell that it comes from.
package struct SheetImport: Sendable {
  package let sheets: [SheetText]
  /// The rows that are write-ups, in the order of the sheets.
  package internal(set) var rows: [SheetRow] = []
  package internal(set) var diagnostics: [Diagnostic] = []
  /// The things that were passed over, and where.
  package internal(set) var notices: [SheetNotice] = []
  package internal(set) var proposal = MappingProposal()
  /// The rows that say what a write-up of the site says already, or another row of the tables: by sheet and row.
  package internal(set) var repeated = 0
  /// The columns of each sheet that is a table, and where its head is.
  private(set) var heads: [Int: SheetHead] = [:]
  /// The sheets of which no row can be right before a column of theirs is.
  package private(set) var blocked: Set<Int> = []
  /// The rows by what tells one matter from another, in all sheets.
  var byIdentity: [[String]: SheetRow] = [:]
  /// The files that this program wrote, as their hidden sheets say.
  private let origins: [String: WorkbookOrigin]
  let mapping: ImportMapping
  let content: Content?
  var regions: RegionCells

  /// - Parameters:
  ///   - content: what the site says; nil where it cannot be read.
  ///   - files: its write-ups.
  package init(_ tables: [SheetTable], _ mapping: ImportMapping, content: Content?, files: [SourceText]) {
    sheets = tables.map { SheetText($0) }
    origins = Dictionary(
      tables.filter { $0.name == WorkbookOrigin.sheetName }.compactMap { table in
        WorkbookOrigin(table.rows.map { $0.cells.map(\.text) }).map { (table.file, $0) }
      }
    ) { first, _ in first }
    self.mapping = mapping
    self.content = content
    regions = RegionCells(content?.regions ?? RegionTree())
    for index in sheets.indices { findHead(in: index, least: 3) }
    if heads.isEmpty {
      notices = []
      for index in sheets.indices { findHead(in: index, least: 2) }
    }
    if heads.isEmpty { guessHead() }
    var known: [String: KnownWriteUps] = [:]
    for (index, head) in heads.sorted(by: { $0.key < $1.key }) {
      let folder = head.known.folder
      var writeUps = known[folder] ?? KnownWriteUps(files, folder: folder, &regions)
      if checkColumns(of: head, in: index) { readRows(of: index, head, &writeUps) }
      known[folder] = writeUps
    }
    reportShortRegions()
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  mutating func note(_ zh: String, _ en: String, _ sheet: Int, row: Int? = nil) {
    let message = Message(zh: zh.maskingPersonalData, en: en.maskingPersonalData)
    notices.append(SheetNotice(message, sheets[sheet], row: row))
  }

  // MARK: Tables

  /// Sheets that explain how another is to be filled in, or what was wrong with it.
  private static let explaining: Set<String> = [
    "填写说明", "填表说明", "说明", "填报说明", "使用说明", "退回说明", "示例", "样例", "样表", "选项",
  ]

  private mutating func findHead(in index: Int, least: Int) {
    let sheet = sheets[index], name = sheet.table.name?.plainValue ?? ""
    let entry = mapping.sheets[name]
    if sheet.table.rows.isEmpty || sheet.table.name == WorkbookOrigin.sheetName { return }
    if entry == nil, let origin = origins[sheet.table.file], origin.folder(of: sheet.table) == nil {
      // Other sheets of this program's explain the tables, or say the same again.
      if !sheet.table.isHidden { note("不是要导入的表，没有读", "no table to import, and not read", index) }
      return
    }
    if entry?.isIgnored ?? false { return note("照导入对照跳过", "left out by the mapping", index) }
    if entry == nil {
      if sheet.table.isHidden { return note("是隐藏的工作表，没有读", "a hidden sheet, which is not read", index) }
      if SheetImport.explaining.contains(name) {
        return note("是说明，没有读", "an explaining sheet, which is not read", index)
      }
    }
    guard let head = SheetHead.find(in: sheet, kinds(of: sheet, entry), mapping, least: least) else {
      if sheets.count > 1 { note("没有找到表头，没有读", "has no head of a table, and is not read", index) }
      return
    }
    heads[index] = head
  }

  /// The kinds of write-ups that a sheet may hold: what the mapping or its name says, else cases or reports.
  private func kinds(of sheet: SheetText, _ entry: ImportMapping.Entry?) -> [KnownHeadings] {
    let origin = origins[sheet.table.file]?.folder(of: sheet.table)
    let names = [entry?.text, origin, sheet.table.name, sheet.table.baseName].compactMap { $0?.plainValue }
    let named = Content.folders.first { folder in
      names.contains { $0 == folder || $0 == RecordKind.ofFolder(folder)?.zh }
    }
    let metrics = content?.metrics ?? MetricRegistry([])
    return (named.map { [$0] } ?? ["cases", "reports"]).compactMap {
      KnownHeadings(folder: $0, metrics: metrics)
    }
  }

  /// Says of the first sheet what its columns are not, where no sheet has a head that is known.
  private mutating func guessHead() {
    let visible = sheets.indices.filter { !sheets[$0].table.isHidden && !sheets[$0].table.rows.isEmpty }
    guard let index = visible.max(by: { sheets[$0].table.rows.count < sheets[$1].table.rows.count }) else {
      if let sheet = sheets.first { report(.noTable(at: Location(sheet.source.path, 0..<0))) }
      return
    }
    let sheet = sheets[index], rows = sheet.table.rows
    // A title above the head has fewer texts.
    let texts = rows.prefix(10).map { Set($0.cells.prefix(MappingProposal.limit).map(\.text)).count }
    guard let row = texts.firstIndex(of: texts.max() ?? 0), let known = kinds(of: sheet, nil).first else {
      return
    }
    report(.noTable(at: sheet.location(row: row)))
    for cell in rows[row].cells.prefix(MappingProposal.limit)
    where known.meaning(of: Heading(cell.text)) == nil && rows[row].cells.count > 1 {
      proposal.add(column: cell.text.oneLine, hint: known.guess(Heading(cell.text)).map { "像是：\($0)" } ?? "")
    }
  }

  // MARK: Columns

  /// Whether the rows can be read. Where they can, though what a column says is not known, none of them can be right.
  private mutating func checkColumns(of head: SheetHead, in index: Int) -> Bool {
    let sheet = sheets[index], errors = diagnostics.count
    var first: [ColumnMeaning: SheetColumn] = [:], isTwice = false, guesses = Guesses()
    for (row, cells) in sheet.cells.prefix(head.rows.upperBound).enumerated() {
      for cell in cells where cell.text.saysMultipliedUnit && !(head.rows.contains(row) && head.reads(cell)) {
        report(.unitAbove(cell.text.oneLine, at: Location(sheet.source.path, cell.range)))
      }
    }
    for column in head.columns {
      let at = Location(sheet.source.path, column.cell.range)
      guard let meaning = column.meaning else {
        let guess = guesses.mayGuess() ? head.known.guess(column.heading) : nil
        if let entry = column.entry, !entry.isOpen {
          report(.mappingTarget(entry.text, head.known.kind, at: mapping.location(entry)))
        } else {
          report(
            .columnUnmapped(
              column.text.oneLine, guess: guess, entry: column.entry.map(mapping.location), at: at))
          if column.entry == nil { proposal.add(column: column.text, hint: guess.map { "像是：\($0)" } ?? "") }
        }
        continue
      }
      if meaning == .ignored || (meaning == .body && column.entry != nil) { continue }
      if head.known.counts(meaning) {
        let above = column.above.flatMap { $0.saysTimeOrNumber ? $0.oneLine : nil }
        if let said = column.heading.unread ?? above { report(.headSaysMore(said, at: at)) }
      }
      if let other = first[meaning] {
        isTwice = true
        report(
          .sheetColumnTwice(
            column.text.oneLine, other.text.oneLine, at: at,
            firstAt: Location(sheet.source.path, other.cell.range)))
      } else {
        first[meaning] = column
      }
    }
    let isUnknown = head.columns.contains { $0.meaning == nil }, others = diagnostics.count
    if isUnknown || others > errors { blocked.insert(index) }
    let hasTitle = first[.field("title")] != nil || constant("title", head) != nil
    if head.known.folder != "reports", !hasTitle, !isUnknown {
      report(.columnMissing("title（标题）", at: sheet.location(row: head.rows.lowerBound)))
    }
    if head.known.folder == "reports", first[.field("period")] == nil, constant("period", head) == nil {
      let above = sheet.table.rows[..<head.rows.lowerBound].flatMap(\.cells).first { $0.text.contains("年") }?
        .text
      report(.periodMissing(above?.onOneLine, at: sheet.location(row: head.rows.lowerBound)))
      proposal.add(
        constant: "时期", hint: above.map { "表上写着：\($0.onOneLine)" } ?? "如 2024H1、2024年1月至9月；没有写明的写“无”")
    }
    return !isTwice && diagnostics.count == others && (hasTitle || head.known.folder == "reports")
  }

  /// The value of a field that the mapping has for all rows.
  func constant(_ key: String, _ head: SheetHead) -> ImportMapping.Entry? {
    mapping.constants.first { head.known.target($0.name.text) == .field(key) && !$0.value.isOpen }?.value
  }

  // MARK: Messages

  /// Proposes lines of the mapping file for values that name nothing.
  package mutating func propose(for findings: [Diagnostic]) {
    for finding in findings where finding.severity == .error && SheetImport.isValue(finding.code) {
      guard let location = finding.location, let place = cell(at: location), let head = heads(of: place),
        let column = head.columns.first(where: { $0.number == place.column })
      else { continue }
      let meant = finding.suggestion?.edits.first?.replacement
      var hint = meant.map { "像是：\($0)" } ?? ""
      if case .level? = column.meaning, mapping.value(place.text, of: [column.text, "地区"]) == nil {
        proposal.add(value: place.text.oneLine, of: column.text.oneLine, hint: hint)
      }
      guard case .field(let key)? = column.meaning, let field = head.known.kind[key] else { continue }
      let part = place.sheet.source.text(location.range).trimmingBlanks
      let text = key != "region" && place.text.contains(part) && !part.isEmpty ? part : place.text
      if mapping.value(text, of: [field.name, field.key, column.text]) != nil { continue }
      if case .choice(let words, _) = field.type {
        hint += (hint.isEmpty ? "" : "；") + "可以写：" + words.map(\.zh).joined(separator: "、")
      }
      proposal.add(value: text.oneLine, of: field.name, hint: hint)
    }
  }

  private static func isValue(_ code: String) -> Bool {
    code == "unknown-value"
      || ["brand", "method", "topic", "platform", "region"].contains { code == "unknown-\($0)" }
      || code == "ambiguous-region"
  }

  private func heads(of place: SheetPlace) -> SheetHead? {
    sheets.firstIndex { $0.source.path == place.sheet.source.path }.flatMap { heads[$0] }
  }

  private mutating func reportShortRegions() {
    var told: [String] = [], paths: [String: String] = [:]
    for row in rows {
      for (text, path) in row.shortRegions where paths[text] == nil {
        paths[text] = path
        told.append(text)
      }
    }
    guard !told.isEmpty, let sheet = rows.first?.sheet else { return }
    let examples = told.prefix(3).map { "\($0.onOneLine) → \(paths[$0] ?? "")" }.joined(separator: "；")
    note(
      "\(told.count) 个地区没有写全路径，照唯一对得上的写：\(examples)",
      "\(told.count) regions without their whole paths are written as the only ones that fit: \(examples)",
      sheet)
  }
}

/// Something that was passed over in a sheet, or read as something else: not a mistake, but not to be done in silence.
package struct SheetNotice: Sendable {
  package let message: Message
  /// The sheet, as messages name it.
  package let sheet: String
  package let row: Int?

  init(_ message: Message, _ sheet: SheetText, row: Int?) {
    self.message = message
    self.sheet = sheet.source.path
    self.row = row
  }
}

extension WorkbookOrigin {
  /// The folder of the write-ups that a sheet has; nil for one that has none.
  fileprivate func folder(of table: SheetTable) -> String? {
    tables.first { $0.sheet == table.name }.map(\.name).flatMap { Content.folders.contains($0) ? $0 : nil }
  }
}

extension SheetTable {
  /// `data/cases.csv` → `cases`
  var baseName: String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }
}
