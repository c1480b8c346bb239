import Diagnostics
import OfficeFiles
import Privacy

/// The mistakes of tables by their kinds: 129 × 日期, not 129 lines.
package struct MistakeGroups: Sendable {
  package private(set) var groups: [Group] = []
  private let sheets: [String: SheetText]

  package struct Group: Sendable {
    package let severity: Severity
    package let code: String
    /// The heading of the column; empty for what is about no column.
    package let column: String
    package fileprivate(set) var findings: [Finding]
  }

  package struct Finding: Sendable {
    package let diagnostic: Diagnostic
    /// `案例!D7`; the path and line for what is in no table.
    package let place: String
    /// The text of the cell.
    package let text: String
  }

  private struct Kind: Hashable {
    let severity: Severity
    let code: String
    let column: String
    let sentence: String
  }

  /// - Parameter heading: the heading above a cell of a sheet.
  package init(_ diagnostics: [Diagnostic], _ made: SheetImport, files: SourceFiles) {
    sheets = Dictionary(made.sheets.map { ($0.source.path, $0) }) { first, _ in first }
    var indices: [Kind: Int] = [:]
    for diagnostic in diagnostics {
      let cell = diagnostic.location.flatMap { made.cell(at: $0) }
      // A field that is missing is said of the row's first cell.
      let column = diagnostic.code == "missing-field" ? "" : cell.flatMap { made.heading(above: $0) } ?? ""
      let kind = Kind(
        severity: diagnostic.severity, code: diagnostic.code, column: column,
        sentence: diagnostic.message.zh.withoutQuotes)
      let finding = Finding(
        diagnostic: diagnostic,
        place: cell.map(\.name) ?? diagnostic.location.map { MistakeGroups.place($0, files) } ?? "",
        text: cell?.text.maskingPersonalData ?? "")
      if let index = indices[kind] {
        groups[index].findings.append(finding)
      } else {
        indices[kind] = groups.count
        groups.append(
          Group(severity: diagnostic.severity, code: diagnostic.code, column: column, findings: [finding]))
      }
    }
    groups = groups.enumerated().sorted { a, b in
      (b.element.severity, b.element.findings.count, a.offset) < (
        a.element.severity, a.element.findings.count, b.offset
      )
    }.map(\.element)
  }

  private static func place(_ location: Location, _ files: SourceFiles) -> String {
    let start = files.span(location).start
    return "\(location.file):\(start.line):\(start.column)"
  }

  private static let shown = 3

  /// The groups for a person at a terminal, each with three examples.
  package func text(_ language: Language, hasColour: Bool) -> TerminalText {
    var out = TerminalText(hasColour: hasColour)
    for group in groups {
      let first = group.findings[0], count = group.findings.count
      out.append(group.severity.rawValue, style: group.severity == .error ? "1;31" : "1;33")
      out.append(": ")
      if count > 1 || !group.column.isEmpty { out.append("\(count) × ", style: "1") }
      if !group.column.isEmpty {
        out.append(group.column.onOneLine + (language == .zh ? "：" : ": "), style: "1")
      }
      out.append(first.diagnostic.message[language].onOneLine, style: "1")
      out.append(" [\(group.code)]\n")
      for finding in group.findings.prefix(MistakeGroups.shown) {
        out.append("  \(finding.place.onOneLine)")
        if !finding.text.isEmpty { out.append("  \(finding.text.shortValue)") }
        if let advice = finding.diagnostic.suggestion {
          out.append("  → \(advice.message[language].onOneLine)")
        }
        out.append("\n")
      }
      if count > MistakeGroups.shown {
        out.append(
          language == .zh
            ? "  还有 \(count - MistakeGroups.shown) 处\n" : "  and \(count - MistakeGroups.shown) more\n")
      }
      let isText = ["not-a-quantity", "wrong-type", "not-a-date", "bad-date"].contains(group.code)
      if count > 1, isText, !group.column.isEmpty {
        let advice = Message.textColumn(group.column.onOneLine)
        out.append("  = \(advice[language])\n")
      }
      for note in first.diagnostic.notes.prefix(8) {
        let place = note.location.map { location in
          (sheets[location.file]?.place(of: location)?.name ?? location.file) + " "
        }
        out.append("  = \((place ?? "").onOneLine)\(note.message[language].onOneLine)\n")
      }
      out.append("\n")
    }
    return out
  }
}

/// A cell of a sheet, as people call it.
package struct SheetPlace: Sendable {
  package let sheet: SheetText
  /// The indices of the row, and of the cell in it.
  package let row: Int
  package let index: Int

  private var cell: SheetTable.Cell { sheet.table.rows[row].cells[index] }

  package var text: String { cell.text }
  package var column: Int { cell.column }
  package var line: Int { sheet.table.rows[row].number }
  /// `D7`
  package var address: String { CellAddress(row: line, column: column).text }
  /// `案例!D7`; `cases.csv!D7`
  package var name: String { (sheet.table.name ?? sheet.table.file) + "!" + address }
}

extension SheetText {
  package func place(of location: Location) -> SheetPlace? {
    guard location.file == source.path, let (row, cell) = cell(at: location.range.lowerBound) else {
      return nil
    }
    return SheetPlace(sheet: self, row: row, index: cell)
  }
}

extension SheetImport {
  package func cell(at location: Location) -> SheetPlace? {
    sheets.lazy.compactMap { $0.place(of: location) }.first
  }

  package func heading(above place: SheetPlace) -> String? {
    guard let sheet = sheets.firstIndex(where: { $0.source.path == place.sheet.source.path }),
      let head = heads[sheet],
      place.row >= head.rows.upperBound
    else { return nil }
    return head.columns.first { $0.number == place.column }?.text
  }
}

extension String {
  /// The sentence without what is quoted or counted in it.
  fileprivate var withoutQuotes: String {
    var isQuoted = false, kept = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar == "“" || scalar == "”" { isQuoted = scalar == "“" }
      if !isQuoted && !(0x30...0x39 ~= scalar.value) { kept.append(scalar) }
    }
    return String(kept)
  }

  /// The text on one line, without what would do something instead of being seen.
  var oneLine: String { CellValue.joined(self).onOneLine }

  /// The beginning of a text, on one line.
  package var shortValue: String {
    let line = oneLine
    return line.count > 40 ? line.prefix(38) + "……" : line
  }
}
