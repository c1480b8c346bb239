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
    let uses = Dictionary(grouping: cases.newestFirst) { content.cases[$0].brand }
    let pages = content.brands.enumerated().flatMap { index, brand in
      page("brand", .brands, .brand, brand.naming, uses[index] ?? []) { [words] data in
        ["recurs": data.text(brand.recurs.map(words.recurrence))]
      }
    }
    return pages + [
      list(
        .brands, .brandsIntro,
        content.brands.enumerated().map {
          ($1.naming, uses[$0]?.count ?? 0, $1.recurs.map(words.recurrence), nil)
        })
    ]
  }

  func methodPages() -> [Page] {
    let uses = Dictionary(grouping: cases.newestFirst) { content.cases[$0].method }
    let pages = content.methods.enumerated().flatMap { index, method in
      page("method", .methods, .method, method.naming, uses[index] ?? []) { data in
        ["steps": data.texts(method.steps)]
      }
    }
    return pages + [
      list(
        .methods, .methodsIntro,
        content.methods.enumerated().map {
          ($1.naming, uses[$0]?.count ?? 0, stepCount($1), nil)
        })
    ]
  }

  func topicPages() -> [Page] {
    var uses = [[Int]](repeating: [], count: content.topics.count)
    for index in cases.newestFirst {
      for topic in Set(content.cases[index].topics) { uses[topic].append(index) }
    }
    let pages = content.topics.enumerated().flatMap { index, topic in
      page("topic", .topics, .topic, topic.naming, uses[index]) { [links] data in
        ["kind": links.term(topic.kind), "year": data.text(topic.year)]
      }
    }
    return pages + [
      list(
        .topics, .topicsIntro,
        content.topics.enumerated().map {
          (
            $1.naming, uses[$0].count, $1.year.map { Period(parsing: $0).map(words.period) ?? $0 },
            words.name($1.kind)
          )
        })
    ]
  }

  func platformPages() -> [Page] {
    let uses = Dictionary(grouping: cases.newestFirst) { content.cases[$0].platform }
    let pages = content.platforms.enumerated().flatMap { index, platform in
      page("platform", .platforms, .platform, platform.naming, uses[index] ?? []) { [words] data in
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
    return pages + [
      list(
        .platforms, .platformsIntro,
        content.platforms.enumerated().map {
          ($1.naming, uses[$0]?.count ?? 0, $1.kinds.joined(separator: words.comma), nil)
        })
    ]
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
