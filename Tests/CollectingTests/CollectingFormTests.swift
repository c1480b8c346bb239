import Diagnostics
import FrontMatter
import Import
import OfficeFiles
import Records
import Testing

@testable import Collecting

@Suite struct CollectingFormTests {
  /// A city with two districts, one of which has a street that a case names.
  private func content(_ files: [(String, String)] = []) throws -> Content {
    var diagnostics: [Diagnostic] = [], documents: [Document] = []
    for (name, text) in CollectingFormTests.registries {
      documents += [
        Document(registry: SourceText(path: "content/\(name).yml", text), reporting: &diagnostics)
      ].compactMap(\.self)
    }
    for (name, text) in files + CollectingFormTests.named {
      let source = SourceText(path: "content/\(name).md", "---\n\(text)\n---\n")
      documents += [Document(writeUp: source, reporting: &diagnostics)].compactMap(\.self)
    }
    let content = Content(documents, today: Day(iso: "2026-11-21"), reporting: &diagnostics)
    try #require(!diagnostics.hasErrors, "\(diagnostics)")
    return try #require(content)
  }

  private static let named = [
    ("brands/jiahua", "标题: 家话西陵"), ("topics/jichu", "标题: 基础设施"), ("topics/yanglao", "标题: 养老"),
    ("cases/ludeng", "标题: 装路灯\n地区: 湖北省/宜昌市/西陵区/学院街道"),
  ]

  private static let registries = [
    ("site", "title: 试\nhome: 湖北省/宜昌市\npublisher: 宜昌市政协\n"),
    (
      "regions",
      """
      regions:
        - code: 420000
          name: 湖北省
          slug: hubei
          children:
            - code: 420500
              name: 宜昌市
              slug: yichang
              children:
                - {code: 420502, name: 西陵区, slug: xiling}
                - {code: 420527, name: 秭归县, slug: zigui}
      slugs:
        湖北省/宜昌市/西陵区/学院街道: xueyuan
      """
    ),
    (
      "metrics",
      """
      metrics:
        sessions_held: {name: 协商场次, unit: 场, kind: flow, adds: [regions], counted_from: sessions, core: true, definition: 试}
        problems_solved: {name: 解决问题, unit: 件, kind: flow, adds: [regions], counted_from: problems_solved, core: true, definition: 试}
        members_deployed: {name: 下沉委员, unit: 人, kind: stock, adds: [], core: true, definition: 试}
        visits: {name: 走访, unit: 人次, kind: flow, adds: [], definition: 试}
        talks: {name: 宣讲, unit: 次, kind: flow, adds: [], definition: 试}
      """
    ),
  ]

  private static let reports = [
    ("reports/a", "标题: 去年\n地区: 湖北省/宜昌市\n时期: 2025\n数据: {协商场次: 200余, 走访: 近700}"),
    ("reports/b", "标题: 前年\n地区: 湖北省/宜昌市\n时期: 2024\n数据: {协商场次: 150, 解决问题: 90}"),
    ("reports/c", "标题: 今年上半年\n地区: 湖北省/宜昌市\n时期: 2026H1\n数据: {协商场次: 99}"),
  ]

  private func form(
    _ kind: CollectingForm.Kind, _ region: String = "湖北省/宜昌市", _ period: String? = nil,
    _ files: [(String, String)] = []
  ) throws -> CollectingForm {
    let content = try content(files)
    return CollectingForm(
      content, kind, of: try #require(content.regions.region(path: region)),
      in: try period.map { try #require(Period(parsing: $0)) })
  }

  private func column(_ name: String, of form: CollectingForm) throws -> FormColumn {
    try #require(form.columns.first { $0.heading.hasPrefix(name) })
  }

  /// Each field is in the form, but for what editors decide and what no table has: nothing is listed a second time.
  @Test func theColumnsAreTheDeclaredFields() throws {
    let form = try form(.case), names = form.columns.map { $0.heading.prefix { $0 != "（" } }
    for field in Case.fields.kind.fields where field.key != "source" {
      #expect(names.contains(field.name[...]) == (!field.isEditorial && field.column != nil), "\(field.key)")
      #expect(Case.fields.kind[field.name]?.key == field.key)
    }
    #expect(names.last == "正文")
    #expect(form.columns.filter(\.isRequired).map(\.heading) == ["标题", "地区"])
    // This site cites no sources.
    #expect(!names.contains("来源"))
    #expect(form.columns.contains { $0.heading == "场次（场）" })
  }

  @Test func aColumnOffersWhatExists() throws {
    let form = try form(.case)
    #expect(
      try column("地区", of: form).options == [
        "湖北省/宜昌市", "湖北省/宜昌市/西陵区", "湖北省/宜昌市/西陵区/学院街道", "湖北省/宜昌市/秭归县",
      ])
    #expect(try column("议题", of: form).options == ["基础设施", "养老"])
    #expect(try column("品牌", of: form).options == ["家话西陵"])
    #expect(try column("状态", of: form).options == Case.Status.allCases.map(\.chinese))
    #expect(try column("状态", of: form).isStrict)
    #expect(try !column("地区", of: form).isStrict)
    #expect(try column("标题", of: form).options == [])
  }

  /// Hints name no key and no code, which nobody knows who fills in a table.
  @Test func hintsAreInChinese() throws {
    #expect(try column("状态", of: form(.case)).hint.contains("不写是结果未公布"))
    for column in try form(.case).columns + form(.report).columns {
      for key in Case.fields.kind.fields.map(\.key) + ["unknown", "consultation", "`"] {
        #expect(!column.hint.contains(key), "\(column.heading): \(column.hint)")
      }
    }
  }

  /// Numbers reported before are comments and a sheet in grey; the row to fill in has none of them.
  @Test func nothingOldIsTakenForNew() throws {
    let form = try form(.report, "湖北省/宜昌市", "2026", CollectingFormTests.reports)
    #expect(
      form.columns.prefix(6).map(\.heading) == [
        "地区", "时期", "协商场次（场）", "解决问题（件）", "下沉委员（人）", "走访（人次）",
      ])
    #expect(form.rows.count == 3)
    let own = form.rows[0]
    #expect(own[0].value == .text("湖北省/宜昌市"))
    #expect(own[1].value == .text("2026"))
    #expect(own.dropFirst(2).allSatisfy { $0.value == .empty })
    // The year before wins; what it lacks is of the year before that, and the running year is no earlier time.
    #expect(own[2].comment?.hasPrefix("2025年报的是：200余\n（去年）") == true)
    #expect(own[3].comment?.hasPrefix("2024年报的是：90\n（前年）") == true)
    #expect(own[4].comment == nil)
    #expect(form.rows[1].allSatisfy { $0.comment == nil })
    let workbook = form.workbook(WorkbookOrigin(.collected))
    #expect(workbook.sheets.map(\.name) == ["工作报告", "填写说明", "以前的数", "指标", "选项", "来历"])
    let past = workbook.sheets[2]
    #expect(past.rows.dropFirst(2).allSatisfy { $0.allSatisfy { $0.style == .past } })
    #expect(
      past.rows[1].allSatisfy { cell in
        guard case .text(let text) = cell.value else { return false }
        return Report.fields.kind[text] == nil && form.content.metrics[text] == nil
      })
  }

  @Test func theBookSaysWhereItComesFrom() throws {
    var origin = WorkbookOrigin(.collected)
    origin.program = "casebook 1"
    origin.version = "0123"
    let workbook = try form(.report, "湖北省/宜昌市/西陵区", "2026H1").workbook(origin)
    let sheet = try #require(workbook.sheets.last)
    #expect(sheet.visibility == .veryHidden)
    let rows = sheet.rows.map { $0.map { cell in if case .text(let text) = cell.value { text } else { "" } } }
    let read = try #require(WorkbookOrigin(rows))
    #expect(
      (read.kind, read.region, read.period, read.program, read.version) == (
        "report", "湖北省/宜昌市/西陵区", "2026H1", "casebook 1", "0123"
      ))
    #expect(read.tables == [.init(sheet: "工作报告", name: "reports")])
  }

  @Test func listsAreWhereTheirOptionsAre() throws {
    let form = try form(.case), workbook = form.workbook(WorkbookOrigin(.collected))
    let options = try #require(workbook.sheets.first { $0.name == "选项" })
    for (index, column) in form.columns.enumerated() where !column.options.isEmpty {
      let list = try #require(workbook.sheets[0].validations[index].list)
      let place = try #require(options.rows[0].firstIndex { $0.value == .text(column.heading) })
      #expect(
        list
          == "'选项'!$\(CellAddress.letters(place))$2:$\(CellAddress.letters(place))$\(column.options.count + 1)"
      )
      #expect(
        options.rows.dropFirst().prefix(column.options.count).map { $0[place].value }
          == column.options.map { .text($0) })
    }
  }
}
