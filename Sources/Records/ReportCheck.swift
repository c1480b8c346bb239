import Diagnostics
import FrontMatter

// Checks of what a report could hardly mean to lack: the time of its numbers, or the numbers themselves.
extension FieldReader {
  /// Says how many figures have no time, unless a note says why.
  mutating func checkDates(of read: Report) {
    let undated = read.figures.filter { $0.period == nil && $0.note == nil }
    guard read.note == nil, let first = undated.first else { return }
    report(.undatedFigures(undated.count, context.metrics.all[first.metric], at: location(first.range)))
  }

  /// Says where a table in the text has the numbers that the header of a report lacks.
  mutating func checkTables(of read: Report) {
    guard read.figures.isEmpty, node("figures") == nil else { return }
    var entries: [String] = [], first: Range<Int>?
    for line in tableRows {
      let cells = file.source.text(line).split(omittingEmptySubsequences: false) { $0 == "|" || $0 == "｜" }
        .map(\.trimmingBlanks).filter { !$0.isEmpty }
      guard cells.dropFirst().contains(where: { $0.contains(where: \.isNumber) }) else { continue }
      first = first ?? line
      guard let index = context.metrics.index(of: cells[0]), cells.count > 1,
        (try? Quantity(parsing: cells[1], in: Measure(context.metrics.all[index].unit))) != nil
      else { continue }
      entries.append("  \(cells[0]): \(cells[1])\n")
    }
    guard let first else { return }
    let edit = has("figures") || entries.isEmpty ? nil : Edit(headerEnd, "数据:\n" + entries.joined())
    report(.figuresInTable(at: location(first), edit: edit))
  }

  /// The lines of the text that are rows of tables.
  private var tableRows: [Range<Int>] {
    let bytes = file.source.bytes
    return bytes[file.body].split(separator: UInt8(ascii: "\n")).map { $0.startIndex..<$0.endIndex }
      .filter { file.source.text($0).count { $0 == "|" || $0 == "｜" } > 1 }
  }
}
