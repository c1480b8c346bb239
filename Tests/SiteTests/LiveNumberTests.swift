import Diagnostics
import Records
import Site
import Testing

/// Numbers inside sentences, through the whole of `build(_:)`.
@Suite struct LiveNumberTests {
  private static let file = "content/brands/shi.md"

  /// A site with a brand of that text, whose page is the text alone.
  private func site(_ body: String, _ more: [String: String] = [:], fields: String = "") throws -> TestBuild {
    var input = try Fixtures.minimal()
    input.templates = input.templates.map { source in
      switch source.path {
      case "templates/brand.html": SourceText(path: source.path, "{{ item.body }}")
      case "templates/region.html":
        SourceText(path: source.path, "{% for r in reports %}{{ r.body }}{% endfor %}")
      case "templates/briefing.html": SourceText(path: source.path, "{{ briefing.body }}")
      default: source
      }
    }
    input = input.with(LiveNumberTests.file, "---\ntitle: 试\n\(fields)---\n" + body)
    for (path, text) in more { input = input.with(path, text) }
    return build(input)
  }

  private func page(_ address: String, of result: TestBuild) throws -> String {
    #expect(result.diagnostics.filter { $0.code != "undated-figure" } == [])
    let page = try #require(result.files.first { $0.address == address })
    return String(decoding: page.bytes, as: UTF8.self)
  }

  private func text(_ body: String, _ more: [String: String] = [:], fields: String = "") throws -> String {
    try page("brands/shi/index.html", of: site(body, more, fields: fields))
  }

  private func report(_ region: String, _ period: String, _ figures: String) -> String {
    "---\ntitle: 试\nregion: 湖北省/\(region)\n\(period)figures: {\(figures)}\n---\n"
  }

  @Test func aNumber() throws {
    let text = try text("甲开展协商`=协商场次 湖北省/宜昌市 2022`。\n")
    #expect(
      text == """
        <p>甲开展协商<data class="live-number" data-figure="hubei/yichang:sessions_held:2022" value="200" \
        title="2022年，本级上报">200余场</data>。</p>

        """)
  }

  @Test func casesByStatusAndKind() throws {
    let text = try text("收录`=案例 湖北省/宜昌市 2022`，`=案例 结果未公布 湖北省/宜昌市`，`=案例 双服务 2022 湖北省/宜昌市`。\n")
    #expect(
      text == """
        <p>收录<data class="live-number" data-figure="hubei/yichang:#cases:2022" value="1" \
        title="2022年，案例库收录">1件</data>，<data class="live-number" data-figure="hubei/yichang:status=unknown:#cases:all" \
        value="1" title="全部，案例库收录">1件</data>，<data class="live-number" \
        data-figure="hubei/yichang:activity=service:#cases:2022" value="0" title="2022年，案例库收录">0件</data>。</p>

        """)
    #expect(try site("`=案例 已办完 湖北省/宜昌市`\n").diagnostics.map(\.code) == ["unknown-region"])
  }

  /// Whatever is between the words, and in whatever order region and period are.
  @Test(arguments: [
    "=协商场次 湖北省/宜昌市 2022", "= 协商活动，2022年、湖北省/宜昌", "=sessions_held 2022-01..2022-12 420500",
    " =协商场次　湖北省/宜昌市,2022 ",
  ])
  func spellings(span: String) throws {
    #expect(try text("甲`\(span)`乙\n").contains(">200余场</data>乙</p>"))
  }

  /// The unit is that of the source, wherever the number is printed.
  @Test func theUnitIsAsPublished() throws {
    let more = ["content/reports/z.md": report("宜昌市/秭归县", "period: 2023\n", "sessions_held: 近30次")]
    let text = try text(
      "`=协商场次 湖北省/宜昌市/秭归县 2023`\n\n```figure\n指标: 协商场次\n地区: 湖北省/宜昌市/秭归县\n时期: 2023\n```\n", more)
    #expect(PublishedNumbers(text).numbers.map(\.text) == ["近30次"])
    #expect(text.contains(">近30次</data>"))
    #expect(!text.contains("场</"))
  }

  /// A report, a briefing and a brand of a region need not say which.
  @Test func whatIsMissingIsTheWriteUpsOwn() throws {
    #expect(try text("`=解决问题`\n", fields: "region: 湖北省/宜昌市\n").contains(">914件</data>"))
    let report = "content/reports/yichang-2022.md", briefing = "content/briefings/2022-01.md"
    let minimal = try Fixtures.minimal()
    var more: [String: String] = [:]
    for path in [report, briefing] {
      let source = try #require(minimal.contentFiles.first { $0.path == path })
      more[path] = String(decoding: source.bytes, as: UTF8.self) + "\n共`=协商场次`。\n"
    }
    let result = try site("", more)
    #expect(try page("briefings/2022-01/index.html", of: result).contains(">200余场</data>。"))
    let region = try page("regions/hubei/yichang/index.html", of: result)
    #expect(region.contains("data-figure=\"hubei/yichang:sessions_held:2022\""))
  }

  /// In a heading, a table, a list, a quote, a link, a footnote and emphasis.
  @Test func everywhere() throws {
    let span = "`=协商场次 湖北省/宜昌市 2022`"
    let text = try text(
      """
      ## 一、\(span)

      | 甲 | 乙 |
      |---|---|
      | 一 | \(span) |

      - 甲**\(span)**，[\(span)](../topics/jichu.md)[^1]

      > 甲
      > 乙`=协商场次
      > 湖北省/宜昌市 2022`

      [^1]: 注\(span)

      """)
    #expect(text.ranges(of: ">200余场</data>").count == 6)
    #expect(!text.contains("<code>"))
  }

  /// Spans that begin otherwise are code as always.
  @Test(arguments: ["a=1", " =SUM(A1:A3)", "协商场次="]) func otherSpansAreCode(span: String) throws {
    #expect(try text("甲`\(span)`乙\n").contains("<code>\(span)</code>"))
  }

  @Test func aBlockIsNoSpan() throws {
    #expect(try text("```=\n甲\n```\n").contains("<pre><code"))
  }

  /// The sum of some units is none of the whole region, and paper has no title to say so.
  @Test func aSumOfSomeUnitsSaysSo() throws {
    let one = ["content/reports/z.md": report("宜昌市/秭归县", "period: 2023\n", "sessions_held: 51场次")]
    let text = try text("`=协商场次 湖北省/宜昌市 2023`\n", one)
    #expect(text.contains(">51场</data>（已报 1 个单位合计）"))
  }

  // MARK: Without a period

  @Test func undatedNumbers() throws {
    let one = ["content/reports/z.md": report("宜昌市/秭归县", "", "sessions_held: 51场次")]
    let span = "`=协商场次 湖北省/宜昌市/秭归县`\n"
    #expect(try text(span, one).contains(">51场次</data>"))
    let dated = try site("`=协商场次 湖北省/宜昌市/秭归县 2022`\n", one).diagnostics
    #expect(dated.map(\.code) == ["number-not-reported", "undated-figure"])
    let two = one.merging(["content/reports/y.md": report("宜昌市/秭归县", "", "sessions_held: 60")]) { $1 }
    let found = try site(span, two).diagnostics
    #expect(found.map(\.code) == ["number-not-reported", "undated-figure", "undated-figure"])
    #expect(found.first?.notes.first?.message.zh.contains("60、51") == true)
  }

  /// A number without a period that a region has reported comes before one that is added up for it.
  @Test func itsOwnNumberComesFirst() throws {
    let more = [
      "content/reports/z.md": report("宜昌市/西陵区", "", "sessions_held: 51场次"),
      "content/reports/y.md": report("宜昌市/西陵区/学院街道", "period: 2023\n", "sessions_held: 20余"),
    ]
    #expect(try text("`=协商场次 湖北省/宜昌市/西陵区`\n", more).contains(">51场次</data>"))
    #expect(try text("`=协商场次 湖北省/宜昌市/西陵区 2023`\n", more).contains(">20余场</data>"))
  }

  /// A stock that was last reported before is no number of the time asked for.
  @Test func anEarlierStockIsNotOfTheYear() throws {
    let more = ["content/reports/z.md": report("宜昌市/秭归县", "period: 2021-12\n", "members_deployed: 30")]
    #expect(try text("`=下沉委员 湖北省/宜昌市/秭归县 2021`\n", more).contains(">30人</data>"))
    #expect(
      try site("`=下沉委员 湖北省/宜昌市/秭归县 2022`\n", more).diagnostics.map(\.code) == ["number-not-reported"])
  }

  // MARK: Mistakes

  /// The span, the code, the bytes that are meant, and the span after the edit.
  @Test(
    arguments: [
      ("=协商场此 湖北省/宜昌市 2022", "unknown-metric", "协商场此", "=协商场次 湖北省/宜昌市 2022"),
      ("=协商场次 湖北省/宜昌是 2022", "unknown-region", "湖北省/宜昌是", "=协商场次 湖北省/宜昌市 2022"),
      ("=协商场次 宜昌市 2022", "unknown-region", "宜昌市", "=协商场次 湖北省/宜昌市 2022"),
      ("=协商场次 湖北省/宜昌市 2022-13", "impossible-date", "2022-13", nil),
      ("=协商场次 湖北省/宜昌市 2022 2023", "live-number", "2023", nil),
      ("=协商场次 2022", "live-number", "=协商场次 2022", nil), ("=", "live-number", "=", nil),
      // No edit: the words around it speak of another time.
      ("=协商场次 湖北省/宜昌市 2021", "number-not-reported", "=协商场次 湖北省/宜昌市 2021", nil),
      // One year of the two.
      ("=协商场次 湖北省/宜昌市 2022..2023", "number-not-reported", "=协商场次 湖北省/宜昌市 2022..2023", nil),
      ("=协商场次 湖北省/恩施土家族苗族自治州 2021", "number-not-reported", "=协商场次 湖北省/恩施土家族苗族自治州 2021", nil),
    ] as [(String, String, String, String?)])
  func mistakes(span: String, code: String, place: String, mended: String?) throws {
    let body = "甲\n\n乙`\(span)`丙\n", result = try site(body)
    #expect(result.diagnostics.map(\.code) == [code])
    let found = try #require(result.diagnostics.first), range = try #require(found.location).range
    #expect(found.severity == .error)
    let file = SourceText(path: "", "---\ntitle: 试\n---\n" + body)
    #expect(file.text(range) == place)
    if code == "number-not-reported" { #expect(found.suggestion == nil) }
    if let mended {
      let edit = try #require(found.suggestion?.edits.first)
      var bytes = file.bytes
      bytes.replaceSubrange(edit.range, with: Array(edit.replacement.utf8))
      #expect(String(decoding: bytes, as: UTF8.self).contains("`\(mended)`"))
    }
  }

  @Test func manyMistakesEndSomewhere() throws {
    let found = try site(String(repeating: "`=没有`\n\n", count: 5000)).diagnostics
    #expect(found.count <= 100)
  }
}
