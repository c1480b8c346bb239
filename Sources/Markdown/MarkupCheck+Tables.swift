import Diagnostics

// Tables that are none: with full-width bars, or without their row of hyphens.

extension MarkupCheck {
  mutating func checkTables(_ lines: [Range<Int>]) {
    var rest = lines.map { NearRow(bytes, $0) }.drop { !$0.hasBars }
    while !rest.isEmpty {
      let rows = rest.prefix(1) + rest.dropFirst().prefix { $0.hasBars || $0.isDelimiter }
      if rows.count > 1 { checkTable(Array(rows)) }
      rest = rest.dropFirst(rows.count).drop { !$0.hasBars }
    }
  }

  private mutating func checkTable(_ rows: [NearRow]) {
    let header = rows[0], below = rows[1], texts = rows.filter { !$0.isDelimiter }
    guard header.cellCount > 1, !header.isDelimiter else { return }
    if below.isDelimiter {
      // Another check says of a table in ASCII alone that the numbers of cells differ.
      guard below.isForeign || header.isForeign, rows.count > 2 || header.cellCount == below.cellCount else {
        return
      }
    } else {
      guard texts.allSatisfy({ $0.cellCount == header.cellCount }),
        texts.count > 2 || header.cellCount > 2 || header.isFramed
      else { return }
    }
    var edits = texts.flatMap(\.edits)
    let delimiters = "|" + String(repeating: "---|", count: header.cellCount)
    if below.isDelimiter {
      edits.append(Edit(below.range, delimiters))
    } else {
      let start = line(around: header.range.lowerBound).lowerBound, end = header.range.upperBound
      let before = bytes[start..<header.range.lowerBound].map { $0 == UInt8(ascii: ">") ? $0 : 0x20 }
      edits.append(Edit(end..<end, "\n" + String(decoding: before, as: UTF8.self) + delimiters))
    }
    // Further rows of hyphens would be rows.
    for row in rows.dropFirst(2) where row.isDelimiter {
      edits.append(Edit(line(around: row.range.lowerBound), ""))
    }
    say(
      .nearTable(lacksRow: !below.isDelimiter, isForeign: rows.contains(where: \.isForeign)),
      header.range.lowerBound..<rows[rows.count - 1].range.upperBound, edits)
  }
}

/// A line that may be a row of a table.
private struct NearRow {
  let range: Range<Int>
  private(set) var hasBars = false
  /// True for nothing but bars and hyphens, of whatever kind.
  private(set) var isDelimiter = false
  /// True if it is written with other bars and hyphens than Markdown's.
  private(set) var isForeign = false
  private(set) var cellCount = 0
  /// True if it begins with a bar.
  private(set) var isFramed = false
  /// The edits that make a row of it.
  private(set) var edits: [Edit] = []

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.range = range
    var i = range.lowerBound, bars = 0, hyphens = 0, others = 0, endsWithBar = false
    while i < range.upperBound {
      let next = firstScalar(of: bytes, in: i..<range.upperBound)
      i = next.range.upperBound
      switch next.scalar {
      case "\t", " ", "\u{3000}": break
      case "|" where next.range.lowerBound > range.lowerBound && bytes[next.range.lowerBound - 1] == 0x5C:
        break
      case "|", "｜", "│", "┃", "︱":
        if next.scalar != "|" {
          edits.append(Edit(next.range, "|"))
          isForeign = true
        }
        bars += 1
        if next.range.lowerBound == range.lowerBound { isFramed = true }
        endsWithBar = true
      case "-", ":", "—", "－", "–", "─", "━", "﹣", "：", "―":
        hyphens += 1
        endsWithBar = false
      case "+", "┼", "╋", "＋": endsWithBar = false
      default:
        others += 1
        endsWithBar = false
      }
    }
    isDelimiter = others == 0 && hyphens > 0 && (bars > 0 || hyphens > 2)
    if isDelimiter { isForeign = bytes[range].contains { $0 >= 0x80 || $0 == UInt8(ascii: "+") } }
    if bars > 0 {
      hasBars = true
      cellCount = bars + 1 - (isFramed ? 1 : 0) - (endsWithBar ? 1 : 0)
    }
  }
}
