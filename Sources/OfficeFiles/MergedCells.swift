import Diagnostics

/// Cells that are shown as one.
struct MergedCells {
  let rows: ClosedRange<Int>
  let columns: ClosedRange<Int>

  /// `B2:D2`; nil for what is no area.
  init?(_ reference: String) {
    let ends = reference.split(separator: ":", omittingEmptySubsequences: false).map { CellAddress($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first.row <= last.row,
      first.column <= last.column
    else { return nil }
    rows = first.row...last.row
    columns = first.column...last.column
  }
}

extension [MergedCells] {
  /// Gives each cell of an area the text of its first one, in rows and columns that have something of their own.
  func fill(_ table: inout SheetTable, _ room: inout SheetRoom) throws(Diagnostic) {
    let lastColumn = table.rows.reduce(0) { Swift.max($0, $1.cells.last?.column ?? 0) }
    for area in self {
      guard let start = table.rows.index(ofRow: area.rows.lowerBound),
        let cell = table.rows[start][area.columns.lowerBound], !cell.isRepeated
      else { continue }
      let columns = area.columns.clamped(
        to: area.columns.lowerBound...Swift.max(area.columns.lowerBound, lastColumn))
      var index = start
      while index < table.rows.count, area.rows.contains(table.rows[index].number) {
        // Areas that overlap, as no program writes them, would be looked at again and again.
        try room.take(cells: columns.count, of: cell.text, table.file)
        table.rows[index].fill(columns, with: cell)
        index += 1
      }
    }
  }
}

extension [SheetTable.Row] {
  fileprivate func index(ofRow number: Int) -> Int? {
    var low = 0, high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].number == number ? low : nil
  }
}

extension SheetTable.Row {
  fileprivate mutating func fill(_ columns: ClosedRange<Int>, with cell: SheetTable.Cell) {
    let before = cells.prefix { $0.column < columns.lowerBound }
    let after = cells.drop { $0.column <= columns.upperBound }
    var own = cells[before.count..<cells.count - after.count]
    let filled = columns.map { column in
      if own.first?.column == column { return own.removeFirst() }
      return SheetTable.Cell(column: column, text: cell.text, kind: cell.kind, isRepeated: true)
    }
    cells = before + filled + after
  }
}
