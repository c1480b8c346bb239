import Diagnostics
import Divisions
import Records

/// The home of a new site: a division of China, or a town in one, which the registry does not have.
package struct HomePlace: Sendable, Equatable {
  package let division: Division
  /// The name of the town; nil for the division itself.
  package let town: String?

  package init(_ division: Division, town: String? = nil) {
    self.division = division
    self.town = town
  }

  package var name: String { town ?? division.name }
}

/// The home that a text means, or the reason why it means none.
package enum HomeLookup: Sendable, Equatable {
  case found(HomePlace)
  case ambiguous([HomePlace])
  /// - Parameter nearest: a name of the registry that may be meant.
  case unknown(nearest: String?)
  /// The text goes on below the towns.
  case belowTown
  /// The division above the last name has cities or counties in it, and this is none of them.
  case noSuchPart(of: Division, name: String)
}

extension DivisionTable {
  /// The home that a text names: a code (330500), a name (湖州), names from above to below (浙江省湖州市), and a town with
  /// what is above it (吴兴区/龙泉街道, 湖州市吴兴区龙泉街道).
  package func home(_ text: String) -> HomeLookup {
    let found = find(text)
    if !found.isEmpty { return HomeLookup(found.map { HomePlace($0) }) }
    let parts = text.split { $0 == "/" || $0 == "／" }.map { String($0.filter { !$0.isWhitespace }) }
      .filter { !$0.isEmpty }
    if parts.count > 1 {
      let above = find(parts.dropLast().joined(separator: "/"))
      if !above.isEmpty { return town(parts[parts.count - 1], in: above) }
      if parts.count > 2, !find(parts.dropLast(2).joined(separator: "/")).filter(hasTowns).isEmpty {
        return .belowTown
      }
    } else if let name = parts.first {
      // Names in a row: the longest beginning that is a division, and the town after it.
      for end in name.indices.dropFirst().reversed() where name[end...].isTown {
        let above = find(String(name[..<end])).filter(hasTowns)
        if !above.isEmpty { return town(String(name[end...]), in: above) }
      }
    }
    return .unknown(nearest: parts.last.flatMap { nearest(to: $0, among: all.lazy.map(\.name)) })
  }

  private func town(_ name: String, in divisions: [Division]) -> HomeLookup {
    let above = divisions.filter(hasTowns)
    return above.isEmpty
      ? .noSuchPart(of: divisions[0], name: name) : HomeLookup(above.map { HomePlace($0, town: name) })
  }

  /// Whether names below it are free, in the registry of a site as in this one.
  private func hasTowns(_ division: Division) -> Bool {
    division.level == .district || (division.level == .city && children(of: division).isEmpty)
  }

  /// From the province, with `/`: 浙江省/湖州市/吴兴区/龙泉街道.
  package func path(of home: HomePlace) -> String {
    ([path(of: home.division)] + [home.town].compactMap(\.self)).joined(separator: "/")
  }
}

extension HomeLookup {
  fileprivate init(_ places: [HomePlace]) {
    self = places.count == 1 ? .found(places[0]) : .ambiguous(places)
  }
}

extension Substring {
  /// Whether a name is one of a town by its ending, and not that ending alone: 龙泉街道 is no 街道 in 龙泉市.
  fileprivate var isTown: Bool {
    !["街道", "街道办", "街道办事处", "民族乡"].contains(self) && count > 1
      && Region.Level(freeName: String(self)) == .township
  }
}
