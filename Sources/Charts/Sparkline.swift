/// Years in a cell of a table, as small columns; a year of which nothing is known leaves a gap.
package struct Sparkline {
  /// The values by year; `nil` is a gap.
  private let values: [Double?]

  package init(values: [Double?]) { self.values = values }

  package func drawn(title: String) -> Markup {
    let most = values.compactMap { $0 }.max() ?? 0
    var columns = Markup()
    for (rank, value) in values.enumerated() {
      guard let value, most > 0 else { continue }
      // Anything more than nothing is seen.
      let height = value > 0 ? max(1, Int((value / most * 12).rounded())) : 0
      columns += #"<rect x="\#(rank * 6)" y="\#(13 - height)" width="4" height="\#(height)"/>"#
    }
    let width = max(values.count * 6 - 2, 4)
    return """
      <svg class="spark" role="img" width="\(width)" height="14" viewBox="0 0 \(width) 14" fill="currentColor">\
      <title>\(title)</title>\(columns)<path class="axis" d="M0 13.5h\(width)" stroke="currentColor"/></svg>
      """
  }
}
