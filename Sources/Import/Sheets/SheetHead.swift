import Bytes
import Diagnostics
import OfficeFiles
import Records

/// The head of a table in a sheet: the row, or two, that name its columns, and what they mean.
struct SheetHead {
  let known: KnownHeadings
  /// The indices of the rows of the sheet that are the head.
  let rows: Range<Int>
  let columns: [SheetColumn]

  /// The number of columns that say something of a write-up.
  private var score: Int {
    Set(columns.compactMap(\.meaning).filter(\.isTelling)).count
      + columns.count { $0.entry != nil && !($0.meaning?.isTelling ?? false) }
  }

  /// Whether the table can be what its kind is: cases have titles, reports regions and numbers.
  var isWhole: Bool {
    let meanings = Set(columns.compactMap(\.meaning))
    if known.folder != "reports" { return meanings.contains(.field("title")) }
    return meanings.contains { if case .metric = $0 { true } else { $0 == .field("figures") } }
      && meanings.contains { if case .level = $0 { true } else { $0 == .field("region") } }
  }

  /// Whether a cell of the head names a column that is read, with its unit.
  func reads(_ cell: CSVTable.Cell) -> Bool {
    columns.contains { $0.cell.range == cell.range && $0.meaning != nil && $0.heading.unit != nil }
  }

  /// Whether the numbers of a column of the sheet count, so that one is not said in two rows.
  func countsNumbers(inColumn number: Int) -> Bool {
    columns.first { $0.number == number }?.meaning.map(known.counts) ?? false
  }

  /// The rows below which no head is looked for.
  private static let depth = 40

  /// Finds the row whose cells are known headings more than those of any other, alone or with the row above it.
  ///
  /// - Parameters:
  ///   - kinds: those that the table may be of; the first is preferred.
  ///   - least: the known headings that a head has which lacks what its kind must have.
  static func find(
    in sheet: SheetText, _ kinds: [KnownHeadings], _ mapping: ImportMapping, least: Int
  ) -> SheetHead? {
    var best: SheetHead?
    let count = Swift.min(sheet.table.rows.count, depth)
    for known in kinds {
      for start in 0..<count {
        for rows in [start..<start + 1, start..<start + 2] where rows.upperBound <= sheet.table.rows.count {
          let head = SheetHead(known, rows, of: sheet, mapping)
          if head.score >= (head.isWhole ? 2 : least), best.map(head.isBetter) ?? true { best = head }
        }
      }
    }
    return best
  }

  private func isBetter(than other: SheetHead) -> Bool {
    if isWhole != other.isWhole { return isWhole }
    if score != other.score { return score > other.score }
    // The head of the next printed page is no better.
    if !rows.overlaps(other.rows) { return false }
    let columns = columns.count { $0.meaning != nil }, others = other.columns.count { $0.meaning != nil }
    return columns == others ? rows.count < other.rows.count : columns > others
  }

  private init(_ known: KnownHeadings, _ rows: Range<Int>, of sheet: SheetText, _ mapping: ImportMapping) {
    self.known = known
    self.rows = rows
    let upper = rows.lowerBound, lower = rows.upperBound - 1
    var byColumn: [Int: (upper: Int?, lower: Int?)] = [:]
    for (index, cell) in sheet.table.rows[upper].cells.enumerated() {
      byColumn[cell.column, default: (nil, nil)].upper = index
    }
    if lower > upper {
      for (index, cell) in sheet.table.rows[lower].cells.enumerated() {
        byColumn[cell.column, default: (nil, nil)].lower = index
      }
    }
    columns = byColumn.sorted { $0.key < $1.key }.map { column, indices in
      let above = indices.upper.map { sheet.cells[upper][$0] },
        below = indices.lower.map { sheet.cells[lower][$0] }
      let cell = below ?? above ?? sheet.cells[upper][0]
      var texts = [below?.text, above?.text].compactMap { $0 }
      if let above, let below, above.text != below.text { texts.insert(above.text + below.text, at: 0) }
      for text in texts {
        let heading = Heading(text)
        if let found = SheetColumn.meaning(of: heading, known, mapping) {
          return SheetColumn(
            column, text, heading, cell, found.meaning, found.entry,
            besides: text == below?.text ? above?.text : nil)
        }
      }
      // The upper of two lines is said with the lower one, which alone may be in the head several times.
      let text = texts.first ?? ""
      return SheetColumn(column, text, Heading(text), cell, nil, nil)
    }
  }
}

/// A column of a table, as its head names it.
struct SheetColumn {
  let number: Int
  /// The heading as the sheet has it, on one line.
  let text: String
  let heading: Heading
  let cell: CSVTable.Cell
  /// Nil for a heading that nobody knows.
  let meaning: ColumnMeaning?
  /// The line of the mapping file that says so.
  let entry: ImportMapping.Entry?
  /// The upper line of the head, where the lower one alone says what the column is.
  let above: String?

  init(
    _ number: Int, _ text: String, _ heading: Heading, _ cell: CSVTable.Cell, _ meaning: ColumnMeaning?,
    _ entry: ImportMapping.Entry?, besides above: String? = nil
  ) {
    self.above = above
    self.number = number
    self.text = CellValue.joined(text)
    self.heading = heading
    self.cell = cell
    self.meaning = meaning
    self.entry = entry
  }

  /// Whether its values can only be names of files, as in an export.
  var namesFiles: Bool { ["id", "slug"].contains(heading.name) }

  /// The meaning of a heading: by the mapping file, else by the declaration of fields. A line of the file that is still
  /// to be decided, or names nothing, gives none.
  static func meaning(of heading: Heading, _ known: KnownHeadings, _ mapping: ImportMapping) -> (
    meaning: ColumnMeaning?, entry: ImportMapping.Entry?
  )? {
    if let entry = mapping.column(heading) {
      if entry.isIgnored { return (.ignored, entry) }
      return (entry.isOpen ? nil : known.target(entry.text), entry)
    }
    return known.meaning(of: heading).map { ($0, nil) }
  }
}
