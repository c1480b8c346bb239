import Diagnostics
import Divisions
import FrontMatter

// The slugs of what is not registered: `slugs:` in `content/regions.yml`.
extension RegionTree {
  mutating func readSlugs(_ fields: inout FieldReader) {
    let entries = fields.map("slugs")
    for entry in entries {
      let path = entry.key.text
      if entry.value.isBlank {
        fields.report(.emptySlug(path, at: fields.location(entry.keyRange)))
      } else if let slug = fields.text(entry.value) {
        slugs[path] = slug.value
        if slug.value.isAddress, AddressPart.isUsable(slug.value) { continue }
        fields.report(.badSlug(slug.value, at: fields.location(slug.range)))
      }
      // One slip, one message: the place is not without a slug as well.
      slugs[path] = path
    }
    // A path that is written otherwise may be above others: what is above comes first.
    let depths = entries.map { $0.key.text.utf8.count { $0 == UInt8(ascii: "/") } }
    var guesses = Guesses()
    for index in entries.indices.sorted(by: { (depths[$0], $0) < (depths[$1], $1) }) {
      respell(entries[index], with: &guesses)
    }
    forgetPlaces()
    for entry in entries { checkPlace(of: entry, &fields) }
    forgetPlaces()
  }

  /// Gives the slug of a path that is written otherwise than the program writes it to the path that is meant.
  private mutating func respell(_ entry: Entry, with guesses: inout Guesses) {
    let path = entry.key.text
    guard let slug = slugs[path], !isBelowAPlace(path),
      case .missingSlugs(let paths) = find(path, with: &guesses),
      paths.count == 1, paths[0] != path, isSpelling(path, of: paths[0])
    else { return }
    slugs[path] = nil
    slugs[paths[0]] = slug
  }

  /// Whether a path leads to where names are free.
  private func isBelowAPlace(_ path: String) -> Bool {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), region(path: path) == nil else {
      return false
    }
    let parent = String(path[..<slash])
    return slugs[parent] != nil || region(path: parent).map(isOpen) == true
  }

  private mutating func checkPlace(of entry: Entry, _ fields: inout FieldReader) {
    let path = entry.key.text
    if slugs[path] == nil || isBelowAPlace(path) { return }
    let text = Located(value: path, range: entry.keyRange), lookup = find(path, with: &fields.guesses)
    switch lookup {
    case .found, .unborn:
      fields.report(
        .slugOfRegion(path, at: fields.location(text.range), line: fields.file.source.wholeLine(of: entry)))
    case .missingSlugs(let paths): orphans.append((paths, fields.location(text.range)))
    default: _ = fields.region(text, is: lookup, in: self)
    }
  }

  /// Whether two paths have as many parts: then one that leads to the other is the same, otherwise written.
  private func isSpelling(_ path: String, of other: String) -> Bool {
    path.utf8.count { $0 == UInt8(ascii: "/") } == other.utf8.count { $0 == UInt8(ascii: "/") }
  }

  // MARK: Missing

  /// One message about all places that write-ups name and that have no slug, with slugs as `readings` has them.
  func missingSlugs(
    in documents: some Sequence<PlacedDocument>, registry: Document?, readings: (() -> PinyinTable)?
  ) -> [Diagnostic] {
    var places: [String: (first: Location, count: Int)] = [:]
    func add(_ paths: [String], _ location: Location) {
      for path in paths { places[path] = (places[path]?.first ?? location, (places[path]?.count ?? 0) + 1) }
    }
    for document in documents {
      if case .missingSlugs(let paths)? = document.region {
        add(paths, Location(document.document.source.path, document.regionRange))
      }
    }
    for orphan in orphans { add(orphan.paths, orphan.location) }
    guard !places.isEmpty, let registry else { return [] }
    let sorted = places.sorted { $0.key.precedesByBytes($1.key) }
    let proposals = readings.map { proposeSlugs(for: sorted.map(\.key), $0()) }
    let missing = sorted.enumerated().map { index, place in
      MissingSlug(
        path: place.key, first: place.value.first, count: place.value.count, proposal: proposals?[index])
    }
    return [.missingSlugs(missing, at: registry.slugsPlace, edit: registry.adding(slugs: missing))]
  }
}

extension Document {
  private var slugsEntry: Entry? { entry("slugs", of: .regionList) }

  /// The location where slugs are missing: their key, or where it should be.
  fileprivate var slugsPlace: Location {
    Location(source.path, slugsEntry?.keyRange ?? headerEnd..<headerEnd)
  }

  /// The edit that puts lines for these paths below the last slug; nil where slugs are in braces.
  fileprivate func adding(slugs missing: [MissingSlug]) -> Edit? {
    let bytes = source.bytes, lines = missing.map(\.line)
    guard let slugs = slugsEntry else {
      let isClosed = bytes.last.map { $0 == UInt8(ascii: "\n") } ?? true
      return Edit(
        bytes.count..<bytes.count, (isClosed ? "" : "\n") + "slugs:\n" + lines.map { "  \($0)\n" }.joined())
    }
    var indent = 2, end = slugs.keyRange.upperBound
    if case .map(let entries) = slugs.value.content {
      guard bytes[slugs.value.range.lowerBound] != UInt8(ascii: "{") else { return nil }
      for entry in entries {
        indent = source.column(of: entry.keyRange.lowerBound)
        end = max(entry.keyRange.upperBound, entry.value.range.upperBound)
      }
    } else if !slugs.value.isNull {
      return nil
    }
    let lineEnd = bytes[end...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let blanks = String(repeating: " ", count: indent)
    return Edit(lineEnd..<lineEnd, lines.map { "\n\(blanks)\($0)" }.joined())
  }
}

extension SourceText {
  /// The number of bytes before a place in its line.
  fileprivate func column(of offset: Int) -> Int {
    offset - lineStart(of: offset)
  }

  /// The line of an entry with its end, if nothing else is in it.
  fileprivate func wholeLine(of entry: Entry) -> Range<Int>? {
    let start = entry.keyRange.lowerBound - column(of: entry.keyRange.lowerBound)
    let end = bytes[entry.value.range.upperBound...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let isAlone = (bytes[start..<entry.keyRange.lowerBound] + bytes[entry.value.range.upperBound..<end])
      .allSatisfy { $0 == UInt8(ascii: " ") }
    return isAlone && end < bytes.count ? start..<end + 1 : nil
  }
}
