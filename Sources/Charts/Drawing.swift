/// An inline SVG as wide as the element around it. Its colours are those of the text unless a style sheet knows its
/// classes, since where it is printed no style sheet may reach it.
struct Drawing {
  /// The id by which a page refers to the title and description of the picture.
  let id: String
  private let title: String
  private let description: String
  private let height: Double
  private var content = Markup()

  /// - Parameter height: in the size of its type.
  init(_ id: String, title: String, description: String, height: Double) {
    self.id = id
    self.title = title
    self.description = description
    self.height = height
  }

  private static let fonts = "Songti SC, Source Han Serif SC, Noto Serif CJK SC, STZhongsong, SimSun, serif"

  var markup: Markup {
    """
    <svg class="svg" role="img" aria-labelledby="\(id)-t \(id)-d" width="100%" height="\(Length.em(height))" \
    font-size="13" font-family="\(Drawing.fonts)" fill="currentColor"><title id="\(id)-t">\(title)</title>\
    <desc id="\(id)-d">\(description)</desc>\(content)</svg>
    """
  }

  static func += (a: inout Drawing, b: Markup) { a.content += b }

  // MARK: Words

  enum Anchor: String {
    case start, middle, end
  }

  mutating func word(_ text: String, _ name: String, x: Length, y: Double, _ anchor: Anchor = .start) {
    content += """
      <text class="\(name)" x="\(x)" y="\(Length.em(y))" text-anchor="\(anchor.rawValue)">\(text)</text>
      """
  }

  /// A published number with its unit, as it is printed everywhere.
  mutating func amount(_ amount: Amount, x: Length, y: Double, _ anchor: Anchor) {
    content += """
      <text class="amt" data-figure="\(amount.id)" x="\(x)" y="\(Length.em(y))" text-anchor="\(anchor.rawValue)" \
      font-weight="600">\(amount.display)
      """
    if let unit = amount.printedUnit {
      content += #"\#(amount.gap)<tspan class="u" font-size=".85em" font-weight="400">\#(unit)</tspan>"#
    }
    content += "</text>"
  }

  // MARK: Lines and areas

  /// A hairline across the chart.
  mutating func rule(_ name: String = "rule", y: Double) {
    content += """
      <line class="\(name)" x1="0" x2="100%" y1="\(Length.em(y))" y2="\(Length.em(y))" stroke="currentColor" \
      stroke-width=".5"/>
      """
  }

  /// An area for the part known for certain.
  mutating func solid(from: Double, to: Double, y: Double, height: Double) {
    guard to > from else { return }
    content += """
      <rect class="solid" x="\(.share(from))" y="\(.em(y))" width="\(.share(to - from))" height="\(.em(height))"/>
      """
  }

  /// An area for the part that may be so.
  mutating func hollow(from: Double, to: Double, y: Double, height: Double, isDashed: Bool = false) {
    guard to > from else { return }
    content += """
      <rect class="hollow" x="\(.share(from))" y="\(.em(y))" width="\(.share(to - from))" height="\(.em(height))" \
      fill="none" stroke="currentColor"\(Drawing.dashes(isDashed ? "2 3" : nil))/>
      """
  }

  /// An area without end: two lines that are not closed.
  mutating func open(from: Double, to: Double, y: Double, height: Double) {
    for edge in [y, y + height] {
      line("open", from: (from, edge), to: (to, edge), dashes: "4 2")
    }
  }

  /// Upright lines, close to each other.
  mutating func striped(from: Double, to: Double, y: Double, height: Double) {
    guard to > from else { return }
    content += """
      <line class="striped" x1="\(.share(from))" x2="\(.share(to))" y1="\(.em(y + height / 2))" \
      y2="\(.em(y + height / 2))" stroke="currentColor" stroke-width="\(.em(height))" stroke-dasharray="2 2"/>
      """
  }

  /// A line between two points, each a share of the width and a height in the size of the type.
  mutating func line(
    _ name: String, from: (x: Double, y: Double), to: (x: Double, y: Double), width: String = "1",
    dashes: String? = nil
  ) {
    content += """
      <line class="\(name)" x1="\(.share(from.x))" y1="\(.em(from.y))" x2="\(.share(to.x))" y2="\(.em(to.y))" \
      stroke="currentColor" stroke-width="\(width)"\(Drawing.dashes(dashes))/>
      """
  }

  private static func dashes(_ lengths: String?) -> Markup {
    lengths.map { #" stroke-dasharray="\#($0)""# } ?? Markup()
  }

  mutating func dot(x: Double, y: Double) {
    content += #"<circle class="dot" cx="\#(.share(x))" cy="\#(.em(y))" r=".28em"/>"#
  }
}
