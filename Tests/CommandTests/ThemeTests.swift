import Foundation
import Testing

/// The templates in the program: a site has its own only where it wants to be different.
@Suite struct ThemeTests {
  private let program: Program
  private let origins = "templates/built-in.sha256"

  init() throws {
    program = try Program()
    try program.remove("templates")
  }

  @Test func siteWithoutTemplates() throws {
    #expect(try program.run("build").code == 0)
    #expect(try program.text("site/index.html").contains("<h1"))
    #expect(!program.exists("templates"))
  }

  @Test func export() throws {
    #expect(try program.run("theme", "export").code == 0)
    let home = try String(contentsOfFile: Program.project + "/templates/home.html", encoding: .utf8)
    #expect(try program.text("templates/home.html") == home)
    #expect(try program.run("theme", "diff").output == "")
    // The site is the same one.
    #expect(try program.run("build", "--output", "a").code == 0)
    try program.remove("templates")
    #expect(try program.run("build", "--output", "b").code == 0)
    #expect(try program.shell("diff -r a b").code == 0)
  }

  /// A changed file survives another export, and is said to be outdated when the program has a newer one.
  @Test func changedFile() throws {
    _ = try program.run("theme", "export")
    try program.put("templates/home.html", try program.text("templates/home.html") + "<!-- 本地 -->\n")
    #expect(try program.run("theme", "diff").output.hasSuffix("+<!-- 本地 -->\n"))
    #expect(!(try program.run("check").errors.contains("outdated-theme")))

    // An older program had other templates.
    let digest = try #require(
      try program.text(origins).split(separator: "\n").first { $0.hasSuffix("  home.html") })
    try program.put(
      origins,
      try program.text(origins).replacing(digest, with: String(repeating: "0", count: 64) + "  home.html"))
    #expect(try program.run("check").errors.contains("templates/home.html:1:1: warning: "))
    #expect(try program.run("check", "--strict").code == 1)
    let again = try program.run("theme", "export")
    #expect(again.output.hasPrefix("没有动：home.html"))
    #expect(try program.text("templates/home.html").hasSuffix("本地 -->\n"))
    #expect(try program.run("theme", "diff", "--seen").code == 0)
    #expect(!(try program.run("check").errors.contains("outdated-theme")))
  }

  /// A file as an older program has written it, which nobody has changed, is brought up to date.
  @Test func untouchedFile() throws {
    _ = try program.run("theme", "export")
    let current = try program.text("templates/about.html")
    try program.put("templates/about.html", "old\n")
    let digest = try program.shell("sha256sum templates/about.html").output.prefix(64)
    let line = try #require(
      try program.text(origins).split(separator: "\n").first { $0.hasSuffix("  about.html") })
    try program.put(origins, try program.text(origins).replacing(line, with: digest + "  about.html"))
    #expect(try program.run("check").errors.contains("删掉它"))
    #expect(try program.run("theme", "export").output == "已写出 1 个文件到 ./templates\n")
    #expect(try program.text("templates/about.html") == current)
  }

  /// Words and design tokens are compared entry by entry: what a site does not have, it has from the program.
  @Test func wordsAndTokens() throws {
    try program.put(
      "templates/words.zh-Hans.yml", "# 我们的用词\ncases: 民生实事\nall: 全部\nterms:\n  status: {done: 办完了}\n新词: 一\n")
    try program.put(
      "templates/assets/tokens.css",
      "/* 深蓝 */\n:root {\n  --red: #1d4f91;\n  --paper:  #faf7f0;\n  --ours: 1px;\n}\n@media (prefers-color-scheme: dark) {\n  :root { --red: #8ab4f0 }\n}\n"
    )
    let lines = try program.run("theme", "diff").output.split(separator: "\n").filter {
      "+-".contains($0.first ?? " ")
    }
    #expect(lines.contains("-cases: 案例") && lines.contains("+cases: 民生实事"), "\(lines)")
    #expect(lines.contains("-  --red: #a3301d;") && lines.contains("+  --red: #1d4f91;"))
    #expect(lines.contains("-  :root { --red: #f0907a }") && lines.contains("+  --ours: 1px;"))
    #expect(!lines.contains { $0.contains("all:") || $0.contains("--paper") || $0.contains("--ink") })
    #expect(lines.count < 20)
  }

  /// A thing in the way of an export is named with its path.
  @Test(arguments: [
    ("templates", "echo a >templates", "templates 已经有了，而且不是文件夹"),
    ("a", "ln -s b a", "a：没有这个文件，或者链接指向的文件不在了"),
    ("a", "mkdir b; ln -s b a; ln -s /etc/hostname b/home.html", "a/home.html:1:1"),
    ("a", "mkdir -p a/built-in.sha256", "a/built-in.sha256"),
    ("a/b", "echo a >a", "a/b"),
    ("a", "mkdir a; ln -s /etc/hostname a/built-in.sha256", "a/built-in.sha256:1:1"),
    ("a", "ln -s content a", "不能导出到 a"), ("a", "ln -s content/cases a", "不能导出到 a"),
    ("a", "ln -s . a", "不能导出到 a"),
  ])
  func exportInTheWay(folder: String, preparing: String, said: String) throws {
    #expect(try program.shell(preparing).code == 0)
    let before = try program.shell("find . | sort").output
    let outcome = try program.run("theme", "export", folder)
    #expect([1, 64, 74].contains(outcome.code))
    #expect(outcome.errors.contains(said) && !outcome.errors.contains("网站没有改动"), "\(outcome.errors)")
    #expect(try program.shell("find . | sort").output == before)
  }

  @Test func exportThroughALink() throws {
    _ = try program.shell("mkdir b; ln -s b templates")
    #expect(try program.run("theme", "export").output.hasSuffix(" 个文件到 ./templates\n"))
    #expect(program.exists("b/home.html") && program.exists("b/assets/tokens.css"))
    #expect(try program.shell("readlink templates").output == "b\n")
  }

  /// A record of origins that cannot be read is an error, not one that says nothing.
  @Test func unreadableOrigins() throws {
    _ = try program.run("theme", "export")
    _ = try program.shell("mv templates/built-in.sha256 o && ln -s ../o templates/built-in.sha256")
    let check = try program.run("check")
    #expect(
      check.code == 1 && check.errors.contains("templates/built-in.sha256:1:1: error: "), "\(check.errors)")
    #expect(try program.run("theme", "diff", "--seen").code == 1)
    _ = try program.shell("rm templates/built-in.sha256 && truncate -s 100M templates/built-in.sha256")
    #expect(try program.run("check").errors.contains("[file-too-large]"))
  }

  @Test func version() throws {
    #expect(try program.run("--version").output.wholeMatch(of: /\d+\.\d+\.\d+( \(.*\))?\n/) != nil)
  }
}
