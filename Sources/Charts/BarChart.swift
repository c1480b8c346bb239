/// Regions one below the other, each with its bar: the name and the number are above it, so that a chart needs no
/// more room than a phone has.
struct BarChart {
  struct Bar {
    let rank: Int
    let name: String
    let amount: Amount
    let extent: Extent
  }

  let bars: [Bar]

  private static let row = 2.75

  func drawn(_ id: String, title: String, description: String) -> Markup {
    var drawing = Drawing(
      id, title: title, description: description, height: Double(bars.count) * BarChart.row)
    let most = bars.map { $0.extent.hollow }.max() ?? 0
    // Beyond the longest bar there is room for what has no end.
    let room = bars.contains { $0.extent.isOpen } ? 0.94 : 1
    let scale = most > 0 ? room / most : 0
    let indent = bars.count > 9 ? 1.9 : 1.3
    for (number, bar) in bars.enumerated() {
      let top = Double(number) * BarChart.row
      if number > 0 { drawing.rule(y: top) }
      drawing.word("\(bar.rank)", "rank", x: .em(0), y: top + 1.3)
      drawing.word(bar.name, "name", x: .em(indent), y: top + 1.3)
      drawing.amount(bar.amount, x: .share(1), y: top + 1.3, .end)
      draw(bar.extent, scale, y: top + 1.75, on: &drawing)
    }
    return drawing.markup
  }

  private func draw(_ extent: Extent, _ scale: Double, y: Double, on drawing: inout Drawing) {
    let solid = extent.solid * scale, hollow = extent.hollow * scale, height = 0.55
    drawing.solid(from: 0, to: solid, y: y, height: height)
    drawing.hollow(from: solid, to: hollow, y: y, height: height, isDashed: extent.isOpen)
    if extent.isOpen { drawing.open(from: hollow, to: hollow + 0.05, y: y, height: height) }
  }
}
