import Diagnostics

/// All regions: those of the registry, and those below the district that write-ups have named.
package struct RegionTree: Sendable {
  package private(set) var all: [Region] = []
  /// Slugs below the district, by path from the province.
  var slugs: [String: String] = [:]
  private var byPath = NameIndex()
  private var byCode = NameIndex()
  private var addresses: Set<String> = []

  package init() {}

  /// Lent, not copied: a region has many parts.
  package subscript(id: RegionID) -> Region {
    _read { yield all[id.index] }
  }

  package func address(of id: RegionID) -> String { all[id.index].address }

  package private(set) var roots: [RegionID] = []

  package func region(code: String) -> RegionID? { byCode[code].map(RegionID.init) }

  package func region(path: String) -> RegionID? { byPath[path].map(RegionID.init) }

  /// From the root down to the region itself.
  package func lineage(of id: RegionID) -> [RegionID] {
    var line = [id]
    while let parent = self[line[line.count - 1]].parent { line.append(parent) }
    return line.reversed()
  }

  /// From what the region counts under up to the root.
  package func countingAncestors(of id: RegionID) -> [RegionID] {
    var line: [RegionID] = [], next = self[id].countedUnder
    while let ancestor = next {
      line.append(ancestor)
      next = self[ancestor].countedUnder
    }
    return line
  }

  package func isWithin(_ id: RegionID, _ ancestor: RegionID) -> Bool {
    id == ancestor || countingAncestors(of: id).contains(ancestor)
  }

  /// Each region after all that count under it.
  package var bottomUp: [RegionID] {
    var order: [RegionID] = []
    func visit(_ id: RegionID) {
      for child in self[id].countedChildren { visit(child) }
      order.append(id)
    }
    for region in all where region.countedUnder == nil { visit(region.id) }
    return order
  }

  // MARK: Growing

  /// Adds a region under its parent; `nil` where a sibling has the same name, code or address.
  mutating func add(
    _ name: String, level: Region.Level, code: String?, slug: String, aliases: [String] = [],
    tile: Region.Tile? = nil,
    under parent: RegionID?
  ) -> RegionID? {
    let id = RegionID(index: all.count)
    let above = parent.map { self[$0] }
    let path = above.map { $0.path + "/" + name } ?? name
    let address = above.map { $0.address + "/" + slug } ?? slug
    guard byPath[path] == nil, code.map({ byCode[$0] == nil }) ?? true, addresses.insert(address).inserted
    else {
      return nil
    }
    all.append(
      Region(
        id: id, name: name, level: level, code: code, slug: slug, aliases: aliases, tile: tile,
        parent: parent, path: path, address: address))
    byPath.add(path, id.index)
    if let code { byCode.add(code, id.index) }
    if let parent {
      all[parent.index].children.append(id)
      all[parent.index].countedChildren.append(id)
    } else {
      roots.append(id)
    }
    return id
  }

  mutating func count(_ id: RegionID, under other: RegionID) {
    if let old = self[id].countedUnder { all[old.index].countedChildren.removeAll { $0 == id } }
    all[id.index].countedUnder = other
    all[other.index].countedChildren.append(id)
  }

  // MARK: Finding

  package enum Lookup: Sendable, Equatable {
    case found(RegionID)
    /// The part of the path that is none, the path above it, and the name that may be meant.
    case unknown(part: String, under: String?, suggestion: String?)
    /// The paths that may be meant.
    case ambiguous(part: String, candidates: [String])
    case missingSlug(path: String)
    /// A slug that two neighbours would share.
    case occupiedAddress(path: String)
  }

  /// A region by its path from the province (each part a name or an alias), or by its code. Names below
  /// the district come into being by being named, if the registry has a slug for them.
  package mutating func resolve(_ text: String) -> Lookup {
    if let id = region(code: text) ?? region(path: text) { return .found(id) }
    var place: RegionID?
    let parts = RegionTree.parts(of: text)
    for (index, part) in parts.enumerated() {
      var lookup = step(part, under: place, before: parts[(index + 1)...])
      if case .unknown = lookup, let above = place, isOpen(above), !part.isEmpty {
        lookup = grow(part, under: above)
      }
      guard case .found(let id) = lookup else { return lookup }
      place = id
    }
    return place.map(Lookup.found) ?? .unknown(part: text, under: nil, suggestion: nil)
  }

  /// As `resolve`, for a reader that must not add anything.
  package func find(_ text: String) -> Lookup {
    if let id = region(code: text) ?? region(path: text) { return .found(id) }
    var place: RegionID?
    let parts = RegionTree.parts(of: text)
    for (index, part) in parts.enumerated() {
      let lookup = step(part, under: place, before: parts[(index + 1)...])
      guard case .found(let id) = lookup else { return lookup }
      place = id
    }
    return place.map(Lookup.found) ?? .unknown(part: text, under: nil, suggestion: nil)
  }

  private static func parts(of path: String) -> [String] {
    path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
  }

  /// Every region with this name or alias, wherever it stands: what a person may mean on a command line.
  package func regions(named name: String) -> [RegionID] {
    all.filter { $0.name == name || $0.aliases.contains(name) }.map(\.id)
  }

  private func step(_ part: String, under place: RegionID?, before rest: ArraySlice<String>) -> Lookup {
    if let id = region(path: place.map { self[$0].path + "/" + part } ?? part) { return .found(id) }
    let siblings = place.map { self[$0].children } ?? roots
    let byAlias = siblings.filter { self[$0].aliases.contains(part) }
    // 湖北省/恩施 may mean the prefecture or the city in it.
    let deeper = byAlias.flatMap { self[$0].children }.filter { self[$0].aliases.contains(part) }
    let candidates = byAlias + deeper
    if candidates.count > 1 { return .ambiguous(part: part, candidates: candidates.map { self[$0].path }) }
    if let id = candidates.first { return .found(id) }
    guard place.map({ !isOpen($0) }) ?? true else {
      return .unknown(part: part, under: place.map { self[$0].path }, suggestion: nil)
    }
    let known = siblings.flatMap { [self[$0].name] + self[$0].aliases }
    let meant = nearest(to: part, among: known).flatMap { word in
      siblings.first { self[$0].name == word || self[$0].aliases.contains(word) }
    }
    let helps = meant.map { leads($0, along: rest) } ?? false
    return .unknown(
      part: part, under: place.map { self[$0].path }, suggestion: helps ? meant.map { self[$0].name } : nil)
  }

  /// Whether the rest of a path is found below a region: 湖北省 is not meant by 河北省/石家庄市.
  private func leads(_ place: RegionID, along rest: ArraySlice<String>) -> Bool {
    guard let part = rest.first, !isOpen(place) else { return true }
    let child = self[place].children.first { self[$0].name == part || self[$0].aliases.contains(part) }
    return child.map { leads($0, along: rest.dropFirst()) } ?? false
  }

  /// Whether names below a region are free: below districts, and in 仙桃, 潜江, 天门 and 神农架, which hang
  /// directly under the province and have no districts.
  private func isOpen(_ id: RegionID) -> Bool {
    self[id].level >= .district
      || (self[id].level == .city && !self[id].children.contains { self[$0].isRegistered })
  }

  private mutating func grow(_ name: String, under above: RegionID) -> Lookup {
    let path = self[above].path + "/" + name
    guard let slug = slugs[path] else { return .missingSlug(path: path) }
    guard let id = add(name, level: Region.Level(freeName: name), code: nil, slug: slug, under: above) else {
      return .occupiedAddress(path: path)
    }
    return .found(id)
  }
}
