import Records

/// One way to divide a content: cases by brand, members by tier, documents by how far they came.
package enum Breakdown: String, Sendable, CaseIterable {
  // Cases, and what they count
  case level, year, brand, topic, activity, method, status
  // Members
  case tier, sector
  // Other records
  case platform, document, project
  // Published figures
  case donation

  /// Whether one thing can be in several groups, so that the groups add up to more than there is.
  package var overlaps: Bool { self == .topic || self == .platform }

  /// The key of the group of those that name none: cases without a brand, platforms without a kind. (A record at the
  /// address `none` would share it.)
  package static let none = "none"
  package static let undated = "undated"
}

/// One number of a breakdown: of a group, what was counted in it or published of it.
package struct BreakdownRow: Sendable {
  package let breakdown: Breakdown
  /// The stem of a brand, the name of a tier, `2024`, `resolved` …
  package let group: String
  package let region: RegionID
  package let measure: Measure
  package let quantity: Quantity
  /// The time that the number speaks of, as of a figure; `nil` for records of any time.
  package let period: Period?
  package let basis: Basis
  /// The published figure that the number is, if it is one as a whole.
  package let figure: Figure?
  /// Whether it is a sum without all children.
  package var isPartial: Bool { figure?.isPartial ?? false }
  /// The cases and all sources of the number, found out when somebody asks.
  package var cases: [Int] { findCases() }
  package var sources: [FigureSource] { findSources() }
  let findCases: @Sendable () -> [Int]
  let findSources: @Sendable () -> [FigureSource]

  package enum Measure: Sendable, Hashable {
    case metric(Int)
    case records(Records)
  }

  /// The entries of the library itself, which are counted one by one though they are no metric.
  package enum Records: String, Sendable, CaseIterable {
    case cases, platforms, documents, endorsed, assigned, undertaken, projects
  }
}

extension BreakdownRow {
  /// The id of the number: `hubei:topic=yanglao:sessions_held:2024`; records bear a mark, since a metric may have
  /// their name.
  package func id(in content: Content, query: PeriodQuery) -> String {
    let name =
      switch measure {
      case .metric(let index): content.metrics.all[index].id
      case .records(let records): "#\(records.rawValue)"
      }
    return "\(content.regions[region].address):\(breakdown.rawValue)=\(group):\(name):\(query.code)"
  }

  /// A number of records.
  init(
    _ breakdown: Breakdown, _ group: String, _ region: RegionID, _ records: Records, count: Quantity,
    query: PeriodQuery,
    cases: [Int], sources: @escaping @Sendable () -> [FigureSource]
  ) {
    self.init(
      breakdown: breakdown, group: group, region: region, measure: .records(records), quantity: count,
      period: query.period, basis: .counted, figure: nil, findCases: { cases }, findSources: sources)
  }

  /// A published figure.
  ///
  /// - Parameter quantity: a part of the figure, instead of the whole.
  init(_ breakdown: Breakdown, _ group: String, _ figure: Figure, _ quantity: Quantity? = nil) {
    self.init(
      breakdown: breakdown, group: group, region: figure.region, measure: .metric(figure.metric),
      quantity: quantity ?? figure.quantity, period: figure.period, basis: figure.basis,
      figure: quantity == nil ? figure : nil, findCases: { figure.cases },
      findSources: { figure.sources })
  }
}

/// The breakdowns of one content. A breakdown never adds published figures: it counts records and what cases give
/// (docs/figures.md, Bases), or lists published figures by what they are.
package struct Breakdowns {
  let ledger: Ledger
  var content: Content { ledger.content }

  let traits: [Traits]

  package init(_ ledger: Ledger) {
    self.ledger = ledger
    traits = Breakdowns.traits(of: ledger.content)
  }

  /// The rows of a region for a period, by group; the groups in their natural order, those without a name last.
  package func rows(_ breakdown: Breakdown, of region: RegionID, in table: FigureTable) -> [BreakdownRow] {
    switch breakdown {
    case .level, .year, .brand, .topic, .activity, .method, .status:
      cases(breakdown, of: region, table.query)
    case .tier, .sector: members(breakdown, of: region, in: table)
    case .platform: platforms(of: region, table.query)
    case .document: documents(of: region, table.query)
    case .project: projects(of: region, table.query)
    case .donation: donations(of: region, in: table)
    }
  }

  /// Whether a breakdown can tell of a metric at all. Where it cannot, the sum would be one that the registry forbids.
  package func tells(_ breakdown: Breakdown, of metric: Metric) -> Bool {
    switch breakdown {
    case .level, .year, .brand, .topic, .activity, .method, .status: metric.countedFrom != nil
    case .tier, .sector: metric.kind != .ratio
    case .donation: metric.donation != nil
    case .platform, .document, .project: false
    }
  }

  /// The cases of a region whose date is in the period; for everything, also those without a date.
  func indices(of region: RegionID, _ query: PeriodQuery) -> [Int] {
    let below = ledger.casesBelow[region.index], cases = content.cases
    return query == .all ? below : below.filter { cases[$0].date.map { query.admits($0.value) } ?? false }
  }

  /// The sources of what cases say; the whole write-ups, where no range in them is meant.
  func sources(of cases: [Int], at range: @escaping @Sendable (Case) -> Range<Int>? = { _ in nil })
    -> @Sendable () -> [FigureSource]
  {
    { [all = content.cases] in
      cases.map { FigureSource(file: all[$0].file, range: range(all[$0]) ?? 0..<0, origin: .case($0)) }
    }
  }
}
