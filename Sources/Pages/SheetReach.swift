import Records
import Statistics

/// The regions whose numbers a printed sheet shows: what is wrong elsewhere need not keep it from being printed.
package struct SheetReach: Sendable {
  /// The regions with a number on the sheet, in its table or in its text.
  package private(set) var regions: Set<RegionID> = []
  /// Whether some of the numbers are counted in cases, or could be.
  package private(set) var countsCases = false

  fileprivate mutating func add(_ metrics: [Int], _ regions: [RegionID], in table: FigureTable) {
    for region in regions {
      self.regions.insert(region)
      for metric in metrics where table[region, metric]?.published?.basis != .reported { countsCases = true }
    }
  }

  fileprivate mutating func addCases(of region: RegionID) {
    regions.insert(region)
    countsCases = true
  }
}

extension Publication {
  /// The regions that the numbers of a briefing's sheet are of.
  package func reach(of briefing: Briefing) -> SheetReach {
    var reach = SheetReach()
    if let region = briefing.region, !briefing.figures.isEmpty {
      reach.add(briefing.figures, [region], in: figures.table(for: briefing.period))
    }
    for block in texts.blocks(of: briefing.file) {
      switch block.request {
      case .figure(let metric, let region, let period), .number(let metric, let region, let period):
        reach.add([metric], [region], in: figures.table(for: period))
      case .table(let metrics, let regions, let period):
        reach.add(metrics, regions, in: figures.table(for: period))
      case .bars(let metric, let regions, let period):
        reach.add([metric], regions, in: figures.table(for: period))
      case .trend(let metric, let region): reach.add([metric], [region], in: figures.all)
      case .statuses(let region, _), .cases(_, let region, _): reach.addCases(of: region)
      case .steps: break
      }
    }
    return reach
  }
}
