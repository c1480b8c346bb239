import Records
import Templates

// Brands, methods, topics and platforms: a page each, and a list of each kind.
extension Publication {
  func brandPages() -> [Page] {
    let uses = Dictionary(grouping: order) { content.cases[$0].brand }
    let pages = content.brands.enumerated().flatMap { index, brand in
      page("brand", "brands", "品牌", brand.naming, uses[index] ?? []) { data in
        ["recurs": data.text(brand.recurs?.chinese)]
      }
    }
    return pages + [
      list(
        "brands", "协商品牌", "各地给自己的协商工作起的名字。",
        content.brands.enumerated().map { ($1.naming, uses[$0]?.count ?? 0, $1.recurs?.chinese, nil) })
    ]
  }

  func methodPages() -> [Page] {
    let uses = Dictionary(grouping: order) { content.cases[$0].method }
    let pages = content.methods.enumerated().flatMap { index, method in
      page("method", "methods", "工作法", method.naming, uses[index] ?? []) { data in
        ["steps": data.texts(method.steps)]
      }
    }
    return pages + [
      list(
        "methods", "工作法", "协商怎么开展：来源公布了步骤的，按顺序列出；没有公布的，不补写。",
        content.methods.enumerated().map {
          ($1.naming, uses[$0]?.count ?? 0, $1.steps.isEmpty ? "步骤未公布" : "\($1.steps.count)步", nil)
        })
    ]
  }

  func topicPages() -> [Page] {
    var uses = [[Int]](repeating: [], count: content.topics.count)
    for index in order { for topic in Set(content.cases[index].topics) { uses[topic].append(index) } }
    let pages = content.topics.enumerated().flatMap { index, topic in
      page("topic", "topics", "议题", topic.naming, uses[index]) { data in
        ["kind": data.term(topic.kind), "year": data.text(topic.year)]
      }
    }
    return pages + [
      list(
        "topics", "议题", "案例谈的是什么事。共性指导议题和专项行动由各级政协提出，常设议题是本站的分类。",
        content.topics.enumerated().map {
          ($1.naming, uses[$0].count, $1.year.map { $0 + "年" }, $1.kind.chinese)
        })
    ]
  }

  func platformPages() -> [Page] {
    let uses = Dictionary(grouping: order) { content.cases[$0].platform }
    let pages = content.platforms.enumerated().flatMap { index, platform in
      page("platform", "platforms", "平台", platform.naming, uses[index] ?? []) { data in
        [
          "kinds": data.texts(platform.kinds), "host": data.text(platform.host),
          "shared_with": data.texts(platform.sharedWith), "sector": data.text(platform.sector),
          "checklist": data.texts(platform.checklist),
          "convenors": data.list(platform.convenors) { convenor, data in
            data.object(["role": data.text(convenor.role), "count": data.quantity(convenor.count)])
          },
          "commended": data.text(platform.commended),
        ]
      }
    }
    return pages + [
      list(
        "platforms", "协商平台", "开展协商的地方：协商议事之家、委员工作站、委员工作室、联络室和线上平台。",
        content.platforms.enumerated().map {
          ($1.naming, uses[$0]?.count ?? 0, $1.kinds.joined(separator: "、"), nil)
        })
    ]
  }

  // MARK: One page, one list

  private func page(
    _ kind: String, _ folder: String, _ word: String, _ naming: Naming, _ cases: [Int],
    _ more: @escaping @Sendable (inout DataBuilder) -> Fields
  ) -> [Page] {
    let path = [Crumb.link(Publication.listTitles[folder] ?? word, Address.folder(folder))]
    let list = CaseList(
      folder: "\(folder)/\(naming.stem)/cases", heading: "\(naming.title)的案例", cases: cases,
      breadcrumb: path + [Crumb.link(naming.title, Address.record(folder, naming.stem))])
    let own = Page(
      Address.record(folder, naming.stem), kind: kind, title: naming.title,
      description: naming.summary ?? "\(word)“\(naming.title)”和相关案例", breadcrumb: path, file: naming.file
    ) { [self] data in
      let item: Fields = [
        "title": data.text(naming.title), "names": data.texts(naming.names),
        "region": naming.region.map(link) ?? .none, "note": data.text(naming.note),
        "corrections": data.texts(naming.corrections), "sources": sources(naming.citations, &data),
        "summary": data.text(naming.summary), "body": body(naming.file, &data),
      ]
      return ["item": data.object(item + more(&data)), "cases": excerpt(of: list, &data)]
    }
    return [own] + pages(beyond: list)
  }

  private static let listTitles = ["brands": "协商品牌", "methods": "工作法", "topics": "议题", "platforms": "协商平台"]

  private typealias Entry = (naming: Naming, count: Int, detail: String?, group: String?)

  private func list(_ folder: String, _ heading: String, _ intro: String, _ entries: [Entry]) -> Page {
    // By the province or city they belong to, unless they are grouped otherwise.
    var groups: [(title: String?, entries: [Entry])] = []
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
                "summary": data.text(entry.naming.summary), "region": entry.naming.region.map(link) ?? .none,
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
    return content.regions[lineage[Swift.min(1, lineage.count - 1)]].name
  }

  private func order(of entries: [Entry]) -> Int {
    if entries.first?.group != nil { return 0 }
    return entries.compactMap(\.naming.region).map {
      content.regions.lineage(of: $0).prefix(2).last?.index ?? 0
    }.min()
      ?? .max
  }
}
