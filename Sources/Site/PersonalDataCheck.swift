import Diagnostics
import FrontMatter
import Privacy
import Records

// Whatever becomes public is looked through for personal data: all texts as they are in their files, with comments, drafts
// and what no page shows, since the repository is as public as the site; and the names of files and of their folders.
extension BuildInput {
  func checkPersonalData(_ documents: [Document], reporting diagnostics: inout [Diagnostic]) {
    let byPath = Dictionary(documents.map { ($0.source.path, $0) }) { first, _ in first }
    let site = byPath["content/site.yml"]
    let general = site?.allowances(reporting: &diagnostics) ?? [], permitted = PermittedData(general)
    let contacts = PermittedData(
      contacts: (site?.contacts ?? []).flatMap { PersonalDataScan(Array($0.utf8)).found })
    let themeFiles = (theme?.templates ?? []) + (theme?.assets ?? [])
    let texts = contentFiles + templates + (theme?.templates ?? []) + statics.compactMap(\.text)
    let files = texts.parallelMap(reporting: &diagnostics) {
      source, found in
      let isSite = source.path == site?.source.path
      let own = isSite ? [] : byPath[source.path]?.allowances(reporting: &found) ?? []
      return FileCheck(
        source, own: own, names: isSite ? general : own, general: permitted, contacts: contacts,
        reporting: &found)
    }
    var used = files.reduce(into: Set<Int>()) { $0.formUnion($1.usedGenerally) }
    var seen: Set<Substring> = []
    for path in (contentFiles + templates + assets + themeFiles).map(\.path) + pictures.map(\.path)
      + statics.map(\.path)
    {
      for part in path.split(separator: "/") {
        let found = String(part).personalDataInName
        if found.isEmpty || !seen.insert(path[..<part.endIndex]).inserted { continue }
        for datum in found where contacts.index(of: datum) == nil {
          if let index = permitted.index(of: datum) {
            used.insert(index)
          } else {
            diagnostics.append(
              .personalDataInName(datum, at: path, ofFolder: part.endIndex < path.endIndex))
          }
        }
      }
    }
    for (index, allowance) in general.enumerated() where !used.contains(index) {
      diagnostics.append(.allowsNothing(allowance))
    }
  }
}

/// The findings of one file, and the allowances of the whole site that it needs.
private struct FileCheck: Sendable {
  var usedGenerally: Set<Int> = []

  /// - Parameter names: the allowances in this file; what they name is no datum of its own.
  init(
    _ source: SourceText, own: [Allowance], names: [Allowance], general: PermittedData,
    contacts: PermittedData, reporting diagnostics: inout [Diagnostic]
  ) {
    let data = PersonalDataScan(source.bytes).found
    if data.isEmpty && own.isEmpty { return }
    let permitted = PermittedData(own)
    var used: Set<Int> = []
    var keys = names.map(\.location.range).sorted { $0.lowerBound < $1.lowerBound }[...]
    for datum in data {
      while let key = keys.first, key.upperBound < datum.range.upperBound { keys.removeFirst() }
      if let key = keys.first, key.lowerBound <= datum.range.lowerBound { continue }
      if contacts.index(of: datum) != nil { continue }
      if let index = permitted.index(of: datum) {
        used.insert(index)
      } else if let index = general.index(of: datum) {
        usedGenerally.insert(index)
      } else {
        diagnostics.keep(.personalData(datum, at: Location(source.path, datum.range)))
      }
    }
    for (index, allowance) in own.enumerated() where !used.contains(index) {
      diagnostics.append(.allowsNothing(allowance))
    }
  }
}

/// Data that may be public, found by their value or by what is shown of them, however many there are.
private struct PermittedData: Sendable {
  private struct Key: Hashable {
    let kind: PersonalDatum.Kind
    let value: String
  }

  /// The first allowance of each.
  private var shown: [String: Int] = [:]
  private var values: [Key: Int] = [:]
  /// Landlines by the numbers that they are without their area.
  private var endings: [String: Int] = [:]

  /// The data that allowances name, with stars or in full.
  init(_ allowances: [Allowance]) {
    for (index, allowance) in allowances.enumerated() {
      if shown[allowance.value] == nil { shown[allowance.value] = index }
      add(PersonalDataScan(Array(allowance.value.utf8)).found, index)
    }
  }

  init(contacts: [PersonalDatum]) {
    for (index, datum) in contacts.enumerated() where datum.kind.isContact || datum.kind == .home {
      add([datum], index)
    }
  }

  private mutating func add(_ data: [PersonalDatum], _ index: Int) {
    for datum in data {
      let key = Key(kind: datum.kind, value: datum.value)
      if values[key] == nil { values[key] = index }
      for ending in datum.endings where endings[ending] == nil { endings[ending] = index }
    }
  }

  /// The first allowance, or contact, that names a datum; nil where there is none.
  func index(of datum: PersonalDatum) -> Int? {
    let kind = datum.kind
    var found = [values[Key(kind: kind, value: datum.value)]]
    if !shown.isEmpty { found.append(shown[datum.shown]) }
    if kind == .landline {
      found.append(endings[datum.value])
      found += datum.endings.map { values[Key(kind: kind, value: $0)] }
    }
    return found.compactMap { $0 }.min()
  }
}

extension PersonalDatum {
  /// A landline without its area, wherever that may end.
  fileprivate var endings: [String] {
    kind == .landline && value.utf8.count > 7
      ? (7..<value.utf8.count).map { String(value.suffix($0)) } : []
  }
}

extension PersonalDatum.Kind {
  /// Whether an office can be reached by it.
  var isContact: Bool { self == .mobile || self == .landline || self == .email }
}

extension String {
  /// Personal data in the name of a file or a folder.
  fileprivate var personalDataInName: [PersonalDatum] {
    guard utf8.contains(where: { 0x30...0x39 ~= $0 || $0 == 0x40 || $0 > 0x7F }) else { return [] }
    let found = PersonalDataScan(Array(utf8)).found
    return found.isEmpty ? personalDataInNames : found
  }
}
