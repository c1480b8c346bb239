import Records
import Statistics
import Templates
import Wording

/// The data that many pages show of records which they only mention: made once, and kept.
final class Links: Sendable {
  let content: Content
  let words: Words
  /// The fixed terms, by their type, then by their key.
  private let terms: [ObjectIdentifier: [String: Datum]]
  let regions: [Datum]
  /// The regions from the root down to each region itself.
  let lineages: [Datum]
  /// The same as lists of cases have it: within home only what is below it.
  let places: [Datum]
  let brands: [Datum]
  let methods: [Datum]
  let topics: [Datum]
  let platforms: [Datum]
  /// The metrics: docs/pages.md, “metric”.
  let metrics: [Datum]

  /// - Parameter shared: takes the data.
  init(_ content: Content, _ words: Words, in shared: SharedData) {
    self.content = content
    self.words = words
    var data = DataBuilder(sharing: shared)
    let terms = Dictionary(
      uniqueKeysWithValues: Words.termTypes.map { (ObjectIdentifier($0), data.terms($0, words)) })
    self.terms = terms
    let regions = content.regions.all.map { data.link(words.name($0), Address.region($0)) }
    self.regions = regions
    lineages = content.regions.all.map { region in
      data.list(content.regions.lineage(of: region.id).map { regions[$0.index] })
    }
    let above = content.above.count
    places = content.regions.all.map { region in
      let line = content.regions.lineage(of: region.id)
      // Home itself is said of what lies nowhere below it.
      let isBelow = line.count > above + 1 && line[above] == content.home
      let isHome = region.id == content.home
      return data.list(line.dropFirst(isBelow ? above + 1 : isHome ? above : 0).map { regions[$0.index] })
    }
    brands = content.brands.map { data.link($0, in: content) }
    methods = content.methods.map { data.link($0, in: content) }
    topics = content.topics.map { data.link($0, in: content) }
    platforms = content.platforms.map { data.link($0, in: content) }
    let kinds = terms[ObjectIdentifier(Metric.Kind.self)] ?? [:]
    let hasPages = content.settings.sections.contains(.statistics)
    metrics = content.metrics.all.map { metric in
      data.metric(metric, words, kind: kinds[metric.kind.rawValue] ?? .none, hasPage: hasPages)
    }
    data.keep()
  }

  func term<T: Term>(_ term: T) -> Datum { terms[ObjectIdentifier(T.self)]?[term.rawValue] ?? .none }

  func term(_ term: (some Term)?) -> Datum { term.map { self.term($0) } ?? .none }

  func region(_ id: RegionID) -> Datum { regions[id.index] }

  func crumb(_ id: RegionID) -> Crumb { .kept(region(id)) }

  /// A report, as far as a number that it gives mentions it.
  func report(_ report: Report, _ data: inout DataBuilder) -> Datum {
    data.link(report.title, Address.report(report, in: content))
  }

  // MARK: Sources

  /// The cited pages, each once, with its lines in order.
  func sources(_ citations: [Citation], _ data: inout DataBuilder) -> Datum {
    if citations.isEmpty { return data.list([]) }
    var lines: [String: Set<Int>] = [:]
    for citation in citations { lines[citation.source, default: []].formUnion(citation.lines) }
    return data.list(content.sources.filter { lines[$0.id] != nil }) { page, data in
      source(page, lines: (lines[page.id] ?? []).sorted(), &data)
    }
  }

  func source(_ page: SourcePage, lines: [Int], _ data: inout DataBuilder) -> Datum {
    let isListed = content.settings.sections.contains(.about)
    return data.object([
      "id": data.text(page.id), "title": data.text(page.title), "issuer": data.text(page.issuer),
      "date": data.period(page.date, words), "note": data.text(page.note),
      "lines": data.text(words.runs(lines)),
      "address": isListed ? data.text(Address.folder("about"), "#source-", page.id) : .none,
    ])
  }
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

  fileprivate mutating func metric(_ metric: Metric, _ words: Words, kind: Datum, hasPage: Bool) -> Datum {
    let adds: Word =
      switch (metric.addsOverRegions, metric.addsOverTime) {
      case (true, true): .addsBoth
      case (true, false): .addsRegions
      case (false, true): .addsTime
      case (false, false): .addsNothing
      }
    return object([
      "id": text(metric.id), "name": text(words.name(metric)), "unit": text(words.unit(metric)),
      "head_unit": text(words.headUnit(words.unit(metric), under: words.name(metric))), "kind": kind,
      "definition": text(words.definition(metric)), "parts": texts(words.parts(metric)),
      "adds": text(words[adds]),
      "address": hasPage ? text(Address.record("statistics", metric.id)) : .none, "note": text(metric.note),
    ])
  }
}

// Values in the words of a language.
extension DataBuilder {
  mutating func quantity(_ quantity: Quantity?, _ words: Words) -> Datum {
    quantity.map { verbatim(words.quantity($0)) } ?? .none
  }

  mutating func period(_ period: Period?, _ words: Words) -> Datum { text(period.map(words.period)) }

  mutating func day(_ day: Day?, _ words: Words) -> Datum { period(day.map(Period.init(day:)), words) }

  /// The members that every number of a metric has.
  mutating func number(_ id: Datum, _ quantity: Quantity, of metric: Metric, _ words: Words) -> Fields {
    number(id, quantity, words.unit(metric, after: quantity), words)
  }

  mutating func number(_ id: Datum, _ quantity: Quantity, _ unit: String, _ words: Words) -> Fields {
    ["id": id, "display": verbatim(words.quantity(quantity)), "unit": text(unit)]
  }
}
