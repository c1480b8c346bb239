import Diagnostics
import Testing

@testable import Printing

@Suite struct WordFileTests {
  private func parts(_ main: String, proof: [String: ProofNote] = [:]) -> StoredParts {
    var diagnostics: [Diagnostic] = []
    let page = "<title>题</title><main>\(main)</main>"
    let sheet = Sheet(page: Array(page.utf8), of: "x.md", address: "", reporting: &diagnostics)
    #expect(diagnostics == [])
    let file = WordFile(sheet, proof: proof).bytes
    #expect(file == WordFile(sheet, proof: proof).bytes)
    return StoredParts(file)
  }

  @Test func everyRoleHasAStyleOfItsOwn() {
    let styles = Paragraph.Role.allCases.map { WordStyle.of($0) }
    #expect(Set(styles.map(\.id)).count == styles.count)
    #expect(Set(styles.map(\.name)).count == styles.count)
    // Each says what it is in Chinese.
    for style in styles { #expect((style.alias ?? style.name).utf8.allSatisfy { $0 > 0x7F }) }
    let part = WordStyle.part(SheetForm()).text
    for style in styles {
      #expect(part.contains("w:styleId=\"\(style.id)\""))
      if let next = style.next { #expect(part.contains("w:styleId=\"\(next)\"")) }
    }
  }

  /// A font of a theme comes before one that is named.
  @Test func noFontIsOfTheTheme() {
    let parts = parts("<p>甲</p>")
    for name in parts.names {
      #expect(!parts[name].contains("asciiTheme") && !parts[name].contains("eastAsiaTheme"))
    }
  }

  @Test func thePageIsThatOfTheForm() {
    let document = parts("<p>甲</p>")["word/document.xml"]
    #expect(document.contains(#"<w:pgSz w:w="11906" w:h="16838"/>"#))
    #expect(document.contains(#"<w:docGrid w:type="lines" w:linePitch="579"/>"#))
    // 156 × 225 mm to a tenth of a millimetre.
    #expect(abs(Double(PageSize.portrait.textWidth) / 1440 * 25.4 - 156) < 0.1)
    #expect(abs(Double(PageSize.portrait.textHeight) / 1440 * 25.4 - 225) < 0.1)
    #expect(PageSize.line * 22 <= PageSize.portrait.textHeight)
    let line = 28 * (PageSize.character + PageSize.tightening)
    #expect(line <= PageSize.portrait.textWidth && line + 315 > PageSize.portrait.textWidth)
  }

  @Test func pagesAreNumberedOnTheOuterSide() {
    let parts = parts("<p>甲</p>")
    #expect(parts["word/settings.xml"].contains("<w:evenAndOddHeaders/>"))
    #expect(parts["word/footer1.xml"].contains(#"<w:jc w:val="right"/>"#))
    #expect(parts["word/footer2.xml"].contains(#"<w:jc w:val="left"/>"#))
  }

  @Test func aNumberIsCommentedWhereverItIsPrinted() {
    let note = ProofNote(
      name: "武汉市协商场次", wording: "637次", period: "2024年", basis: "本级上报", sources: ["《甲》第86行（来源001）"],
      remarks: ["乙"])
    let main =
      #"<p>开展<data data-figure="a"><b>637</b>次</data>，<data data-figure="a">637次</data>，<data data-figure="b">1</data></p>"#
    let parts = parts(main, proof: ["a": note])
    let document = parts["word/document.xml"], comments = parts["word/comments.xml"]
    #expect(document.components("<w:commentRangeStart ") == 2)
    #expect(document.components("<w:commentRangeEnd ") == 2)
    #expect(comments.components("<w:comment ") == 2)
    for line in ["武汉市协商场次：637次", "时期：2024年", "依据：本级上报", "出处：《甲》第86行（来源001）", "说明：乙"] {
      #expect(comments.components(">\(line)<") == 2)
    }
    #expect(!self.parts(main).names.contains("word/comments.xml"))
  }

  @Test func aFootnoteIsWrittenOnce() {
    let reference = ##"<sup class="footnote-ref"><a href="#fn-1" id="r">1</a></sup>"##
    let parts = parts(
      "<p>甲\(reference)乙\(reference)</p><section class=\"footnotes\"><ol><li id=\"fn-1\"><p>注</p></li></ol></section>"
    )
    #expect(parts["word/document.xml"].components("<w:footnoteReference ") == 1)
    #expect(parts["word/footnotes.xml"].components(">注<") == 1)
    #expect(parts["word/document.xml"].components(">①</w:t>") == 1)
  }

  /// Word allows no comment in a footnote, and a link there would need relations of its own.
  @Test func numbersAndLinksOfAFootnoteAreAtItsReference() {
    let note = ProofNote(name: "甲", wording: "1次", period: "", basis: "", sources: [])
    let parts = parts(
      """
      <p>甲<sup class="footnote-ref"><a href="#fn-1">1</a></sup></p><section class="footnotes"><ol><li id="fn-1">
      <p><data data-figure="a">1次</data> <a href="https://b.cn/">乙</a></p></li></ol></section>
      """, proof: ["a": note])
    #expect(parts["word/document.xml"].components("<w:commentReference ") == 1)
    #expect(parts["word/footnotes.xml"].components("<w:comment") == 0)
    #expect(parts["word/footnotes.xml"].components("<w:hyperlink") == 0)
    #expect(parts["word/footnotes.xml"].contains("HYPERLINK &#34;https://b.cn/&#34;"))
  }

  @Test func aChartBringsItsWorkbook() {
    let parts = parts(
      """
      <figure class="chart"><figcaption>甲</figcaption><svg><title>甲</title></svg><table class="chart-data"><tr><th>乙</th>
      <td><span class="n">78</span><span class="u">场</span></td></tr><tr><th>丙</th><td><span class="n">60余</span>\
      <span class="u">场</span></td></tr></table></figure>
      """)
    let chart = parts["word/charts/chart1.xml"]
    #expect(chart.contains("<c:f>数据!$B$2:$B$3</c:f>"))
    // A number that is exact follows the workbook.
    #expect(chart.components("<c:dLbl>") == 1)
    #expect(chart.contains("<a:t>60余场</a:t>"))
    #expect(chart.contains("formatCode=\"General\"场\"\"") || chart.contains("General&#34;场&#34;"))
    let workbook = StoredParts(parts[bytes: "word/embeddings/Microsoft_Excel_Sheet1.xlsx"])
    #expect(workbook["xl/worksheets/sheet1.xml"].contains("<v>78</v>"))
    #expect(parts["word/charts/_rels/chart1.xml.rels"].contains("../embeddings/Microsoft_Excel_Sheet1.xlsx"))
  }

  @Test func aHeadIsRepeatedAndColumnsFillTheTypeArea() throws {
    let parts = parts(
      """
      <table><caption>题</caption><thead><tr><th>指标</th><th colspan="2">数字</th></tr></thead><tbody>
      <tr><td rowspan="2">甲</td><td>1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>
      """)
    let document = parts["word/document.xml"]
    #expect(document.components("<w:tblHeader/>") == 1)
    #expect(document.components("<w:cantSplit/>") == 3)
    #expect(document.contains(#"<w:gridSpan w:val="2"/>"#))
    #expect(document.contains(#"<w:vMerge w:val="restart"/>"#) && document.contains("<w:vMerge/>"))
    let widths = try document.matches(of: /<w:gridCol w:w="(\d+)"\/>/).map { try #require(Int($0.1)) }
    #expect(widths.count == 3 && widths.reduce(0, +) == PageSize.portrait.textWidth)
    // Each row has a cell for each column: the one that is missing is filled up.
    #expect(document.components("<w:tc>") == 2 + 3 + 3)
  }

  @Test func manyColumnsHaveSmallerType() {
    let cells = { (count: Int) in String(repeating: "<td>六个字的内容</td>", count: count) }
    for (count, size) in [(4, nil), (7, 18), (12, 15)] as [(Int, Int?)] {
      let document = parts("<table><tr>\(cells(count))</tr></table>")["word/document.xml"]
      let sizes = Set(document.matches(of: /<w:sz w:val="(\d+)"\/>/).compactMap { Int($0.1) })
      #expect(sizes == Set(size.map { [$0] } ?? []), "\(count)")
    }
  }

  @Test func columnsHaveWhatTheyNeed() {
    #expect(TableLayout.shared(100, least: [10, 10], most: [20, 20]) == [50, 50])
    #expect(TableLayout.shared(100, least: [10, 40], most: [30, 100]) == [30, 70])
    #expect(TableLayout.shared(100, least: [10, 60], most: [80, 90]) == [40, 60])
    #expect(TableLayout.shared(100, least: [100, 100], most: [100, 300]) == [50, 50])
    #expect(TableLayout.shared(100, least: [], most: []) == [])
  }

  @Test func textsAreEscapedAndKeepTheirBlanks() {
    let document = parts("<p>a &lt; <b>b</b> &amp; “c”</p>")["word/document.xml"]
    #expect(document.contains(#"<w:t xml:space="preserve">a &lt;</w:t>"#))
    #expect(
      document.contains(
        #"<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve"> &amp; “c”</w:t>"#))
  }

  @Test func bookmarksHaveNamesThatWordAllows() {
    let long = String(repeating: "长", count: 60)
    let parts = parts(
      "<h2 id=\"1.一 \(long)\">甲</h2><h2 id=\"1.一-\(long)\">乙</h2><p><a href=\"#1.一-\(long)\">丙</a></p>")
    let names = parts["word/document.xml"].matches(of: /w:name="([^"]+)"/).map { String($0.1) }
    #expect(names.count == 2 && Set(names).count == 2)
    for name in names {
      #expect(name.count <= 40 && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" })
    }
    #expect(parts["word/document.xml"].contains("<w:hyperlink w:anchor=\"\(names[1])\">"))
  }

  @Test func theFootIsInAFrameAtTheFootOfThePage() {
    let document = parts(
      "<p>甲</p><footer class=\"baowei\"><ul class=\"recipients\"><li>发：乙</li></ul><p class=\"copies\">共印50份</p></footer>"
    )[
      "word/document.xml"]
    #expect(document.components(#"w:vAnchor="margin""#) == 2)
    // Paragraphs share borders of 0.35 mm where all have the same, and the same indents.
    let borders = Set(document.matches(of: /<w:pBdr>.*?<\/w:pBdr>/).map { String($0.0) })
    #expect(borders.count == 1 && borders.first?.components(#"w:sz="8""#) == 2)
    let roles: [Paragraph.Role] = [.recipients, .extra, .responsible, .copies]
    #expect(
      roles.allSatisfy {
        WordStyle.of($0).paragraph.text.contains(#"<w:ind w:left="840" w:right="280" w:hanging="560"/>"#)
      })
  }
}

extension String {
  /// The number of times that it holds a text.
  fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
