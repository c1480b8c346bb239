import Divisions
import Import

/// `content/regions.yml` of a new site: home with what is above it and all that is below it.
struct RegionList {
  let home: HomePlace
  let table: DivisionTable
  private var lines: [String] = []

  init(_ home: HomePlace, in table: DivisionTable) {
    (self.home, self.table) = (home, table)
    for division in table.lineage(of: home.division).prefix(1) { add(division, indent: 2) }
  }

  /// The entries of `regions:`, each with its children.
  var text: String { lines.joined(separator: "\n") }

  private mutating func add(_ division: Division, indent: Int) {
    let blanks = String(repeating: " ", count: indent), children = children(of: division)
    var fields = ["code: \(division.code)", "name: \(division.name.headerScalar)", "slug: \(division.slug)"]
    if let level = level(of: division) { fields.append("level: \(level)") }
    if !division.aliases.isEmpty {
      fields.append("aliases: [\(division.aliases.map(\.headerScalar).joined(separator: ", "))]")
    }
    if children.isEmpty {
      lines.append("\(blanks)- {\(fields.joined(separator: ", "))}")
    } else {
      for (index, field) in fields.enumerated() { lines.append(blanks + (index == 0 ? "- " : "  ") + field) }
      lines.append(blanks + "  children:")
      for child in children { add(child, indent: indent + 4) }
    }
  }

  /// Above home only what leads to it.
  private func children(of division: Division) -> [Division] {
    let line = table.lineage(of: home.division).map(\.code)
    guard let index = line.firstIndex(of: division.code), index + 1 < line.count else {
      return table.children(of: division)
    }
    return table.children(of: division).filter { $0.code == line[index + 1] }
  }

  /// The level where the code does not say it: what a province administers itself is a city.
  private func level(of division: Division) -> String? {
    division.level == .city && !division.code.hasSuffix("00") ? "city" : nil
  }
}
