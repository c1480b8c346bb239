import Foundation
import Testing

/// Output arrives whole or is a failure, replaces nothing that is somebody's, and obeys nobody.
@Suite struct OutputTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.put("data.json", "{}")
    try program.put("templates/a.html", "甲\n")
    try program.put("sheet.csv", "标题,地区\n路灯,湖北省/宜昌市\n")
    try program.put("old/note", "")
    try FileManager.default.copyItem(
      atPath: program.root + "/content", toPath: program.root + "/old/content")
  }

  // MARK: Standard output

  private static let commands = [
    "check", "check --format json", "check --format gitlab", "check --format sarif", "stats",
    "stats --format csv",
    "stats --format json", "stats --by year", "inspect content/cases/ludeng.md",
    "markdown content/cases/ludeng.md",
    "render home.html --data data.json --templates other", "diff old", "diff old --format json",
    "diff old --format markdown", "build", "build --timings-json", "import sheet.csv --output imported",
    "brief content/briefings/2022-01.md --html", "--help", "stats --help", "--version", "help build",
  ]

  @Test(arguments: commands)
  func anOutputThatIsFullOrClosed(command: String) throws {
    try program.put("other/home.html", "甲\n")
    for stream in ["> /dev/full", ">&-"] {
      let outcome = try program.shell("casebook \(command) \(stream)")
      #expect(outcome.code == 74, "\(outcome.output)")
      #expect(outcome.output.contains("casebook: 标准输出写不出去"), "\(stream)")
      try? program.remove("imported")
    }
    // It fails, too, where the complaint cannot be written either.
    #expect(try program.shell("casebook \(command) <&- >&- 2>&-").code == 74)
    try? program.remove("imported")
    #expect(try program.shell("casebook \(command) > out").code == 0)
  }

  /// Findings in GitHub's form, where there are any.
  @Test func findingsForGitHub() throws {
    try program.putError()
    #expect(try program.shell("casebook check --format github > /dev/full").code == 74)
  }

  /// The reader who closes a pipe is told nothing, and the result is no success.
  @Test func aPipeThatIsClosed() throws {
    let outcome = try program.shell(
      "mkfifo pipe; sleep 600 < pipe & exec 3> pipe; kill $!; wait $! 2> /dev/null; casebook stats >&3")
    #expect(outcome == Program.Outcome(code: 74, output: "", errors: ""))
  }

  /// A complaint that nobody can read changes nothing.
  @Test(arguments: ["2> /dev/full", "2>&-"])
  func errorsThatCannotBeWritten(stream: String) throws {
    #expect(try program.shell("casebook check \(stream)").code == 0)
    #expect(try program.shell("casebook check --nonsense \(stream)").code == 64)
    try program.putError()
    let outcome = try program.shell("casebook check \(stream)")
    #expect(outcome.code == 1)
    #expect(outcome.output == "1 个错误，0 个警告\n")
  }

  /// The program takes no file of the site for one of its streams where these are closed.
  @Test func filesAreNotTakenForStreams() throws {
    #expect(try program.shell("casebook build > /dev/null").code == 0)
    let page = try program.text("site/index.html")
    #expect(try program.shell("casebook build --output second <&- >&- 2>&-").code == 74)
    #expect(try program.text("second/index.html") == page)
  }

  // MARK: brief --output

  private static let file = "content/briefings/2022-01.md"

  private func brief(_ arguments: String...) throws -> Program.Outcome {
    try program.run(all: ["brief", OutputTests.file] + arguments, environment: Program.printing)
  }

  private func link(_ path: String, to other: String) throws {
    try FileManager.default.createSymbolicLink(atPath: program.root + "/" + path, withDestinationPath: other)
  }

  /// No name beside the output is used that somebody could know; twice is once.
  @Test func theOutputIsReplaced() throws {
    try program.put("letter.txt", "我的")
    for name in ["x.pdf.html", "x.pdf.tmp", "x.pdf.new"] { try link(name, to: "letter.txt") }
    let before = try FileManager.default.contentsOfDirectory(atPath: program.root)
    for _ in 0..<2 { #expect(try brief("--pdf", "--output", "x.pdf").code == 0) }
    #expect(try program.text("letter.txt") == "我的")
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: program.root)) == Set(before + ["x.pdf"]))
    #expect(try brief("--pdf", "--output=-s.pdf").code == 0)
    #expect(program.exists("-s.pdf"))
    for _ in 0..<2 { #expect(try brief("--html", "--output", "x.html").code == 0) }
  }

  /// Modes are kept; a new file is as the umask has it.
  @Test func modes() throws {
    _ = try program.shell("umask 027; casebook brief \(OutputTests.file) --html --output x.html")
    func mode() throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: program.root + "/x.html")[.posixPermissions] as? Int
    }
    #expect(try mode() == 0o640)
    _ = try program.shell("chmod 604 x.html; casebook brief \(OutputTests.file) --html --output x.html")
    #expect(try mode() == 0o604)
  }

  /// A link is replaced, and what it leads to is left alone.
  @Test func aLinkIsNotFollowed() throws {
    try program.put("letter.html", "<!DOCTYPE html>我的")
    try link("x.html", to: "letter.html")
    try link("y.html", to: "nowhere.html")
    for name in ["x.html", "y.html"] { #expect(try brief("--html", "--output", name).code == 0) }
    #expect(try program.text("letter.html") == "<!DOCTYPE html>我的")
    #expect(try program.text("x.html").contains("<title>"))
    #expect(!program.exists("nowhere.html"))
  }

  /// Whatever it is called, an input is not written over, nor anything that is no file or another kind of file.
  @Test func whatIsNotReplaced() throws {
    try link("link.html", to: "content/cases/ludeng.md")
    try FileManager.default.linkItem(
      atPath: program.root + "/content/site.yml", toPath: program.root + "/hard.html")
    try program.put("letter.txt", "我的")
    try program.put("folder/note", "")
    let root = program.root
    let names = [
      OutputTests.file, "./" + OutputTests.file, root + "/" + OutputTests.file,
      "content/../" + OutputTests.file,
      "content/cases/ludeng.md", "content/images/lamp.svg", "templates/briefing.html", "link.html",
      "hard.html",
      "letter.txt", "folder", "/dev/null", "/dev/full", "nowhere/x.html",
    ]
    let before = try program.shell("find . -type f | sort | xargs sha256sum").output
    for name in names {
      let outcome = try brief("--html", "--output", name)
      #expect(outcome.code == 74, "\(name)")
      #expect(outcome.errors.contains("[cannot-write]"), "\(name)")
    }
    #expect(try program.shell("find . -type f | sort | xargs sha256sum").output == before)
  }

  // MARK: Terminals

  private static let evil = "\u{1B}[31m\u{1B}]0;x\u{7}\u{8}\u{7F}\u{9B}31m\u{202E}\u{2066}"

  /// A terminal and a CI runner obey nothing in content, names, arguments and the words of git.
  @Test func nothingReachesATerminal() throws {
    let evil = OutputTests.evil
    func yaml(_ text: String) -> String {
      text.unicodeScalars.map { "\\u" + String(0x10000 + Int($0.value), radix: 16).dropFirst() }.joined()
    }
    // Not in the text itself, where it is a finding, but as an escape.
    try program.put(
      "content/cases/evil.md",
      "---\ntitle: \"甲\(yaml(evil + "\n::stop-commands::x\n"))乙\"\nregion: \"湖北省/宜昌市/\(yaml(evil))\"\n---\n甲\n"
    )
    try program.put(
      "content/cases/raw.md",
      "---\ntitle: 甲\(evil)\nregion: 湖北省/宜昌市\nx\(evil): 1\n---\n\(evil)[a](b\(evil).md)\n")
    try program.put("content/\(evil)\n::error::x.md", "---\ntitle: 甲\n---\n")
    try program.put(
      "content/cases/::stop-commands::x.md", "---\ntitel: 甲\n---\n##[stop-commands]x [a](##[group]x.md)\n")
    try program.put("x\(evil).csv", "标题,地区\n路\(evil),湖北省/\(evil)\n")
    try program.put("templates/b.html", "{{ x\(evil) }}{{ y }}\n")
    let name = "'\(evil)'"
    let lines = [
      "check", "check --lang en", "check --format json", "check --format github", "check --format gitlab",
      "check --format sarif", "build", "build --timings", "stats", "stats \(name)", "stats --metric \(name)",
      "stats --by \(name)",
      "stats --period \(name)", "inspect \(name)", "inspect content/cases/evil.md",
      "inspect content/cases/raw.md",
      "import 'x\(evil).csv'", "markdown \(name)", "render b.html --data data.json",
      "render \(name) --data data.json",
      "brief \(name) --html", "brief content/briefings/2022-01.md --html --output \(name)/x", "diff \(name)",
      "diff old",
      "diff old --format json", "diff old --format markdown", "\(name)", "check --\(name)",
      "check --format \(name)",
      "check --root \(name)", "check --today \(name)",
    ]
    func hold(_ line: String) throws {
      let outcome = try program.shell("casebook \(line)")
      #expect(outcome.output != "", "\(line)")
      let obeyed = outcome.output.unicodeScalars.filter {
        $0.value < 0x20 && $0 != "\n" && $0 != "\t" || 0x7F...0x9F ~= $0.value || 0x202A...0x202E ~= $0.value
          || 0x2066...0x2069 ~= $0.value
      }
      #expect(obeyed.isEmpty, "\(line): \(outcome.output.debugDescription)")
      let commands = outcome.output.split(separator: "\n").filter {
        $0.drop { $0.isWhitespace }.hasPrefix("::") || !line.contains("json") && $0.contains("##[")
      }
      #expect(
        commands.allSatisfy {
          line.contains("github") && ($0.hasPrefix("::error ") || $0.hasPrefix("::warning "))
        }, "\(line): \(commands)")
    }
    for line in lines { try hold(line) }
    // Mistakes in these keep the figures from being shown.
    for name in [
      "content/cases/raw.md", "content/\(evil)\n::error::x.md", "content/cases/::stop-commands::x.md",
    ] { try program.remove(name) }
    for line in lines { try hold(line) }
  }
}
