import Foundation
import Testing

/// The small sites of `Tests/Slips`, each with what the program has to say of it (`Tests/Slips/README.md`).
@Suite struct SlipTests {
  @Test(arguments: try Slip.names) func transcript(name: String) throws {
    let slip = try Slip(name)
    let transcript = try slip.run()
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try slip.record(transcript)
      if slip.transcript != transcript { print("recorded \(slip.path)/transcript.txt") }
    } else {
      #expect(slip.transcript == transcript)
    }
  }
}

/// One folder of `Tests/Slips`.
private struct Slip {
  let path: String
  let transcript: String

  static let folder = Program.project + "/Tests/Slips/"

  static var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0 != "README.md" }.sorted()
    }
  }

  init(_ name: String) throws {
    path = Slip.folder + name
    transcript = try String(contentsOfFile: path + "/transcript.txt", encoding: .utf8)
    try #require(transcript.contains("\n$ "), "no command, or no sentence before it")
  }

  /// The transcript with the output of its commands as it is now.
  func run() throws -> String {
    let program = try Program()
    try copy(to: program)
    var lines: [String] = [], isCommand = false
    for line in transcript.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$ ") {
        isCommand = true
        lines.append(String(line))
        let outcome = try program.shell(String(line.dropFirst(2)))
        lines += outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        if outcome.code != 0 { lines.append("[\(outcome.code)]") }
      } else if !isCommand {
        lines.append(String(line))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  func record(_ text: String) throws {
    try text.write(toFile: path + "/transcript.txt", atomically: true, encoding: .utf8)
  }

  private func copy(to program: Program) throws {
    let files = FileManager.default
    for file in try files.subpathsOfDirectory(atPath: path)
    where file != "transcript.txt" && file != "REMOVE" {
      var isFolder: ObjCBool = false
      guard files.fileExists(atPath: path + "/" + file, isDirectory: &isFolder), !isFolder.boolValue else {
        continue
      }
      try program.put(file, Data(contentsOf: URL(filePath: path + "/" + file)))
    }
    let removed = (try? String(contentsOfFile: path + "/REMOVE", encoding: .utf8)) ?? ""
    for file in removed.split(separator: "\n") { try program.remove(String(file)) }
  }
}
