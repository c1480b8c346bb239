import Records
import Statistics

/// The cases of a printed sheet, by region, each region's oldest first, undated ones last.
struct PrintedCases: Sendable {
  /// The cases of each child of the region that has any, its own first.
  private(set) var groups: [(region: RegionID, cases: [Int])]
  /// The number of cases left out since nothing says when they were.
  private(set) var undated = 0
  /// The number of cases left out since they reach beyond the time asked for.
  private(set) var beyond = 0

  var all: [Int] { groups.flatMap(\.cases) }

  init(_ selection: PrintedSelection, among index: CaseIndex) {
    let content = index.content
    var chosen: [Int] = []
    for number in index.below[selection.region.index] {
      let record = content.cases[number]
      if let topic = selection.topic, !record.topics.contains(topic) { continue }
      if let file = selection.file, record.file != file { continue }
      if let period = selection.period {
        guard let date = record.date?.value else {
          undated += 1
          continue
        }
        // The site counts likewise: a case belongs to a time that it does not leave.
        guard period.contains(date) else {
          if period.overlaps(date) { beyond += 1 }
          continue
        }
      }
      chosen.append(number)
    }
    let regions = content.regions
    let byRegion = Dictionary(grouping: chosen) { number in
      let line = regions.lineage(of: content.cases[number].region)
      let own = line.firstIndex(of: selection.region)
      return own.map { $0 + 1 < line.count ? line[$0 + 1] : line[$0] } ?? content.cases[number].region
    }
    let order = [selection.region] + regions[selection.region].children
    func rank(_ region: RegionID) -> (Int, Int) {
      (order.firstIndex(of: region) ?? order.count, region.index)
    }
    groups = byRegion.keys.sorted { rank($0) < rank($1) }.map { region in
      (region, PrintedCases.oldestFirst(byRegion[region] ?? [], in: content))
    }
  }

  /// Leaves out what is settled, or not known to be open.
  mutating func keepOpen(in content: Content) {
    groups = groups.map { ($0.region, $0.cases.filter { content.cases[$0].isOpen }) }
      .filter { !$0.1.isEmpty }
  }

  /// - Parameter cases: newest first, undated last.
  private static func oldestFirst(_ cases: [Int], in content: Content) -> [Int] {
    let firstUndated = cases.firstIndex { content.cases[$0].date == nil } ?? cases.count
    return cases[..<firstUndated].reversed() + cases[firstUndated...]
  }
}

extension Case {
  /// The state in which it was found last.
  var latestStatus: Status { followUps.last { $0.state != nil }?.state ?? status }

  /// Whether it is planned or under way. A result that was never published is no open matter.
  var isOpen: Bool { latestStatus == .planned || latestStatus == .inProgress }
}
