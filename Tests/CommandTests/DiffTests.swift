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
        已公布的数有 1 处改了、撤了或换了时期、地区、单位，而没有修订记录；请在报告的 revisions（修订）里写明原值、新值、日期和原因（撤下的不写新值；原来的时期、地区、单位另写 period、region、unit；报告整份撤下的，写在接替它的报告或同一地区的另一份报告里）

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

        > 1 published numbers changed, went or moved without a revision; state old, new, date and reason under revisions: of the report (no new for what is taken back; the former period, region or unit as period, region, unit; what a report that is gone gave, in the report that took its place or another of the region)

        """)
  }

  @Test func json() throws {
    try changed(
      revision: "revisions:\n  - {metric: 解决问题, old: 914, new: 920, date: 2023-02-01, reason: 补报}\n")
    let outcome = try diff("main", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let root = try #require(object)
    #expect(Set(root.keys) == ["base", "head", "cases", "reports", "figures", "units"])
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

  /// Other changes that are owed a reason, and some that are not: each from the report below to another.
  private static let changes: [(edit: @Sendable (String) -> String, isFine: Bool)] = [
    ({ $0.replacing("200余", with: "二百多") }, true),
    ({ $0.replacing("914", with: "914.0") }, true),
    ({ $0.replacing("problems_solved: 914", with: "") }, false),
    ({ $0.replacing("problems_solved: 914", with: "").revising("old: 914, reason: 重复上报") }, true),
    ({ $0.replacing("problems_solved: 914", with: "").revising("old: 915, reason: 重复上报") }, false),
    ({ $0.replacing("period: 2022", with: "period: 2023") }, false),
    (
      {
        $0.replacing("problems_solved: 914", with: "problems_solved: {value: 914, period: 2021}")
          .revising("old: 914, new: 914, period: 2022, reason: 年份有误")
      }, true
    ),
    (
      {
        $0.replacing("problems_solved: 914", with: "problems_solved: {value: 914, period: 2021}")
          .revising("old: 914, new: 914, period: 2020, reason: 年份有误")
      }, false
    ),
    ({ $0.replacing("宜昌市\n", with: "宜昌市/秭归县\n") }, false),
    ({ $0.replacing("title:", with: "draft: true\ntitle:") }, false),
  ]

  @Test(arguments: changes.indices)
  func whatIsOwedAReason(number: Int) throws {
    let (edit, isFine) = DiffTests.changes[number]
    try git("init", "-q", "-b", "main")
    try commit()
    let path = "content/reports/yichang-2022.md"
    try program.put(path, edit(try program.text(path)))
    let outcome = try diff("main", "--strict")
    #expect(outcome.errors == "")
    #expect(outcome.code == (isFine ? 0 : 1), "\(outcome.output)")
  }

  /// A number of a report that is gone is stated in another one.
  @Test func aReportThatIsGone() throws {
    try git("init", "-q", "-b", "main")
    try commit()
    try program.remove("content/reports/yichang-2022.md")
    #expect(try diff("main", "--strict").code == 1)
    func state(_ more: String) throws {
      try program.put(
        "content/reports/zigui.md",
        "---\ntitle: 秭归\nregion: 湖北省/宜昌市/秭归县\nperiod: 2023\nfigures: {sessions_held: 1}\nrevisions:\n"
          + "  - {metric: 协商场次, old: 200余, \(more), reason: 全市改由各县上报}\n"
          + "  - {metric: 解决问题, old: 914, \(more), reason: 全市改由各县上报}\n---\n")
    }
    try state("region: 湖北省/宜昌市, period: 2022")
    #expect(try diff("main", "--strict").code == 0)
    try state("period: 2022")
    #expect(try diff("main", "--strict").code == 1)
    try state("region: 湖北省/宜昌市")
    #expect(try diff("main", "--strict").code == 1)
  }

  /// A number that another report gives for the same region and time is not gone; a report under another name is one.
  @Test func aReportUnderAnotherName() throws {
    try git("init", "-q", "-b", "main")
    try commit()
    try program.move("content/reports/yichang-2022.md", to: "content/reports/yichang.md")
    let outcome = try diff("main", "--strict")
    #expect(outcome.code == 0)
    #expect(
      outcome.output
        == "工作报告：改名 1\n  ~ content/reports/yichang-2022.md → content/reports/yichang.md  宜昌市2022年工作\n")
    try program.put(
      "content/reports/yichang.md",
      try program.text("content/reports/yichang.md").replacing("914", with: "915"))
    #expect(try diff("main", "--strict").code == 1)
  }

  @Test func aCaseUnderAnotherName() throws {
    try git("init", "-q", "-b", "main")
    try commit()
    try program.move("content/cases/ludeng.md", to: "content/cases/lamps.md")
    let hint = "旧网址 cases/ludeng/ 打不开了：请在 content/cases/lamps.md 的文件头加上 aliases: [cases/ludeng/]"
    let outcome = try diff("main", "--strict")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("案例：改名 1\n  ~ content/cases/ludeng.md → content/cases/lamps.md"))
    #expect(outcome.output.contains(hint))
    #expect(try diff("main", "--format", "json").output.contains("\"lostAddress\": \"cases/ludeng/\""))
    let text = try program.text("content/cases/lamps.md")
    try program.put(
      "content/cases/lamps.md", text.replacing("title:", with: "aliases: [/cases/ludeng/]\ntitle:"))
    #expect(try !diff("main").output.contains(hint))
  }

  @Test func aUnitOfTheRegistry() throws {
    try git("init", "-q", "-b", "main")
    try commit()
    try program.put(
      "content/metrics.yml",
      // All of them: an identity has one unit.
      try program.text("content/metrics.yml").replacing("unit: 件,", with: "unit: 个,"))
    let outcome = try diff("main", "--strict")
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("  ~ 解决问题：件 → 个，没有修订记录\n"))
    #expect(outcome.output.contains("解决问题：914 件（2022年，本级上报） → 914 个（2022年，本级上报）\n"))
    let path = "content/reports/yichang-2022.md"
    try program.put(path, try program.text(path).revising("old: 914, new: 914, unit: 件, reason: 统一单位"))
    #expect(try diff("main", "--strict").code == 0)
  }

  @Test func coverage() throws {
    try git("init", "-q", "-b", "main")
    try commit()
    try program.put(
      "content/reports/zigui.md",
      "---\ntitle: 秭归\nregion: 湖北省/宜昌市/秭归县\nperiod: 2022\nfigures: {sessions_held: 1}\n---\n")
    let line = "协商场次：200余 场（2022年，本级上报） → 200余 场（2022年，本级上报）"
    #expect(try diff("main").output.contains(line + "，上报的下级：0/2 → 1/2\n"))
    try commit()
    #expect(try diff("HEAD", "HEAD~1").output.contains(line + "，上报的下级：1/2 → 0/2\n"))
  }

  // MARK: Wrong inputs

  @Test func aShallowClone() throws {
    try git("init", "-q", "-b", "main")
    try commit()
    try git("commit", "-q", "--allow-empty", "-m", "二")
    try git("clone", "-q", "--depth", "1", "file://" + program.root, program.root + "/shallow")
    let outcome = try diff("HEAD~1", "--root", "shallow")
    #expect(outcome.code == 64)
    #expect(outcome.errors.hasPrefix("casebook diff: 没有版本“HEAD~1”：这里是浅克隆，只有最近的版本。请先运行 git fetch --unshallow"))
    #expect(try diff("HEAD", "--root", "shallow").output == "没有变化\n")
  }

  /// Git's refusal is passed on, with what mends it as a command that can be copied. Only root can give a folder away.
  @Test(.enabled(if: geteuid() == 0)) func aRepositoryOfAnotherOwner() throws {
    try git("init", "-q", "-b", "main")
    try commit()
    let folder = program.root + "/a b'$(touch mark)"
    try git("clone", "-q", ".", folder)
    _ = try program.shell("chown -R 65534 a*")
    let outcome = try program.run(all: ["diff", "main", "--root", folder], environment: environment)
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains("这个仓库属于另一个用户"))
    let command = try #require(outcome.errors.firstRange(of: "git config")).lowerBound
    try program.put("home/note", "")
    let home = "export HOME=\(program.root)/home; "
    #expect(try program.shell(home + outcome.errors[command...]).code == 0)
    #expect(!program.exists("mark"))
    #expect(
      try program.run(
        all: ["diff", "main", "--root", folder],
        environment: environment.merging(["HOME": program.root + "/home"]) { $1 }
      ) == Program.Outcome(code: 0, output: "没有变化\n", errors: ""))
  }

  /// A state that lacks files is not compared, and not said to be without changes.
  @Test func aPartialClone() throws {
    try git("init", "-q", "-b", "main")
    try commit()
    try program.put("content/cases/xin.md", "---\ntitle: 新\nregion: 湖北省/宜昌市\n---\n")
    try commit()
    try git("rm", "-q", "content/cases/ludeng.md")
    try commit()
    try git("config", "uploadpack.allowFilter", "true")
    try git("clone", "-q", "--filter=blob:none", "file://" + program.root, program.root + "/partial")
    let outcome = try diff("HEAD~1", "--root", "partial")
    #expect(outcome.code == 74 && outcome.output == "")
    let command = try #require(outcome.errors.firstRange(of: "git fetch")).lowerBound
    #expect(
      outcome.errors[..<command] == "casebook diff: 没有读出 HEAD~1：仓库里没有它的全部文件，大概是部分克隆（partial clone）。请先运行 ")
    let line = "cd partial; HOME=/ " + outcome.errors[command...]
    #expect(try program.shell(line).code == 0)
    #expect(try diff("HEAD~1", "--root", "partial").output.contains("- content/cases/ludeng.md"))
  }

  @Test func aRevisionOfWhichAFileIsLost() throws {
    try git("init", "-q", "-b", "main")
    try commit()
    let object = try program.shell("git rev-parse main:content/cases/ludeng.md").output
    try program.remove(".git/objects/\(object.prefix(2))/\(object.dropFirst(2).dropLast())")
    let outcome = try diff("main", "--lang", "en")
    #expect(outcome.code == 74)
    #expect(outcome.errors.contains("the repository lacks some of its files"))
  }

  /// A file that is not ordinary, too large or wrongly named is an error in a folder and in a revision: without it, a state
  /// would be another.
  @Test(
    arguments: [true, false],
    [
      ("ln -s ludeng.md content/cases/b.md", "[not-a-file]"), ("ln -s cases content/more", "[not-a-file]"),
      ("head -c 5000000 /dev/zero > content/cases/b.md", "[file-too-large]"),
      ("echo > content/cases/$(printf '\\262').md", "[wrong-file-name]"),
      (
        "git init -q content/sub; cd content/sub; git -c user.name=x -c user.email=x commit -q --allow-empty -m x",
        "[not-a-file]"
      ),
    ])
  func filesThatAreNotRead(isRevision: Bool, made: (line: String, code: String)) throws {
    try program.put("old/note", "")
    try FileManager.default.copyItem(
      atPath: program.root + "/content", toPath: program.root + "/old/content")
    try git("init", "-q", "-b", "main")
    try #require(try program.shell((isRevision ? "" : "cd old; ") + "export HOME=/; " + made.line).code == 0)
    // A repository in a folder is a folder with nothing to read.
    if !isRevision, made.line.hasPrefix("git") { return }
    if isRevision { try commit() }
    let name = isRevision ? "main" : "old"
    let outcome = try diff(name, "old")
    #expect(outcome.code == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains(made.code), "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix("casebook diff: \(name) 的内容有以上错误，不能比较\n"))
  }

  /// A file that an editor has left is passed over in a revision as it is in a folder, also under the name of a link.
  @Test func whatAnEditorLeavesInARevision() throws {
    try git("init", "-q", "-b", "main")
    try program.put("content/cases/#ludeng.md#", "…")
    try program.put("content/__MACOSX/a.md", "…")
    _ = try program.shell("ln -s root@host content/cases/.#ludeng.md")
    try commit()
    #expect(try diff("main") == Program.Outcome(code: 0, output: "没有变化\n", errors: ""))
  }

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

  /// The reason that stops git in a repository is said in git's own words.
  @Test func aRepositoryOfALaterGit() throws {
    try git("init", "-q", "-b", "main")
    try commit()
    try git("config", "core.repositoryformatversion", "9")
    let outcome = try diff("main")
    #expect(outcome.code != 0)
    #expect(outcome.errors.contains("found 9"), "\(outcome.errors)")
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

  /// A file that is on disk in another encoding of a name, or not committed yet, is of the folder only.
  @Test func filesThatAreNotCommitted() throws {
    try git("init", "-q", "-b", "main")
    try commit()
    try program.put("content/cases/.xin.md.swp", "…")
    try program.put("content/notes.txt", "…")
    #expect(try diff("main").output == "没有变化\n")
  }
}

extension String {
  /// The report with a revision of the solved problems.
  fileprivate func revising(_ revision: String) -> String {
    replacing("figures:", with: "revisions: [{metric: problems_solved, \(revision)}]\nfigures:")
  }
}
