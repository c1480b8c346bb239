import Testing

@testable import Pages

/// Titles in lines broken by sense, none longer than a line, and nothing lost.
@Suite struct TitleLinesTests {
  @Test(arguments: [
    ("工作简报", "工作简报"),
    ("把协商平台建到群众家门口 让身边事有人商量有人办", "把协商平台建到群众家门口/让身边事有人商量有人办"),
    (
      "关于进一步加强和改进政协委员联系界别群众工作制度机制建设的实施意见情况通报",
      "关于进一步加强和改进政协委员/联系界别群众工作制度机制建设的/实施意见情况通报"
    ),
  ])
  func bySense(title: String, lines: String) {
    #expect(TitleLines(title, width: 16).lines.joined(separator: "/") == lines)
  }

  @Test(arguments: ["“有事好商量”", "《一线协商》"]) func aQuotationIsNotTorn(quotation: String) {
    for count in 1...16 {
      let title = String(repeating: "议", count: count) + quotation + "协商活动推动解决群众急难愁盼问题"
      #expect(TitleLines(title, width: 16).lines.contains { $0.contains(quotation) })
    }
  }

  /// Whatever it is made of, every letter is in some line, and no line of Chinese is longer than it may be.
  @Test(arguments: 1...80) func whole(count: Int) {
    for title in [String(repeating: "议", count: count), String("委员“一线协商”的2024年，".prefix(count))] {
      let lines = TitleLines(title, width: 16).lines
      #expect(lines.joined() == title)
      #expect(lines.allSatisfy { $0.count <= 16 })
    }
  }

  @Test(arguments: [
    (4, 1, 1), (7, 1, 1), (8, 2, 1), (10, 3, 1), (12, 4, 1), (20, 4, 2), (30, 5, 2), (40, 5, 3),
  ])
  func namesAtTheHead(count: Int, size: Int, lines: Int) {
    let masthead = Masthead(String(repeating: "报", count: count), names: [])
    #expect(masthead.size == size)
    #expect(masthead.lines.count == lines)
  }
}
