import Records

/// Regions as tables name them: by a path, a name that only one has, or a column for each level.
struct RegionCells {
  private var tree: RegionTree
  private var known: [String: Found] = [:]
  /// Names that are no region cost time: after many nothing is looked for.
  private var searches = 200

  struct Found {
    /// The path, or the text as it is where it is no one region.
    var text: String
    var id: RegionID?
    /// The places on the path that have no slug yet.
    var missing: [String] = []
    /// The text was not the path.
    var isShort = false
    var isFound: Bool { id != nil || !missing.isEmpty || isNew }
    /// The place has a slug, and no write-up names it yet.
    var isNew = false
  }

  init(_ tree: RegionTree) {
    self.tree = tree
    self.tree.collectPlaces()
  }

  func slug(_ path: String) -> String? { tree.slug(ofPath: path) }

  func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  mutating func find(_ text: String) -> Found {
    if let found = known[text] { return found }
    var found = Found(text: text)
    if searches > 0 || tree.region(path: text) != nil {
      found = look(text, isShort: false)
      if !found.isFound { searches -= 1 }
    }
    known[text] = found
    return found
  }

  private func look(_ text: String, isShort: Bool) -> Found {
    switch tree.find(text) {
    case .found(let id): return Found(text: tree[id].path, id: id, isShort: isShort || tree[id].path != text)
    case .unborn(let path): return Found(text: path, isShort: isShort, isNew: true)
    case .missingSlugs(let paths): return Found(text: paths.last ?? text, missing: paths, isShort: isShort)
    case .meant(let guess)
    where !isShort && guess.paths.count == 1 && (guess.kind == .short || guess.kind == .long):
      return look(guess.paths[0], isShort: true)
    default: return Found(text: text)
    }
  }

  /// The region that the cells of a row name together.
  ///
  /// - Parameter levels: the cells of columns for one level each, from above.
  mutating func find(_ region: String?, _ levels: [String]) -> Found {
    guard !levels.isEmpty else { return find(region ?? "") }
    guard let region else { return find(RegionCells.joined(levels)) }
    // 地区 may be on any level: 宜昌市 above 西陵区, or 西陵区 below 宜昌市.
    var found: Found?
    for position in (0...levels.count).reversed() {
      var parts = levels
      parts.insert(region, at: position)
      let text = RegionCells.joined(parts), candidate = find(text)
      guard candidate.isFound else { continue }
      if let other = found, other.text != candidate.text {
        // A place that exists is meant rather than one that would be new.
        if other.id != nil, candidate.id == nil { continue }
        if other.id == nil, candidate.id == nil { continue }
        if other.id != nil, candidate.id != nil { return Found(text: RegionCells.joined(levels + [region])) }
      }
      found = candidate
    }
    return found ?? Found(text: RegionCells.joined(levels + [region]))
  }

  /// A path of parts of which each may say those above it again: 宜昌市, 宜昌市西陵区.
  private static func joined(_ parts: [String]) -> String {
    var path: [String] = []
    for part in parts {
      if path.last == part { continue }
      while let last = path.last, part.hasPrefix(last), part.count > last.count,
        last.last.map({ "省市区县州盟旗镇乡道".contains($0) }) ?? false
      {
        path.removeLast()
      }
      path.append(part)
    }
    return path.joined(separator: "/")
  }
}
