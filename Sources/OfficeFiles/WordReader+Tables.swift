import Diagnostics

extension WordReader {
  /// A cell as the file has it.
  private struct FileCell {
    var cell: WordTable.Cell
    let span: Int
    /// True for the lower part of a cell over several rows.
    let goesOn: Bool
  }

  mutating func readTable(_ element: XMLElement) throws(Diagnostic) {
    let rows = element.tableRows, first = rows.first?.tableCells ?? []
    // A frame around a text, which is no table.
    if rows.count == 1, first.count == 1, let cell = first.first { return try readBlocks(cell) }
    tableCount += 1
    var table = WordTable(number: tableCount), hasMerged = false, spansInHead = false, marked = 0
    for (index, row) in rows.enumerated() {
      let place = WordPlace.table(tableCount, row: index + 1)
      let properties = row.first("w:trPr")
      if properties?.first("w:del") != nil {
        noteDeletion(place)
        continue
      }
      if properties?.first("w:ins") != nil { noteInsertion(place) }
      if properties?.flag("w:tblHeader") ?? false, marked == table.rows.count { marked += 1 }
      let before = properties?.first("w:gridBefore")?["w:val"].flatMap { Int($0) } ?? 0
      var cells: [WordTable.Cell] = Array(repeating: WordTable.Cell(), count: max(0, min(before, 200)))
      for element in row.tableCells {
        let file = try cell(element, place)
        hasMerged = hasMerged || file.span > 1 || file.goesOn
        if table.rows.isEmpty, file.span > 1 { spansInHead = true }
        var content = file.cell
        if file.goesOn, let above = table.rows.last, cells.count < above.count {
          content = above[cells.count]
        }
        cells.append(content)
        for _ in 1..<max(file.span, 1) {
          var covered = content
          covered.isCovered = true
          cells.append(covered)
        }
      }
      table.rows.append(cells)
      // Each cell may say that it covers two hundred.
      cellCount += cells.count
      if cellCount > InputLimit.cells / 4 { throw .unsafeZip(text.path, .tooManyElements(part: parts.main)) }
    }
    let width = table.rows.map(\.count).max() ?? 0
    guard width > 0 else { return }
    // Rows are as long as the longest.
    if width * table.rows.count > InputLimit.cells / 4 {
      throw .unsafeZip(text.path, .tooManyElements(part: parts.main))
    }
    for index in table.rows.indices {
      let lacking = width - table.rows[index].count
      table.rows[index] += Array(repeating: WordTable.Cell(), count: lacking)
    }
    let place = WordPlace.table(tableCount, row: 1)
    table.headRows = min(max(marked, spansInHead ? 2 : 1), max(table.rows.count - 1, 1))
    if hasMerged { notice(.mergedCells, place) }
    if table.headRows > 1 { notice(.joinedHeads(table.headRows), place) }
    text.blocks.append(.table(table))
  }

  private mutating func cell(_ element: XMLElement, _ place: WordPlace) throws(Diagnostic) -> FileCell {
    let properties = element.first("w:tcPr"), merge = properties?.first("w:vMerge")
    let span = properties?.first("w:gridSpan")?["w:val"].flatMap { Int($0) } ?? 1
    var cell = WordTable.Cell()
    try readCell(element, place, into: &cell)
    return FileCell(
      cell: cell, span: min(max(span, 1), 200), goesOn: merge.map { $0["w:val"] != "restart" } ?? false)
  }

  private mutating func readCell(_ parent: XMLElement, _ place: WordPlace, into cell: inout WordTable.Cell)
    throws(Diagnostic)
  {
    for element in parent.elements {
      switch element.name {
      case "w:p":
        let (paragraph, boxes) = try paragraph(element, place)
        if let paragraph { cell.paragraphs.append(paragraph) }
        for box in boxes { try readCell(box, place, into: &cell) }
      case "w:tbl":
        notice(.nestedTable, place)
        for row in element.tableRows {
          for inner in row.tableCells { try readCell(inner, place, into: &cell) }
        }
      case "w:sdt":
        if let content = element.first("w:sdtContent") { try readCell(content, place, into: &cell) }
      case "w:customXml", "w:ins", "w:moveTo": try readCell(element, place, into: &cell)
      default: break
      }
    }
  }
}

extension XMLElement {
  fileprivate var tableRows: [XMLElement] { inner("w:tr") }
  fileprivate var tableCells: [XMLElement] { inner("w:tc") }

  /// The children of a name, also those in controls and marks of changes.
  private func inner(_ name: String) -> [XMLElement] {
    elements.flatMap { element -> [XMLElement] in
      switch element.name {
      case name: [element]
      case "w:sdt": element.first("w:sdtContent")?.inner(name) ?? []
      case "w:customXml", "w:ins", "w:moveTo": element.inner(name)
      default: []
      }
    }
  }
}
