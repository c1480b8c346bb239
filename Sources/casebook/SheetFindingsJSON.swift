import Bytes
import Diagnostics
import Import

/// The findings of tables for other programs: as of any file, and with the sheet and the cell.
struct SheetFindingsJSON {
  private let made: SheetImport
  private let plain: DiagnosticsJSON

  init(_ made: SheetImport, _ files: SourceFiles, _ language: Language) {
    self.made = made
    plain = DiagnosticsJSON(files, language: language)
  }

  func json(_ diagnostics: [Diagnostic]) -> JSON {
    guard case .array(let items) = plain.json(diagnostics) else { return [] }
    // Both lists are cut alike.
    return .array(zip(diagnostics.limited(), items).map { diagnostic, item in value(diagnostic, item) })
  }

  /// A line is a row, and a column a column, as the table shows them; an edit of a text would be none of the table.
  private func value(_ diagnostic: Diagnostic, _ item: JSON) -> JSON {
    guard case .object(let members) = item else { return item }
    guard let place = diagnostic.location.flatMap({ made.cell(at: $0) }) else {
      return .object(members + [("sheet", .null), ("cell", .null)])
    }
    let table = place.sheet.table
    let own: [String: JSON] = [
      "file": .string(table.file), "line": .int(place.line), "column": .int(place.column + 1),
      "endLine": .int(place.line), "endColumn": .int(place.column + 2),
      "suggestion": diagnostic.suggestion == nil
        ? .null : .object([("message", item["suggestion"]?["message"] ?? .null), ("edits", .array([]))]),
    ]
    return .object(
      members.map { ($0.key, own[$0.key] ?? $0.value) } + [
        ("sheet", .optional(table.name)), ("cell", .string(place.address)),
      ])
  }
}
