import Records
import SearchIndex
import Statistics
import Wording

/// The entries that readers can find, page by page: docs/pages.md, “search”.
package struct SearchEntries: Sendable {
  private let content: Content
  private let words: Words
  /// The path from this edition to the printed sheets.
  private let chineseRoot: String
  /// Markup by the path of the write-up.
  private let bodies: [String: [UInt8]]
  /// The names of each region from the province down; in another language both as its pages say it and in Chinese.
  private let paths: [String]
  /// The entries in the order of results of equal rank: regions and names before the cases there.
  private let entries: [RecordID]

  private struct RecordID {
    let kind: SearchKind
    /// The index among the records of its kind.
    let index: Int
  }

  /// - Parameter figures: have the numbers inside sentences.
  package init(
    _ content: Content, bodies: [Body], figures: PublishedFigures? = nil, words: Words,
    chineseRoot: String = ""
  ) {
    self.content = content
    self.words = words
    self.chineseRoot = chineseRoot
    self.bodies = Dictionary(
      bodies.map { body in (body.file, figures.map(body.html(withNumbersOf:)) ?? body.html) }
    ) { first, _ in first }
    paths = content.regions.all.map { region in
      let line = content.regions.lineage(of: region.id).map { content.regions[$0] }
      let own = words.path(line), written = line.map(\.name).joined()
      return own == written ? own : own + " · " + written
    }
    func entries(_ kind: SearchKind, _ indices: some Sequence<Int>, _ section: SiteSettings.Section? = nil)
      -> [RecordID]
    {
      let has = section.map(content.settings.sections.contains) ?? true
      return has ? indices.map { RecordID(kind: kind, index: $0) } : []
    }
    self.entries = [
      entries(.region, content.regions.all.indices), entries(.brand, content.brands.indices, .brands),
      entries(.method, content.methods.indices, .methods), entries(.topic, content.topics.indices, .topics),
      entries(.platform, content.platforms.indices, .platforms),
      entries(.metric, content.metrics.all.indices, .statistics),
      entries(.briefing, content.briefings.indices, .briefings),
      entries(.report, content.reports.indices), entries(.page, content.pages.indices),
      entries(.caseRecord, CaseIndex.newestFirst(content.cases)),
    ].flatMap { $0 }
  }

  package var count: Int { entries.count }

  package var places: [SearchPlace] {
    content.regions.all.map {
      SearchPlace(name: words.name($0), key: $0.address, parent: $0.parent?.index)
    }
  }

  /// Made when it is read, and forgotten then.
  package func document(_ number: Int) -> SearchDocument {
    let kind = entries[number].kind, index = entries[number].index
    switch kind {
    case .region: return document(of: content.regions.all[index])
    case .brand: return document(kind, content.brands[index])
    case .method:
      return document(
        kind, content.methods[index], [content.methods[index].steps.joined(separator: words.comma)])
    case .topic:
      let topic = content.topics[index]
      return document(kind, topic, [words.name(topic.kind), topic.year])
    case .platform: return document(of: content.platforms[index])
    case .metric: return document(of: content.metrics.all[index])
    case .briefing: return document(of: content.briefings[index])
    case .report: return document(of: content.reports[index])
    case .page: return document(of: content.pages[index])
    case .caseRecord: return document(of: content.cases[index])
    }
  }

  private func body(_ file: String) -> SearchDocument.Passage { .markup(bodies[file] ?? []) }

  private func names(from region: RegionID) -> String { paths[region.index] }

  // MARK: Kinds

  private func document(of region: Region) -> SearchDocument {
    SearchDocument(
      address: Address.region(region), title: words.name(region), kind: words.name(SearchKind.region),
      place: region.id.index,
      passages: .texts(names(from: region.id), region.aliases.joined(separator: words.comma), region.code))
  }

  private func document(_ kind: SearchKind, _ record: some NamedRecord, _ more: [String?] = [])
    -> SearchDocument
  {
    let naming = record.naming, names = naming.names.filter { $0 != naming.title }
    return SearchDocument(
      address: Address.named(record, in: content) ?? "", title: naming.title, kind: words.name(kind),
      place: naming.region?.index,
      passages: .texts(naming.summary, names.joined(separator: words.comma)) + [body(naming.file)]
        + .texts(more)
        + .texts([naming.note] + naming.corrections + [naming.region.map(self.names)]))
  }

  private func document(of platform: Platform) -> SearchDocument {
    document(
      .platform, platform,
      [platform.host, platform.kinds.joined(separator: words.comma), platform.sector, platform.commended]
        + platform.checklist + platform.convenors.map(\.role))
  }

  private func document(of metric: Metric) -> SearchDocument {
    SearchDocument(
      address: Address.record("statistics", metric.id), title: words.name(metric),
      kind: words.name(SearchKind.metric),
      passages: .texts(
        metric.definition, ([metric.name] + metric.labels + metric.parts).joined(separator: words.comma),
        metric.note))
  }

  private func document(of briefing: Briefing) -> SearchDocument {
    SearchDocument(
      address: chineseRoot + Address.record("briefings", briefing.stem), title: briefing.title,
      kind: words.name(SearchKind.briefing),
      date: briefing.date.map { words.period(Period(day: $0)) } ?? "", place: briefing.region?.index,
      year: briefing.date?.year,
      passages: [body(briefing.file)]
        + .texts(
          briefing.kicker, briefing.masthead, briefing.issue, briefing.issuer, briefing.editorNote,
          briefing.note))
  }

  /// A report is on the page of its region, and is found by itself.
  private func document(of report: Report) -> SearchDocument {
    SearchDocument(
      address: Address.report(report, in: content), title: report.title, kind: words.name(SearchKind.report),
      date: report.period.map(words.period) ?? "", place: report.region.index, year: report.period?.end.year,
      passages: .texts(report.summary) + [body(report.file)]
        + .texts([report.note] + report.corrections + [names(from: report.region)]))
  }

  /// An own page, which is found by its Chinese title in another language, too.
  private func document(of page: OwnPage) -> SearchDocument {
    SearchDocument(
      address: Address.page(page), title: page.title(in: words.language), kind: words.name(SearchKind.page),
      passages: .texts(page.summary) + [body(page.file)]
        + .texts(words.language == .chinese ? nil : page.title))
  }

  private func document(of record: Case) -> SearchDocument {
    let named = [
      record.brand.map { content.brands[$0].naming.title },
      record.method.map { content.methods[$0].naming.title },
      record.platform.map { content.platforms[$0].naming.title }, record.organiser, record.mode,
      words.name(record.activity), words.name(record.status),
    ]
    let topics = record.topics.map { content.topics[$0].naming.title }
    let date = record.date.map { words.period($0.value) }
    let facts = [date, names(from: record.region)] + topics + named
    return SearchDocument(
      address: Address.record("cases", record.stem), title: record.title,
      kind: words.name(SearchKind.caseRecord),
      date: date ?? "", place: record.region.index, year: record.date?.value.end.year,
      passages: .texts(record.summary) + [body(record.file)] + .texts(record.lines)
        + .texts(facts.compactMap { $0 }.joined(separator: " · ")))
  }
}

extension Case {
  /// The lines of its page beside the text.
  fileprivate var lines: [String?] {
    var lines: [String?] = outcomes.map { "\($0.label) \($0.value.display)\($0.unit)" }
    for project in projects { lines += [project.name, project.note] }
    for document in documents {
      lines += [document.type, document.number, document.addressee, document.endorsed, document.assigned]
      lines += [document.undertaken, document.note]
    }
    return lines + funding.map(\.payer) + followUps.map(\.finding) + images.map(\.caption) + corrections + [
      note
    ]
  }
}

extension [SearchDocument.Passage] {
  /// The texts that say anything.
  fileprivate static func texts(_ texts: String?...) -> Self { .texts(texts) }

  fileprivate static func texts(_ texts: [String?]) -> Self {
    texts.compactMap { $0.flatMap { $0.isEmpty ? nil : .text($0) } }
  }
}
