import Records
import Statistics

/// A number inside a sentence: Chinese in every edition, as the sentence is.
struct LiveNumber {
  let id: String
  let quantity: Quantity
  let unit: String
  /// The published figure; nil for a number whose report does not say of when it is.
  let figure: Figure?

  /// `637次`, `近700个`, `78.1%`
  var text: String { quantity.text(unit: unit) }
}

extension PublishedFigures {
  /// The published number of the time asked for, or, where no time is, the only one that the region has reported without
  /// one. A stock of an earlier day is not of the time asked for, nor is the number of one year of the several asked for.
  func liveNumber(_ metric: Int, _ region: RegionID, _ period: Period?) -> LiveNumber? {
    let table = table(for: period), unit = content.metrics.all[metric].unit
    let own = period == nil ? undated[region]?[metric] ?? [] : []
    // The region's own number comes before one that is put together for it.
    if let figure = table.figure(region, metric), period.map(figure.period.reachesOverYears(of:)) ?? true,
      figure.basis == .reported || own.isEmpty
    {
      return LiveNumber(
        id: figure.id(in: content, query: table.query), quantity: figure.quantity,
        unit: figure.writtenUnit(in: content) ?? unit, figure: figure)
    }
    guard own.count == 1, let source = own.first else { return nil }
    let report = content.reports[source.report], figure = report.figures[source.figure]
    return LiveNumber(
      id: NumberID.reported(report, figure, in: content), quantity: figure.quantity,
      unit: figure.unit ?? unit, figure: nil)
  }
}

extension PublishedFigures {
  /// The number of the cases of a region and all below it whose date is in the period; without one also of those that have
  /// none.
  func liveNumber(_ group: LiveBlock.CaseGroup, _ region: RegionID, _ period: Period?) -> LiveNumber {
    let query = period.map(PeriodQuery.period) ?? .all
    let count = ledger.casesBelow[region.index].count { index in
      let record = content.cases[index]
      guard query == .all || record.date.map({ query.admits($0.value) }) ?? false else { return false }
      return switch group {
      case .all: true
      case .status(let status): record.status == status
      case .activity(let activity): record.activity == activity
      }
    }
    return LiveNumber(
      id: NumberID.cases(of: content.regions[region], group, query), quantity: .exact(Number(count)),
      unit: "件", figure: nil)
  }

  /// The number that a span asks for; nil for other requests, and where nobody has reported it.
  func liveNumber(_ request: LiveBlock.Request) -> LiveNumber? {
    switch request {
    case .number(let metric, let region, let period): liveNumber(metric, region, period)
    case .cases(let group, let region, let period): liveNumber(group, region, period)
    default: nil
    }
  }
}

extension Body {
  /// The markup with the numbers inside its sentences, for those who look only for words.
  func html(withNumbersOf figures: PublishedFigures) -> [UInt8] {
    var bytes: [UInt8] = [], from = 0
    for (offset, block) in blocks {
      guard let number = figures.liveNumber(block.request) else { continue }
      bytes += html[from..<offset] + number.text.utf8
      from = offset
    }
    return from == 0 ? html : bytes + html[from...]
  }
}

extension Period {
  /// Whether it is in the first and in the last year of another period, if that has several.
  fileprivate func reachesOverYears(of other: Period) -> Bool {
    guard let first = other.start?.year, first < other.end.year else { return true }
    return start?.year == first && end.year == other.end.year
  }
}
