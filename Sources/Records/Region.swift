/// A node of the tree province → city → district → township → community, which may begin at any of them.
package struct Region: Sendable {
  package let id: RegionID
  package let name: String
  package let level: Level
  /// GB/T 2260 and its continuation below the district, or `local:…` for a functional zone; nil below the registry.
  package let code: String?
  package let slug: String
  package let aliases: [String]
  /// Column and row in the tile grid of its parent.
  package let tile: Tile?
  package let parent: RegionID?
  /// The names from the root of the registry, with `/`.
  package let path: String
  /// The slugs from the root of the registry, with `/`: the folder of its page under `regions/`.
  package let address: String
  /// The region whose total it is part of: its parent, unless the registry counts it under another.
  package internal(set) var countedUnder: RegionID?
  /// The region that the registry counts it under in place of its parent: what is published of it is in that one's
  /// numbers.
  package var countedElsewhere: RegionID? { countedUnder == parent ? nil : countedUnder }
  package internal(set) var children: [RegionID] = []
  /// The children for every total and coverage.
  package internal(set) var countedChildren: [RegionID] = []

  package var isRegistered: Bool { code != nil }

  package enum Level: String, Sendable, CaseIterable, Comparable {
    case province, city, district, township, community

    package static func < (a: Level, b: Level) -> Bool {
      (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
  }

  package struct Tile: Sendable, Equatable {
    package let column: Int
    package let row: Int
  }
}

package struct RegionID: Sendable, Hashable, Comparable {
  package let index: Int

  package init(index: Int) { self.index = index }

  package static func < (a: RegionID, b: RegionID) -> Bool { a.index < b.index }
}

extension Region.Level {
  /// The level of a region of the registry: the one that its code says, else the next below its parent's. The root of a
  /// registry whose code says nothing is a province.
  package init(code: String, under parent: Region.Level?) {
    let next = parent?.below ?? .province, own = Region.Level(code: code)
    self = own.map { level in parent.map { level > $0 } ?? true } ?? false ? own ?? next : next
  }

  /// The level that a code says: 330000 is a province, 330500 a city, 330521 a district (GB/T 2260), 330521100 a township
  /// and 330521100001 a community. Zeros up to nine or twelve digits (330521000000) say nothing.
  private init?(code: String) {
    guard code.utf8.allSatisfy({ 48...57 ~= $0 }) else { return nil }
    var code = code[...]
    while code.utf8.count > 6, code.hasSuffix("000") { code = code.dropLast(3) }
    switch code.utf8.count {
    case 6: self = code.hasSuffix("0000") ? .province : code.hasSuffix("00") ? .city : .district
    case 9: self = .township
    case 12: self = .community
    default: return nil
    }
  }

  /// The next level; a community is the last.
  package var below: Region.Level { Region.Level.allCases.first { $0 > self } ?? self }

  /// The level of a name below the district, where no registry says it.
  package init(freeName name: String) {
    let endings = ["镇", "乡", "街道", "街", "农场", "林场", "高新区", "开发区"]
    let bytes = name.utf8
    self = endings.contains { bytes.suffix($0.utf8.count).elementsEqual($0.utf8) } ? .township : .community
  }
}
