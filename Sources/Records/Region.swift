/// A node of the tree province → city → district → township → community.
package struct Region: Sendable {
  package let id: RegionID
  private let facts: Facts
  /// The region whose total it is part of: its parent, unless the registry counts it under another.
  package internal(set) var countedUnder: RegionID?
  package internal(set) var children: [RegionID] = []
  /// The children for every total and coverage.
  package internal(set) var countedChildren: [RegionID] = []

  /// The facts of a region that never change; an object of its own, since regions are handed about.
  final class Facts: Sendable {
    let name: String
    let level: Level
    let code: String?
    let slug: String
    let aliases: [String]
    let tile: Tile?
    let parent: RegionID?
    let path: String
    let address: String

    init(
      name: String, level: Level, code: String?, slug: String, aliases: [String], tile: Tile?,
      parent: RegionID?, path: String, address: String
    ) {
      self.name = name
      self.level = level
      self.code = code
      self.slug = slug
      self.aliases = aliases
      self.tile = tile
      self.parent = parent
      self.path = path
      self.address = address
    }
  }

  init(id: RegionID, _ facts: Facts) {
    self.id = id
    self.facts = facts
    countedUnder = facts.parent
  }

  package var name: String { facts.name }
  package var level: Level { facts.level }
  /// GB/T 2260, or `local:…` for a functional zone; nil below the registry.
  package var code: String? { facts.code }
  package var slug: String { facts.slug }
  package var aliases: [String] { facts.aliases }
  /// Column and row in the tile grid of its parent.
  package var tile: Tile? { facts.tile }
  package var parent: RegionID? { facts.parent }
  /// From the province, with `/`.
  package var path: String { facts.path }
  /// From the province, with `/`: the folder of its page under `regions/`.
  package var address: String { facts.address }

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
  /// The level of a name below the district, where no registry says it.
  init(freeName name: String) {
    let endings = ["镇", "乡", "街道", "街", "农场", "林场", "高新区", "开发区"]
    let bytes = name.utf8
    self = endings.contains { bytes.suffix($0.utf8.count).elementsEqual($0.utf8) } ? .township : .community
  }
}
