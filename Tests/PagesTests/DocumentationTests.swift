import GeneratedDocs
import Pages
import Templates
import Testing

@Suite struct DocumentationTests {
  /// RECORD=1 writes the table; otherwise it has to be there.
  @Test func table() throws {
    #expect(
      try GeneratedSection("domain-filters").holds(Filter.table(of: Filter.domain)),
      "docs/templates.md is out of date: run the tests with RECORD=1")
  }
}
