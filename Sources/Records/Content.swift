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
  ///   - documents: the parsed files below `content/`, sorted by path.
  ///   - today: write-ups with a later `published` are held back.
  package init?(_ documents: [Document], today: Day, reporting diagnostics: inout [Diagnostic]) {
    let folders = Dictionary(grouping: documents) { $0.folder }
    for document in documents where !document.hasPlace {
      diagnostics.append(.misplacedFile(document.source.path))
    }
    func registry(_ name: String) -> Document? {
      let path = "content/\(name).yml"
      return documents.first { $0.source.path == path }
    }

    var context = ReadingContext(
      regions: registry("regions").map { RegionTree($0, reporting: &diagnostics) } ?? RegionTree(),
      metrics: registry("metrics").map { MetricRegistry($0, reporting: &diagnostics) } ?? MetricRegistry([]),
      sources: registry("sources").map { [SourcePage]($0, reporting: &diagnostics) } ?? [])
    context.brands = NameList(folders["brands"] ?? [], in: &context, reporting: &diagnostics)
    context.methods = NameList(folders["methods"] ?? [], in: &context, reporting: &diagnostics)
    context.topics = NameList(folders["topics"] ?? [], in: &context, reporting: &diagnostics)
    context.platforms = NameList(folders["platforms"] ?? [], in: &context, reporting: &diagnostics)

    var heldBack: [HeldBack] = []
    var cases = (folders["cases"] ?? []).compactMap { Case($0, in: &context, reporting: &diagnostics) }
    var reports = (folders["reports"] ?? []).compactMap { Report($0, in: &context, reporting: &diagnostics) }
    let briefings = (folders["briefings"] ?? []).compactMap {
      Briefing($0, in: &context, reporting: &diagnostics)
    }
    Content.checkAddresses(of: cases, reporting: &diagnostics)
    cases.removeAll { heldBack.append($0.file, isDraft: $0.isDraft, published: $0.published, today: today) }
    reports.removeAll { heldBack.append($0.file, isDraft: $0.isDraft, published: $0.published, today: today) }

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
    self.heldBack = heldBack
  }

  package static let folders = ["cases", "reports", "brands", "methods", "topics", "platforms", "briefings"]
  static let registries = ["site", "sources", "regions", "metrics"]

  private static func checkAddresses(of cases: [Case], reporting diagnostics: inout [Diagnostic]) {
    var first: [String: String] = [:]
    for record in cases {
      if let other = first[record.stem] {
        diagnostics.append(
          .addressTwice(
            "cases/\(record.stem)/", at: Location(record.file, 0..<0), firstAt: Location(other, 0..<0)))
      }
      first[record.stem] = first[record.stem] ?? record.file
    }
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
    _ documents: [Document], in context: inout ReadingContext, reporting diagnostics: inout [Diagnostic]
  ) {
    self.init()
    for document in documents {
      guard let record = Record(document, in: &context, reporting: &diagnostics) else { continue }
      add(record, reporting: &diagnostics)
    }
  }
}

extension [Content.HeldBack] {
  /// Whether a write-up is held back; if so, it is noted.
  fileprivate mutating func append(_ file: String, isDraft: Bool, published: Day?, today: Day) -> Bool {
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
