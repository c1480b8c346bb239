import Records

// The words for what is below the home region, and outside of it, of whatever level it is.
extension Words {
  /// The regions of a level together: 市州, 区县, 乡镇街道.
  static let childrenGroup = "children"
  /// The words for all that is outside of a region: 省外, 县外; by its level, but first by the end of its name (区, 镇).
  static let outsideGroup = "outside"

  /// The entries of both groups that a catalogue has to have.
  static var levelKeys: [(group: String, key: String)] {
    [childrenGroup, outsideGroup].flatMap { group in
      Region.Level.allCases.map { (group: group, key: $0.rawValue) }
    }
  }

  /// The children of a region by their levels: 市州; where there are several, 市州、区县.
  package func children(of region: Region, in content: Content) -> String {
    let own = Set(region.children.map { content.regions[$0].level }).sorted()
    let names = (own.isEmpty ? [region.level.below] : own).map {
      name(in: Words.childrenGroup, $0.rawValue) ?? name($0)
    }
    return list(names.prefix(1) + names.dropFirst().map { $0.lowercased() })
  }

  /// The word for all that is outside of a region: `省外`, `镇外`.
  package func outside(_ region: Region) -> String {
    let ends = keys(in: Words.outsideGroup).filter(region.name.hasSuffix)
    let key = ends.max { $0.utf8.count < $1.utf8.count } ?? region.level.rawValue
    return name(in: Words.outsideGroup, key) ?? ""
  }

  /// The names of the boxes of regions where the first has the roots of a level with their children.
  package func searchLevels(from level: Region.Level) -> String {
    let names = self[.searchLevels].split(separator: "|")
    let skipped = Region.Level.allCases.firstIndex(of: level) ?? 0
    return names.dropFirst(min(skipped, names.count - 1)).joined(separator: "|")
  }
}
