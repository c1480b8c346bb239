import Charts
import Diagnostics
import Records
import Statistics
import Templates
import Wording

/// The site in one language: what its pages are made of, each builder of pages taking what it uses.
package final class Publication: Sendable {
  package let figures: PublishedFigures
  package let words: Words
  package var content: Content { figures.content }
  let cases: CaseIndex
  /// The data that pages have in common: cards, metrics, links, and those of their `Frame`.
  package let shared = SharedData()
  let links: Links
  let lists: CaseLists
  let figureData: FigureData
  let chartData: ChartData
  let texts: Texts
  /// The path from the root of this edition to that of the Chinese one; empty if it is the same.
  private let chineseRoot: String
  /// Whether there are PDF and Word files beside the pages of briefings.
  private let printsBriefings: Bool

  /// - Parameters:
  ///   - images: the pictures by their paths.
  ///   - baseURL: the address of the edition, with a slash at its end.
  ///   - today: nothing later is said to have happened.
  package init(
    _ figures: PublishedFigures, bodies: [Body], images: [String: ImageFile], words: Words, baseURL: String,
    today: Day, chineseRoot: String = "", printsBriefings: Bool = false
  ) {
    let content = figures.content, charts = ChartBuilder(content, words)
    self.figures = figures
    self.words = words
    self.chineseRoot = chineseRoot
    self.printsBriefings = printsBriefings
    cases = CaseIndex(figures.ledger, today: today)
    links = Links(content, words, in: shared)
    lists = CaseLists(content, words, cases, links, in: shared)
    figureData = FigureData(
      figures: figures, words: words, links: links, lists: lists,
      errorReports: ErrorReports(content.settings, words, baseURL: baseURL))
    chartData = ChartData(figures: figures, charts: charts, words: words, links: links, cases: cases)
    let blocks = LiveBlocks(
      figures: figures, charts: charts, words: words, figureData: figureData, chartData: chartData)
    texts = Texts(bodies, images: images, blocks: blocks)
  }

  /// All pages, those of records first.
  ///
  /// - Parameter isAtRoot: a site has one page for missing addresses, and no edition in a folder had other addresses.
  package func pages(isAtRoot: Bool = true) -> [Page] {
    let tables = TableData(figureData: figureData, chartData: chartData)
    let single = SinglePages(
      figures: figures, words: words, links: links, cases: cases, lists: lists, figureData: figureData,
      tables: tables)
    let named = NamedPages(
      content: content, words: words, links: links, cases: cases, lists: lists, chartData: chartData,
      texts: texts)
    let reconciliation = ReconciliationData(figures, words, links)
    let statistics = StatisticsPages(
      figures: figures, words: words, links: links, figureData: figureData, tables: tables,
      chartData: chartData, reconciliation: reconciliation)
    let casePages = CasePages(
      content: content, words: words, links: links, cases: cases, lists: lists, texts: texts)
    let ownPages = OwnPages(content: content, words: words, texts: texts)
    let regionPages = RegionPages(
      figures: figures, words: words, links: links, cases: cases, lists: lists, figureData: figureData,
      tables: tables, chartData: chartData, reconciliation: reconciliation, texts: texts)
    let sections: [(section: SiteSettings.Section, pages: () -> [Page])] = [
      (.brands, named.brandPages), (.methods, named.methodPages), (.topics, named.topicPages),
      (.platforms, named.platformPages), (.cases, lists.pages), (.statistics, statistics.pages),
      (.briefings, briefings.pages), (.about, { [single.aboutPage] }),
    ]
    return casePages.pages + regionPages.pages
      + sections.flatMap { content.settings.sections.contains($0.section) ? $0.pages() : [] }
      + ownPages.pages + [single.homePage, single.regionIndexPage]
      + (isAtRoot ? content.redirectPages + [single.notFoundPage] : [])
  }

  private var briefings: BriefingPages {
    BriefingPages(
      figures: figures, words: words, links: links, figureData: figureData, texts: texts,
      chineseRoot: chineseRoot, arePrinted: printsBriefings)
  }

  /// The printed sheet of one briefing.
  package func briefingPage(_ briefing: Briefing) -> Page { briefings.page(briefing) }

  /// The page of the search.
  ///
  /// - Parameter index: the address of the file that the search begins with; without one there is no page.
  package func searchPages(index: String?) -> [Page] {
    guard let index else { return [] }
    let page = Page(
      Address.folder("search"), kind: "search", title: words.name(SiteSettings.Section.search),
      description: words[.searchDescription]
    ) { [content, words] data in
      let top = content.regions.roots.map { content.regions[$0].level }.min() ?? .province
      return ["index": data.text(index), "levels": data.text(words.searchLevels(from: top))]
    }
    return [page]
  }

  /// Reports metrics that briefings list and nobody has reported: the annex has no row of them.
  package func checkBriefings(reporting diagnostics: inout [Diagnostic]) {
    for briefing in content.briefings {
      guard let region = briefing.region else { continue }
      let table = figures.table(for: briefing.period)
      for metric in briefing.figures where table[region, metric]?.published == nil {
        diagnostics.append(
          .notInAnnex(
            content.metrics.all[metric], content.regions[region],
            isUndated: figures.hasUndated(region, metric),
            at: Location(briefing.file, briefing.figuresRange)))
      }
    }
  }

  /// Reports where a block in a text shows nothing, or less than it is meant to.
  package func checkLiveBlocks(of bodies: [Body], reporting diagnostics: inout [Diagnostic]) {
    for body in bodies {
      var told: Set<Int> = []
      for (_, block) in body.blocks {
        if let found = texts.blocks.diagnostic(of: block) { diagnostics.append(found) }
        diagnostics += texts.blocks.neighbours(of: block, in: body.document, told: &told)
      }
    }
  }
}
