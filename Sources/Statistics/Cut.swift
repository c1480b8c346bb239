import Records

/// One way to divide what a content holds: cases by brand, members by tier, documents by how far they came.
package enum Cut: String, Sendable, CaseIterable {
  // Cases, and what they count
  case level, year, brand, topic, activity, method, status
  // Members
  case tier, sector
  // Other records
  case platform, document, project
  // Published figures
  case donation

  /// Whether one thing can stand in several groups, so that the groups add up to more than there is.
  package var overlaps: Bool { self == .topic || self == .platform }

  /// The key of what names none: cases without a brand, platforms without a kind. (A record at the address `none` would
  /// share its group.)
  package static let none = "none"
  package static let undated = "undated"
}

/// One number of a cut: a group, and what was counted in it or published of it.
package struct CutRow: Sendable {
  package let cut: Cut
  /// The stem of a brand, the name of a tier, `2024`, `resolved` …
  package let group: String
  package let region: RegionID
  package let measure: Measure
  package let quantity: Quantity
  /// As of a figure; `nil` for records of any time.
  package let period: Period?
  package let basis: Basis
  /// The published figure that it is, if it is one as a whole.
  package let figure: Figure?
  /// A sum without all children.
  package var isPartial: Bool { figure?.isPartial ?? false }
  /// The cases and all places behind it, found out when somebody asks.
  package var cases: [Int] { findCases() }
  package var sources: [FigureSource] { findSources() }
  let findCases: @Sendable () -> [Int]
  let findSources: @Sendable () -> [FigureSource]

  package enum Measure: Sendable, Hashable {
    case metric(Int)
    case records(Records)
  }

  /// What is counted one by one, though it is no metric: entries of the library itself.
  package enum Records: String, Sendable, CaseIterable {
    case cases, platforms, documents, endorsed, assigned, undertaken, projects
  }
}

extension CutRow {
  /// `hubei:topic=yanglao:sessions_held:2024`; records bear a mark, since a metric may have their name.
  package func id(in content: Content, query: PeriodQuery) -> String {
    let name =
      switch measure {
      case .metric(let index): content.metrics.all[index].id
      case .records(let records): "#\(records.rawValue)"
      }
    return "\(content.regions[region].address):\(cut.rawValue)=\(group):\(name):\(query.code)"
  }

  /// So many records.
  init(
    _ cut: Cut, _ group: String, _ region: RegionID, _ records: Records, count: Quantity, query: PeriodQuery,
    cases: [Int], sources: @escaping @Sendable () -> [FigureSource]
  ) {
    self.init(
      cut: cut, group: group, region: region, measure: .records(records), quantity: count,
      period: query.period, basis: .counted, figure: nil, findCases: { cases }, findSources: sources)
  }

  /// - Parameter quantity: of a part of the figure.
  init(_ cut: Cut, _ group: String, _ figure: Figure, _ quantity: Quantity? = nil) {
    self.init(
      cut: cut, group: group, region: figure.region, measure: .metric(figure.metric),
      quantity: quantity ?? figure.quantity, period: figure.period, basis: figure.basis,
      figure: quantity == nil ? figure : nil, findCases: { figure.cases },
      findSources: { figure.sources })
  }
}

/// The cuts of one content. A cut never adds published figures: it counts records and what cases give
/// (domain.md §4, *counted*), or lists published figures by what they are.
package struct Cuts {
  let ledger: Ledger
  var content: Content { ledger.content }

  let traits: [Traits]

  package init(_ ledger: Ledger) {
    self.ledger = ledger
    traits = Cuts.traits(of: ledger.content)
  }

  /// The rows of a region for a period, by group; the groups in their natural order, those without a name last.
  package func rows(_ cut: Cut, of region: RegionID, in table: FigureTable) -> [CutRow] {
    switch cut {
    case .level, .year, .brand, .topic, .activity, .method, .status:
      cases(cut, of: region, table.query)
    case .tier, .sector: members(cut, of: region, in: table)
    case .platform: platforms(of: region, table.query)
    case .document: documents(of: region, table.query)
    case .project: projects(of: region, table.query)
    case .donation: donations(of: region, in: table)
    }
  }

  /// Whether a cut can tell of a metric at all. What it cannot tell would be a sum that the registry forbids.
  package func tells(_ cut: Cut, of metric: Metric) -> Bool {
    switch cut {
    case .level, .year, .brand, .topic, .activity, .method, .status: metric.countedFrom != nil
    case .tier, .sector: metric.kind != .ratio
    case .donation: metric.donation != nil
    case .platform, .document, .project: false
    }
  }

  /// The cases of a region whose date is in the period; for everything, also those without one.
  func indices(of region: RegionID, _ query: PeriodQuery) -> [Int] {
    let below = ledger.casesBelow[region.index], cases = content.cases
    return query == .all ? below : below.filter { cases[$0].date.map { query.admits($0.value) } ?? false }
  }

  /// Where cases say something; the whole write-ups, where no place in them is meant.
  func sources(of cases: [Int], at range: @escaping @Sendable (Case) -> Range<Int>? = { _ in nil })
    -> @Sendable () -> [FigureSource]
  {
    { [all = content.cases] in
      cases.map { FigureSource(file: all[$0].file, range: range(all[$0]) ?? 0..<0, origin: .case($0)) }
    }
  }
}
