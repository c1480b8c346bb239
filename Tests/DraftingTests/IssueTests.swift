import Diagnostics
import Drafting
import FrontMatter
import Records
import Testing

/// The whole of an issue.
@Suite struct IssueTests {
  private static let files = [
    (
      "reports/0",
      report(
        "", "2024", "协商场次: {数值: 637, 行: 5, 说明: 来稿叫“行动”}", "下沉委员: 210", more: "来源: {来源: \"001\", 行: [3, 4]}\n")
    ),
    ("reports/a", report("青山区", "2024", "协商场次: 78")), ("reports/b", report("汉南区", "2024", "协商场次: 42")),
    ("cases/a", record("修路", "青山区", "2024-03", "状态: 已解决", "摘要: 路修好了。", "来源: {来源: \"002\", 行: 7}")),
    ("cases/b", record("修桥", "汉南区", "2024-05", "状态: 办理中", "期限: 2026-12-31")),
  ]

  @Test func sectionsFollowEachOtherWithoutAGap() throws {
    let whole = ComposedIssue(about: try Sample(IssueTests.files).subject())
    #expect(
      whole.body.split(separator: "\n").filter { $0.hasPrefix("## ") } == [
        "## 一、总体情况", "## 二、各地情况", "## 三、办理情况", "## 四、典型案例", "## 五、待跟进事项", "## 六、需要说明的数",
      ])
    let less = ComposedIssue(about: try Sample([IssueTests.files[1]]).subject("青山区"))
    #expect(less.body == "## 一、总体情况\n\n据青山区上报，2024年，协商场次`=协商场次`。核心指标中，解决问题、下沉委员没有上报。上年同期没有可比的数，不作增减比较。\n")
  }

  @Test func theWriteUpIsReadAsABriefing() throws {
    let before = (
      "briefings/a",
      "标题: 上期\n简报名称: 协商简报\n系列: 武汉协商\n期数: 3\n编发单位: 市政协办公室\n印发日期: 2026-10-01\n报: [市委办公厅]\n印数: 30\n密级: 普通"
    )
    let first = ComposedIssue(about: try Sample(IssueTests.files + [before]).subject())
    let writeUp = first.writeUp(isDraft: false)
    let content = try Sample(IssueTests.files + [before, ("briefings/b", writeUp)]).content
    let briefing = try #require(content.briefings.last)
    #expect(briefing.title == "武汉市2024年协商工作情况")
    #expect(briefing.masthead == "协商简报" && briefing.series == "武汉协商" && briefing.issue == "第4期")
    #expect(briefing.issuer == "市政协办公室" && briefing.date?.year == 2026 && briefing.copies == "30")
    #expect(briefing.reportTo == ["市委办公厅"] && briefing.secrecy == "普通")
    #expect(briefing.period?.code == "2024")
    #expect(briefing.figures.map { content.metrics.all[$0].name } == ["协商场次", "下沉委员"])
    #expect(briefing.citations.map(\.source) == ["001", "002"])
    #expect(briefing.citations.map(\.lines) == [[3, 4, 5], [7]])
    #expect(briefing.editorNote?.hasSuffix("不比较。") ?? false)
    // An unsigned issue is on no site.
    #expect(
      try Sample(IssueTests.files + [("briefings/b", first.writeUp(isDraft: true))]).content.briefings.isEmpty
    )
  }

  @Test func withoutAnEarlierIssueThePublisherBeginsASeries() throws {
    let writeUp = ComposedIssue(about: try Sample(IssueTests.files).subject()).writeUp(isDraft: false)
    let briefing = try #require(
      try Sample([("briefings/b", writeUp)] + IssueTests.files).content.briefings.first)
    #expect(briefing.issuer == "武汉市政协办公室" && briefing.masthead == "工作简报" && briefing.issue == "第1期")
  }

  @Test func noIssueIsLongerThanItMayBe() throws {
    let long = String(repeating: "这是一句不短的说明，讲这个数是怎样来的。", count: 30)
    var files = IssueTests.files
    for number in 0..<300 {
      files.append(
        (
          "cases/x\(number)",
          record(
            String(repeating: "很长的标题", count: 20) + "\(number)", "青山区", "2024-06", "状态: 办理中",
            "期限: 2025-01-31",
            "摘要: \(long)", "回头看:\n  - {日期: 2024-08, 情况: \(long)}")
        ))
    }
    let issue = ComposedIssue(about: try Sample(files).subject())
    #expect(issue.length <= 1500 && issue.length > 1200)
    #expect(issue.body.contains("限于篇幅，另有"))
    #expect(ComposedIssue(about: issue.subject, limit: 40).length <= 60)
    #expect(issue.explanation.contains("略去"))
  }

  @Test func theExplanationNamesRulesAndReasons() throws {
    let text = ComposedIssue(about: try Sample(IssueTests.files).subject()).explanation
    #expect(text.hasPrefix("正文"))
    for line in [
      "  本级上报（own-figures）：据武汉市上报，2024年，协商场次637场；2024年（没有写明截至日），下沉委员210人。",
      "    依据：content/reports/0.md:7、content/reports/0.md:8", "  各地图（unit-chart）：不写，时期、依据都相同的上报数不到三个",
      "    依据：content/cases/a.md：青山区，协商，已解决，成效0项，批示0件，成果文件0件，办结的回头看0次",
    ] {
      #expect(text.contains(line + "\n"), "\(line)\n\(text)")
    }
    #expect(Set(Rule.all.map(\.id)).count == Rule.all.count)
  }

  @Test func aRegionWithNothingIsBare() throws {
    let sample = try Sample(IssueTests.files)
    #expect(try sample.subject("蔡甸区").isBare)
    #expect(try sample.subject("", "2020").isBare)
    #expect(try !sample.subject("青山区").isBare)
    // A number of no known time is of no period, but is told where none is asked for.
    let undated = try Sample([("reports/a", report("蔡甸区", nil, "协商场次: 5"))])
    #expect(try undated.subject("蔡甸区").isBare && !undated.subject("蔡甸区", nil).isBare)
  }

  @Test func anIssueForEachDistrictUnderItsOwnName() throws {
    let sample = try Sample(IssueTests.files), content = sample.content
    // The zone is counted with 汉南区.
    #expect(
      content.districts(in: content.home).map { content.regions[$0].name } == ["青山区", "汉南区", "蔡甸区", "汉阳区"])
    #expect(ComposedIssue(about: try sample.subject("青山区", "2024Q3")).fileName == "qingshan-2024q3-brief.md")
    #expect(
      ComposedIssue(about: try sample.subject("", "2024-01..2024-09")).fileName
        == "wuhan-2024-01-2024-09-brief.md")
    #expect(ComposedIssue(about: try sample.subject("", nil)).fileName == "wuhan-brief.md")
  }

  @Test func markdownInAWriteUpIsText() throws {
    let it = try Sample([
      ("reports/0", report("", "2024", "协商场次: {数值: 637, 说明: '*甲* `乙` <b> [丙] a_b ~~丁~~'}"))
    ])
    #expect(try it.written(.notes) == "协商场次。\\*甲\\* \\`乙\\` \\<b\\> \\[丙\\] a\\_b \\~\\~丁\\~\\~。")
  }
}
