import Records
import Statistics

extension Publication {
  /// What came of some cases.
  ///
  /// - Parameter number: the id of the number of those with a status.
  func statuses(
    of cases: some Sequence<Int>, id: String, whole: String, number: (Case.Status) -> String
  ) -> Chart? {
    let all = Case.Status.inOrder
    var counts = [Int](repeating: 0, count: all.count)
    for index in cases { counts[content.cases[index].status.place] += 1 }
    let parts = all.indices.filter { counts[$0] > 0 }.map { place in
      ShareChart.Part(
        name: words.name(all[place]), style: all[place].style, count: counts[place],
        amount: Amount(
          id: number(all[place]), display: "\(counts[place])",
          unit: words.unit(
            CutRow.Records.cases.unit, after: .exact(Number(counts[place])), of: CutRow.Records.cases.rawValue
          ),
          gap: words[.unitGap]))
    }
    guard !parts.isEmpty else { return nil }
    let title = words.filled(.chartStatus, ["name": whole])
    return Chart(
      title: title,
      svg: parts.count > 1
        ? ShareChart(parts: parts).drawn(
          id, title: title, description: words.statusDescription(parts.map(\.name))) : nil,
      metric: nil, period: nil, basis: nil, notes: [],
      rows: parts.map { Chart.Row(name: $0.name, amount: $0.amount, reason: nil) }, apart: [], table: nil)
  }
}

extension Case.Status {
  /// From done to not known.
  fileprivate static let inOrder: [Case.Status] = [.resolved, .inProgress, .planned, .unknown]

  fileprivate var place: Int {
    switch self {
    case .resolved: 0
    case .inProgress: 1
    case .planned: 2
    case .unknown: 3
    }
  }

  fileprivate var style: ShareChart.Style {
    switch self {
    case .resolved: .solid
    case .inProgress: .striped
    case .planned: .hollow
    case .unknown: .dashed
    }
  }
}
