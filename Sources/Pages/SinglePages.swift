import Records
import Statistics
import Templates
import Wording

/// The pages of which a site has one: home, the tree of regions, about, and the one for missing addresses.
struct SinglePages: Sendable {
  let figures: PublishedFigures
  let words: Words
  let links: Links
  let cases: CaseIndex
  let lists: CaseLists
  let figureData: FigureData
  let tables: TableData
  private var content: Content { figures.content }

  private static let newestOnHome = 9

  // MARK: Home

  var homePage: Page {
    let home = content.regions[content.home], language = words.language
    let elsewhere = elsewhere.map { content.regions[$0] }
    return Page(
      Address.home, kind: "home", title: content.settings.title(in: language),
      description: content.settings.subtitle(in: language) ?? content.settings.title(in: language)
    ) { [self] data in
      let topics = counted(content.topics, content.cases.map(\.topics), &data)
      let brands = counted(content.brands, content.cases.map { $0.brand.map { [$0] } ?? [] }, &data)
      return [
        "counts": counts(&data), "core": figureData.core(home.id, &data),
        "cities": tables.table(of: home.children, in: figures.all, &data),
        "newest": data.list(newest.map { lists.cards[$0] }), "topics": topics, "brands": brands,
        "elsewhere": data.list(elsewhere) { region, data in
          data.object([
            "title": data.text(words.name(region)), "address": data.text(Address.region(region)),
            "count": Datum(cases.below[region.id.index].count),
          ])
        },
      ] + tables.tiles(of: home, &data)
    }
  }

  /// The regions elsewhere that anything is told of; a registry may list all neighbours of home. Its other roots are
  /// there for comparison in any case.
  private var elsewhere: [RegionID] {
    content.elsewhere.filter { id in
      content.regions[id].parent == nil || !cases.below[id.index].isEmpty || figures.undated[id] != nil
        || !figures.all.metrics(of: id).isEmpty
    }
  }

  /// The newest cases of home, one for each region that is told apart (a province's districts), so that no busy one
  /// hides the others; where these are few, further ones beside them.
  private var newest: [Int] {
    var regions: Set<RegionID> = [], others: [Int] = []
    var chosen = cases.newestFirst.filter { index in
      guard content.isHome(content.cases[index].region) else { return false }
      let lineage = content.regions.lineage(of: content.cases[index].region)
      let region = lineage.last { content.regions[$0].level <= content.lowestCompared } ?? lineage[0]
      if regions.insert(region).inserted { return true }
      others.append(index)
      return false
    }
    chosen = Array((chosen + others).prefix(SinglePages.newestOnHome))
    return cases.newestFirst.filter(chosen.contains)
  }

  private func counts(_ data: inout DataBuilder) -> Datum {
    /// The number at home, and that elsewhere. A record without a region is home's.
    func count(_ regions: some Sequence<RegionID?>) -> (home: Datum, elsewhere: Datum) {
      var home = 0, elsewhere = 0
      for region in regions {
        if content.isHome(region ?? content.home) { home += 1 } else { elsewhere += 1 }
      }
      return (Datum(home), Datum(elsewhere))
    }
    let cases = count(content.cases.map(\.region)), reports = count(content.reports.map(\.region))
    let brands = count(content.brands.map(\.naming.region))
    // A region that home lies in has its cases, too, but is elsewhere only if it has some of its own.
    let above = content.above, named = Set(content.cases.map(\.region))
    let withCases = content.regions.all.map(\.id).filter {
      above.contains($0) ? named.contains($0) : !self.cases.below[$0.index].isEmpty
    }
    let regions = count(withCases)
    return data.object([
      "cases": cases.home, "cases_elsewhere": cases.elsewhere, "regions": regions.home,
      "regions_elsewhere": regions.elsewhere, "reports": reports.home, "reports_elsewhere": reports.elsewhere,
      "brands": brands.home, "brands_elsewhere": brands.elsewhere,
    ])
  }

  /// Links with the number of cases that belong to each, the most used first.
  ///
  /// - Parameter uses: the records that each case belongs to.
  private func counted<Record: NamedRecord>(
    _ records: [Record], _ uses: [[Int]], _ data: inout DataBuilder
  ) -> Datum {
    var counts = [Int](repeating: 0, count: records.count)
    for record in uses.joined() { counts[record] += 1 }
    let ranked = records.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    return data.list(ranked) { index, data in
      data.object([
        "title": data.text(records[index].naming.title),
        "address": data.text(Address.named(records[index], in: content)),
        "count": Datum(counts[index]),
      ])
    }
  }

  // MARK: Others

  var aboutPage: Page {
    Page(
      Address.folder("about"), kind: "about", title: words.name(SiteSettings.Section.about),
      description: words[.aboutDescription]
    ) { [self] data in
      [
        "metrics": data.list(links.metrics),
        "sources": data.list(content.sources) { links.source($0, lines: [], &$1) }, "counts": counts(&data),
      ]
    }
  }

  /// The tree of regions, in which a citizen looks for a region by name.
  var regionIndexPage: Page {
    Page(
      Address.folder("regions"), kind: "regions", title: words[.regions],
      description: words.filled(.regionsDescription, ["home": words.name(content.regions[content.home])])
    ) { [self] data in
      [
        "above": data.list(content.above.map(links.region)), "home": branch(content.home, &data),
        "elsewhere": data.list(elsewhere) { branch($0, &$1) },
      ]
    }
  }

  private func branch(_ id: RegionID, _ data: inout DataBuilder) -> Datum {
    let region = content.regions[id]
    return data.object([
      "title": data.text(words.name(region)), "address": data.text(Address.region(region)),
      "level": links.term(region.level), "cases": Datum(cases.below[id.index].count),
      "has_figures": Datum(!figures.all.metrics(of: id).isEmpty || figures.undated[id] != nil),
      "children": data.list(region.children) { branch($0, &$1) },
    ])
  }

  var notFoundPage: Page {
    Page(
      Address.notFound, kind: "not_found", title: words[.notFoundTitle],
      description: words[.notFoundTitle]
    ) { _ in [:] }
  }
}
