import Records

/// One number of one region: metric × region × period × quantity × basis × sources.
///
/// It is a class, since tables, sums and pages refer to the same figure.
package final class Figure: Sendable {
  package let region: RegionID
  /// The metric, by its index in the registry.
  package let metric: Int
  package let quantity: Quantity
  /// The time that the number speaks of, which may be less than was asked for; for a stock its day
  /// (for a sum of stocks, the first and last day).
  package let period: Period
  package let basis: Basis
  /// The period in which a stock's day is, where its report does not say more than that.
  package let dayWithin: Period?
  /// The places where the region's own reports say it.
  private let reported: [FigureSource]
  /// The children's figures that are added up in it.
  private let summands: [Figure]
  /// The cases that are counted in it.
  private let counted: CountedCases?
  /// The amount that cases add to the children's figures of a sum, if they add anything.
  package let added: Quantity?
  /// The children that have a figure but are not in the sum, since their period is unlike the others'.
  package let leftOut: [RegionID]
  /// Whether it is a sum that lacks some of the children.
  package let lacksChildren: Bool

  init(
    region: RegionID, metric: Int, quantity: Quantity, period: Period, basis: Basis, dayWithin: Period? = nil,
    reported: [FigureSource] = [], summands: [Figure] = [], counted: CountedCases? = nil,
    added: Quantity? = nil, leftOut: [RegionID] = [], lacksChildren: Bool = false
  ) {
    self.region = region
    self.metric = metric
    self.quantity = quantity
    self.period = period
    self.basis = basis
    self.dayWithin = dayWithin
    self.reported = reported
    self.summands = summands
    self.counted = counted
    self.added = added
    self.leftOut = leftOut
    self.lacksChildren = lacksChildren
  }

  /// Whether it rests on reports, of the region's own office or of its children's.
  package var restsOnReports: Bool { basis != .counted }

  /// The children whose figures are added up in it.
  package var addedUp: [RegionID] { summands.map(\.region) }

  /// Whether it is a sum that lacks children, or one of whose children has such a sum.
  package var isPartial: Bool { lacksChildren || summands.contains(where: \.isPartial) }

  /// The number of children whose figures are sums that lack children themselves.
  package var partialChildren: Int { summands.count(where: \.isPartial) }

  /// Whether it is composed of the same children, all the way down, and of reports alone: only then two sums differ by
  /// what was done, not by who reported or what was written up.
  func isComposedLike(_ other: Figure) -> Bool {
    guard basis == other.basis, added == nil, other.added == nil, summands.count == other.summands.count
    else {
      return false
    }
    let others = Dictionary(other.summands.map { ($0.region, $0) }) { first, _ in first }
    return summands.allSatisfy { summand in others[summand.region].map(summand.isComposedLike) ?? false }
  }

  /// The indices of the cases that are counted in it; not those in its children's figures.
  package var cases: [Int] { counted?.indices ?? [] }

  /// The unit that the region's own reports write with the number, where all write the same and it is not the metric's.
  package func writtenUnit(in content: Content) -> String? {
    let units = reported.map { source -> String? in
      guard case .report(let report, let figure) = source.origin else { return nil }
      return content.reports[report].figures[figure].unit
    }
    guard let unit = units.first, units.allSatisfy({ $0 == unit }) else { return nil }
    return unit
  }

  /// All sources of the number: reports, then cases; of a sum the children's first.
  package var sources: [FigureSource] {
    reported + summands.flatMap(\.sources) + (counted.map { $0.indices.map($0.by.source) } ?? [])
  }

  /// The sources in reports alone.
  package var reportSources: [FigureSource] { reported + summands.flatMap(\.reportSources) }

  /// The reports among its sources, each once.
  package var reports: [Int] {
    var indices: [Int] = []
    for case .report(let index, _) in reportSources.map(\.origin) where !indices.contains(index) {
      indices.append(index)
    }
    return indices
  }

  /// The cases among its sources, those in its children's figures among them.
  package var sourceCases: [Int] { summands.flatMap(\.sourceCases) + cases }
}

package enum Basis: String, Sendable, CaseIterable {
  /// Given by the region's own reports.
  case reported
  /// Added up from the children's published figures.
  case summed
  /// Counted in the cases.
  case counted
}

/// The place of a number: a range of bytes in a write-up.
package struct FigureSource: Sendable, Hashable {
  package let file: String
  package let range: Range<Int>
  package let origin: Origin

  package enum Origin: Sendable, Hashable {
    /// The indices of the report and of the figure in it.
    case report(Int, figure: Int)
    case `case`(Int)
    /// Another write-up as a whole, such as a platform.
    case record
  }
}

/// The coverage of a region: how many of its direct children have a figure that rests on a report.
package struct Coverage: Sendable, Equatable {
  package let reporting: Int
  /// The number of direct children; `nil` where no full list exists, below the registry and outside of home.
  package let of: Int?
  package let missing: [RegionID]

  package init(reporting: Int, of: Int?, missing: [RegionID]) {
    self.reporting = reporting
    self.of = of
    self.missing = missing
  }
}

/// Everything known of one region and metric for the period asked for: not one number but up to three, of which one is
/// published.
package struct Finding: Sendable {
  /// The metric, by its index in the registry.
  package let metric: Int
  package let reported: Figure?
  package let summed: Figure?
  package let counted: Figure?
  /// The reported figure; else the summed; else the counted, if no region below has a reported one; else none.
  package let published: Figure?
  package let coverage: Coverage
}

/// The period asked for.
package enum PeriodQuery: Sendable, Hashable {
  /// Everything dated.
  case all
  case period(Period)

  package func admits(_ period: Period) -> Bool {
    switch self {
    case .all: true
    case .period(let whole): whole.contains(period)
    }
  }

  /// `all`, or the period's code.
  package var code: String {
    switch self {
    case .all: "all"
    case .period(let period): period.code
    }
  }
}
