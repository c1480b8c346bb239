import Diagnostics
import Files
import Foundation
import Records
import Site
import Testing

/// One page of each kind, of a small content with the site's own templates, against what was accepted: it shows a
/// reviewer what a change does. RECORD=1 accepts what is built now.
@Suite struct GoldenPageTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures")
  private static let project = fixtures.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let built: (result: BuildResult, files: [OutputFile])? = {
    // The content has no templates beside it.
    var diagnostics: [Diagnostic] = []
    guard let today = Day(iso: "2026-11-21") else { return nil }
    var input = BuildInput(root: fixtures.path, today: today, baseURL: nil, reporting: &diagnostics)
    let site = BuildInput(root: project.path, today: today, baseURL: nil, reporting: &diagnostics)
    input.templates = site.templates
    input.assets = site.assets
    let memory = OutputMemory(), result = build(input, writingTo: memory)
    return (result, memory.files)
  }()

  @Test func onlyTheContradictionIsWarnedOf() throws {
    let built = try #require(GoldenPageTests.built)
    #expect(built.result.diagnostics.map(\.code) == ["child-exceeds-parent"])
  }

  @Test(arguments: [
    "index.html", "404.html", "feed.xml", "feed.json", "info/2019/12.html", "about/index.html",
    "brands/index.html", "brands/jiahua/index.html", "briefings/index.html", "briefings/2022-01/index.html",
    "cases/index.html", "cases/laojie/index.html", "cases/ludeng/index.html", "data/index.html",
    "methods/liubu/index.html", "platforms/xueyuan/index.html", "reconciliation/index.html",
    "regions/index.html", "regions/hubei/yichang/index.html", "regions/hubei/yichang/xiling/index.html",
    "search/index.html", "statistics/index.html", "statistics/problems_solved/index.html",
    "topics/jichu/index.html",
  ])
  func page(_ address: String) throws {
    let built = try #require(GoldenPageTests.built)
    let said = built.result.diagnostics.map { "\($0.location?.file ?? ""): \($0.message.en)" }
    let file = try #require(
      built.files.first { $0.address == address }, "\(said.joined(separator: "\n"))")
    // The names of assets change with their bytes.
    let text = String(decoding: file.bytes, as: UTF8.self).replacing(/\.[0-9a-f]{8}\./, with: ".HASH.")
    let golden = GoldenPageTests.fixtures.appending(path: "golden/" + address.replacing("/", with: "-"))
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try text.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(try text == String(contentsOf: golden, encoding: .utf8))
  }
}
