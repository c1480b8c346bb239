import Charts
import Diagnostics
import Records
import Statistics
import Wording

// Blocks in the text that become figures, tables, charts and steps: docs/content.md, “Live blocks”. Bodies leave holes,
// since they are rendered before there are figures; they are filled when a page asks for its text.
extension Publication {
  /// Says where a block shows nothing, or less than it is meant to.
  package func checkLiveBlocks(of bodies: [Body], reporting diagnostics: inout [Diagnostic]) {
    for block in bodies.flatMap(\.blocks).map(\.block) {
      switch block.request {
      case .figure(let metric, let region, let period):
        guard figure(metric, region, figures.table(for: period)) == nil else { continue }
        let isUndated = figures.hasUndated(region, metric)
        // Without a period the page shows the undated number.
        if isUndated, period == nil { continue }
        diagnostics.append(
          .notReported(
            content.metrics.all[metric], content.regions[region], isUndated: isUndated, at: block.place))
      case .table(let metrics, let regions, let period):
        let table = figures.table(for: period)
        func has(_ isThere: (RegionID, Int) -> Bool) -> Bool {
          regions.contains { region in metrics.contains { isThere(region, $0) } }
        }
        let hasUndated = has(figures.hasUndated)
        if has({ table.figure($0, $1) != nil }) || hasUndated && period == nil { continue }
        diagnostics.append(.nothingReported(hasUndated: hasUndated, at: block.place))
      case .bars, .trend, .statuses:
        if chart(block.request, id: "")?.svg == nil { diagnostics.append(.noChart(at: block.place)) }
      case .steps: continue
      }
    }
  }

  private func figure(_ metric: Int, _ region: RegionID, _ table: FigureTable) -> Figure? {
    table[region, metric]?.published
  }

  /// The markup of a body with all its blocks in it.
  func filled(_ body: Body) -> [UInt8] {
    var bytes: [UInt8] = [], from = 0
    let stem = body.file.split(separator: "/").last.map { $0.dropLast(3) } ?? ""
    for (number, (place, block)) in body.blocks.enumerated() {
      bytes += body.html[from..<place]
      let live = LiveMarkup(self, root: Address.root(of: body.page), id: "live-\(stem)-\(number + 1)")
      bytes += live.markup(of: block.request).bytes
      from = place
    }
    return bytes + body.html[from...]
  }

  func chart(_ request: LiveBlock.Request, id: String) -> Chart? {
    switch request {
    case .bars(let metric, let regions, let period):
      let levels = Set(regions.map { content.regions[$0].level })
      let parents = Set(regions.map { content.regions[$0].parent })
      guard levels.count == 1, let level = levels.first else { return nil }
      let parent = parents.count == 1 ? parents.first.flatMap { $0 } : nil
      return charts.bars(
        of: metric, regions, in: figures.table(for: period), id: id,
        whole: parent.map { words.children(of: content.regions[$0], at: level) } ?? words.all(level))
    case .trend(let metric, let region):
      return charts.trend(of: metric, region, in: years.map(\.table), id: id)
    case .statuses(let region, let period):
      let query = period.map(PeriodQuery.period) ?? .all
      let cases = ledger.casesBelow[region.index].filter { index in
        query == .all || content.cases[index].date.map { query.admits($0.value) } ?? false
      }
      return charts.statuses(of: cases, id: id, whole: words.name(content.regions[region])) {
        NumberID.cases(of: content.regions[region], $0, query)
      }
    case .figure, .table, .steps: return nil
    }
  }

  /// Where a figure is explained, if the page of its region has it; else that page.
  func explanation(of figure: Figure, in table: FigureTable) -> String {
    let isListed =
      figures.isPublishedInAll(figure)
      || tablesMetrics.contains(figure.metric)
        && (years.contains { $0.table.query == table.query }
          || parts.contains { $0.query == table.query } && figures.isReportedForExactly(figure, in: table))
    return isListed ? address(of: figure, in: table) : Address.region(content.regions[figure.region])
  }
}
