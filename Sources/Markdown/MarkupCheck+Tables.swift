import Diagnostics

// Tables that are none: with full-width bars, without their row of hyphens, or with tabs.

extension MarkupCheck {
  mutating func checkTables(_ lines: [Range<Int>], _ block: TextBlock) {
    guard lines.count > 1 else { return }
    var start = 0
    while start < lines.count {
      let columns = NearRow(bytes, lines[start]).separator
      var end = start + 1
      if let columns {
        while end < lines.count, NearRow(bytes, lines[end]).belongs(to: columns) { end += 1 }
        if end - start > 1 { checkTable(Array(lines[start..<end]), columns, block) }
      }
      start = end
    }
  }

  private mutating func checkTable(_ lines: [Range<Int>], _ separator: NearRow.Separator, _ block: TextBlock)
  {
    let rows = lines.map { NearRow(bytes, $0) }, header = rows[0], below = rows[1]
    guard header.cellCount > 1, !header.isDelimiter else { return }
    let texts = rows.filter { !$0.isDelimiter }
    if below.isDelimiter {
      // With ASCII alone it is said that the numbers of cells differ.
      if !below.isForeign, !header.isForeign { return }
      guard rows.count > 2 || header.cellCount == below.cellCount else { return }
    } else {
      guard texts.allSatisfy({ $0.cellCount == header.cellCount }),
        texts.count > 2 || header.cellCount > 2 || header.isFramed
      else { return }
    }
    var edits = rows.filter { !$0.isDelimiter }.flatMap(\.edits)
    let delimiters = "|" + String(repeating: "---|", count: header.cellCount)
    if below.isDelimiter {
      edits.append(Edit(below.range, delimiters))
    } else {
      let line = line(around: header.range.lowerBound)
      let before = bytes[line.lowerBound..<header.range.lowerBound].map {
        $0 == UInt8(ascii: ">") ? $0 : 0x20
      }
      edits.append(
        Edit(
          header.range.upperBound..<header.range.upperBound,
          "\n" + String(decoding: before, as: UTF8.self) + delimiters))
    }
    // Other rows of hyphens are rows.
    for row in rows.dropFirst(2) where row.isDelimiter {
      edits.append(Edit(line(around: row.range.lowerBound), ""))
    }
    say(
      .nearTable(
        source.path, header.range.lowerBound..<rows[rows.count - 1].range.upperBound, edits,
        lacksRow: !below.isDelimiter, isForeign: rows.contains(where: \.isForeign)))
  }
}

/// A line that may be a row of a table.
struct NearRow {
  enum Separator { case bar, tab }

  let range: Range<Int>
  private(set) var separator: Separator?
  /// Nothing but bars and hyphens, of whatever kind.
  private(set) var isDelimiter = false
  /// Written with other bars and hyphens than Markdown's.
  private(set) var isForeign = false
  private(set) var cellCount = 0
  /// It begins with a bar.
  private(set) var isFramed = false
  /// What makes it a row.
  private(set) var edits: [Edit] = []

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.range = range
    var i = range.lowerBound, bars = 0, tabs: [Range<Int>] = [], hyphens = 0, others = 0, endsWithBar = false
    while i < range.upperBound {
      let byte = bytes[i]
      // Most bytes are nothing of all this.
      if byte >= 0xE4, byte < 0xEF { (others, i, endsWithBar) = (others + 1, i + 3, false); continue }
      let next = firstScalar(of: bytes, in: i..<range.upperBound)
      switch next.scalar {
      case "|", "｜", "│", "┃", "︱":
        if next.scalar == "|", i > range.lowerBound, bytes[i - 1] == UInt8(ascii: "\\") { break }
        if next.scalar != "|" {
          edits.append(Edit(next.range, "|"))
          isForeign = true
        }
        bars += 1
        if i == range.lowerBound { isFramed = true }
        endsWithBar = true
      case "\t": tabs.append(next.range)
      case "-", ":": hyphens += 1; endsWithBar = false
      case "—", "－", "–", "─", "━", "﹣", "：", "―": hyphens += 1; endsWithBar = false
      case "+", "┼", "╋", "＋": endsWithBar = false
      case " ", "\u{3000}": break
      default: others += 1; endsWithBar = false
      }
      i = next.range.upperBound
    }
    isDelimiter = others == 0 && hyphens > 0 && (bars > 0 || hyphens > 2)
    if isDelimiter {
      isForeign = bytes[range].contains { $0 >= 0x80 } || bytes[range].contains(UInt8(ascii: "+"))
    }
    if bars > 0 {
      separator = .bar
      cellCount = bars + 1 - (isFramed ? 1 : 0) - (endsWithBar ? 1 : 0)
    } else if !tabs.isEmpty {
      separator = .tab
      cellCount = tabs.count + 1
      isForeign = true
      edits = tabs.map { Edit($0, " | ") }
    }
  }

  func belongs(to separator: Separator) -> Bool { self.separator == separator || isDelimiter }
}
