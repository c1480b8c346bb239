import Diagnostics
import Harvest
import Records
import Testing

@Suite struct DraftTests {
  private static let article = """
    青山区政协

    今年以来，青山区政协开展一线协商活动78场次，解决问题近700个，参与群众超20万人次。

    青和居社区居民反映小区门前路灯不亮，出行难。5月8日，区政协组织协商议事会，20余人参加，商定由街道出资3万元。9月，120盏路灯安装完成，问题得到解决。联系电话13812345678。
    """

  private func drafts(of text: String, page: String? = nil) throws -> [SourceText] {
    let registry = try #require(Registry.own), content = registry.content
    let harvest = try registry.harvest(text, period: "2024-01..2024-09", published: "2024", path: "wen.txt")
    return HarvestDrafts(
      harvest, metrics: content.metrics, content: content, page: content.sources.first { $0.id == page }
    ).all
  }

  /// Wording, unit, line and sentence of each number; a draft.
  @Test func report() throws {
    let report = try #require(drafts(of: DraftTests.article, page: "001").first)
    #expect(report.path == "content/reports/001-wuhan-qingshan-2024-01-2024-09.md")
    #expect(
      report.text(0..<report.bytes.count).hasPrefix(
        """
        ---
        标题: 青山区2024年1月至9月的数字（待核对）
        地区: 湖北省/武汉市/青山区
        时期: 2024-01..2024-09
        来源: {来源: "001", 行: [3]}
        草稿: 是
        说明: 由程序从来源摘出；时期由程序按文中的话推定，请核对起止。
        数据:
          协商场次:
            数值: 78场次
            行: 3
            原文: 青山区政协开展一线协商活动78场次
          解决问题:
            数值: 近700个
            行: 3
            原文: 解决问题近700个
          参与人次:
            数值: 超20万
            行: 3
            原文: 参与群众超20万人次
        ---
        """))
  }

  /// A matter with its problem, its session and its result; telephone numbers are not repeated.
  @Test func story() throws {
    let drafts = try drafts(of: DraftTests.article)
    #expect(drafts.count == 2)
    let story = try #require(drafts.last), text = story.text(0..<story.bytes.count)
    #expect(story.path == "content/cases/wen-wuhan-qingshan-line5.md")
    #expect(text.contains("标题: 青和居社区居民反映小区门前路灯不亮\n"))
    #expect(text.contains("状态: 已解决\n") && text.contains("草稿: 是\n") && text.contains("日期: 2024-05-08\n"))
    #expect(text.contains("{名称: 商定由街道出资3万元, 数值: 3万, 单位: 元}"))
    #expect(text.contains("> 9月，120盏路灯安装完成，问题得到解决。（第5行）"))
    #expect(!text.contains("13812345678"))
  }

  /// Nothing of one matter enters the report of its district.
  @Test func numbersOfAStoryAreInNoReport() throws {
    let reports = try drafts(of: DraftTests.article).filter { $0.path.hasPrefix("content/reports/") }
    #expect(reports.count == 1)
    #expect(!reports[0].text(0..<reports[0].bytes.count).contains("120"))
  }

  @Test func nothingAtAll() throws {
    #expect(try drafts(of: "").map(\.path) == [])
    #expect(try drafts(of: "　\n\n1、\n（二）\n——\n").map(\.path) == [])
  }
}
