import Diagnostics
import FrontMatter
import Testing

@testable import Records

/// Cases and reports as they are written (docs/fields.md).
@Suite struct CaseReadingTests {
  private static func context(_ regions: RegionTree) throws -> ReadingContext {
    var diagnostics: [Diagnostic] = []
    let metrics = MetricRegistry(
      try registry(
        "content/metrics.yml",
        """
        metrics:
          sessions_held: {name: 协商场次, unit: 场, kind: flow, adds: [regions, time], definition: 试}
          members_deployed: {name: 下沉委员, labels: [委员数], unit: 人, kind: stock, adds: [], definition: 试}
          rate: {name: 办结率, unit: "%", kind: ratio, adds: [], definition: 试}
        """), reporting: &diagnostics)
    let sources = [SourcePage](
      try registry("content/sources.yml", "sources: [{id: \"000\", title: 试}]"), reporting: &diagnostics)
    let context = ReadingContext(regions: regions, metrics: metrics, sources: sources)
    #expect(diagnostics == [])
    return context
  }

  private static func readCase(_ fields: String) throws -> (record: Case?, codes: [String]) {
    var regions = try regionTree().tree, diagnostics: [Diagnostic] = []
    let placed = regions.place([try writeUp("content/cases/a.md", "---\n\(fields)\n---\n")], today: nil)
    return (Case(placed[0], in: try context(regions), reporting: &diagnostics), diagnostics.map(\.code))
  }

  private static func readReport(_ fields: String) throws -> (record: Report?, codes: [String]) {
    var regions = try regionTree().tree, diagnostics: [Diagnostic] = []
    let placed = regions.place([try writeUp("content/reports/a.md", "---\n\(fields)\n---\n")], today: nil)
    return (Report(placed[0], in: try context(regions), reporting: &diagnostics), diagnostics.map(\.code))
  }

  @Test func theLastDeadlineHolds() throws {
    func deadline(_ fields: String) throws -> String? {
      try CaseReadingTests.readCase("标题: 灯\n地区: 湖北省/武汉市/青山区\n" + fields).record?.deadline?.iso
    }
    let moved = "期限: 2023-03-31\n回头看: [{情况: 还没有动工, 期限: 2023-06-30}, {情况: 动工了}]"
    #expect(try deadline("") == nil)
    #expect(try deadline("期限: 2023-03-31") == "2023-03-31")
    #expect(try deadline(moved) == "2023-06-30")
  }

  /// The same case in English and in Chinese keys and values.
  @Test(arguments: [
    """
    title: 灯
    region: 湖北省/武汉市/青山区
    date: 2022-08
    published: 2022-09-01
    deadline: 2023-03-31
    status: resolved
    activity: service
    sessions: 200余
    problems_raised: 3
    problems_solved: 2
    members: {市: 2, 县: 3}
    participant_visits: 近700
    outcomes: [{label: 路灯, value: 12, unit: 盏}]
    projects: [{name: 装灯, state: done}]
    funding: [{payer: 街道, amount: 1.2万, unit: 元}]
    documents: [{type: 协商纪要, number: 3号}]
    follow_ups: [{date: 2023, finding: 还亮着, state: resolved}]
    images: [{file: a.svg, alt: 灯, caption: 夜里}]
    source: {source: "000", line: [33, 34]}
    corrections: 改过
    draft: true
    updated: 2022-09-02
    organiser: 街道
    mode: 现场
    topic_source: 走访
    participants: 60余
    note: 说明
    summary: 摘要
    aliases: [/info/1.html]
    x-mine: 随便
    """,
    """
    标题: 灯
    地区: 湖北省/武汉市/青山区
    日期: 2022-08
    发布日期: 2022-09-01
    办结期限: 2023-03-31
    状态: 已解决
    活动类型: 双服务
    场次: 200余
    反映问题: 3
    解决问题: 2
    委员: {市: 2, 县: 3}
    参与人次: 近700
    成效: [{名称: 路灯, 数值: 12, 单位: 盏}]
    项目: [{名称: 装灯, 状态: 完成}]
    资金: [{出资方: 街道, 金额: 1.2万, 单位: 元}]
    成果文件: [{类型: 协商纪要, 文号: 3号}]
    回头看: [{日期: 2023, 情况: 还亮着, 状态: 已解决}]
    图片: [{文件: a.svg, 替代文字: 灯, 图注: 夜里}]
    来源: [{来源: "000", 行: [33, 34]}]
    更正: [改过]
    草稿: 是
    更新日期: 2022-09-02
    组织单位: 街道
    形式: 现场
    议题来源: 走访
    参与群众: 60余
    说明: 说明
    摘要: 摘要
    旧地址: [/info/1.html]
    """,
  ])
  func everyField(fields: String) throws {
    let (record, codes) = try CaseReadingTests.readCase(fields)
    #expect(codes == [])
    let it = try #require(record)
    #expect(
      [it.title, it.stem, it.status.rawValue, it.activity.rawValue] == ["灯", "a", "resolved", "service"])
    #expect(it.date?.value.code == "2022-08")
    #expect(it.published?.iso == "2022-09-01")
    #expect(
      [it.sessions, it.problemsRaised, it.problemsSolved, it.participantVisits].map { $0?.value.display }
        == ["200余", "3", "2", "近700"])
    let tiers = [("市", 2), ("县", 3)].map { name, count -> (name: String, quantity: Quantity) in
      var quantity = Quantity.exact(Number(count))
      quantity.raw = String(count)
      return (name, quantity)
    }
    #expect(it.members?.value == .tiers(tiers))
    #expect(it.outcomes.map { "\($0.label) \($0.value.display) \($0.unit)" } == ["路灯 12 盏"])
    #expect(it.projects.map { "\($0.name) \($0.state?.rawValue ?? "")" } == ["装灯 done"])
    #expect(it.funding.map { "\($0.payer) \($0.amount.value) \($0.unit)" } == ["街道 12000 元"])
    #expect(it.documents.map { "\($0.type) \($0.number ?? "")" } == ["协商纪要 3号"])
    #expect(
      it.followUps.map { "\($0.date?.code ?? "") \($0.finding) \($0.state?.rawValue ?? "")" } == [
        "2023 还亮着 resolved"
      ])
    #expect(it.images.map { "\($0.file.value) \($0.alt) \($0.caption ?? "")" } == ["a.svg 灯 夜里"])
    #expect(it.citations == [Citation(source: "000", lines: [33, 34])])
    #expect(it.corrections == ["改过"])
    #expect(it.isDraft)
    let deadline = it.otherFields.first { "\($0.key)" == "deadline" }?.value
    if case .day(let day) = deadline { #expect(day.iso == "2023-03-31") } else { Issue.record("no deadline") }
    // Whatever is declared is here, but what names other records, and what no record keeps.
    let unset = zip(Case.fields.kind.fields, Case.fields.values(of: it)).filter { $1 == nil }.map(\.0.key)
    #expect(
      unset == ["brand", "topics", "method", "step", "step_source", "platform", "slug", "personal_data"])
  }

  /// The values where nothing is said.
  @Test func defaults() throws {
    let (record, codes) = try CaseReadingTests.readCase("title: 灯\nregion: 420107\nsessions:\nstatus: ~")
    #expect(codes == [])
    let it = try #require(record)
    #expect([it.status.rawValue, it.activity.rawValue] == ["unknown", "consultation"])
    #expect(it.sessions == nil && it.date == nil && it.members == nil && it.published == nil)
    #expect(!it.isDraft)
  }

  /// Every mistake of a file is found in one run; with any, there is no record.
  @Test func everyMistakeAtOnce() throws {
    let (record, codes) = try CaseReadingTests.readCase(
      "titel: 灯\nregion: 湖北省/恩施\ndate: 2022-02-30\nsessions: 数十\nbrand: 无\n状态: 好\nstatus: resolved\nsource: {source: 9, line: 0}"
    )
    #expect(record == nil)
    #expect(
      codes.sorted() == [
        "ambiguous-region", "field-twice", "impossible-date", "unknown-brand", "unknown-field",
        "unknown-source",
        "unknown-value", "vague-quantity", "wrong-type",
      ])
  }

  @Test(arguments: [
    ("100余", "914", ["solved-exceeds-raised"]), ("100余", "199", []), ("100", "100", []), ("约100", "914", []),
    ("3", "超2", []), ("3", "超3", []), ("3", "超4", ["solved-exceeds-raised"]),
  ])
  func solvedAgainstRaised(raised: String, solved: String, expected: [String]) throws {
    let fields = "title: 灯\nregion: 420107\nproblems_raised: \(raised)\nproblems_solved: \(solved)"
    #expect(try CaseReadingTests.readCase(fields).codes == expected)
  }

  // MARK: Reports

  /// A figure, and its period as a code: its own, else the report's; a stock has a day.
  @Test(arguments: [
    ("period: 2024", "sessions_held: 3", "3 2024"),
    ("period: 2024", "协商场次: 3", "3 2024"),
    ("period: 2024", "sessions_held: {value: 3, period: 2024H1}", "3 2024H1"),
    ("note: 无", "sessions_held: 3", "3 undated"),
    ("note: 无", "sessions_held: {数值: 3, 时期: 2024}", "3 2024"),
    ("period: 2024H1", "members_deployed: 近700", "近700 2024-06-30"),
    ("period: 2024", "委员数: {value: 3, as_of: 2023-06}", "3 2023-06-30"),
    ("period: ..2023-06", "members_deployed: 3", "3 2023-06-30"),
    ("note: 无", "members_deployed: 3", "3 undated"),
    ("period: 2024", "rate: 78.1%", "78.1% 2024"),
    ("period: 2024", "rate: 78.1", "78.1 2024"),
  ])
  func figures(header: String, figure: String, expected: String) throws {
    let (record, codes) = try CaseReadingTests.readReport(
      "title: 试\nregion: 420100\n\(header)\nfigures:\n  \(figure)")
    #expect(codes == [])
    #expect(record?.figures.map { "\($0.quantity.display) \($0.period?.code ?? "undated")" } == [expected])
  }

  @Test(arguments: [
    ("rate: {value: 50%, base: unpublished}", ReportedFigure.Base.unpublished),
    ("rate: {value: 50%, base: 未公布}", .unpublished),
    ("rate: {value: 50%, base: sessions_held}\n  sessions_held: 4", .metric(0)),
    ("rate: {value: 50%, base: 协商场次}\n  sessions_held: 4", .metric(0)),
  ])
  func bases(figures: String, expected: ReportedFigure.Base) throws {
    let (record, codes) = try CaseReadingTests.readReport(
      "title: 试\nregion: 420100\nperiod: 2024\nfigures:\n  \(figures)")
    #expect(codes == [])
    #expect(record?.figures.first?.base == expected)
  }

  @Test(arguments: [
    ("sessions_held: {period: 2024}", "missing-field"), ("sessions_held: [3]\n  协商场次: 4", "figure-twice"),
    ("sessions_held: 50%", "unit-in-quantity"), ("rate: {value: 50%, base: sessions_held}", "unknown-base"),
    ("session: 3", "unknown-metric"),
  ])
  func refuses(figures: String, code: String) throws {
    let (record, codes) = try CaseReadingTests.readReport(
      "title: 试\nregion: 420100\nperiod: 2024\nfigures:\n  \(figures)")
    #expect(record == nil)
    #expect(codes == [code])
  }

  @Test func revisions() throws {
    let (record, codes) = try CaseReadingTests.readReport(
      "title: 试\nregion: 420100\nrevisions:\n  - {metric: 协商场次, old: 3, new: 4, date: 2024-05-01, reason: 误}")
    #expect(codes == [])
    #expect(
      record?.revisions.map {
        "\($0.metric) \($0.old.display) \($0.new?.display ?? "") \($0.date?.iso ?? "") \($0.reason)"
      } == ["0 3 4 2024-05-01 误"])
  }
}
