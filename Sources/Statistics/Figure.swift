import Records

/// One number of one region: metric × region × period × quantity × basis × sources.
///
/// A class, since tables, sums and pages refer to the same figure.
package final class Figure: Sendable {
  package let region: RegionID
  /// Index in the registry.
  package let metric: Int
  package let quantity: Quantity
  /// The time that the number speaks of, which may be less than was asked for; for a stock its day
  /// (for a sum of stocks, the first and last day).
  package let period: Period
  package let basis: Basis
  /// Where the region's own reports say it.
  private let reported: [FigureSource]
  /// The children's figures that are added up in it.
  private let summands: [Figure]
  /// The cases that are counted in it.
  private let counted: CountedCases?
  /// What cases add to the children's figures of a sum, if they add anything.
  package let added: Quantity?
  /// Children that have a figure but are not in the sum, since their period is unlike the others'.
  package let leftOut: [RegionID]
  /// A sum that lacks some of the children.
  package let lacksChildren: Bool

  init(
    region: RegionID, metric: Int, quantity: Quantity, period: Period, basis: Basis,
    reported: [FigureSource] = [], summands: [Figure] = [], counted: CountedCases? = nil,
    added: Quantity? = nil, leftOut: [RegionID] = [], lacksChildren: Bool = false
  ) {
    self.region = region
    self.metric = metric
    self.quantity = quantity
    self.period = period
    self.basis = basis
    self.reported = reported
    self.summands = summands
    self.counted = counted
    self.added = added
    self.leftOut = leftOut
    self.lacksChildren = lacksChildren
  }

  /// Whether it rests on what an office has reported, its own or its children's.
  package var restsOnReports: Bool { basis != .counted }

  /// The children whose figures are added up in it.
  package var addedUp: [RegionID] { summands.map(\.region) }

  /// A sum that lacks children, or one of whose children has such a sum.
  package var isPartial: Bool { lacksChildren || summands.contains(where: \.isPartial) }

  /// How many of them are sums that lack children themselves.
  package var partialChildren: Int { summands.count(where: \.isPartial) }

  /// Whether it is put together of the same children, all the way down, and of reports alone: only then two sums differ by
  /// what was done, not by who reported or what was written up.
  func isMadeLike(_ other: Figure) -> Bool {
    guard basis == other.basis, added == nil, other.added == nil, summands.count == other.summands.count
    else {
      return false
    }
    let others = Dictionary(other.summands.map { ($0.region, $0) }) { first, _ in first }
    return summands.allSatisfy { summand in others[summand.region].map(summand.isMadeLike) ?? false }
  }

  /// Indices of the cases that are counted in it; not those in its children's figures.
  package var cases: [Int] { counted?.indices ?? [] }

  /// Every place that it rests on: reports, then cases; of a sum the children's first.
  package var sources: [FigureSource] {
    reported + summands.flatMap(\.sources) + (counted.map { $0.indices.map($0.by.source) } ?? [])
  }

  /// Those of reports alone.
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
  /// From the region's own reports.
  case reported
  /// Added up from the children's published figures.
  case summed
  /// Counted in the cases.
  case counted
}

/// Where a number stands: a range of bytes in a write-up.
package struct FigureSource: Sendable, Hashable {
  package let file: String
  package let range: Range<Int>
  package let origin: Origin

  package enum Origin: Sendable, Hashable {
    /// Indices of the report and of the figure in it.
    case report(Int, figure: Int)
    case `case`(Int)
    /// The whole of another write-up, such as a platform.
    case record
  }
}

/// Of the direct children, how many have a figure that rests on a report.
package struct Coverage: Sendable, Equatable {
  package let reporting: Int
  /// All direct children; `nil` where no full list exists, below the district and outside the home province.
  package let of: Int?
  package let missing: [RegionID]

  package init(reporting: Int, of: Int?, missing: [RegionID]) {
    self.reporting = reporting
    self.of = of
    self.missing = missing
  }
}

/// What is known of one region and metric for the period asked for. Not one number but three, of which
/// one is published.
package struct Finding: Sendable {
  /// Index in the registry.
  package let metric: Int
  package let reported: Figure?
  package let summed: Figure?
  package let counted: Figure?
  /// Reported; else summed; else counted, if no region below has a reported figure; else none.
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
