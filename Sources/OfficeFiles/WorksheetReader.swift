import Diagnostics

/// The rows, cells and bytes of texts that may still be read of a workbook.
struct SheetRoom {
  private var rows = InputLimit.rows
  private var cells = InputLimit.cells
  private var texts = InputLimit.cellTexts

  mutating func takeRow(_ file: String) throws(Diagnostic) {
    rows -= 1
    if rows < 0 { throw .tooManyRows(file) }
  }

  mutating func take(cells count: Int, of text: String, _ file: String) throws(Diagnostic) {
    cells -= count
    if cells < 0 { throw .tooManyRows(file) }
    texts -= text.utf8.count * count
    if texts < 0 || text.utf8.count > InputLimit.cellText { throw .tooMuchText(file) }
  }
}

/// The reading of one sheet, row after row.
struct WorksheetReader {
  private(set) var table: SheetTable
  private(set) var room: SheetRoom
  private let sharedStrings: [String]
  private let formats: [NumberFormat]
  private let isFrom1904: Bool
  private var merged: [MergedCells] = []
  private var row = SheetTable.Row(number: 0, cells: [])
  /// The column that a cell without an address has.
  private var nextColumn = 0
  private var isInOrder = true

  init(
    _ table: SheetTable, sharedStrings: [String], formats: [NumberFormat], isFrom1904: Bool, room: SheetRoom
  ) {
    self.table = table
    self.sharedStrings = sharedStrings
    self.formats = formats
    self.isFrom1904 = isFrom1904
    self.room = room
  }

  mutating func read(_ contents: consuming ZipContents) throws(Diagnostic) {
    let part = contents.name
    var reader = XMLReader(contents)
    guard case .start("worksheet", _)? = try reader.next() else {
      throw .damagedFile(table.file, .entry(part))
    }
    while let event = try reader.next() {
      switch event {
      case .start("row", let attributes): try begin(attributes)
      case .end("row"): try finish()
      case .start("c", let attributes): try readCell(attributes, &reader)
      case .start("mergeCell", let attributes): try merge(attributes["ref"] ?? "")
      case .start("col", let attributes) where attributes.isTrue("hidden"):
        let first = attributes["min"].flatMap { Int($0) } ?? 1
        let last = attributes["max"].flatMap { Int($0) } ?? first
        if 1...CellAddress.columns ~= first, first...CellAddress.columns ~= last,
          table.hiddenColumns.count < CellAddress.columns
        {
          table.hiddenColumns.append(first - 1..<last)
        }
      default: break
      }
    }
    if !isInOrder { try sort() }
    try merged.fill(&table, &room)
  }

  // MARK: Rows

  private mutating func begin(_ attributes: XMLAttributes) throws(Diagnostic) {
    let written = attributes["r"], number = written.map { Int($0) ?? 0 } ?? row.number + 1
    guard 1...CellAddress.rows ~= number else { throw damage(written ?? "\(number)") }
    row = SheetTable.Row(number: number, isHidden: attributes.isTrue("hidden"), cells: [])
    nextColumn = 0
  }

  private mutating func finish() throws(Diagnostic) {
    if row.cells.isEmpty { return }
    try room.takeRow(table.file)
    if let last = table.rows.last, last.number >= row.number { isInOrder = false }
    table.rows.append(row)
    row.cells = []
  }

  /// Some programs write rows or cells in the order in which they were made.
  private mutating func sort() throws(Diagnostic) {
    table.rows.sort { $0.number < $1.number }
    for index in table.rows.indices {
      let number = table.rows[index].number
      if index > 0, number == table.rows[index - 1].number { throw damage("\(number)") }
      table.rows[index].cells.sort { $0.column < $1.column }
      let cells = table.rows[index].cells
      for (a, b) in zip(cells, cells.dropFirst()) where a.column == b.column {
        throw damage(CellAddress(row: number, column: a.column).text)
      }
    }
  }

  // MARK: Cells

  private mutating func readCell(_ attributes: XMLAttributes, _ reader: inout XMLReader) throws(Diagnostic) {
    var address = CellAddress(row: row.number, column: nextColumn)
    if let written = attributes["r"] {
      guard let own = CellAddress(written), own.row == row.number else { throw damage(written) }
      address = own
    }
    guard address.column < CellAddress.columns else { throw damage(address.text) }
    nextColumn = address.column + 1
    var value: String?, formula: String?, inline: RichText?, open = 1
    while open > 0, let event = try reader.next() {
      switch event {
      case .start("v", _): value = ""
      case .start("f", _): formula = ""
      case .start("is", _): inline = RichText()
      default: break
      }
      switch event {
      case .start: open += 1
      case .end: open -= 1
      case .text(let piece) where open == 2:
        if value != nil { value? += piece } else { formula? += piece }
      default: break
      }
      inline?.add(event)
    }
    let style = attributes["s"].flatMap { Int($0) } ?? 0
    let content = try content(
      value, formula, inline, type: attributes["t"] ?? "n",
      formats.indices.contains(style) ? formats[style] : nil,
      address)
    guard let content, !content.text.isBlank else { return }
    try room.take(cells: 1, of: content.text, table.file)
    if let last = row.cells.last, last.column >= address.column { isInOrder = false }
    row.cells.append(SheetTable.Cell(column: address.column, text: content.text, kind: content.kind))
  }

  /// The text of a cell; nil for one that is empty.
  private func content(
    _ value: String?, _ formula: String?, _ inline: RichText?, type: String, _ format: NumberFormat?,
    _ address: CellAddress
  ) throws(Diagnostic) -> (text: String, kind: SheetTable.Kind)? {
    if type == "inlineStr", let inline {
      let text = inline.text.unescapedInOffice
      return (format?.around(text) ?? text, .text)
    }
    guard let value, !value.isEmpty || type == "str" else {
      if let inline { return (inline.text.unescapedInOffice, .text) }
      return formula.map { ("=" + $0, .formulaWithoutValue) }
    }
    switch type {
    case "s":
      guard let index = Int(value.trimmingBlanks), sharedStrings.indices.contains(index) else {
        throw damage(address.text)
      }
      return (format?.around(sharedStrings[index]) ?? sharedStrings[index], .text)
    case "b":
      return (value.trimmingBlanks == "1" || value.trimmingBlanks == "true" ? "TRUE" : "FALSE", .boolean)
    case "e": return (value.trimmingBlanks, .error)
    case "d": return (value.trimmingBlanks.readableDate, .date)
    case "n":
      // A text where a number has to be stays a text.
      guard let number = SheetNumber(value.trimmingBlanks) else { return (value.unescapedInOffice, .text) }
      return number.shown(as: format ?? NumberFormat(""), isFrom1904: isFrom1904)
    default: return (value.unescapedInOffice, .text)
    }
  }

  private mutating func merge(_ reference: String) throws(Diagnostic) {
    guard let area = MergedCells(reference) else { throw damage(reference) }
    merged.append(area)
    if merged.count > InputLimit.rows { throw .tooManyRows(table.file) }
  }

  private func damage(_ place: String) -> Diagnostic {
    .damagedFile(table.file, .cell(place, sheet: table.name ?? ""))
  }
}

extension String {
  /// `2024-07-03T00:00:00` → `2024-07-03`; `2024-07-03T08:30:00Z` → `2024-07-03 08:30`
  fileprivate var readableDate: String {
    let parts = split(separator: "T", maxSplits: 1)
    guard parts.count == 2 else { return self }
    let time = parts[1].prefix { $0 != "." && $0 != "Z" }
    if time.allSatisfy({ $0 == "0" || $0 == ":" }) { return String(parts[0]) }
    return "\(parts[0]) \(time.hasSuffix(":00") && time.count > 5 ? time.dropLast(3) : time)"
  }
}
