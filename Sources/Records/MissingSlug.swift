import Diagnostics
import Divisions

/// A place below the district that has no slug.
struct MissingSlug {
  let path: String
  /// The location where it is first named, and how often it is.
  let first: Location
  let count: Int
  /// Nil where nobody has asked for one; without a slug where none can be made.
  let proposal: PinyinTable.Proposal?

  /// The path as a key; in quotes where a sign in it would mean something.
  private var key: String {
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/（）()·-—".contains($0) }
    return isPlain ? path : "'" + path.replacing("'", with: "''") + "'"
  }

  /// The line of `slugs:`; the slug is left open where none is proposed.
  var line: String {
    let slug = proposal?.slug ?? ""
    return slug.isEmpty ? key + ":" : key + ": " + slug
  }
}

extension RegionTree {
  /// Proposes a slug for each path, unlike those of its neighbours: 桥镇 and 桥村 are `qiaozhen` and `qiaocun`. One that is still
  /// taken gets a number.
  ///
  /// - Parameter paths: sorted, so that the same places always get the same slugs.
  func proposeSlugs(for paths: [String], _ readings: PinyinTable) -> [PinyinTable.Proposal] {
    var taken: [Substring: Set<String>] = [:]
    for (path, slug) in slugs { taken[path.folder, default: []].insert(slug) }
    return paths.map { path in
      let above = path.folder, name = String(path[above.endIndex...].dropFirst())
      let neighbours = region(path: String(above)).map { self[$0].children.map { self[$0].slug } } ?? []
      taken[above, default: []].formUnion(neighbours)
      let choices = [false, true].compactMap { readings.slug(for: name, isWhole: $0) }
      let numbered = choices.first.map { first in
        (2...).lazy.map { PinyinTable.Proposal(slug: first.slug + "-\($0)", doubts: first.doubts) }
      }
      func isFree(_ choice: PinyinTable.Proposal) -> Bool {
        taken[above]?.contains(choice.slug) == false && choice.slug.isAddress
          && AddressPart.isUsable(choice.slug)
      }
      let proposal = choices.first(where: isFree) ?? numbered?.prefix(1000).first(where: isFree)
      if let proposal { taken[above]?.insert(proposal.slug) }
      return proposal ?? PinyinTable.Proposal()
    }
  }
}

extension String {
  /// The path above the last part.
  fileprivate var folder: Substring { self[..<(utf8.lastIndex(of: UInt8(ascii: "/")) ?? startIndex)] }
}
