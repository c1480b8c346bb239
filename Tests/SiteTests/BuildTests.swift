import Diagnostics
import Testing

@testable import Pages
@testable import Records
@testable import Site

/// Whole small sites through the pure `build(_:)`.
@Suite struct BuildTests {
  @Test func theMinimalContentIsASite() throws {
    let result = build(try Fixtures.minimal())
    #expect(result.diagnostics == [])
    #expect(result.content?.heldBack == [])
    let addresses = result.files.map(\.address)
    let expected = [
      "index.html", "404.html", "cases/index.html", "cases/ludeng/index.html", "regions/hubei/index.html",
      "regions/hubei/yichang/index.html", "regions/hubei/yichang/xiling/xueyuan/index.html",
      "brands/index.html",
      "brands/jiahua/index.html", "methods/liubu/index.html", "topics/jichu/index.html",
      "platforms/xueyuan/index.html",
      "statistics/index.html", "statistics/sessions_held/index.html", "reconciliation/index.html",
      "briefings/index.html", "briefings/2022-01/index.html", "about/index.html",
    ]
    #expect(expected.filter { !addresses.contains($0) } == [])
    #expect(Set(addresses).count == addresses.count)
  }

  /// A brand may be called what the cut calls cases without one; its group is theirs, and nothing breaks.
  @Test func aBrandCalledNone() throws {
    let input = try Fixtures.minimal().with("content/brands/none.md", "---\ntitle: 无名\n---\n")
      .with("content/cases/a.md", "---\ntitle: 甲\nregion: 湖北省/宜昌市/秭归县\nbrand: 无名\n---\n")
      .with("content/cases/b.md", "---\ntitle: 乙\nregion: 湖北省/宜昌市/秭归县\n---\n")
    #expect(build(input).diagnostics == [])
    #expect(!Fixtures.site(input).isEmpty)
  }

  /// A region that a draft would have founded is not there when the draft's own mistake is worded.
  @Test func aDraftWithAMistakenRegion() throws {
    let text = "---\ntitle: 甲\nregion: 湖北省/宜昌市/西陵区/学院街道/新村/\ndraft: true\n---\n"
    let result = build(try Fixtures.minimal().with("content/cases/a.md", text))
    #expect(result.diagnostics.count == 1)
  }

  /// A government's site says how it is registered, and of each article when it was published.
  @Test func profilesAskForTheirFields() throws {
    let input = try Fixtures.minimal()
    let settings = "title: 站\nhome: 湖北省\npublisher: 编写组\nprofile: 政府网站\n"
    func codes(_ more: String, of input: BuildInput) -> [String] {
      build(input.with("content/site.yml", settings + more)).diagnostics.map { $0.code + " " + $0.message.en }
    }
    #expect(codes("", of: input).count { $0.hasPrefix("missing-field") } == 3)
    let names = "SiteName: 站\nSiteDomain: www.example.gov.cn\nSiteIDCode: bm01000001\n"
    #expect(codes(names, of: input) == ["missing-field this case lacks the field published (发布日期)"])
    let path = "content/cases/ludeng.md"
    let text = String(decoding: input.contentFiles.first { $0.path == path }?.bytes ?? [], as: UTF8.self)
    let published = input.with(path, text.replacing("\ntitle:", with: "\npublished: 2022-09-01\ntitle:"))
    #expect(codes(names, of: published) == [])
  }

  /// Days are China's; another zone would be ignored in silence.
  @Test(arguments: [("Asia/Shanghai", []), ("北京时间", []), ("Europe/Berlin", ["unknown-value"])])
  func timeZones(_ zone: String, _ codes: [String]) throws {
    let text = "title: 站\nhome: 湖北省\npublisher: 编写组\ntime_zone: \(zone)\n"
    let result = build(try Fixtures.minimal().with("content/site.yml", text))
    #expect(result.diagnostics.map(\.code) == codes)
  }

  @Test func aSectionThatIsNoneIsReported() throws {
    let input = try Fixtures.minimal()
    let text = "title: 站\nhome: 湖北省\npublisher: 编写组\nsections: [数据, brand, 简报]\n"
    let result = build(input.with("content/site.yml", text))
    #expect(result.diagnostics.map(\.code) == ["unknown-value"])
    #expect(result.diagnostics.first?.location?.range == 67..<72)
  }

  /// A region shows its newest twenty; all of them stand on pages of thirty, with a way to each end.
  @Test func longListsHavePagesOfTheirOwn() throws {
    var input = try Fixtures.minimal()
    for number in 100..<400 {
      let text = "---\ntitle: 第\(number)件\nregion: 湖北省/宜昌市/秭归县\ndate: 2024-01\n---\n"
      input = input.with("content/cases/c\(number).md", text)
    }
    input.templates = input.templates.map { source in
      switch source.path {
      case "templates/region.html":
        SourceText(path: source.path, "{{ cases.cards|length }} of {{ cases.total }} {{ cases.address }}")
      case "templates/cases.html":
        SourceText(
          path: source.path,
          "{{ cards|length }}:{% for it in pages %} {{ it.title }}{{ '' if it.address else '!' }}{% endfor %}"
        )
      default: source
      }
    }
    let site = Fixtures.site(input).mapValues { String(decoding: $0, as: UTF8.self) }
    let region = "regions/hubei/yichang/zigui/"
    #expect(site[region + "index.html"] == "20 of 300 \(region)cases/index.html")
    #expect(site[region + "cases/index.html"] == "30: 1 2 3 …! 10")
    #expect(site[region + "cases/page-6/index.html"] == "30: 1 …! 4 5 6 7 8 …! 10")
    #expect(site[region + "cases/page-10/index.html"] == "30: 1 …! 8 9 10")
    #expect(site[region + "cases/page-11/index.html"] == nil)
    // A street with one case needs no list of its own.
    let street = "regions/hubei/yichang/xiling/xueyuan/"
    #expect(site[street + "index.html"] == "1 of 1 None")
    #expect(site[street + "cases/index.html"] == nil)
  }

  /// A number names the newest twenty of the cases behind it, and leads to those of its region, if there are more.
  @Test func numbersNameTwentyCases() throws {
    var input = try Fixtures.minimal()
    for day in 10..<31 {
      let text = """
        ---
        title: 第\(day)日
        region: 湖北省/宜昌市/秭归县
        date: 2024-01-\(day)
        status: planned
        problems_solved: 1
        ---

        """
      input = input.with("content/cases/d\(day).md", text)
    }
    let list =
      "{{ it.cases.links|map(attribute='title')|join(' ') }} of {{ it.cases.total }} {{ it.cases.address }}"
    input.templates = input.templates.map { source in
      switch source.path {
      case "templates/region.html":
        SourceText(
          path: source.path,
          "{% for it in figures if it.anchor == 'figure-problems_solved' %}\(list){% endfor %}")
      case "templates/statistics.html":
        SourceText(
          path: source.path,
          "{% for cut in cuts if cut.key == 'status' %}{% for it in cut.rows if it.name == '计划' %}\(list)"
            + "{% endfor %}{% endfor %}")
      default: source
      }
    }
    let site = Fixtures.site(input).mapValues { String(decoding: $0, as: UTF8.self) }
    let newest = (11..<31).reversed().map { "第\($0)日" }.joined(separator: " ")
    let region = "regions/hubei/yichang/zigui/"
    #expect(site[region + "index.html"] == "\(newest) of 21 \(region)cases/index.html")
    #expect(site[region + "cases/index.html"] != nil)
    #expect(site["statistics/index.html"] == "\(newest) of 21 None")
  }

  @Test func templatesHaveTheFiltersOfResultsSites() throws {
    var input = try Fixtures.minimal()
    input.templates.removeAll { $0.path == "templates/about.html" }
    input.templates.append(SourceText(path: "templates/about.html", "{{ '2024H1'|period }}"))
    #expect(Fixtures.site(input)["about/index.html"] == Array("2024年上半年".utf8))
  }

  /// No page takes the branch, and still its mistake is found: at its place, once for all pages.
  @Test func namesInBranchesNotTakenAreChecked() throws {
    var input = try Fixtures.minimal()
    input.templates.removeAll { $0.path == "templates/region.html" }
    let template =
      "{% if false %}{{ region.nam }}{% for it in cases.cards %}{{ it.titel }}{% endfor %}{% endif %}"
    input.templates.append(SourceText(path: "templates/region.html", template))
    let found = build(input).diagnostics
    #expect(found.map(\.code) == ["template-undefined", "template-undefined"])
    #expect(found.map { $0.suggestion?.edits } == [[Edit(24..<27, "name")], [Edit(63..<68, "title")]])
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    let input = try Fixtures.minimal()
    let expected = Fixtures.site(input)
    #expect(!expected.isEmpty)
    #expect(Fixtures.site(input) == expected)
    // The order in which the disk lists the files does not matter.
    var reversed = input
    reversed.contentFiles.reverse()
    reversed.templates.reverse()
    reversed.assets.reverse()
    #expect(Fixtures.site(reversed) == expected)
    var rotated = input
    rotated.contentFiles = Array(input.contentFiles[7...] + input.contentFiles[..<7])
    #expect(Fixtures.site(rotated) == expected)
  }

  @Test func messagesDoNotDependOnOrderEither() throws {
    var input = try Fixtures.minimal().with("content/cases/a.md", "---\ntitel: 甲\n---\n")
      .with("content/cases/b.md", "无\n").with("content/reports/c.md", "---\nregion: 无\n---\n")
    let expected = build(input).diagnostics
    #expect(expected.count > 3)
    input.contentFiles.reverse()
    #expect(build(input).diagnostics == expected)
  }

  @Test func onlyTodayCountsForWhatIsHeldBack() throws {
    let input = try Fixtures.minimal()
    let expected = Fixtures.site(input)
    var later = input
    later.today = try #require(Day(iso: "2027-01-01"))
    #expect(Fixtures.site(later) == expected)
  }

  // MARK: Held back

  /// Drafts and write-ups with a later day of publication are left out, and named.
  @Test(
    arguments: [
      ("cases", "region: 湖北省/宜昌市\ndraft: true", Content.HeldBack.Reason.draft),
      ("cases", "region: 湖北省/宜昌市\npublished: 2026-11-22", .publishedOn(Day(ordinal: 20_779))),
      ("cases", "region: 湖北省/宜昌市\npublished: 2026-11-21", nil),
      ("reports", "region: 湖北省/宜昌市\ndraft: true", .draft),
      ("reports", "region: 湖北省/宜昌市\npublished: 2026-11-22", .publishedOn(Day(ordinal: 20_779))),
      ("brands", "draft: true", .draft),
      ("methods", "draft: true", .draft),
      ("topics", "draft: true", .draft),
      ("platforms", "draft: true", .draft),
      ("briefings", "masthead: 简报\nissue: 第2期\nissuer: 试\ndraft: true", .draft),
      ("briefings", "masthead: 简报\nissue: 第2期\nissuer: 试", nil),
      ("pages", "draft: true", .draft), ("pages", "published: 2026-11-21", nil),
    ] as [(String, String, Content.HeldBack.Reason?)])
  func heldBack(folder: String, fields: String, reason: Content.HeldBack.Reason?) throws {
    let path = "content/\(folder)/shi.md"
    let result = build(try Fixtures.minimal().with(path, "---\ntitle: 试\n\(fields)\n---\n"))
    #expect(result.diagnostics == [])
    #expect(result.content?.heldBack == (reason.map { [Content.HeldBack(file: path, reason: $0)] } ?? []))
    if folder != "reports" {
      #expect(result.files.contains { $0.address == "\(folder)/shi/index.html" } == (reason == nil))
    }
  }

  @Test func aDraftStillHasToBeRight() throws {
    let result = build(
      try Fixtures.minimal().with("content/cases/shi.md", "---\ntitle: 试\ndraft: true\n---\n"))
    #expect(result.diagnostics.map(\.code) == ["missing-field"])
  }

  @Test func aCaseMayNameADraft() throws {
    let input = try Fixtures.minimal().with(
      "content/brands/jiahua.md", "---\ntitle: 家话西陵\ndraft: true\n---\n")
    // The link in its text leads nowhere, the name is passed over.
    #expect(build(input).diagnostics.map(\.code) == ["broken-link"])
  }

  // MARK: Mistakes

  @Test func oneFilesMistakeHidesNoOther() throws {
    let result = build(
      try Fixtures.minimal().with("content/cases/a.md", "---\n\ttitle: 甲\n---\n")
        .with("content/cases/b.md", "---\ntitle: 乙\nregion: 湖北省/宜昌市\n---\n[丙](丙.md)\n")
        .with("content/reports/c.md", "---\ntitle: 丙\nregion: 湖北省/宜昌市\nfigures:\n  sessions_held: 数十\n---\n")
        .with("content/brands/d.md", "---\ntitle: 丁\nregion: 湖北省/荆门市\n---\n"))
    #expect(result.files.isEmpty)
    #expect(
      result.diagnostics.map { "\($0.location?.file ?? "") \($0.code)" } == [
        "content/brands/d.md unknown-region", "content/cases/a.md tab",
        "content/cases/b.md broken-link",
        "content/reports/c.md vague-quantity",
      ])
  }

  /// A mistake in a file that others name is said once, at its place.
  @Test(arguments: [
    ("content/brands/jiahua.md", "---\ntitle: 家话西陵\nrecurs: {day: 32}\n---\n", "bad-recurrence"),
    ("content/methods/liubu.md", "---\ntitle: 六步议事法\nstep: [一]\n---\n", "unknown-field"),
    ("content/sources.yml", "sources: [\n", "unclosed-bracket"),
    ("content/metrics.yml", "metrics: [\n", "unclosed-bracket"),
  ])
  func oneSlipOneMessage(path: String, text: String, code: String) throws {
    var input = try Fixtures.minimal().with(path, text)
    // The link in its text is left out.
    let plain = "---\ntitle: 装路灯\nregion: 湖北省/宜昌市\nbrand: 家话西陵\nmethod: 六步议事法\nstep: 会商\n---\n"
    input = input.with("content/cases/ludeng.md", plain)
    let said = build(input).diagnostics.map { "\($0.location?.file ?? "") \($0.code)" }
    #expect(said == ["\(path) \(code)"])
  }

  @Test func nothingAtAll() throws {
    let today = try #require(Day(iso: "2026-11-21"))
    let result = build(BuildInput(contentFiles: [], today: today))
    #expect(result.files.isEmpty)
    #expect(
      result.diagnostics.compactMap(\.location?.file) == [
        "content/metrics.yml", "content/regions.yml", "content/site.yml",
      ])
  }

  @Test func aTemplatesMistakeIsSaidOnce() throws {
    var input = try Fixtures.minimal()
    for (index, source) in input.templates.enumerated() where source.path == "templates/region.html" {
      input.templates[index] = SourceText(path: source.path, "{{ pag.title }}\n")
    }
    let result = build(input)
    #expect(result.files.isEmpty)
    #expect(
      result.diagnostics.map { "\($0.location?.file ?? "") \($0.code)" } == [
        "templates/region.html template-undefined"
      ])
  }

  // MARK: Levels of checks

  private static func exceeding(_ checks: String) throws -> BuildInput {
    try Fixtures.minimal()
      .with("content/site.yml", "title: 试\nhome: 湖北省\npublisher: 试\nchecks: \(checks)\n")
      .with(
        "content/reports/shi.md",
        "---\ntitle: 试\nregion: 湖北省/宜昌市/秭归县\nperiod: 2022\nfigures: {sessions_held: 1500余}\n---\n")
  }

  @Test(arguments: [
    ("{}", [Severity.warning], true), ("{child-exceeds-parent: off}", [], true),
    ("{child-exceeds-parent: warning}", [.warning], true), ("{child-exceeds-parent: error}", [.error], false),
  ])
  func levels(checks: String, severities: [Severity], isBuilt: Bool) throws {
    let result = build(try BuildTests.exceeding(checks))
    #expect(result.diagnostics.map(\.severity) == severities)
    #expect(result.files.isEmpty == !isBuilt)
  }

  @Test func errorsStayErrors() throws {
    let input = try Fixtures.minimal()
      .with("content/site.yml", "title: 试\nhome: 湖北省\npublisher: 试\nchecks: {vague-quantity: off}\n")
      .with("content/cases/shi.md", "---\ntitle: 试\nregion: 湖北省/宜昌市\nsessions: 数十\n---\n")
    #expect(build(input).diagnostics.map(\.code) == ["vague-quantity", "unknown-value"])
  }
}
