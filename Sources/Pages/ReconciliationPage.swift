import Records
import Statistics
import Templates

// 对账: what does not fit together, each with both sides, both sources, and what the write-ups say about it.
extension Publication {
  func reconciliationPage() -> Page {
    Page(
      Address.folder("reconciliation"), kind: "reconciliation", title: "对账",
      description: "对不上的数：两边各是多少、出自哪里、来稿怎么说明",
      breadcrumb: [Value.link("数据", Address.folder("statistics"))],
      data: [
        ("items", .list(reconciliation.map(\.value))),
        (
          "regions",
          .list(
            reconciliation.chunked.map { items in
              [
                "region": link(items[items.startIndex].region),
                "anchor": .string(Reconciled.anchor(of: items[items.startIndex].region, in: content)),
                "entries": .list(items.map(\.value)),
              ]
            })
        ),
        ("revisions", .list(revisions)),
      ])
  }

  /// By the path of the region whose statement is too large; in each region in the order of the checks.
  static func reconciled(_ discrepancies: [Discrepancy], in ledger: Ledger) -> [(
    Discrepancy, anchor: String
  )] {
    let content = ledger.content
    var counts: [String: Int] = [:]
    func place(_ item: Discrepancy) -> Int { ledger.placesByPath[item.left.region.index] }
    let ordered = discrepancies.enumerated().sorted { a, b in
      (place(a.element), a.offset) < (place(b.element), b.offset)
    }
    return ordered.map { _, item in
      let slug = content.regions[item.left.region].address.replacing("/", with: "-")
      let name = "\(item.kind.rawValue)-\(slug)-\(content.metrics.all[item.metric].id)"
      counts[name, default: 0] += 1
      let count = counts[name, default: 1]
      return (item, count == 1 ? name : "\(name)-\(count)")
    }
  }

  func value(of item: Discrepancy, anchor: String) -> Value {
    [
      "kind": term(item.kind), "metric": metrics[item.metric], "anchor": .string(anchor),
      "address": .string(Address.folder("reconciliation") + "#" + anchor),
      "left": statement(item.left, "reconciliation=\(anchor):left"),
      "right": statement(item.right, "reconciliation=\(anchor):right"),
      "explanations": .texts(item.explanations), "is_explained": .bool(!item.explanations.isEmpty),
    ]
  }

  private func statement(_ statement: Discrepancy.Statement, _ id: String) -> Value {
    let metric = content.metrics.all[statement.metric], reported = reported(statement)
    return [
      "id": .string(reported.map { NumberID.reported($0, $1, in: content) } ?? id),
      "region": link(statement.region), "metric": metrics[statement.metric],
      "address": .string(
        reported.map { Address.report($0.0, in: content) }
          ?? Address.region(content.regions[statement.region])),
      "display": .verbatim(statement.quantity.display), "unit": .string(metric.unit),
      "period": Value(statement.period),
      "sources": .list(
        statement.sources.map { ["file": .string($0.file), "line": .int(content.line(of: $0))] }),
      "publications": sources(statement.sources.map(\.origin).flatMap(citations)),
    ]
  }

  /// The number of a report that a statement is, if it is one and no sum or base.
  private func reported(_ statement: Discrepancy.Statement) -> (Report, ReportedFigure)? {
    guard statement.sources.count == 1, case .report(let report, let number) = statement.sources[0].origin
    else { return nil }
    let figure = content.reports[report].figures[number]
    guard figure.quantity == statement.quantity, figure.metric == statement.metric else { return nil }
    return (content.reports[report], figure)
  }
}

/// A discrepancy as pages show it, with the region whose number is too large.
struct Reconciled: Sendable {
  let region: RegionID
  let value: Value

  static func anchor(of region: RegionID, in content: Content) -> String {
    "region-" + content.regions[region].address.replacing("/", with: "-")
  }
}

extension [Reconciled] {
  /// Those of one region together; they stand side by side.
  fileprivate var chunked: [ArraySlice<Reconciled>] {
    var chunks: [ArraySlice<Reconciled>] = [], start = startIndex
    for i in indices where i + 1 == endIndex || self[i + 1].region != self[i].region {
      chunks.append(self[start...i])
      start = i + 1
    }
    return chunks
  }
}
