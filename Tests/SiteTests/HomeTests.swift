import Diagnostics
import Files
import Records
import Statistics
import Testing

@testable import Site

/// Small sites of a county, a city and a province, with the real templates and metrics.
@Suite struct HomeTests {
  static func input(_ home: String) throws -> BuildInput {
    var diagnostics: [Diagnostic] = []
    let today = try #require(Day(iso: "2026-11-21"))
    var input = BuildInput(
      root: Fixtures.folder + "/homes/" + home, today: today, baseURL: nil, reporting: &diagnostics)
    #expect(diagnostics == [])
    let project = BuildInput(root: Fixtures.project, today: today, baseURL: nil, reporting: &diagnostics)
    input.templates = project.templates
    input.assets = project.assets
    input.contentFiles += project.contentFiles.filter { $0.path == "content/metrics.yml" }
    return input
  }

  struct Built: Sendable {
    let build: TestBuild
    let pages: [String: String]

    init(_ home: String) throws {
      build = SiteTests.build(try HomeTests.input(home))
      pages = Dictionary(
        build.files.map { ($0.address, String(decoding: $0.bytes, as: UTF8.self)) }
      ) { first, _ in first }
    }

    /// The page without its tags, white space as one blank.
    func text(_ address: String) throws -> String {
      let page = try #require(pages[address], "\(address)")
      let main = page.firstRange(of: "<body").map { String(page[$0.lowerBound...]) } ?? page
      return main.replacing(#/<[^>]*>/#, with: " ").split { $0.isWhitespace }.joined(separator: " ")
    }

    func figure(_ region: String, _ metric: String) throws -> String {
      let content = try #require(build.content)
      let id = try #require(content.regions.region(path: region))
      let index = try #require(content.metrics.index(of: metric))
      let finding = Ledger(content).table(for: .all)[id, index]
      let coverage = finding?.coverage
      let number = finding?.published.map { "\($0.quantity.display) \($0.basis)" } ?? "none"
      return "\(number) \(coverage?.reporting ?? 0)/\(coverage?.of.map(String.init) ?? "-")"
    }
  }

  @Test(arguments: ["county", "city", "province"])
  func buildsWithoutAWord(home: String) throws {
    let built = try Built(home)
    #expect(built.build.diagnostics == [])
    for (address, page) in built.pages where address.hasSuffix(".html") {
      #expect(!page.contains("{outside}") && !page.contains("{children}"), "\(address)")
    }
  }

  // MARK: County

  private static let county = Result { try Built("county") }

  @Test func aCountySpeaksOfItsTowns() throws {
    let county = try HomeTests.county.get(), home = try county.text("index.html")
    #expect(home.contains("现收录德清县案例 7 件、工作报告 5 份、协商品牌 0 个，涉及 9 个地区；县外另有案例 1 件"))
    #expect(home.contains("各乡镇街道 德清县各乡镇街道核心数据"))
    #expect(home.contains("县外对照"))
    #expect(home.contains("也收录了县外的做法，单独列出") && !home.contains("来源里"))
    #expect(home.contains("13个下级地区中3个已报"))
    #expect(try county.text("statistics/index.html").contains("德清县各乡镇街道"))
    #expect(
      try #require(county.pages["statistics/index.html"]).contains("各乡镇街道的协商场次、解决问题和下沉委员，以及全部指标"))
    #expect(try county.text("regions/anji/index.html").contains("县外地区，只作对照，不计入德清县的任何合计"))
    #expect(try county.text("regions/index.html").contains("从德清县到村（社区）"))
    #expect(try county.text("regions/index.html").contains("各乡镇街道 武康街道 1件 舞阳街道"))
    #expect(try county.text("search/index.html").contains("搜索"))
    #expect(try #require(county.pages["search/index.html"]).contains(#"data-levels="镇、街道|村、社区""#))
    // Nothing of a province or of cities is left.
    for (address, page) in county.pages where address.hasSuffix(".html") && !address.hasPrefix("en/") {
      for word in ["各市州", "省外", "省一级", "湖北"] where page.contains(word) {
        Issue.record("\(address): \(word)")
      }
    }
  }

  /// Three towns of thirteen have reported for the year, one for half of it; a case of another town is added.
  @Test func aCountyIsSummedOfTheTownsThatReported() throws {
    let county = try HomeTests.county.get()
    #expect(try county.figure("德清县", "sessions_held") == "90以上 summed 4/13")
    #expect(try county.figure("德清县", "problems_solved") == "69 summed 3/13")
    #expect(try county.figure("德清县/乾元镇", "sessions_held") == "24 reported 0/-")
    let page = try county.text("regions/deqing/index.html")
    #expect(page.contains("已报 3 个单位合计，另加未上报地区的案例2场"))
  }

  @Test func aCardNamesThePlaceBelowHome() throws {
    let county = try HomeTests.county.get(), page = try county.text("cases/index.html")
    #expect(page.contains("乾元镇 直街社区"))
    #expect(!page.contains("德清县 乾元镇"))
    // A case of the county itself, and one from outside of it.
    #expect(page.contains("县政协请部门和企业一起排计划。 德清县"))
    #expect(page.contains("安吉县 灵峰街道"))
    #expect(try county.text("cases/street-lamps/index.html").contains("首页 德清县 乾元镇 直街社区"))
  }

  /// An office's own work cites no page: its pages say who reports it.
  @Test func ownWorkSaysWhoReportsIt() throws {
    let county = try HomeTests.county.get()
    #expect(try county.text("cases/street-lamps/index.html").contains("说明和来源 本单位填报（德清县政协办公室）"))
    #expect(try county.text("cases/street-lamps/index.html").contains("照填报原文，不推算。"))
    #expect(try county.text("regions/deqing/qianyuan/index.html").contains("出处 本单位填报，见 《乾元镇2025年协商工作》"))
    let about = try county.text("about/index.html")
    #expect(about.contains("本站刊登德清县政协办公室自己填报的数字和事情。"))
    let rules = try #require(about.split(separator: "指标表 ").dropLast().last)
    for word in ["来源没有", "照来源", "抄录"] { #expect(!rules.contains(word)) }
    #expect(try county.text("index.html").contains("数字照填报原样刊出"))
    #expect(try county.text("briefings/2025-01/index.html").contains("本单位填报"))
    #expect(try county.text("statistics/sessions_held/index.html").contains("本单位填报"))
  }

  @Test func theEnglishEditionSpeaksOfTheCounty() throws {
    let county = try HomeTests.county.get(), home = try county.text("en/index.html")
    #expect(home.contains("7 cases from Deqing"))
    #expect(home.contains("for comparison, places outside the county:"))
    #expect(home.contains("Towns and subdistricts"))
    #expect(home.contains("Core figures of the towns and subdistricts of Deqing"))
    #expect(try county.text("en/cases/street-lamps/index.html").contains("Reported by this office itself"))
  }

  @Test func openDataIsNamedAfterTheCounty() throws {
    let county = try HomeTests.county.get()
    #expect(try #require(county.pages["data/datapackage.json"]).contains(#""name": "casebook-deqing""#))
    #expect(
      try #require(county.pages["data/areas.csv"]).contains(
        "deqing/qianyuan,乾元镇,德清县/乾元镇,township,330521100,deqing"))
  }

  // MARK: City

  private static let city = Result { try Built("city") }

  @Test func aCityBelowAProvinceOfTheRegistry() throws {
    let city = try HomeTests.city.get(), home = try city.text("index.html")
    #expect(home.contains("现收录湖州市案例 5 件"))
    #expect(home.contains("市外另有案例 1 件、工作报告 0 份、协商品牌 0 个，涉及 2 个地区"))
    #expect(home.contains("湖州市各区县核心数据"))
    #expect(home.contains("市外对照"))
    #expect(home.contains("吴兴区 龙泉街道 市陌社区"))
    #expect(!home.contains("浙江省 湖州市 吴兴区"))
    #expect(home.contains("浙江省 嘉兴市") == false)
    #expect(try city.text("regions/zhejiang/huzhou/wuxing/longquan/index.html").contains("首页 地区 浙江省 湖州市 吴兴区"))
    #expect(try city.text("regions/index.html").contains("浙江省 湖州市"))
    // A neighbour that nothing is told of has its page, and is no comparison.
    #expect(city.pages["regions/zhejiang/ningbo/index.html"] != nil)
    let index = try city.text("regions/index.html")
    #expect(!home.contains("宁波市") && !index.contains("宁波市"))
    let above = try city.text("regions/zhejiang/index.html")
    #expect(above.contains("湖州市的上级地区，只作对照，不计入湖州市的任何合计"))
    #expect(!above.contains("市外地区"))
    #expect(try city.text("regions/zhejiang/jiaxing/index.html").contains("市外地区，只作对照"))
    #expect(
      try #require(city.pages["data/datapackage.json"]).contains(#""name": "casebook-zhejiang-huzhou""#))
  }

  @Test func aCityIsSummedAndItsProvinceIsNot() throws {
    let city = try HomeTests.city.get()
    #expect(try city.figure("浙江省/湖州市", "sessions_held") == "446 summed 5/5")
    #expect(try city.figure("浙江省", "sessions_held") == "none 1/-")
  }

  /// A case that cites a page says which; of the others the office says that it reports them.
  @Test func someIsCitedAndSomeIsOwn() throws {
    let city = try HomeTests.city.get()
    #expect(try city.text("cases/dock/index.html").contains("《南浔区政协2025年工作情况》"))
    #expect(!(try city.text("cases/dock/index.html")).contains("本单位填报"))
    #expect(try city.text("cases/tea/index.html").contains("本单位填报（湖州市政协研究室）"))
    #expect(try city.text("regions/zhejiang/huzhou/index.html").contains("来源A1 第3行；本单位填报"))
    #expect(try city.text("about/index.html").contains("有的由湖州市政协研究室自己填报，写作“本单位填报”"))
    #expect(try city.text("index.html").contains("数字照来源原样刊出"))
  }

  // MARK: Province

  private static let province = Result { try Built("province") }

  /// Counties directly below the province are of another level than its cities: both are named.
  @Test func aProvinceOfCitiesAndCounties() throws {
    let province = try HomeTests.province.get(), home = try province.text("index.html")
    #expect(home.contains("海南省各市州、区县核心数据"))
    #expect(home.contains("省外对照"))
    #expect(try province.text("regions/hainan/qionghai/index.html").contains("县市区 代码 469002"))
    #expect(try province.text("about/index.html").contains("省一级缺一个都不加。"))
  }

  /// One of its four children has not reported.
  @Test func aProvinceIsSummedOnlyWhole() throws {
    let province = try HomeTests.province.get()
    #expect(try province.figure("海南省", "sessions_held") == "none 3/4")
    #expect(try province.figure("海南省/海口市", "sessions_held") == "210 reported 0/2")
  }

  // MARK: Sources

  /// Without a list of sources a citation is said to name none.
  @Test func aCitationWithoutSources() throws {
    let input = try HomeTests.input("county")
    let text = "---\ntitle: 甲\nregion: 德清县\ndate: 2025-01\nsource: {source: A1}\n---\n"
    #expect(build(input.with("content/cases/a.md", text)).diagnostics.map(\.code) == ["unknown-source"])
    for empty in ["", "# 没有来源\n", "sources: []\n", "sources:\n"] {
      #expect(build(input.with("content/sources.yml", empty)).diagnostics.map(\.code) == [], "\(empty)")
    }
  }

  /// The hint shows a path of the site's own.
  @Test func hintsShowThePlacesOfTheSite() throws {
    let input = try HomeTests.input("county").with(
      "content/cases/a.md", "---\ntitle: 甲\nregion: 南京路\ndate: 2025-01\n---\n")
    let notes = build(input).diagnostics.flatMap(\.notes).map(\.message.zh)
    #expect(notes == ["写全路径，如 德清县/武康街道；区县以下可自由命名"])
  }
}
