import Diagnostics

/// All regions: those of the registry, and those below the district that write-ups have named.
package struct RegionTree: Sendable {
  package private(set) var all: [Region] = []
  /// The region that the site is of, once it is known.
  private(set) var home: RegionID?
  /// Slugs of what is not registered, by path from the root.
  package internal(set) var slugs: [String: String] = [:]
  /// Slugs below a town that has none, with their places.
  var orphans: [(paths: [String], location: Location)] = []
  /// Made when something is no path.
  private var gazetteer: Gazetteer?
  private var byPath = NameIndex()
  private var byCode = NameIndex()
  private var addresses: Set<String> = []

  package init() {}

  /// Lent, not copied: a region has many parts.
  package subscript(id: RegionID) -> Region {
    _read { yield all[id.index] }
  }

  package func address(of id: RegionID) -> String { all[id.index].address }

  /// The last part of a place's address, whether or not a write-up names the place.
  package func slug(ofPath path: String) -> String? {
    region(path: path).map { self[$0].slug } ?? slugs[path]
  }

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

  /// Adds a region under its parent; returns nil where a sibling has the same name, code or address.
  mutating func add(
    _ name: String, level: Region.Level, code: String?, slug: String, aliases: [String] = [],
    tile: Region.Tile? = nil, under parent: RegionID?
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
        parent: parent,
        path: path, address: address, countedUnder: parent))
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

  // MARK: Home

  /// Makes a region the home of the site: given by its code, its path, or its name if no other has that. One below the
  /// registry is there even if no write-up names it.
  mutating func settle(in text: String) -> Lookup {
    var lookup = resolve(text)
    let named = regions(named: text)
    if case .found = lookup {
    } else if named.count > 1 {
      lookup = .ambiguous(part: text, candidates: named.map { self[$0].path })
    } else if let only = named.first {
      lookup = .found(only)
    }
    if case .found(let id) = lookup { home = id }
    return lookup
  }

  /// A path that shows how paths are written: from the root through home, and the first of each level below.
  var example: String? {
    guard var id = home ?? roots.first else { return nil }
    while let child = self[id].children.first(where: { self[$0].isRegistered }) { id = child }
    return self[id].path
  }

  // MARK: Finding

  package enum Lookup: Sendable, Equatable {
    case found(RegionID)
    /// A place below the district that has a slug, but that no write-up names: it is no region yet.
    case unborn(path: String)
    /// The part of the path that names nothing, and the path above it.
    case unknown(part: String, under: String?)
    case meant(Guess)
    /// The paths that may be meant.
    case ambiguous(part: String, candidates: [String])
    /// The paths without a slug: that of a town, and that of a village in it.
    case missingSlugs(paths: [String])
    /// A slug that two neighbours would share.
    case occupiedAddress(path: String)
  }

  /// The regions that a text may mean which is no path of one.
  package struct Guess: Sendable, Equatable {
    package enum Kind: Sendable {
      /// Levels are left out: 青山区.
      case short
      /// The path begins above the root: 浙江省/湖州市 where the tree begins with 湖州市.
      case long
      /// The registry has the place under another region.
      case elsewhere
      case misspelt
    }

    package let kind: Kind
    /// The part of the path that names nothing, and the path above it.
    package let part: String
    package let under: String?
    package let paths: [String]
    /// The end of the paths that is new, with its slash: only what is above it is known.
    package let rest: String
    /// The paths that would need a slug if a new place is meant after all; none where names are not free.
    package let newPaths: [String]
  }

  /// A region by its path from the root (each part a name or an alias), or by its code. Names below the registry come
  /// into being by being named, if it has a slug for them.
  package mutating func resolve(_ text: String) -> Lookup {
    let lookup = find(text)
    switch lookup {
    case .found: break
    case .unborn(let path): return grow(path)
    // The next slip need not collect all places again.
    default: gazetteer = gazetteer ?? Gazetteer(self)
    }
    return lookup
  }

  /// The same as `resolve`, for a reader that must not add anything.
  package func find(_ text: String) -> Lookup {
    let lookup = spelled(text)
    return lookup.isFailure ? meant(by: text, lookup) : lookup
  }

  /// The same as `find`, for one of many texts of a file: what is meant by a slip is told as long as anybody would
  /// read it.
  mutating func find(_ text: String, with guesses: inout Guesses) -> Lookup {
    let lookup = spelled(text)
    guard lookup.isFailure, guesses.mayGuess() else { return lookup }
    gazetteer = gazetteer ?? Gazetteer(self)
    return meant(by: text, lookup)
  }

  /// Collects all places once, for many texts that are to be found.
  package mutating func collectPlaces() { gazetteer = gazetteer ?? Gazetteer(self) }

  /// Forgets what was collected: there are other slugs.
  mutating func forgetPlaces() { gazetteer = nil }

  /// The region of a path, whatever slashes and blanks there are between its parts and at its ends.
  private func spelled(_ text: String) -> Lookup {
    if let id = region(code: text) ?? region(path: text) { return .found(id) }
    let lookup = walk(RegionTree.parts(of: text)), parts = RegionTree.tidy(text)
    let path = parts.joined(separator: "/")
    if !lookup.isFailure || path == text { return lookup }
    return (region(code: path) ?? region(path: path)).map(Lookup.found) ?? walk(parts)
  }

  private func walk(_ parts: [String]) -> Lookup {
    var reached: RegionID?
    for (index, part) in parts.enumerated() {
      let lookup = step(part, under: reached)
      if case .unknown = lookup, let above = reached, isOpen(above), !parts[index...].contains("") {
        return below(above, parts[index...])
      }
      guard case .found(let id) = lookup else { return lookup }
      reached = id
    }
    return reached.map(Lookup.found) ?? .unknown(part: "", under: nil)
  }

  fileprivate static func parts(of path: String) -> [String] {
    path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
  }

  /// Every region with this name or alias, wherever it is: what a person may mean on a command line.
  package func regions(named name: String) -> [RegionID] {
    all.filter { $0.name == name || $0.aliases.contains(name) }.map(\.id)
  }

  private func step(_ part: String, under parent: RegionID?) -> Lookup {
    if let id = region(path: parent.map { self[$0].path + "/" + part } ?? part) { return .found(id) }
    let byAlias = (parent.map { self[$0].children } ?? roots).filter { self[$0].aliases.contains(part) }
    // 湖北省/恩施 may mean the prefecture or the city in it.
    let deeper = byAlias.flatMap { self[$0].children }.filter { self[$0].aliases.contains(part) }
    let candidates = byAlias + deeper
    if candidates.count > 1 { return .ambiguous(part: part, candidates: candidates.map { self[$0].path }) }
    return candidates.first.map(Lookup.found) ?? .unknown(part: part, under: parent.map { self[$0].path })
  }

  /// Whether names below a region are free: where the registry ends, unless that is at a province.
  func isOpen(_ id: RegionID) -> Bool {
    self[id].level > .province && !self[id].children.contains { self[$0].isRegistered }
  }

  /// A path that no region has yet, below one where names are free.
  private func below(_ above: RegionID, _ rest: ArraySlice<String>) -> Lookup {
    var path = self[above].path, missing: [String] = []
    for part in rest {
      path += "/" + part
      if slugs[path] == nil { missing.append(path) }
    }
    return missing.isEmpty ? .unborn(path: path) : .missingSlugs(paths: missing)
  }

  /// Adds the regions of a path that all have slugs.
  private mutating func grow(_ path: String) -> Lookup {
    var reached: RegionID?
    for end in path.indices.filter({ path[$0] == "/" }) + [path.endIndex] {
      let here = String(path[..<end])
      if let known = region(path: here) {
        reached = known
        continue
      }
      let name = RegionTree.parts(of: here).last ?? ""
      let id = add(
        name, level: Region.Level(freeName: name), code: nil, slug: slugs[here] ?? "", under: reached)
      guard let id else { return .occupiedAddress(path: here) }
      reached = id
    }
    return reached.map(Lookup.found) ?? .unknown(part: path, under: nil)
  }

  // MARK: Texts that are no path

  /// The meaning of a text that is no path: what can only mean one place is read as that, the rest is a guess.
  ///
  /// - Parameter lookup: what is wrong with it as a path.
  private func meant(by text: String, _ lookup: Lookup) -> Lookup {
    let parts = RegionTree.tidy(text), gazetteer = gazetteer ?? Gazetteer(self)
    return reading(of: parts, lookup, in: gazetteer) ?? guess(parts, lookup, in: gazetteer) ?? lookup
  }

  /// The parts of a path, whatever slashes and blanks there are between them and at its ends.
  private static func tidy(_ text: String) -> [String] {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "／" }.map(PlaceName.trimmed)
    guard let first = parts.firstIndex(where: { !$0.isEmpty }),
      let last = parts.lastIndex(where: { !$0.isEmpty })
    else { return [""] }
    return Array(parts[first...last])
  }

  /// The region that a text names without a gap: read, if it is a path but for its slashes.
  private func reading(of parts: [String], _ lookup: Lookup, in gazetteer: Gazetteer) -> Lookup? {
    let readings = gazetteer.readings(of: parts.joined()), whole = readings.filter(\.isWhole)
    if whole.count == 1, readings.count == 1 || whole[0].isByName {
      if parts.count == 1 { return walk(RegionTree.parts(of: whole[0].path)) }
      return guess(.short, [whole[0].path], lookup)
    }
    if readings.count > 1 {
      return .ambiguous(part: parts.joined(separator: "/"), candidates: readings.map(\.path))
    }
    return readings.isEmpty ? nil : guess(.short, [readings[0].path], lookup)
  }

  /// The meanings of a path with a slip in it: the whole of it, or what is above a place that is new.
  private func guess(_ parts: [String], _ lookup: Lookup, in gazetteer: Gazetteer) -> Lookup? {
    let names = parts.count == 1 ? gazetteer.parts(of: parts[0]) : parts.filter { !$0.isEmpty }
    // No place has so many levels, and each would be tried with all below it.
    guard names.count <= 16 else { return nil }
    if let path = pathFromRoot(names, in: gazetteer), lookup.failure.under == nil {
      return guess(.long, [path], lookup)
    }
    if let (paths, kind) = gazetteer.meant(by: names) { return guess(kind, paths, lookup) }
    // 湖州市/吴兴区 are known together, whichever of them is no beginning.
    let lengths = lookup.lengthToFailure..<max(names.count, lookup.lengthToFailure)
    let known = lengths.reversed().lazy.compactMap { count in
      gazetteer.meant(by: Array(names[..<count]), isOpen: true).map { (count, $0.paths, $0.kind) }
    }
    if let (count, paths, kind) = known.first(where: { $0.2 == .short || $0.0 == lengths.lowerBound }) {
      return guess(kind, paths, lookup, rest: names[count...].map { "/" + $0 }.joined())
    }
    // A town alone, where names are free below home.
    guard let home, isOpen(home), let first = names.first, PlaceName.isTown(first),
      lookup.failure.under == nil
    else { return nil }
    let rest = names.map { "/" + $0 }.joined()
    return guess(.short, [self[home].path], lookup, rest: rest)
  }

  /// The path that is left of one that begins above the root.
  private func pathFromRoot(_ names: [String], in gazetteer: Gazetteer) -> String? {
    guard let first = names.first, !gazetteer.knows(first) else { return nil }
    for start in names.indices.dropFirst() {
      let rest = Array(names[start...])
      switch walk(rest) {
      case .found(let id): return self[id].path
      case .unborn, .missingSlugs: return rest.joined(separator: "/")
      default: continue
      }
    }
    return nil
  }

  private func guess(_ kind: Guess.Kind, _ paths: [String], _ lookup: Lookup, rest: String = "") -> Lookup? {
    var newPaths: [String] = []
    if case .missingSlugs(let missing) = lookup { newPaths = missing }
    // A name that several districts have is a common one (城关镇): this may well be another.
    if kind == .elsewhere, paths.count > 1, !newPaths.isEmpty { return nil }
    let (part, under) = lookup.failure
    return .meant(
      Guess(
        kind: kind, part: part, under: under, paths: paths.map { $0 + rest }, rest: rest, newPaths: newPaths))
  }
}

extension RegionTree.Lookup {
  /// The part of a text that is no region, as far as it is known.
  var part: String {
    switch self {
    case .ambiguous(let part, _): part
    case .meant(let guess): guess.part
    case .occupiedAddress(let path): RegionTree.parts(of: path).last ?? path
    default: failure.part
    }
  }

  fileprivate var isFailure: Bool {
    switch self {
    case .unknown, .missingSlugs: true
    default: false
    }
  }

  /// The part of a path that is no region, and the path above it.
  fileprivate var failure: (part: String, under: String?) {
    switch self {
    case .unknown(let part, let under): return (part, under)
    case .missingSlugs(let paths):
      let parts = RegionTree.parts(of: paths[0])
      return (parts[parts.count - 1], parts.dropLast().joined(separator: "/"))
    default: return ("", nil)
    }
  }

  /// The number of parts up to the one that is no region.
  fileprivate var lengthToFailure: Int { failure.under.map { RegionTree.parts(of: $0).count + 1 } ?? 1 }
}
