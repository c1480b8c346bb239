import Records
import Statistics
import Templates
import Wording

/// The data of reconciliation (对账): each discrepancy with both sides, both sources, and the explanations of write-ups.
struct ReconciliationData: Sendable {
  private let figures: PublishedFigures
  private let words: Words
  private let links: Links
  /// The indices of the discrepancies that have a side in a region.
  private let byRegion: [RegionID: [Int]]
  private var content: Content { figures.content }

  init(_ figures: PublishedFigures, _ words: Words, _ links: Links) {
    self.figures = figures
    self.words = words
    self.links = links
    var byRegion: [RegionID: [Int]] = [:]
    for (index, item) in figures.reconciliation.enumerated() {
      for region in item.regions { byRegion[region, default: []].append(index) }
    }
    self.byRegion = byRegion
  }

  func items(of region: RegionID, _ data: inout DataBuilder) -> Datum {
    data.list(byRegion[region] ?? []) { value(of: figures.reconciliation[$0], &$1) }
  }

  /// - Parameters:
  ///   - breadcrumb: the way to the page.
  ///   - revisions: the numbers that were changed after they were published.
  func page(_ breadcrumb: [Crumb], revisions: @escaping @Sendable (inout DataBuilder) -> Datum) -> Page {
    Page(
      Address.folder("reconciliation"), kind: "reconciliation", title: words[.reconciliationTitle],
      description: words[.reconciliationDescription], breadcrumb: breadcrumb
    ) { [self] data in
      let items = figures.reconciliation.map { value(of: $0, &data) }
      return [
        "items": data.list(items),
        "regions": data.list(figures.reconciliation.chunked) { part, data in
          let region = figures.reconciliation[part.lowerBound].discrepancy.left.region
          return data.object([
            "region": links.region(region), "anchor": data.text(Reconciled.anchor(of: region, in: content)),
            "entries": data.list(items[part]),
          ])
        },
        "revisions": revisions(&data),
      ]
    }
  }

  private func value(of item: Reconciled, _ data: inout DataBuilder) -> Datum {
    let discrepancy = item.discrepancy, id = "reconciliation=\(item.anchor)"
    return data.object([
      "kind": links.term(discrepancy.kind), "metric": links.metrics[discrepancy.metric],
      "anchor": data.text(item.anchor),
      "address": content.settings.sections.contains(.statistics)
        ? data.text(Address.folder("reconciliation"), "#", item.anchor) : .none,
      "left": statement(discrepancy.left, id + ":left", &data),
      "right": statement(discrepancy.right, id + ":right", &data),
      "explanations": data.texts(discrepancy.explanations),
      "is_explained": Datum(!discrepancy.explanations.isEmpty),
    ])
  }

  private func statement(
    _ statement: Discrepancy.Statement, _ id: String, _ data: inout DataBuilder
  ) -> Datum {
    let metric = content.metrics.all[statement.metric], reported = figures.reported(statement)
    return data.object([
      "id": data.text(reported.map { NumberID.reported($0, $1, in: content) } ?? id),
      "region": links.region(statement.region), "metric": links.metrics[statement.metric],
      "address": data.text(
        reported.map { Address.report($0.0, in: content) }
          ?? Address.region(content.regions[statement.region])),
      "display": data.verbatim(words.quantity(statement.quantity)),
      "unit": data.text(
        reported.map { words.unit(of: $0.1, in: content) } ?? words.unit(metric, after: statement.quantity)),
      "period": data.period(statement.period, words),
      "sources": data.list(statement.sources) { source, data in
        data.object(["file": data.text(source.file), "line": Datum(content.line(of: source))])
      },
      "publications": links.sources(statement.sources.map(\.origin).flatMap(figures.citations), &data),
    ])
  }
}

extension Reconciled {
  static func anchor(of region: RegionID, in content: Content) -> String {
    "region-" + content.regions[region].address.replacing("/", with: "-")
  }
}

extension [Reconciled] {
  /// The ranges of the discrepancies of one region, which are neighbours.
  fileprivate var chunked: [Range<Int>] {
    var chunks: [Range<Int>] = [], start = startIndex
    for i in indices {
      let next = i + 1
      if next == endIndex || self[next].discrepancy.left.region != self[i].discrepancy.left.region {
        chunks.append(start..<next)
        start = next
      }
    }
    return chunks
  }
}
