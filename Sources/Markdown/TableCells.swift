/// Which cell the walk through the tree is at, and what is gathered of a table on the way.
struct TableCells {
  /// The bytes of the cell that has just ended; none of one that its row does not have.
  private(set) var place: Range<Int>?
  /// Of the table that has just ended, what stands in rows behind the last column.
  private(set) var surplus: [Range<Int>] = []
  /// How many lines the cells take before the body.
  let lineOffset: Int

  private let tables: [PipeTable]
  private let form: MarkupForm
  private var table = 0
  private var row = 0
  private var column = 0
  private var headers: [String] = []

  init(_ tables: [PipeTable], _ form: MarkupForm, lineOffset: Int) {
    self.tables = tables
    self.form = form
    self.lineOffset = lineOffset
  }

  /// - Parameter plain: The cell's words.
  mutating func finishCell(_ plain: [UInt8]) {
    let current = tables[table]
    place = column < current.rows[row].count ? current.rows[row][column] : nil
    if row == 0 { headers.append(String(decoding: plain, as: UTF8.self)) }
    column += 1
    if column == current.alignments.count { (row, column) = (row + 1, 0) }
  }

  /// What a page's table begins with.
  mutating func finishTable() -> String? {
    defer { headers = [] }
    surplus = tables[table].surplus
    (table, row, column) = (table + 1, 0, 0)
    return form == .page ? openingOfPageTable(headers) : nil
  }
}
