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
      "text": data.text(words.text(change, metric)), "direction": data.text(change.direction.rawValue),
    ])
  }
}

extension Words {
  /// `比2023年多34场`, `比2023年至少多100件`, `与2023年相比看不出增减`: never more than the limits tell.
  fileprivate func text(_ change: Change, _ metric: Metric) -> String {
    let earlier = change.earlier.period
    // “up from as of” is no English.
    let time = metric.kind == .stock && language == .chinese ? asOf(earlier) : period(earlier)
    func amount(_ words: (exact: Word, atLeast: Word, between: Word), _ least: Number?, _ most: Number?)
      -> String
    {
      let word = least == most ? words.exact : most == nil ? words.atLeast : words.between
      let least = least.map(Quantity.exact), most = most.map(Quantity.exact)
      return filled(
        word,
        [
          "time": time, "least": least.map(quantity) ?? "", "most": most.map(quantity) ?? "",
          "unit": unit(metric, after: most ?? least),
        ])
    }
    switch change.direction {
    case .same: return filled(.changeNone, ["time": time])
    case .open: return filled(.changeOpen, ["time": time])
    case .more: return amount((.changeMore, .changeMoreAtLeast, .changeMoreBetween), change.low, change.high)
    case .fewer:
      return amount(
        (.changeFewer, .changeFewerAtLeast, .changeFewerBetween), change.high.map { .zero - $0 },
        change.low.map { .zero - $0 })
    }
  }
}
