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

  @Test func version() throws {
    #expect(try program.run("--version").output.wholeMatch(of: /\d+\.\d+\.\d+( \(.*\))?\n/) != nil)
  }
}
