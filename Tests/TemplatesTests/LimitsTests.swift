import Diagnostics
import Testing

@testable import Templates

/// Templates that would go on for ever, or grow for ever, and are stopped.
@Suite struct LimitsTests {
  /// Lists of lists as large as two to the power of sixty, in little memory.
  private static let twice =
    "{% set a = 1 %}{% set b = 1 %}"
    + String(repeating: "{% set a = [a, a] %}{% set b = [b, b] %}", count: 60)
  private static let texts =
    "{% set a = 'ab' %}" + String(repeating: "{% set a = a ~ a %}", count: 14)
    + "{% set b = a ~ 'ac' %}{% set a = a ~ 'ab' %}"
  private static let ten = "{% for i in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] %}"
  private static func ever(_ body: String) -> String {
    String(repeating: ten, count: 7) + body + String(repeating: "{% endfor %}", count: 7)
  }

  static let endless = [
    twice + "{{ a|tojson }}",
    texts + ever("{{ 1 if a == b }}"), texts + ever("{{ 1 if a < b }}"),
    texts + ever("{{ 1 if 'zz' in b }}"),
    texts + ever("{% set c = a|replace('b', 'c')|length %}"),
    texts + ever("{% set c = a|upper %}"),
    texts + "{% set c = a ~ 'c' %}" + ever("{% set d = {'a': 1}[c] is defined %}"),
    texts + String(repeating: "{{ a }}", count: 100),
    texts + String(repeating: "{% set b = a ~ 'x' %}", count: 600),
    "{% macro m() %}" + String(repeating: "{% set a = 1 %}", count: 3000) + "{% endmacro %}"
      + ever("{{ m() }}"),
    "{% macro m(x) %}{% if x %}{{ m(x - 1) }}{{ m(x - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    ever("x"),
  ]

  @Test(arguments: endless) func stops(_ template: String) {
    var limits = Limits()
    (limits.steps, limits.output, limits.memory) = (200_000, 1 << 20, 16 << 20)
    var found: [Diagnostic] = [], bytes: [UInt8] = []
    let set = TemplateSet(
      sources: [("main", SourceText(path: "main", template))], limits: limits, reporting: &found)
    do throws(Diagnostic) { try set?.render("main", with: .object(Object([])), into: &bytes) } catch {
      found.append(error)
    }
    #expect(found.map(\.code) == ["template-limit"], "\(template.prefix(200))")
  }

  /// The steps of an ordinary page are far below the limit: what is charged does not grow with the data around.
  @Test func countsWhatIsLookedAt() {
    var limits = Limits()
    limits.steps = 1000
    var found: [Diagnostic] = [], bytes: [UInt8] = []
    let source = "{% for a in items %}{{ a.name|upper }}{{ a.name == 'x' }}{% endfor %}"
    let set = TemplateSet(
      sources: [("main", SourceText(path: "main", source))], limits: limits, reporting: &found)
    let items = (0..<80).map { Value.object(Object([("name", .string("n\($0)"))])) }
    do throws(Diagnostic) {
      try set?.render("main", with: .object(Object([("items", .list(items))])), into: &bytes)
    } catch { found.append(error) }
    #expect(found.isEmpty)
  }
}
