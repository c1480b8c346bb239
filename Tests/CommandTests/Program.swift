import Foundation
import Testing

/// The built program, run in a folder of its own that is a copy of the minimal content of `SiteTests`.
final class Program {
  let root: String

  struct Outcome: Equatable {
    var code: Int32
    var output: String
    var errors: String
  }

  /// The folder of this repository.
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The path of the WeasyPrint that `make test` installs.
  static let printing = [
    "PATH": "/usr/bin:/bin", "CASEBOOK_WEASYPRINT": project + "/.venv/bin/weasyprint",
  ]

  private static let executable = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "casebook")

  init() throws {
    root = NSTemporaryDirectory() + "casebook-" + UUID().uuidString
    try FileManager.default.copyItem(
      atPath: Program.project + "/Tests/SiteTests/Fixtures/minimal", toPath: root)
    let words = "/templates/words.zh-Hans.yml"
    try FileManager.default.copyItem(atPath: Program.project + words, toPath: root + words)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Runs the program in the folder, with nothing in its environment but what is given.
  func run(_ arguments: String..., input: String? = nil, environment: [String: String] = [:]) throws
    -> Outcome
  {
    try run(all: arguments, input: input, environment: environment)
  }

  func run(all arguments: [String], input: String? = nil, environment: [String: String] = [:]) throws
    -> Outcome
  {
    try run(Program.executable, arguments, input: input, environment: environment)
  }

  /// Runs a line of shell in the folder, where `casebook` is the program and `$PROJECT` this repository; both
  /// streams are in `output`. Today is 21 November 2026, and messages are in Chinese.
  func shell(_ line: String) throws -> Outcome {
    let path = Program.executable.deletingLastPathComponent().path + ":/usr/bin:/bin"
    return try run(
      URL(filePath: "/bin/sh"), ["-c", "{ \(line)\n} 2>&1"],
      environment: [
        "PATH": path, "PROJECT": Program.project, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1795219200",
      ])
  }

  /// Starts the program, and leaves it running.
  func start(_ arguments: [String], environment: [String: String]) throws -> Process {
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: root)
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func run(
    _ executable: URL, _ arguments: [String], input: String? = nil, environment: [String: String]
  ) throws -> Outcome {
    let process = Process(), output = Pipe(), errors = Pipe()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: root)
    process.environment = environment
    process.standardOutput = output
    process.standardError = errors
    if let input {
      let pipe = Pipe()
      process.standardInput = pipe
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    let written = output.fileHandleForReading.readDataToEndOfFile()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: String(decoding: written, as: UTF8.self),
      errors: String(decoding: said, as: UTF8.self))
  }

  func put(_ path: String, _ text: String) throws { try put(path, Data(text.utf8)) }

  func put(_ path: String, _ bytes: Data) throws {
    let url = URL(filePath: root + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url)
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: root + "/" + path) }

  func move(_ path: String, to other: String) throws {
    try FileManager.default.moveItem(atPath: root + "/" + path, toPath: root + "/" + other)
  }

  func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + path) }

  /// A county that exceeds its city: a warning.
  func putWarning(reason: String? = nil) throws {
    let explanation =
      reason.map {
        "explains: {check: child-exceeds-parent, metric: sessions_held, own: 1500余, other: 200余, reason: \($0)}\n"
      } ?? ""
    try put(
      "content/reports/zigui.md",
      "---\ntitle: 秭归\nregion: 湖北省/宜昌市/秭归县\nperiod: 2022\n\(explanation)figures: {sessions_held: 1500余}\n---\n"
    )
  }

  /// An unknown field: an error.
  func putError() throws {
    try put("content/cases/shi.md", "---\ntitle: 试\nregion: 湖北省/宜昌市\nsession: 1\n---\n")
  }
}
