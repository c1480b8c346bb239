import Foundation
import Testing

/// The commands as README lists them: exit codes, the stream that each answer goes to, and what is written.
@Suite struct CommandTests {
  private let program: Program

  init() throws { program = try Program() }

  // MARK: check

  @Test func checkOfCleanContent() throws {
    #expect(try program.run("check") == Program.Outcome(code: 0, output: "0 个错误，0 个警告\n", errors: ""))
    #expect(
      try program.run("check", "--format", "json") == Program.Outcome(code: 0, output: "[]\n", errors: ""))
    #expect(
      try program.run("check", "--format", "gitlab") == Program.Outcome(code: 0, output: "[]\n", errors: ""))
    #expect(
      try program.run("check", "--format", "github") == Program.Outcome(code: 0, output: "", errors: ""))
    #expect(!program.exists("site"))
  }

  @Test func checkOfAnError() throws {
    try program.putError()
    let human = try program.run("check", "--lang", "en")
    #expect(human.code == 1)
    #expect(human.output == "1 errors, 0 warnings\n")
    #expect(
      human.errors.hasPrefix(
        "content/cases/shi.md:4:1: error: there is no field named “session” [unknown-field]\n"))
    for format in ["json", "gitlab", "sarif", "github"] {
      let machine = try program.run("check", "--format", format)
      #expect(machine.code == 1)
      #expect(machine.errors == "")
      #expect(machine.output.contains("unknown-field"))
    }
    #expect(!program.exists("site"))
  }

  @Test(arguments: [
    (false, false, Int32(0)), (false, true, 1), (true, false, 0), (true, true, 0),
  ])
  func warnings(isExplained: Bool, isStrict: Bool, code: Int32) throws {
    try program.putWarning(reason: isExplained ? "县级口径" : nil)
    let arguments = isStrict ? "--strict" : "--root=."
    #expect(try program.run("check", arguments).code == code)
    #expect(try program.run("build", arguments).code == code)
    #expect(program.exists("site") == (code == 0))
  }

  @Test func timingsOfTheStages() throws {
    let outcome = try program.run("build", "--timings-json")
    #expect(outcome.code == 0 && outcome.errors == "" && program.exists("site/index.html"))
    let list = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
    let stages = [
      "read", "parse", "records", "markdown", "search", "statistics", "data", "render", "write",
    ]
    #expect(list?.compactMap { $0["stage"] as? String } == stages)
    #expect(list?.allSatisfy { ($0["milliseconds"] as? Double ?? -1) >= 0 } == true)
    #expect((list?.first?["bytes"] as? Int ?? 0) > 1000)
    let text = try program.run("build", "--timings", "--lang", "en")
    #expect(text.output.hasPrefix("built "))
    #expect(
      text.errors.split(separator: "\n").map { $0.prefix { $0 != " " } } == ["stage"] + stages.map { $0[...] }
    )
  }

  @Test func jsonHasTheKeysOfTheContract() throws {
    try program.putError()
    let outcome = try program.run("check", "--format", "json", "--lang", "zh")
    let list = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
    let first = try #require(list?.first)
    #expect(
      Set(first.keys) == [
        "severity", "code", "message", "file", "line", "column", "endLine", "endColumn", "notes",
        "suggestion",
      ])
    let suggestion = try #require(first["suggestion"] as? [String: Any])
    let edits = try #require(suggestion["edits"] as? [[String: Any]])
    #expect(edits.map { $0["replacement"] as? String } == ["sessions"])
    #expect(edits.map { $0["endColumn"] as? Int } == [8])
  }

  // MARK: Language

  @Test(arguments: [
    ([:], "0 个错误，0 个警告\n"), (["LANG": "en_US.UTF-8"], "0 errors, 0 warnings\n"),
    (["LANG": "zh_CN.UTF-8"], "0 个错误，0 个警告\n"), (["LANG": "en_GB", "LC_ALL": "zh_CN"], "0 个错误，0 个警告\n"),
    (["LANG": "C.UTF-8"], "0 个错误，0 个警告\n"),
  ])
  func language(environment: [String: String], expected: String) throws {
    #expect(try program.run("check", environment: environment).output == expected)
    #expect(
      try program.run("check", "--lang", "en", environment: environment).output == "0 errors, 0 warnings\n")
  }

  // MARK: build

  /// Output in a folder that a build reads would be its own input the next time.
  @Test(arguments: ["content/x", "templates/assets/x", "./content"])
  func theOutputIsNoInput(folder: String) throws {
    let program = try Program()
    let outcome = try program.run("build", "--output", folder)
    #expect(outcome.code == 74)
    #expect(outcome.errors.contains("下一次生成会把它当作输入"))
    #expect(!program.exists("content/x") && !program.exists("content/index.html"))
    #expect(try program.run("check").code == 0)
  }

  @Test func buildWritesTheSite() throws {
    let outcome = try program.run("build")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    #expect(try program.text("site/cases/ludeng/index.html").hasPrefix("<title>装路灯"))
    #expect(try program.run("build", "--output", "elsewhere").code == 0)
    #expect(program.exists("elsewhere/index.html"))
  }

  @Test func aFailedBuildWritesNothing() throws {
    try program.putError()
    let first = try program.run("build")
    #expect(first.code == 1)
    #expect(first.errors.contains("[unknown-field]"))
    #expect(!program.exists("site"))
    try program.remove("content/cases/shi.md")
    #expect(try program.run("build").code == 0)
    let before = try program.text("site/index.html")
    try program.putError()
    try program.put("templates/home.html", "neu\n")
    #expect(try program.run("build").code == 1)
    #expect(try program.text("site/index.html") == before)
  }

  @Test func buildRefusesAForeignFolder() throws {
    try program.put("site/letter.txt", "我的")
    let outcome = try program.run("build")
    #expect(outcome.code == 74)
    #expect(outcome.errors.contains("[cannot-write]"))
    #expect(try program.text("site/letter.txt") == "我的")
  }

  @Test func buildLeavesAFileAlone() throws {
    try program.put("letter.txt", "我的")
    let outcome = try program.run("build", "--output", "letter.txt")
    #expect(outcome.code == 74)
    #expect(outcome.errors.contains("[cannot-write]"))
    #expect(try program.text("letter.txt") == "我的")
  }

  @Test func buildFollowsALink() throws {
    let folder = FileManager.default
    try folder.createDirectory(atPath: program.root + "/published", withIntermediateDirectories: true)
    try folder.createSymbolicLink(
      atPath: program.root + "/www", withDestinationPath: program.root + "/published")
    #expect(try program.run("build", "--output", "www").code == 0)
    #expect(program.exists("published/index.html"))
    #expect(try folder.destinationOfSymbolicLink(atPath: program.root + "/www").hasSuffix("/published"))
  }

  @Test func buildNamesWhatIsHeldBack() throws {
    try program.put("content/cases/shi.md", "---\ntitle: 试\nregion: 湖北省/宜昌市\ndraft: true\n---\n")
    try program.put("content/cases/shi2.md", "---\ntitle: 试\nregion: 湖北省/宜昌市\npublished: 2026-01-02\n---\n")
    let before = try program.run("build", "--today", "2026-01-01")
    #expect(before.output.contains("未生成：content/cases/shi.md（草稿）\n"))
    #expect(before.output.contains("未生成：content/cases/shi2.md（2026-01-02 才发布）\n"))
    #expect(!program.exists("site/cases/shi2/index.html"))
    // 2026-01-01T16:00:00Z is the next day in China.
    let after = try program.run("build", environment: ["SOURCE_DATE_EPOCH": "1767283200"])
    #expect(!after.output.contains("shi2"))
    #expect(program.exists("site/cases/shi2/index.html"))
    _ = try program.run("build", environment: ["SOURCE_DATE_EPOCH": "1767283199"])
    #expect(!program.exists("site/cases/shi2/index.html"))
  }

  // MARK: Exit codes

  @Test(arguments: [
    ["build", "--nonsense"], ["nonsense"], ["check", "--format", "xml"], ["check", "--today", "2026-02-30"],
    ["check", "--lang", "de"], ["stats", "--period", "去年"], ["stats", "--metric", "nonsense"],
    ["stats", "火星"],
    ["stats", "恩施"], ["render", "home.html"], ["inspect"],
  ])
  func usage(arguments: [String]) throws {
    let outcome = try program.run(all: arguments)
    #expect(outcome.code == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors != "")
  }

  @Test func aBadSourceDateEpochIsUsage() throws {
    #expect(try program.run("check", environment: ["SOURCE_DATE_EPOCH": "heute"]).code == 64)
  }

  @Test(arguments: [
    ["inspect", "content/cases/none.md"], ["markdown", "none.md"],
    ["render", "home.html", "--data", "none.json"],
    ["render", "home.html", "--data", "none.json", "--templates", "none"],
  ])
  func whatCannotBeRead(arguments: [String]) throws {
    let outcome = try program.run(all: arguments)
    #expect(outcome.code == 74)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("[cannot-read]"))
  }

  @Test func aMissingToolIsSaid() throws {
    let outcome = try program.run(
      "brief", "content/briefings/2022-01.md", "--pdf", environment: ["PATH": "/nowhere"])
    #expect(outcome.code == 69)
    #expect(outcome.errors.contains("WeasyPrint"))
  }

  // MARK: inspect

  @Test func inspect() throws {
    let outcome = try program.run("inspect", "content/cases/ludeng.md")
    #expect(
      outcome
        == Program.Outcome(
          code: 0,
          output: """
            {
              "title": "装路灯",
              "region": "湖北省/宜昌市/西陵区/学院街道",
              "date": "2022-08",
              "status": "unknown",
              "activity": "consultation",
              "brand": "家话西陵",
              "topics": [
                "基础设施"
              ],
              "method": "六步议事法",
              "step": "会商",
              "platform": "学院街道委员工作站",
              "sessions": {
                "raw": "1",
                "value": 1,
                "low": 1,
                "high": 1,
                "qualifier": "exact"
              },
              "problems_raised": {
                "raw": "3",
                "value": 3,
                "low": 3,
                "high": 3,
                "qualifier": "exact"
              },
              "problems_solved": {
                "raw": "2",
                "value": 2,
                "low": 2,
                "high": 2,
                "qualifier": "exact"
              },
              "images": [
                {
                  "file": "lamp.svg",
                  "alt": "路灯"
                }
              ],
              "source": [
                {
                  "source": "000",
                  "line": [
                    33
                  ]
                }
              ]
            }

            """, errors: ""))
  }

  @Test func inspectOfWhatIsHeldBack() throws {
    let header = "title: 试\nregion: 湖北省/宜昌市\n"
    for (name, field) in [("caogao", "draft: true"), ("weilai", "published: 2099-01-01")] {
      try program.put("content/cases/\(name).md", "---\n\(header)\(field)\n---\n")
      let outcome = try program.run("inspect", "content/cases/\(name).md")
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("\"title\": \"试\""))
    }
  }

  @Test func inspectOfARegistry() throws {
    let outcome = try program.run("inspect", "content/regions.yml", "--lang", "en")
    #expect(outcome.code == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("casebook inspect: content/regions.yml is no write-up"))
  }

  @Test func inspectOfAMistake() throws {
    try program.putError()
    let outcome = try program.run("inspect", "content/cases/shi.md")
    #expect(outcome.code == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("content/cases/shi.md:4:1: error: "))
    // Another file's mistake is no hindrance.
    #expect(try program.run("inspect", "content/cases/ludeng.md").code == 0)
  }

  // MARK: markdown and render

  @Test func markdown() throws {
    try program.put("text.md", "---\ntitle: 甲\n---\n# 乙\n\n**丙**<b>\n")
    let expected = "<h1>乙</h1>\n<p><strong>丙</strong><!-- raw HTML omitted --></p>\n"
    #expect(try program.run("markdown", "text.md").output == expected)
    #expect(try program.run("markdown", "-", input: "# 乙\n\n**丙**<b>\n").output == expected)
    #expect(
      try program.run("markdown", input: "甲\n") == Program.Outcome(code: 0, output: "<p>甲</p>\n", errors: ""))
  }

  @Test func markdownOfFilesFromWindows() throws {
    try program.put("bom.md", "\u{FEFF}---\r\ntitle: 甲\r\n---\r\n正文\r\n")
    #expect(
      try program.run("markdown", "bom.md") == Program.Outcome(code: 0, output: "<p>正文</p>\n", errors: ""))
    try Data([0xB9, 0xFA, 0xB1, 0xEA]).write(to: URL(filePath: program.root + "/gb.md"))
    let outcome = try program.run("markdown", "gb.md")
    #expect(outcome.code == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("[not-utf8]"))
  }

  @Test func render() throws {
    try program.put("templates/greeting.html", "{{ name }}: {{ 1.5 }}, {{ list|length }}, {{ 12000|wan }}\n")
    try program.put("data.json", #"{"name": "甲", "list": [1, 2]}"#)
    let outcome = try program.run("render", "greeting.html", "--data", "data.json")
    #expect(outcome == Program.Outcome(code: 0, output: "甲: 1.5, 2, 1.2万", errors: ""))
  }

  @Test(arguments: [
    ("{{ nobody }}", "{}", "template-undefined"), ("{% if %}", "{}", "template-syntax"),
    ("{{ x }}", "{", "json-syntax"), ("{{ x|wan }}", "{\"x\": \"y\"}", "template-filter"),
  ])
  func renderOfAMistake(template: String, data: String, code: String) throws {
    try program.put("other/a.html", template)
    try program.put("data.json", data)
    let outcome = try program.run("render", "a.html", "--data", "data.json", "--templates", "other")
    #expect(outcome.code == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("[\(code)]"))
  }
}
