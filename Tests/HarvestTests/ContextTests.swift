import Harvest
import Records
import Testing

/// Whom and when a number is about.
@Suite struct ContextTests {
  private func regions(_ text: String, region: String? = nil) throws -> [String] {
    let registry = try #require(Registry.own)
    return try registry.harvest(text, region: region).findings.map {
      registry.content.regions[$0.region].path
    }
  }

  private func periods(_ text: String, period: String? = nil, published: String? = "2024") throws -> [String]
  {
    try #require(Registry.own).harvest(text, period: period, published: published).findings.map {
      $0.period?.code ?? "-"
    }
  }

  @Test func headingsAndSubjects() throws {
    let text = """
      全市政协协商有序推进

      全市开展协商637场。武昌区协商10场；青山区协商20场。截至目前，全市解决问题700件。

      汉阳区政协

      近年来，委员走访群众300人次，全市协商637场。

      下一步，协商12场。
      """
    let wuhan = "湖北省/武汉市", hanyang = wuhan + "/汉阳区"
    #expect(
      try regions(text) == [wuhan, wuhan + "/武昌区", wuhan + "/青山区", wuhan, hanyang, wuhan, hanyang])
  }

  /// A county within a city's article is the subject of its own paragraph only.
  @Test func countyInACity() throws {
    let text = "咸宁市政协\n\n嘉鱼县政协协商8场。\n\n共建成协商平台179个。"
    #expect(try regions(text) == ["湖北省/咸宁市/嘉鱼县", "湖北省/咸宁市"])
  }

  /// The region that is asked for stands in for one that the text does not name; a place that is only visited is no subject.
  @Test func given() throws {
    let xiling = "湖北省/宜昌市/西陵区"
    #expect(try regions("全区协商8场，解决问题5件。", region: xiling) == [xiling, xiling])
    #expect(try regions("委员赴武汉市学习，收集建议40条。", region: xiling) == [xiling])
    #expect(try regions("青山绿水有了，建成公园3个。", region: xiling) == [xiling])
  }

  @Test(arguments: [
    ("9月4日召开会议。今年以来，协商50场。", "2024-01..2024-09"), ("上半年，协商50场。", "2024H1"),
    ("2023年，协商50场。", "2023"), ("去年协商50场。", "2023"), ("2022年以来，协商50场。会议于3月1日召开。", "2022-01..2024-03"),
    ("一季度协商50场。", "2024Q1"), ("4—6月，协商50场。", "2024Q2"), ("2024年1月至6月协商50场。", "2024H1"),
    ("截至2024年10月底，协商50场。", "..2024-10"), ("近年来，协商50场。8月收官。", "..2024-08"),
    ("全市协商50场。", "-"), ("落实2023年工作要点，协商50场。", "-"), ("每月25日协商，共50场。", "-"), ("一月一主题，协商50场。", "-"),
    ("去年8月，协商50场。", "2023-08"),
  ])
  func times(text: String, expected: String) throws {
    #expect(try periods(text) == [expected])
  }

  @Test func timesThatGoOn() throws {
    #expect(
      try periods("今年以来，全市协商50场。7月，捐赠现金3万元。此外，走访群众20人次。", period: "2024-01..2024-09")
        == ["2024-01..2024-09", "2024-07", "2024-01..2024-09"])
    #expect(try periods("上半年，协商50场。", published: nil) == ["-"])
    #expect(try periods("协商50场。", period: "2024", published: nil) == ["2024"])
  }

  /// Metrics are those of the site, whatever they are.
  @Test func anotherRegistry() throws {
    let registry = try Registry(
      site: "title: 试\nhome: 浙江省\nbase_url: https://example.org\nlanguages: [zh-Hans]\npublisher: 试\n",
      regions: "regions:\n  - {code: 330000, name: 浙江省, slug: zhejiang}\n",
      metrics: """
        metrics:
          canteens: {name: 老年食堂, unit: 个, kind: stock, adds: [], definition: 办起来的老年食堂。}
          clinics: {name: 义诊活动, unit: 场, kind: flow, adds: [], definition: 医生到村里看病的活动。}
          trees: {name: 栽种树木, labels: [植树], unit: 棵, kind: flow, adds: [], definition: 栽下的树。}
        """)
    let found = try registry.numbers("新办老年食堂12个，组织义诊活动36场，植树2000余棵，走访群众50人次，其他活动3场。")
    #expect(
      found == [
        "12|个|canteens", "36|场|clinics", "2000余|棵|trees", "50|人次|-", "3|场|-",
      ])
  }
}
