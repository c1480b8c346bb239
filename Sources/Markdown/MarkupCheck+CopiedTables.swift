import Diagnostics

// Tables as word processors and spreadsheets copy them: a line for each row, a tab between cells. Others have blanks there.

extension MarkupCheck {
  mutating func checkCopiedTables() {
    var code: Set<Int> = []
    for block in blocks.all where block.kind == .code && isFenced(block) { code.formUnion(block.lines) }
    var rows: [CopiedRow] = [], isAfterText = false
    for number in 1...blocks.lines.count {
      let line = blocks.lines.range(of: number)
      let row = code.contains(number) ? nil : CopiedRow(bytes, bytes.withoutLineEnd(line))
      if let row, rows.first.map({ $0.hasTabs == row.hasTabs }) ?? true {
        rows.append(row)
        continue
      }
      let isText = !bytes.trimmed(line).isEmpty
      checkRows(rows, isAfterText: isAfterText, isBeforeText: isText)
      if row == nil || !rows.isEmpty { isAfterText = row == nil ? isText : true }
      rows = row.map { [$0] } ?? []
    }
    checkRows(rows, isAfterText: isAfterText, isBeforeText: false)
  }

  func isFenced(_ block: TextBlock) -> Bool {
    let line = blocks.lines.range(of: block.lines.lowerBound)
    let content = bytes.trimmed(min(block.start, line.upperBound)..<line.upperBound)
    return bytes[content].starts(with: "```".utf8) || bytes[content].starts(with: "~~~".utf8)
  }

  /// - Parameters:
  ///   - isAfterText: true if a text is directly before the rows, as an item of a list may be.
  ///   - isBeforeText: true if one follows directly, which would be one more row.
  private mutating func checkRows(_ rows: [CopiedRow], isAfterText: Bool, isBeforeText: Bool) {
    guard rows.count > 1, let first = rows.first, let last = rows.last else { return }
    if !first.hasTabs {
      // Names in columns are no table: only rows with numbers below a head without are.
      guard rows.allSatisfy({ $0.cells.count == first.cells.count }), !first.hasNumber,
        rows.dropFirst().allSatisfy(\.hasNumber)
      else { return }
    }
    let width = rows.map(\.cells.count).max() ?? 0
    var edits = rows.map { row in
      let cells = row.cells + repeatElement("", count: width - row.cells.count)
      return Edit(row.range, "| " + cells.joined(separator: " | ") + " |")
    }
    if isAfterText { edits.append(Edit(first.range.lowerBound..<first.range.lowerBound, "\n")) }
    let delimiters = "\n|" + String(repeating: "---|", count: width)
    edits.append(Edit(first.range.upperBound..<first.range.upperBound, delimiters))
    if isBeforeText { edits.append(Edit(last.range.upperBound..<last.range.upperBound, "\n")) }
    say(
      .nearTable(lacksRow: true, isForeign: true), first.range.lowerBound..<last.range.upperBound, edits)
  }
}

/// A line with cells between tabs, or between blanks of some width.
private struct CopiedRow {
  /// The line without its end.
  let range: Range<Int>
  /// The texts of the cells as Markdown writes them.
  let cells: [String]
  let hasTabs: Bool

  /// True if a cell begins with a number.
  var hasNumber: Bool { cells.contains { $0.unicodeScalars.first.map(isDigit) ?? false } }

  /// Returns nil for a line without cells: its tabs are in front, or behind the number or sign of an item.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    hasTabs = bytes[range].contains(UInt8(ascii: "\t"))
    let line = bytes[range]
    guard let first = line.first(where: { !isBlank($0) }), !"|>#`~".utf8.contains(first) else { return nil }
    self.range = range
    let cells = hasTabs ? CopiedRow.cells(bytes, line) : CopiedRow.cells(between: line)
    let filled = cells.filter { !$0.isEmpty }
    guard cells.count > 2 || filled.count > 1, let first = filled.first else { return nil }
    if filled.count == 2, CopiedRow.isMark(first) { return nil }
    // A tab in front of a paragraph indents it.
    if filled.count == 1, cells.last == first { return nil }
    self.cells = cells.map { $0.replacing("|", with: "\\|") }
  }

  private static func cells(_ bytes: [UInt8], _ line: ArraySlice<UInt8>) -> [String] {
    line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map { cell in
      String(decoding: bytes[bytes.trimmed(cell.startIndex..<cell.endIndex)], as: UTF8.self)
    }
  }

  /// The texts between two blanks or more.
  private static func cells(between line: ArraySlice<UInt8>) -> [String] {
    let isWide = line.contains(0xE3) || line.contains(0x20)
    guard isWide else { return [] }
    let text = String(decoding: line, as: UTF8.self).drop(while: \.isWhitespace)
    return text.split(separator: /[ \u3000]{2,}/).map(String.init)
  }

  /// True for `1.`, `（1）`, `一、`, `•`: what is in front of an item's text.
  private static func isMark(_ cell: String) -> Bool {
    if cell.unicodeScalars.count == 1, let sign = cell.unicodeScalars.first {
      return !isHan(sign) && !isDigit(sign)
    }
    if let number = Enumerator(Array(cell.utf8)[...]), number.kind != .circled { return cell.count < 6 }
    return cell.last.map { ".．)）、".contains($0) } ?? false && cell.count < 5
  }
}
