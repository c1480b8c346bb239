import Diagnostics
import Records
import Statistics
import Templates

// Tables of figures, a page for each metric, and what does not fit together (对账).
extension Publication {
  func statisticsPages() -> [Page] {
    [statisticsPage(), reconciliationPage()] + content.metrics.all.indices.map(metricPage)
  }

  private var foreignRegions: [RegionID] {
    content.regions.all.map(\.id).filter { id in
      !isHome(id) && !ledger.casesBelow[id.index].isEmpty && content.regions[id].level < .township
    }
  }

  private func statisticsPage() -> Page {
    let cities = content.regions[content.home].children
    let undated = Set(content.reports.flatMap(\.figures).filter { $0.period == nil }.map(\.metric))
    return Page(
      Address.folder("statistics"), kind: "statistics", title: "数据", description: "各市州的协商场次、解决问题和下沉委员，以及全部指标",
      data: [
        ("cities", table(of: cities, in: all)), ("cuts", cuts()),
        ("elsewhere", table(of: foreignRegions, in: all)),
        (
          "metrics",
          .list(
            content.metrics.all.indices.map {
              [
                "metric": metrics[$0], "count": .int(published[$0].count),
                "has_undated": .bool(undated.contains($0)),
              ]
            })
        ),
        (
          "years",
          .list(
            years.map { ["title": .string("\($0.year)年"), "table": table(of: cities, in: $0.table)] })
        ),
      ])
  }

  private func metricPage(_ index: Int) -> Page {
    let metric = content.metrics.all[index]
    return Page(
      Address.record("statistics", metric.id), kind: "metric", title: metric.name,
      description: metric.definition,
      breadcrumb: [Value.link("数据", Address.folder("statistics"))],
      data: [
        ("metric", metrics[index]), ("undated", undated { $1.metric == index }),
        (
          "rows",
          .list(
            published[index].map {
              [
                "region": link($0.region), "path": .string(content.regions[$0.region].path),
                "figure": cell($0.region, index, in: all),
              ]
            })
        ),
      ])
  }
}

extension Content {
  /// The line of a write-up on which a number stands, from 1.
  package func line(of source: FigureSource) -> Int {
    let text: SourceText
    switch source.origin {
    case .report(let index, _): text = reports[index].document.source
    case .case(let index): text = cases[index].document.source
    case .record: return 1
    }
    return text.position(at: source.range.lowerBound).line
  }
}

extension Discrepancy.Kind: Choice {
  package var chinese: String {
    switch self {
    case .childExceedsParent: "下级大于上级"
    case .childrenExceedParent: "下级合计大于上级"
    case .partExceedsWhole: "其中数大于总数"
    case .countedExceedsReported: "案例库多于上报"
    case .reportsDisagree: "两份报告对不上"
    case .rateImpossible: "比率与基数对不上"
    case .identityBroken: "恒等式不成立"
    case .revisionMismatch: "修订与现值对不上"
    }
  }
}
