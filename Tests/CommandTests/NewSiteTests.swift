import Foundation
import Testing

/// `casebook new site`: a folder that checks clean and builds at once, or nothing.
@Suite struct NewSiteTests {
  private let program: Program
  private let given = ["--title", "湖州协商", "--publisher", "湖州市政协办公室"]

  init() throws { program = try Program() }

  private func begin(_ folder: String, _ home: String, _ more: String...) throws -> Program.Outcome {
    try program.run(all: ["new", "site", folder, "--home", home] + given + more)
  }

  /// The files below a folder, without those of git.
  private func files(_ folder: String) throws -> [String] {
    try program.shell("cd '\(folder)' && find . -path ./.git -prune -o -type f -print | LC_ALL=C sort").output
      .split(separator: "\n").map { String($0.dropFirst(2)) }
  }

  @Test(arguments: ["湖州", "330502", "浙江", "北京市", "吴兴区/龙泉街道", "仙桃市"])
  func checksCleanAndBuilds(home: String) throws {
    let outcome = try begin(
      "新 站/a", home, "--languages", "zh-Hans,en", "--base-url", "https://www.example.gov.cn")
    #expect(outcome.errors == "" && outcome.code == 0)
    #expect(outcome.output.contains("cd '新 站/a' && casebook check && casebook build"))
    let check = try program.run("check", "--strict", "--root", "新 站/a")
    #expect(check == Program.Outcome(code: 0, output: "0 个错误，0 个警告\n", errors: ""))
    #expect(try program.run("build", "--strict", "--root", "新 站/a").code == 0)
    let page = try program.text("新 站/a/site/index.html")
    #expect(page.contains("本站刚刚建立") && !page.contains(">未报<"))
    // Nothing that is invented is published.
    #expect(try program.shell("grep -rlE '例子|路灯' '新 站/a/site'").output == "")
    #expect(try files("新 站/a").contains("content/site.yml"))
  }

  /// The examples are right as they are, too.
  @Test func examples() throws {
    _ = try begin("a", "湖州")
    #expect(try program.shell("sed -i '/^草稿/d' a/content/*/shili.md").code == 0)
    #expect(try program.run("check", "--strict", "--root", "a").output == "0 个错误，0 个警告\n")
    #expect(try program.run("build", "--root", "a").code == 0)
    #expect(try program.text("a/site/cases/shili/index.html").contains("浙江省/湖州市/吴兴区") == false)
    #expect(try program.text("a/site/index.html").contains("吴兴区"))
  }

  // MARK: Refusals

  @Test(arguments: [
    ("湖洲市", ["--home：没有找到“湖洲市”，是不是“湖州市”？"]),
    ("鼓楼区", ["“鼓楼区”不止一个", "320106  江苏省/南京市/鼓楼区", "410204  河南省/开封市/鼓楼区"]),
    ("330599", ["没有找到“330599”"]), ("", ["没有找到“”"]),
    ("湖州市/龙泉街道", ["浙江省/湖州市 下面没有“龙泉街道”；有 吴兴区、南浔区"]),
    ("吴兴区/龙泉街道/市陌社区", ["最低到乡镇、街道"]), ("吴兴区/📍街道", ["有字查不到读音"]),
  ])
  func wrongHomes(home: String, said: [String]) throws {
    let outcome = try begin("a", home)
    #expect(outcome.code == 64)
    for text in said { #expect(outcome.errors.contains(text), "\(outcome.errors)") }
    #expect(!program.exists("a"))
  }

  @Test(arguments: [
    (["--title", "甲\n乙"], "--title"), (["--publisher", " "], "--publisher"),
    (["--title", "湖州\u{200B}协商"], "--title：这里有看不见的字符"), (["--title", "湖州\u{202E}协商"], "--title"),
    (["--publisher", "市政协\u{2060}办公室"], "--publisher"), (["--publisher", "市政协\u{FFFD}"], "--publisher"),
    (["--publisher", "市政协 13912345678"], "139******78 是个人信息"),
    (["--title", "湖州 zhang@example.org"], "是个人信息"),
    (["--base-url", "www.example.gov.cn"], "--base-url"), (["--base-url", "https://甲 乙"], "--base-url"),
    (["--languages", "zh-Hans,fr"], "没有“fr”这种语言"), (["--languages", ","], "--languages"),
    (["--home", "湖洲市"], "--home"),
  ])
  func wrongOptions(options: [String], said: String) throws {
    var arguments = ["new", "site", "a", "--home", "湖州"] + given
    if let index = arguments.firstIndex(of: options[0]) { arguments.removeSubrange(index...index + 1) }
    let outcome = try program.run(all: arguments + options)
    #expect(outcome.code == 64 && outcome.errors.contains(said), "\(outcome.errors)")
    #expect(
      outcome.errors.contains("用法 / how to write it: casebook new site --help"), "\(outcome.errors)")
    #expect(!program.exists("a"))
  }

  /// The line to copy is right for whatever name a folder has; one that nobody could write is refused.
  @Test(arguments: ["it's a", "$HOME", "-a", "“湖州”"])
  func foldersWithSigns(folder: String) throws {
    let outcome = try program.run(all: ["new", "site", "--home", "湖州"] + given + ["--", folder])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let line = try #require(outcome.output.split(separator: "接下来：").last?.split(separator: "，").first)
    let said = try program.shell(String(line))
    #expect(said.code == 0 && said.output.contains("已生成 "), "\(line): \(said.output)")
  }

  @Test func foldersThatNobodyCouldWrite() throws {
    let outcome = try begin("甲\n乙", "湖州")
    #expect(outcome.code == 64 && outcome.errors.contains("不能有换行"))
    #expect(!program.exists("甲\n乙"))
  }

  /// Nobody is led to a page that is still empty.
  @Test func menuOfABeginning() throws {
    _ = try begin("a", "湖州")
    _ = try program.run("build", "--root", "a")
    let page = try program.text("a/site/index.html")
    let menu = try #require(page.split(separator: "<nav class=\"nav\"").last).prefix(2000)
    let links = try #require(menu.split(separator: "</nav>").first).matches(of: /href="(.+?)"/).map {
      String($0.output.1)
    }
    #expect(links == ["index.html", "regions/index.html", "statistics/index.html", "about/index.html"])
  }

  /// Nobody is asked without a terminal.
  @Test func missingOptions() throws {
    for option in ["--home", "--title", "--publisher"] {
      var arguments = ["new", "site", "a", "--home", "湖州"] + given
      if let index = arguments.firstIndex(of: option) { arguments.removeSubrange(index...index + 1) }
      let outcome = try program.run(all: arguments)
      #expect(outcome.code == 64 && outcome.errors.contains("缺少 \(option)"), "\(outcome.errors)")
    }
    #expect(try program.run("new", "site").code == 64)
    #expect(!program.exists("a"))
  }

  @Test func folderInUse() throws {
    let outcome = try begin("content", "湖州")
    #expect(outcome.code == 74 && outcome.errors.contains("content 里已经有文件，什么也没有写"))
    #expect(try begin("content/site.yml", "湖州").errors.contains("不是文件夹"))
    try program.put("b/.hidden", "")
    #expect(try begin("b", "湖州").code == 74)
    #expect(try program.shell("ls -A b").output == ".hidden\n")
    #expect(try begin("/proc/casebook-site", "湖州").code == 74)
    // A folder that is in the way of the lock, or of nothing.
    #expect(try program.shell("ls -A . | grep -c '^\\.'").output == "0\n")
  }

  @Test(arguments: ["ro/a", "ro"])
  func readOnlyFolder(folder: String) throws {
    let outcome = try program.shell(
      """
      mkdir ro && chmod 555 ro
      [ "$(id -u)" != 0 ] || as="setpriv --reuid=65534 --regid=65534 --clear-groups"
      $as casebook new site \(folder) --home 湖州 --title 湖州协商 --publisher 市政协; code=$?
      chmod 755 ro && ls -A ro | wc -l && exit $code
      """)
    #expect(outcome.code == 74, "\(outcome.output)")
    #expect(outcome.output.contains("什么也没有写") && outcome.output.hasSuffix("\n0\n"), "\(outcome.output)")
  }

  /// Names that YAML would read otherwise, or that look like gaps.
  @Test(arguments: ["甲/乙", "#1: \"引号\"", "no", "2026", "- 甲", "{{home}}", "“甲”：乙"])
  func names(title: String) throws {
    let outcome = try program.run(
      "new", "site", "a", "--home", "湖州", "--title=" + title, "--publisher=" + title + "办公室")
    #expect(outcome.code == 0 && outcome.output.hasPrefix("已建好“\(title)”：a（浙江省/湖州市）\n"), "\(outcome)")
    #expect(try program.run("check", "--strict", "--root", "a").output == "0 个错误，0 个警告\n")
    #expect(try program.text("a/README.md").hasPrefix("# \(title)\n"))
  }

  /// An empty folder stays the same one: somebody may be in it.
  @Test func emptyFolder() throws {
    let outcome = try program.shell(
      "mkdir e && cd e && casebook new site . --home 湖州 --title 湖州协商 --publisher 市政协 && ls -A && casebook check"
    )
    #expect(outcome.code == 0, "\(outcome.output)")
    #expect(outcome.output.contains("\nREADME.md\n") && outcome.output.contains("\n.gitignore\n"))
    #expect(!outcome.output.contains(".casebook-"))
    #expect(outcome.output.hasSuffix("0 个错误，0 个警告\n"))
  }

  // MARK: A terminal

  /// Runs the program on a terminal of its own, with these lines typed.
  private func typed(_ lines: String..., arguments: String = "") throws -> Program.Outcome {
    try program.put("typed", lines.map { $0 + "\n" }.joined() + "\u{4}")
    return try program.shell(
      """
      python3 -c 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))' \\
        casebook new site a \(arguments) < typed
      """)
  }

  @Test func answers() throws {
    let outcome = try typed("湖洲", "鼓楼区", "湖州", "", "湖州市政协办公室", "example", "", "zh-Hans，en")
    #expect(outcome.code == 0, "\(outcome.output)")
    for text in ["哪里的网站", "没有找到“湖洲”", "320106  江苏省/南京市/鼓楼区", "网站的名称 [湖州协商]", "“example”不是网址"] {
      #expect(outcome.output.contains(text), "\(text): \(outcome.output)")
    }
    let settings = try program.text("a/content/site.yml")
    for line in ["标题: 湖州协商", "本地: 浙江省/湖州市", "主办单位: 湖州市政协办公室", "语言: [zh-Hans, en]"] {
      #expect(settings.contains("\n" + line + "\n"), "\(line)")
    }
    #expect(try program.run("check", "--strict", "--root", "a").code == 0)
  }

  /// A user who ends the input gets no site; the questions that options answer are not asked.
  @Test func noAnswer() throws {
    let outcome = try typed("湖州", arguments: "--title 湖州协商")
    #expect(outcome.code == 64 && outcome.output.contains("什么也没有写"), "\(outcome.output)")
    #expect(!outcome.output.contains("网站的名称") && !program.exists("a"))
  }

  // MARK: The program and git

  @Test func withProgram() throws {
    #expect(try begin("a", "湖州", "--with-program").code == 0)
    let check = try program.shell("cd a && ./casebook check --strict && sha256sum casebook | cut -c -64")
    #expect(check.code == 0)
    let digest = try #require(check.output.split(separator: "\n").last)
    #expect(try program.text("a/casebook.lock").contains("\nsha256: \(digest)\n"))
    let build = try program.shell("cd a && env -u PROJECT BRANCH=main sh ci.sh && test -f site/index.html")
    #expect(build.code == 0, "\(build.output)")
  }

  @Test func repository() throws {
    let options = "--home 湖州 --title 湖州协商 --publisher 市政协"
    // Nobody has told git who this is.
    let added = try program.shell(
      "casebook new site a \(options) && cd a && git status --porcelain | head -n 1")
    #expect(added.output.contains("还没有提交") && added.output.hasSuffix("A  .gitattributes\n"))
    try program.put("home/.gitconfig", "[user]\nname = 某\nemail = a@example.org\n[commit]\ngpgSign = true\n")
    let committed = try program.shell(
      """
      export HOME=$PWD/home; casebook new site b \(options) && cd b && git log --format=%s main && git status --short
      """)
    #expect(committed.code == 0 && committed.output.hasSuffix("建立网站\n"), "\(committed.output)")
    #expect(try program.shell("stat -c %a b/.git b/.git/HEAD").output == "755\n644\n")
    // A repository is not made in another, and one that was cloned is used.
    #expect(try program.shell("cd b && casebook new site c \(options)").output.contains("没有另建"))
    #expect(!program.exists("b/c/.git"))
    let cloned = try program.shell(
      """
      export HOME=$PWD/home; git init -q -b trunk d && casebook new site d \(options) && cd d && git log --format=%s trunk
      """)
    #expect(cloned.code == 0 && cloned.output.hasSuffix("建立网站\n"), "\(cloned.output)")
  }

  /// Without git the site is there as well.
  @Test func noGit() throws {
    #expect(try begin("a", "湖州").code == 0)
    #expect(!program.exists("a/.git"))
  }
}
