import DataFormats
import Diagnostics
import Records

// The registries from the tables of an export.
extension Import {
  /// Those with a code down the tree, as `position` has them; the others are addresses below it.
  func regions(_ table: CSVTable) -> Draft {
    let rows = table.records
    let byID = Dictionary(rows.map { ($0.text("id") ?? "", $0) }) { first, _ in first }
    var draft = Draft("content/regions.yml", from: table, row: table.header[0]),
      children: [String: [ImportRow]] = [:]
    for row in rows where row["code"] != nil { children[row.text("parent") ?? "", default: []].append(row) }
    func add(below parent: String, depth: Int, indent: String) {
      let sorted = (children[parent] ?? []).sorted { ($0.position, $0.line) < ($1.position, $1.line) }
      for row in sorted {
        draft.add(row, "code", after: indent + "- code: ")
        draft.add(row, "name", after: indent + "  name: ")
        let slug = row.text("id").map { String($0.split(separator: "/").last ?? "") }
        if let cell = row["id"], let slug { draft.add(slug.headerScalar, cell, after: indent + "  slug: ") }
        if row.text("level") != ["province", "city", "district"][Swift.min(depth, 2)] {
          draft.add(row, "level", after: indent + "  level: ")
        }
        draft.addJSON(row, "aliases", after: indent + "  aliases: ")
        draft.addJSON(row, "tile", after: indent + "  tile: ")
        if let cell = row["counted_under"], let code = byID[cell.text]?.text("code") {
          draft.add(code, cell, after: indent + "  counted_under: ")
        }
        guard let id = row.text("id"), children[id] != nil else { continue }
        draft.write(indent + "  children:\n")
        add(below: id, depth: depth + 1, indent: indent + "    ")
      }
    }
    draft.write("regions:\n")
    add(below: "", depth: 0, indent: "  ")
    let free = rows.filter { $0["code"] == nil }
    if !free.isEmpty { draft.write("slugs:\n") }
    for row in free {
      guard let path = row["path"], let id = row["id"], let slug = id.text.split(separator: "/").last else {
        continue
      }
      draft.write("  ")
      draft.write(path.text.headerScalar, from: path)
      draft.write(": ")
      draft.write(String(slug).headerScalar, from: id)
      draft.write("\n")
    }
    return draft
  }

  func metrics(_ table: CSVTable, identities: CSVTable?) -> Draft {
    var draft = Draft("content/metrics.yml", from: table, row: table.header[0])
    draft.write("metrics:\n")
    for row in table.records.sorted(by: { ($0.position, $0.line) < ($1.position, $1.line) }) {
      guard let id = row["id"] else { continue }
      draft.write("  ")
      draft.write(id.text.headerScalar, from: id)
      draft.write(":\n")
      for name in [
        "name", "english", "english_definition", "unit", "kind", "definition", "part_of", "counted_from",
        "donation",
        "note",
      ] {
        draft.add(row, name, after: "    \(name): ")
      }
      for name in ["labels", "adds", "parts", "english_parts"] {
        draft.addJSON(row, name, after: "    \(name): ")
      }
      if row.text("core") == "true" { draft.add(row, "core", after: "    core: ") }
    }
    let rows = identities?.records ?? []
    if !rows.isEmpty { draft.write("checks:\n") }
    for row in rows {
      guard let identity = row["id"] else { continue }
      draft.write("  - ")
      draft.write(identity.text.headerScalar, from: identity, of: identities)
      draft.write("\n")
    }
    return draft
  }

  func sources(_ table: CSVTable) -> Draft {
    var draft = Draft("content/sources.yml", from: table, row: table.header[0])
    draft.write(table.rows.isEmpty ? "sources: []\n" : "sources:\n")
    for row in table.records.sorted(by: { ($0.position, $0.line) < ($1.position, $1.line) }) {
      draft.add(row, "id", after: "  - id: ")
      for name in ["title", "issuer", "date", "url", "note"] { draft.add(row, name, after: "    \(name): ") }
    }
    return draft
  }

  func settings(_ table: CSVTable) -> Draft {
    var draft = Draft("content/site.yml", from: table, row: table.header[0])
    let english = "english.", rows = table.records
    for row in rows {
      guard let key = row["id"], let value = row["value"], !key.text.hasPrefix(english) else { continue }
      draft.write(key.text.headerScalar, from: key)
      draft.write(": ")
      switch key.text {
      case "languages", "sections":
        draft.write(JSON.array(value.text.listed.map(JSON.string)).headerFlow, from: value)
      case "checks":
        let levels = value.text.listed.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let members = levels.filter { $0.count == 2 }.map { (key: $0[0], value: JSON.string($0[1])) }
        draft.write(JSON.object(members).headerFlow, from: value)
      default: draft.write(value.text.headerScalar, from: value)
      }
      draft.write("\n")
    }
    let inEnglish = rows.filter { $0.text("id")?.hasPrefix(english) ?? false && $0["value"] != nil }
    if !inEnglish.isEmpty { draft.write("english:\n") }
    for row in inEnglish {
      guard let key = row["id"] else { continue }
      draft.add(row, "value", after: "  \(key.text.dropFirst(english.utf8.count)): ")
    }
    return draft
  }
}

/// A row of a registry, by the names of its columns.
struct ImportRow {
  let line: Int
  private let cells: [String: CSVTable.Cell]

  fileprivate init(_ header: [CSVTable.Cell], _ row: [CSVTable.Cell], line: Int) {
    self.line = line
    cells = Dictionary(zip(header.map(\.text), row)) { first, _ in first }
  }

  /// A cell that has a value.
  subscript(name: String) -> CSVTable.Cell? { cells[name].flatMap { $0.hasValue ? $0 : nil } }

  func text(_ name: String) -> String? { self[name]?.text }

  /// In the registry; where it is not known, after those where it is.
  var position: Int { text("position").flatMap { Int($0) } ?? .max }
}

extension CSVTable {
  var records: [ImportRow] { rows.enumerated().map { ImportRow(header, $1, line: $0) } }
}

extension Draft {
  fileprivate mutating func add(_ text: String, _ cell: CSVTable.Cell, after key: String) {
    write(key)
    write(text, from: cell)
    write("\n")
  }

  fileprivate mutating func add(_ row: ImportRow, _ name: String, after key: String) {
    if let cell = row[name] { add(cell.text.headerScalar, cell, after: key) }
  }

  /// What is no JSON stays a text, for the reader to refuse.
  fileprivate mutating func addJSON(_ row: ImportRow, _ name: String, after key: String) {
    guard let cell = row[name] else { return }
    let value = try? JSON(parsing: SourceText(path: "", cell.text))
    add(value?.headerFlow ?? cell.text.headerScalar, cell, after: key)
  }
}
