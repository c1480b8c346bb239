import Records
import Statistics

extension Words {
  /// The unit beside a figure: as its reports write it, else the metric's.
  package func unit(of figure: Figure, in content: Content) -> String {
    unit(content.metrics.all[figure.metric], figure.quantity, written: figure.writtenUnit(in: content))
  }

  /// The unit beside a number of a report.
  package func unit(of figure: ReportedFigure, in content: Content) -> String {
    unit(content.metrics.all[figure.metric], figure.quantity, written: figure.unit)
  }

  private func unit(_ metric: Metric, _ quantity: Quantity, written: String?) -> String {
    language == .chinese ? written ?? unit(metric, after: quantity) : unit(metric, after: quantity)
  }

  /// The basis of a figure; of a sum also its parts: `已报 1 个单位合计，另加未上报地区的案例7场`.
  package func basis(of figure: Figure, in content: Content) -> String {
    guard figure.basis == .summed else { return name(figure.basis) }
    var text =
      figure.lacksChildren ? filled(.partialSum, ["n": "\(figure.addedUp.count)"]) : name(figure.basis)
    if figure.partialChildren > 0 {
      text += self[.clause] + filled(.partialBelow, ["n": "\(figure.partialChildren)"])
    }
    if let added = figure.added {
      let unit = unit(content.metrics.all[figure.metric], after: added)
      text +=
        self[.clause]
        + filled(
          .addedCases,
          ["whose": self[whoseCases(figure, in: content)], "amount": quantity(added) + self[.unitGap] + unit])
    }
    return text
  }

  /// The word for the cases that a sum holds: the region's own, or those of regions below it that have not reported.
  package func whoseCases(_ figure: Figure, in content: Content) -> Word {
    let own = figure.cases.count { content.cases[$0].region == figure.region }
    return own == 0 ? .casesOfSilent : own == figure.cases.count ? .casesOfOwn : .casesOfBoth
  }

  /// Ascending numbers with neighbours drawn together: `5—7、72、84—87`.
  package func runs(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    let dash = language == .chinese ? "—" : "–"
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)\(dash)\($0.upperBound)" }
      .joined(separator: comma)
  }

  /// `比2023年多34场`, `比2023年至少多100件`, `与2023年相比看不出增减`: never more than the limits tell.
  package func text(_ change: Change, _ metric: Metric) -> String {
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

extension Figure {
  /// The basis as tables of the program say it in Chinese: `下级合计（已报 3 个单位，另加案例2场）`.
  package func chineseBasis(in content: Content) -> String {
    guard basis == .summed else { return basis.chinese }
    let parts = [
      lacksChildren ? "已报 \(addedUp.count) 个单位" : nil,
      partialChildren > 0 ? "其中 \(partialChildren) 个没有报全" : nil,
      added.map { "另加案例\($0.display)\(content.metrics.all[metric].unit)" },
    ].compactMap { $0 }
    return basis.chinese + (parts.isEmpty ? "" : "（\(parts.joined(separator: "，"))）")
  }
}

extension Basis: Choice {
  package var chinese: String {
    switch self {
    case .reported: "本级上报"
    case .summed: "下级合计"
    case .counted: "案例库收录"
    }
  }
}
