/// The built-in registry of divisions, sorted by code. It is read for a new site and for messages only.
package struct DivisionTable: Sendable {
  /// The day of its facts: 2026-09-11.
  package let date: String
  package private(set) var all: [Division] = []
  private var byCode: [String: Int] = [:]
  /// Indices by name and by alias.
  private var byName: [String: [Int]] = [:]

  /// - Parameter bytes: The text of `divisions.tsv`: a comment with the date, then a line for each division, parents first.
  package init(_ bytes: some Collection<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.utf8.split(separator: UInt8(ascii: "\n")).map(Substring.init)
    date = String(lines.first?.split(separator: " ").dropFirst().first ?? "")
    for line in lines.dropFirst() {
      guard let division = Division(line: line, isKnown: { byCode[$0] != nil }) else { continue }
      byCode[division.code] = all.count
      for name in [division.name] + division.aliases { byName[name, default: []].append(all.count) }
      all.append(division)
    }
  }

  package func division(code: String) -> Division? { byCode[code].map { all[$0] } }

  /// Every division of this name or alias, sorted by code: four for 鼓楼区, the prefecture and its city for 恩施.
  package func divisions(named name: String) -> [Division] { (byName[name] ?? []).map { all[$0] } }

  package func children(of division: Division?) -> [Division] { all.filter { $0.parent == division?.code } }

  /// From the province down to the division itself.
  package func lineage(of division: Division) -> [Division] {
    let above = division.parent.flatMap(self.division(code:)).map(lineage)
    return (above ?? []) + [division]
  }

  /// From the province, with `/`: 湖北省/武汉市/青山区.
  package func path(of division: Division) -> String {
    lineage(of: division).map(\.name).joined(separator: "/")
  }

  // MARK: Finding

  /// The divisions that a text may mean, provinces first. The text is a code (`330500`), a name (湖州), or names from above
  /// to below, with or without gaps, of which some may be left out (浙江省湖州市, 湖北省/武汉市/青山区, 武汉青山).
  ///
  /// A name wins over an alias: 新城区 is not what was called so once.
  package func find(_ text: String) -> [Division] {
    if let division = division(code: text) { return [division] }
    let letters = text.filter { !$0.isWhitespace && $0 != "/" }
    // No path is longer.
    guard 1...60 ~= letters.count else { return [] }
    var found: Set<Int> = []
    read(letters[...], below: nil, into: &found)
    let divisions = found.map { all[$0] }
      .sorted { ($0.level.rawValue, $0.code) < ($1.level.rawValue, $1.code) }
    let named = divisions.filter { letters.hasSuffix($0.name) }
    return named.isEmpty ? divisions : named
  }

  /// Reads one name off the front of a text in every way that leads on to its end.
  private func read(_ rest: Substring, below above: Division?, into found: inout Set<Int>) {
    for end in rest.indices.map(rest.index(after:)) {
      for index in byName[String(rest[..<end])] ?? [] where isPart(all[index], of: above) {
        if end == rest.endIndex {
          found.insert(index)
        } else {
          read(rest[end...], below: all[index], into: &found)
        }
      }
    }
  }

  private func isPart(_ division: Division, of above: Division?) -> Bool {
    above == nil || lineage(of: division).dropLast().contains { $0.code == above?.code }
  }
}
