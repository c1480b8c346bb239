import Diagnostics
import Divisions
import FrontMatter
import NewSite
import Records
import Testing

@Suite struct NewSiteFilesTests {
  private func files(
    _ home: HomePlace, title: String = "湖州协商", baseURL: String? = nil
  ) -> [String: String] {
    let site = NewSite(
      home: home, title: title, publisher: "湖州市政协办公室", baseURL: baseURL, languages: [.chinese, .english],
      today: Day(ordinal: 20_788), program: NewSite.Program(version: "1.2.3", sha256: "abc", isIncluded: true)
    )
    let files = site.files(Tables.starter, Tables.divisions, Tables.pinyin)
    return Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  private func home(_ text: String) throws -> HomePlace {
    guard case .found(let home) = Tables.divisions.home(text) else { throw Unexpected(text: text) }
    return home
  }

  private struct Unexpected: Error { let text: String }

  private func tree(_ text: String) throws -> RegionTree {
    var diagnostics: [Diagnostic] = []
    let source = SourceText(path: "content/regions.yml", text)
    let document = try #require(Document(registry: source, reporting: &diagnostics))
    let tree = RegionTree(document, reporting: &diagnostics)
    #expect(diagnostics == [])
    return tree
  }

  /// No gap is left, whatever the file; gaps of other languages stay.
  @Test func gaps() throws {
    let files = files(try home("湖州"))
    #expect(files.count >= 6)
    for (path, text) in files {
      #expect(text.firstMatch(of: /\{\{\w+\}\}/) == nil, "\(path)")
    }
    #expect(files["content/site.yml"]?.contains("\n语言: [zh-Hans, en]\n") == true)
    #expect(files["content/site.yml"]?.contains("\n# 网址: ") == true)
    #expect(files["README.md"]?.contains("./casebook check") == true)
    let other = self.files(try home("湖州"), title: "甲: {{home}} #1", baseURL: "/a/")
    #expect(other["content/site.yml"]?.contains("\n标题: \"甲: {{home}} #1\"\n") == true)
    #expect(other["content/site.yml"]?.contains("\n网址: \"/a/\"\n") == true)
  }

  /// Home, what leads to it, all that is below it, and nothing else.
  @Test func regions() throws {
    let city = try tree(try #require(files(try home("湖州"))["content/regions.yml"]))
    #expect(
      city.all.map(\.path) == ["浙江省", "浙江省/湖州市"]
        + ["吴兴区", "南浔区", "德清县", "长兴县", "安吉县"].map { "浙江省/湖州市/" + $0 })
    #expect(city.all.map(\.level) == [.province, .city] + Array(repeating: .district, count: 5))
    let county = try tree(try #require(files(try home("浦东新区"))["content/regions.yml"]))
    #expect(county.all.map(\.address) == ["shanghai", "shanghai/pudong"])
    #expect(county.all.map(\.level) == [.province, .district])
    var town = try tree(try #require(files(try home("吴兴区/龙泉街道"))["content/regions.yml"]))
    guard case .found(let id) = town.resolve("浙江省/湖州市/吴兴区/龙泉街道") else {
      Issue.record("no town")
      return
    }
    #expect(town[id].address == "zhejiang/huzhou/wuxing/longquan")
  }

  /// Every province, and so every division, makes a registry without a finding, in which levels are those of the table.
  @Test func allDivisions() throws {
    var count = 0
    for province in Tables.divisions.children(of: nil) {
      let tree = try tree(try #require(files(HomePlace(province))["content/regions.yml"]))
      for region in tree.all {
        let division = try #require(region.code.flatMap(Tables.divisions.division(code:)))
        #expect(region.path == Tables.divisions.path(of: division))
        #expect("\(region.level)" == "\(division.level)", "\(region.path)")
      }
      count += tree.all.count
    }
    #expect(count == Tables.divisions.all.count)
  }
}
