import Bytes
import Diagnostics
import Files
import Import
import OpenData
import Records
import Site
import Testing

/// The folder `data/` of this repository's site.
@Suite struct OpenDataTests {
  private static let input: BuildInput? = {
    var diagnostics: [Diagnostic] = []
    guard let today = Day(iso: "2026-11-21") else { return nil }
    return BuildInput(root: Fixtures.project, today: today, baseURL: nil, reporting: &diagnostics)
  }()
  private static let result = input.map { build($0) }

  private static func tables(_ files: [OutputFile]) throws -> [(name: String, table: CSVTable)] {
    try files.filter { $0.address.hasPrefix("data/") && $0.address.hasSuffix(".csv") }.map { file in
      (file.address, try CSVTable(parsing: SourceText(path: file.address, bytes: file.bytes)))
    }
  }

  /// Every number on every page is a row of the export, under the id that it has on the page.
  @Test func everyNumberHasARow() throws {
    let files = try #require(OpenDataTests.result).files
    var rows: Set<String> = []
    for (name, table) in try OpenDataTests.tables(files)
    where name == "data/observations.csv" || name == "data/case_numbers.csv" {
      rows.formUnion(table.rows.map { $0[0].text })
    }
    var ids: Set<String> = []
    for page in files where page.address.hasSuffix(".html") {
      ids.formUnion(PublishedNumbers(String(decoding: page.bytes, as: UTF8.self)).ids)
    }
    #expect(ids.count > 500)
    // A sentence may count cases of any group and time, as `casebook stats --by` does; tables have those of all times.
    let counted = ids.filter { $0.contains("#cases:") && !$0.hasSuffix(":all") }
    #expect(ids.subtracting(rows).subtracting(counted).sorted() == [])
  }

  /// Each row says on which page it stands, if any does.
  @Test func everyRowNamesItsPage() throws {
    let files = try #require(OpenDataTests.result).files
    let pages = Dictionary(
      files.filter { $0.address.hasSuffix(".html") }.map {
        ($0.address, String(decoding: $0.bytes, as: UTF8.self))
      }
    ) { first, _ in first }
    for (name, table) in try OpenDataTests.tables(files) {
      guard let column = table.header.firstIndex(where: { $0.text == "page" }) else { continue }
      for row in table.rows {
        let parts = row[column].text.split(separator: "#").map(String.init)
        let page = try #require(pages[parts[0] + "index.html"], "\(name): \(row[column].text)")
        if parts.count > 1 { #expect(page.contains("id=\"\(parts[1])\""), "\(row[column].text)") }
      }
    }
  }

  /// Sorted by the bytes of the primary key, which is there once; no cell is empty, no row too short.
  @Test func tablesAreInOrder() throws {
    for (name, table) in try OpenDataTests.tables(try #require(OpenDataTests.result).files) {
      let keys = table.rows.map { $0[0].text }
      #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.precedesByBytes($1) }, "\(name)")
      #expect(table.rows.allSatisfy { $0.count == table.header.count }, "\(name)")
      #expect(table.rows.allSatisfy { $0.allSatisfy { !$0.text.isEmpty } }, "\(name)")
      let bytes = table.source.bytes
      #expect(table.hasByteOrderMark == name.hasSuffix(".excel.csv") && bytes.last == 10)
    }
  }

  /// The three formats of a table say the same; in JSON what has no value is left out.
  @Test func formatsAgree() throws {
    let files = try #require(OpenDataTests.result).files
    func bytes(_ address: String) throws -> [UInt8] {
      try #require(files.first { $0.address == address }).bytes
    }
    for (name, table) in try OpenDataTests.tables(files) where !name.hasSuffix(".excel.csv") {
      let stem = String(name.dropLast(4))
      if files.contains(where: { $0.address == stem + ".excel.csv" }) {
        #expect(try bytes(stem + ".excel.csv") == [0xEF, 0xBB, 0xBF] + table.source.bytes, "\(name)")
      }
      guard files.contains(where: { $0.address == stem + ".json" }) else { continue }
      guard case .array(let rows) = try JSON(parsing: SourceText(path: stem, bytes: bytes(stem + ".json")))
      else {
        Issue.record("\(name): no array")
        continue
      }
      #expect(rows.count == table.rows.count)
      for (row, object) in zip(table.rows, rows) {
        for (column, cell) in zip(table.header, row) {
          switch object[column.text] {
          case nil: #expect(cell.text == "[x]" || cell.text == "[z]")
          case .string(let text): #expect(text == cell.text)
          case .number(let text): #expect(text == cell.text)
          case .bool(let value): #expect(String(value) == cell.text)
          case let value?: #expect(try JSON(parsing: SourceText(path: "", cell.text)) == value)
          }
        }
      }
    }
  }

  /// Write-ups can be made again from the export: a site of them exports the same to the byte.
  @Test func exportCanBeImported() throws {
    let result = try #require(OpenDataTests.result), input = try #require(OpenDataTests.input)
    let tables = result.files.filter { $0.address.hasPrefix("data/") && $0.address.hasSuffix(".csv") }
      .filter { !$0.address.hasSuffix(".excel.csv") && !$0.address.hasPrefix("data/codelists/") }
    let imported = TableImport(tables.map { SourceText(path: $0.address, bytes: $0.bytes) })
    #expect(imported.diagnostics == [])
    #expect(imported.isWhole)
    var second = input
    second.contentFiles = imported.drafts.map(\.source)
    #expect(Set(second.contentFiles.map(\.path)) == Set(input.contentFiles.map(\.path)))
    let again = build(second)
    #expect(!again.diagnostics.hasErrors)
    // The page of the folder mentions files of the search, which has other texts.
    for file in result.files where file.address.hasPrefix("data/") && !file.address.hasSuffix(".html") {
      #expect(again.files.first { $0.address == file.address }?.bytes == file.bytes, "\(file.address)")
    }
    // A line of a file is another one when the file is written anew.
    func page(_ file: OutputFile) -> (String, String) {
      (file.address, String(decoding: file.bytes, as: UTF8.self).replacing(/第 \d+ 行|line \d+/, with: ""))
    }
    let pages = Dictionary(again.files.map(page)) { first, _ in first }
    let differing = result.files.filter { $0.address.hasSuffix(".html") }.map(page)
      .filter { pages[$0.0] != $0.1 }
    #expect(differing.map(\.0) == [])
  }

  /// Each field of site.yml is in the export, and comes back from it; but what a file allows is no data of the site,
  /// nor is what the head and the foot of its pages show.
  @Test func settingsComeBack() throws {
    let values = [
      "title": "站", "subtitle": "副题", "home": "湖北省", "base_url": "https://a.example.org/",
      "sections": "[cases, data]", "languages": "[zh-Hans]", "theme": "../theme", "time_zone": "北京时间",
      "publisher": "编写组", "published": "2026-01-02", "contact": "\"编写组\\n一室\"", "licence": "CC BY 4.0",
      "profile": "gov", "SiteName": "站名", "SiteDomain": "a.example.org", "SiteIDCode": "4200000001",
      "ICP": "鄂ICP备1号", "police": "鄂公网安备1号", "checks": "{spaced-text: warning}",
      "allowed_picture_hosts": "[img.example.org]",
      "english": "{title: T, subtitle: S, publisher: P, contact: C, licence: L}",
    ]
    let others = [
      "personal_data", "menu", "logo", "home_picture", "home_text", "contacts", "links", "marks",
      "report_email",
      "report_url",
    ]
    #expect(Set(values.keys) == Set(RecordKind.site.fields.map(\.key)).subtracting(others))
    let text = values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
    let path = "content/cases/ludeng.md"
    let dated = try Fixtures.text("minimal/" + path).replacing("date:", with: "published: 2026-01-03\ndate:")
    let minimal = try Fixtures.minimal().with(path, dated), input = minimal.with("content/site.yml", text)
    #expect(build(input).diagnostics.filter { $0.severity == .error } == [])
    let files = data(input), table = SourceText(path: "site.csv", try #require(files["data/site.csv"]))
    let draft = try #require(TableImport([table]).drafts.first)
    let written = String(decoding: draft.bytes, as: UTF8.self), lines = written.split(separator: "\n")
    for key in values.keys { #expect(lines.contains { $0.hasPrefix(key + ":") }, "\(key)") }
    #expect(Fixtures.site(minimal.with("content/site.yml", written)) == Fixtures.site(input))
  }

  /// A contact of several lines, and marks of Markdown, are texts in the list of data/README.md.
  @Test func readmeIsEscaped() throws {
    let text = "title: \"*站*\"\nhome: 湖北省\npublisher: \"编写_组_\"\ncontact: \"一室\\n\\n# 二室 [x](y)\"\n"
    let readme = try #require(data(try Fixtures.minimal().with("content/site.yml", text))["data/README.md"])
    #expect(readme.hasPrefix("# \\*站\\*开放数据\n\n本文件夹是\\*站\\*的全部内容"))
    #expect(readme.contains("\n- 编写和发布：编写\\_组\\_\n"))
    #expect(readme.contains("\n- 联系：一室 \\# 二室 \\[x\\](y)\n"))
  }

  // MARK: With content of its own

  private func data(_ input: BuildInput) -> [String: String] {
    let files = build(input).files.filter { $0.address.hasPrefix("data/") }
    return Dictionary(files.map { ($0.address, String(decoding: $0.bytes, as: UTF8.self)) }) { first, _ in
      first
    }
  }

  /// Records that must not be published yet are in no file.
  @Test func heldBackWriteUpsAreNotExported() throws {
    let header = "---\ntitle: 秘密的事\nregion: 湖北省/宜昌市\nsummary: 秘密的事\n"
    let later = header.replacing("秘密", with: "明天")
    let files = data(
      try Fixtures.minimal().with("content/cases/caogao.md", header + "draft: true\n---\n秘密的事\n")
        .with("content/cases/mingtian.md", later + "published: 2099-01-01\n---\n明天的事\n"))
    #expect(files.count > 50)
    for (address, text) in files {
      #expect(!text.contains("秘密的事") && !text.contains("明天的事") && !text.contains("caogao"), "\(address)")
    }
  }

  /// Excel must not compute what is a text; everything else reads the text as it is. An import takes the guard away again.
  @Test func formulasAreGuarded() throws {
    let guarded = [
      "=1+1", "+1", "-1", "@A1", "\t1", "\n=1", "\n1", "'=1", "''-1", "＝1", "＋1", "－1", "＠A1", " =1",
      "　＝1", "\u{A0}@A1",
      " \u{A0}　-1", "' =1", "'\n1", "=\",\"\n",
    ]
    let others = ["a=1", "'a", " 1", "　路灯", "1 =1", "路灯＝1", "：1", "−1", " '=1", "[x]1"]
    let titles = guarded + others + ["[x]", "\\[z]"]
    var input = try Fixtures.minimal()
    for (number, title) in titles.enumerated() {
      input = input.with(
        "content/cases/f\(number + 10).md",
        "---\ntitle: 甲\nregion: 湖北省/宜昌市\nsummary: \(JSON.string(title).encoded())\n---\n")
    }
    let files = data(input)
    func column(_ address: String) throws -> [String] {
      let table = try CSVTable(parsing: SourceText(path: address, try #require(files[address])))
      let column = try #require(table.header.firstIndex { $0.text == "summary" })
      return table.rows.prefix(titles.count).map { $0[column].text }
    }
    let escaped = others + ["\\[x]", "\\\\[z]"]
    #expect(try column("data/cases.csv") == guarded + escaped)
    #expect(try column("data/cases.excel.csv") == guarded.map { "'" + $0 } + escaped)
    for name in ["cases.csv", "cases.excel.csv"] {
      let sheet = SourceText(path: name, try #require(files["data/" + name]))
      for (draft, text) in zip(TableImport([sheet]).drafts, titles) {
        let written = String(decoding: draft.bytes, as: UTF8.self)
        #expect(written.contains("summary: \(JSON.string(text).encoded())\n"), "\(text): \(written)")
      }
    }
  }

  /// Texts that have marks of CSV, JSON and YAML in them come back as they were.
  @Test func difficultTextsComeBack() throws {
    let text = "一，“二”,\"three\"\\n: # [x] {y}\n\t四：五"
    let header = "title: 难 写\nregion: 湖北省/宜昌市\nnote: \(JSON.string(text).encoded())\n"
    let source = "---\n\(header)summary: \"[x]\"\ncorrections: [一, \"[z], 二\"]\n---\n正文,\"引号\"\n\n第二段\n"
    let files = data(try Fixtures.minimal().with("content/cases/nan.md", source))
    let tables = ["cases", "texts-1"].map { SourceText(path: $0 + ".csv", files["data/\($0).csv"] ?? "") }
    let draft = try #require(TableImport(tables).drafts.first { $0.path == "content/cases/nan.md" })
    let again = data(
      try Fixtures.minimal().with("content/cases/nan.md", String(decoding: draft.bytes, as: UTF8.self)))
    #expect(again == files)
  }

  /// A site without the section has neither the folder nor a link to it.
  @Test func theSectionCanBeLeftOut() throws {
    let input = try #require(OpenDataTests.input)
    let settings = try #require(input.contentFiles.first { $0.path == "content/site.yml" })
    let text = String(decoding: settings.bytes, as: UTF8.self) + "\nsections: [statistics]\n"
    let files = build(input.with("content/site.yml", text)).files
    #expect(!files.contains { $0.address.hasPrefix("data/") })
    #expect(files.count > 100)
  }
}
