import Diagnostics
import Records
import Site
import Testing

/// Blocks in a text, through the whole of `build(_:)`.
@Suite struct LiveBlockTests {
  /// The text of a brand's page with some more write-ups beside the minimal ones.
  private func text(
    _ body: String, _ more: [String: String] = [:], warnings: [String] = []
  ) throws -> String {
    var input = try Fixtures.minimal()
    input.templates = input.templates.map {
      $0.path == "templates/brand.html" ? SourceText(path: $0.path, "{{ item.body }}") : $0
    }
    input = input.with("content/brands/shi.md", "---\ntitle: 试\n---\n" + body)
    for (path, text) in more { input = input.with(path, text) }
    let result = build(input)
    #expect(result.diagnostics.map(\.code) == warnings)
    let page = try #require(result.files.first { $0.address == "brands/shi/index.html" })
    return String(decoding: page.bytes, as: UTF8.self)
  }

  /// Write-ups of what regions have reported of their sessions.
  private func reports(_ reports: (region: String, period: Int, sessions: String)...) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: reports.enumerated().map { number, report in
        (
          "content/reports/shi-\(number).md",
          """
          ---
          title: 试
          region: 湖北省/\(report.region)
          period: \(report.period)
          figures: {sessions_held: \(report.sessions)}
          ---

          """
        )
      })
  }

  @Test func aFigure() throws {
    let text = try text("甲\n\n```figure\n指标: 协商场次\n地区: 湖北省/宜昌市\n时期: 2022\n```\n\n乙\n")
    #expect(
      text == """
        <p>甲</p>
        <figure class="live live-figure"><p><span class="fig" data-figure="hubei/yichang:sessions_held:2022">\
        <a class="fig-n" href="../../regions/hubei/yichang/index.html#figure-sessions_held">\
        <span class="amt"><span class="n">200余</span><span class="u">场</span></span></a> \
        <span class="fig-p">2022年</span> <span class="basis basis-reported">本级上报</span></span></p>\
        <figcaption><a href="../../regions/hubei/yichang/index.html">宜昌市</a>\
        <a href="../../statistics/sessions_held/index.html">协商场次</a></figcaption></figure>
        <p>乙</p>

        """)
  }

  /// English names, other words for a metric, codes and full-width colons, as in headers.
  @Test(arguments: [
    ("metric: sessions_held\nregion: \"420500\"\nperiod: 2022", []),
    ("指标：协商活动\n地区: 湖北省/宜昌\n时期: 2022", ["fullwidth-colon"]),
    ("region: 湖北省/宜昌市\nmetric: 协商场次 # 全市\nx-note: 试", []),
  ])
  func spellings(lines: String, warnings: [String]) throws {
    #expect(try text("```figure\n\(lines)\n```\n", warnings: warnings).contains("200余"))
  }

  /// Nothing is ever made of a number that is not there.
  @Test func notReported() throws {
    let text = try text(
      "```figure\n指标: 协商场次\n地区: 湖北省/宜昌市\n时期: 2021\n```\n", warnings: ["figure-not-reported"])
    #expect(text.contains("<p><span class=\"none\">未报</span></p>"))
    #expect(text.contains("2021年"))
    #expect(!text.contains("data-figure"))
  }

  @Test func aTable() throws {
    let text = try text(
      "```table\n指标: [协商场次, 解决问题]\n地区: 湖北省/宜昌市\n下级: 是\n```\n",
      reports(("宜昌市/秭归县", 2023, "近30")))
    let numbers = PublishedNumbers(text).numbers
    #expect(
      numbers.map { "\($0.id ?? "") \($0.text)" } == [
        "hubei/yichang/xiling:sessions_held:all 1场", "hubei/yichang/xiling:problems_solved:all 2件",
        "hubei/yichang/zigui:sessions_held:all 近30场",
      ])
    #expect(text.ranges(of: "<th scope=\"row\">").count == 2)
    #expect(text.ranges(of: "未报").count == 1)
  }

  /// A region that reports together with another has not failed to report.
  @Test func aRegionCountedWithAnother() throws {
    let regions = try Fixtures.text("minimal/content/regions.yml").replacing(
      "slug: zigui}",
      with: "slug: zigui}\n          - {code: 420503, name: 伍家岗区, slug: wujiagang, counted_under: 420502}")
    var more = reports(("宜昌市/秭归县", 2023, "近30"), ("宜昌市/西陵区", 2023, "40余"))
    more["content/regions.yml"] = regions
    let table = try text("```table\n指标: 协商场次\n地区: 湖北省/宜昌市\n下级: 是\n时期: 2023\n```\n", more)
    #expect(table.contains(">伍家岗区</a></th><td><span class=\"none\">与西陵区合并统计</span></td>"))
    #expect(!table.contains("未报"))
    let chart = try text("```chart\n指标: 协商场次\n地区: 湖北省/宜昌市\n时期: 2023\n```\n", more)
    #expect(!chart.contains("伍家岗") && !chart.contains("chart-apart"))
  }

  @Test func bars() throws {
    let more = reports(
      ("宜昌市/秭归县", 2023, "近30"), ("宜昌市/西陵区", 2023, "40余"), ("恩施土家族苗族自治州/恩施市", 2023, "50"))
    let children = try text("```chart\n指标: 协商场次\n地区: 湖北省/宜昌市\n时期: 2023\n```\n", more)
    #expect(children.contains("<title id=\"live-shi-1-t\">宜昌市各县市区：协商场次，2023年，本级上报</title>"))
    // It is in the chart, and in the table beside it.
    #expect(
      PublishedNumbers(children).numbers.map { "\($0.id ?? "") \($0.text)" } == [
        "hubei/yichang/xiling:sessions_held:2023 40余场", "hubei/yichang/zigui:sessions_held:2023 近30场",
        "hubei/yichang/xiling:sessions_held:2023 40余场", "hubei/yichang/zigui:sessions_held:2023 近30场",
      ])
    let named = try text(
      "```chart\n图: 比较\n指标: 协商场次\n地区: [湖北省/恩施土家族苗族自治州/恩施市, 湖北省/宜昌市/秭归县]\n```\n",
      more)
    #expect(named.contains("恩施土家族苗族自治州恩施市</text>"))
    #expect(named.contains("宜昌市秭归县</text>"))
  }

  @Test func aTrend() throws {
    let text = try text(
      "```chart\n图: 走势\n指标: 协商场次\n地区: 湖北省/宜昌市/秭归县\n```\n",
      reports(("宜昌市/秭归县", 2023, "近30"), ("宜昌市/秭归县", 2021, "40"), ("宜昌市/西陵区", 2020, "9")))
    #expect(text.contains("有数的时期：2021年、2023年。没有连线的时期：2022年。"))
    #expect(text.contains(">未报</text>"))
    // A gap is not crossed.
    #expect(!text.contains("class=\"path\""))
    #expect(PublishedNumbers(text).numbers.count == 4)
  }

  @Test func statuses() throws {
    let cases = [("a", "resolved"), ("b", "resolved"), ("c", "planned")].map { name, status in
      (
        "content/cases/\(name).md",
        "---\ntitle: 甲\nregion: 湖北省/宜昌市/秭归县\ndate: 2023\nstatus: \(status)\n---\n"
      )
    }
    let more = Dictionary(uniqueKeysWithValues: cases)
    let text = try text("```chart\n图: 结果\n地区: 湖北省/宜昌市/秭归县\n时期: 2023\n```\n", more)
    let id = "hubei/yichang/zigui:status="
    #expect(
      PublishedNumbers(text).numbers.prefix(2).map { "\($0.id ?? "") \($0.text)" } == [
        "\(id)resolved:#cases:2023 2件", "\(id)planned:#cases:2023 1件",
      ])
    // All alike are no chart, but their number stands there.
    let one = try self.text(
      "```chart\n图: 结果\n地区: 湖北省/宜昌市/西陵区\n```\n", more, warnings: ["too-few-for-chart"])
    #expect(!one.contains("<svg"))
    #expect(PublishedNumbers(one).numbers.map(\.text) == ["1件"])
  }

  @Test func steps() throws {
    let steps = try text("```steps\n工作法: 六步议事法\n```\n")
    #expect(steps.contains("<ol class=\"steps\"><li>选题</li><li>调研</li><li>会商</li></ol>"))
    #expect(steps.contains("href=\"../../methods/liubu/index.html\""))
    let unknown = try text(
      "```steps\nmethod: 无步法\n```\n", ["content/methods/wu.md": "---\ntitle: 无步法\n---\n"])
    #expect(unknown.contains("步骤未公布"))
  }

  /// A block in a list or a quote, or with any other word, is code.
  @Test func otherBlocksAreCode() throws {
    let text = try text("> ```figure\n> 指标: 没有\n> ```\n\n```yaml\n标题: 没有\n```\n")
    #expect(text.ranges(of: "<pre><code").count == 2)
  }

  /// Whatever names contain, a page's markup holds.
  @Test func hostileNames() throws {
    let text = try text(
      "```steps\n工作法: \"<b>&\"\n```\n",
      ["content/methods/b.md": "---\ntitle: \"<b>&\"\nsteps: [\"</li><script>\", \"\\\"'\"]\n---\n"])
    #expect(text.contains("&lt;b&gt;&amp;"))
    #expect(text.contains("<li>&lt;/li&gt;&lt;script&gt;</li><li>&#34;&#39;</li>"))
  }

  /// A report's text stands on its region's page, a briefing's on its sheet.
  @Test func everywhere() throws {
    var input = try Fixtures.minimal()
    input.templates = input.templates.map { source in
      switch source.path {
      case "templates/region.html":
        SourceText(path: source.path, "{% for r in reports %}{{ r.body }}{% endfor %}")
      case "templates/briefing.html": SourceText(path: source.path, "{{ briefing.body }}")
      default: source
      }
    }
    let block = "```figure\n指标: 协商场次\n地区: 湖北省/宜昌市\n```\n"
    for path in ["content/reports/yichang-2022.md", "content/briefings/2022-01.md"] {
      let source = try #require(input.contentFiles.first { $0.path == path })
      input = input.with(path, String(decoding: source.bytes, as: UTF8.self) + block)
    }
    let files = build(input).files
    for (address, root) in [
      ("regions/hubei/yichang/index.html", "../../../"), ("briefings/2022-01/index.html", "../../"),
    ] {
      let page = try #require(files.first { $0.address == address })
      let text = String(decoding: page.bytes, as: UTF8.self)
      #expect(text.contains("href=\"\(root)regions/hubei/yichang/index.html#figure-sessions_held\""))
    }
  }

  @Test func aTextHasSoManyNumbersAndNoMore() throws {
    let districts = (0..<400).map {
      "          - {code: '\(700_000 + $0)', name: 试\($0)区, slug: shi-\($0)}\n"
    }
    let city = "      - code: '699999'\n        name: 试市\n        slug: shi\n        children:\n"
    let regions = try Fixtures.text("minimal/content/regions.yml").replacing(
      "slugs:", with: city + districts.joined() + "slugs:")
    let block = "```table\n指标: 协商场次\n地区: 湖北省/试市\n下级: 是\n```\n\n"
    for (count, isTooMuch) in [(250, false), (252, true)] {
      let input = try Fixtures.minimal().with("content/regions.yml", regions).with(
        "content/brands/shi.md", "---\ntitle: 试\n---\n" + String(repeating: block, count: count))
      let found = build(input).diagnostics.filter { $0.severity == .error }
      #expect(found.map(\.code) == (isTooMuch ? ["file-too-large"] : []))
    }
  }
}
