import Records
import Statistics
import Templates
import Wording

// How a figure differs from a year before: docs/pages.md, “change”.
extension Publication {
  func change(of figure: Figure, in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    let metric = content.metrics.all[figure.metric]
    guard let earlier = figures.table(before: table),
      let change = Change(of: figure, metric, in: table, earlier: earlier)
    else { return .none }
    return data.object([
      "text": data.text(words.text(change, metric)), "direction": data.text(change.direction.rawValue),
    ])
  }
}
