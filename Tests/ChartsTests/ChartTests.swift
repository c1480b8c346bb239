import Foundation
import Records
import Testing

@testable import Charts

/// The drawing itself, against what was accepted; RECORD=1 accepts what is drawn now.
@Suite struct ChartTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/charts")

  private func compare(_ markup: Markup, with name: String) throws {
    let file = ChartTests.folder.appending(path: name + ".svg")
    let drawn = String(decoding: markup.bytes, as: UTF8.self).replacing("><", with: ">\n<") + "\n"
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try drawn.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try drawn == String(contentsOf: file, encoding: .utf8))
    // Strict policies allow no style of an element's own.
    #expect(!drawn.contains("style="))
    #expect(!drawn.contains("=&"))
  }

  private func bar(_ rank: Int, _ name: String, _ text: String, unit: String = "场") throws -> BarChart.Bar {
    BarChart.Bar(
      rank: rank, name: name, amount: Amount(id: "a:\(rank)", display: text, unit: unit),
      extent: Extent(try Quantity(parsing: text)))
  }

  /// Every qualifier: what is certain is filled, what may be is outlined, what has no end is open.
  @Test func bars() throws {
    let bars = try [
      bar(1, "甲市", "超1000"), bar(2, "乙市", "近700"), bar(3, "丙市", "600"), bar(4, "丁市", "约500"),
      bar(5, "戊市", "200余"), bar(6, "己市", "100—150"), bar(7, "庚市", "不足50"), bar(8, "辛市", "0"),
    ]
    try compare(
      BarChart(bars: bars).drawn("b", title: "各市协商场次", description: "条形图"), with: "bars")
  }

  /// Names are texts, whatever they contain; a rate bears its own unit.
  @Test func hostileNames() throws {
    let bars = try [
      bar(1, "<script>\"'&", "78.1%", unit: "%"), bar(2, "]]>\u{202E}", "78%", unit: "%"),
    ]
    try compare(
      BarChart(bars: bars).drawn("b", title: "</title><b>", description: "<!--"), with: "hostile")
  }

  @Test func allZero() throws {
    try compare(
      BarChart(bars: [bar(1, "甲市", "0"), bar(1, "乙市", "0")]).drawn("b", title: "零", description: "零"),
      with: "zero")
  }

  @Test func trend() throws {
    func point(_ year: String, _ text: String?, _ reason: String = "未报") throws -> TrendChart.Point {
      guard let text else { return TrendChart.Point(label: [year], mark: .gap(reason)) }
      let quantity = try Quantity(parsing: text)
      return TrendChart.Point(
        label: [year],
        mark: .number(
          Amount(id: "a:\(year)", display: text, unit: "件"), value: quantity.value.approximate,
          Extent(quantity)))
    }
    let points = try [
      point("2019", "40"), point("2020", "近60"), point("2021", nil), point("2022", "超50"),
      point("2023", nil, "口径不同"), point("2024", "80"),
    ]
    try compare(
      TrendChart(points: points).drawn("t", title: "解决问题", description: "折线图"), with: "trend")
    let halves = [
      TrendChart.Point(
        label: ["2024", "上半年"],
        mark: .number(Amount(id: "x", display: "3", unit: "场"), value: 3, Extent(.exact(Number(3))))
      ),
      TrendChart.Point(
        label: ["2024", "下半年"],
        mark: .number(Amount(id: "y", display: "0", unit: "场"), value: 0, Extent(.exact(.zero)))),
    ]
    try compare(
      TrendChart(points: halves).drawn("h", title: "协商场次", description: "折线图"), with: "halves")
  }

  @Test func shares() throws {
    let styles: [(String, ShareChart.Style, Int)] = [
      ("已解决", .solid, 20), ("办理中", .striped, 12), ("计划", .hollow, 5), ("结果未公布", .dashed, 63),
    ]
    let parts = styles.map {
      ShareChart.Part(
        name: $0.0, style: $0.1, count: $0.2, amount: Amount(id: "s:\($0.2)", display: "\($0.2)", unit: "件"))
    }
    try compare(
      ShareChart(parts: parts).drawn("s", title: "办理结果", description: "分段横条"), with: "shares")
  }

  @Test func sparkline() throws {
    try compare(Sparkline(values: [3, nil, 0, 12, 0.1]).drawn(title: "走势"), with: "sparkline")
  }
}
