import Bytes
import Diagnostics

/// A file that an import is about to write, and which cell each part of it comes from: a message about the file
/// becomes one about the cell.
package struct Draft: Sendable {
  /// Below the root: `content/cases/shi.md`.
  package let path: String
  package private(set) var bytes: [UInt8] = []
  /// The table, and the cell that is named for the whole row.
  private let table: String
  private let row: Range<Int>
  private var spans: [Span] = []

  private struct Span: Sendable {
    private(set) var range: Range<Int>
    let file: String
    /// The cell's bytes there.
    let cell: Range<Int>
    /// True if both files have the text as it is.
    private(set) var isVerbatim: Bool

    init(range: Range<Int>, file: String, cell: Range<Int>, isVerbatim: Bool) {
      (self.range, self.file, self.cell, self.isVerbatim) = (range, file, cell, isVerbatim)
    }

    /// Moves with the text that edits change.
    ///
    /// - Parameters:
    ///   - edits: in their order, without overlaps.
    ///   - changes: by how much the text has grown behind as many of them as the index says.
    mutating func follow(_ edits: [Edit], _ changes: [Int]) {
      let before = edits.partitioningIndex { $0.range.upperBound > range.lowerBound }
      let within = max(before, edits.partitioningIndex { $0.range.lowerBound >= range.upperBound })
      let start = range.lowerBound + changes[before]
      range = start..<max(start, range.upperBound + changes[within])
      if within > before { isVerbatim = false }
    }
  }

  init(_ path: String, from table: CSVTable, row: CSVTable.Cell) {
    self.init(path, from: table.source.path, row: row.range)
  }

  /// - Parameters:
  ///   - table: the path of the text that has the cells.
  ///   - row: the range of the cell that is named for the whole row.
  init(_ path: String, from table: String, row: Range<Int>) {
    self.path = path
    self.table = table
    self.row = row
  }

  package var source: SourceText { SourceText(path: path, bytes: bytes) }

  // MARK: Writing

  mutating func write(_ text: String) { bytes += text.utf8 }

  /// Some bytes of a file that the draft is to replace.
  mutating func write(_ old: ArraySlice<UInt8>) { bytes += old }

  /// Some text that says what a cell says.
  mutating func write(_ text: String, from cell: CSVTable.Cell, of table: CSVTable? = nil) {
    let start = bytes.count
    bytes += text.utf8
    spans.append(
      Span(
        range: start..<bytes.count, file: table?.source.path ?? self.table, cell: cell.range,
        isVerbatim: cell.isVerbatim && cell.text == text))
  }

  /// Some text that says what a place of another file says.
  mutating func write(_ text: String, at location: Location, isVerbatim: Bool) {
    let start = bytes.count
    bytes += text.utf8
    if start == bytes.count { return }
    spans.append(
      Span(range: start..<bytes.count, file: location.file, cell: location.range, isVerbatim: isVerbatim))
  }

  /// Takes the text that some edits have made of this one.
  ///
  /// - Parameter edits: from the beginning to the end, without overlaps.
  mutating func replace(with new: [UInt8], edits: [Edit]) {
    bytes = new
    let changes = edits.reduce(into: [0]) { sums, edit in
      sums.append(sums[sums.count - 1] + edit.replacement.utf8.count - edit.range.count)
    }
    for index in spans.indices { spans[index].follow(edits, changes) }
  }

  // MARK: Where a message belongs

  /// The place in the tables that a place in the file comes from.
  func origin(of range: Range<Int>) -> (location: Location, isVerbatim: Bool) {
    // They stand in their order.
    var low = 0, high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].range.upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low < spans.count, case let span = spans[low], span.range.lowerBound <= range.lowerBound else {
      return (Location(table, row), false)
    }
    guard span.isVerbatim else { return (Location(span.file, span.cell), false) }
    // Past the quotation mark that a cell may begin with.
    let start = span.cell.lowerBound + (span.cell.count > span.range.count ? 1 : 0)
    let shift = start - span.range.lowerBound
    let end = Swift.min(range.upperBound, span.range.upperBound)
    return (Location(span.file, range.lowerBound + shift..<end + shift), true)
  }
}

extension [Draft] {
  /// Messages about the files to be written, as messages about the cells that they come from; each said once.
  package func relocated(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let byPath = Dictionary(map { ($0.path, $0) }) { first, _ in first }
    func origin(_ location: Location) -> (location: Location, isVerbatim: Bool) {
      byPath[location.file]?.origin(of: location.range) ?? (location, true)
    }
    // The indices of messages, by where they are and what they say.
    var result: [Diagnostic] = [], said: [[String]: [Int]] = [:]
    for var diagnostic in diagnostics {
      guard let location = diagnostic.location else {
        result.append(diagnostic)
        continue
      }
      diagnostic.location = origin(location).location
      diagnostic.notes = diagnostic.notes.map {
        Note($0.message, at: $0.location.map { origin($0).location })
      }
      if let suggestion = diagnostic.suggestion {
        let edits = suggestion.edits.map { edit in
          (edit, origin(Location(location.file, edit.range)))
        }
        // An edit of a text that is spelled otherwise in the table cannot be made there.
        diagnostic.suggestion = Suggestion(
          suggestion.message,
          edits: edits.allSatisfy(\.1.isVerbatim)
            ? edits.map { Edit($0.1.location.range, $0.0.replacement) } : [])
      }
      let cell = diagnostic.location.map { "\($0.file):\($0.range.lowerBound)" } ?? ""
      let key = [cell, diagnostic.code, diagnostic.message.en]
      guard !said[key, default: []].contains(where: { result[$0] == diagnostic }) else { continue }
      said[key, default: []].append(result.count)
      result.append(diagnostic)
    }
    return result.sortedByLocation()
  }
}

extension [Edit] {
  /// The index of the first edit for which something holds that holds for all behind it; the count if there is none.
  fileprivate func partitioningIndex(_ holds: (Edit) -> Bool) -> Int {
    var low = 0, high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
