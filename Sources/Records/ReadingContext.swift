import Diagnostics
import FrontMatter

/// The records that a write-up may refer to.
package struct ReadingContext: Sendable {
  var regions = RegionTree()
  var metrics = MetricRegistry([])
  var sources: [SourcePage] = []
  var brands = NameList<Brand>()
  var methods = NameList<Method>()
  var topics = NameList<Topic>()
  var platforms = NameList<Platform>()

  /// The context without records, for registries and blocks of a text.
  static let empty = ReadingContext()
}

/// Records that others refer to by title, other name or stem.
struct NameList<Record: NamedRecord>: Sendable {
  private(set) var all: [Record] = []
  private var byName = NameIndex()
  /// Names of drafts, and of records with mistakes: they exist, but nothing can be said of them.
  private var hidden: Set<String> = []

  init() {}

  /// Leaves out what is held back or has mistakes.
  init(
    _ documents: [PlacedDocument], in context: ReadingContext, today: Day?,
    heldBack: inout [Content.HeldBack], reporting diagnostics: inout [Diagnostic]
  ) {
    for placed in documents {
      guard let record = Record(placed, in: context, reporting: &diagnostics) else {
        hidden.formUnion(placed.document.probableNames)
        continue
      }
      let names = record.naming.allNames
      if heldBack.append(record.file, isDraft: record.isDraft, published: nil, today: today) {
        hidden.formUnion(names)
        continue
      }
      for name in names {
        // A name that another record has stays with it.
        if let first = byName[name], first < all.count {
          diagnostics.append(
            .nameTwice(name, kind: Record.kind, at: record.titleLocation, firstAt: all[first].titleLocation))
        } else {
          byName.add(name, all.count)
        }
      }
      all.append(record)
    }
  }

  func isHidden(_ name: String) -> Bool { hidden.contains(name) }

  func index(of name: String) -> Int? { byName[name] }

  var names: [String] { byName.names.sorted() }
}

extension FieldReader {
  mutating func reference<Record>(_ key: String, to list: NameList<Record>) -> Int? {
    text(key).flatMap { reference($0, to: list) }
  }

  mutating func references<Record>(_ key: String, to list: NameList<Record>) -> [Int] {
    let items = oneOrMore(key), texts = items.compactMap { text($0) }
    let names = names(texts) { list.index(of: $0) != nil || list.isHidden($0) }
    var found: [Int] = [], mentions: [Int: Located<String>] = [:]
    for name in names {
      guard let index = reference(name, to: list) else { continue }
      if let first = mentions[index] {
        reportRepeated(name, first: first, in: items)
      } else {
        mentions[index] = name
        found.append(index)
      }
    }
    return found
  }

  private mutating func reference<Record>(_ name: Located<String>, to list: NameList<Record>) -> Int? {
    if let index = list.index(of: name.value) { return index }
    if list.isHidden(name.value) { return nil }
    if QuantityText.isAbsence(name.value) {
      report(
        .noName(name.value, kind: Record.kind, at: location(name.range), suggestion: removal(of: name.range)))
    } else {
      let meant = guesses.nearest(to: name.value, among: list.names)
      report(.unknownName(name.value, kind: Record.kind, meant: meant, at: location(name.range)))
    }
    return nil
  }

  /// The region that a write-up names.
  mutating func ownRegion(_ key: String) -> RegionID? {
    guard let text = text(key), let lookup = placedRegion else { return nil }
    // Said of all write-ups at once.
    if case .missingSlugs = lookup { return nil }
    return region(text, is: lookup)
  }

  /// - Parameter tree: the regions, where the context has none yet.
  mutating func region(
    _ text: Located<String>, is lookup: RegionTree.Lookup, in tree: RegionTree? = nil
  ) -> RegionID? {
    if case .found(let id) = lookup { return id }
    let example = (tree ?? context.regions).example
    report(.region(lookup, at: location(of: lookup.part, in: text), in: text, example: example))
    return nil
  }

  /// The last part of a record's address: its slug, or the stem of its file.
  ///
  /// Its range is empty where the file's name says it.
  mutating func stem(slug key: String?) -> Located<String>? {
    var stem = Located(value: file.source.stem, range: 0..<0)
    if let key, let slug = text(key) { stem = slug }
    guard stem.value.isAddress else {
      report(
        stem.range.isEmpty
          ? .badFileName(stem.value, canGiveSlug: key != nil, at: location(stem.range))
          : .badAddress(stem.value, at: location(stem.range)))
      return nil
    }
    if !AddressPart.isUsable(stem.value) {
      report(.reservedAddress(stem.value, at: location(stem.range)))
      return nil
    }
    return stem
  }
}

extension String {
  /// Lower-case ASCII letters, digits and hyphens, not beginning or ending with a hyphen.
  package var isAddress: Bool {
    let hyphen = UInt8(ascii: "-")
    return !isEmpty && utf8.first != hyphen && utf8.last != hyphen
      && utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == hyphen }
  }
}
