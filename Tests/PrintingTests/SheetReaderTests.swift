import Diagnostics
import Testing

@testable import Printing

@Suite struct SheetReaderTests {
  /// The sheet of a page with this in its `main`.
  private func sheet(_ main: String, reporting diagnostics: inout [Diagnostic]) -> Sheet {
    let page =
      "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>甲 &amp; 乙</title>"
      + "<style>a > b { }</style></head><body><nav>返回</nav><main class=\"sheet\">\(main)</main></body></html>"
    return Sheet(
      page: Array(page.utf8), of: "content/briefings/x.md", address: "https://a.cn/site/briefings/x/",
      reporting: &diagnostics)
  }

  private func sheet(_ main: String) -> Sheet {
    var diagnostics: [Diagnostic] = []
    let sheet = sheet(main, reporting: &diagnostics)
    #expect(diagnostics == [])
    return sheet
  }

  private func paragraphs(_ main: String) -> [Paragraph] {
    sheet(main).blocks.compactMap { if case .paragraph(let it) = $0 { it } else { nil } }
  }

  @Test func theHeadHasItsParts() {
    let found = paragraphs(
      """
      <header class="baotou"><p class="secrecy">秘密★1年</p><p class="copy-number">编号：000012</p>
      <p class="masthead masthead-2"><span class="line">武汉市政协</span><span class="line">工作简报</span></p>
      <p class="issue">第3期（总第12期）</p>
      <p class="imprint"><span class="issuer">编写组</span> <span class="date">2026年11月21日</span></p></header>
      """)
    #expect(found.map(\.role) == [.secrecy, .masthead, .issue, .imprint])
    #expect(found.map(\.text) == ["秘密★1年\t编号：000012", "武汉市政协\n工作简报", "第3期（总第12期）", "编写组\t2026年11月21日"])
  }

  @Test func aNumberOfTheCopyAloneIsOnTheRight() {
    let found = paragraphs(#"<header class="baotou"><p class="copy-number">编号：1</p></header>"#)
    #expect(found.map(\.text) == ["\t编号：1"])
  }

  @Test func titleAndTextHaveTheirRoles() {
    let found = paragraphs(
      """
      <article><aside class="editor-note"><p><strong>编者按：</strong>甲</p></aside><p class="kicker">引</p><h1>题</h1>
      <div class="body"><h2 id="一">一、甲</h2><p>乙
      丙</p><h3>（一）丁</h3><h4>1.戊</h4><blockquote><p>己</p></blockquote><pre><code>a
       b
      </code></pre><hr></div></article><section class="annex"><h2>附件</h2><p class="annex-title">数据</p></section>
      """)
    #expect(
      found.map(\.role) == [
        .editorNote, .kicker, .title, .heading1, .body, .heading2, .heading3, .quote, .code, .rule,
        .annexLabel,
        .annexTitle,
      ])
    #expect(found[0].runs.map(\.look) == [.strong, []])
    #expect(found[3].id == "一")
    #expect(found[4].text == "乙 丙")
    #expect(found[8].text == "a\n b")
  }

  @Test(arguments: [
    ("（一）青山区。设有91个。", "（一）青山区。"), ("（十二）没有句号", "（十二）没有句号"), ("（1）甲。乙", ""), ("（见上）甲。乙", ""),
    ("<strong>（二）汉阳区。</strong>甲", "（二）汉阳区。"),
  ])
  func theLeadIsAHeading(text: String, lead: String) {
    let runs = paragraphs("<p>\(text)</p>")[0].runs
    #expect(runs.filter { $0.look.contains(.lead) }.map(\.text).joined() == lead)
  }

  @Test func minutesNameWhatTheyList() {
    let runs = paragraphs("<p>出席人员：甲、乙</p><p>时间紧迫：丙</p>").map { $0.runs.map(\.look) }
    #expect(runs == [[.strong, []], [[]]])
  }

  @Test func anAnnexOfTheTextIsOne() {
    let found = paragraphs("<h2>附件1</h2><p>规则（试行）</p><p>甲</p><h2>附件的用法</h2><h3>附件2：</h3><p>全文。</p>")
    #expect(
      found.map(\.role) == [
        .annexList, .annexItem, .annexLabel, .annexTitle, .body, .heading1, .annexLabel, .body,
      ])
    #expect(found[0].text == "附件：1.\t规则（试行）")
  }

  @Test(arguments: [
    ("附件", "附件", nil, ""), ("附件 2", "附件2", 2, ""), ("附件1　名称", "附件1", 1, "名称"), ("附件2：照片", "附件2", 2, "照片"),
    ("附件一 名单", "附件一", nil, "名单"), ("附件3名单", "附件3", 3, "名单"), ("附件：1份", "附件", nil, "1份"),
  ])
  func labelsOfAnnexes(text: String, label: String, number: Int?, title: String) throws {
    let heading = try #require(AnnexHeading(text))
    #expect((heading.label, heading.number, heading.title) == (label, number, title))
  }

  @Test(arguments: ["附件清单", "附件的用法", "附件1和附件2的说明", "附件1、2", "附录", "一、附件1"])
  func otherHeadingsAreNoLabels(text: String) { #expect(AnnexHeading(text) == nil) }

  @Test func allAnnexesAreNamedBeforeTheFirst() {
    let found = paragraphs(
      """
      <p>正文。</p><h2>附件1　规则</h2><p>甲。</p><h2>附件2</h2><h3>名单</h3><h3>一、乙</h3>
      <p class="annex-list">附件3：本期数据</p><section class="annex"><h2>附件3</h2><p class="annex-title">本期数据</p></section>
      """)
    #expect(
      found.map(\.text) == [
        "正文。", "附件：1.\t规则", "2.\t名单", "3.\t本期数据", "附件1", "规则", "甲。", "附件2", "名单", "一、乙", "附件3", "本期数据",
      ])
    let own = paragraphs("<p>附件：1.规则</p><h2>附件1</h2><p>规则</p>")
    #expect(own.map(\.text) == ["附件：1.规则", "附件1", "规则"])
    let one = paragraphs("<p>正文。</p><h2>附件</h2><p>规则</p>")
    #expect(one.map(\.text) == ["正文。", "附件：规则", "附件", "规则"])
  }

  @Test func listsCountByThemselves() {
    let found = paragraphs(
      "<ol start=\"3\"><li>甲<ul><li><p>乙</p><p>丙</p></li></ul></li></ol><ol><li>丁</li></ol><ul><li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> 戊</li></ul>"
    )
    #expect(found.map(\.text) == ["甲", "乙", "丙", "丁", "☑ 戊"])
    #expect(found.map(\.item?.level) == [0, 1, nil, 0, nil])
    #expect(found.map(\.item?.isOrdered) == [true, false, nil, true, nil])
    #expect(found[0].item?.start == 3)
    #expect(found[0].item?.list != found[3].item?.list)
  }

  @Test func footnotesAreApart() {
    let sheet = sheet(
      """
      <p>甲<sup class="footnote-ref"><a href="#fn-%E4%B8%80" id="fnref-一" data-footnote-ref>1</a></sup>。</p>
      <section class="footnotes" data-footnotes><ol><li id="fn-一"><p>注。 <a href="#fnref-%E4%B8%80" class="footnote-backref" data-footnote-backref>↩</a></p></li></ol></section>
      """)
    #expect(sheet.blocks.count == 1)
    guard case .paragraph(let text) = sheet.blocks[0],
      case .footnote(let id, let number) = text.runs[1].content
    else {
      Issue.record("no footnote")
      return
    }
    #expect((id, number) == ("fn-一", "1"))
    #expect(sheet.footnotes[id]?.map(\.text) == ["注。"])
  }

  @Test func linksAreWhole() {
    let links = paragraphs(
      "<p><a href=\"../../a/?b=1&amp;c\">1</a><a href=\"#%E4%B8%80\">2</a><a href=\"https://b.cn\">3</a><a href=\"javascript:x\">4</a><a href=\"/c\">5</a></p>"
    )[0].runs.map(\.link)
    #expect(links == ["https://a.cn/site/a/?b=1&c", "#一", "https://b.cn", nil, "https://a.cn/c"])
  }

  @Test func numbersAreMarkedWhereTheyArePrinted() {
    let sheet = sheet(
      """
      <p>开展<data class="live-number" data-figure="a:b:2024"><span class="n">637</span><span class="u">次</span></data>，
      又<span data-figure="a:b:2024">637次</span></p>
      <table><thead><tr><th>指标</th><th class="num">数字</th></tr></thead><tbody>
      <tr data-figure="c:d:all"><th>甲</th><td class="num">近700<span class="u">个</span></td></tr></tbody></table>
      """)
    #expect(sheet.figures == ["a:b:2024": "637次", "c:d:all": "近700个"])
    guard case .paragraph(let text) = sheet.blocks[0], case .table(let table) = sheet.blocks[1] else {
      Issue.record("no paragraph, or no table")
      return
    }
    #expect(Set(text.runs.compactMap(\.figure?.rank)).count == 2)
    #expect(table.rows.map(\.isHead) == [true, false])
    #expect(table.rows[1].cells.map { $0.paragraphs[0].role } == [.cell, .numberCell])
  }

  @Test func aChartHasItsNumbers() {
    let sheet = sheet(
      """
      <figure class="live chart"><figcaption>协商场次</figcaption><svg><title>标题</title><desc>从多到少</desc>
      <text data-figure="x">78</text></svg><p class="chart-note">注</p><ul class="chart-apart"><li>未报：甲</li></ul>
      <table class="chart-data"><tbody><tr><th>青山区</th><td><span data-figure="q"><span class="n">78</span><span class="u">场</span></span></td></tr>
      <tr><th>汉阳区</th><td><span data-figure="h"><span class="n">60余</span><span class="u">场</span></span></td></tr>
      <tr><th>江岸区</th><td>未报</td></tr></tbody></table></figure>
      """)
    guard sheet.blocks.count == 4, case .chart(let chart) = sheet.blocks[1] else {
      Issue.record("no chart")
      return
    }
    #expect(chart.kind == .bars)
    #expect(chart.points.map(\.name) == ["青山区", "汉阳区", "江岸区"])
    #expect(chart.points.map(\.value) == ["78", "60", nil])
    #expect(chart.points.map(\.label) == ["78", "60余", "未报"])
    #expect((chart.unit, chart.alternative) == ("场", "从多到少"))
    #expect(sheet.figures == ["q": "78场", "h": "60余场"])
    guard case .paragraph(let apart) = sheet.blocks[3] else { return }
    #expect((apart.role, apart.item) == (.note, nil))
  }

  /// The drawing knows what the words leave open: 60余 ends before 70, 近700 begins above 600.
  @Test(arguments: [
    ("60余", "60", "10", "60", "70"), ("近700", "60", "10", "600", "700"), ("约60", "0", "70", "0", "60"),
  ])
  func anOpenNumberIsHollow(wording: String, solid: String, hollow: String, certain: String, end: String) {
    let sheet = sheet(
      """
      <figure class="chart"><svg><text class="name">甲</text><rect class="solid" width="100%"/><text class="name">乙</text>
      <rect class="solid" width="\(solid)%"/><rect class="hollow" width="\(hollow)%"/></svg><table class="chart-data">
      <tr><th>甲</th><td>100</td></tr><tr><th>乙</th><td>\(wording)</td></tr></table></figure>
      """)
    guard case .chart(let chart) = sheet.blocks[0] else {
      Issue.record("no chart")
      return
    }
    #expect(chart.points.map(\.value) == ["100", end])
    #expect(chart.points.map(\.certain) == [nil, certain])
    #expect(WordFile(sheet).bytes == WordFile(sheet).bytes)
  }

  /// The heights of a drawing are rounded; the limits of 200余 are 200 and 300 all the same.
  @Test func anOpenNumberOfATrendHasALine() {
    let sheet = sheet(
      """
      <figure class="chart"><svg><line class="axis" y1="7.4em"/><circle cy="5.57em"/><line class="limit" y1="3.74em" y2="1.91em"/>
      <circle cy="3.74em"/></svg><table class="chart-data"><tr><th>2022年</th><td>100</td></tr><tr><th>2023年</th><td>未报</td></tr>
      <tr><th>2024年</th><td>200余</td></tr></table></figure>
      """)
    guard case .chart(let chart) = sheet.blocks[0] else {
      Issue.record("no chart")
      return
    }
    #expect(chart.kind == .trend)
    #expect(chart.points.map(\.value) == ["100", nil, "200"])
    #expect(chart.points.map(\.certain) == [nil, nil, "200"])
    #expect(chart.points.map(\.most) == [nil, nil, "300"])
    let part = StoredParts(WordFile(sheet).bytes)["word/charts/chart1.xml"]
    #expect(part.contains(#"<c:pt idx="2"><c:v>100.0</c:v></c:pt></c:numLit></c:plus>"#))
  }

  @Test(arguments: [
    ("近700", "700"), ("800余万", "8000000"), ("78.1%", "78.1"), ("1.25亿", "125000000"), ("1,006", "1006"),
    ("0", "0"),
    ("0.5万", "5000"),
  ])
  func wordingsAreNumbers(wording: String, digits: String) { #expect(Numeral(wording)?.digits == digits) }

  @Test func wordsAreNoNumbers() { #expect(Numeral("未报") == nil) }

  @Test func theFootIsApart() {
    let sheet = sheet(
      """
      <p>甲</p><footer class="baowei"><ul class="recipients"><li>报：乙。</li><li>送：丙。</li></ul>
      <p class="responsible">编辑：丁</p><p class="copies">共印50份</p></footer>
      """)
    #expect(sheet.blocks.count == 1)
    #expect(sheet.foot.map(\.role) == [.recipients, .recipients, .responsible, .copies])
    #expect(sheet.foot.allSatisfy { $0.item == nil })
  }

  @Test func picturesAreReadByTheirBytes() {
    // A picture of one dot, called by another format.
    let dot =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    let found = paragraphs("<p><img src=\"data:image/jpeg;base64,\(dot)\" alt=\"点\"></p>")
    #expect(found.map(\.role) == [.picture])
    guard case .picture(let picture) = found[0].runs[0].content else {
      Issue.record("no picture")
      return
    }
    #expect((picture.format, picture.width, picture.height, picture.alternative) == (.png, 1, 1, "点"))
  }

  @Test(arguments: [
    "<p><img src=\"data:image/webp;base64,UklGRg==\" alt=\"图\"></p>",
    "<p><img src=\"https://b.cn/a.png\" alt=\"图\"></p>",
    "<figure><svg><title>图</title></svg></figure>",
  ])
  func whatWordCannotShowIsAnError(main: String) {
    var diagnostics: [Diagnostic] = []
    _ = sheet(main, reporting: &diagnostics)
    #expect(diagnostics.map(\.code) == ["picture-not-for-word"])
  }

  /// A page may be cut off anywhere.
  @Test func anyPartOfAPageIsRead() {
    let page = Array(
      "<!-- a --><main><p class='b' x=1>&lt;&#x4E00;&bad;<br/><ol><li>c</p><table><tr><td colspan=9 rowspan=2>"
        .utf8)
    for end in 0...page.count {
      var diagnostics: [Diagnostic] = []
      let sheet = Sheet(page: Array(page[..<end]), of: "x.md", reporting: &diagnostics)
      _ = WordFile(sheet).bytes
    }
  }
}
