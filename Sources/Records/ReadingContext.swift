import Diagnostics
import FrontMatter

/// What a write-up may refer to, and the tree that it may add a community to.
package struct ReadingContext: Sendable {
  package var regions: RegionTree
  package var metrics: MetricRegistry
  package var sources: [SourcePage]
  package var brands = NameList<Brand>()
  package var methods = NameList<Method>()
  package var topics = NameList<Topic>()
  package var platforms = NameList<Platform>()
}

/// Records that others refer to by title, other name or stem.
package struct NameList<Record: NamedRecord>: Sendable {
  package private(set) var all: [Record] = []
  private var byName: [String: Int] = [:]
  /// Names of drafts, and of records with mistakes: they exist, but nothing can be said of them.
  private var hidden: Set<String> = []

  package init() {}

  mutating func hide(_ names: [String]) { hidden.formUnion(names) }

  func isHidden(_ name: String) -> Bool { hidden.contains(name) }

  /// Adds a record, unless one of its names is taken by another.
  mutating func add(_ record: Record, reporting diagnostics: inout [Diagnostic]) {
    for name in record.naming.allNames {
      guard let first = byName[name], all[first].naming.file != record.naming.file else {
        byName[name] = all.count
        continue
      }
      diagnostics.append(
        .nameTwice(
          name, kind: Record.kind, at: Location(record.naming.file, record.naming.titleRange),
          firstAt: Location(all[first].naming.file, all[first].naming.titleRange)))
    }
    all.append(record)
  }

  func index(of name: String) -> Int? { byName[name] }

  var names: [String] { byName.keys.sorted() }
}

extension FieldReader {
  mutating func reference<Record>(_ key: String, to list: NameList<Record>) -> Int? {
    node(key).flatMap { reference($0, to: list) }
  }

  mutating func references<Record>(_ key: String, to list: NameList<Record>) -> [Int] {
    let items = oneOrMore(key)
    return items.compactMap { reference($0, to: list) }
  }

  private mutating func reference<Record>(_ node: Node, to list: NameList<Record>) -> Int? {
    guard let name = text(node) else { return nil }
    if let index = list.index(of: name.value) { return index }
    if list.isHidden(name.value) { return nil }
    let meant = nearest(to: name.value, among: list.names)
    report(.unknownName(name.value, kind: Record.kind, meant: meant, at: location(name.range)))
    return nil
  }

  mutating func region(_ key: String, isRequired: Bool, in context: inout ReadingContext) -> RegionID? {
    guard let node = isRequired ? required(key) : node(key), let text = text(node) else { return nil }
    let lookup = context.regions.resolve(text.value)
    if case .found(let id) = lookup { return id }
    var place = location(text.range)
    switch lookup {
    case .unknown(let part, _, _), .ambiguous(let part, _): place = location(of: part, in: text)
    case .missingSlug(let path), .occupiedAddress(let path):
      place = location(of: path.split(separator: "/").last.map(String.init) ?? path, in: text)
    case .found: break
    }
    report(.region(lookup, at: place, in: context.regions))
    return nil
  }

  /// The last part of a record's address: its slug, or the stem of its file.
  mutating func stem(slug key: String?, of document: Document) -> String? {
    let path = document.source.path
    let file = path.split(separator: "/").last.map(String.init) ?? path
    var stem = Located(value: file.hasSuffix(".md") ? String(file.dropLast(3)) : file, range: 0..<0)
    if let key, let slug = text(key) { stem = slug }
    guard stem.value.isAddress else {
      report(
        stem.range.isEmpty
          ? .badFileName(stem.value, canGiveSlug: key != nil, at: location(stem.range))
          : .badAddress(stem.value, at: location(stem.range)))
      return nil
    }
    return stem.value
  }
}

extension String {
  /// Lower-case ASCII letters, digits and hyphens, not beginning or ending with a hyphen.
  var isAddress: Bool {
    !isEmpty && !hasPrefix("-") && !hasSuffix("-")
      && utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == UInt8(ascii: "-") }
  }
}
