import Testing

@testable import Markdown

@Suite struct LineBreakTests {
  @Test(arguments: [
    Example(
      "S01", "本次协商会\n共形成意见12条。",
      "<p>本次协商会共形成意见12条。</p>"),
    Example(
      "S03", "群众说：“解决了。”\n委员回应。",
      "<p>群众说：“解决了。”委员回应。</p>"),
    Example(
      "S05", "共收集意见\n200余条。",
      "<p>共收集意见200余条。</p>"),
    Example(
      "S07", "Hello\nworld",
      "<p>Hello\nworld</p>"),
    Example(
      "S09", "省略……\n继续。",
      "<p>省略……继续。</p>"),
    Example(
      "S11", "已办**结**\n*共*三件",
      "<p>已办<strong>结</strong><em>共</em>三件</p>"),
    Example(
      "S13", "代码`foo`\n之后",
      "<p>代码<code>foo</code>\n之后</p>"),
    Example(
      "S15", "第一行  \n第二行",
      "<p>第一行<br />\n第二行</p>"),
    Example(
      "S17", "한국어\n문장",
      "<p>한국어\n문장</p>"),
    Example(
      "S19", "foo\u{200B}\nbar",
      "<p>foo\u{200B}bar</p>"),
    Example(
      "S21", "甲\n<b>乙</b>",
      "<p>甲\n<!-- raw HTML omitted -->乙<!-- raw HTML omitted --></p>"),
    Example(
      "S23", "- 列表项第一行\n  列表项第二行",
      "<ul>\n<li>列表项第一行列表项第二行</li>\n</ul>"),
    Example(
      "S25", "全角空格结尾\u{3000}\n下一行",
      "<p>全角空格结尾\u{3000}下一行</p>"),
    Example(
      "S27", "截至2026年\n3月",
      "<p>截至2026年3月</p>"),
    Example(
      "S29", "！＂＃\n＄％",
      "<p>！＂＃＄％</p>"),
    Example(
      "S31", "表情😀\n中文",
      "<p>表情😀中文</p>"),
    Example(
      "S33", "他说：“甲”\n“乙”",
      "<p>他说：“甲”“乙”</p>"),
    Example(
      "S35", "Hello\n*world*",
      "<p>Hello\n<em>world</em></p>"),
    Example(
      "S37", "解决率\n**98.5%**\n以上",
      "<p>解决率<strong>98.5%</strong>以上</p>"),
    Example(
      "S39", "见\n`cmd`",
      "<p>见\n<code>cmd</code></p>"),
    Example(
      "S41", "《意见》\n（试行）",
      "<p>《意见》（试行）</p>"),
    // Their counterparts.
    Example("Latin and Han", "使用\nSwift\n编写", "<p>使用\nSwift\n编写</p>"),
    Example("punctuation and Latin", "如下：\nSwift", "<p>如下：\nSwift</p>"),
    Example("full stop and Latin", "Hello.\nWorld", "<p>Hello.\nWorld</p>"),
    Example("figures before Han", "共12\n件", "<p>共12件</p>"),
    Example("per cent", "98.5%\n的案例", "<p>98.5%的案例</p>"),
    Example("degrees", "25℃\n以上", "<p>25℃以上</p>"),
    Example("figures and Latin", "12\nkg", "<p>12\nkg</p>"),
    Example("opening quote", "群众说：\n“好”", "<p>群众说：“好”</p>"),
    Example("dash", "办法\n——试行", "<p>办法——试行</p>"),
    Example("Latin in quotes", "“Git”\n“Hub”", "<p>“Git”\n“Hub”</p>"),
    Example("quote after Latin", "Git\n“甲”", "<p>Git\n“甲”</p>"),
    Example("ambiguous, Chinese to the right", "“\n“甲", "<p>““甲</p>"),
    Example("ambiguous, Latin to the right", "“\n“a甲", "<p>“\n“a甲</p>"),
    Example("ambiguous alone", "……\n……", "<p>……\n……</p>"),
    Example(
      "ambiguous, decided far away", "…\n…\n*…*\n甲", "<p>……<em>…</em>甲</p>"),
    Example("nearest to the left", "甲a“\n“乙", "<p>甲a“\n“乙</p>"),
    Example("through a link", "见[附件](a)\n[说明](b)", "<p>见<a href=\"a\">附件</a><a href=\"b\">说明</a></p>"),
    Example("through code", "字段`甲`\n`乙`", "<p>字段<code>甲</code><code>乙</code></p>"),
    Example("inside a link", "[附件\n说明](a)", "<p><a href=\"a\">附件说明</a></p>"),
    Example("inside a picture", "![附件\n说明](a)", "<p><img src=\"a\" alt=\"附件 说明\" /></p>"),
    Example("picture", "甲\n![a](b)\n乙", "<p>甲\n<img src=\"b\" alt=\"a\" />\n乙</p>"),
    Example("backslash", "甲\\\n乙", "<p>甲<br />\n乙</p>"),
    Example("hard, then soft", "甲  \n乙\n丙", "<p>甲<br />\n乙丙</p>"),
    Example("before emphasis", "共有\n**三件**\n事", "<p>共有<strong>三件</strong>事</p>"),
    Example(
      "joined with emphasis that needs help", "共有\n**“三件”**\n事", "<p>共有<strong>“三件”</strong>事</p>"),
    Example("heading", "甲\n乙\n===", "<h1>甲乙</h1>"),
    Example("quote", "> 甲\n> 乙\n丙", "<blockquote>\n<p>甲乙丙</p>\n</blockquote>"),
    Example("hangul and Han", "한국어\n漢字", "<p>한국어\n漢字</p>"),
    Example("kana", "ひらがな\nカタカナ", "<p>ひらがなカタカナ</p>"),
    Example("half-width kana", "ｶﾅ\nｶﾅ", "<p>ｶﾅｶﾅ</p>"),
    Example("flag", "🇨🇳\n甲", "<p>🇨🇳\n甲</p>"),
    Example("code block", "```\n甲\n乙\n```", "<pre><code>甲\n乙\n</code></pre>"),
    Example("CRLF", "甲\r\n乙\r\nA\r\n", "<p>甲乙\nA</p>"),
    Example("two paragraphs", "甲\n\n乙", "<p>甲</p>\n<p>乙</p>"),
  ])
  func lineBreak(_ example: Example) {
    #expect(html(example.markdown) == example.html + "\n")
  }
}
