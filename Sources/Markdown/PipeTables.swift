import CCMark

/// A table of GitHub's Markdown: a header row, a row of hyphens below it, and what follows until another block begins.
struct PipeTable {
  /// The lines from the header row on, counted from 1 in the body.
  let lines: ClosedRange<Int>
  let alignments: [ColumnAlignment]
  /// The cells of each row, the header row first. A row may have fewer cells than there are columns.
  let rows: [[Range<Int>]]
  /// The bytes behind the last column, which are not shown, of each row that has any.
  let surplus: [Range<Int>]
  /// The beginning of each line that belongs to the containers of the table.
  fileprivate let prefixes: [Range<Int>]

  var cells: [Range<Int>] { Array(rows.joined()) }
}

/// The tables of a body, which libcmark does not know. They are found in the tree of a first parse, where they are
/// paragraphs; for a second one their lines are a comment, and their cells are headings before the body, so that libcmark
/// reads them with all definitions of the body.
struct PipeTables {
  /// The tables in the order of the body.
  private(set) var tables: [PipeTable] = []
  private let bytes: [UInt8]
  private let body: Range<Int>
  private var lines: BodyLines

  /// The number of rounds in which tables are looked for: the block that ends a table may have another one.
  static let roundLimit = 8
  /// The number of cells that may be missing in the rows of a table.
  private static let fillLimit = 20_000

  init(_ bytes: [UInt8], _ body: Range<Int>) {
    self.bytes = bytes
    self.body = body
    lines = BodyLines(bytes, body)
  }

  var cellCount: Int { tables.reduce(0) { $0 + $1.cells.count } }

  /// True if a line with `|` is a row of hyphens, or above one. Most bodies have none.
  static func mayOccur(in bytes: [UInt8], _ body: Range<Int>) -> Bool {
    var i = body.lowerBound
    while let pipe = bytes.offset(of: UInt8(ascii: "|"), in: i..<body.upperBound) {
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
      switch Unicode.Scalar(bytes[i]) {
      case "-": hasHyphen = true
      case "|", ":", ">", " ", "\t", "\u{B}", "\u{C}": break
      case "\n", "\r": return hasHyphen
      default: return false
      }
    }
    return hasHyphen
  }

  /// Adds the first table of each paragraph, and drops the tables that an earlier one swallows, such as one that goes on
  /// below `===`. Returns true if anything is added or dropped.
  mutating func find(in tree: borrowing SyntaxTree) -> Bool {
    lines = BodyLines(bytes, body, linesBefore: cellCount)
    let comments = Set(tree.nodes { $0 == CMARK_NODE_HTML_BLOCK }.map(lines.first(of:)))
    let found = tree.nodes { $0 == CMARK_NODE_PARAGRAPH || $0 == CMARK_NODE_HEADING }.compactMap { node in
      lines.first(of: node) >= 1 ? firstTable(of: node) : nil
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

  private func firstTable(of node: OpaquePointer) -> PipeTable? {
    let numbers = lines.numbers(of: node), all = lines.range(of: numbers)
    guard numbers.count > 1, bytes.offset(of: UInt8(ascii: "|"), in: all) != nil,
      bytes.offset(of: UInt8(ascii: "-"), in: all) != nil
    else { return nil }
    var containers: Containers?
    for line in numbers.dropFirst() {
      guard PipeTables.looksLikeDelimiters(bytes, lines.range(of: line)) else { continue }
      let around = containers ?? Containers(around: node, lines)
      containers = around
      guard let below = around.content(of: line), below.indent < 4, let above = around.content(of: line - 1)
      else { continue }
      let delimiters = TableRow(bytes, below.content), header = TableRow(bytes, above.content)
      // Hyphens alone underline a heading.
      guard let alignments = delimiters.alignments(bytes), delimiters.hasPipe || alignments != [.none],
        delimiters.hasPipe || header.hasPipe
      else { continue }
      // GitHub looks no further in a paragraph whose first such row does not fit.
      guard header.cells.count == alignments.count else { return nil }
      return table(header, alignments, [above, below], below: line, in: around)
    }
    return nil
  }

  /// The table whose row of hyphens is a given line.
  private func table(
    _ header: TableRow, _ alignments: [ColumnAlignment], _ cursors: [LineCursor], below line: Int,
    in containers: Containers
  ) -> PipeTable {
    var rows = [header.cells], surplus: [Range<Int>] = [], missing = 0
    var cursors = cursors, next = line + 1
    while next <= lines.count, let cursor = containers.content(of: next), cursor.indent < 4,
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
      cursors.append(cursor)
      next += 1
    }
    return PipeTable(
      lines: line - 1...next - 1, alignments: alignments, rows: rows, surplus: surplus,
      prefixes: zip(line - 1..<next, cursors).map { lines.range(of: $0).lowerBound..<$1.endOfPassed })
  }

  /// True if a line by itself is something else than a paragraph, as an empty one is.
  private func beginsBlock(_ content: Range<Int>) -> Bool {
    guard let first = content.first else { return true }
    guard isDigit(bytes[first]) || ">#`~<*-+_".utf8.contains(bytes[first]) else {
      return bytes.trimmed(content).isEmpty
    }
    guard let tree = SyntaxTree(parsing: bytes[content]), let block = cmark_node_first_child(tree.root) else {
      return false
    }
    return cmark_node_get_type(block) != CMARK_NODE_PARAGRAPH
  }

  // MARK: The text of the second parse

  /// The body with the cells before it, and with the marks of both.
  ///
  /// - Parameter marks: The marks of the body.
  func text(inserting marks: [Int]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(body.count * 2)
    for cell in tables.flatMap(\.cells) { appendHeading(cell, to: &text) }
    var from = body.lowerBound, marks = marks[...]
    for table in tables {
      let range = lines.range(of: table.lines)
      text.append(bytes, from..<range.lowerBound, inserting: &marks)
      for (i, prefix) in table.prefixes.enumerated() {
        text += bytes[prefix]
        text += (i == 0 ? "<!--\n" : i < table.prefixes.count - 1 ? "-\n" : "-->\n").utf8
      }
      from = range.upperBound
      marks = marks.drop { $0 < from }
    }
    text.append(bytes, from..<body.upperBound, inserting: &marks)
    return text
  }

  private func appendHeading(_ cell: Range<Int>, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "#"))
    if !cell.isEmpty {
      var marks = EmphasisMarks(bytes, cell).insertions[...]
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
