import Charts
import Diagnostics
import Records
import Statistics
import Templates
import Wording

/// Everything that the pages are made of: records, figures, and bodies as markup.
package final class Publication: Sendable {
  package let content: Content
  package let words: Words
  /// Nothing later is stated as having happened.
  let today: Day
  /// From the root of this edition to that of the Chinese one, if that is another: empty if not.
  let chineseRoot: String
  package let figures: PublishedFigures
  let charts: ChartBuilder
  /// Markup by the path of the write-up.
  private let bodies: [String: Body]
  /// Addresses of the pictures, by their path.
  let images: [String: String]
  /// Cases by date, newest first, undated last.
  let order: [Int]
  /// By case: its place in that order.
  private let ranks: [Int]
  /// By case: the year that its date lies in, if it lies in one.
  let caseYears: [Int?]
  /// From the first of them to the last.
  let caseYearSpan: ClosedRange<Int>?
  /// Of each region, the cases in it and below it in that order.
  let newestBelow: [[Int]]
  let cards: [Datum]
  /// By region, in the order of their files.
  let reportsOf: [[Report]]
  let metrics: [Datum]
  let links: Links
  /// Where cards, metrics and links stand.
  private let kept: [KeptData]
  /// By either side's region: places in it.
  let reconciliationByRegion: [RegionID: [Int]]

  package init(
    _ figures: PublishedFigures, bodies: [Body], images: [String: String], words: Words, today: Day,
    chineseRoot: String = ""
  ) {
    self.today = today
    self.chineseRoot = chineseRoot
    self.figures = figures
    content = figures.content
    self.words = words
    charts = ChartBuilder(figures.content, words)
    self.bodies = Dictionary(bodies.map { ($0.file, $0) }) { first, _ in first }
    self.images = images
    let cases = figures.content.cases
    caseYears = cases.map { record in
      record.date.flatMap { $0.value.start?.year == $0.value.end.year ? $0.value.end.year : nil }
    }
    let known = caseYears.compactMap { $0 }
    caseYearSpan = known.min().flatMap { first in known.max().map { first...$0 } }
    order = Publication.newestFirst(cases)
    let order = order
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    self.ranks = ranks
    newestBelow = figures.ledger.casesBelow.map { below in below.map { ranks[$0] }.sorted().map { order[$0] }
    }
    let content = figures.content
    var data = DataBuilder()
    let links = Links(content, words, &data), hasStatistics = content.settings.sections.contains(.statistics)
    self.links = links
    let cards = Publication.cards(of: cases, links)
    self.cards = cards.flatMap(\.cards)
    var reportsOf = [[Report]](repeating: [], count: content.regions.all.count)
    for report in content.reports { reportsOf[report.region.index].append(report) }
    self.reportsOf = reportsOf
    metrics = content.metrics.all.map { data.metric($0, links, hasPage: hasStatistics) }
    kept = [data.kept()] + cards.map(\.kept)
    var byRegion: [RegionID: [Int]] = [:]
    for (place, item) in figures.reconciliation.enumerated() {
      for region in item.regions { byRegion[region, default: []].append(place) }
    }
    reconciliationByRegion = byRegion
  }

  var ledger: Ledger { figures.ledger }
  var all: FigureTable { figures.all }
  var years: [(year: Int, table: FigureTable)] { figures.years }
  var parts: [FigureTable] { figures.parts }
  var coreMetrics: [Int] { figures.coreMetrics }
  var undatedFigures: [RegionID: [Int: [(report: Int, figure: Int)]]] { figures.undated }
  var published: [[Figure]] { figures.byMetric }
  var reconciliation: [Reconciled] { figures.reconciliation }

  /// All pages, those of records first.
  ///
  /// - Parameter isAtRoot: a site has one page for missing addresses, and no edition in a folder had other addresses.
  package func pages(isAtRoot: Bool = true) -> [Page] {
    let sections: [(section: SiteSettings.Section, pages: () -> [Page])] = [
      (.brands, brandPages), (.methods, methodPages), (.topics, topicPages), (.platforms, platformPages),
      (.cases, listPages), (.statistics, statisticsPages), (.briefings, briefingPages), (.about, aboutPages),
    ]
    return casePages() + regionPages() + sections.flatMap { has($0.section) ? $0.pages() : [] }
      + [homePage(), regionIndexPage()] + (isAtRoot ? redirectPages() + [notFoundPage()] : [])
  }

  func body(_ file: String, _ data: inout DataBuilder) -> Datum {
    guard let body = bodies[file] else { return data.html([]) }
    return data.html(body.blocks.isEmpty ? body.html : filled(body))
  }

  /// In some parts, made side by side.
  private static func cards(of cases: [Case], _ links: Links) -> [(cards: [Datum], kept: KeptData)] {
    stride(from: 0, to: cases.count, by: 1000).map { $0..<min($0 + 1000, cases.count) }.parallelMap { part in
      var data = DataBuilder()
      let cards = cases[part].map { data.object($0.card(links, &data)) }
      return (cards, data.kept())
    }
  }

  /// By date, newest first, undated last. A whole year says less than a month in it, and comes after.
  static func newestFirst(_ cases: [Case]) -> [Int] {
    let keys = cases.enumerated().map { index, record in
      let date = record.date?.value
      return (start: date?.start?.ordinal ?? .min, end: date?.end.ordinal ?? .min, index: index)
    }
    return keys.sorted { a, b in
      a.start != b.start ? a.start > b.start : a.end != b.end ? a.end > b.end : a.index < b.index
    }.map(\.index)
  }

  /// The newest of some cases, in that order, without sorting all of them.
  func newest(_ limit: Int, among cases: [Int]) -> [Int] {
    var newest: [Int] = []
    for index in cases {
      let rank = ranks[index]
      if newest.count == limit {
        guard rank < newest[limit - 1] else { continue }
        newest.removeLast()
      }
      newest.insert(rank, at: newest.firstIndex { rank < $0 } ?? newest.endIndex)
    }
    return newest.map { order[$0] }
  }

  func link(_ region: RegionID) -> Datum { links.regions[region.index] }

  package func has(_ section: SiteSettings.Section) -> Bool { content.settings.sections.contains(section) }

  func crumb(_ region: RegionID) -> Crumb { .kept(link(region)) }

  func isHome(_ region: RegionID) -> Bool { content.isHome(region) }
}

/// What pages show of a record that they only mention: its title, and its address if it has a page.
struct Links: Sendable {
  let words: Words
  /// By the type of the term, then by its key.
  private let terms: [ObjectIdentifier: [String: Datum]]
  let regions: [Datum]
  /// Of each region, from its province down to itself.
  let lineages: [Datum]
  let brands: [Datum]
  let methods: [Datum]
  let topics: [Datum]
  let platforms: [Datum]

  fileprivate init(_ content: Content, _ words: Words, _ data: inout DataBuilder) {
    self.words = words
    terms = Dictionary(
      uniqueKeysWithValues: Words.termTypes.map { (ObjectIdentifier($0), data.terms($0, words)) })
    let regions = content.regions.all.map { data.link(words.name($0), Address.region($0)) }
    self.regions = regions
    lineages = content.regions.all.map { region in
      data.list(content.regions.lineage(of: region.id).map { regions[$0.index] })
    }
    brands = content.brands.map { data.link($0, in: content) }
    methods = content.methods.map { data.link($0, in: content) }
    topics = content.topics.map { data.link($0, in: content) }
    platforms = content.platforms.map { data.link($0, in: content) }
  }

  func term<T: Term>(_ term: T) -> Datum { terms[ObjectIdentifier(T.self)]?[term.rawValue] ?? .none }

  func term(_ term: (some Term)?) -> Datum { term.map { self.term($0) } ?? .none }
}

extension DataBuilder {
  mutating func link(_ title: String, _ address: String) -> Datum {
    object(["title": text(title), "address": text(address)])
  }

  fileprivate mutating func link<Record: NamedRecord>(_ record: Record, in content: Content) -> Datum {
    object([
      "title": text(record.naming.title), "address": text(Address.named(record, in: content)),
    ])
  }

  fileprivate mutating func terms<T: Term>(_ type: T.Type, _ words: Words) -> [String: Datum] {
    var terms: [String: Datum] = [:]
    for term in T.allCases {
      terms[term.rawValue] = object(["key": text(term.rawValue), "name": text(words.name(term))])
    }
    return terms
  }

  mutating func quantity(_ quantity: Quantity?, _ words: Words) -> Datum {
    quantity.map { verbatim(words.quantity($0)) } ?? .none
  }

  mutating func period(_ period: Period?, _ words: Words) -> Datum { text(period.map(words.period)) }

  mutating func day(_ day: Day?, _ words: Words) -> Datum { period(day.map(Period.init(day:)), words) }

  fileprivate mutating func metric(_ metric: Metric, _ links: Links, hasPage: Bool) -> Datum {
    let words = links.words
    let adds: Word =
      switch (metric.addsOverRegions, metric.addsOverTime) {
      case (true, true): .addsBoth
      case (true, false): .addsRegions
      case (false, true): .addsTime
      case (false, false): .addsNothing
      }
    return object([
      "id": text(metric.id), "name": text(words.name(metric)), "unit": text(words.unit(metric)),
      "head_unit": text(words.headUnit(words.unit(metric), under: words.name(metric))),
      "kind": links.term(metric.kind),
      "definition": text(words.definition(metric)), "parts": texts(words.parts(metric)),
      "adds": text(words[adds]),
      "address": hasPage ? text(Address.record("statistics", metric.id)) : .none, "note": text(metric.note),
    ])
  }
}
