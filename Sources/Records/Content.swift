import Diagnostics
import Divisions
import FrontMatter

/// Everything that a content folder says, as typed records.
///
/// A class, since statistics and every builder of pages hand it on: a copy of the lists would count each of them.
package final class Content: Sendable {
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
  /// The pages of the office's own.
  package let pages: [OwnPage]
  /// The records that write-ups, and blocks in their texts, refer to by name.
  let context: ReadingContext
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

  /// Reads the records out of all documents, registries first, since write-ups refer to them.
  ///
  /// - Parameters:
  ///   - documents: the parsed files below `content/`, in any order.
  ///   - texts: those of source pages, as far as they are at hand.
  ///   - folder: where the texts of all sources should be.
  ///   - builtInMetrics: the program's own registry of metrics.
  ///   - today: drafts and write-ups with a later `published` are held back; without a day nothing is.
  ///   - admitted: the path of a write-up that is not held back, whatever it says.
  ///   - readings: makes the table from which missing slugs are proposed, if any is missing.
  package init?(
    _ documents: [Document], texts: [FoundText] = [], folder: String? = nil,
    builtInMetrics: Document? = nil, today: Day?, admitting admitted: String? = nil,
    readings: (() -> PinyinTable)? = nil, reporting diagnostics: inout [Diagnostic]
  ) {
    let documents = documents.sorted { $0.source.path.precedesByBytes($1.source.path) }
    var folders: [String: [Document]] = [:]
    for document in documents {
      let folder = document.source.folder
      if document.source.hasPlace(in: folder) {
        folders[folder, default: []].append(document)
      } else {
        diagnostics.append(.misplacedFile(document.source.path))
      }
    }
    let registries = folders[""] ?? []
    func registry(_ name: String) -> Document? {
      let path = "content/\(name).yml"
      return registries.first { $0.source.path == path }
    }

    // A registry that cannot be read is one mistake, not one for each name that it would have held.
    let mistakes = diagnostics.count
    let silent = ["regions": "unknown-region", "metrics": "unknown-metric"]
      .filter { registry($0.key) == nil && !($0.key == "metrics" && builtInMetrics != nil) }
    defer {
      let own = diagnostics[mistakes...].filter { !silent.values.contains($0.code) }
      diagnostics.replaceSubrange(mistakes..., with: own)
    }

    var regions = registry("regions").map { RegionTree($0, reporting: &diagnostics) } ?? RegionTree()
    let metrics = MetricRegistry(
      registry("metrics"), over: builtInMetrics, namedIn: documents, reporting: &diagnostics)
    var sources = registry("sources").map { [SourcePage]($0, reporting: &diagnostics) } ?? []
    if let registry = registry("sources") {
      sources.attach(texts, folder: folder, registry: registry.source, reporting: &diagnostics)
    }

    let home = registry("site").flatMap(SiteSettings.home).map { regions.settle(in: $0) }

    // A village comes into being by being named: one document after another. Once all regions are there, records are
    // read on all cores.
    func place(_ folder: String) -> [PlacedDocument] {
      regions.place(folders[folder] ?? [], today: today, admitting: admitted)
    }
    let brands = place("brands"), methods = place("methods"), topics = place("topics")
    let platforms = place("platforms"), placedCases = place("cases"), placedReports = place("reports")
    let placedBriefings = place("briefings"), placedPages = place("pages")
    diagnostics += regions.missingSlugs(
      in: [brands, methods, topics, platforms, placedCases, placedReports, placedBriefings].joined(),
      registry: registry("regions"), readings: readings)

    var heldBack: [HeldBack] = []
    let registriesOnly = ReadingContext(regions: regions, metrics: metrics, sources: sources)
    func names<Record>(_ documents: [PlacedDocument]) -> NameList<Record> {
      NameList(documents, in: registriesOnly, today: today, heldBack: &heldBack, reporting: &diagnostics)
    }
    let context = ReadingContext(
      regions: regions, metrics: metrics, sources: sources, brands: names(brands), methods: names(methods),
      topics: names(topics), platforms: names(platforms))
    var cases = placedCases.parallelMap(reporting: &diagnostics) { Case($0, in: context, reporting: &$1) }
    var reports = placedReports.parallelMap(reporting: &diagnostics) {
      Report($0, in: context, reporting: &$1)
    }
    var briefings = placedBriefings.parallelMap(reporting: &diagnostics) {
      Briefing($0, in: context, reporting: &$1)
    }
    var pages = placedPages.parallelMap(reporting: &diagnostics) {
      OwnPage($0, in: context, reporting: &$1)
    }
    Content.checkAddresses(of: &cases, reporting: &diagnostics)
    cases.removeAll { heldBack.append($0.file, isDraft: $0.isDraft, published: $0.published, today: today) }
    reports.removeAll { heldBack.append($0.file, isDraft: $0.isDraft, published: $0.published, today: today) }
    briefings.removeAll {
      $0.file != admitted && heldBack.append($0.file, isDraft: $0.isDraft, published: nil, today: today)
    }
    pages.removeAll { heldBack.append($0.file, isDraft: $0.isDraft, published: $0.published, today: today) }
    Briefing.checkSecrecy(of: briefings, reporting: &diagnostics)
    Content.removeDuplicates(&cases, &reports, &briefings, reporting: &diagnostics)
    metrics.checkFeeding(by: cases, reports, registry: registry("metrics"), reporting: &diagnostics)

    let shown = Set(pages.map(\.file))
    let hiddenPages = placedPages.filter { !shown.contains($0.document.source.path) }
      .reduce(into: Set<String>()) { $0.formUnion($1.document.probableNames) }
    let settings = registry("site").flatMap {
      SiteSettings($0, pages: pages, hiddenPages: hiddenPages, reporting: &diagnostics)
    }
    guard let settings, let home else { return nil }
    guard case .found(let home) = home else {
      let location = Location(settings.file, settings.home.range)
      diagnostics.append(.region(home, at: location, in: settings.home, example: regions.example))
      return nil
    }
    if settings.profile == .gov { Content.checkPublicationDays(of: cases, reporting: &diagnostics) }
    self.settings = settings
    self.context = context
    self.home = home
    self.sources = sources
    self.regions = regions
    self.metrics = metrics
    self.brands = context.brands.all
    self.methods = context.methods.all
    self.topics = context.topics.all
    self.platforms = context.platforms.all
    self.cases = cases
    self.reports = reports
    self.briefings = briefings
    self.pages = pages
    self.heldBack = heldBack.sorted { $0.file < $1.file }
  }

  /// The home region or one in it.
  package func isHome(_ region: RegionID) -> Bool { regions.isWithin(region, home) }

  /// The regions above home, from the root; none where the registry begins with it.
  package var above: [RegionID] { regions.lineage(of: home).dropLast() }

  /// The uppermost regions outside of home: its neighbours, those of each region above it, the other roots.
  package var elsewhere: [RegionID] {
    let above = above
    let around = above.reversed().flatMap { regions[$0].children } + regions.roots
    return around.filter { !above.contains($0) && !isHome($0) }
  }

  /// The second level below home, down to which regions are told apart: a province's districts.
  package var lowestCompared: Region.Level { regions[home].level.below.below }

  package static let folders = [
    "cases", "reports", "brands", "methods", "topics", "platforms", "briefings", "pages",
  ]
  package static let registries = ["site", "sources", "regions", "metrics"]
  /// The registries that no site can do without. An office that publishes its own work cites no sources.
  package static let requiredRegistries = ["site", "regions", "metrics"]

  /// A government's site has to say of each article when it was published.
  private static func checkPublicationDays(of cases: [Case], reporting diagnostics: inout [Diagnostic]) {
    guard let field = RecordKind.case["published"] else { return }
    for record in cases where record.published == nil {
      diagnostics.append(.missingField(field, at: Location(record.file, 0..<0), kind: .case))
    }
  }

  /// Removes the second of two cases at one address, and says so.
  private static func checkAddresses(of cases: inout [Case], reporting diagnostics: inout [Diagnostic]) {
    var first: [String: Location] = [:]
    cases.removeAll { record in
      guard let other = first[record.stem] else {
        first[record.stem] = record.addressLocation
        return false
      }
      diagnostics.append(
        .addressTwice("cases/\(record.stem)/", at: record.addressLocation, firstAt: other))
      return true
    }
  }
}

extension SourceText {
  /// The folder directly below `content/`: cases, reports, brands …
  var folder: String {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2)
    return parts.count > 2 ? String(Substring(parts[1])) : ""
  }

  /// The name of the file without `.md`.
  var stem: String {
    let bytes = path.utf8
    let name = bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes[$0...].dropFirst() } ?? bytes[...]
    return String(Substring(path.hasSuffix(".md") ? name.dropLast(3) : name))
  }

  /// The offset of the first byte of the line that an offset is in.
  package func lineStart(of offset: Int) -> Int {
    bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }

  /// Whether something reads a file in this folder below `content/`.
  fileprivate func hasPlace(in folder: String) -> Bool {
    if path.hasSuffix(".md") { return Content.folders.contains(folder) }
    return folder.isEmpty && Content.registries.contains { path == "content/\($0).yml" }
  }
}

extension Document {
  /// The names by which others may call a record that has mistakes or is held back: its title, and the stem of its file.
  var probableNames: [String] {
    [source.stem] + [entry("title", of: .brand)?.value.text].compactMap { $0 }
  }

  /// The entry of a field, under any of its names.
  func entry(_ key: String, of kind: RecordKind) -> Entry? {
    guard case .map(let entries) = header.content else { return nil }
    return entries.first { kind.key($0.key) == key }
  }
}

extension [Content.HeldBack] {
  /// Whether a write-up is held back; if so, it is noted.
  mutating func append(_ file: String, isDraft: Bool, published: Day?, today: Day?) -> Bool {
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
