import DataFormats
import Diagnostics
import Records

/// Write-ups and registries from tables: those of an export, or a sheet that somebody keeps cases in.
///
/// Each row becomes a file as an author would write it, to be read like any other. So a table is checked by the very rules of
/// write-ups, and what is wrong is said of the cell that it comes from (`[Draft].relocated`).
package struct Import {
  package private(set) var drafts: [Draft] = []
  package private(set) var diagnostics: [Diagnostic] = []
  /// With registries of its own, it stands alone; else rows refer to what a site has.
  package let isWhole: Bool

  /// - Parameter files: CSV files by their paths; a name that no table has means cases.
  package init(_ files: [SourceText]) {
    let named = files.map { (name: Import.tableName($0.path), source: $0) }
    isWhole = named.contains { $0.name == "areas" }
    var tables: [(name: String, table: CSVTable)] = []
    for (name, source) in named where !Import.derived.contains(name) {
      do throws(Diagnostic) { tables.append((name, try CSVTable(parsing: source))) } catch {
        diagnostics.append(error)
      }
    }
    let texts = Texts(tables.filter { $0.name.hasPrefix("texts-") }.map(\.table))
    for (name, table) in tables where !name.hasPrefix("texts-") {
      switch name {
      case "areas": drafts.append(regions(table))
      case "metrics":
        drafts.append(metrics(table, identities: tables.first { $0.name == "identities" }?.table))
      case "sources": drafts.append(sources(table))
      case "site": drafts.append(settings(table))
      case "identities": break
      default: addWriteUps(table, name: name, texts)
      }
    }
  }

  /// What follows from other tables.
  private static let derived: Set<String> = ["case_numbers", "observations", "revisions"]

  /// `data/cases.csv`, `data/cases.excel.csv` → `cases`.
  private static func tableName(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    for ending in [".excel.csv", ".csv"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  // MARK: Write-ups

  private static let fields: [String: [Field]] = [
    "cases": Content.caseFields, "reports": Content.reportFields, "brands": Content.brandFields,
    "methods": Content.methodFields, "topics": Content.topicFields, "platforms": Content.platformFields,
    "briefings": Content.briefingFields,
  ]

  private mutating func addWriteUps(_ table: CSVTable, name: String, _ texts: Texts) {
    let folder = Content.folders.contains(name) ? name : "cases"
    let columns = table.header.map { ImportColumn($0, in: folder, Import.fields[folder] ?? []) }
    if let missing = ImportColumn.missing(among: columns) {
      return report(.columnMissing(missing, at: Location(table.source.path, table.header[0].range)))
    }
    let base = name.isStem ? name : "case", width = String(table.rows.count).utf8.count
    var first: [String: CSVTable.Cell] = [:]
    for (number, row) in table.rows.enumerated() {
      if let surplus = row.dropFirst(columns.count).first(where: { !$0.text.isEmpty }) {
        report(.surplusCell(columns.count, at: Location(table.source.path, surplus.range)))
        continue
      }
      let values = zip(columns, row).filter { $1.hasValue }
      let digits = String(number + 1)
      let stem = values.first { $0.0.role == .stem }?.1
      let name = stem?.text ?? "\(base)-\(String(repeating: "0", count: width - digits.utf8.count))\(digits)"
      let cell = stem ?? row[0]
      if let other = first[name] {
        report(
          .rowTwice(
            name, at: Location(table.source.path, cell.range),
            firstAt: Location(table.source.path, other.range)))
        continue
      }
      first[name] = cell
      // A stem is part of a path: nothing is written before it is known to be one.
      guard name.isStem else {
        report(.badStem(name, at: Location(table.source.path, cell.range)))
        continue
      }
      var draft = Draft("content/\(folder)/\(name).md", from: table, row: cell)
      draft.write("---\n")
      for (column, cell) in values where column.role == .field { write(cell, of: column, table, to: &draft) }
      draft.write("---\n")
      if let body = values.first(where: { $0.0.role == .body })?.1 {
        draft.write("\n")
        draft.write(body.text, from: body)
        if !body.text.hasSuffix("\n") { draft.write("\n") }
      } else if let (text, table) = texts["\(folder)/\(name)"] {
        draft.write(text.text, from: text, of: table)
      }
      drafts.append(draft)
    }
  }

  private mutating func write(
    _ cell: CSVTable.Cell, of column: ImportColumn, _ table: CSVTable, to draft: inout Draft
  ) {
    do throws(Diagnostic) {
      let value = try column.value(of: table.hasByteOrderMark ? cell.text.withoutGuard : cell.text)
      draft.write(column.key, from: column.header)
      // The values of a list or map stand on lines of their own.
      draft.write(value.hasPrefix("\n") ? ":" : ": ")
      draft.write(value, from: cell)
      draft.write("\n")
    } catch {
      report(.cellJSON(error, at: Location(table.source.path, cell.range)))
    }
  }
}

/// The bodies of an export, by the write-ups that they belong to.
private struct Texts {
  private var cells: [String: (cell: CSVTable.Cell, table: CSVTable)] = [:]

  init(_ tables: [CSVTable]) {
    for table in tables {
      for row in table.rows where row.count == 2 { cells[row[0].text] = (row[1], table) }
    }
  }

  subscript(id: String) -> (cell: CSVTable.Cell, table: CSVTable)? { cells[id] }
}

extension CSVTable.Cell {
  /// Neither left empty nor marked as having none.
  var hasValue: Bool { !text.isEmpty && !Absence.allCases.contains { $0.rawValue == text } }
}

extension String {
  /// Lower-case ASCII letters, digits and hyphens, as a file of a write-up is called.
  var isStem: Bool {
    !isEmpty && utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == UInt8(ascii: "-") }
  }

  /// Without the apostrophe that keeps Excel from taking the text for a formula.
  fileprivate var withoutGuard: String {
    utf8.first == UInt8(ascii: "'") && utf8.dropFirst().first.map(\.beginsFormula) ?? false
      ? String(dropFirst()) : self
  }
}
