import Diagnostics

/// Every place that the registry knows: its regions, and those below the district that have a slug, whether or not a
/// write-up names them. It is asked about texts that are no path of a region, to tell what they mean.
struct Gazetteer: Sendable {
  private var places: [Place] = []
  private var numbers: [String: Int] = [:]
  /// Places by the plain form of each of their names, and by its core.
  private var byName: [Name: [Int]] = [:]
  private var byCore: [Name: [Int]] = [:]

  private typealias Name = [Unicode.Scalar]

  private struct Place {
    let path: String
    let parent: Int?
    /// Names below it are free.
    let isOpen: Bool
    /// Its own first, then its aliases.
    let names: [Name]
  }

  init(_ tree: RegionTree) {
    for region in tree.all where region.isRegistered {
      add(
        region.path, under: region.parent.map { tree[$0].path }, isOpen: tree.isOpen(region.id),
        names: [region.name] + region.aliases)
    }
    // A town sorts before what is in it.
    for path in tree.slugs.keys.sorted(by: { $0.precedesByBytes($1) }) {
      guard let slash = path.lastIndex(of: "/"), numbers[path] == nil else { continue }
      let parent = String(path[..<slash])
      if numbers[parent] != nil {
        add(path, under: parent, isOpen: true, names: [String(path[path.index(after: slash)...])])
      }
    }
  }

  private mutating func add(_ path: String, under parent: String?, isOpen: Bool, names: [String]) {
    let place = Place(
      path: path, parent: parent.flatMap { numbers[$0] }, isOpen: isOpen, names: names.map(PlaceName.plain))
    numbers[path] = places.count
    for name in Set(place.names) {
      byName[name, default: []].append(places.count)
      byCore[PlaceName.core(name), default: []].append(places.count)
    }
    places.append(place)
  }

  // MARK: Names in a row

  /// The region that a text without any gaps names: 湖北省武汉市青山区, 武汉青山.
  struct Reading {
    let path: String
    /// No level is left out, from the root on.
    let isWhole: Bool
    /// The last name is the place's own, not an alias.
    let isByName: Bool
  }

  func readings(of text: String) -> [Reading] {
    let letters = PlaceName.plain(text)
    // No path is longer.
    guard 1...80 ~= letters.count else { return [] }
    var found: [Int: Reading] = [:]
    read(letters[...], below: nil, isWhole: true, names: byName, into: &found)
    // 汉南 for 汉南区, which need not be an alias.
    if found.isEmpty { read(letters[...], below: nil, isWhole: false, names: byCore, into: &found) }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  private func read(
    _ rest: ArraySlice<Unicode.Scalar>, below last: Int?, isWhole: Bool, names: [Name: [Int]],
    into found: inout [Int: Reading]
  ) {
    for end in rest.indices {
      let name = Array(rest[...end])
      for number in names[name] ?? byName[name] ?? [] where last.map({ isBelow(number, $0) }) ?? true {
        let place = places[number], goesOn = isWhole && place.parent == last
        if end + 1 < rest.endIndex {
          read(rest[(end + 1)...], below: number, isWhole: goesOn, names: names, into: &found)
        } else if found[number].map({ !$0.isWhole && goesOn }) ?? true {
          found[number] = Reading(path: place.path, isWhole: goesOn, isByName: place.names[0] == name)
        }
      }
    }
  }

  private func isBelow(_ number: Int, _ other: Int) -> Bool {
    var next = places[number].parent
    while let place = next {
      if place == other { return true }
      next = places[place].parent
    }
    return false
  }

  // MARK: Slips

  /// The places that the parts of a path may mean, of which one may be misspelt or name the wrong region above.
  ///
  /// - Parameter isOpen: only places below which names are free.
  func meant(by parts: [String], isOpen: Bool = false) -> (paths: [String], kind: RegionTree.Guess.Kind)? {
    let names = parts.map(PlaceName.plain), costs = names.map(costs)
    guard let last = costs.last else { return nil }
    let fits = last.compactMap { number, cost in
      !isOpen || places[number].isOpen ? fit(number, cost, costs, names) : nil
    }.filter { $0.cost <= 4 }
    guard let best = fits.min(by: { ($0.cost, $0.skipped) < ($1.cost, $1.skipped) }) else { return nil }
    let numbers = fits.filter { ($0.cost, $0.skipped) == (best.cost, best.skipped) }.map(\.number).sorted()
    return (
      numbers.map { places[$0].path }, best.isElsewhere ? .elsewhere : best.cost == 0 ? .short : .misspelt
    )
  }

  private struct Fit {
    let number: Int
    var cost: Int
    /// The levels above it that the path leaves out.
    var skipped = 0
    var isElsewhere = false
  }

  /// The distance of the parts of a path from a place: each is held against the regions above it, in order; levels may be
  /// left out, and one part may name none of them.
  private func fit(_ number: Int, _ cost: Int, _ costs: [[Int: Int]], _ names: [Name]) -> Fit? {
    var fit = Fit(number: number, cost: cost), above = places[number].parent, matched = 1, stray: Int?
    for part in costs.indices.dropLast().reversed() {
      var next = above
      while let place = next, costs[part][place] == nil { next = places[place].parent }
      if let place = next {
        fit.cost += costs[part][place] ?? 0
        above = places[place].parent
        matched += 1
      } else if stray == nil {
        stray = part
      } else {
        return nil
      }
    }
    if let stray {
      guard matched > 1 || byName[names[stray]] != nil else { return nil }
      fit.cost += 3
      fit.isElsewhere = true
    }
    var level: Int? = number
    while let place = level {
      fit.skipped += 1
      level = places[place].parent
    }
    fit.skipped -= matched
    return fit
  }

  /// A number for each region: 0 where it has this name, 1 where only the ending is another (青山县), 2 where the name
  /// is nearly the same (青三区).
  private func costs(of name: Name) -> [Int: Int] {
    var costs: [Int: Int] = [:]
    for number in byName[name] ?? [] { costs[number] = 0 }
    for number in byCore[PlaceName.core(name)] ?? [] { costs[number] = costs[number] ?? 1 }
    let letters = Set(name), text = String(name)
    for (number, place) in places.enumerated() where costs[number] == nil {
      for other in place.names where isSimilar(other, letters, name.count) {
        if nearest(to: text, among: CollectionOfOne(String(other))) != nil { costs[number] = 2 }
      }
    }
    return costs
  }

  /// Whether it is worth while to compare two names letter by letter.
  private func isSimilar(_ name: Name, _ letters: Set<Unicode.Scalar>, _ count: Int) -> Bool {
    let limit = max(1, count / 3)
    return abs(name.count - count) <= limit && name.count { !letters.contains($0) } <= limit
  }

  func knows(_ name: String) -> Bool { byName[PlaceName.plain(name)] != nil }

  /// The parts of a text without slashes: 湖北省-武汉市, 吴兴区月河街道.
  func parts(of text: String) -> [String] {
    let split = PlaceName.split(text)
    if split.count > 1 { return split }
    let letters = Array(text.unicodeScalars)
    // Levels above the root may stand before the first that is known.
    let starts = letters.indices.filter { $0 == 0 || PlaceName.endsRegion(letters[$0 - 1]) }
    for start in starts.prefix(8) {
      if let (path, rest) = beginning(of: String(letters[start...])) {
        let above = start == 0 ? [] : [String(letters[..<start])]
        return above + path.split(separator: "/").map(String.init) + PlaceName.townAndVillage(rest)
      }
    }
    return [text]
  }

  /// The longest beginning of a text that names a place, and what is left of it: a name without those above it only with
  /// its ending (吴兴区月河街道).
  private func beginning(of text: String) -> (path: String, rest: String)? {
    let letters = PlaceName.plain(text)
    guard 2...80 ~= letters.count else { return nil }
    for end in (2...letters.count).reversed() {
      let readings = readings(of: String(letters[..<end])), whole = readings.filter(\.isWhole)
      let found = whole.isEmpty && PlaceName.endsRegion(letters[end - 1]) ? readings : whole
      if found.count == 1 { return (found[0].path, String(letters[end...])) }
    }
    return nil
  }
}
