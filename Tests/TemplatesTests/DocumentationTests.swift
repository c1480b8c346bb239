import GeneratedDocs
import Testing

@testable import Templates

/// Each filter's and test's example is what both engines print, and docs/templates.md lists them all.
@Suite struct DocumentationTests {
  @Test func examples() throws {
    let filters = Filter.standard.map { Case(name: $0.name, templates: [("main", $0.example.template)]) }
    let tests = Filter.tests.map { Case(name: $0.name, templates: [("main", $0.example.template)]) }
    let expected = Filter.standard.map(\.example.output) + tests.map { _ in "True" }
    let oracle = try Oracle.outcomes(of: filters + tests)
    for ((example, expected), oracle) in zip(zip(filters + tests, expected), oracle) {
      #expect(example.rendered() == .output(expected), "\(example.name)")
      #expect(oracle == .output(expected), "\(example.name): Jinja2 differs")
    }
  }

  /// RECORD=1 writes the tables; otherwise they have to be there.
  @Test func tables() throws {
    let filters = try GeneratedSection("filters").holds(Filter.table(of: Filter.standard))
    let tests = try GeneratedSection("tests").holds(testTable)
    #expect(filters && tests, "docs/templates.md is out of date: run the tests with RECORD=1")
  }

  private var testTable: String {
    let rows = Filter.tests.sorted { $0.name < $1.name }.map { test in
      "| `\(test.name)`\(test.aliases.map { " `\($0)`" }.joined()) | \(test.summary) | \(Filter.cell(test.example.template)) |\n"
    }
    return "| test | true if | example |\n|---|---|---|\n" + rows.joined()
  }
}
