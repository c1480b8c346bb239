import OfficeFiles

extension WordWriter {
  /// A table as wide as the type area. Its head is repeated on each page, and no row is divided between two.
  mutating func xml(of table: Table) -> XMLText {
    let layout = TableLayout(table, width: page.textWidth, size: form.tableSize, isForm: form.isBoxed)
    cellSize = layout.size < form.tableSize ? layout.size : nil
    defer { cellSize = nil }
    var rows = XMLText()
    // A short table stays whole.
    let isWhole = table.rows.count <= 9 && !form.isBoxed
    for (number, row) in table.rows.enumerated() {
      let isKept = isWhole && number < table.rows.count - 1
      let head: XMLText = row.isHead ? "<w:tblHeader/>" : ""
      var cells = XMLText()
      for slot in layout.slots[number] {
        let width = layout.widths[slot.column..<slot.column + slot.columns].reduce(0, +)
        var properties: XMLText = "<w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>"
        if slot.columns > 1 { properties += "<w:gridSpan w:val=\"\(slot.columns)\"/>" }
        if slot.isContinued {
          properties += "<w:vMerge/>"
        } else if slot.rows > 1 {
          properties += "<w:vMerge w:val=\"restart\"/>"
        }
        properties += "<w:vAlign w:val=\"center\"/>"
        var content = XMLText()
        if let cell = slot.cell {
          for paragraph in row.cells[cell].paragraphs { content += xml(of: paragraph, isKept: isKept) }
        }
        if content.text.isEmpty {
          content = "<w:p><w:pPr><w:pStyle w:val=\"\(WordStyle.of(.cell).id)\"/></w:pPr></w:p>"
        }
        cells += "<w:tc><w:tcPr>\(properties)</w:tcPr>\(content)</w:tc>"
      }
      let height: XMLText = row.height > 1 ? "<w:trHeight w:val=\"\(row.height * 360)\"/>" : ""
      rows += "<w:tr><w:trPr><w:cantSplit/>\(height)\(head)</w:trPr>\(cells)</w:tr>"
    }
    // Many columns have narrow margins.
    let margins: XMLText =
      layout.isTight
      ? #"<w:tblCellMar><w:left w:w="30" w:type="dxa"/><w:right w:w="30" w:type="dxa"/></w:tblCellMar>"# : ""
    let grid = layout.widths.map { "<w:gridCol w:w=\"\($0)\"/>" as XMLText }
    return """
      <w:tbl><w:tblPr><w:tblStyle w:val="\(form.isBoxed ? "BoxedTable" : "OfficialTable")"/><w:tblW w:w="\(page.textWidth)" w:type="dxa"/>\
      <w:tblLayout w:type="fixed"/>\(margins)<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>\
      <w:tblGrid>\(grid.joined)</w:tblGrid>\(rows)</w:tbl>
      """
  }
}

/// The columns of a table, and where its cells are in them.
struct TableLayout {
  struct Slot: Equatable {
    let column: Int
    let columns: Int
    let rows: Int
    /// The index of the cell in its row; nil for what fills a row up, and for what a cell above continues in.
    let cell: Int?
    var isContinued = false
  }

  /// The widths of the columns in twentieths of a point.
  private(set) var widths: [Int] = []
  private(set) var slots: [[Slot]] = []

  /// The margins of a cell, and some room for faces that are wider.
  private static let margins = 2 * 80 + 60, tightMargins = 2 * 30 + 10

  /// The size of its text in half points: smaller where many columns would break words.
  private(set) var size = 21
  /// Whether the margins of its cells are narrow.
  private(set) var isTight = false

  /// - Parameter size: the size of text that it has where there is room.
  init(_ table: Table, width: Int, size: Int = 21, isForm: Bool = false) {
    place(table)
    let count = widths.count
    // Words of up to six characters stay whole, in smaller type of five and of three.
    for (smaller, limit, margins) in [
      (size, 12, TableLayout.margins), (18, 10, TableLayout.margins), (15, 6, TableLayout.margins),
      (15, 4, TableLayout.tightMargins), (13, 4, TableLayout.tightMargins),
    ] where smaller <= size {
      let room = width - count * margins
      // The width of half a character.
      let half = smaller * 5
      var least = [Int](repeating: half * 4, count: count), most = least
      for (number, row) in slots.enumerated() {
        for slot in row where slot.columns == 1 {
          guard let cell = slot.cell else { continue }
          for text in table.rows[number].cells[cell].paragraphs.map(\.text) {
            let pieces = table.rows[number].isHead ? text.headPieces : [text]
            least[slot.column] = max(
              least[slot.column], (pieces.map { $0.widestWord(limit) }.max() ?? 0) * half)
            most[slot.column] = max(most[slot.column], (pieces.map(\.halves).max() ?? 0) * half)
          }
        }
      }
      // A form has names, and room to write.
      if isForm, count == 2 { most[1] = max(most[1], room - most[0]) }
      widths = TableLayout.shared(room, least: least, most: most).map { $0 + margins }
      (self.size, isTight) = (smaller, margins == TableLayout.tightMargins)
      if least.reduce(0, +) <= room { break }
    }
    if let rest = widths.indices.last { widths[rest] += width - widths.reduce(0, +) }
  }

  /// Gives every column what it needs without a break, and narrow ones what they want; the widest share what is left.
  /// More than all want is divided alike.
  static func shared(_ room: Int, least: [Int], most: [Int]) -> [Int] {
    let wanted = most.reduce(0, +), needed = least.reduce(0, +)
    if least.isEmpty { return [] }
    if wanted <= room { return most.map { $0 + (room - wanted) / most.count } }
    if needed >= room { return least.map { $0 * room / needed } }
    var widths = least, left = room, reserved = needed
    for (rank, column) in most.indices.sorted(by: { (most[$0], $0) < (most[$1], $1) }).enumerated() {
      reserved -= least[column]
      let share = max(least[column], min(most[column], left / (most.count - rank)))
      widths[column] = min(share, left - reserved)
      left -= widths[column]
    }
    return widths
  }

  private mutating func place(_ table: Table) {
    // The rows that a cell from above still takes, by column, and how many columns it has.
    var taken: [Int: (rows: Int, columns: Int)] = [:]
    var count = 0
    for row in table.rows {
      var column = 0, found: [Slot] = []
      func passTaken() {
        while let above = taken[column], above.rows > 0 {
          found.append(Slot(column: column, columns: above.columns, rows: 1, cell: nil, isContinued: true))
          taken[column] = (above.rows - 1, above.columns)
          column += above.columns
        }
      }
      for (index, cell) in row.cells.enumerated() {
        passTaken()
        found.append(Slot(column: column, columns: cell.columns, rows: cell.rows, cell: index))
        if cell.rows > 1 { taken[column] = (cell.rows - 1, cell.columns) }
        column += cell.columns
      }
      passTaken()
      count = max(count, column)
      slots.append(found)
    }
    for number in slots.indices {
      let end = slots[number].last.map { $0.column + $0.columns } ?? 0
      for column in end..<max(end, count) {
        slots[number].append(Slot(column: column, columns: 1, rows: 1, cell: nil))
      }
    }
    widths = [Int](repeating: 0, count: count)
  }
}

extension String {
  /// The width in halves of a Chinese character.
  var halves: Int { split(separator: "\n").map(\.halves).max() ?? 0 }

  /// The lines that the head of a column may be broken into: 平台 and （个）.
  fileprivate var headPieces: [String] {
    guard let start = firstIndex(of: "（"), start > startIndex else { return [self] }
    return [String(self[..<start]), String(self[start...])]
  }

  /// The width of the widest piece that is not to be broken, which is no wider than a limit.
  fileprivate func widestWord(_ limit: Int) -> Int {
    let whole = halves
    if whole <= limit { return whole }
    let words = split { !$0.isASCII || $0.isWhitespace }
    // A number is whole whatever room it takes.
    let numbers = words.filter { $0.allSatisfy { $0.isNumber || ".,:/%-+".contains($0) } }
    return max(min(limit, words.map(\.halves).max() ?? 8), numbers.map(\.halves).max() ?? 0)
  }
}

extension Substring {
  /// The width, with half a letter where Chinese and Latin characters meet: some programs leave room there.
  fileprivate var halves: Int {
    var count = 0, meetings = 0, wasWide: Bool?
    for scalar in unicodeScalars {
      let isWide = scalar.value >= 0x2000
      if let wasWide, wasWide != isWide { meetings += 1 }
      count += isWide ? 2 : 1
      wasWide = isWide
    }
    return count + (meetings + 1) / 2
  }
}
