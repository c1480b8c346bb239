import Records
import Templates

// Home, about, 404, and the printed briefings.
extension Publication {
  private static let newestOnHome = 9

  func homePage() -> Page {
    let home = content.regions[content.home]
    return Page(
      Address.home, kind: "home", title: content.settings.title,
      description: content.settings.subtitle ?? content.settings.title,
      data: [
        ("counts", counts), ("core", core(home.id, in: all)), ("cities", table(of: home.children, in: all)),
        ("newest", .list(order.prefix(Publication.newestOnHome).map { cards[$0] })),
        ("topics", counted(content.topics, "topics") { record, index in record.topics.contains(index) }),
        ("brands", counted(content.brands, "brands") { record, index in record.brand == index }),
        (
          "elsewhere",
          .list(
            content.regions.roots.filter { $0 != content.home }.map { id in
              [
                "title": .string(content.regions[id].name),
                "address": .string(Address.region(content.regions[id])),
                "count": .int(ledger.casesBelow[id.index].count),
              ]
            })
        ),
      ] + tiles(of: home))
  }

  private var counts: Value {
    let inside = ledger.casesBelow[content.home.index].count
    let regions = content.regions.all.count { !ledger.casesBelow[$0.id.index].isEmpty }
    return [
      "cases": .int(inside), "cases_elsewhere": .int(content.cases.count - inside), "regions": .int(regions),
      "reports": .int(content.reports.count), "brands": .int(content.brands.count),
    ]
  }

  /// Links with the number of cases that belong to each, the most used first.
  private func counted<Record: NamedRecord>(
    _ records: [Record], _ folder: String, _ belongs: (Case, Int) -> Bool
  ) -> Value {
    let counts = records.indices.map { index in content.cases.count { belongs($0, index) } }
    let ranked = records.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    return .list(
      ranked.map { index in
        [
          "title": .string(records[index].naming.title),
          "address": .string(Address.record(folder, records[index].naming.stem)),
          "count": .int(counts[index]),
        ]
      })
  }

  func aboutPage() -> Page {
    Page(
      Address.folder("about"), kind: "about", title: "数字怎么来", description: "本站的数字从哪里来，怎样计算，什么不能相加",
      data: [
        ("metrics", .list(metrics)), ("sources", .list(content.sources.map { value(of: $0, lines: []) })),
        ("counts", counts),
      ])
  }

  /// The tree of regions: what a citizen looks for by name.
  func regionIndexPage() -> Page {
    let roots = content.regions.roots
    return Page(
      Address.folder("regions"), kind: "regions", title: "地区", description: "按地区查找：从省到村（社区）",
      data: [
        ("home", branch(content.home)),
        ("elsewhere", .list(roots.filter { $0 != content.home }.map(branch))),
      ])
  }

  private func branch(_ id: RegionID) -> Value {
    let region = content.regions[id]
    return [
      "title": .string(region.name), "address": .string(Address.region(region)), "level": term(region.level),
      "cases": .int(ledger.casesBelow[id.index].count),
      "has_figures": .bool(!all.metrics(of: id).isEmpty), "children": .list(region.children.map(branch)),
    ]
  }

  func notFoundPage() -> Page {
    Page(Address.notFound, kind: "not_found", title: "没有这个页面", description: "没有这个页面", data: [])
  }

  // MARK: Briefings

  func briefingPages() -> [Page] {
    let list = Page(
      Address.folder("briefings"), kind: "briefings", title: "工作简报", description: "可以打印的工作简报",
      data: [
        (
          "items",
          .list(
            content.briefings.map { briefing in
              [
                "title": .string(briefing.title),
                "address": .string(Address.record("briefings", briefing.stem)),
                "issue": .string(briefing.issue), "date": Value(briefing.date.map(Period.init(day:))),
                "issuer": .string(briefing.issuer),
              ]
            })
        )
      ])
    return content.briefings.map(briefingPage) + [list]
  }

  /// The printed sheet of one briefing.
  package func briefingPage(_ briefing: Briefing) -> Page {
    let table = briefing.period.map { ledger.table(for: .period($0)) } ?? all
    let figures = briefing.region.map { region in
      briefing.figures.map { cell(region, $0, in: table) }.filter { !$0.isNone }
    }
    let data: Value = [
      "title": .string(briefing.title),
      "title_lines": .texts(briefing.headline.isEmpty ? [briefing.title] : briefing.headline),
      "kicker": Value(briefing.kicker),
      "masthead": .string(briefing.masthead),
      "issue": .string(briefing.issue), "issuer": .string(briefing.issuer),
      "date": Value(briefing.date.map(Period.init(day:))), "recipients": .texts(briefing.recipients),
      "copies": Value(briefing.copies), "note": Value(briefing.note), "sources": sources(briefing.citations),
      "body": body(briefing.file),
    ]
    return Page(
      Address.record("briefings", briefing.stem), kind: "briefing", title: briefing.title,
      description: "\(briefing.masthead)\(briefing.issue)",
      breadcrumb: [Value.link("工作简报", Address.folder("briefings"))],
      data: [("briefing", data), ("figures", .list(figures ?? []))], file: briefing.file)
  }
}
