import Diagnostics
import FrontMatter

/// Everything that a content folder says, as typed records.
package struct Content: Sendable {
  package let settings: SiteSettings
  package let home: RegionID
  package let sources: [SourcePage]
  package let regions: RegionTree
  package let metrics: MetricRegistry
  package let brands: [Brand]
  package let methods: [Method]
  package let topics: [Topic]
  package let platforms: [Platform]
  package let cases: [Case]
  package let reports: [Report]
  package let briefings: [Briefing]
  /// Write-ups left out: drafts, and those whose publication day is still to come.
  package let heldBack: [HeldBack]

  package struct HeldBack: Sendable, Equatable {
    package let file: String
    package let reason: Reason

    package enum Reason: Sendable, Equatable {
      case draft
      case publishedOn(Day)
    }
  }
}

extension Content {
  /// Reads the records out of all documents, registries first, since write-ups refer to them.
  ///
  /// - Parameters:
  ///   - documents: the parsed files below `content/`, in any order.
  ///   - today: drafts and write-ups with a later `published` are held back; without a day nothing is.
  package init?(_ documents: [Document], today: Day?, reporting diagnostics: inout [Diagnostic]) {
    let documents = documents.sorted { $0.source.path.utf8.lexicographicallyPrecedes($1.source.path.utf8) }
    let folders = Dictionary(grouping: documents.filter(\.hasPlace)) { $0.folder }
    for document in documents where !document.hasPlace {
      diagnostics.append(.misplacedFile(document.source.path))
    }
    func registry(_ name: String) -> Document? {
      let path = "content/\(name).yml"
      return documents.first { $0.source.path == path }
    }

    // A registry that cannot be read is one mistake, not one for each name that it would have held.
    let mistakes = diagnostics.count
    let silent = ["regions": "unknown-region", "metrics": "unknown-metric", "sources": "unknown-source"]
      .filter { registry($0.key) == nil }
    defer {
      let own = diagnostics[mistakes...].filter { !silent.values.contains($0.code) }
      diagnostics.replaceSubrange(mistakes..., with: own)
    }

    var heldBack: [HeldBack] = []
    var context = ReadingContext(
      regions: registry("regions").map { RegionTree($0, reporting: &diagnostics) } ?? RegionTree(),
      metrics: registry("metrics").map { MetricRegistry($0, reporting: &diagnostics) } ?? MetricRegistry([]),
      sources: registry("sources").map { [SourcePage]($0, reporting: &diagnostics) } ?? [])
    context.brands = NameList(
      folders["brands"] ?? [], today: today, in: &context, heldBack: &heldBack, reporting: &diagnostics)
    context.methods = NameList(
      folders["methods"] ?? [], today: today, in: &context, heldBack: &heldBack, reporting: &diagnostics)
    context.topics = NameList(
      folders["topics"] ?? [], today: today, in: &context, heldBack: &heldBack, reporting: &diagnostics)
    context.platforms = NameList(
      folders["platforms"] ?? [], today: today, in: &context, heldBack: &heldBack, reporting: &diagnostics)

    var cases = (folders["cases"] ?? []).compactMap { document in
      document.read(in: &context, today: today) { Case(document, in: &$0, reporting: &diagnostics) }
    }
    var reports = (folders["reports"] ?? []).compactMap { document in
      document.read(in: &context, today: today) { Report(document, in: &$0, reporting: &diagnostics) }
    }
    var briefings = (folders["briefings"] ?? []).compactMap { document in
      document.read(in: &context, today: today) { Briefing(document, in: &$0, reporting: &diagnostics) }
    }
    Content.checkAddresses(of: &cases, reporting: &diagnostics)
    cases.removeAll { heldBack.append($0.file, isDraft: $0.isDraft, published: $0.published, today: today) }
    reports.removeAll { heldBack.append($0.file, isDraft: $0.isDraft, published: $0.published, today: today) }
    briefings.removeAll { heldBack.append($0.file, isDraft: $0.isDraft, published: nil, today: today) }

    guard let settings = registry("site").flatMap({ SiteSettings($0, reporting: &diagnostics) }) else {
      return nil
    }
    guard case .found(let home) = context.regions.find(settings.home.value) else {
      diagnostics.append(
        .region(
          .unknown(part: settings.home.value, under: nil, suggestion: nil),
          at: Location(settings.file, settings.home.range), in: context.regions))
      return nil
    }
    self.settings = settings
    self.home = home
    sources = context.sources
    regions = context.regions
    metrics = context.metrics
    brands = context.brands.all
    methods = context.methods.all
    topics = context.topics.all
    platforms = context.platforms.all
    self.cases = cases
    self.reports = reports
    self.briefings = briefings
    self.heldBack = heldBack.sorted { $0.file < $1.file }
  }

  /// The home province or a region in it.
  package func isHome(_ region: RegionID) -> Bool { regions.isWithin(region, home) }

  package static let folders = ["cases", "reports", "brands", "methods", "topics", "platforms", "briefings"]
  package static let registries = ["site", "sources", "regions", "metrics"]

  /// Of two cases at one address only the first is kept.
  private static func checkAddresses(of cases: inout [Case], reporting diagnostics: inout [Diagnostic]) {
    var first: [String: Case] = [:]
    cases.removeAll { record in
      guard let other = first[record.stem] else {
        first[record.stem] = record
        return false
      }
      diagnostics.append(
        .addressTwice("cases/\(record.stem)/", at: record.addressPlace, firstAt: other.addressPlace))
      return true
    }
  }
}

extension Document {
  /// Reads a record. What a write-up that is held back says stays aside: the village that it names does not
  /// come into being by it.
  fileprivate func read<Record>(
    in context: inout ReadingContext, today: Day?, _ make: (inout ReadingContext) -> Record?
  ) -> Record? {
    guard let today, isHeldBack(on: today) else { return make(&context) }
    var aside = context
    return make(&aside)
  }

  private func isHeldBack(on today: Day) -> Bool {
    guard case .map(let entries) = header.content else { return false }
    return entries.contains { entry in
      guard case .scalar(let value) = entry.value.content else { return false }
      switch RecordKind.case.keys[entry.key.text] {
      case "draft": return value.resolved == .bool(true) || value.text == "是"
      case "published": return Day(iso: value.text).map { $0 > today } ?? false
      default: return false
      }
    }
  }
}

extension Case {
  /// Where the file says its address; its first line, if the file's name says it.
  fileprivate var addressPlace: Location {
    guard case .map(let entries) = document.header.content,
      let slug = entries.first(where: { RecordKind.case.keys[$0.key.text] == "slug" })
    else { return Location(file, 0..<0) }
    return Location(file, slug.value.range)
  }
}

extension Document {
  /// The folder directly below `content/`: cases, reports, brands …
  var folder: String {
    let parts = source.path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  /// Whether a file stands where something reads it.
  fileprivate var hasPlace: Bool {
    let path = source.path
    if path.hasSuffix(".md") { return Content.folders.contains(folder) }
    return folder.isEmpty && Content.registries.contains { path == "content/\($0).yml" }
  }
}

extension NameList {
  fileprivate init(
    _ documents: [Document], today: Day?, in context: inout ReadingContext,
    heldBack: inout [Content.HeldBack], reporting diagnostics: inout [Diagnostic]
  ) {
    self.init()
    for document in documents {
      let record = document.read(in: &context, today: today) {
        Record(document, in: &$0, reporting: &diagnostics)
      }
      guard let record else {
        hide(document.probableNames)
        continue
      }
      if heldBack.append(
        record.naming.file, isDraft: record.naming.isDraft, published: nil, today: today)
      {
        hide(record.naming.allNames)
      } else {
        add(record, reporting: &diagnostics)
      }
    }
  }
}

extension Document {
  /// The names by which others may call a record that has mistakes: its title, and the stem of its file.
  fileprivate var probableNames: [String] {
    guard case .map(let entries) = header.content, let file = source.path.split(separator: "/").last else {
      return []
    }
    let title = entries.first { RecordKind.brand.keys[$0.key.text] == "title" }?.value.content
    let stem = String(file.dropLast(".md".count))
    if case .scalar(let scalar) = title { return [stem, scalar.text] }
    return [stem]
  }
}

extension [Content.HeldBack] {
  /// Whether a write-up is held back; if so, it is noted.
  fileprivate mutating func append(_ file: String, isDraft: Bool, published: Day?, today: Day?) -> Bool {
    guard let today else { return false }
    if isDraft {
      append(Content.HeldBack(file: file, reason: .draft))
    } else if let published, published > today {
      append(Content.HeldBack(file: file, reason: .publishedOn(published)))
    } else {
      return false
    }
    return true
  }
}
