import Diagnostics
import FrontMatter
import Records

/// The wording of a site in one language: the catalogue `templates/words.LANGUAGE.yml`.
///
/// Its entries are words by their keys; under `terms`, groups of words for fixed terms (`status: {planned: …}`), which
/// have a Chinese word without it; under `units`, the names of units that the content names in Chinese.
package struct Words: Sendable {
  package let language: SiteLanguage
  private var words: [String: String] = [:]
  /// The words that the program itself needs.
  private var own: [Word: String] = [:]
  private var terms: [String: [String: String]] = [:]
  private var units: [String: String] = [:]
  /// The single words that a later catalogue has beyond the first, with their locations.
  private var added: [String: Location] = [:]

  /// - Parameter catalogues: the catalogues of the program, of the theme and of the site itself; an entry of a later one
  ///   replaces an earlier.
  package init?(_ catalogues: [SourceText], in language: SiteLanguage, reporting: inout [Diagnostic]) {
    self.language = language
    if language == .chinese { for type in Words.termTypes { terms[type.group] = type.chinese } }
    var found: [Diagnostic] = []
    for (number, source) in catalogues.enumerated() {
      guard let document = Document(registry: source, reporting: &found) else { continue }
      var reader = CatalogueReader(file: source.path)
      for entry in reader.entries(document.header) {
        switch entry.key.text {
        case "terms":
          for group in reader.entries(entry.value) {
            let known = Words.keys(of: group.key.text)
            if known == nil { reader.diagnostics.append(.unusedGroup(group, in: source.path)) }
            for term in reader.entries(group.value) {
              guard let text = reader.text(term) else { continue }
              terms[group.key.text, default: [:]][term.key.text] = text
              if let known, !known.isEmpty, !known.contains(term.key.text) {
                let meant = reader.guesses.nearest(to: term.key.text, among: known.sorted())
                reader.diagnostics.append(
                  .unusedWord(term.key.text, meant: meant, at: Location(source.path, term.keyRange)))
              }
            }
          }
        case "units": for unit in reader.texts(entry.value) { units[unit.key] = unit.text }
        default:
          guard let text = reader.text(entry) else { continue }
          if let word = Word.byKey[entry.key.text] {
            reader.checkGaps(of: word, text, entry)
            own[word] = text
          }
          let isNew = words.updateValue(text, forKey: entry.key.text) == nil
          if isNew, number > 0 { added[entry.key.text] = Location(source.path, entry.keyRange) }
        }
      }
      found += reader.diagnostics
    }
    let missing =
      Word.allCases.filter { own[$0] == nil }.map(\.key)
      + (Words.termTypes.flatMap { $0.keys } + Words.levelKeys).filter { terms[$0.group]?[$0.key] == nil }
      .map { "terms.\($0.group).\($0.key)" }
    if !missing.isEmpty, !found.hasErrors {
      found.append(.missingWords(missing, in: Words.file(language), isThere: !catalogues.isEmpty))
    }
    reporting += found
    if found.hasErrors { return nil }
  }

  /// The name of the catalogue below `templates/`.
  package static func file(_ language: SiteLanguage) -> String { "words.\(language.rawValue).yml" }

  /// The single words with their keys, in the order of these.
  package var all: [(key: String, text: String)] { words.sorted { $0.key < $1.key }.map { ($0, $1) } }

  package subscript(_ word: Word) -> String { own[word] ?? word.key }

  package func filled(_ word: Word, _ values: KeyValuePairs<String, String>) -> String {
    Phrase(Array(self[word].utf8)).filled(values)
  }

  /// The words of the site itself that neither its theme has, nor any template mentions: slips of the pen.
  ///
  /// - Parameter mentioned: all names of members in the templates.
  package func unused(mentioned: Set<String>) -> [Diagnostic] {
    var guesses = Guesses()
    return added.filter { !mentioned.contains($0.key) && Word.byKey[$0.key] == nil }.sorted {
      $0.key < $1.key
    }
    .map { key, location in
      .unusedWord(
        key, meant: guesses.nearest(to: key, among: all.map(\.key).filter { added[$0] == nil }), at: location)
    }
  }

  package func name(_ term: some Term) -> String {
    terms[type(of: term).group]?[term.rawValue] ?? term.chinese
  }

  package func name(in group: String, _ key: String) -> String? { terms[group]?[key] }

  func keys(in group: String) -> Dictionary<String, String>.Keys { (terms[group] ?? [:]).keys }

  /// The name of a unit of the content after its number: `session`, `sessions`.
  ///
  /// - Parameters:
  ///   - quantity: the number that it follows; the plural is for none.
  ///   - id: the thing that is counted, if the catalogue has a word of its own for it: 件 are `problems` or `cases`.
  package func unit(_ unit: String, after quantity: Quantity? = nil, of id: String? = nil) -> String {
    guard let word = id.flatMap({ units[$0] }) ?? units[unit] else { return unit }
    return Words.unit(word, after: quantity)
  }

  package func unit(_ metric: Metric, after quantity: Quantity? = nil) -> String {
    guard language == .english, let word = metric.englishUnit else {
      return unit(metric.unit, after: quantity)
    }
    return Words.unit(word, after: quantity)
  }

  /// The unit in the head of a column; `nil` where the name there says it: 委员参与人次, “Problems solved”.
  package func headUnit(_ unit: String, under name: String) -> String? {
    if unit.isEmpty || name.hasSuffix(unit) || name.hasSuffix(unit + "数") { return nil }
    let words = name.lowercased().split { !$0.isLetter && $0 != "-" }
    return words.contains { $0 == unit.lowercased() } ? nil : unit
  }

  private static func unit(_ word: String, after quantity: Quantity?) -> String {
    let isOne = quantity.map { $0.qualifier == .exact && $0.value == .one } ?? false
    return Phrase(Array(word.utf8)).filled(["n": isOne ? "1" : ""])
  }
}

/// Reads the maps and texts of a catalogue.
private struct CatalogueReader {
  let file: String
  var diagnostics: [Diagnostic] = []
  var guesses = Guesses()

  mutating func entries(_ node: Node) -> [Entry] {
    if case .map(let entries) = node.content { return entries }
    diagnostics.append(.noWords(at: Location(file, node.range)))
    return []
  }

  mutating func text(_ entry: Entry) -> String? {
    if case .scalar(let text) = entry.value.content { return text.text }
    diagnostics.append(.noWord(entry.key.text, at: Location(file, entry.value.range)))
    return nil
  }

  /// A phrase of the program is filled with the values that the program has; another gap would be printed as it is.
  mutating func checkGaps(of word: Word, _ text: String, _ entry: Entry) {
    for name in Phrase(Array(text.utf8)).names.subtracting(word.gaps).sorted() {
      diagnostics.append(.wrongGap(name, word.gaps, at: Location(file, entry.value.range)))
    }
  }

  mutating func texts(_ node: Node) -> [(key: String, text: String)] {
    var texts: [(key: String, text: String)] = []
    for entry in entries(node) {
      if let text = text(entry) { texts.append((entry.key.text, text)) }
    }
    return texts
  }
}

extension Words {
  /// The keys of a group of terms; `nil` if there is no such group, empty if they are free.
  fileprivate static func keys(of group: String) -> Set<String>? {
    if ["cut_note", "table", "table_note", outsideGroup].contains(group) { return [] }
    if group == childrenGroup { return Set(Region.Level.allCases.map(\.rawValue)) }
    return termTypes.first { $0.group == group }.map { Set($0.keys.map(\.key)) }
  }
}

extension Term {
  fileprivate static var keys: [(group: String, key: String)] { allCases.map { (group, $0.rawValue) } }
  fileprivate static var chinese: [String: String] {
    Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.chinese) })
  }
}

// Times and amounts, which are worded by rules, not by entries.
extension Words {
  package func period(_ period: Period) -> String {
    language == .chinese ? period.chinese : period.english
  }

  /// The date of a stock: `截至2024年底`, `as of 30 June 2023`.
  package func asOf(_ period: Period) -> String {
    language == .chinese ? period.asOf : period.englishAsOf
  }

  package func quantity(_ quantity: Quantity) -> String {
    language == .chinese ? quantity.display : quantity.english
  }

  package func recurrence(_ recurrence: Recurrence) -> String {
    language == .chinese ? recurrence.chinese : recurrence.english
  }

  package func name(_ region: Region) -> String {
    language == .chinese ? region.name : region.romanized ?? region.name
  }

  package func name(_ metric: Metric) -> String {
    language == .chinese ? metric.name : metric.english ?? metric.name
  }

  package func definition(_ metric: Metric) -> String {
    language == .chinese ? metric.definition : metric.englishDefinition ?? metric.definition
  }

  package func parts(_ metric: Metric) -> [String] {
    language == .chinese || metric.englishParts.isEmpty ? metric.parts : metric.englishParts
  }

  /// The names from the root down, in one go: `湖北省武汉市青山区`, `Hubei, Wuhan, Qingshan`.
  package func path(_ regions: [Region]) -> String {
    regions.map(name).joined(separator: language == .chinese ? "" : ", ")
  }

  /// The path of a region: `湖北省/武汉市`, `Hubei/Wuhan`.
  package func path(_ region: RegionID, in content: Content) -> String {
    if language == .chinese { return content.regions[region].path }
    return content.regions.lineage(of: region).map { name(content.regions[$0]) }.joined(separator: "/")
  }

  /// The sign between things one after another: `甲、乙`, `A, B`.
  package var comma: String { language == .chinese ? "、" : ", " }
}

extension Period {
  /// The date of a stock: `截至2024年底`, `截至2023年6月30日`.
  package var asOf: String {
    let (year, month, day) = end.components
    if start == end || start == nil {
      return month == 12 && day == 31 ? "截至\(year)年底" : "截至\(year)年\(month)月\(day)日"
    }
    return chinese
  }

  fileprivate var englishAsOf: String {
    guard start == end || start == nil else { return english }
    let (year, month, day) = end.components
    return month == 12 && day == 31 ? "end of \(year)" : "as of " + Period(day: end).english
  }
}

extension Words {
  /// The title and description of a table of open data in the catalogue, if it has them: in Chinese the table has its
  /// own.
  package func table(_ name: String) -> (title: String, description: String)? {
    self.name(in: "table", name).map { ($0, self.name(in: "table_note", name) ?? "") }
  }
}
