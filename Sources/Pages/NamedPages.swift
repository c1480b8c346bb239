import Diagnostics
import Records
import Templates
import Wording

/// The page of each brand, method, topic and platform, and a list of each kind.
struct NamedPages: Sendable {
  let content: Content
  let words: Words
  let links: Links
  let cases: CaseIndex
  let lists: CaseLists
  let chartData: ChartData
  let texts: Texts

  func brandPages() -> [Page] {
    pages(
      of: content.brands, "brand", .brand, .brandsIntro, uses: { $0.brand.map { [$0] } ?? [] },
      entry: { ($0.recurs.map(words.recurrence), nil) }
    ) { [words] brand, data in ["recurs": data.text(brand.recurs.map(words.recurrence))] }
  }

  func methodPages() -> [Page] {
    pages(
      of: content.methods, "method", .method, .methodsIntro, uses: { $0.method.map { [$0] } ?? [] },
      entry: { (stepCount($0), nil) }
    ) { method, data in ["steps": data.texts(method.steps)] }
  }

  func topicPages() -> [Page] {
    pages(
      of: content.topics, "topic", .topic, .topicsIntro, uses: { Array(Set($0.topics)) },
      entry: { ($0.year.map { Period(parsing: $0).map(words.period) ?? $0 }, words.name($0.kind)) }
    ) { [links] topic, data in ["kind": links.term(topic.kind), "year": data.text(topic.year)] }
  }

  func platformPages() -> [Page] {
    pages(
      of: content.platforms, "platform", .platform, .platformsIntro,
      uses: { $0.platform.map { [$0] } ?? [] },
      entry: { ($0.kinds.joined(separator: words.comma), nil) }
    ) { [words] platform, data in
      [
        "kinds": data.texts(platform.kinds), "host": data.text(platform.host),
        "shared_with": data.texts(platform.sharedWith), "sector": data.text(platform.sector),
        "checklist": data.texts(platform.checklist),
        "convenors": data.list(platform.convenors) { convenor, data in
          data.object(["role": data.text(convenor.role), "count": data.quantity(convenor.count, words)])
        },
        "commended": data.text(platform.commended),
      ]
    }
  }

  /// The page of each record of a kind, and the list of all.
  ///
  /// - Parameters:
  ///   - uses: the records that a case belongs to.
  ///   - entry: the words about a record in the list, and its group there.
  ///   - more: the data of its page that other kinds do not have.
  private func pages<Record: NamedRecord>(
    of records: [Record], _ kind: String, _ word: Word, _ intro: Word, uses: (Case) -> [Int],
    entry: (Record) -> (detail: String?, group: String?),
    _ more: @escaping @Sendable (Record, inout DataBuilder) -> Fields
  ) -> [Page] {
    var used = [[Int]](repeating: [], count: records.count)
    for index in cases.newestFirst {
      for record in uses(content.cases[index]) { used[record].append(index) }
    }
    let pages = zip(records, used).flatMap { record, cases in
      page(kind, Record.section, word, record.naming, cases) { more(record, &$0) }
    }
    let entries = zip(records, used).map { record, cases in
      let (detail, group) = entry(record)
      return (record.naming, cases.count, detail, group)
    }
    return pages + [list(Record.section, intro, entries)]
  }

  // MARK: One page, one list

  private func page(
    _ kind: String, _ section: SiteSettings.Section, _ word: Word, _ naming: Naming, _ cases: [Int],
    _ more: @escaping @Sendable (inout DataBuilder) -> Fields
  ) -> [Page] {
    let folder = section.rawValue, path = [Crumb.link(title(of: section), Address.folder(folder))]
    let list = CaseList(
      folder: "\(folder)/\(naming.stem)/cases", heading: words.filled(.casesOf, ["name": naming.title]),
      cases: cases,
      breadcrumb: path + [Crumb.link(naming.title, Address.record(folder, naming.stem))])
    let own = Page(
      Address.record(folder, naming.stem), kind: kind, title: naming.title,
      description: naming.summary
        ?? words.filled(.recordDescription, ["kind": words[word], "name": naming.title]), breadcrumb: path,
      location: Location(naming.file, 0..<0)
    ) { [self] data in
      let item: Fields = [
        "title": data.text(naming.title), "names": data.texts(naming.names),
        "region": naming.region.map(links.region) ?? .none, "note": data.text(naming.note),
        "corrections": data.texts(naming.corrections), "sources": links.sources(naming.citations, &data),
        "summary": data.text(naming.summary), "body": texts.body(naming.file, &data),
      ]
      return [
        "item": data.object(item + more(&data)), "cases": lists.excerpt(of: list, &data),
        "status": data.ifMentioned("status") { chartData.statuses(of: naming, in: folder, cases, &$0) },
      ]
    }
    return [own] + lists.pages(beyond: list)
  }

  private func title(of section: SiteSettings.Section) -> String {
    let titles: [SiteSettings.Section: Word] = [
      .brands: .brandsTitle, .methods: .methodsTitle, .topics: .topicsTitle, .platforms: .platformsTitle,
    ]
    return titles[section].map { words[$0] } ?? words.name(section)
  }

  private func stepCount(_ method: Method) -> String {
    method.steps.isEmpty
      ? words[.stepsUnpublished] : words.filled(.steps, ["n": "\(method.steps.count)"])
  }

  private typealias Item = (naming: Naming, count: Int, detail: String?, group: String?)

  private func list(_ section: SiteSettings.Section, _ intro: Word, _ entries: [Item]) -> Page {
    let folder = section.rawValue, heading = title(of: section), intro = words[intro]
    // The groups are the provinces or cities that records belong to, unless they are grouped otherwise.
    var groups: [(title: String?, entries: [Item])] = []
    for entry in entries {
      let title = entry.group ?? groupTitle(entry.naming.region)
      if let index = groups.firstIndex(where: { $0.title == title }) {
        groups[index].entries.append(entry)
      } else {
        groups.append((title, [entry]))
      }
    }
    groups.sort {
      ($0.title == nil ? 1 : 0, order(of: $0.entries)) < ($1.title == nil ? 1 : 0, order(of: $1.entries))
    }
    return Page(Address.folder(folder), kind: "list", title: heading, description: intro) {
      [self, groups] data in
      [
        "heading": data.text(heading), "intro": data.text(intro),
        "groups": data.list(groups) { group, data in
          data.object([
            "title": data.text(group.title),
            "items": data.list(group.entries) { entry, data in
              data.object([
                "title": data.text(entry.naming.title),
                "address": data.text(Address.record(folder, entry.naming.stem)),
                "summary": data.text(entry.naming.summary),
                "region": entry.naming.region.map(links.region) ?? .none,
                "count": Datum(entry.count), "detail": data.text(entry.detail),
              ])
            },
          ])
        },
      ]
    }
  }

  private func groupTitle(_ region: RegionID?) -> String? {
    guard let region else { return nil }
    let lineage = content.regions.lineage(of: region)
    return words.name(content.regions[lineage[min(1, lineage.count - 1)]])
  }

  private func order(of entries: [Item]) -> Int {
    if entries.first?.group != nil { return 0 }
    return entries.compactMap(\.naming.region).map {
      content.regions.lineage(of: $0).prefix(2).last?.index ?? 0
    }.min()
      ?? .max
  }
}
