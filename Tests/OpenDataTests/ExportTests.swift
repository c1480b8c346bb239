import Diagnostics
import FrontMatter
import Records
import Statistics
import Testing

@testable import OpenData

/// The tables of a small content, straight from its records.
@Suite struct ExportTests {
  private static let files = [
    ("content/site.yml", "title: 试\nhome: 湖北省\npublisher: 编写组\nlicence: CC BY 4.0\n"),
    ("content/sources.yml", "sources: []\n"),
    (
      "content/regions.yml",
      "regions:\n  - {code: 42, name: 湖北省, slug: hubei, children: [{code: 4201, name: 武汉市, slug: wuhan}]}\n"
    ),
    (
      "content/metrics.yml",
      "metrics:\n  sessions_held: {name: 协商场次, unit: 场, kind: flow, adds: [regions, time], definition: 试}\n"
    ),
    (
      "content/reports/wuhan.md",
      """
      ---
      title: 武汉市2024年
      region: 湖北省/武汉市
      period: 2024
      figures: {sessions_held: 200余}
      revisions: [{metric: sessions_held, old: 190, new: 200余, date: 2025-03-01, reason: "漏了, 补上"}]
      ---

      """
    ),
    ("content/cases/shahe.md", "---\ntitle: 沙河\nregion: 湖北省/武汉市\ndate: 2024-05\nsessions: 2\n---\n"),
  ]

  private static func export() throws -> Export {
    var diagnostics: [Diagnostic] = [], documents: [Document] = []
    for (path, text) in files {
      let source = SourceText(path: path, text)
      let document =
        path.hasSuffix(".md")
        ? Document(writeUp: source, reporting: &diagnostics)
        : Document(registry: source, reporting: &diagnostics)
      documents += [document].compactMap { $0 }
    }
    let today = try #require(Day(iso: "2026-11-21"))
    let content = Content(documents, today: today, reporting: &diagnostics)
    #expect(diagnostics == [])
    let ledger = Ledger(try #require(content))
    let figures = PublishedFigures(ledger, Reconciliation(ledger).discrepancies())
    return Export(figures, today: today, baseURL: "https://example.org/")
  }

  /// The lines of the CSV file of a table, without the head.
  private func rows(of name: String) throws -> [String] {
    let table = try #require(try ExportTests.export().tables.first { $0.name == name })
    var bytes: [UInt8] = []
    let count = table.write([.csv]) { _, piece in bytes += piece }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(lines.count == count + 1)
    #expect(lines.first?.split(separator: ",").count == table.fields.count)
    return Array(lines.dropFirst())
  }

  @Test func aRevisionIsARow() throws {
    #expect(
      try rows(of: "revisions") == [
        "reports/wuhan:revision=1,wuhan,hubei/wuhan,sessions_held,190,200余,reports/wuhan:revision=1:old,"
          + "reports/wuhan:revision=1:new,2025-03-01,\"漏了, 补上\""
      ])
  }

  /// Each number of the site once, by the bytes of its id.
  @Test func observationsAreInOrder() throws {
    let ids = try rows(of: "observations").map { String($0.prefix { $0 != "," }) }
    #expect(ids == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(Set(ids).count == ids.count)
    #expect(
      Set(ids).isSuperset(of: [
        "hubei/wuhan:sessions_held:all", "hubei/wuhan:sessions_held:2024",
        "hubei/wuhan:sessions_held:all:counted", "reports/wuhan:sessions_held:2024",
        "reports/wuhan:revision=1:old",
      ]))
  }

  @Test func theDayIsThatOfTheLastChange() throws {
    let export = try ExportTests.export()
    #expect(export.day?.iso == "2025-03-01")
    #expect(export.version == "2025.3.1")
    #expect(export.name == "casebook-hubei")
  }

  @Test(arguments: [
    ("CC BY 4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC BY-SA 4.0", "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"), ("MIT", "MIT", nil),
    ("保留所有权利", nil, nil),
  ])
  func licences(title: String, identifier: String?, url: String?) {
    let licence = Export.Licence(title)
    #expect(licence.identifier == identifier)
    #expect(licence.url == url)
  }

  /// Every code that a column may hold is in a list, and every list is a table of its own.
  @Test func codeListsAreThere() throws {
    let tables = try ExportTests.export().tables
    let names = Set(tables.map(\.name))
    for list in tables.flatMap(\.fields).compactMap(\.codeList) {
      #expect(names.contains(CodeList.folder + list), "\(list)")
    }
    #expect(CodeList.all.allSatisfy { Set($0.codes.map(\.id)).count == $0.codes.count })
  }
}
