import Diagnostics
import FrontMatter
import Privacy
import Records

// Whatever becomes public is looked through for personal data: all texts as they are in their files, with comments, drafts
// and what no page shows, since the repository is as public as the site; and the names of files.
extension BuildInput {
  func checkPersonalData(_ documents: [Document], reporting diagnostics: inout [Diagnostic]) {
    let byPath = Dictionary(documents.map { ($0.source.path, $0) }) { first, _ in first }
    let site = byPath["content/site.yml"]
    let general = site?.allowances(reporting: &diagnostics) ?? []
    let contacts = (site?.contacts ?? []).flatMap { PersonalDataScan(Array($0.utf8)).found }.filter(
      \.kind.isContact)
    let files = (texts + templates + (theme?.templates ?? [])).parallelMap(reporting: &diagnostics) {
      source, found in
      let document = byPath[source.path]
      let own = source.path == site?.source.path ? [] : document?.allowances(reporting: &found) ?? []
      return FileCheck(source, own: own, general: general, contacts: contacts, reporting: &found)
    }
    var used = files.reduce(into: Set<Int>()) { $0.formUnion($1.usedGenerally) }
    for path in (texts + templates + assets).map(\.path) + pictures.map(\.path) {
      for datum in path.personalDataInName where !contacts.contains(where: datum.isSame) {
        if let index = general.firstIndex(where: { $0.allows(datum) }) {
          used.insert(index)
        } else {
          diagnostics.append(.personalDataInName(datum, at: path))
        }
      }
    }
    for (index, allowance) in general.enumerated() where !used.contains(index) {
      diagnostics.append(.allowsNothing(allowance))
    }
  }
}

/// What one file has to say, and which allowances of the whole site it needs.
private struct FileCheck: Sendable {
  var usedGenerally: Set<Int> = []

  init(
    _ source: SourceText, own: [Allowance], general: [Allowance], contacts: [PersonalDatum],
    reporting diagnostics: inout [Diagnostic]
  ) {
    let data = PersonalDataScan(source.bytes).found
    if data.isEmpty && own.isEmpty { return }
    var used: Set<Int> = []
    for datum in data {
      let location = Location(source.path, datum.range)
      // The names of allowances are no data.
      if (own + general).contains(where: { $0.location.contains(location) }) { continue }
      if contacts.contains(where: datum.isSame) { continue }
      if let index = own.firstIndex(where: { $0.allows(datum) }) {
        used.insert(index)
      } else if let index = general.firstIndex(where: { $0.allows(datum) }) {
        usedGenerally.insert(index)
      } else {
        diagnostics.append(.personalData(datum, at: location))
      }
    }
    for (index, allowance) in own.enumerated() where !used.contains(index) {
      diagnostics.append(.allowsNothing(allowance))
    }
  }
}

extension Allowance {
  /// Whether it names a datum, with stars or in full.
  fileprivate func allows(_ datum: PersonalDatum) -> Bool {
    value == datum.shown || PersonalDataScan(Array(value.utf8)).found.contains(where: datum.isSame)
  }
}

extension Location {
  fileprivate func contains(_ other: Location) -> Bool {
    file == other.file && range.lowerBound <= other.range.lowerBound
      && other.range.upperBound <= range.upperBound
  }
}

extension PersonalDatum.Kind {
  /// Whether an office can be reached by it.
  var isContact: Bool { self == .mobile || self == .landline || self == .email }
}

extension String {
  /// In the last part of a path.
  fileprivate var personalDataInName: [PersonalDatum] {
    let name = split(separator: "/").last.map(String.init) ?? self
    guard name.utf8.contains(where: { 0x30...0x39 ~= $0 || $0 == 0x40 || $0 > 0x7F }) else { return [] }
    let found = PersonalDataScan(Array(name.utf8)).found
    return found.isEmpty ? name.personalDataInNames : found
  }
}
