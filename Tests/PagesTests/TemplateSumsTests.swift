import Diagnostics
import Pages
import Testing

/// What a template may not ask of published numbers, and what it may.
@Suite struct TemplateSumsTests {
  @Test(arguments: [
    ("{{ x.display|int }}", "int"), ("{{ x.display | float + 1 }}", "float"),
    ("{{ x.cell['display']|int }}", "int"),
    ("{{ list|map(attribute='display')|map('int')|sum }}", "int"),
    ("{{ list|sum(attribute='display') }}", "sum"),
    ("{{ list|sum(\"cell.display\") }}", "sum"), ("{% set n = n + x.display|int %}", "int"),
    ("{% if x.display|int > 5 %}…{% endif %}", "int"), ("{{ list|map(attribute=\"display\")|sum }}", "sum"),
  ])
  func refuses(template: String, word: String) throws {
    let source = SourceText(path: "templates/t.html", "数\n\(template)\n")
    let found = TemplateSums(source).diagnostics
    #expect(found.map(\.code) == ["forbidden-sum"])
    let range = try #require(found.first?.location?.range)
    #expect(source.text(range) == word)
    #expect(source.position(at: range.lowerBound).line == 2)
  }

  @Test(arguments: [
    "{{ x.display }}", "{{ x.display ~ x.unit }}", "{# {{ x.display|int }} #}",
    "{{ [1, 2]|sum }} {{ x.display }}",
    "{{ x.count|int }}", "{{ list|sum(attribute='count') }}", "x.display|int", "{{ x.display|grouped }}",
    "{{ \"display\" }} |int", "{% if unit not in display %}{% endif %}", "{{ x.display", "{", "{%",
    "{{ sum(display) }}",
  ])
  func allows(template: String) {
    #expect(TemplateSums(SourceText(path: "t.html", template)).diagnostics == [])
  }
}
