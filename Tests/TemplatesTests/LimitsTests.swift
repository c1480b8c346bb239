import Diagnostics
import Testing

@testable import Templates

/// Templates that would go on for ever, or grow for ever, and are stopped.
@Suite struct LimitsTests {
  private static let twice = """
    {% set n = namespace(a=1, b=1) %}\
    {% for i in range(60) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}
    """
  private static let keys = twice.replacing("[", with: "(").replacing("]", with: ")")
  private static let texts = "{% set a = 'ab' * 20000 %}{% set b = 'ab' * 19999 ~ 'ac' %}"
  private static let ever = "{% for i in range(1000000000) %}"

  static let endless = [
    twice + "{{ n.a == n.b }}", twice + "{{ n.a < n.b }}", twice + "{{ n.a }}", twice + "{{ n.a|string }}",
    twice + "{{ n.a|tojson }}", twice + "{{ [n.a, n.b]|sort }}", twice + "{{ [n.a, n.b]|min }}",
    twice + "{{ [{'k': n.a}, {'k': n.b}]|groupby('k')|list }}", twice + "{{ n.a in [n.b] }}",
    twice + "{{ [n.b].count(n.a) }}", twice + "{{ '%s' % n.a }}", twice + "{{ '{}'.format(n.a) }}",
    keys + "{{ {n.a: 1} }}", keys + "{{ [n.a]|unique|list }}", keys + "{{ {1: 1}.get(n.a) }}",
    texts + ever + "{{ 1 if a == b }}{% endfor %}", texts + ever + "{{ 1 if a < b }}{% endfor %}",
    texts + ever + "{{ 1 if 'zz' in b }}{% endfor %}", texts + ever + "{% set c = a[i % 9] %}{% endfor %}",
    texts + ever + "{% set c = a|replace('b', 'c')|length %}{% endfor %}",
    texts + ever + "{% set c = a.find('zz') %}{% endfor %}",
    texts + ever + "{% set c = a|title %}{% endfor %}",
    texts + "{% set c = a ~ 'c' %}" + ever + "{% set c = {a: 1}[c] is defined %}{% endfor %}",
    ever + "{% include 'none' ignore missing %}{% endfor %}", ever + "{% set c = []|map %}{% endfor %}",
    "{{ 'a' * 10**9 }}", "{{ [1] * 10**9 }}", "{{ range(10**9)|list }}", "{{ range(10**9)|sum }}",
    "{{ range(10**9)|map('abs')|list }}", "{{ range(0, 2**60, 2**40)|unique|list }}",
    "{% for i in range(10**9)|map('abs') %}{{ loop.length }}{% endfor %}",
    "{{ range(10**6)|join('abcdef') }}",
    "{{ ([[1]] * 9000)|sum(start=[]) }}", "{{ ('a\n' * 9000)|indent(9000) }}",
    "{{ ('{0:4096d}' * 3000).format(1) }}", "{{ ('%4096d' * 300) % ((1,) * 300) }}",
    "{{ 'a'|center(10**9) }}",
    "{% set a = 'ab' * 30000 %}" + String(repeating: "{{ a }}", count: 100),
    "{% set a = 'ab' * 30000 %}" + String(repeating: "{% set b = a ~ 'x' %}", count: 400),
    "{% macro m() %}" + String(repeating: "{% set a = b %}", count: 3000) + "{% endmacro %}" + ever
      + "{{ m() }}{% endfor %}",
    "{% macro m(x) %}{% if x %}{{ m(x - 1) }}{{ m(x - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    String(repeating: "{% for a in range(100) %}", count: 10) + "x"
      + String(repeating: "{% endfor %}", count: 10),
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

  /// As many steps as an ordinary page has are far below the limit: what is charged does not grow with the data around.
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
