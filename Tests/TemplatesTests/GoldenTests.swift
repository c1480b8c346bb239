import Foundation
import Testing

@testable import Templates

/// The cases in Fixtures/*.txt: this engine and Jinja2 both have to give what is written there.
///
/// A file holds cases that start with `### name`. Inside, `@main`, `@data`, `@expected` and `@error` start the
/// template, the data, and what comes of it; `@` with another word starts another template of that name. A part
/// ends before the line end in front of the next one. With RECORD=1 in the environment, `@expected` is written
/// anew from Jinja2 and `@error` from this engine.
@Suite struct GoldenTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Fixtures")
  static let files =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
    .filter { $0.hasSuffix(".txt") }.sorted() ?? []

  struct Golden {
    var input = Case()
    var expected: Case.Outcome = .failure("")
  }

  @Test(arguments: files) func fixtures(_ file: String) throws {
    let url = Self.folder.appendingPathComponent(file)
    var goldens = Self.parse(try String(contentsOf: url, encoding: .utf8))
    let oracle = try Oracle.outcomes(of: goldens.map(\.input))
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      for i in goldens.indices {
        let own = goldens[i].input.rendered()
        if case .failure = own { goldens[i].expected = own } else { goldens[i].expected = oracle[i] }
      }
      try Self.text(of: goldens).write(to: url, atomically: true, encoding: .utf8)
    }
    for (golden, oracle) in zip(goldens, oracle) {
      let own = golden.input.rendered()
      #expect(own == golden.expected, "\(file): \(golden.input.name)")
      if case .failure(let line) = golden.expected {
        // Jinja refuses too what this engine refuses, unless the feature is left out or limited here.
        if line.hasPrefix("template-unsupported") || line.hasPrefix("template-limit") { continue }
        if line.hasPrefix("template-unknown") || line.hasPrefix("template-not-found") { continue }
        // Python prints an undefined value inside a list as ‘Undefined’; here it is an error like any other.
        if case .output(let text) = oracle,
          !(line.hasPrefix("template-undefined") && text.contains("Undefined"))
        {
          Issue.record("\(file): \(golden.input.name): Jinja renders \(text)")
        }
      } else {
        #expect(oracle == golden.expected, "\(file): \(golden.input.name): Jinja2 differs")
      }
    }
  }

  static func parse(_ text: String) -> [Golden] {
    var goldens = [Golden](), part = "", lines = [Substring]()
    func finish() {
      guard !goldens.isEmpty, !part.isEmpty else { return }
      let body = lines.joined(separator: "\n"), last = goldens.count - 1
      switch part {
      case "data": goldens[last].input.data = body
      case "expected": goldens[last].expected = .output(body)
      case "error": goldens[last].expected = .failure(body)
      default: goldens[last].input.templates.append((part, body))
      }
      lines = []
      part = ""
    }
    for line in text.dropLast(text.hasSuffix("\n") ? 1 : 0).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("### ") {
        finish()
        goldens.append(Golden())
        goldens[goldens.count - 1].input.name = String(line.dropFirst(4))
      } else if line.hasPrefix("@") {
        finish()
        part = String(line.dropFirst())
      } else if !part.isEmpty {
        lines.append(line)
      }
    }
    finish()
    return goldens
  }

  static func text(of goldens: [Golden]) -> String {
    goldens.map { golden in
      var parts = golden.input.templates.map { "@\($0.name)\n\($0.text)" }
      if golden.input.data != "{}" { parts.append("@data\n" + golden.input.data) }
      switch golden.expected {
      case .output(let text): parts.append("@expected\n" + text)
      case .failure(let text): parts.append("@error\n" + text)
      }
      return "### \(golden.input.name)\n" + parts.joined(separator: "\n") + "\n"
    }.joined()
  }
}
