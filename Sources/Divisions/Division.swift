/// A province, city or county of China, as the built-in registry has it.
package struct Division: Sendable, Equatable {
  /// Six digits of GB/T 2260: `330500`.
  package let code: String
  package let name: String
  /// The proposed address, unique among the divisions with the same parent.
  package let slug: String
  /// The short name first, if it has one (湖州, 恩施), then 恩施州, then names that it had since 2000 (襄樊市, 襄樊).
  package let aliases: [String]
  /// The code of the division it is part of; nil for a province.
  package let parent: String?

  /// Counties that a province administers itself (仙桃市) are cities here, districts of a municipality are districts.
  package enum Level: Int, Sendable {
    case province, city, district
  }

  package var level: Level {
    if code.hasSuffix("0000") { return .province }
    // GB/T 2260 gives 90 to what has no city above it.
    return code.hasSuffix("00") || code.dropFirst(2).hasPrefix("90") ? .city : .district
  }
}

extension Division {
  /// - Parameter line: Code, name, slug and aliases with tabs between them, aliases with blanks.
  /// - Parameter isKnown: Whether a code is in the lines before.
  init?(line: Substring, isKnown: (String) -> Bool) {
    let columns = line.utf8.split(separator: UInt8(ascii: "\t")).map { String(Substring($0)) }
    guard columns.count >= 3 else { return nil }
    code = columns[0]
    name = columns[1]
    slug = columns[2]
    aliases = columns.count > 3 ? columns[3].split(separator: " ").map(String.init) : []
    parent = [code.prefix(4) + "00", code.prefix(2) + "0000"].map(String.init)
      .first { [code] in $0 != code && isKnown($0) }
  }
}
