/// Parts of a whole as one bar, told apart by how they are drawn, not by colour; below it each part with its number.
struct ShareChart {
  struct Part {
    let name: String
    let style: Style
    let count: Int
    let amount: Amount
  }

  enum Style {
    case solid, striped, hollow, dashed
  }

  let parts: [Part]

  private static let row = 1.9, bar = 1.2, gap = 0.5

  func drawn(_ id: String, title: String, description: String) -> Markup {
    var drawing = Drawing(
      id, title: title, description: description,
      height: ShareChart.bar + ShareChart.gap + Double(parts.count) * ShareChart.row)
    let total = parts.reduce(0) { $0 + $1.count }
    var start = 0.0
    for (number, part) in parts.enumerated() {
      let end = start + Double(part.count) / Double(max(1, total))
      // A thin line of paper between neighbours.
      draw(
        part.style, from: start, to: max(start, end - (number + 1 < parts.count ? 0.006 : 0)), on: &drawing)
      start = end
      let top = ShareChart.bar + ShareChart.gap + Double(number) * ShareChart.row
      draw(part.style, from: 0, to: 0.07, y: top + 0.55, height: 0.75, on: &drawing)
      drawing.word(part.name, "name", x: .share(0.1), y: top + 1.3)
      drawing.amount(part.amount, x: .share(1), y: top + 1.3, .end)
      if number + 1 < parts.count { drawing.rule(y: top + ShareChart.row) }
    }
    return drawing.markup
  }

  private func draw(
    _ style: Style, from: Double, to: Double, y: Double = 0.1, height: Double = ShareChart.bar,
    on drawing: inout Drawing
  ) {
    switch style {
    case .solid: drawing.solid(from: from, to: to, y: y, height: height)
    case .striped: drawing.striped(from: from, to: to, y: y, height: height)
    case .hollow: drawing.hollow(from: from, to: to, y: y, height: height)
    case .dashed: drawing.hollow(from: from, to: to, y: y, height: height, isDashed: true)
    }
  }
}
