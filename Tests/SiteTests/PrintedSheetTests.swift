import Diagnostics
import Files
import Foundation
import Records
import Testing

@testable import Site

/// The one page of a briefing: what it shows, what stops it, and that it needs nothing else.
@Suite struct PrintedSheetTests {
  private static let file = "content/briefings/2022-01.md"

  private static let template =
    "<html><head></head><body><a href=\"index.html\">首页</a>{{ briefing.body }}{% for f in figures %}<b>{{ f.display }}{{ f.unit }} {{ f.period }}</b>{% endfor %}{% for n in annex_notes %}<i>{{ n }}</i>{% endfor %}</body></html>"

  /// The minimal content with a template that prints everything, and more text in the briefing.
  private func input(_ body: String = "") throws -> BuildInput {
    var input = try Fixtures.minimal()
    input.templates = input.templates.map {
      $0.path == "templates/briefing.html" ? SourceText(path: $0.path, PrintedSheetTests.template) : $0
    }
    let source = try #require(input.contentFiles.first { $0.path == PrintedSheetTests.file })
    return input.with(PrintedSheetTests.file, String(decoding: source.bytes, as: UTF8.self) + body)
  }

  private func sheet(_ input: BuildInput, _ name: String = PrintedSheetTests.file) -> (
    page: String?, codes: [String]
  ) {
    var found: [Diagnostic] = []
    let sheet = PrintedSheet(of: name, input, reporting: &found)
    return (sheet.map { String(decoding: $0.page, as: UTF8.self) }, found.map(\.code))
  }

  // MARK: Which one

  @Test(arguments: ["content/briefings/2022-01.md", "2022-01", "1", "第1期", "第一期"]) func isFound(name: String)
    throws
  {
    #expect(sheet(try input(), name).page != nil)
  }

  @Test func isNotFound() throws {
    let other = "---\ntitle: 又一期\nmasthead: 工作简报\nnumber: 1\nissuer: 宜昌市政协\ndate: 2023-01-01\n---\n"
    let two = try input().with("content/briefings/2023-01.md", other)
    #expect(sheet(two, "第1期").codes == ["unknown-briefing"])
    #expect(sheet(two, "2023-01").page != nil)
    let draft = two.with(
      "content/briefings/2023-01.md", other.replacing("number", with: "draft: true\nnumber"))
    #expect(sheet(draft, "第1期").page != nil)
    for name in ["2", "第3期", "content/briefings/2023-01.md", "", "../x"] {
      #expect(sheet(draft, name).codes == ["unknown-briefing"], "\(name)")
    }
  }

  // MARK: What stops it

  /// Mistakes of files whose numbers are not on the sheet.
  @Test(
    arguments: [
      ("content/brands/shi.md", "---\ntitel: 试\n---\n"), ("content/topics/shi.md", "title\n"),
      ("content/briefings/shi.md", "---\ntitle: [\n---\n"),
      ("content/pages/shi.md", "---\ntitle: 试\nx: 1\n---\n"),
      ("content/reports/shi.md", "---\ntitle: 试\nregion: 湖北省/恩施土家族苗族自治州\nfigures: {没有: 1}\n---\n"),
      ("content/reports/shi.md", "---\ntitle: 试\nregion: 湖北省\nfigures: {没有: 1}\n---\n"),
      ("content/reports/shi.md", "---\ntitle: [试\nregion: 湖北省/恩施土家族苗族自治州\n---\n"),
      ("content/reports/yichang-2022.md", "+[甲](没有.md)\n"),
      ("content/cases/shi.md", "---\ntitle: 试\nregion: 湖北省/宜昌市\nsessions: 数十\n---\n"),
      ("templates/home.html", "{% if %}"), ("templates/_other.html", "{{ a b }}"),
    ])
  func mistakesElsewhere(path: String, text: String) throws {
    var input = try input("\n共`=协商场次`。\n")
    if path.hasPrefix("templates/") {
      input.templates = input.templates.filter { $0.path != path } + [SourceText(path: path, text)]
    } else if text.hasPrefix("+") {
      let old = try #require(input.contentFiles.first { $0.path == path })
      input = input.with(path, String(decoding: old.bytes, as: UTF8.self) + text.dropFirst())
    } else {
      input = input.with(path, text)
    }
    #expect(build(input).diagnostics.hasErrors)
    let (page, codes) = sheet(input)
    #expect(page?.contains("200余场") == true, "\(codes)")
    #expect(codes == [])
  }

  /// Mistakes by which a number on the sheet could be another.
  @Test(
    arguments: [
      ("content/reports/shi.md", "---\ntitle: 试\nregion: 湖北省/宜昌市\nfigures: {没有: 1}\n---\n"),
      ("content/reports/shi.md", "---\ntitle: 试\nregion: 湖北省/宜昌市/西陵区\nfigures: {没有: 1}\n---\n"),
      ("content/reports/shi.md", "---\ntitle: 试\n地区: \"湖北省/宜昌是\"\nfigures: {}\n---\n"),
      ("content/reports/shi.md", "---\ntitle: [试\n---\n"),
      ("content/briefings/2022-01.md", "---\ntitle: 试\nmasthead: 工作简报\n---\n"),
      ("content/regions.yml", "regions: 甲\n"),
    ])
  func mistakesThatTouchIt(path: String, text: String) throws {
    let (page, codes) = sheet(try input("\n共`=协商场次`。\n").with(path, text))
    #expect(page == nil)
    #expect(!codes.isEmpty)
  }

  /// Cases count only where a number of the sheet is counted in them.
  @Test func casesThatAreCounted() throws {
    let wrong = "---\ntitle: 试\nregion: 湖北省/宜昌市/西陵区\nsessions: 数十\n---\n"
    let block = "\n```chart\n图: 结果\n地区: 湖北省/宜昌市/西陵区\n```\n"
    let input = try input(block).with("content/cases/shi.md", wrong)
    #expect(sheet(input).page == nil)
  }

  /// A second issue of that number is a mistake of both.
  @Test func aSecondIssue() throws {
    let other = "---\ntitle: 又一期\nmasthead: 工作简报\nnumber: 1\nissuer: 宜昌市政协\ndate: 2022-03-01\n---\n"
    let two = try input().with("content/briefings/2022-02.md", other)
    #expect(sheet(two).codes == ["issue-twice"])
    #expect(sheet(two, "2022-02").codes == ["issue-twice"])
    #expect(
      sheet(two.with("content/briefings/2022-02.md", other.replacing("2022-03", with: "2023-03"))).page != nil
    )
    let series = other.replacing("number", with: "series: 专刊\nnumber")
    #expect(sheet(two.with("content/briefings/2022-02.md", series)).page != nil)
  }

  // MARK: What it says

  @Test func theAnnexHasTheNotes() throws {
    var input = try input()
    let text = """
      ---
      title: 路灯亮了
      masthead: 工作简报
      number: 1
      issuer: 宜昌市政协
      date: 2022-12-01
      region: 湖北省/宜昌市
      period: 2022
      figures: [sessions_held, members_deployed]
      note: 数出自一处。
      ---

      """
    input = input.with(PrintedSheetTests.file, text)
    let report = """
      ---
      title: 宜昌报告
      region: 湖北省/宜昌市
      period: 2022
      note: 页面写作“截至目前”。
      figures:
        sessions_held: {value: 637次, note: 页面写作“行动”。}
        members_deployed: 12
      ---

      """
    input = input.with("content/reports/yichang-2022.md", report)
    let page = try #require(sheet(input).page)
    #expect(page.contains("<b>637次 2022年</b><b>12人 2022年，未写明截至日</b>"))
    #expect(
      page.contains(
        "<i>数出自一处。</i><i>宜昌报告：页面写作“截至目前”。</i><i>协商场次：页面写作“行动”。</i>"))
  }

  // MARK: Pictures and links

  private static let png = [UInt8](
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
      ?? Data())

  /// Pictures of the site are in the page, whatever they are called; others are errors at their place.
  @Test func pictures() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    func file(_ path: String) throws {
      let whole = folder.path + "/" + path
      try FileManager.default.createDirectory(
        atPath: (whole as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(PrintedSheetTests.png).write(to: URL(filePath: whole))
    }
    var input = try input("\n![甲](../images/路灯.png)\n")
    try file("content/images/路灯.png")
    input.pictures.append(try Picture("content/images/路灯.png", in: InputFolder(folder.path)))
    let page = try #require(sheet(input).page)
    #expect(page.contains("src=\"data:image/png;"))
    #expect(!page.contains("images/"))
  }

  @Test(arguments: [
    "甲<img src=\"../images/lamp.svg\">乙\n", "<svg width=\"9\"><path d=\"M0 0\"/></svg>\n",
    "<div>\n<IMG src=a.png>\n</div>\n", "<picture><img src=a.png></picture>\n",
  ])
  func picturesInHTMLAreErrors(text: String) throws {
    let input = try input("\n甲\n\n" + text)
    var found: [Diagnostic] = []
    #expect(PrintedSheet(of: PrintedSheetTests.file, input, reporting: &found) == nil)
    let error = try #require(found.first { $0.severity == .error })
    #expect(error.code == "picture-in-html")
    #expect(error.location?.file == PrintedSheetTests.file)
    #expect((error.location?.range.lowerBound ?? 0) > 0)
  }

  /// Other HTML is only left out.
  @Test func otherHTML() throws {
    let (page, codes) = sheet(try input("\n甲<b>乙</b>，见`<img>`。\n"))
    #expect(page != nil && Set(codes) == ["raw-html"])
  }

  @Test func linksLeadIntoTheSite() throws {
    var input = try input("\n见[议题](../topics/jichu.md)、[甲](#甲)和[乙](https://example.org/)。\n\n## 甲\n")
    let page = try #require(sheet(input).page)
    #expect(page.contains("<a href=\"https://casebook.example.org/index.html\">首页</a>"))
    #expect(page.contains("href=\"https://casebook.example.org/topics/jichu/index.html\""))
    #expect(page.contains("href=\"#甲\"") || page.contains("href=\"#%E7%94%B2\""))
    #expect(page.contains("href=\"https://example.org/\""))
    input.baseURL = "/"
    let alone = try #require(sheet(input).page)
    #expect(alone.contains("<a>首页</a>"))
    #expect(!alone.contains("index.html"))
  }
}
