import Bytes
import Diagnostics
import Records

/// Write-ups and registries from tables: those of an export, or a sheet that somebody keeps cases in.
///
/// Each row becomes a file as an author would write it, to be read like any other. So a table is checked by the very
/// rules of write-ups, and what is wrong is said of the cell that it comes from (`[Draft].relocated`).
package struct TableImport {
  package private(set) var drafts: [Draft] = []
  package private(set) var diagnostics: [Diagnostic] = []
  /// True for tables with registries of their own; else rows refer to what a site has.
  package let isWhole: Bool
  /// The bodies of an export that no write-up has taken yet.
  var texts: [String: Text] = [:]

  /// - Parameter files: CSV files by their paths; a name that no table has means cases.
  package init(_ files: [SourceText]) {
    let named = files.map { (name: TableImport.tableName($0.path), source: $0) }
    isWhole = named.contains { $0.name == "areas" }
    var tables: [(name: String, table: CSVTable)] = []
    for (name, source) in named where !TableImport.derived.contains(name) {
      do throws(Diagnostic) { tables.append((name, try CSVTable(parsing: source))) } catch {
        diagnostics.append(error)
      }
    }
    texts = texts(in: tables.filter { $0.name.hasPrefix("texts-") }.map(\.table))
    let identities = tables.first { $0.name == "identities" }?.table
    if let identities, !tables.contains(where: { $0.name == "metrics" }) {
      report(.tableMissing("metrics", at: identities.location(identities.header[0])))
    }
    for (name, table) in tables where !name.hasPrefix("texts-") && name != "identities" {
      switch name {
      case "areas": addRegions(table)
      case "metrics": addMetrics(table, identities)
      case "sources": addSources(table)
      case "site": addSettings(table)
      default: addWriteUps(table, name: name)
      }
    }
    reportTextsLeft()
  }

  /// The tables that follow from others.
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
  mutating func add(_ draft: Draft) { drafts.append(draft) }

  // MARK: Write-ups

  private mutating func addWriteUps(_ table: CSVTable, name: String) {
    let folder = Content.folders.contains(name) ? name : "cases"
    let known = Column.ofFolder(folder)
    let columns = table.header.map { WriteUpColumn($0, in: folder, known) }
    if let missing = WriteUpColumn.missing(among: columns) {
      return report(.columnMissing(missing, at: table.location(table.header[0])))
    }
    if let (second, first) = WriteUpColumn.twice(among: columns) {
      return report(
        .columnTwice(
          second.header.text, first.header.text, at: table.location(second.header),
          firstAt: table.location(first.header)))
    }
    let base = name.isStem ? name : "case", width = String(table.rows.count).utf8.count
    var first: [String: CSVTable.Cell] = [:]
    for (number, row) in table.rows.enumerated() {
      let values = zip(columns, row).compactMap { column, cell in
        table.text(of: cell).map { (column: column, cell: cell, text: $0) }
      }
      let digits = String(number + 1)
      let stem = values.first { $0.column.role == .stem }
      let name = stem?.text ?? "\(base)-\(String(repeating: "0", count: width - digits.utf8.count))\(digits)"
      let cell = stem?.cell ?? row[0], text = texts.removeValue(forKey: "\(folder)/\(name)")
      if let surplus = table.surplusCell(of: row) {
        report(.surplusCell(table.header.count, at: table.location(surplus)))
        continue
      }
      if let other = first[name] {
        report(.rowTwice(name, at: table.location(cell), firstAt: table.location(other)))
        continue
      }
      first[name] = cell
      // A stem is part of a path: nothing is written before it is known to be one.
      guard name.isStem else {
        report(.badStem(name, at: table.location(cell)))
        continue
      }
      var draft = Draft("content/\(folder)/\(name).md", from: table, row: cell)
      draft.write("---\n")
      for value in values where value.column.role == .field {
        write(value.text, from: value.cell, of: value.column, table, to: &draft)
      }
      draft.write("---\n")
      if let body = values.first(where: { $0.column.role == .body }) {
        if let text {
          report(.textTwice("\(folder)/\(name)", at: text.location, firstAt: table.location(body.cell)))
        }
        draft.write("\n")
        draft.write(body.text, from: body.cell)
        if !body.text.hasSuffix("\n") { draft.write("\n") }
      } else if let text {
        draft.write(text.text, from: text.cell, of: text.table)
      }
      add(draft)
    }
  }

  private mutating func write(
    _ text: String, from cell: CSVTable.Cell, of column: WriteUpColumn, _ table: CSVTable,
    to draft: inout Draft
  ) {
    do throws(Diagnostic) {
      let value = try column.value(of: text)
      draft.write(column.key, from: column.header)
      // The values of a list or map stand on lines of their own.
      draft.add(value, cell, after: value.hasPrefix("\n") ? ":" : ": ")
    } catch {
      report(.cellJSON(error, at: table.location(cell)))
    }
  }
}

extension String {
  /// Lower-case ASCII letters, digits and hyphens, as a file of a write-up is called.
  var isStem: Bool {
    !isEmpty && utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == UInt8(ascii: "-") }
  }
}
