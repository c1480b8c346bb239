import Foundation
import Testing

@testable import Templates

/// Each filter's and test's example is what both engines print, and docs/templates.md lists them all.
@Suite struct DocumentationTests {
  @Test func examples() throws {
    let filters = Filter.standard.map { Case(name: $0.name, templates: [("main", $0.example.template)]) }
    let tests = Templates.Test.standard.filter { !$0.example.isEmpty }
      .map { Case(name: $0.name, templates: [("main", $0.example)]) }
    let expected = Filter.standard.map(\.example.output) + tests.map { _ in "True" }
    let oracle = try Oracle.outcomes(of: filters + tests)
    for ((example, expected), oracle) in zip(zip(filters + tests, expected), oracle) {
      #expect(example.rendered() == .output(expected), "\(example.name)")
      #expect(oracle == .output(expected), "\(example.name): Jinja2 differs")
    }
  }

  /// RECORD=1 writes the tables; otherwise they have to be there.
  @Test func tables() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/templates.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    var updated = replaced("filters", in: text, with: filterTable)
    updated = replaced("tests", in: updated, with: testTable)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try updated.write(to: url, atomically: true, encoding: .utf8)
    } else {
      #expect(text == updated, "docs/templates.md is out of date: run the tests with RECORD=1")
    }
  }

  private func replaced(_ name: String, in text: String, with table: String) -> String {
    guard let start = text.range(of: "<!-- \(name) -->\n"), let end = text.range(of: "<!-- /\(name) -->")
    else {
      Issue.record("docs/templates.md has no place for \(name)")
      return text
    }
    return text[..<start.upperBound] + table + text[end.lowerBound...]
  }

  private func cell(_ code: String) -> String {
    "`" + code.replacing("|", with: "\\|", atMost: -1).replacing("\n", with: "\\n", atMost: -1) + "`"
  }

  private func signature(_ name: String, _ parameters: [Parameter], takesMore: Bool = false) -> String {
    if takesMore { return "\(name)(…)" }
    if parameters.isEmpty { return name }
    let parts = parameters.map { parameter -> String in
      guard let fallback = parameter.fallback, let text = try? fallback.represented(in: Renderer.forConstants)
      else {
        return parameter.name
      }
      return "\(parameter.name)=\(text)"
    }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }

  private var filterTable: String {
    let rows = Filter.standard.sorted { $0.name < $1.name }.map { filter in
      let name = signature(filter.name, filter.parameters, takesMore: filter.takesMore)
      return
        "| \(cell(name)) | \(filter.summary) | \(cell(filter.example.template)) → \(cell(filter.example.output)) |\n"
    }
    return "| filter | what it gives | example |\n|---|---|---|\n" + rows.joined()
  }

  private var testTable: String {
    let rows = Templates.Test.standard.sorted { $0.name < $1.name }.map { test in
      "| `\(test.name)` | \(test.summary) | \(test.example.isEmpty ? "" : cell(test.example)) |\n"
    }
    return "| test | true if | example |\n|---|---|---|\n" + rows.joined()
  }
}
