import Diagnostics
import Testing

@testable import Markdown

@Suite struct WarningTests {
  @Test(arguments: [
    ("甲<b>乙</b>丙<br>", ["raw-html 3..<6 <b>", "raw-html 16..<20 <br>"]),
    ("<div class=x>\n甲\n</div>\n\n乙", ["raw-html 0..<13 <div class=x>"]),
    ("- <a\n  href='x'>甲</a>", ["raw-html 2..<4 <a"]),
    ("> 甲 <i>\n\n  <p>\n乙", ["raw-html 6..<9 <i>", "raw-html 13..<16 <p>"]),
    ("<!-- 注 -->\n\n甲<!-- 注 -->", []), ("`<b>` \\<b> <http://a.b>", []), ("`<b>`<b>", ["raw-html 5..<8 <b>"]),
    ("这是＊＊重点＊＊，**重点**", ["fullwidth-asterisk 6..<24 ＊＊重点＊＊"]),
    (
      "＊＊一＊＊\n\n- ＊＊二＊＊＊＊三＊＊",
      [
        "fullwidth-asterisk 0..<15 ＊＊一＊＊", "fullwidth-asterisk 19..<34 ＊＊二＊＊",
        "fullwidth-asterisk 34..<49 ＊＊三＊＊",
      ]
    ),
    ("＊注：甲＊、`＊＊甲＊＊`、＊＊", []),
    ("| 甲 | 乙 |\n|---|:-:|\n| 1 | 2 |", []),
    ("| 甲 | 乙 |\n|---|\n| 1 | 2 |", ["pipe-table 0..<19 | 甲 | 乙 |\n|---|"]),
    (
      "> 甲|乙\n> -|-|-\n\n- a\n  | a |\n  |-|-|",
      ["pipe-table 0..<17 > 甲|乙\n> -|-|-", "pipe-table 25..<38 | a |\n  |-|-|"]
    ),
    ("| 甲 | 乙 |\n|-|-|\n| 1 | 2 | 3 |\n| 1 || 3 | |", ["extra-cells 30..<31 3", "extra-cells 41..<44 3 |"]),
    ("甲|乙\n丙|丁", []), ("```\n|a|\n|-|\n```", []), ("甲\n|-|", []), ("甲|乙", []),
    // An underlined text ends, for libcmark, with the blank line below.
    ("标题 | 副题\n---\n \n正文\n", []), ("标题 | 副题\n===\n\t \n正文\n", []), ("> 标题 | 副题\n> ---\n> \n> 正文\n", []),
  ])
  func warnings(text: String, expected: [String]) {
    let source = SourceText(path: "a.md", text)
    var found: [Diagnostic] = []
    _ = renderMarkdown(0..<source.bytes.count, of: source, reporting: &found)
    let shown = found.map { diagnostic in
      let range = diagnostic.location?.range ?? 0..<0
      return "\(diagnostic.code) \(range) \(source.text(range))"
    }
    #expect(shown == expected)
    #expect(found.allSatisfy { $0.severity == .warning })
  }

  @Test func asterisksCorrected() throws {
    let source = SourceText(path: "a.md", "这是＊＊重点。＊＊请看")
    var found: [Diagnostic] = []
    _ = renderMarkdown(0..<source.bytes.count, of: source, reporting: &found)
    #expect(found.map(\.code) == ["fullwidth-asterisk"] && found[0].location?.range == 6..<27)
    var bytes = source.bytes
    for edit in try #require(found.first?.suggestion).edits.reversed() {
      bytes.replaceSubrange(edit.range, with: Array(edit.replacement.utf8))
    }
    #expect(html(String(decoding: bytes, as: UTF8.self)) == "<p>这是<strong>重点。</strong>请看</p>\n")
  }
}
