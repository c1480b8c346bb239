/// One number after another in time. Neighbours are joined; a period without a number is a gap that nothing crosses.
struct TrendChart {
  struct Point {
    /// The label in one or two lines: 2024, 上半年.
    let label: [String]
    let mark: Mark
  }

  enum Mark {
    case number(Amount, value: Double, Extent)
    /// The reason why there is no number.
    case gap(String)
  }

  let points: [Point]

  private static let bottom = 7.4

  func drawn(_ id: String, title: String, description: String) -> Markup {
    let lines = Double(points.map(\.label.count).max() ?? 1)
    var drawing = Drawing(
      id, title: title, description: description, height: TrendChart.bottom + 0.5 + lines * 1.3)
    var most = 0.0
    for case .number(_, let value, let extent) in points.map(\.mark) {
      most = max(most, value, extent.hollow)
    }
    // Room for a number above the highest dot, and for a line without an end between them.
    let hasOpen = points.contains {
      if case .number(_, _, let extent) = $0.mark { extent.isOpen } else { false }
    }
    let top = hasOpen ? 2.8 : 1.9
    func x(_ index: Int) -> Double { (Double(index) + 0.5) / Double(points.count) }
    func y(_ value: Double) -> Double {
      TrendChart.bottom - (most > 0 ? value / most : 0) * (TrendChart.bottom - top)
    }
    drawing.rule("axis", y: TrendChart.bottom)
    var last: (index: Int, y: Double)?
    for (index, point) in points.enumerated() {
      guard case .number(_, let value, _) = point.mark else { continue }
      if let last, last.index == index - 1 {
        drawing.line("path", from: (x(last.index), last.y), to: (x(index), y(value)), width: "1.5")
      }
      last = (index, y(value))
    }
    for (index, point) in points.enumerated() {
      for (line, text) in point.label.enumerated() {
        drawing.word(
          text, "tick", x: .share(x(index)), y: TrendChart.bottom + 1.4 + Double(line) * 1.3, .middle)
      }
      switch point.mark {
      case .gap(let reason):
        drawing.word(reason, "gap", x: .share(x(index)), y: TrendChart.bottom - 0.5, .middle)
      case .number(let amount, let value, let extent):
        let end = min(y(value), y(extent.hollow)) - (extent.isOpen ? 0.9 : 0)
        if extent.isUncertain {
          drawing.line(
            "limit", from: (x(index), y(extent.solid)), to: (x(index), end),
            dashes: extent.isOpen ? "3 2" : nil)
        }
        drawing.dot(x: x(index), y: y(value))
        drawing.amount(amount, x: .share(x(index)), y: end - (extent.isOpen ? 0.3 : 0.65), .middle)
      }
    }
    return drawing.markup
  }
}
