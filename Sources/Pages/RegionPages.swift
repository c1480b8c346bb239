import Records
import Statistics
import Templates
import Wording

/// The page of each region, and the pages of its cases where they are many.
struct RegionPages: Sendable {
  let figures: PublishedFigures
  let words: Words
  let links: Links
  let cases: CaseIndex
  let lists: CaseLists
  let figureData: FigureData
  let tables: TableData
  let chartData: ChartData
  let reconciliation: ReconciliationData
  let texts: Texts
  private var content: Content { figures.content }

  var pages: [Page] {
    let reports = Dictionary(grouping: content.reports, by: \.region)
    return content.regions.all.map { page($0, reports[$0.id] ?? []) }
      + content.regions.all.flatMap { lists.pages(beyond: caseList(of: $0)) }
  }

  private func caseList(of region: Region) -> CaseList {
    CaseList(
      folder: "regions/\(region.address)/cases",
      heading: words.filled(.casesOf, ["name": words.name(region)]), cases: cases.below[region.id.index],
      breadcrumb: [regionIndex] + content.regions.lineage(of: region.id).map(links.crumb))
  }

  private var regionIndex: Crumb { .link(words[.regions], Address.folder("regions")) }

  private func page(_ region: Region, _ reports: [Report]) -> Page {
    let id = region.id, lineage = content.regions.lineage(of: id), count = cases.below[id.index].count
    let path = words.path(lineage.map { content.regions[$0] })
    return Page(
      Address.region(region), kind: "region", title: words.name(region),
      description: words.filled(.regionDescription, ["path": path, "n": "\(count)"]),
      breadcrumb: [regionIndex] + lineage.dropLast().map(links.crumb)
    ) { [self] data in
      [
        "region": value(of: region, &data), "core": figureData.core(id, &data),
        "years": data.ifMentioned("years") { tables.years(of: id, &$0) },
        "parts": data.ifMentioned("parts") { tables.parts(of: id, &$0) },
        "trends": data.ifMentioned("trends") { chartData.trends(of: id, &$0) },
        "bars": data.ifMentioned("bars") {
          chartData.bars(
            of: region.children, metrics: figures.coreMetrics, whole: { _ in words.children(of: region) }, &$0
          )
        },
        "status": data.ifMentioned("status") { chartData.statuses(of: region, &$0) },
        "children": tables.table(of: region.children, in: figures.all, &data),
        "figures": data.ifMentioned("figures") { figureData.figures(of: id, &$0) },
        "undated": data.ifMentioned("undated") { figureData.undated(reports, &$0) },
        "discrepancies": reconciliation.items(of: id, &data),
        "reports": data.ifMentioned("reports") { $0.list(reports) { value(of: $0, &$1) } },
        "cases": lists.excerpt(of: caseList(of: region), &data),
        "brands": data.ifMentioned("brands") { named(id, \.brand, content.brands, links.brands, &$0) },
        "platforms": data.ifMentioned("platforms") {
          named(id, \.platform, content.platforms, links.platforms, &$0)
        },
        "methods": data.ifMentioned("methods") { named(id, \.method, content.methods, links.methods, &$0) },
      ] + tables.tiles(of: region, &data)
    }
  }

  private func value(of region: Region, _ data: inout DataBuilder) -> Datum {
    let includes = region.countedChildren.filter { content.regions[$0].parent != region.id }
    return data.object([
      "name": data.text(words.name(region)), "local_name": data.text(region.name),
      "level": links.term(region.level), "code": data.text(region.code),
      "aliases": data.texts(region.aliases), "address": data.text(Address.region(region)),
      "counted_under": region.countedElsewhere.map(links.region) ?? .none,
      "includes": data.list(includes.map(links.region)), "is_home": Datum(content.isHome(region.id)),
      "is_above": Datum(content.above.contains(region.id)),
    ])
  }

  /// The records that the region's cases name, and those that are its own.
  private func named<Record: NamedRecord>(
    _ region: RegionID, _ ofCase: (Case) -> Int?, _ records: [Record], _ links: [Datum],
    _ data: inout DataBuilder
  ) -> Datum {
    var isNamed = [Bool](repeating: false, count: records.count)
    for index in figures.ledger.casesBelow[region.index] {
      if let record = ofCase(content.cases[index]) { isNamed[record] = true }
    }
    return data.list(
      records.indices.filter { isNamed[$0] || records[$0].naming.region == region }.map { links[$0] })
  }

  // MARK: Reports

  private func value(of report: Report, _ data: inout DataBuilder) -> Datum {
    data.object([
      "id": data.text(Address.anchor(of: report)), "title": data.text(report.title),
      "period": data.period(report.period, words), "is_undated": Datum(report.period == nil),
      "note": data.text(report.note), "corrections": data.texts(report.corrections),
      "revisions": data.list(report.revisions.indices) { figureData.revision(of: report, $0, &$1) },
      "sources": links.sources(report.citations, &data),
      "figures": data.list(report.figures) { value(of: $0, in: report, &$1) },
      "body": texts.body(report.file, &data),
    ])
  }

  private func value(of figure: ReportedFigure, in report: Report, _ data: inout DataBuilder) -> Datum {
    let id = NumberID.reported(report, figure, in: content), metric = content.metrics.all[figure.metric]
    let base: String? =
      switch figure.base {
      case nil: metric.kind == .ratio ? words[.baseUnknown] : nil
      case .unpublished: words[.baseUnpublished]
      case .number(let quantity): words.filled(.baseNumber, ["n": words.quantity(quantity)])
      case .metric(let index): words.filled(.baseMetric, ["name": words.name(content.metrics.all[index])])
      }
    return data.object(
      figureData.number(figure, of: report, &data) + [
        "metric": links.metrics[figure.metric],
        "period": data.text(words.time(of: figure, metric)),
        "note": data.text(figures.remark(figure, in: report)),
        "lines": data.text(words.runs(figure.lines.sorted())), "base": data.text(base),
        "tiers": parts(figure.tiers, id + ":tier=", &data),
        "sectors": parts(figure.sectors, id + ":sector=", &data),
        "part_of": data.text(figure.partOf.map { words.name(content.metrics.all[$0]) }),
      ])
  }

  private func parts(_ parts: [ReportedFigure.Tier], _ id: String, _ data: inout DataBuilder) -> Datum {
    data.list(parts) { part, data in
      data.object([
        "id": data.text(id, part.name), "name": data.text(part.name),
        "display": data.verbatim(words.quantity(part.quantity)),
      ])
    }
  }
}
