import Diagnostics
import Testing

@testable import Markdown

/// GitHub's additions to CommonMark, as its specification and its own program render them.
@Suite struct ExtensionTests {
  @Test(arguments: [
    ("~~Hi~~ Hello, ~there~ world!", "<del>Hi</del> Hello, <del>there</del> world!"),
    ("This will ~~~not~~~ strike.", "This will ~~~not~~~ strike."),
    ("~~办结~~办理中", "<del>办结</del>办理中"), ("~~一~~ ~~二~~", "<del>一</del> <del>二</del>"),
    ("~~**重**点~~", "<del><strong>重</strong>点</del>"), ("**~~重~~点**", "<strong><del>重</del>点</strong>"),
    ("~~[甲](a)`~~`乙~~", "<del><a href=\"a\">甲</a><code>~~</code>乙</del>"),
    ("[~~甲~~](a)", "<a href=\"a\"><del>甲</del></a>"),
    ("~~甲~ 乙~~", "<del>甲~ 乙</del>"), ("~~甲 ~乙~ 丙~~", "<del>甲 <del>乙</del> 丙</del>"),
    ("\\~~甲~~", "~~甲~~"), ("~\\~甲~~", "~~甲~~"), ("~~甲\\~~", "~~甲~~"), ("\\~甲~", "~甲~"),
    ("~~甲\n乙~~", "<del>甲乙</del>"),
    ("~~ 甲~~", "~~ 甲~~"), ("~~真，~~她", "~~真，~~她"), ("5~6名、7~8名", "5~6名、7~8名"),
    ("1日~2日，3日~4日", "1日~2日，3日~4日"), ("*a ~~b* c~~", "<em>a ~~b</em> c~~"), ("~~", "~~"),
    ("![~~甲~~](a)", "<img src=\"a\" alt=\"甲\" />"),
  ])
  func strikethrough(text: String, expected: String) {
    #expect(html(text) == "<p>\(expected)</p>\n")
  }

  @Test func strikethroughEndsWithItsParagraph() {
    #expect(html("This ~~has a\n\nnew paragraph~~.") == "<p>This ~~has a</p>\n<p>new paragraph~~.</p>\n")
  }

  @Test func tasks() {
    let open = "<input type=\"checkbox\" disabled=\"\" />",
      done = "<input type=\"checkbox\" checked=\"\" disabled=\"\" />"
    #expect(html("- [ ] foo\n- [x] bar") == "<ul>\n<li>\(open) foo</li>\n<li>\(done) bar</li>\n</ul>\n")
    #expect(
      html("- [x] foo\n  - [ ] bar\n  - [X] baz\n- [ ] bim") == """
        <ul>
        <li>\(done) foo
        <ul>
        <li>\(open) bar</li>
        <li>\(done) baz</li>
        </ul>
        </li>
        <li>\(open) bim</li>
        </ul>

        """)
    #expect(html("1. [x] **甲**") == "<ol>\n<li>\(done) <strong>甲</strong></li>\n</ol>\n")
    for text in [
      "- [ ]", "- [x]甲", "- [y] 甲", "- \\[ ] 甲", "- [] 甲", "- `[ ] 甲`", "- # [ ] 甲", "[ ] 甲", "> [x] 甲",
    ] {
      #expect(!html(text).contains("input"), "\(text)")
    }
  }

  /// A text with the addresses in `⟦ ⟧`, and what the links lead to where that is not the same.
  @Test(arguments: [
    ("⟦www.commonmark.org⟧", "http://www.commonmark.org"),
    ("Visit ⟦www.commonmark.org/help⟧ for more information.", "http://www.commonmark.org/help"),
    ("Visit ⟦www.commonmark.org⟧.", "http://www.commonmark.org"),
    ("Visit ⟦www.commonmark.org/a.b⟧.", "http://www.commonmark.org/a.b"),
    ("⟦www.google.com/search?q=Markup+(business)⟧", "http://www.google.com/search?q=Markup+(business)"),
    (
      "⟦www.google.com/search?q=Markup+(business)⟧))",
      "http://www.google.com/search?q=Markup+(business)" as String?
    ),
    ("(⟦www.google.com/search?q=Markup+(business)⟧)", "http://www.google.com/search?q=Markup+(business)"),
    ("⟦www.google.com/search?q=(business))+ok⟧", "http://www.google.com/search?q=(business))+ok"),
    ("⟦www.google.com/search?q=commonmark&hl=en⟧", "http://www.google.com/search?q=commonmark&amp;hl=en"),
    ("⟦www.google.com/search?q=commonmark⟧&hl;", "http://www.google.com/search?q=commonmark"),
    ("⟦www.commonmark.org/he⟧<lp", "http://www.commonmark.org/he"),
    ("⟦http://commonmark.org⟧", "http://commonmark.org"),
    (
      "(Visit ⟦https://encrypted.google.com/search?q=Markup+(business)⟧)",
      "https://encrypted.google.com/search?q=Markup+(business)"
    ),
    ("⟦foo@bar.baz⟧", "mailto:foo@bar.baz"),
    ("hello@mail+xyz.example isn't valid, but ⟦hello+xyz@mail.example⟧ is.", "mailto:hello+xyz@mail.example"),
    ("⟦a.b-c_d@a.b⟧.", "mailto:a.b-c_d@a.b"), ("a.b-c_d@a.b-", nil), ("a.b-c_d@a.b_", nil),
    // In Chinese there are no blanks.
    ("见⟦https://www.hbzx.gov.cn/a.htm⟧。", "https://www.hbzx.gov.cn/a.htm"),
    ("见（⟦https://a.cn/b⟧）和《⟦https://a.cn/b⟧》", "https://a.cn/b"),
    ("⟦https://a.cn/b⟧，后", "https://a.cn/b"), ("⟦https://a.cn/b⟧、后", "https://a.cn/b"),
    ("【⟦https://a.cn/b⟧】", "https://a.cn/b"),
    ("“⟦https://a.cn/b⟧”", "https://a.cn/b"), ("⟦https://a.cn/b.htm⟧的说明", "https://a.cn/b.htm"),
    ("⟦https://a.cn⟧上", "https://a.cn"),
    ("⟦https://a.cn/b/⟧——后", "https://a.cn/b/"), ("⟦https://a.cn/b?c=1⟧；后", "https://a.cn/b?c=1"),
    ("⟦https://zh.wikipedia.org/wiki/武汉市⟧。", "https://zh.wikipedia.org/wiki/%E6%AD%A6%E6%B1%89%E5%B8%82"),
    ("见⟦www.hbzx.gov.cn⟧查询", "http://www.hbzx.gov.cn"), ("邮箱⟦hbzx@a.gov.cn⟧，电话", "mailto:hbzx@a.gov.cn"),
    ("⟦HTTPS://A.cn⟧", "HTTPS://A.cn"),
    ("⟦https://a.cn/b_c_d⟧", "https://a.cn/b_c_d"), ("⟦https://a.cn/~b⟧ ~~甲~~", "https://a.cn/~b"),
    ("a\u{3000}⟦https://a.cn⟧\u{3000}b", "https://a.cn"),
    // No addresses.
    ("http\\://a.cn", nil), ("www\\.a.cn", nil), ("a\\@b.cn", nil), ("xhttps://a.cn", nil), ("://a.cn", nil),
    ("https://", nil), ("https://。", nil),
    ("awww.a.cn", nil), ("www.", nil), ("@张三", nil), ("a@b", nil), ("https://a_b.cn_", nil), ("比例3:1", nil),
    ("js://a.cn", nil), ("`https://a.cn`", nil),
  ])
  func bareAddresses(marked: String, target: String?) {
    let text = marked.replacing("⟦", with: "").replacing("⟧", with: "")
    let source = SourceText(path: "a.md", text)
    var links: [String] = [], found: [Diagnostic] = []
    let rendered = renderMarkdown(
      0..<source.bytes.count, of: source,
      resolvingLinks: {
        links.append(source.text($0.range))
        return .keep
      }, reporting: &found)
    #expect(
      links
        == marked.split(separator: "⟦", omittingEmptySubsequences: false).dropFirst().map {
          String($0.prefix { $0 != "⟧" })
        })
    let html = String(decoding: rendered.html, as: UTF8.self)
    if let target { #expect(html.contains("<a href=\"\(target)\">"), "\(html)") }
  }
}
