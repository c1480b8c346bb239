import Foundation
import Testing

/// `casebook diff`: two folders or two git revisions.
@Suite struct DiffTests {
  private let program: Program
  /// Git is found by the path; nothing of the machine's own settings reaches it.
  private let environment = [
    "PATH": "/usr/local/bin:/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null", "HOME": "/",
  ]

  init() throws { program = try Program() }

  private func git(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", program.root, "-c", "user.name=试", "-c", "user.email=t@example.org"] + arguments
    process.environment = environment
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  private func commit() throws {
    try git("add", "-A")
    try git("commit", "-q", "-m", "试")
  }

  /// The minimal content in a repository, then changed on disk: 914 problems are 920, a case is new.
  private func changed(revision: String = "") throws {
    try git("init", "-q", "-b", "main")
    try commit()
    let path = "content/reports/yichang-2022.md"
    let report = try program.text(path)
    try program.put(
      path, report.replacing("914", with: "920").replacing("figures:", with: revision + "figures:"))
    try program.put("content/cases/xin.md", "---\ntitle: 新\nregion: 湖北省/宜昌市\n---\n")
  }

  private func diff(_ arguments: String...) throws -> Program.Outcome {
    try program.run(all: ["diff"] + arguments, environment: environment)
  }

  @Test func aRevisionAgainstTheFolder() throws {
    try changed()
    let outcome = try diff("main")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    #expect(
      outcome.output == """
        案例：新增 1
          + content/cases/xin.md  新
        工作报告：改动 1
          ~ content/reports/yichang-2022.md  宜昌市2022年工作（figures）
              解决问题（2022年）：914 件 → 920 件，没有修订记录
        公布的数：改动 1
          ~ 湖北省/宜昌市  解决问题：914 件（2022年，本级上报） → 920 件（2022年，本级上报）
        已公布的数有 1 个改了而没有修订记录；请在报告的 revisions（修订）里写明原值、新值、日期和原因

        """)
  }

  @Test func twoRevisions() throws {
    try changed()
    try commit()
    let text = try diff("HEAD~1", "HEAD").output
    #expect(text == (try diff("HEAD~1").output))
    #expect(text.contains("914 件 → 920 件"))
    #expect(try diff("HEAD", "HEAD~1").output.contains("- content/cases/xin.md"))
  }

  @Test func aSiteBelowTheRootOfItsRepository() throws {
    try program.put("below/note", "")
    try program.move("content", to: "below/content")
    try git("init", "-q", "-b", "main")
    try commit()
    #expect(try diff("main", "--root", "below").output == "没有变化\n")
    #expect(try diff("main").errors == "casebook diff: main 里没有 content/\n")
  }

  @Test func folders() throws {
    try program.put("old/note", "")
    try FileManager.default.copyItem(
      atPath: program.root + "/content", toPath: program.root + "/old/content")
    try program.put("content/cases/xin.md", "---\ntitle: 新\nregion: 湖北省/宜昌市\n---\n")
    #expect(try diff("old").output == "案例：新增 1\n  + content/cases/xin.md  新\n")
    #expect(try diff("old", ".").output == "案例：新增 1\n  + content/cases/xin.md  新\n")
    #expect(try diff(".", "old", "--lang", "en").output == "cases: 1 removed\n  - content/cases/xin.md  新\n")
    #expect(try diff("old", "old").output == "没有变化\n")
    // A folder is meant before a revision of its name.
    try git("init", "-q", "-b", "old")
    #expect(try diff("old").output == "案例：新增 1\n  + content/cases/xin.md  新\n")
  }

  @Test func markdown() throws {
    try changed()
    try program.put("content/cases/xin.md", "---\ntitle: '[a](b) | `c` <d>'\nregion: 湖北省/宜昌市\n---\n")
    #expect(
      try diff("main", "--format", "markdown", "--lang", "en").output == """
        ### Changes of content and figures

        `main` → `.`

        **published figures**: 1 changed

        | region | metric | before | now |
        | --- | --- | --- | --- |
        | 湖北省/宜昌市 | problems\\_solved | 914 件 (2022, reported) | 920 件 (2022, reported) |

        **cases**: 1 added

        - added `content/cases/xin.md` \\[a\\](b) \\| \\`c\\` \\<d\\>

        **reports**: 1 changed

        - changed `content/reports/yichang-2022.md` 宜昌市2022年工作 (figures)
          - problems\\_solved (2022): 914 件 → 920 件, no revision states it

        > 1 published numbers changed without a revision; state old, new, date and reason under revisions: of the report

        """)
  }

  @Test func json() throws {
    try changed(
      revision: "revisions:\n  - {metric: 解决问题, old: 914, new: 920, date: 2023-02-01, reason: 补报}\n")
    let outcome = try diff("main", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let root = try #require(object)
    #expect(Set(root.keys) == ["base", "head", "cases", "reports", "figures"])
    let figures = try #require(root["figures"] as? [[String: Any]])
    #expect(figures.map { $0["id"] as? String } == ["hubei/yichang:problems_solved:all"])
    #expect(Set(figures[0].keys) == ["change", "id", "region", "metric", "unit", "old", "new"])
    #expect((figures[0]["old"] as? [String: Any])?["value"] as? Int == 914)
    let sources = (figures[0]["new"] as? [String: Any])?["sources"] as? [[String: Any]]
    #expect(sources?.first?["file"] as? String == "content/reports/yichang-2022.md")
    #expect(sources?.first?["line"] as? Int == 9)
    let reports = try #require(root["reports"] as? [[String: Any]])
    let numbers = try #require(reports[0]["numbers"] as? [[String: Any]])
    #expect(numbers[0]["revision"] as? [String: String] == ["date": "2023-02-01", "reason": "补报"])
    #expect(try diff("main", "main", "--format", "json").output.contains("\"figures\": []"))
  }

  /// Under `--strict` a published number may not change in silence.
  @Test(arguments: [false, true])
  func strict(isStated: Bool) throws {
    try changed(
      revision: isStated ? "revisions:\n  - {metric: problems_solved, old: 914, new: 920, reason: 补报}\n" : "")
    #expect(try diff("main").code == 0)
    #expect(try diff("main", "--strict").code == (isStated ? 0 : 1))
  }

  // MARK: Wrong inputs

  @Test func noSuchRevision() throws {
    try git("init", "-q", "-b", "main")
    let outcome = try diff("nope", "--lang", "en")
    #expect(outcome.code == 64)
    #expect(outcome.output == "")
    #expect(
      outcome.errors.hasPrefix("casebook diff: “nope” is neither a folder with a content/ nor a git revision")
    )
    #expect(try diff("--output=x").code == 64)
    #expect(try diff().code == 64)
  }

  @Test func noRepository() throws {
    let outcome = try diff("main")
    #expect(outcome.code == 64)
    #expect(outcome.errors == "casebook diff: “main”不是有 content/ 的文件夹，而 . 不在 git 仓库里\n")
  }

  @Test func noGit() throws {
    let outcome = try program.run("diff", "main", environment: ["PATH": "/nonexistent"])
    #expect(outcome.code == 69)
    #expect(outcome.errors.hasPrefix("casebook diff: 比较 git 版本需要 git"))
  }

  @Test func aRevisionWithoutContent() throws {
    try git("init", "-q", "-b", "main")
    try git("commit", "-q", "--allow-empty", "-m", "空")
    let outcome = try diff("main")
    #expect(outcome.code == 64)
    #expect(outcome.errors == "casebook diff: main 里没有 content/\n")
  }

  @Test(arguments: [true, false])
  func mistakesOnOneSide(isOld: Bool) throws {
    if isOld { try program.putError() }
    try git("init", "-q", "-b", "main")
    try commit()
    if isOld { try program.remove("content/cases/shi.md") } else { try program.putError() }
    let outcome = try diff("main")
    #expect(outcome.code == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("content/cases/shi.md:4:1: error:"))
    #expect(outcome.errors.hasSuffix("casebook diff: \(isOld ? "main" : ".") 的内容有以上错误，不能比较\n"))
  }

  /// What is left on disk in another encoding of a name, or not committed yet, is of the folder only.
  @Test func filesThatAreNotCommitted() throws {
    try git("init", "-q", "-b", "main")
    try commit()
    try program.put("content/cases/.xin.md.swp", "…")
    try program.put("content/notes.txt", "…")
    #expect(try diff("main").output == "没有变化\n")
  }
}
