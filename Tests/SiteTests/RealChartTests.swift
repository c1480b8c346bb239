import Site
import Testing

/// The charts of the real site.
@Suite struct RealChartTests {
  private func page(_ address: String) throws -> String {
    String(
      decoding: try #require(RealSiteTests.result?.files.first { $0.address == address }).bytes, as: UTF8.self
    )
  }

  /// The drawings of a page, each from its opening to its closing tag.
  private func drawings(_ page: String, _ name: String = "svg") -> [Substring] {
    page.split(separator: "<svg class=\"\(name)\"", omittingEmptySubsequences: false).dropFirst().map {
      $0.prefix(upTo: $0.firstRange(of: "</svg>")?.lowerBound ?? $0.endIndex)
    }
  }

  /// Three districts of 武汉市 have reported 2024 alike; the half-year and the count stand apart.
  @Test func theDistrictsOfWuhan() throws {
    let text = try page("regions/hubei/wuhan/index.html")
    let bars = drawings(text).filter { $0.contains("chart-sessions_held-district-t") }
    let numbers = PublishedNumbers("<svg\(try #require(bars.first))</svg>").numbers.map {
      "\($0.id ?? "") \($0.text)"
    }
    #expect(
      numbers == [
        "hubei/wuhan/qingshan:sessions_held:all 78场次", "hubei/wuhan/caidian:sessions_held:all 50次",
        "hubei/wuhan/hannan:sessions_held:all 42场",
      ])
    #expect(text.contains(" 2024年上半年，时期不同，不列入比较"))
    #expect(text.contains(" 2024年1月至9月，依据不同，不列入比较"))
  }

  /// Named, described, with at least two numbers, all of them with their ids; no element has a style of its own.
  @Test func everyChartSaysWhatItIs() throws {
    var count = 0
    for file in try #require(RealSiteTests.result).files where file.address.hasSuffix(".html") {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(!text.contains(" style="), "\(file.address)")
      for drawing in drawings(text) {
        count += 1
        #expect(drawing.contains("role=\"img\" aria-labelledby=\""))
        #expect(drawing.contains("</title><desc id=\""))
        let numbers = PublishedNumbers("<svg\(drawing)</svg>").numbers
        #expect(numbers.count > 1 && numbers.allSatisfy { $0.id != nil }, "\(file.address)")
      }
      for drawing in drawings(text, "spark") { #expect(drawing.contains("<title>")) }
    }
    #expect(count > 20)
  }

  @Test func blocksInTheTexts() throws {
    #expect(try page("brands/zaiyixian-daye/index.html").contains("<ol class=\"steps\"><li>确定议题</li>"))
    #expect(
      try page("brands/qingshan-tongxin/index.html").contains(
        "data-figure=\"hubei/wuhan/qingshan:member_person_times:2024\""))
    #expect(drawings(try page("briefings/wuhan-2024-01/index.html")).count == 1)
  }
}
