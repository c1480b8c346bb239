import Charts
import Diagnostics
import FrontMatter
import Records
import Statistics
import Wording

/// The blocks in texts that become figures, tables, charts and steps, and the numbers inside sentences: docs/content.md,
/// “Live blocks”. Bodies are rendered before there are figures, with holes that are filled when a page asks for its text.
struct LiveBlocks: Sendable {
  let figures: PublishedFigures
  let charts: ChartBuilder
  let words: Words
  let figureData: FigureData
  let chartData: ChartData
  private var content: Content { figures.content }

  /// The complaint about a block that shows nothing, or less than it is meant to.
  func diagnostic(of block: LiveBlock) -> Diagnostic? {
    switch block.request {
    case .figure(let metric, let region, let period):
      guard figures.table(for: period)[region, metric]?.published == nil else { return nil }
      let isUndated = figures.hasUndated(region, metric)
      // Without a period the page shows the undated number.
      if isUndated, period == nil { return nil }
      return .notReported(
        content.metrics.all[metric], content.regions[region], isUndated: isUndated, at: block.location)
    case .table(let metrics, let regions, let period):
      let table = figures.table(for: period)
      func has(_ isThere: (RegionID, Int) -> Bool) -> Bool {
        regions.contains { region in metrics.contains { isThere(region, $0) } }
      }
      let hasUndated = has(figures.hasUndated)
      if has({ table.figure($0, $1) != nil }) || hasUndated && period == nil { return nil }
      return .nothingReported(hasUndated: hasUndated, at: block.location)
    case .bars, .trend, .statuses:
      return chart(block.request, id: "")?.svg == nil ? .noChart(at: block.location) : nil
    case .number(let metric, let region, let period):
      return figures.liveNumber(metric, region, period) == nil
        ? missing(metric, region, period, in: block) : nil
    case .cases, .steps: return nil
    }
  }

  /// The complaints about what is around a number inside a sentence.
  ///
  /// - Parameter told: the paragraphs of which it has been said that they do not say their time, by their first bytes.
  func neighbours(of block: LiveBlock, in document: WriteUp, told: inout Set<Int>) -> [Diagnostic] {
    guard let number = figures.liveNumber(block.request),
      let neighbours = NumberNeighbours(of: block, in: document)
    else { return [] }
    var found = [neighbours.unitTwice(of: number), neighbours.qualifierTwice(of: number)]
    if case .number(_, _, let asked?) = block.request,
      let part = neighbours.partOfPeriod(number, asked: asked, content.metrics),
      told.insert(neighbours.paragraph.lowerBound).inserted
    {
      found.append(part)
    }
    return found.compactMap { $0 }
  }

  /// The complaint about a number inside a sentence that is not there, with what is known instead.
  private func missing(_ metric: Int, _ region: RegionID, _ period: Period?, in block: LiveBlock)
    -> Diagnostic
  {
    let definition = content.metrics.all[metric], undated = figures.undated[region]?[metric] ?? []
    let other = figures.all[region, metric]?.published
    return .noLiveNumber(
      definition, content.regions[region], period.map(words.period),
      undated: undated.map { content.reports[$0.report].figures[$0.figure].quantity.display },
      other: other.map { (words.time(of: $0, definition), $0.quantity.display, $0.period.code) },
      at: block.location)
  }

  /// - Parameter title: the time and basis of a number that is no published figure.
  func markup(of number: LiveNumber, title: String? = nil) -> Markup {
    let title =
      title ?? number.figure.map {
        words.time(of: $0, content.metrics.all[$0.metric]) + words[.clause]
          + words.basis(of: $0, in: content)
      } ?? words[.noPeriod]
    return """
      <data class="live-number" data-figure="\(number.id)" value="\(number.quantity.value.description)" \
      title="\(title)">\(number.text)</data>\(remark(on: number))
      """
  }

  /// The remark that a sum has not all its parts, which paper must show, too; empty for other numbers.
  private func remark(on number: LiveNumber) -> Markup {
    guard let figure = number.figure, figure.isPartial else { return Markup() }
    return "（\(words.basis(of: figure, in: content))）"
  }

  /// The markup of a body with all its blocks in it.
  func filling(_ body: Body) -> [UInt8] {
    var bytes: [UInt8] = [], from = 0
    let stem = body.file.split(separator: "/").last.map { $0.dropLast(3) } ?? ""
    for (number, (offset, block)) in body.blocks.enumerated() {
      bytes += body.html[from..<offset]
      let live = LiveMarkup(self, root: Address.root(of: body.page), id: "live-\(stem)-\(number + 1)")
      bytes += live.markup(of: block.request).bytes
      from = offset
    }
    return bytes + body.html[from...]
  }

  /// The chart that a block asks for. Returns nil where it asks for none, or too few numbers belong together.
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
      return charts.trend(of: metric, region, in: figures.years.map(\.table), id: id)
    case .statuses(let region, let period):
      let query = period.map(PeriodQuery.period) ?? .all
      let cases = figures.ledger.casesBelow[region.index].filter { index in
        query == .all || content.cases[index].date.map { query.admits($0.value) } ?? false
      }
      return charts.statuses(of: cases, id: id, whole: words.name(content.regions[region])) {
        NumberID.cases(of: content.regions[region], $0, query)
      }
    case .figure, .number, .cases, .table, .steps: return nil
    }
  }
}
