import Diagnostics
import Records
import Statistics
import Templates

/// Everything that the pages are made of: records, figures, and bodies as markup.
package struct Publication: Sendable {
  package let content: Content
  package let ledger: Ledger
  /// The figures of everything dated.
  package let all: FigureTable
  /// By year, newest first.
  package let years: [(year: Int, table: FigureTable)]
  /// The half-years, quarters and months that reports speak of, newest first.
  let parts: [FigureTable]
  /// By the period asked for: of years and their parts.
  private let tables: [Period: FigureTable]
  package let discrepancies: [Discrepancy]
  /// Markup by the path of the write-up.
  let bodies: [String: String]
  /// Addresses of the pictures, by their path.
  let images: [String: String]
  /// Cases by date, newest first, undated last.
  let order: [Int]
  /// By case: its place in that order.
  private let ranks: [Int]
  /// Of each region, the cases in it and below it in that order.
  let newestBelow: [[Int]]
  let cards: [Value]
  /// By metric: the figures of everything dated, by the path of their region.
  let published: [[Figure]]
  let metrics: [Value]
  /// What does not fit together, as pages show it.
  private(set) var reconciliation: [Reconciled] = []
  /// By either side's region: places in it.
  private(set) var reconciliationByRegion: [RegionID: [Int]] = [:]

  package init(_ ledger: Ledger, discrepancies: [Discrepancy], bodies: [Body], images: [String: String]) {
    content = ledger.content
    self.ledger = ledger
    all = ledger.table(for: .all)
    years = ledger.content.years.reversed().map { ($0, ledger.table(for: .period(Period(year: $0)))) }
    parts = ledger.content.partsOfYears.reversed().map { ledger.table(for: .period($0)) }
    tables = Dictionary(
      (years.map(\.table) + parts).compactMap { table in table.query.period.map { ($0, table) } }
    ) {
      first, _ in first
    }
    self.discrepancies = discrepancies
    self.bodies = Dictionary(bodies.map { ($0.file, $0.html) }) { first, _ in first }
    self.images = images
    let cases = ledger.content.cases
    order = Publication.newestFirst(cases)
    let order = order
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    self.ranks = ranks
    newestBelow = ledger.casesBelow.map { below in below.map { ranks[$0] }.sorted().map { order[$0] } }
    let content = ledger.content
    cards = Frozen.each(of: cases.map { .object(Object($0.card(in: content))) })
    metrics = Frozen.each(of: content.metrics.all.map(Value.init(metric:)))
    var published = [[Figure]](repeating: [], count: content.metrics.all.count)
    for figure in all.published { published[figure.metric].append(figure) }
    let places = ledger.placesByPath
    self.published = published.map { $0.sorted { places[$0.region.index] < places[$1.region.index] } }
    let reconciled = Publication.reconciled(discrepancies, in: ledger)
    reconciliation = reconciled.map { item, anchor in
      Reconciled(region: item.left.region, value: value(of: item, anchor: anchor))
    }
    for (place, (item, _)) in reconciled.enumerated() {
      for region in Set([item.left.region, item.right.region]) {
        reconciliationByRegion[region, default: []].append(place)
      }
    }
  }

  /// All pages, those of records first.
  package func pages() -> [Page] {
    casePages() + regionPages() + namedPages() + listPages() + statisticsPages() + briefingPages()
      + [homePage(), regionIndexPage(), aboutPage(), notFoundPage()]
  }

  /// The table of the same months a year before, if anything is known of them.
  func table(before table: FigureTable) -> FigureTable? {
    table.query.period?.previousLike.flatMap { tables[$0] }
  }

  func body(_ file: String) -> Value { .html(bodies[file] ?? "") }

  func cards(_ indices: some Sequence<Int>) -> Value { .list(indices.map { cards[$0] }) }

  /// By date, newest first, undated last. A whole year says less than a month in it, and comes after.
  private static func newestFirst(_ cases: [Case]) -> [Int] {
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

  func caseLink(_ index: Int) -> Value {
    .link(content.cases[index].title, Address.record("cases", content.cases[index].stem))
  }

  func link(_ region: RegionID) -> Value {
    .link(content.regions[region].name, Address.region(content.regions[region]))
  }

  func isHome(_ region: RegionID) -> Bool { content.isHome(region) }
}

func term(_ choice: some Choice) -> Value {
  ["key": .string(choice.rawValue), "name": .string(choice.chinese)]
}

extension Value {
  static func link(_ title: String, _ address: String) -> Value {
    ["title": .string(title), "address": .string(address)]
  }

  static func texts(_ texts: [String]) -> Value { .list(texts.map(Value.string)) }

  init(_ quantity: Quantity?) { self = quantity.map { .verbatim($0.display) } ?? .none }

  init(_ period: Period?) { self = period.map { .string($0.chinese) } ?? .none }

  init(metric: Metric) {
    let adds =
      switch (metric.addsOverRegions, metric.addsOverTime) {
      case (true, true): "各地区可以相加，不重叠的时期可以相加"
      case (true, false): "各地区可以相加，不同时期不能相加"
      case (false, true): "各地区不能相加，不重叠的时期可以相加"
      case (false, false): "各地区、各时期都不能相加"
      }
    self = [
      "id": .string(metric.id), "name": .string(metric.name), "unit": .string(metric.unit),
      "kind": term(metric.kind),
      "definition": .string(metric.definition), "parts": .texts(metric.parts), "adds": .string(adds),
      "address": .string(Address.record("statistics", metric.id)), "note": Value(metric.note),
    ]
  }
}
