import Diagnostics
import Records
import Templates
import Wording

// Home, about, 404, and the printed briefings.
extension Publication {
  private static let newestOnHome = 9

  func homePage() -> Page {
    let home = content.regions[content.home]
    let elsewhere = content.regions.roots.filter { $0 != content.home }.map { content.regions[$0] }
    return Page(
      Address.home, kind: "home", title: content.settings.title(in: words.language),
      description: content.settings.subtitle(in: words.language) ?? content.settings.title(in: words.language)
    ) { [self] data in
      let topics = counted(content.topics, content.cases.map(\.topics), &data)
      let brands = counted(content.brands, content.cases.map { $0.brand.map { [$0] } ?? [] }, &data)
      return [
        "counts": counts(&data), "core": core(home.id, in: all, &data),
        "cities": table(of: home.children, in: all, &data), "newest": data.list(newest.map { cards[$0] }),
        "topics": topics, "brands": brands,
        "elsewhere": data.list(elsewhere) { region, data in
          data.object([
            "title": data.text(words.name(region)), "address": data.text(Address.region(region)),
            "count": Datum(ledger.casesBelow[region.id.index].count),
          ])
        },
      ] + tiles(of: home, &data)
    }
  }

  /// The newest cases of the home province, one for each district, so that no busy place hides the others.
  private var newest: [Int] {
    var districts: Set<RegionID> = []
    let chosen = order.filter { index in
      let lineage = content.regions.lineage(of: content.cases[index].region)
      let district = lineage.last { content.regions[$0].level <= .district } ?? lineage[0]
      return isHome(content.cases[index].region) && districts.insert(district).inserted
    }
    return Array(chosen.prefix(Publication.newestOnHome))
  }

  private func counts(_ data: inout DataBuilder) -> Datum {
    /// How many are in the home province, and how many in others. What names no region is the home province's.
    func count(_ regions: some Sequence<RegionID?>) -> (home: Datum, elsewhere: Datum) {
      var home = 0, elsewhere = 0
      for region in regions { if region.map(isHome) ?? true { home += 1 } else { elsewhere += 1 } }
      return (Datum(home), Datum(elsewhere))
    }
    let cases = count(content.cases.map(\.region)), reports = count(content.reports.map(\.region))
    let brands = count(content.brands.map(\.naming.region))
    let places = content.regions.all.map(\.id).filter { !ledger.casesBelow[$0.index].isEmpty }
    let regions = count(places)
    return data.object([
      "cases": cases.home, "cases_elsewhere": cases.elsewhere, "regions": regions.home,
      "regions_elsewhere": regions.elsewhere, "reports": reports.home, "reports_elsewhere": reports.elsewhere,
      "brands": brands.home, "brands_elsewhere": brands.elsewhere,
    ])
  }

  /// Links with the number of cases that belong to each, the most used first.
  ///
  /// - Parameter places: of each case, the records that it belongs to.
  private func counted<Record: NamedRecord>(
    _ records: [Record], _ places: [[Int]], _ data: inout DataBuilder
  ) -> Datum {
    var counts = [Int](repeating: 0, count: records.count)
    for place in places.joined() { counts[place] += 1 }
    let ranked = records.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    return data.list(ranked) { index, data in
      data.object([
        "title": data.text(records[index].naming.title),
        "address": data.text(Address.named(records[index], in: content)),
        "count": Datum(counts[index]),
      ])
    }
  }

  func aboutPages() -> [Page] {
    let about = Page(
      Address.folder("about"), kind: "about", title: words.name(SiteSettings.Section.about),
      description: words[.aboutDescription]
    ) { [self] data in
      [
        "metrics": data.list(metrics),
        "sources": data.list(content.sources) { value(of: $0, lines: [], &$1) }, "counts": counts(&data),
      ]
    }
    return [about]
  }

  /// The tree of regions: what a citizen looks for by name.
  func regionIndexPage() -> Page {
    let elsewhere = content.regions.roots.filter { $0 != content.home }
    return Page(
      Address.folder("regions"), kind: "regions", title: words[.regions],
      description: words[.regionsDescription]
    ) { [self] data in
      ["home": branch(content.home, &data), "elsewhere": data.list(elsewhere) { branch($0, &$1) }]
    }
  }

  private func branch(_ id: RegionID, _ data: inout DataBuilder) -> Datum {
    let region = content.regions[id]
    return data.object([
      "title": data.text(words.name(region)), "address": data.text(Address.region(region)),
      "level": links.term(region.level), "cases": Datum(ledger.casesBelow[id.index].count),
      "has_figures": Datum(!all.metrics(of: id).isEmpty || undatedFigures[id] != nil),
      "children": data.list(region.children) { branch($0, &$1) },
    ])
  }

  func notFoundPage() -> Page {
    Page(
      Address.notFound, kind: "not_found", title: words[.notFoundTitle],
      description: words[.notFoundTitle]
    ) { _ in [:] }
  }

  // MARK: Briefings

  func briefingPages() -> [Page] {
    let list = Page(
      Address.folder("briefings"), kind: "briefings", title: words[.briefingsTitle],
      description: words[.briefingsDescription]
    ) { [self] data in
      [
        "items": data.list(content.briefings) { briefing, data in
          data.object([
            "title": data.text(briefing.title),
            "address": data.text(chineseRoot, Address.record("briefings", briefing.stem)),
            "issue": data.text(briefing.issue), "date": data.day(briefing.date, words),
            "issuer": data.text(briefing.issuer),
          ])
        }
      ]
    }
    // The sheets are in the official Chinese form; a site without Chinese has them with its own words.
    return (chineseRoot.isEmpty ? content.briefings.map(briefingPage) : []) + [list]
  }

  /// In one line of a headline: 354 pt at 22 pt (`assets/briefing.css`).
  private static let charactersInHeadline = 16.0

  /// The printed sheet of one briefing.
  package func briefingPage(_ briefing: Briefing) -> Page {
    Page(
      Address.record("briefings", briefing.stem), kind: Page.briefing, title: briefing.title,
      description: "\(briefing.masthead)\(briefing.issue)",
      breadcrumb: [Crumb.link(words[.briefingsTitle], Address.folder("briefings"))],
      place: Location(briefing.file, 0..<0),
      published: briefing.date
    ) { [self] data in
      let table = briefing.period.map { ledger.table(for: .period($0)) } ?? all
      var figures: [Datum] = []
      if let region = briefing.region {
        for metric in briefing.figures {
          guard let finding = table[region, metric], let figure = finding.published else { continue }
          figures.append(value(of: figure, finding, in: table, &data))
        }
      }
      return ["briefing": value(of: briefing, &data), "figures": data.list(figures)]
    }
  }

  private func value(of briefing: Briefing, _ data: inout DataBuilder) -> Datum {
    let places = briefing.region.map { content.regions.lineage(of: $0).map { content.regions[$0] } } ?? []
    let names = places.flatMap { [$0.name] + $0.aliases }
    let headline = briefing.headline.isEmpty ? [briefing.title] : briefing.headline
    let masthead = Masthead(briefing.masthead, names: names)
    return data.object([
      "title": data.text(briefing.title),
      "title_lines": data.texts(
        headline.flatMap { TitleLines($0, width: Publication.charactersInHeadline, names: names).lines }),
      "kicker": data.text(briefing.kicker), "masthead": data.text(briefing.masthead),
      "masthead_lines": data.texts(masthead.lines), "masthead_size": Datum(masthead.size),
      "issue": data.text(briefing.issue), "issuer": data.text(briefing.issuer),
      "date": data.day(briefing.date, words), "recipients": data.texts(briefing.recipients),
      "copies": data.text(briefing.copies), "note": data.text(briefing.note),
      "sources": sources(briefing.citations, &data), "body": body(briefing.file, &data),
    ])
  }
}

/// The name at the head of a sheet: as large as the form has it, smaller where it is longer than a line, and in two lines
/// where it would be smaller than that.
struct Masthead {
  private(set) var lines: [String] = []
  /// From 1, the largest: `.masthead-1` in `assets/briefing.css`.
  private(set) var size = 1

  /// How many characters a line of each size holds.
  private static let sizes = [7.0, 8, 10, 12]

  init(_ text: String, names: [String]) {
    for (number, width) in Masthead.sizes.enumerated() {
      lines = TitleLines(text, width: width, names: names).lines
      size = number + 1
      if lines.count == 1 { return }
    }
    if lines.count == 2 { return }
    lines = TitleLines(text, width: 15, names: names).lines
    size = 5
  }
}
