import Charts
import Records
import Statistics
import Wording

/// The markup that blocks become, in the words and classes of the templates.
struct LiveMarkup {
  private let blocks: LiveBlocks
  /// The path from the page to the root of the site.
  private let root: String
  private let id: String
  private var content: Content { blocks.figures.content }
  private var words: Words { blocks.words }
  /// The text around it is Chinese in every edition.
  private var language: Markup {
    words.language == .chinese ? Markup() : #" lang="\#(words.language.rawValue)""#
  }

  init(_ blocks: LiveBlocks, root: String, id: String) {
    self.blocks = blocks
    self.root = root
    self.id = id
  }

  func markup(of request: LiveBlock.Request) -> Markup {
    switch request {
    case .figure(let metric, let region, let period):
      figure(metric, region, blocks.figures.table(for: period), period)
    case .number(let metric, let region, let period):
      blocks.figures.liveNumber(metric, region, period).map { blocks.markup(of: $0) } ?? Markup()
    case .cases(let group, let region, let period):
      blocks.markup(
        of: blocks.figures.liveNumber(group, region, period),
        title: (period.map(words.period) ?? words[.allPeriods]) + words[.clause] + words.name(Basis.counted))
    case .table(let metrics, let regions, let period):
      table(metrics, regions, blocks.figures.table(for: period), period)
    case .steps(let method): steps(content.methods[method])
    case .bars(let metric, let regions, let period):
      blocks.chart(request, id: id).map(chart)
        ?? table([metric], regions, blocks.figures.table(for: period), period)
    case .trend(let metric, let region):
      blocks.chart(request, id: id).map(chart) ?? figure(metric, region, blocks.figures.all, nil)
    case .statuses:
      blocks.chart(request, id: id).map(chart)
        ?? #"<p class="live none"\#(language)>\#(words[.noneRecorded])</p>"#
    }
  }

  // MARK: Figures

  private func figure(_ metric: Int, _ region: RegionID, _ table: FigureTable, _ period: Period?) -> Markup {
    """
    <figure class="live live-figure"\(language)><p>\(cell(metric, region, table, isAlone: true))</p>\
    <figcaption>\(link(region))\(link(metric: metric))\(asked(period, table[region, metric]?.published))</figcaption>\
    </figure>
    """
  }

  /// The period asked for, where no figure says its own.
  private func asked(_ period: Period?, _ figure: Figure?) -> Markup {
    guard figure == nil, let period else { return Markup() }
    return #" <span class="fig-p">\#(words.period(period))</span>"#
  }

  /// The number with its unit, its period and its basis; or the note that it is not reported.
  ///
  /// - Parameter isAlone: whether no heading says a period, so that a stock may be the last one known in it.
  private func cell(_ metric: Int, _ region: RegionID, _ table: FigureTable, isAlone: Bool = false) -> Markup
  {
    guard let figure = isAlone ? table[region, metric]?.published : table.figure(region, metric) else {
      return missing(metric, region, table)
    }
    return """
      <span class="fig" data-figure="\(figure.id(in: content, query: table.query))">\
      <a class="fig-n" href="\(root)\(blocks.figureData.explanation(of: figure, in: table))">\
      \(amount(blocks.charts.amount(of: figure, in: table)))</a> \
      <span class="fig-p">\(words.time(of: figure, content.metrics.all[metric]))</span> \
      <span class="basis basis-\(figure.basis.rawValue)">\(words.basis(of: figure, in: content))</span></span>
      """
  }

  /// The note that a number is not reported, or not of a known time: in a table of one period, it may be one of
  /// another.
  private func missing(_ metric: Int, _ region: RegionID, _ table: FigureTable) -> Markup {
    guard let undated = blocks.figures.undated[region]?[metric] else {
      let other = content.regions[region].countedElsewhere.map { words.name(content.regions[$0]) }
      let reason = other.map { words.filled(.countedWith, ["region": $0]) } ?? words[.notReported]
      return #"<span class="none">\#(reason)</span>"#
    }
    let address = Address.region(content.regions[region]) + "#s-undated"
    let link: Markup = #"<a href="\#(root)\#(address)">"#
    if table.query != .all { return #"<span class="none">\#(link)\#(words[.undatedFigures])</a></span>"# }
    var numbers = Markup()
    for source in undated {
      let report = content.reports[source.report], figure = report.figures[source.figure]
      let number = Amount(
        id: NumberID.reported(report, figure, in: content), display: words.quantity(figure.quantity),
        unit: words.unit(of: figure, in: content), gap: words[.unitGap])
      numbers += """
        <span class="fig">\(link)\(amount(number, named: true))</a> <span class="none">\(words[.noPeriod])</span></span>
        """
    }
    return numbers
  }

  private func amount(_ amount: Amount, named: Bool = false) -> Markup {
    let unit: Markup = amount.printedUnit.map { #"\#(amount.gap)<span class="u">\#($0)</span>"# } ?? Markup()
    let id: Markup = named ? #" data-figure="\#(amount.id)""# : Markup()
    return #"<span class="amt"\#(id)><span class="n">\#(amount.display)</span>\#(unit)</span>"#
  }

  private func link(_ region: RegionID) -> Markup {
    let region = content.regions[region]
    return #"<a href="\#(root)\#(Address.region(region))">\#(words.name(region))</a>"#
  }

  private func link(metric index: Int) -> Markup {
    let metric = content.metrics.all[index]
    guard content.settings.sections.contains(.statistics) else { return "\(words.name(metric))" }
    return #"<a href="\#(root)\#(Address.record("statistics", metric.id))">\#(words.name(metric))</a>"#
  }

  // MARK: Tables

  private func table(_ metrics: [Int], _ regions: [RegionID], _ table: FigureTable, _ period: Period?)
    -> Markup
  {
    var rows = Markup(), heads = Markup()
    for metric in metrics {
      heads += """
        <th scope="col">\(link(metric: metric))\(headUnit(content.metrics.all[metric]))</th>
        """
    }
    for region in regions {
      rows += #"<tr><th scope="row">\#(link(region))</th>"#
      for metric in metrics { rows += "<td>\(cell(metric, region, table))</td>" }
      rows += "</tr>\n"
    }
    let names = metrics.map { words.name(content.metrics.all[$0]) }
    return """
      <div class="live scroll"\(language) role="region" aria-labelledby="\(id)" tabindex="0">
      <table class="grid"><caption id="\(id)">\(words.table(of: names, period))</caption>
      <thead><tr><th scope="col">\(words[.region])</th>\(heads)</tr></thead>
      <tbody>
      \(rows)</tbody></table></div>
      """
  }

  private func headUnit(_ metric: Metric) -> Markup {
    words.headUnit(words.unit(metric), under: words.name(metric)).map {
      #"<span class="th-unit">\#($0)</span>"#
    } ?? Markup()
  }

  // MARK: Charts

  private func chart(_ chart: Chart) -> Markup {
    var rows = Markup(), notes = Markup()
    for row in chart.rows {
      let value: Markup =
        row.amount.map { amount($0, named: true) } ?? #"<span class="none">\#(row.reason ?? "")</span>"#
      rows += #"<tr><th scope="row">\#(row.name)</th><td>\#(value)</td></tr>"#
    }
    for note in chart.notes { notes += #"<p class="chart-note">\#(note)</p>"# }
    let table: Markup = #"<table class="grid"><tbody>\#(rows)</tbody></table>"#
    let caption: Markup = #"<figure class="live chart"\#(language)><figcaption>\#(chart.title)</figcaption>"#
    guard let svg = chart.svg else { return "\(caption)\(table)</figure>" }
    return """
      \(caption)
      \(svg)
      \(notes)\(apart(chart))<details class="cover"><summary>\(words[.dataTable])</summary>\(table)</details></figure>
      """
  }

  /// The figures that are not compared, with the reason.
  private func apart(_ chart: Chart) -> Markup {
    var items = Markup()
    for it in chart.apart {
      guard let figure = it.figure, let table = chart.table else { continue }
      items += """
        <li>\(link(it.region)) \(amount(blocks.charts.amount(of: figure, in: table), named: true)) \
        \(words.time(of: figure, content.metrics.all[figure.metric]))\(words[.clause])\(words.reason(it.reason, home: content.regions[content.home]))</li>
        """
    }
    if let names = blocks.chartData.undated(in: chart) { items += "<li>\(words[.undatedBy])\(names)</li>" }
    if let names = blocks.chartData.unreported(in: chart) {
      items += "<li>\(words[.notReportedBy])\(names)</li>"
    }
    return items.bytes.isEmpty ? Markup() : #"<ul class="chart-apart">\#(items)</ul>"#
  }

  // MARK: Steps

  private func steps(_ method: Method) -> Markup {
    let name = method.naming.title
    let title: Markup =
      Address.named(method, in: content).map { #"<a href="\#(root)\#($0)">\#(name)</a>"# } ?? "\(name)"
    var steps = Markup()
    for step in method.steps { steps += "<li>\(step)</li>" }
    let list: Markup =
      method.steps.isEmpty
      ? #"<p class="empty">\#(words[.stepsUnpublished])</p>"# : #"<ol class="steps">\#(steps)</ol>"#
    return #"<figure class="live live-steps"><figcaption>\#(title)</figcaption>\#(list)</figure>"#
  }
}
