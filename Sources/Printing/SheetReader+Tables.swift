extension SheetReader {
  // MARK: Tables

  mutating func table(_ element: Element, _ context: Context) -> Table {
    var table = Table()
    for part in element.elements {
      switch part.name {
      case "caption":
        var inner = context
        inner.role = .caption
        if case .paragraph(let caption)? = blocks(of: part.children, inner).first { table.caption = caption }
      case "thead": table.rows += rows(of: part, isHead: true, context)
      case "tbody", "tfoot": table.rows += rows(of: part, isHead: false, context)
      case "tr": table.rows.append(row(part, isHead: false, context))
      default: break
      }
    }
    table.rows.removeAll(where: \.cells.isEmpty)
    return table
  }

  private mutating func rows(of part: Element, isHead: Bool, _ context: Context) -> [Table.Row] {
    part.elements.filter { $0.name == "tr" }.map { row($0, isHead: isHead, context) }
  }

  /// A number that a row as a whole is about is in its first cell of numbers, else in its first.
  private mutating func row(_ element: Element, isHead: Bool, _ context: Context) -> Table.Row {
    let cells = element.elements.filter { ["td", "th"].contains($0.name) }
    let mark = mark(of: element)
    let number = cells.firstIndex { $0.hasClass("num") } ?? cells.firstIndex { $0.name == "td" }
    var row = Table.Row(isHead: isHead, cells: [])
    for (index, cell) in cells.enumerated() {
      var inner = context
      inner.run.figure = self.mark(of: cell) ?? (index == number ? mark : nil) ?? context.run.figure
      inner.role =
        isHead ? cell.isNumeric ? .numberHead : .headCell : cell.isNumeric ? .numberCell : .cell
      (inner.level, inner.isPlain, inner.id) = (-1, false, cell["id"])
      var paragraphs: [Paragraph] = []
      for block in blocks(of: cell.children, inner) {
        switch block {
        case .paragraph(var paragraph):
          if paragraph.role == .body || paragraph.role == .note { paragraph.role = inner.role }
          paragraph.isCentred = cell.hasClass("align-center")
          paragraphs.append(paragraph)
        case .table(let nested):
          for cell in nested.rows.flatMap(\.cells) { paragraphs += cell.paragraphs }
        case .chart(let chart):
          for point in chart.points {
            let wording = point.wording(unit: chart.unit)
            let run = Run(content: .text(point.name + " " + wording), figure: point.figure)
            paragraphs.append(Paragraph(inner.role, [run]))
          }
        }
      }
      row.height = max(row.height, cell.blankLines)
      row.cells.append(
        Table.Cell(paragraphs: paragraphs, columns: cell.span("colspan"), rows: cell.span("rowspan")))
    }
    return row
  }

  // MARK: Figures

  /// A caption, and what it is the caption of. A chart is one where the page has its numbers beside the drawing.
  mutating func figure(_ element: Element, _ context: Context) -> [Sheet.Block] {
    var context = context
    let isLive = element.hasClass("live") || element.hasClass("chart")
    context.role = isLive ? .note : .body
    guard let drawing = element.first("svg"), let data = element.chartData else {
      let children = element.children.map { child -> Element.Node in
        // The numbers of what is no drawing are printed as a table.
        if case .element(let inner) = child, inner.name == "details", let table = inner.first("table") {
          return .element(table)
        }
        return child
      }
      return blocks(of: children, context)
    }
    let chart = chart(element, drawing, data)
    var before: [Sheet.Block] = [], after: [Sheet.Block] = [], isAfter = false
    for part in element.elements {
      if part.name == "svg" { isAfter = true }
      if ["svg", "details", "table"].contains(part.name) { continue }
      let found = blocks(of: [.element(part)], context)
      if isAfter { after += found } else { before += found }
    }
    return before + [.chart(chart)] + after
  }

  private mutating func chart(_ element: Element, _ drawing: Element, _ data: Element) -> Chart {
    var chart = Chart(
      kind: .bars, title: drawing.first("title")?.text ?? element.first("figcaption")?.text ?? "",
      alternative: drawing.first("desc")?.text ?? "", unit: "", points: [])
    let body = data.first("tbody") ?? data
    for row in body.elements where row.name == "tr" {
      let cells = row.elements
      guard cells.count > 1 else { continue }
      let marked = cells[1]["data-figure"] == nil ? cells[1].first { $0["data-figure"] != nil } : cells[1]
      let ownMark = marked.flatMap { self.mark(of: $0) } ?? mark(of: row)
      let number = cells[1].first { $0.hasClass("n") }?.text ?? cells[1].text
      let unit = cells[1].first { $0.hasClass("u") }?.text ?? (cells.count > 2 ? cells[2].text : "")
      let name = cells[0].text.trimmed, display = number.trimmed
      let value = marked?["data-value"] ?? marked?["value"] ?? Numeral(display)?.digits
      chart.points.append(
        Chart.Point(
          name: name, value: value, label: display, figure: ownMark))
      if chart.unit.isEmpty { chart.unit = unit.trimmed }
    }
    chart.takeExtents(of: drawing)
    chart.takeLimits(of: drawing)
    let isTrend = chart.points.allSatisfy {
      $0.name.prefix(4).allSatisfy(\.isNumber) && $0.name.contains("年")
    }
    chart.kind = (element["data-chart"] ?? (isTrend ? "trend" : "bars")) == "trend" ? .trend : .bars
    return chart
  }
}

extension Element {
  /// The table with the numbers of a chart.
  fileprivate var chartData: Element? {
    let table = first { $0.name == "table" && $0.hasClass("chart-data") } ?? first("table")
    return table?.first("td") == nil ? nil : table
  }

  fileprivate var isNumeric: Bool {
    hasClass("num") || hasClass("align-right") || attributes["align"] == "right"
      || attributes["style"]?.contains("right") == true
  }

  /// The height of a cell that is to be written into by hand, in lines.
  fileprivate var blankLines: Int { hasClass("tall") ? 4 : hasClass("two") ? 2 : 1 }

  fileprivate func span(_ name: String) -> Int { min(max(attributes[name].flatMap { Int($0) } ?? 1, 1), 60) }
}

extension Chart {
  /// Takes from the drawing of bars which part of a number is certain (solid), and how far it may go (hollow).
  fileprivate mutating func takeExtents(of drawing: Element) {
    var bars: [(solid: Double, hollow: Double)] = []
    for part in drawing.elements {
      let width = (part["width"] ?? "").split(separator: "%").first.flatMap { Double($0) } ?? 0
      if part.name == "text", part.hasClass("name") { bars.append((0, 0)) }
      if part.name == "rect", !bars.isEmpty {
        if part.hasClass("solid") { bars[bars.count - 1].solid = width }
        if part.hasClass("hollow") { bars[bars.count - 1].hollow = width }
      }
    }
    guard bars.count <= points.count else { return }
    for (index, bar) in bars.enumerated() where bar.hollow > 0 {
      guard let value = points[index].value.flatMap({ Double($0) }) else { continue }
      // The words name one end of the hollow part: 30余 the lower, 近700 the upper.
      let isUpper = points[index].label.contains { "近约不到足".contains($0) } || bar.solid == 0
      let end = isUpper ? value : value * (bar.solid + bar.hollow) / bar.solid
      points[index].certain = (end * bar.solid / (bar.solid + bar.hollow)).digits
      points[index].value = end.digits
    }
  }
}

extension Chart {
  /// Takes from the drawing of a trend how far up and down the upright line of a number goes. Its heights are exact to a
  /// five-hundredth; limits are as round as the number is: 200余 ends before 300.
  fileprivate mutating func takeLimits(of drawing: Element) {
    func height(_ part: Element, _ name: String) -> Double {
      (part[name] ?? "").split(separator: "e").first.flatMap { Double($0) } ?? 0
    }
    guard let axis = drawing.first(where: { $0.hasClass("axis") }) else { return }
    let bottom = height(axis, "y1")
    var limit: (low: Double, high: Double)?
    var numbers = points.indices.filter { points[$0].value != nil }[...]
    for part in drawing.elements {
      if part.name == "line", part.hasClass("limit") { limit = (height(part, "y1"), height(part, "y2")) }
      guard part.name == "circle", let index = numbers.popFirst() else { continue }
      defer { limit = nil }
      guard let limit, let digits = points[index].value, let value = Double(digits) else { continue }
      let scale = value / (bottom - height(part, "cy"))
      var step = 1.0
      for digit in digits.reversed() {
        if digit != "0" { break }
        step *= 10
      }
      points[index].certain = (((bottom - limit.low) * scale / step).rounded() * step).digits
      points[index].most = (((bottom - limit.high) * scale / step).rounded() * step).digits
    }
  }
}

extension Double {
  /// The number in digits, with two places after the point at most.
  fileprivate var digits: String {
    let hundredths = (self * 100).rounded()
    guard hundredths.magnitude < 1e17 else { return "0" }
    return hundredths.truncatingRemainder(dividingBy: 100) == 0
      ? String(Int(hundredths / 100)) : String(hundredths / 100)
  }
}

/// The number that a wording says, as far as a chart can draw it: `近700` → 700, `800余万` → 8000000, `78.1%` → 78.1.
struct Numeral {
  let digits: String

  init?(_ text: String) {
    guard let start = text.firstIndex(where: { "0123456789".contains($0) }) else { return nil }
    let figures = text[start...].prefix { "0123456789.,".contains($0) }.filter { $0 != "," }
    let parts = figures.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, whole.count < 15 else { return nil }
    var fraction = parts.count == 2 ? String(parts[1]) : "", digits = String(whole)
    var zeros = 0
    for character in text[start...] {
      if character == "万" { zeros += 4 } else if character == "亿" { zeros += 8 }
    }
    while zeros > 0 {
      digits.append(fraction.isEmpty ? "0" : fraction.removeFirst())
      zeros -= 1
    }
    while digits.count > 1, digits.hasPrefix("0") { digits.removeFirst() }
    self.digits = fraction.isEmpty ? digits : digits + "." + fraction
  }
}

extension String {
  /// The text without blanks and line ends at its ends.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
