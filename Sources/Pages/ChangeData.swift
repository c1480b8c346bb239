import Records
import Statistics
import Templates

// How a figure differs from a year before: docs/pages.md, “change”.
extension Publication {
  func change(of figure: Figure, in table: FigureTable, _ data: inout DataBuilder) -> Datum {
    let metric = content.metrics.all[figure.metric]
    guard let earlier = self.table(before: table),
      let change = Change(of: figure, metric, in: table, earlier: earlier)
    else { return .none }
    return data.object([
      "text": data.text(change.chinese(metric)), "direction": data.text(change.direction.rawValue),
    ])
  }
}

extension Change {
  /// `比2023年多34场`, `比2023年至少多100件`, `与2023年相比看不出增减`: never more than the limits tell.
  func chinese(_ metric: Metric) -> String {
    let time = metric.kind == .stock ? earlier.period.asOf : earlier.period.chinese
    switch direction {
    case .same: return "与\(time)持平"
    case .open: return "与\(time)相比看不出增减"
    case .more: return "比\(time)" + amount("多", low, high, metric.unit)
    case .fewer: return "比\(time)" + amount("少", high.map { .zero - $0 }, low.map { .zero - $0 }, metric.unit)
    }
  }

  private func amount(_ word: String, _ least: Number?, _ most: Number?, _ unit: String) -> String {
    guard let least else { return word }
    guard let most else { return "至少\(word)\(least)\(unit)" }
    return least == most ? "\(word)\(least)\(unit)" : "\(word)\(least)至\(most)\(unit)"
  }
}
