import Bytes
import Diagnostics
import Records

// The tree of regions from the table of areas.
extension TableImport {
  /// Those with a code down the tree, as `position` has them; the others are addresses below it.
  mutating func addRegions(_ table: CSVTable) {
    let rows = rows(of: table, Column.areas)
    let registered = rows.filter { $0["code"] != nil }.sorted { $0.precedes($1) }
    let byID = Dictionary(registered.map { ($0.id.text, $0) }) { first, _ in first }
    checkParents(of: registered, byID)
    let children = Dictionary(grouping: registered) { $0.text("parent") ?? "" }
    var draft = Draft("content/regions.yml", from: table, row: table.header[0])
    draft.write("regions:\n")
    write(below: "", depth: 0, children, byID, to: &draft)
    let free = rows.filter { $0["code"] == nil }
    if !free.isEmpty { draft.write("slugs:\n") }
    for row in free { write(address: row, to: &draft) }
    add(draft)
  }

  /// Reports what would vanish: areas that refer to none, areas of which each lies below the other.
  private mutating func checkParents(of areas: [RegistryRow], _ byID: [String: RegistryRow]) {
    var checked: Set<String> = []
    for area in areas {
      for name in ["parent", "counted_under"] {
        if let value = area[name], byID[value.text] == nil {
          report(.areaUnknown(value.text, at: area.table.location(value.cell)))
        }
      }
      var way: Set<String> = [], at = area
      while !checked.contains(at.id.text), let parent = at["parent"], let above = byID[parent.text] {
        way.insert(at.id.text)
        if way.contains(parent.text) {
          report(.areaBelowItself(at.id.text, at: at.table.location(parent.cell)))
          break
        }
        at = above
      }
      checked.formUnion(way)
    }
  }

  private mutating func write(
    below parent: String, depth: Int, _ children: [String: [RegistryRow]], _ byID: [String: RegistryRow],
    to draft: inout Draft
  ) {
    let indent = String(repeating: " ", count: 2 + 4 * depth)
    for row in children[parent] ?? [] {
      draft.add(row, "code", after: indent + "- code: ")
      draft.add(row, "name", after: indent + "  name: ")
      draft.add(row.slug.headerScalar, row.id.cell, after: indent + "  slug: ")
      let above = row["parent"].flatMap { byID[$0.text]?.text("level") }.flatMap(Region.Level.init(rawValue:))
      if row.text("level") != Region.Level(code: row.text("code") ?? "", under: above).rawValue {
        draft.add(row, "level", after: indent + "  level: ")
      }
      addJSON(row, "aliases", after: indent + "  aliases: ", to: &draft)
      addJSON(row, "tile", after: indent + "  tile: ", to: &draft)
      if let value = row["counted_under"], let code = byID[value.text]?.text("code") {
        draft.add(code.headerScalar, value.cell, after: indent + "  counted_under: ")
      }
      guard children[row.id.text] != nil else { continue }
      draft.write(indent + "  children:\n")
      write(below: row.id.text, depth: depth + 1, children, byID, to: &draft)
    }
  }

  /// The name, level and parent of an area without a code follow from its path.
  private mutating func write(address row: RegistryRow, to draft: inout Draft) {
    for name in ["counted_under", "aliases", "tile", "position"] {
      if let value = row[name] { report(.areaWithoutCode(name, at: row.table.location(value.cell))) }
    }
    guard let path = row["path"] else {
      return report(.cellMissing("path", at: row.table.location(row.id.cell)))
    }
    draft.write("  ")
    draft.write(path.text.headerScalar, from: path.cell)
    draft.add(row.slug.headerScalar, row.id.cell, after: ": ")
  }
}

extension RegistryRow {
  /// The part of an address that is the area's own; those before it are its parents'.
  fileprivate var slug: String { String(id.text.split(separator: "/").last ?? "") }
}
