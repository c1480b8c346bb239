/// The cell that the walk through the tree is at, and what is gathered of its table on the way.
struct TableCells {
  private let tables: [PipeTable]
  private let form: MarkupForm
  private var table = 0
  private var row = 0
  private var column = 0
  private var headers: [String] = []

  init(_ tables: [PipeTable], _ form: MarkupForm) { (self.tables, self.form) = (tables, form) }

  /// Moves on from a cell with some words. Returns its bytes; nil for one that its row does not have.
  mutating func finishCell(_ words: [UInt8]) -> Range<Int>? {
    let current = tables[table], range = column < current.rows[row].count ? current.rows[row][column] : nil
    if row == 0 { headers.append(String(decoding: words, as: UTF8.self)) }
    column += 1
    if column == current.alignments.count { (row, column) = (row + 1, 0) }
    return range
  }

  /// Moves on from a table. Returns the markup that a page's table begins with, and the bytes in rows behind the last
  /// column.
  mutating func finishTable() -> (opening: String?, surplus: [Range<Int>]) {
    defer { (table, row, column, headers) = (table + 1, 0, 0, []) }
    return (form == .page ? openingOfPageTable(headers) : nil, tables[table].surplus)
  }
}
