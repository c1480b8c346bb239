import Foundation
import Testing

/// The programs that are run, and what becomes of them: real ones in place of WeasyPrint and Chromium.
@Suite struct OtherProgramTests {
  private let program: Program

  init() throws {
    program = try Program()
    // Fewer words on the sheet.
    try program.put("templates/briefing.html", "<!DOCTYPE html><title>简报</title>{{ briefing.body }}\n")
  }

  /// A line of shell as a program.
  private func install(_ path: String, _ line: String) throws -> String {
    try program.put(path, "#!/bin/sh\n\(line)\n")
    let whole = program.root + "/" + path
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: whole)
    return whole
  }

  private func brief(_ environment: [String: String], _ more: String...) throws -> Program.Outcome {
    try program.run(
      all: ["brief", "content/briefings/2022-01.md", "--pdf", "--output", "a.pdf"] + more,
      environment: environment)
  }

  /// A folder that is not the site's.
  private func elsewhere() throws -> String {
    try program.put("elsewhere/site/note", "")
    for name in ["content", "templates"] { try program.move(name, to: "elsewhere/site/" + name) }
    return "elsewhere/site"
  }

  // MARK: Which

  @Test(arguments: ["git", "weasyprint", "chromium", "google-chrome"])
  func aProgramOfTheContentIsNotRun(name: String) throws {
    let mark = program.root + "/mark"
    for folder in [".venv/bin", "bin", "."] { _ = try install("\(folder)/\(name)", "touch \(mark)") }
    // A link from elsewhere to it is the same.
    let outside = NSTemporaryDirectory() + "casebook-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: outside) }
    try FileManager.default.createSymbolicLink(
      atPath: outside + "/\(name)", withDestinationPath: program.root + "/bin/\(name)")
    try FileManager.default.createSymbolicLink(
      atPath: outside + "/more", withDestinationPath: program.root + "/bin")
    let root = program.root
    let path = ":.:bin:\(root)/.venv/bin:\(root)/bin/../bin:\(outside):\(outside)/more::"
    let outcome =
      name == "git" ? try program.run("diff", "main", environment: ["PATH": path]) : try brief(["PATH": path])
    #expect(outcome.code == 69)
    #expect(!program.exists("mark"))
  }

  @Test(arguments: ["weasyprint", "./weasyprint", "/nowhere/weasyprint", "/tmp", "/etc/passwd"])
  func aWrongSettingIsSaid(value: String) throws {
    _ = try install("weasyprint", "touch \(program.root)/mark")
    let outcome = try brief(["PATH": "/usr/bin:/bin", "CASEBOOK_WEASYPRINT": value])
    #expect(outcome.code == 69)
    #expect(
      outcome.errors
        == "casebook brief: 环境变量 CASEBOOK_WEASYPRINT 要写成一个可以运行的程序的完整路径（以 / 开头）；现在是 \(value)\n")
    #expect(!program.exists("mark") && !program.exists("a.pdf"))
  }

  /// It sees where its settings and fonts are, and nothing that tells it what to load or to run.
  @Test func theEnvironment() throws {
    let printer = try install(
      "printer", "env > \(program.root)/seen; pwd >> \(program.root)/seen; echo %PDF-1.7")
    let outcome = try brief([
      "CASEBOOK_WEASYPRINT": printer, "PATH": "/usr/bin::\(program.root):/bin", "HOME": "/h", "LANG": "en_GB",
      "LD_PRELOAD": "", "PYTHONPATH": "/x", "PYTHONSTARTUP": "/x", "GIT_DIR": "/x", "SECRET": "x",
    ])
    #expect(outcome.code == 0)
    let own: Set<String> = ["PWD", "OLDPWD", "SHLVL", "_"]
    let lines = try program.text("seen").split(separator: "\n").map(String.init)
    let seen = lines.filter { line in !own.contains(String(line.prefix { $0 != "=" })) }
    #expect(Set(seen) == ["PATH=/usr/bin:/bin", "HOME=/h", "LANG=en_GB", "/"])
  }

  /// Nothing that is open here is open there, also where the system cannot close all at once; no signal is ignored.
  @Test(arguments: [
    "", "strace -f -qq -o /dev/null -e trace=close_range -e inject=close_range:error=ENOSYS ",
  ])
  func nothingIsInherited(tracing: String) throws {
    let printer = try install(
      "printer",
      "ls /proc/$$/fd > \(program.root)/seen; grep SigIgn /proc/$$/status >> \(program.root)/seen; echo %PDF-1.7"
    )
    let outcome = try program.shell(
      "export CASEBOOK_WEASYPRINT=\(printer); exec 7< content/site.yml 9< content/site.yml; env --ignore-signal=INT,USR1,34,64 \(tracing)casebook brief content/briefings/2022-01.md --pdf --output a.pdf"
    )
    #expect(outcome.code == 0, "\(outcome.output)")
    let lines = try program.text("seen").split(separator: "\n")
    // A shell has its script from 10 on.
    #expect(lines.compactMap { Int($0) }.filter { $0 < 10 }.sorted() == [0, 1, 2])
    let ignored = try #require(lines.last.flatMap { UInt64($0.split(separator: "\t")[1], radix: 16) })
    // Signals 32 and 33 are the C library's own.
    #expect(ignored & ~(0b11 << 31) == 0, "\(lines)")
  }

  /// A missing folder for the page is said, and not what an earlier call was refused.
  @Test func noPlaceForThePage() throws {
    let printer = try install("printer", "echo %PDF-1.7")
    let outcome = try brief(
      ["PATH": "/usr/bin:/bin", "CASEBOOK_CHROMIUM": printer, "TMPDIR": "/nowhere"], "--lang", "en")
    #expect(outcome.code == 69)
    #expect(
      outcome.errors.hasPrefix("casebook brief: cannot write /nowhere/casebook-")
        && outcome.errors.hasSuffix(": No such file or directory\n"), "\(outcome.errors)")
  }

  // MARK: How it ends

  private func isRunning(_ process: String) -> Bool {
    // One that has ended and is not waited for yet (there may be no init here) runs no more.
    let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return state.map { !$0.contains(") Z") } ?? false
  }

  /// Also where it does not listen, and what it has started.
  @Test(arguments: ["", "trap '' TERM; "])
  func aProgramThatNeverEnds(first: String) throws {
    let printer = try install(
      "printer", "\(first)sleep 600 & echo $$ $! > \(program.root)/pids; wait; sleep 600")
    let outcome = try brief([
      "PATH": "/usr/bin:/bin", "CASEBOOK_WEASYPRINT": printer, "CASEBOOK_TIME_LIMIT": "1",
    ])
    #expect(outcome.code == 69)
    #expect(outcome.errors.contains("1 秒还没有做完，已经结束了它"))
    #expect(!program.exists("a.pdf"))
    let processes = try program.text("pids").split { $0.isWhitespace }.map(String.init)
    #expect(processes.count == 2)
    #expect(processes.filter(isRunning) == [])
  }

  /// Whether this program is killed or asked to end, the other ends with it; nothing is left beside the output or in the
  /// folder of temporary files.
  @Test(arguments: [SIGKILL, SIGTERM, SIGINT, SIGHUP], ["CASEBOOK_WEASYPRINT", "CASEBOOK_CHROMIUM"])
  func itEndsWithThisProgram(signal: Int32, setting: String) throws {
    let printer = try install(
      "printer",
      "echo $$ > \(program.root)/pid.new; mv \(program.root)/pid.new \(program.root)/pid; exec sleep 600")
    try program.put("tmp/note", "")
    let process = try program.start(
      ["brief", "content/briefings/2022-01.md", "--pdf", "--output", "a.pdf"],
      environment: ["PATH": "/usr/bin:/bin", setting: printer, "TMPDIR": program.root + "/tmp"])
    while !program.exists("pid"), process.isRunning { usleep(10_000) }
    let child = try program.text("pid").trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(isRunning(child))
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    while isRunning(child) { usleep(10_000) }
    // Nobody can tidy up after a kill.
    if signal != SIGKILL {
      #expect(try FileManager.default.contentsOfDirectory(atPath: program.root + "/tmp") == ["note"])
    }
    #expect(!program.exists("a.pdf"))
  }

  /// Much on both streams at once waits for nothing; of the complaints the first are kept.
  @Test func muchOnBothStreams() throws {
    let printer = try install(
      "printer",
      "i=0; printf %%PDF-; while [ $i -lt 3000 ]; do i=$((i+1)); printf '%01000d' 0; printf '%01000d\\n' 0 >&2; done"
    )
    #expect(try brief(["PATH": "/usr/bin:/bin", "CASEBOOK_WEASYPRINT": printer]).code == 0)
    #expect(try program.text("a.pdf").utf8.count == 3_000_005)
    let failing = try install(
      "failing", "cat \(printer) \(printer) >/dev/null; exec 1>&2; . \(printer); exit 3")
    let outcome = try brief(["PATH": "/usr/bin:/bin", "CASEBOOK_WEASYPRINT": failing])
    #expect(outcome.code == 69)
    #expect((16_000..<17_000).contains(outcome.errors.utf8.count))
    #expect(outcome.errors.hasSuffix("失败了（退出码 3）\n"))
  }

  @Test func aProgramThatCannotBeStarted() throws {
    let printer = try install("printer", "")
    try program.put("printer", "#!/nowhere/sh\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: printer)
    let outcome = try brief(["PATH": "/usr/bin:/bin", "CASEBOOK_WEASYPRINT": printer])
    #expect(outcome.code == 69)
    #expect(outcome.errors.contains("启动不了"))
  }

  @Test func whatIsNoPDF() throws {
    let printer = try install("printer", "echo 好了; printf '\\033[31m坏了\\n' >&2")
    let outcome = try brief(["PATH": "/usr/bin:/bin", "CASEBOOK_WEASYPRINT": printer])
    #expect(outcome.code == 69)
    #expect(outcome.errors.hasPrefix("\\u{1B}[31m坏了\n"))
    #expect(!program.exists("a.pdf"))
  }

  // MARK: Printing fetches nothing

  private static let printers = [
    Program.printing, ["PATH": "/usr/bin:/bin", "CASEBOOK_CHROMIUM": "/usr/bin/chromium", "HOME": "/tmp"],
  ]

  /// A template or a picture of a stranger asks for something: a host, this machine, a file.
  @Test(arguments: printers.indices)
  func printingFetchesNothing(number: Int) throws {
    let listener = try Listener(), secret = program.root + "/secret.svg"
    try program.put(
      "secret.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>秘密</text></svg>")
    let pages = [
      "<style>@import url(\(listener.address)/a.css);</style>",
      "<style>body { background: url(\(listener.address)/b.png) }</style>",
      "<style>body { background: url(file://\(secret)) }</style>",
      "<link rel=\"stylesheet\" href=\"\(listener.address)/c.css\">",
      "<link rel=\"attachment\" href=\"\(listener.address)/d.txt\">",
      "<object data=\"\(listener.address)/e.svg\"></object>",
      "<svg><image href=\"\(listener.address)/f.png\"/></svg>",
      "<meta http-equiv=\"refresh\" content=\"0;url=\(listener.address)/g\">",
      "<script>new Image().src = '\(listener.address)/h'</script>",
      "<iframe srcdoc=\"&lt;img src='\(listener.address)/i'>\"></iframe>",
    ]
    // One after another costs a start of the printer each; together they are as many requests.
    for page in number == 0 ? pages : [pages.joined()] {
      try program.put(
        "templates/briefing.html", "<!DOCTYPE html><html><head><title>x</title>\(page)</head><p>甲\n")
      let outcome = try brief(OtherProgramTests.printers[number])
      if outcome.code == 0 {
        let pdf = try Data(contentsOf: URL(filePath: program.root + "/a.pdf"))
        #expect(pdf.starts(with: Data("%PDF-".utf8)))
      } else {
        #expect(outcome.code == 69, "\(outcome.errors)")
      }
      #expect(!listener.wasCalled, "\(page)")
    }
    // The listener does hear.
    try program.put("b.html", pages[1])
    _ = try program.shell("$PROJECT/.venv/bin/weasyprint -t 1 b.html b.pdf")
    #expect(listener.wasCalled)
  }

  /// A request that WeasyPrint was refused is a failure, not a hole in the sheet.
  @Test func whatIsRefusedFails() throws {
    try program.put(
      "templates/briefing.html", "<!DOCTYPE html><style>@import url(http://127.0.0.1:9/a.css);</style>甲\n")
    let outcome = try brief(Program.printing)
    #expect(outcome.code == 69)
    #expect(outcome.errors.contains("http://127.0.0.1:9/a.css"))
    #expect(!program.exists("a.pdf"))
  }

  /// The site's own pictures are in the sheet; one from elsewhere is not left out in silence.
  @Test func pictures() throws {
    try program.put("templates/briefing.html", "<!DOCTYPE html><head></head>{{ briefing.body }}\n")
    let file = "content/briefings/2022-01.md", text = try program.text("content/briefings/2022-01.md")
    try program.put(file, text + "\n![路灯](../images/lamp.svg)\n")
    let page = try program.run("brief", file, "--html")
    #expect(page.code == 0)
    #expect(page.output.contains(" src=\"data:image/svg+xml;charset=utf-8;base64,PHN2Z"))
    #expect(
      page.output.hasPrefix(
        "<!DOCTYPE html><head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"))
    try program.put("templates/briefing.html", "<!DOCTYPE html><img src=\"//localhost/private.png\">\n")
    for kind in ["--html", "--pdf"] {
      let outcome = try program.run("brief", file, kind, environment: Program.printing)
      #expect(outcome.code == 1)
      #expect(outcome.output == "" && outcome.errors.contains("“//localhost/private.png”"))
      #expect(outcome.errors.contains("[picture-from-elsewhere]"))
    }
  }
}

/// Hears whether anybody on this machine calls.
private final class Listener {
  private let socket: Int32
  let address: String

  init() throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = socket
    let isBound = withUnsafeMutablePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && listen(socket, 64) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))"
    try #require(isBound)
  }

  deinit { close(socket) }

  var wasCalled: Bool {
    var polled = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) == 1
  }
}
