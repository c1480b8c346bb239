import Records
import Search

/// What readers can find, page by page: docs/pages.md, “search”.
package struct SearchEntries: Sendable {
  private let content: Content
  /// Markup by the path of the write-up.
  private let bodies: [String: [UInt8]]
  /// In the order in which results of equal rank are shown: places and names before what happened there.
  private let entries: [Entry]

  private enum Entry {
    case region(Int), brand(Int), method(Int), topic(Int), platform(Int), metric(Int), briefing(Int)
    case report(Int), record(Int)
  }

  package init(_ content: Content, bodies: [Body]) {
    self.content = content
    self.bodies = Dictionary(bodies.map { ($0.file, $0.html) }) { first, _ in first }
    let sections = content.settings.sections
    func entries(_ count: Int, _ section: SiteSettings.Section, _ entry: (Int) -> Entry) -> [Entry] {
      sections.contains(section) ? (0..<count).map(entry) : []
    }
    self.entries =
      content.regions.all.indices.map(Entry.region) + entries(content.brands.count, .brands, Entry.brand)
      + entries(content.methods.count, .methods, Entry.method)
      + entries(content.topics.count, .topics, Entry.topic)
      + entries(content.platforms.count, .platforms, Entry.platform)
      + entries(content.metrics.all.count, .statistics, Entry.metric)
      + entries(content.briefings.count, .briefings, Entry.briefing)
      + content.reports.indices.map(Entry.report)
      + Publication.newestFirst(content.cases).map(Entry.record)
  }

  package var count: Int { entries.count }

  package var places: [SearchPlace] {
    content.regions.all.map { SearchPlace(name: $0.name, key: $0.address, parent: $0.parent?.index) }
  }

  /// Made when it is read, and forgotten then.
  package func document(_ number: Int) -> SearchDocument {
    switch entries[number] {
    case .region(let index): document(of: content.regions.all[index])
    case .brand(let index): document("品牌", content.brands[index])
    case .method(let index):
      document("工作法", content.methods[index], [content.methods[index].steps.joined(separator: "、")])
    case .topic(let index):
      document("议题", content.topics[index], [content.topics[index].kind.chinese, content.topics[index].year])
    case .platform(let index): document(of: content.platforms[index])
    case .metric(let index): document(of: content.metrics.all[index])
    case .briefing(let index): document(of: content.briefings[index])
    case .report(let index): document(of: content.reports[index])
    case .record(let index): document(of: content.cases[index])
    }
  }

  private func body(_ file: String) -> SearchDocument.Passage { .markup(bodies[file] ?? []) }

  private func names(from region: RegionID) -> String {
    content.regions.lineage(of: region).map { content.regions[$0].name }.joined()
  }

  // MARK: Kinds

  private func document(of region: Region) -> SearchDocument {
    SearchDocument(
      address: Address.region(region), title: region.name, kind: "地区", place: region.id.index,
      passages: .texts(names(from: region.id), region.aliases.joined(separator: "、"), region.code))
  }

  private func document<Record: NamedRecord>(_ kind: String, _ record: Record, _ more: [String?] = [])
    -> SearchDocument
  {
    let naming = record.naming, names = naming.names.filter { $0 != naming.title }
    return SearchDocument(
      address: Address.record(Record.section.rawValue, naming.stem), title: naming.title, kind: kind,
      place: naming.region?.index,
      passages: .texts(naming.summary, names.joined(separator: "、")) + [body(naming.file)] + .texts(more)
        + .texts([naming.note] + naming.corrections + [naming.region.map(self.names)]))
  }

  private func document(of platform: Platform) -> SearchDocument {
    document(
      "平台", platform,
      [platform.host, platform.kinds.joined(separator: "、"), platform.sector, platform.commended]
        + platform.checklist + platform.convenors.map(\.role))
  }

  private func document(of metric: Metric) -> SearchDocument {
    SearchDocument(
      address: Address.record("statistics", metric.id), title: metric.name, kind: "指标",
      passages: .texts(metric.definition, (metric.labels + metric.parts).joined(separator: "、"), metric.note))
  }

  private func document(of briefing: Briefing) -> SearchDocument {
    SearchDocument(
      address: Address.record("briefings", briefing.stem), title: briefing.title, kind: "简报",
      date: briefing.date.map { Period(day: $0).chinese } ?? "", place: briefing.region?.index,
      year: briefing.date?.year,
      passages: [body(briefing.file)]
        + .texts(briefing.kicker, briefing.masthead, briefing.issue, briefing.issuer, briefing.note))
  }

  /// It stands on the page of its region, and is found by itself.
  private func document(of report: Report) -> SearchDocument {
    SearchDocument(
      address: Address.report(report, in: content), title: report.title, kind: "工作报告",
      date: report.period?.chinese ?? "", place: report.region.index, year: report.period?.end.year,
      passages: .texts(report.summary) + [body(report.file)]
        + .texts([report.note] + report.corrections + [names(from: report.region)]))
  }

  private func document(of record: Case) -> SearchDocument {
    let named = [
      record.brand.map { content.brands[$0].naming.title },
      record.method.map { content.methods[$0].naming.title },
      record.platform.map { content.platforms[$0].naming.title }, record.organiser, record.mode,
      record.activity.chinese, record.status.chinese,
    ]
    let topics = record.topics.map { content.topics[$0].naming.title }
    let facts = [record.date?.value.chinese, names(from: record.region)] + topics + named
    return SearchDocument(
      address: Address.record("cases", record.stem), title: record.title, kind: "案例",
      date: record.date?.value.chinese ?? "", place: record.region.index, year: record.date?.value.end.year,
      passages: .texts(record.summary) + [body(record.file)] + .texts(record.lines)
        + .texts(facts.compactMap { $0 }.joined(separator: " · ")))
  }
}

extension Case {
  /// What its page says beside the text.
  fileprivate var lines: [String?] {
    var lines: [String?] = outcomes.map { "\($0.label) \($0.value.display)\($0.unit)" }
    for project in projects { lines += [project.name, project.note] }
    for document in documents {
      lines += [document.type, document.number, document.addressee, document.endorsed, document.assigned]
      lines += [document.undertaken, document.note]
    }
    return lines + funding.map(\.payer) + followUps.map(\.finding) + images.map(\.caption) + corrections + [note]
  }
}

extension [SearchDocument.Passage] {
  /// Those that say anything.
  fileprivate static func texts(_ texts: String?...) -> Self { .texts(texts) }

  fileprivate static func texts(_ texts: [String?]) -> Self {
    texts.compactMap { $0.flatMap { $0.isEmpty ? nil : .text($0) } }
  }
}
