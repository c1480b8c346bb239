import Records
import Statistics

/// The cases of a site in the order of their dates, and the days on which readers could see them.
final class CaseIndex: Sendable {
  let content: Content
  /// The cases by date, newest first, undated last.
  let newestFirst: [Int]
  /// The rank of each case in that order.
  private let ranks: [Int]
  /// The cases of each region and all below it, newest first.
  let below: [[Int]]
  /// The year that the date of each case lies in, if it lies in one.
  let years: [Int?]
  /// The years from the first of them to the last.
  let yearSpan: ClosedRange<Int>?
  /// Nothing later is said to have happened.
  private let today: Day

  init(_ ledger: Ledger, today: Day) {
    self.today = today
    content = ledger.content
    let cases = ledger.content.cases, order = CaseIndex.newestFirst(cases)
    newestFirst = order
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, index) in order.enumerated() { ranks[index] = rank }
    self.ranks = ranks
    below = ledger.casesBelow.map { below in below.map { ranks[$0] }.sorted().map { order[$0] } }
    years = cases.map { record in
      record.date.flatMap { $0.value.start?.year == $0.value.end.year ? $0.value.end.year : nil }
    }
    let known = years.compactMap { $0 }
    yearSpan = known.min().flatMap { first in known.max().map { first...$0 } }
  }

  /// The cases by date, newest first, undated last. A whole year says less than a month in it, and comes after.
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
    return newest.map { newestFirst[$0] }
  }

  // MARK: Days

  /// The day on which a case was published here: its own, else that of the site.
  func publication(of record: Case) -> Day? { past(record.published ?? content.settings.published) }

  /// The day of its last change.
  func change(of record: Case) -> Day? { past(record.updated) }

  /// The day on which readers could first see what it says now.
  func lastChange(of record: Case) -> Day? { change(of: record) ?? publication(of: record) }

  /// A day that is still to come is a slip, and none.
  private func past(_ day: Day?) -> Day? { day.flatMap { $0 > today ? nil : $0 } }
}
