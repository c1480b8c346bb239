/// A node of the tree province → city → district → township → community.
package struct Region: Sendable {
  package let id: RegionID
  package let name: String
  package let level: Level
  /// GB/T 2260, or `local:…` for a functional zone; nil below the registry.
  package let code: String?
  package let slug: String
  package let aliases: [String]
  /// Column and row in the tile grid of its parent.
  package let tile: Tile?
  package let parent: RegionID?
  /// From the province, with `/`.
  package let path: String
  /// From the province, with `/`: the folder of its page under `regions/`.
  package let address: String
  /// The region whose total it is part of: its parent, unless the registry counts it under another.
  package internal(set) var countedUnder: RegionID?
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
  /// The level of a name below the district, where no registry says it.
  init(freeName name: String) {
    let endings = ["镇", "乡", "街道", "街", "农场", "林场", "高新区", "开发区"]
    let bytes = name.utf8
    self = endings.contains { bytes.suffix($0.utf8.count).elementsEqual($0.utf8) } ? .township : .community
  }
}
