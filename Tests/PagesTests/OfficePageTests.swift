import Diagnostics
import Files
import Foundation
import Records
import Site
import Testing

/// The head, the foot and the home page of an office's site with the project's own templates, against what was accepted
/// (`RECORD=1` accepts what is built now).
@Suite struct OfficePageTests {
  private static let settings = """
    title: 西陵区政协有事好商量协商议事平台
    home: 湖北省
    publisher: 编写组
    base_url: https://casebook.example.org/
    menu: [home, regions, {cases: 协商案例}, 关于我们]
    logo: lamp.svg
    home_picture: {file: lamp.svg, alt: 路灯, caption: 装好的路灯}
    home_text: 门口的事，大家商量着办。
    contacts:
    - {name: 办公室, phone: 027-82345678, email: office@example.org, address: 解放路1号, hours: 工作日}
    links:
    - {title: 人民政协网, url: "https://example.org/"}
    marks:
    - {title: 党政机关, url: "https://example.org/mark"}
    - {title: 适老化, url: "https://example.org/elder", picture: lamp.svg}
    SiteIDCode: bm01000001
    ICP: 鄂ICP备12345678号-1
    police: 鄂公网安备42010602000001号
    report_email: office@example.org

    """

  private static let page = """
    ---
    title: 关于我们
    summary: 西陵区政协办公室
    published: 2026-01-02
    ---
    ![路灯](../images/lamp.svg)

    做什么、怎样联系，都在这里。

    """

  @Test(arguments: ["index.html", "pages/about-us/index.html", "regions/hubei/yichang/index.html"])
  func page(_ address: String) throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let project = fixtures.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    var diagnostics: [Diagnostic] = []
    let today = try #require(Day(iso: "2026-11-21"))
    var input = BuildInput(root: fixtures.path, today: today, baseURL: nil, reporting: &diagnostics)
    let site = BuildInput(root: project.path, today: today, baseURL: nil, reporting: &diagnostics)
    input.templates = site.templates
    input.assets = site.assets
    input.contentFiles.removeAll { $0.path == "content/site.yml" }
    input.contentFiles.append(SourceText(path: "content/site.yml", OfficePageTests.settings))
    input.contentFiles.append(SourceText(path: "content/pages/about-us.md", OfficePageTests.page))
    let memory = OutputMemory(), result = build(input, writingTo: memory)
    #expect(result.diagnostics.map(\.code) == ["child-exceeds-parent"])
    let file = try #require(memory.files.first { $0.address == address })
    let text = String(decoding: file.bytes, as: UTF8.self).replacing(/\.[0-9a-f]{8}\./, with: ".HASH.")
    let golden = fixtures.appending(path: "golden/office-" + address.replacing("/", with: "-"))
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try text.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(try text == String(contentsOf: golden, encoding: .utf8))
  }
}
