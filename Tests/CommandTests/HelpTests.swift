import Foundation
import Testing

@Suite struct HelpTests {
  private let program: Program

  init() throws { program = try Program() }

  /// Each code of a message is explained in the language asked for.
  @Test func explain() throws {
    let chinese = try program.run("explain", "unknown-region", "--lang", "zh")
    #expect(chinese.code == 0)
    #expect(chinese.output.hasPrefix("unknown-region\n\n"))
    #expect(chinese.output.contains("改法："))
    let english = try program.run("explain", "[unknown-region]", "--lang", "en")
    #expect(english.code == 0)
    #expect(!english.output.contains("改法"))
    let slip = try program.run("explain", "unknown-regoin")
    #expect(slip.code == 64)
    #expect(slip.errors.contains("unknown-region"))
  }

  @Test func topics() throws {
    let numbers = try Fixture.text("docs/zh/numbers.md")
    #expect(try program.run("help", "numbers").output == numbers)
    #expect(try program.run("help", "数字怎么写").output == numbers)
    #expect(try program.run("help", "数字").output == numbers)
    #expect(try program.run("help", "指标").output == Fixture.text("docs/zh/metrics.md"))
    let all = try program.run("help")
    #expect(all.code == 0)
    #expect(all.output.contains("数字怎么写（numbers）"))
    #expect(all.output.contains("build"))
  }

  @Test func commands() throws {
    #expect(try program.run("help", "check").output == program.run("check", "--help").output)
    #expect(
      try program.run("help", "theme", "export").output == program.run("theme", "export", "--help").output)
    #expect(try program.run("help", "nothing-at-all").code == 64)
  }

  /// Every command shows in both languages what it is for and what its options are, with examples of a line to write.
  @Test(arguments: [
    "build", "check", "stats", "diff", "inspect", "collect", "import", "export", "harvest", "markdown",
    "render", "brief", "print", "fix", "new site",
    "theme export",
    "theme diff", "theme", "new", "explain", "help",
  ])
  func bothLanguages(command: String) throws {
    let help = try program.run(all: command.split(separator: " ").map(String.init) + ["--help"]).output
    let parts = help.split(separator: "\n用法 / USAGE: ")
    #expect(parts.count == 2)
    #expect(parts[0].hasPrefix("用途 / OVERVIEW: "))
    let examples = parts[0].split(separator: "\n").filter { $0.contains("casebook \(command)") }
    #expect(!examples.isEmpty)
    let whole = parts[1].replacing("\n" + String(repeating: " ", count: 26), with: " ")
    let sections = whole.split(separator: "\n\n").dropFirst()
    for row in sections.flatMap({ $0.split(separator: "\n") }) where row.hasPrefix("  ") {
      #expect(row.contains(" / "), "\(row)")
    }
    for line in help.split(separator: "\n") {
      let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
      #expect(columns <= 82, "\(line)")
    }
  }

  /// All commands are in the list above.
  @Test func allCommands() throws {
    let rows = try program.run("--help").output.split(separator: "\n  ").map { $0.prefix { $0 != " " } }
    for command in [
      "build", "check", "stats", "diff", "inspect", "collect", "import", "export", "markdown", "render",
      "brief", "print", "fix",
    ] {
      #expect(rows.contains(command[...]))
    }
  }

  /// A mistake in the line is said in Chinese, too, with what to write.
  @Test(arguments: [
    ("build --outptu a", "错误：没有“--outptu”这个选项；是否想写 --output？"), ("build --output", "错误：--output 后面要写一个值"),
    ("build --strict=yes", "错误：--strict 后面不写值，请去掉“yes”"), ("chek", "错误：没有“chek”这个命令；是否想写 check？"),
    ("new sites", "错误：没有“sites”这个命令；是否想写 site？"), ("build a b", "错误：多写了“a b”"),
    ("import", "错误：还要写 <source>"),
    ("check --format xml", "错误：“xml”不能用作 --format <format> 的值；可以写 human、json、github、gitlab、sarif"),
    ("check --lang fr", "；可以写 zh、en"), ("build --today 2026", "错误：“2026”不能用作 --today <today> 的值"),
    ("build --timings --timings-json", "错误：--timings 和 --timings-json 只能写一个"),
  ])
  func mistakesInChinese(line: String, said: String) throws {
    let outcome = try program.run(all: line.split(separator: " ").map(String.init))
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains(said), "\(outcome.errors)")
    #expect(outcome.errors.contains("Error: ") && outcome.errors.contains("用法 / how to write it: casebook"))
  }

  @Test func narrowTerminals() throws {
    let page = try program.run("help", "numbers", environment: ["COLUMNS": "50"]).output
    let whole = try program.run("help", "numbers").output
    func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    #expect(squeezed(page) == squeezed(whole))
    var isCode = false
    for line in page.split(separator: "\n") {
      if line.hasPrefix("```") { isCode.toggle() }
      if isCode || line.hasPrefix("|") { continue }
      let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
      #expect(columns <= 54 || !line.contains(" "), "\(line)")
    }
  }

  private enum Fixture {
    static func text(_ path: String) throws -> String {
      try String(contentsOfFile: Program.project + "/" + path, encoding: .utf8)
    }
  }
}
