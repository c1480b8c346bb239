import CCMark

/// A table of GitHub's Markdown: a header row, a row of hyphens below it, and what follows until another block begins.
struct PipeTable {
  /// From the header row on, counted from 1 in the body.
  let lines: ClosedRange<Int>
  let alignments: [ColumnAlignment]
  /// The header row first. A row may have fewer cells than there are columns.
  let rows: [[Range<Int>]]
  /// What stands in rows behind the last column and is not shown.
  let surplus: [Range<Int>]
  /// How far each line belongs to the containers of the table.
  fileprivate let prefixes: [Range<Int>]

  var cells: [Range<Int>] { Array(rows.joined()) }
}

/// The tables of a body, which libcmark does not know. They are found in the tree of a first parse, where they are
/// paragraphs; for a second one their lines are a comment, and their cells stand as headings before the body, so that
/// libcmark reads what is in them with all definitions of the body.
struct PipeTables {
  /// In the order of the body.
  private(set) var tables: [PipeTable] = []
  private let bytes: [UInt8]
  private let body: Range<Int>
  private let lines: BodyLines

  /// What ends a table may begin a block with another table; so often is looked again.
  static let roundLimit = 8
  /// How many cells may be missing in the rows of a table.
  private static let fillLimit = 20_000

  init(_ bytes: [UInt8], _ body: Range<Int>) {
    self.bytes = bytes
    self.body = body
    lines = BodyLines(bytes, body)
  }

  var cellCount: Int { tables.reduce(0) { $0 + $1.cells.count } }

  /// Whether a line with `|` is a row of hyphens, or stands above one. Most bodies end here.
  static func mayStand(in bytes: [UInt8], _ body: Range<Int>) -> Bool {
    var i = body.lowerBound
    while let pipe = bytes.place(of: UInt8(ascii: "|"), in: i..<body.upperBound) {
      var start = pipe
      while start > body.lowerBound, !isLineEnd(bytes[start - 1]) { start -= 1 }
      if looksLikeDelimiters(bytes, start..<body.upperBound) { return true }
      i = pipe
      while i < body.upperBound, !isLineEnd(bytes[i]) { i += 1 }
      while i < body.upperBound, isLineEnd(bytes[i]) { i += 1 }
      if looksLikeDelimiters(bytes, i..<body.upperBound) { return true }
    }
    return false
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private static func looksLikeDelimiters(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var hasHyphen = false
    for i in range {
      switch bytes[i] {
      case UInt8(ascii: "-"): hasHyphen = true
      case UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: ">"), 0x20, 0x09, 0x0B, 0x0C: break
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return hasHyphen
      default: return false
      }
    }
    return hasHyphen
  }

  /// Adds the first table of each paragraph, and drops those that what came before them has swallowed, such as a table
  /// that goes on below `===`; whether there is any of either.
  mutating func find(in tree: borrowing SyntaxTree) -> Bool {
    guard let iterator = cmark_iter_new(tree.root) else { return false }
    defer { cmark_iter_free(iterator) }
    let lineOffset = cellCount
    var found: [PipeTable] = [], comments: Set<Int> = []
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
      let type = cmark_node_get_type(node)
      let first = Int(cmark_node_get_start_line(node)) - lineOffset
      if type == CMARK_NODE_HTML_BLOCK { comments.insert(first) }
      guard type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING else { continue }
      let last = Int(cmark_node_get_end_line(node)) - lineOffset
      if first >= 1, first < last, let table = firstTable(in: first...last, of: node, lineOffset) {
        found.append(table)
      }
    }
    let kept = tables.filter { comments.contains($0.lines.lowerBound) }
    if found.isEmpty && kept.count == tables.count { return false }
    tables = []
    for table in (kept + found).sorted(by: { $0.lines.lowerBound < $1.lines.lowerBound })
    where table.lines.lowerBound > tables.last?.lines.upperBound ?? 0 {
      tables.append(table)
    }
    return true
  }

  private func firstTable(in range: ClosedRange<Int>, of node: OpaquePointer, _ lineOffset: Int) -> PipeTable?
  {
    let all = lines.range(of: range)
    guard bytes.place(of: UInt8(ascii: "|"), in: all) != nil,
      bytes.place(of: UInt8(ascii: "-"), in: all) != nil
    else { return nil }
    var containers: Containers?
    for line in range.dropFirst() {
      let place = lines.range(of: line...line)
      guard PipeTables.looksLikeDelimiters(bytes, place) else { continue }
      let around = containers ?? Containers(around: node, bytes, lines, lineOffset: lineOffset)
      containers = around
      guard let below = around.content(of: line, bytes, lines), below.indent < 4,
        let above = around.content(of: line - 1, bytes, lines)
      else { continue }
      let delimiters = TableRow(bytes, below.content), header = TableRow(bytes, above.content)
      // Hyphens alone underline a heading.
      guard let alignments = delimiters.alignments(bytes), delimiters.hasPipe || alignments != [.none],
        delimiters.hasPipe || header.hasPipe
      else { continue }
      // Where the first such row does not fit, GitHub looks no further in the paragraph.
      guard header.cells.count == alignments.count else { return nil }
      return table(header, alignments, [above, below], below: line, in: around)
    }
    return nil
  }

  /// The table whose row of hyphens is a line.
  private func table(
    _ header: TableRow, _ alignments: [ColumnAlignment], _ cursors: [LineCursor], below line: Int,
    in containers: Containers
  ) -> PipeTable {
    var rows = [header.cells], surplus: [Range<Int>] = [], missing = 0
    var prefixes = [line - 1, line].map { lines.range(of: $0...$0).lowerBound }
    var ends = cursors.map(\.endOfPassed), next = line + 1
    while next <= lines.count, let cursor = containers.content(of: next, bytes, lines), cursor.indent < 4,
      !beginsBlock(cursor.content)
    {
      let cells = TableRow(bytes, cursor.content).cells
      if cells.isEmpty { break }
      missing += max(alignments.count - cells.count, 0)
      if missing > PipeTables.fillLimit { break }
      rows.append(Array(cells.prefix(alignments.count)))
      if let first = cells.dropFirst(alignments.count).first, let last = cells.last {
        surplus.append(first.lowerBound..<last.upperBound)
      }
      prefixes.append(lines.range(of: next...next).lowerBound)
      ends.append(cursor.endOfPassed)
      next += 1
    }
    return PipeTable(
      lines: line - 1...next - 1, alignments: alignments, rows: rows, surplus: surplus,
      prefixes: zip(prefixes, ends).map { $0..<$1 })
  }

  /// Whether a line by itself is something else than a paragraph. An empty one is, too.
  private func beginsBlock(_ content: Range<Int>) -> Bool {
    guard let first = content.first else { return true }
    switch bytes[first] {
    case UInt8(ascii: ">"), UInt8(ascii: "#"), UInt8(ascii: "`"), UInt8(ascii: "~"), UInt8(ascii: "<"),
      UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "_"), 0x30...0x39:
      guard let tree = SyntaxTree(parsing: Array(bytes[content])),
        let block = cmark_node_first_child(tree.root)
      else { return false }
      return cmark_node_get_type(block) != CMARK_NODE_PARAGRAPH
    default: return trimmed(bytes, content).isEmpty
    }
  }

  // MARK: The text of the second parse

  /// The body with the cells before it, and with marks for emphasis, those before some bytes of the body and those of
  /// the cells.
  func text(inserting marks: [Int], zhProfile: Bool) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(body.count * 2)
    for cell in tables.flatMap(\.cells) { appendHeading(cell, zhProfile: zhProfile, to: &text) }
    var from = body.lowerBound, marks = marks[...]
    for table in tables {
      let place = lines.range(of: table.lines)
      append(from..<place.lowerBound, inserting: &marks, to: &text)
      for (i, prefix) in table.prefixes.enumerated() {
        text += bytes[prefix]
        text += (i == 0 ? "<!--\n" : i < table.prefixes.count - 1 ? "-\n" : "-->\n").utf8
      }
      from = place.upperBound
      marks = marks.drop { $0 < from }
    }
    append(from..<body.upperBound, inserting: &marks, to: &text)
    return text
  }

  private func append(_ range: Range<Int>, inserting marks: inout ArraySlice<Int>, to text: inout [UInt8]) {
    var from = range.lowerBound
    while let mark = marks.first, mark < range.upperBound {
      marks.removeFirst()
      text += bytes[from..<mark]
      text += EmphasisMarks.mark
      from = mark
    }
    text += bytes[from..<range.upperBound]
  }

  private func appendHeading(_ cell: Range<Int>, zhProfile: Bool, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "#"))
    if !cell.isEmpty {
      var marks = EmphasisMarks(bytes, cell, zhProfile: zhProfile).insertions[...]
      text.append(UInt8(ascii: " "))
      for i in cell {
        if marks.first == i {
          text += EmphasisMarks.mark
          marks.removeFirst()
        }
        // `\|` is `|` before anything else is read, in code, too.
        let isEscape =
          bytes[i] == UInt8(ascii: "\\") && i + 1 < cell.upperBound && bytes[i + 1] == UInt8(ascii: "|")
        if !isEscape { text.append(bytes[i]) }
      }
      text += " #".utf8
    }
    text.append(UInt8(ascii: "\n"))
  }
}
