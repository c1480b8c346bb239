import Records
import Statistics
import Templates
import Wording

// 对账: what does not fit together, each with both sides, both sources, and what the write-ups say about it.
extension Publication {
  func reconciliationPage() -> Page {
    Page(
      Address.folder("reconciliation"), kind: "reconciliation", title: words[.reconciliationTitle],
      description: words[.reconciliationDescription], breadcrumb: [statisticsCrumb]
    ) { [self] data in
      let items = reconciliation.map { value(of: $0, &data) }
      return [
        "items": data.list(items),
        "regions": data.list(reconciliation.chunked) { part, data in
          let region = reconciliation[part.lowerBound].discrepancy.left.region
          return data.object([
            "region": link(region), "anchor": data.text(Reconciled.anchor(of: region, in: content)),
            "entries": data.list(items[part]),
          ])
        },
        "revisions": revisions(&data),
      ]
    }
  }

  func value(of item: Reconciled, _ data: inout DataBuilder) -> Datum {
    let discrepancy = item.discrepancy, id = "reconciliation=\(item.anchor)"
    return data.object([
      "kind": links.term(discrepancy.kind), "metric": metrics[discrepancy.metric],
      "anchor": data.text(item.anchor),
      "address": has(.statistics) ? data.text(Address.folder("reconciliation"), "#", item.anchor) : .none,
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
      "region": link(statement.region), "metric": metrics[statement.metric],
      "address": data.text(
        reported.map { Address.report($0.0, in: content) }
          ?? Address.region(content.regions[statement.region])),
      "display": data.verbatim(words.quantity(statement.quantity)),
      "unit": data.text(words.unit(metric, after: statement.quantity)),
      "period": data.period(statement.period, words),
      "sources": data.list(statement.sources) { source, data in
        data.object(["file": data.text(source.file), "line": Datum(content.line(of: source))])
      },
      "publications": sources(statement.sources.map(\.origin).flatMap(figures.citations), &data),
    ])
  }
}

extension Reconciled {
  static func anchor(of region: RegionID, in content: Content) -> String {
    "region-" + content.regions[region].address.replacing("/", with: "-")
  }
}

extension [Reconciled] {
  /// Those of one region together; they stand side by side.
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
