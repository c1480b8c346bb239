import Diagnostics
import Foundation
import FoundationXML
import Pages
import Records
import Site
import Testing

/// The sheets that are printed from a small content as a whole, against what was accepted. RECORD=1 accepts what is made
/// now.
@Suite struct PrintedSheetTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures")
  private static let project = fixtures.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The content of the golden pages in two languages, with matters that are still open.
  private static let input: BuildInput? = {
    var diagnostics: [Diagnostic] = []
    guard let today = Day(iso: "2026-11-21") else { return nil }
    var input = BuildInput(root: fixtures.path, today: today, baseURL: nil, reporting: &diagnostics)
    let site = BuildInput(root: project.path, today: today, baseURL: nil, reporting: &diagnostics)
    input.templates = site.templates
    input.assets = site.assets
    input.contentFiles.removeAll { $0.path == "content/site.yml" }
    input.contentFiles += [
      SourceText(
        path: "content/site.yml",
        """
        title: 议事簿
        home: 湖北省
        publisher: 编写组
        base_url: https://casebook.example.org/
        languages: [zh-Hans, en]
        english: {title: Casebook, publisher: Editors}

        """),
      SourceText(
        path: "content/cases/lukou.md",
        """
        ---
        title: 拓宽路口
        region: 湖北省/宜昌市
        date: 2022-03
        status: planned
        deadline: 2026-10-31
        follow_ups:
          - {date: 2022-04, finding: 图纸未定, state: planned}
          - {date: 2022-05, finding: 开工, state: in_progress}
        documents: [{type: 提案, number: 3号, endorsed: 某副市长}]
        summary: 路口太窄。
        ---
        见[^1]。

        [^1]: 两处。

        """),
      SourceText(
        path: "content/cases/qiao.md",
        "---\ntitle: 修桥\nregion: 湖北省/宜昌市\ndate: 2021-12..2022-02\nstatus: in_progress\n---\n见[^1]。\n\n[^1]: 一处。\n"
      ),
      SourceText(
        path: "content/cases/jing.md",
        "---\ntitle: 井盖\nregion: 湖北省/宜昌市\nstatus: planned\ndeadline: 2026-11-21\n---\n"),
      SourceText(
        path: "content/cases/done.md",
        "---\ntitle: 栏杆\nregion: 湖北省/宜昌市\ndate: 2022-06\nstatus: planned\nfollow_ups: [{finding: 装好, state: resolved}]\n---\n"
      ),
    ]
    return input
  }()

  private func sheets(_ kind: PrintedKind) throws -> PrintedSheets {
    var found: [Diagnostic] = []
    let input = try #require(PrintedSheetTests.input)
    return try #require(PrintedSheets(input, for: kind, reporting: &found), "\(found)")
  }

  private func text(_ kind: PrintedKind, _ change: (inout PrintedSelection) -> Void = { _ in }) throws
    -> String
  {
    let sheets = try sheets(kind)
    var selection = PrintedSelection(region: sheets.content.home), found: [Diagnostic] = []
    change(&selection)
    let sheet = try #require(sheets.sheet(of: selection, reporting: &found), "\(found)")
    #expect(sheet.address == "https://casebook.example.org/cases/printed/")
    return String(decoding: sheet.page, as: UTF8.self)
  }

  @Test(arguments: PrintedKind.allCases)
  func page(_ kind: PrintedKind) throws {
    // The styles are files of their own, and change for other reasons.
    let text = try text(kind).replacing(/"data:[a-z]+\/[^"]*"/, with: "\"DATA\"")
    let golden = PrintedSheetTests.fixtures.appending(path: "golden/print-\(kind.rawValue).html")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try text.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(try text == String(contentsOf: golden, encoding: .utf8))
  }

  /// Other forms are made of the pages by a reader of XML; and whatever a page asked for would not be on paper.
  @Test(arguments: PrintedKind.allCases, [false, true])
  func theMarkupIsWellFormedAndWhole(_ kind: PrintedKind, isBlank: Bool) throws {
    let page = try text(kind) { $0.isBlank = isBlank && kind == .form }
    let parser = XMLParser(data: Data(page.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError)) \(parser.lineNumber)")
    for match in page.matches(of: /<(?:link|img)[^>]* (?:href|src)="(.{5})/) { #expect(match.1 == "data:") }
    #expect(!page.contains("<script"))
    let ids = page.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for match in page.matches(of: #/ href="#([^"]*)"/#) { #expect(ids.contains(String(match.1))) }
  }

  // MARK: Which cases

  private func titles(_ kind: PrintedKind, _ change: (inout PrintedSelection) -> Void) throws -> [String] {
    try text(kind, change).matches(of: /<(?:td|h1)(?: class="matter")?>([^<]*)<\/(?:td|h1)>/).map {
      String($0.1)
    }
    .filter { ["装路灯", "老街的茶馆", "拓宽路口", "修桥", "井盖", "栏杆"].contains($0) }
  }

  @Test func aPeriodHasWhatDoesNotLeaveIt() throws {
    func year(_ selection: inout PrintedSelection) { selection.period = Period(year: 2022) }
    #expect(try titles(.register, year) == ["拓宽路口", "栏杆", "装路灯"])
    let page = try text(.register, year)
    #expect(page.contains("另有1件来稿没有写日期，没有列入。另有1件的时间超出2022年，没有列入。"))
  }

  @Test func casesAreByRegionThenByDateUndatedLast() throws {
    #expect(try titles(.register) { _ in } == ["老街的茶馆", "修桥", "拓宽路口", "栏杆", "装路灯", "井盖"])
  }

  @Test func aTopicHasItsOwnCases() throws {
    let topic = try #require(
      try sheets(.volume).content.topics.firstIndex { $0.naming.title == "基础设施" })
    #expect(try titles(.volume) { $0.topic = topic } == ["装路灯"])
  }

  /// Matters that are planned or under way are there, overdue first; not those that a look back found settled.
  @Test func openMattersAreByDeadline() throws {
    let page = try text(.followups)
    let matters = page.matches(of: /<td class="matter">([^<]*)</).map { String($0.1) }
    #expect(matters == ["拓宽路口", "井盖", "修桥"])
    #expect(page.contains("2026年10月31日（到2026年11月21日，已超期21天）"))
    #expect(page.contains("2026年11月21日（到2026年11月21日，今天到期）"))
    #expect(page.contains("来稿没有写期限，由交办单位填写"))
    #expect(page.contains("<td>办理中</td>"))
  }

  @Test func nothingUnsaidIsZero() throws {
    for kind in PrintedKind.allCases {
      let page = try text(kind) { $0.period = Period(year: 2022) }
      #expect(!page.contains(/[^0-9.]0(件|场|人|次|个)/), "\(kind)")
    }
    let overview = try text(.overview) { $0.period = Period(year: 2019) }
    #expect(overview.matches(of: /<td class="num">未报<\/td>/).count == 3)
  }

  @Test func noCaseNoSheet() throws {
    for kind in PrintedKind.allCases where kind.needsCases {
      let sheets = try sheets(kind)
      let selection = PrintedSelection(region: sheets.content.home, period: Period(year: 1999))
      var found: [Diagnostic] = []
      #expect(sheets.sheet(of: selection, reporting: &found) == nil)
      #expect(found.isEmpty)
    }
  }
}
