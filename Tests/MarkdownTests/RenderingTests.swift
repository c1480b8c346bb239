import Diagnostics
import Testing

@testable import Markdown

@Suite struct RenderingTests {
  /// libcmark's own rendering, in its safe mode.
  @Test(arguments: [
    ("", ""), ("\n\n", ""),
    (
      "# 甲\n\n乙\n\n* 一\n* 二\n\n1. a\n2. b\n",
      "<h1>甲</h1>\n<p>乙</p>\n<ul>\n<li>一</li>\n<li>二</li>\n</ul>\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"
    ),
    ("- 甲\n\n- 乙\n", "<ul>\n<li>\n<p>甲</p>\n</li>\n<li>\n<p>乙</p>\n</li>\n</ul>\n"),
    ("> 甲\n\n---\n", "<blockquote>\n<p>甲</p>\n</blockquote>\n<hr />\n"),
    ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"),
    ("a < b & c > \"d\"", "<p>a &lt; b &amp; c &gt; &quot;d&quot;</p>\n"),
    ("&copy; &#8212; \\*", "<p>© — *</p>\n"),
    ("```sh\na <b>\n```", "<pre><code class=\"language-sh\">a &lt;b&gt;\n</code></pre>\n"),
    ("甲<b>乙</b>", "<p>甲<!-- raw HTML omitted -->乙<!-- raw HTML omitted --></p>\n"),
    ("<div>\n甲\n</div>", "<!-- raw HTML omitted -->\n"),
    ("[a](javascript:x) ![b](javascript:x)", "<p><a href=\"\">a</a> <img src=\"\" alt=\"b\" /></p>\n"),
    ("<http://a.b>", "<p><a href=\"http://a.b\">http://a.b</a></p>\n"), ("a\u{0}b", "<p>a\u{FFFD}b</p>\n"),
    ("“甲” -- ...", "<p>“甲” -- ...</p>\n"),
    ("\u{FEFF}# 甲", "<h1>甲</h1>\n"), ("甲\r乙\rA", "<p>甲乙\nA</p>\n"),
  ])
  func commonMark(markdown: String, expected: String) {
    #expect(html(markdown) == expected)
  }

  static let damaged: [([UInt8], String)] = [
    ([0x61, 0xFF, 0x62], "<p>a\u{FFFD}b</p>\n"),
    ([0x2A, 0xE5, 0x2A, 0x61], "<p><em>\u{FFFD}</em>a</p>\n"),
    (raw("甲**，", 0xE7, 0x94, then: ""), "<p>甲**，\u{FFFD}</p>\n"),
    (raw("甲**，**", 0xE7, 0x94, then: "乙"), "<p>甲<strong>，</strong>\u{FFFD}乙</p>\n"),
    (raw("甲\n", 0x80, then: "丙"), "<p>甲\n\u{FFFD}丙</p>\n"),
    (raw("[a](", 0xC0, then: ")"), "<p><a href=\"%EF%BF%BD\">a</a></p>\n"),
  ]

  private static func raw(_ text: String, _ bytes: UInt8..., then more: String) -> [UInt8] {
    Array(text.utf8) + bytes + Array(more.utf8)
  }

  @Test(arguments: damaged)
  func invalidUTF8(bytes: [UInt8], expected: String) {
    let source = SourceText(path: "a.md", bytes: bytes)
    var found: [Diagnostic] = []
    let rendered = renderMarkdown(0..<bytes.count, of: source, reporting: &found)
    #expect(String(decoding: rendered.html, as: UTF8.self) == expected)
    #expect(found == [])
  }

  @Test func headings() {
    let source = SourceText(
      path: "a.md",
      """
      # 一、基本情况
      ## Git 与 *GitHub*（二）
      ### 二、
      主要**做法**
      ===
      > ## Git与GitHub
      ## 2024年
      ## `H-2`
      ##
      ###### É `a<b>` [链接](x) ![图](y)
      """)
    var found: [Diagnostic] = []
    let all = 0..<source.bytes.count
    let rendered = renderMarkdown(all, of: source, headingIDs: true, headingShift: 1, reporting: &found)
    #expect(
      rendered.headings == [
        Heading(level: 2, text: "一、基本情况", id: "基本情况"),
        Heading(level: 3, text: "Git 与 GitHub（二）", id: "git-与-github-二"),
        Heading(level: 4, text: "二、", id: "section"), Heading(level: 2, text: "主要做法", id: "主要做法"),
        Heading(level: 3, text: "Git与GitHub", id: "git与github"),
        Heading(level: 3, text: "2024年", id: "2024年"),
        Heading(level: 3, text: "H-2", id: "h-2"), Heading(level: 3, text: "", id: "section-2"),
        Heading(level: 6, text: "É a<b> 链接 ", id: "é-a-b-链接"),
      ])
    #expect(
      String(decoding: rendered.html, as: UTF8.self) == """
        <h2 id="基本情况">一、基本情况</h2>
        <h3 id="git-与-github-二">Git 与 <em>GitHub</em>（二）</h3>
        <h4 id="section">二、</h4>
        <h2 id="主要做法">主要<strong>做法</strong></h2>
        <blockquote>
        <h3 id="git与github">Git与GitHub</h3>
        </blockquote>
        <h3 id="2024年">2024年</h3>
        <h3 id="h-2"><code>H-2</code></h3>
        <h3 id="section-2"></h3>
        <h6 id="é-a-b-链接">É <code>a&lt;b&gt;</code> <a href="x">链接</a> <img src="y" alt="图" /></h6>

        """)
    let plain = renderMarkdown(all, of: source, headingShift: -3, reporting: &found)
    #expect(plain.headings.map(\.level) == [1, 1, 1, 1, 1, 1, 1, 1, 3])
    #expect(String(decoding: plain.html.prefix(13), as: UTF8.self) == "<h1>一、基")
    #expect(found == [])
  }

  @Test(arguments: [
    (["A", "a", "A", "a-2", "a"], ["a", "a-2", "a-3", "a-2-2", "a-4"]),
    (["--a--b--", "12", "3D", ""], ["a-b", "12", "3d", "section"]),
    // A number in front is not part of the name, but 1.5 is.
    (["一、概况", "（二）做法", "3. 成效", "④后续", "1.5万人", "二"], ["概况", "做法", "成效", "后续", "1-5万人", "二"]),
    (["一、概况", "二、概况"], ["概况", "概况-2"]),
  ])
  func headingIDs(texts: [String], expected: [String]) {
    var ids = HeadingIDs()
    #expect(texts.map { ids.next(for: $0) } == expected)
  }

  @Test func text() {
    let source = SourceText(
      path: "a.md",
      """
      # 标题

      第一段，**强调**和`代码`，\\
      见[附件\n说明](a)![图](b)<b>粗</b>。

      - 甲
      - Swift\n  language

      > 乙

          code

      丙
      """)
    var found: [Diagnostic] = []
    let rendered = renderMarkdown(0..<source.bytes.count, of: source, reporting: &found)
    #expect(rendered.text == "第一段，强调和代码， 见附件说明粗。\n甲\nSwift language\n乙\n丙")
    #expect(found.map(\.code) == ["raw-html"])
  }

  /// Texts that are rendered at once come out as one after another.
  @Test func concurrency() async {
    let texts = (0..<64).map { "# 第\($0)节\n\n**甲，**乙\n丙[a](\($0).md)\n" }
    let expected = texts.map { html($0) }
    let rendered = await withTaskGroup(of: (Int, String).self) { group in
      for (i, text) in texts.enumerated() { group.addTask { (i, html(text)) } }
      return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
    }
    #expect(texts.indices.map { rendered[$0] } == expected)
  }

  struct Hostile: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let htmlSize: Int

    init(_ name: String, _ text: String, _ htmlSize: Int) {
      (testDescription, self.text, self.htmlSize) = (name, text, htmlSize)
    }
  }

  /// Nothing here may take more than linear time, or the stack.
  @Test(arguments: [
    Hostile("[", String(repeating: "[", count: 50_000), 50_008),
    Hostile("[](", String(repeating: "[](", count: 50_000), 150_008),
    Hostile("[a](<b", String(repeating: "[a](<b", count: 50_000), 450_008),
    Hostile("[a](b \"", "[x](y)" + String(repeating: "[a](b \"", count: 50_000), 600_025),
    Hostile(
      "![", String(repeating: "![", count: 50_000) + "[a](b)" + String(repeating: "](c)", count: 50_000),
      31),
    Hostile("*a ", String(repeating: "*a ", count: 50_000), 150_007),
    Hostile("*甲，", String(repeating: "*甲，", count: 50_000), 525_008),
    Hostile("**甲，", String(repeating: "**甲，", count: 50_000), 725_008),
    Hostile(">", String(repeating: ">", count: 50_000), 1_350_000),
    Hostile(
      "> [a](b)", (0..<300).map { String(repeating: ">", count: $0) + "[a](b)" }.joined(separator: "\n"),
      15_573),
    Hostile(
      "backticks", (1..<500).map { String(repeating: "`", count: $0) }.joined(separator: " [a](b) "), 134_220),
    Hostile("quotes at line ends", String(repeating: "”\n", count: 50_000), 200_007),
    Hostile("Chinese after quotes at line ends", String(repeating: "”\n", count: 50_000) + "甲", 150_011),
    Hostile("full-width asterisks", String(repeating: "＊＊", count: 50_000), 300_008),
    Hostile("<", "[a](b)" + String(repeating: "<a", count: 50_000), 250_025),
    Hostile("lines with |", String(repeating: "|-\n", count: 50_000), 1_100_029),
    Hostile("tables", String(repeating: "|a\n|-\n2. x\n", count: 10_000), 170_071),
    Hostile("tables in tables", String(repeating: "|a\n|-\n    x\n", count: 10_000), 80_607),
    Hostile("rows of hyphens", "a|b\n" + String(repeating: "|-\n", count: 50_000), 150_011),
    Hostile(
      "wide and short",
      String(repeating: "|a", count: 5_000) + "\n" + String(repeating: "|-", count: 5_000)
        + String(repeating: "\n|b", count: 5_000), 270_105),
    Hostile(
      "tables in lists",
      (0..<200).map {
        String(repeating: " ", count: $0 * 2) + "- a|b\n" + String(repeating: " ", count: $0 * 2 + 2) + "-|-"
      }.joined(separator: "\n"), 17_800),
    Hostile("small tables", String(repeating: "|a\n|-\n\n", count: 20_000), 1_120_000),
    Hostile("references", "[a]: b\n\n" + String(repeating: "[a]", count: 50_000), 425_008),
    Hostile("headings", String(repeating: "# a\n", count: 50_000), 550_000),
    Hostile("backslashes", "[a](b)" + String(repeating: "\\", count: 50_000) + "![c](d)", 25_048),
  ])
  func hostile(_ hostile: Hostile) {
    let source = SourceText(path: "a.md", hostile.text)
    var found: [Diagnostic] = []
    let rendered = renderMarkdown(0..<source.bytes.count, of: source, headingIDs: false, reporting: &found)
    #expect(rendered.html.count == hostile.htmlSize)
  }
}
