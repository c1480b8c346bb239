import Diagnostics
import Testing

@testable import Markdown

/// A text and its HTML.
struct Example: CustomTestStringConvertible {
  let name: String
  let markdown: String
  let html: String

  init(_ name: String, _ markdown: String, _ html: String) {
    (self.name, self.markdown, self.html) = (name, markdown, html)
  }

  var testDescription: String { name }
}

func html(_ markdown: String) -> String {
  var found: [Diagnostic] = []
  let source = SourceText(path: "a.md", markdown)
  let rendered = renderMarkdown(0..<source.bytes.count, of: source, reporting: &found)
  return String(decoding: rendered.html, as: UTF8.self)
}

@Suite struct EmphasisTests {
  /// The worked examples of the rule.
  @Test(arguments: [
    Example(
      "E01", "**真，**她",
      "<p><strong>真，</strong>她</p>"),
    Example(
      "E03", "太郎は**「こんにちわ」**といった",
      "<p>太郎は<strong>「こんにちわ」</strong>といった</p>"),
    Example(
      "E05", "武汉**（江岸区）**试点",
      "<p>武汉<strong>（江岸区）</strong>试点</p>"),
    Example(
      "E07", "见**[附件](a.md)**说明",
      "<p>见<strong><a href=\"a.md\">附件</a></strong>说明</p>"),
    Example(
      "E09", "共收集**200余条**意见",
      "<p>共收集<strong>200余条</strong>意见</p>"),
    Example(
      "E11", "*（一）*协商主题",
      "<p><em>（一）</em>协商主题</p>"),
    Example(
      "E13", "他说**“*你好*”**。",
      "<p>他说<strong>“<em>你好</em>”</strong>。</p>"),
    Example(
      "E15", "Git**（注：不是GitHub）**",
      "<p>Git<strong>（注：不是GitHub）</strong></p>"),
    Example(
      "E17", "a**“b”**c",
      "<p>a<strong>“b”</strong>c</p>"),
    Example(
      "E19", "中文**\"b\"**中文",
      "<p>中文<strong>&quot;b&quot;</strong>中文</p>"),
    Example(
      "E21", "＊＊不是强调＊＊",
      "<p>＊＊不是强调＊＊</p>"),
    Example(
      "E23", "代码`**真，**她`不变",
      "<p>代码<code>**真，**她</code>不变</p>"),
    Example(
      "E25", "注意：__事项__",
      "<p>注意：<strong>事项</strong></p>"),
    Example(
      "E27", "- **开源：**代码",
      "<ul>\n<li><strong>开源：</strong>代码</li>\n</ul>"),
    Example(
      "E29", "# **一、**基本情况",
      "<h1><strong>一、</strong>基本情况</h1>"),
    Example(
      "E31", "**真，** 她",
      "<p><strong>真，</strong> 她</p>"),
    Example(
      "E33", "~~真，~~她",
      "<p>~~真，~~她</p>"),
    // Their counterparts: other neighbours, other punctuation, the rule's edges.
    Example("after", "她**，真**", "<p>她<strong>，真</strong></p>"),
    Example("percent", "**解决率98.5%**的案例", "<p><strong>解决率98.5%</strong>的案例</p>"),
    Example("link", "**[附件](a.md)**说明", "<p><strong><a href=\"a.md\">附件</a></strong>说明</p>"),
    Example("code", "**`case.yml`**字段", "<p><strong><code>case.yml</code></strong>字段</p>"),
    Example("title", "**《办法》**已印发", "<p><strong>《办法》</strong>已印发</p>"),
    Example("three", "***（一）***内容", "<p><em><strong>（一）</strong></em>内容</p>"),
    Example("quotes", "这是**“重点”**内容。", "<p>这是<strong>“重点”</strong>内容。</p>"),
    Example("dash", "办法**——试行**是", "<p>办法<strong>——试行</strong>是</p>"),
    Example(
      "pairing", "**真，**她。这是**“重点”**内容。",
      "<p><strong>真，</strong>她。这是<strong>“重点”</strong>内容。</p>"),
    Example("latin on both sides", "a**(b)**c", "<p>a**(b)**c</p>"),
    Example(
      "latin and Chinese quote", "Git**“注”**b", "<p>Git<strong>“注”</strong>b</p>"),
    Example("latin and dash", "a**—b—**c", "<p>a<strong>—b—</strong>c</p>"),
    Example("underscores keep failing", "请看__“重点”__内容", "<p>请看__“重点”__内容</p>"),
    Example("a blank", "甲** 乙**丙", "<p>甲** 乙**丙</p>"),
    Example("an ideographic blank", "甲**\u{3000}乙，**丙", "<p>甲**\u{3000}乙，**丙</p>"),
    Example("escaped", "\\**真，*她", "<p>*<em>真，</em>她</p>"),
    Example("escaped, and a sum of three", "\\**真，**她", "<p>**真，**她</p>"),
    Example("escaped twice", "\\\\**真，**她", "<p>\\<strong>真，</strong>她</p>"),
    Example("code block", "    **真，**她", "<pre><code>**真，**她\n</code></pre>"),
    Example(
      "fence", "```a**，b**甲\n**真，**她\n```", "<pre><code class=\"language-a**，b**甲\">**真，**她\n</code></pre>"),
    Example("quote", "> **真，**她", "<blockquote>\n<p><strong>真，</strong>她</p>\n</blockquote>"),
    Example("one sign", "2*3*4", "<p>2<em>3</em>4</p>"),
    Example("list", "* 甲\n* 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"),
    Example("rule", "甲\n\n***\n\n乙", "<p>甲</p>\n<hr />\n<p>乙</p>"),
    Example(
      "address and title", "[甲](a*，b*c \"d*，e*甲\")",
      "<p><a href=\"a*%EF%BC%8Cb*c\" title=\"d*，e*甲\">甲</a></p>"),
    Example("label", "[甲*，乙*丙]\n\n[甲*，乙*丙]: x", "<p><a href=\"x\">甲<em>，乙</em>丙</a></p>"),
    Example("autolink", "<http://a*，b>*甲", "<p><a href=\"http://a*%EF%BC%8Cb\">http://a*，b</a>*甲</p>"),
    Example("kana", "これは**（強調）**です", "<p>これは<strong>（強調）</strong>です</p>"),
    Example("hangul", "이것은**(강조)**입니다", "<p>이것은<strong>(강조)</strong>입니다</p>"),
    Example("beyond the BMP", "𠮷**（甲）**𠮷", "<p>𠮷<strong>（甲）</strong>𠮷</p>"),
    Example("ideographic variant", "葛\u{E0100}**(a)** b", "<p>葛\u{E0100}<strong>(a)</strong> b</p>"),
    Example(
      "variant", "a**〽\u{FE0E}，**b",
      "<p>a**〽\u{FE0E}，**b</p>".replacing("a**", with: "a<strong>").replacing("，**", with: "，</strong>")),
    Example("wide quote", "a**“\u{FE01}b”\u{FE01}**c", "<p>a<strong>“\u{FE01}b”\u{FE01}</strong>c</p>"),
    Example("edges", "**", "<p>**</p>"),
    Example("only", "*甲*", "<p><em>甲</em></p>"),
  ])
  func emphasis(_ example: Example) {
    #expect(html(example.markdown) == example.html + "\n")
  }

  /// The character that the pre-pass puts in would be taken out of the text.
  @Test(arguments: [
    ("甲\u{10A7F}", 3..<7), ("**甲，**乙\u{10A7F}", 13..<17), ("a&#x10A7F;", 1..<10), ("a&#68223;", 1..<9),
    ("&#X10a7f;", 0..<9),
  ])
  func theMarkItself(text: String, range: Range<Int>) {
    var found: [Diagnostic] = []
    let source = SourceText(path: "a.md", text)
    _ = renderMarkdown(0..<source.bytes.count, of: source, reporting: &found)
    #expect(found == [TextFinding(.markCharacter, range, "").diagnostic(in: "a.md", .error)])
  }

  @Test(arguments: ["&#x10A7E;", "&#x10A7F", "&#;", "&#x", "&", "&#99999999999;", "\u{10A7E}"])
  func notTheMark(text: String) {
    var found: [Diagnostic] = []
    let source = SourceText(path: "a.md", text)
    _ = renderMarkdown(0..<source.bytes.count, of: source, reporting: &found)
    #expect(found == [])
  }

  /// Our table against libcmark itself: only before a character that is no punctuation can `*` open after a letter,
  /// and before a blank never.
  @Test func punctuationIsLibcmarks() {
    for value in UInt32(0x80)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let opensAfterLetter = emphasises("a*\(scalar)b*"), opensAfterBlank = emphasises("a *\(scalar)b*")
      #expect(isPunctuation(scalar) == (!opensAfterLetter && opensAfterBlank), "\(scalar)")
      #expect(isSpace(scalar) == !opensAfterBlank, "\(scalar)")
    }
  }

  private func emphasises(_ text: String) -> Bool {
    guard let tree = SyntaxTree(parsing: Array(text.utf8)[...]) else { return false }
    return tree.html().contains { $0 == UInt8(ascii: "*") } == false
  }
}
