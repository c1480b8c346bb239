import Diagnostics
import FrontMatter
import Records

/// The write-ups of a folder that a site has already, by what tells one from another.
struct KnownWriteUps {
  private(set) var files: [Known] = []
  private var byStem: [String: Int] = [:]
  private var byNumber: [String: [Int]] = [:]
  private var byIdentity: [[String]: [Int]] = [:]
  private var taken: Set<String> = []

  struct Known: Sendable {
    let document: Document
    var title = ""
    var region = ""
    var period = ""
    var number = ""
    var stem = ""
  }

  /// The key under which a header keeps a number of the office's that is no name of a file.
  static let numberKey = "x-编号"

  init(_ sources: [SourceText], folder: String, _ regions: inout RegionCells) {
    let start = "content/\(folder)/"
    let own = sources.filter { $0.path.hasPrefix(start) && $0.path.hasSuffix(".md") }
    guard let kind = RecordKind.ofFolder(folder) else { return }
    var mistakes: [Diagnostic] = []
    let found: [Known?] = own.parallelMap(reporting: &mistakes) { source, mistakes in
      Document(writeUp: source, reporting: &mistakes).map { Known($0, kind) }
    }
    for (source, known) in zip(own, found) {
      let stem = String(source.path.dropFirst(start.count).dropLast(3))
      taken.insert(stem)
      guard var known else { continue }
      known.stem = stem
      let region = regions.find(known.region).text, index = files.count
      byStem[stem] = index
      if !known.number.isEmpty { byNumber[known.number.plainValue, default: []].append(index) }
      byIdentity[[known.title.plainValue, region], default: []].append(index)
      if folder == "reports" { byIdentity[["", region, known.period], default: []].append(index) }
      files.append(known)
    }
  }

  subscript(index: Int) -> Known { files[index] }

  func index(stem: String) -> Int? { byStem[stem] }

  func indices(number: String) -> [Int] { byNumber[number.plainValue] ?? [] }

  func indices(title: String, region: String) -> [Int] { byIdentity[[title.plainValue, region]] ?? [] }

  func indices(region: String, period: String) -> [Int] { byIdentity[["", region, period]] ?? [] }

  /// A name for a new file that none has, and that none will get again.
  mutating func newStem(_ base: String) -> String {
    var stem = base, number = 1
    while taken.contains(stem) {
      number += 1
      stem = "\(base)-\(number)"
    }
    taken.insert(stem)
    return stem
  }

  /// Keeps a name for the row that gives it.
  mutating func take(_ stem: String) { taken.insert(stem) }
}

extension KnownWriteUps.Known {
  init(_ document: Document, _ kind: RecordKind) {
    self.document = document
    guard case .map(let entries) = document.header.content else { return }
    for entry in entries {
      guard case .scalar(let scalar) = entry.value.content else { continue }
      let name = entry.key.text
      switch kind[name]?.key {
      case "title": title = scalar.text
      case "region": region = scalar.text
      case "period": period = Period(parsing: scalar.text)?.code ?? scalar.text
      default: if name == KnownWriteUps.numberKey { number = scalar.text }
      }
    }
  }

  /// Whether its header has English keys.
  var isEnglish: Bool {
    guard case .map(let entries) = document.header.content, let first = entries.first else { return false }
    return first.key.text.utf8.allSatisfy { $0 < 0x80 }
  }

  /// The entry of a field, by its English key.
  func entry(_ key: String, of kind: RecordKind) -> Entry? {
    guard case .map(let entries) = document.header.content else { return nil }
    return entries.first { kind[$0.key.text]?.key == key || $0.key.text == key }
  }
}
