import Diagnostics
import Foundation
import Testing

@testable import Templates

/// The set as its users see it: what it reports, and that it survives anything.
@Suite struct TemplateSetTests {
  private func diagnostics(_ templates: [(String, String)], data: Value = [:]) -> [Diagnostic] {
    var diagnostics = [Diagnostic]()
    let sources = templates.map { ($0.0, SourceText(path: "templates/" + $0.0, $0.1)) }
    guard let set = TemplateSet(sources: sources, reporting: &diagnostics) else { return diagnostics }
    var bytes = Array("kept".utf8)
    do throws(Diagnostic) {
      try set.render("main", with: data, into: &bytes)
      return []
    } catch {
      #expect(String(decoding: bytes, as: UTF8.self) == "kept")
      return [error]
    }
  }

  /// The templates that come with the program, and those of the benchmark, have no mistake.
  @Test(arguments: ["templates", "Benchmarks/Pages/jinja"]) func ownTemplates(_ folder: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let files = try FileManager.default.contentsOfDirectory(atPath: root.path + "/" + folder)
      .filter { $0.hasSuffix(".html") || $0.hasPrefix("feed") }
    let sources = try files.map { name in
      (
        name,
        SourceText(path: name, try String(contentsOfFile: "\(root.path)/\(folder)/\(name)", encoding: .utf8))
      )
    }
    // The filters of the site, by name: here they are read and never run.
    let names = [
      "chinese_date", "grouped", "json", "markdown", "percent", "period", "quantity", "wan", "fill",
    ]
    let filters = names.map { name in
      Filter(
        name, takes: name == "quantity" ? [Parameter("unit")] : [], takesMore: name == "fill", "", "", ""
      ) { $1.input }
    }
    var found: [Diagnostic] = []
    let set = TemplateSet(
      sources: sources, filters: Filter.standard + filters,
      constants: Object([("w", [:]), ("zh", ""), ("language", "")]),
      reporting: &found)
    #expect(set != nil && found.isEmpty && !sources.isEmpty)
  }

  @Test func allMistakesOfAllFiles() {
    let found = diagnostics([
      ("b", "{{ 1|uper }}\n{{ 2|nosuch }}"), ("a", "{% if %}"),
      ("main", "{% include 'a' %}{% include 'no' %}"),
    ])
    #expect(
      found.map { "\($0.location?.file ?? "") \($0.code)" } == [
        "templates/a template-syntax", "templates/b template-unknown-filter",
        "templates/b template-unknown-filter",
        "templates/main template-not-found",
      ])
  }

  @Test func didYouMean() {
    let data: Value = ["case": ["title": "x", "region": "y"], "site": [:]]
    for (template, edit) in [
      ("a {{ csae.title }}", Edit(5..<9, "case")), ("{{ case.titel }}", Edit(8..<13, "title")),
      ("{{ case|uper }}", Edit(8..<12, "upper")), ("{{ 1 is ood }}", Edit(8..<11, "odd")),
      ("{% fro x in [] %}", Edit(3..<6, "for")), ("{{ case['titel'] }}", nil),
      ("{% for entry in [1] %}{{ entyr }}{% endfor %}", Edit(25..<30, "entry")),
    ] {
      let found = diagnostics([("main", template)], data: data)
      #expect(found.count == 1, "\(template)")
      #expect(found.first?.suggestion?.edits == edit.map { [$0] }, "\(template)")
    }
  }

  /// Found without running: in branches not taken, in included templates, through loops and members.
  @Test(arguments: [
    ("{{ page.title }}{{ nav }}", []),
    ("{% if false %}{{ pag }}{% endif %}", ["main 17 pag"]),
    ("{% if false %}{{ page.titel }}{% endif %}", ["main 17 page.titel"]),
    ("{% for x in cases %}{% if false %}{{ x.name }}{{ x.nam }}{% endif %}{% endfor %}", ["main 49 x.nam"]),
    (
      "{% for x in cases if x.name %}{% for t in x.tags %}{{ t.no if false }}{% endfor %}{% endfor %}",
      ["main 54 t.no"]
    ),
    ("{% if false %}{% include 'part' %}{% endif %}", ["part 3 wrong"]),
    ("{% macro m(page) %}{{ page.other if false }}{{ pag if false }}{% endmacro %}", ["main 47 pag"]),
    // Asked after, assigned, or not certain: nothing is said.
    ("{{ pag|default(page.title) }}{% if pag is defined %}{{ pag.x }}{% endif %}", []),
    ("{% if page.sub is defined %}{{ page.sub.deep }}{% endif %}", []),
    ("{% set q = page %}{{ q.titel if false }}{% if false %}{% set r = 1 %}{% endif %}{{ r if false }}", []),
    ("{% for x in none_yet %}{{ x.y }}{% endfor %}{{ loup if false }}", ["main 47 loup"]),
    ("{% set v = 1 %}{% include 'uses v' %}{{ page['x'] if false }}", []),
  ])
  func missingNames(_ template: String, _ expected: [String]) throws {
    let data: Value = [
      "page": ["title": "t"], "nav": [], "none_yet": [],
      "cases": [["name": "a", "tags": [["n": 1]]], ["name": "b", "tags": []]],
    ]
    let templates = [("main", template), ("part", "{{ wrong }}"), ("uses v", "{{ v }}")]
    var mistakes: [Diagnostic] = []
    let sources = templates.map { ($0.0, SourceText(path: $0.0, $0.1)) }
    let set = try #require(TemplateSet(sources: sources, reporting: &mistakes))
    var builder = DataBuilder()
    let names = builder.freeze(data)
    let found = set.missingNames(in: "main", with: names, of: builder).map { diagnostic in
      let location = diagnostic.location ?? Location("", 0..<0)
      let text = templates.first { $0.0 == location.file }?.1 ?? ""
      let word = String(decoding: Array(text.utf8)[location.range], as: UTF8.self)
      return "\(location.file) \(location.range.lowerBound) \(word)"
    }
    #expect(found == expected)
  }

  /// A number as published prints, joins words and compares; whatever would make it a number fails, by any name.
  @Test(
    arguments: [
      ("{{ n }} {{ n ~ '件' }}{{ n + '件' }} {{ n == '200余' }} {{ [n]|join('、') }} {{ n|safe }}", nil),
      ("{{ n|int }}", "n|int"), ("{{ n|float }}", "n|float"), ("{{ n + n }}", "n + n"),
      ("{{ n * 2 }}", "n * 2"),
      ("{% set m = n %}{{ m|int }}", "m|int"), ("{{ [n]|sum }}", "[n]|sum"),
      ("{{ [n]|map('int')|list }}", "[n]|map('int')"), ("{{ (n|safe)|int }}", "(n|safe)|int"),
    ] as [(String, String?)])
  func verbatim(_ template: String, _ place: String?) {
    let found = diagnostics([("main", template)], data: ["n": .verbatim("200余")])
    #expect(found.map(\.code) == (place == nil ? [] : ["template-verbatim"]))
    let source = SourceText(path: "main", template)
    #expect(found.first?.location.map { source.text($0.range) } == place)
  }

  @Test func theWayToTheMistake() {
    let found = diagnostics([
      ("main", "{% extends 'layout' %}\n{% block a %}{% include 'part' %}{% endblock %}"),
      ("layout", "{% block a %}{% endblock %}"), ("part", "{% from 'macros' import m %}\n{{ m(1) }}"),
      ("macros", "{% macro m(x) %}\n{{ x.y }}\n{% endmacro %}"),
    ])
    let expected = Diagnostic(
      .error, "template-undefined", Message(zh: "数字没有“y”。", en: "a number has no ‘y’."),
      at: Location("templates/macros", 20..<23),
      notes: [
        Note(
          Message(zh: "在这里调用了宏 m", en: "the macro m is called here"), at: Location("templates/part", 32..<36)),
        Note(
          Message(zh: "在这里包含了 part", en: "part is included here"), at: Location("templates/main", 39..<53)),
        Note(Message(zh: "由 main 继承", en: "extended by main")),
      ])
    #expect(found == [expected])
  }

  @Test func positionsWithCarriageReturns() {
    let found = diagnostics([("main", "a\r\nb\r\n{{ x }}\r\n")])
    #expect(found.first?.location == Location("templates/main", 9..<10))
  }

  @Test func ownFilters() throws {
    let filter = Filter(
      "wan", takes: [Parameter("digits", 0)], "A number in 万.", "{{ 20000|wan }}", "2万"
    ) { renderer, arguments throws(Failure) in
      guard case .int(let number) = arguments.input.number else {
        throw Failure(Message(zh: "只能用于数字。", en: "Works with numbers only."))
      }
      return renderer.text("\(number / 10000)万")
    }
    var found = [Diagnostic]()
    let source = SourceText(path: "main", "{{ n|wan }} {{ [n]|map('wan')|join }}")
    let set = try #require(
      TemplateSet(sources: [("main", source)], filters: Filter.standard + [filter], reporting: &found))
    var bytes = [UInt8]()
    try set.render("main", with: ["n": 30000], into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "3万 3万")
    #expect(throws: Diagnostic.self) { try set.render("main", with: ["n": "x"], into: &bytes) }
    #expect(set.contains("main"))
    #expect(!set.contains("other"))
  }

  @Test(arguments: [
    ("0", "0"), ("999", "999"), ("-1000", "-1,000"), ("1234567", "1,234,567"), ("-123456", "-123,456"),
    ("1234.5678", "1,234.5678"), ("-0.125", "-0.125"),
  ])
  func thousands(_ number: String, _ expected: String) throws {
    let filter = Filter("grouped", "", "", "") { renderer, arguments throws(Failure) in
      if case .int(let number) = arguments.input.number { return renderer.grouped(number) }
      return renderer.grouped(number)
    }
    var found = [Diagnostic](), bytes = [UInt8]()
    let source = SourceText(path: "main", "{{ n|grouped }}")
    let set = try #require(TemplateSet(sources: [("main", source)], filters: [filter], reporting: &found))
    try set.render("main", with: ["n": Int(number).map(Value.int) ?? .none], into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test func shapesAndThreads() async throws {
    var found = [Diagnostic]()
    let source = SourceText(path: "main", "{% for c in cases %}{{ c.title }}{{ c.n + 1 }};{% endfor %}")
    let set = try #require(TemplateSet(sources: [("main", source)], reporting: &found))
    let shared = SharedData()
    var builder = DataBuilder(sharing: shared)
    let cases = builder.list(0..<50) { number, data in
      number % 2 == 0
        ? data.object(["title": data.text("a"), "n": Datum(1)])
        : data.object(["n": Datum(1), "title": data.text("a")])
    }
    builder.keep()
    await withTaskGroup(of: String.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var bytes = [UInt8](), data = DataBuilder(with: shared)
          let names = data.object(["cases": cases])
          try? set.render("main", with: names, of: data, into: &bytes)
          return String(decoding: bytes, as: UTF8.self)
        }
      }
      for await text in group { #expect(text == String(repeating: "a2;", count: 50)) }
    }
  }

  /// A template whose description is short enough for a log.
  struct Hostile: ExpressibleByStringLiteral, CustomTestStringConvertible, Sendable {
    let template: String
    var testDescription: String { String(template.prefix(60)) }

    init(_ template: String) { self.template = template }
    init(stringLiteral template: String) { self.template = template }

    static func many(_ piece: String, _ count: Int, before: String = "", after: String = "") -> Hostile {
      Hostile(before + String(repeating: piece, count: count) + after)
    }
  }

  /// Nothing crashes, hangs or grows without end.
  @Test(arguments: [
    .many("(", 5000), .many("[", 5000), .many("{{", 5000), .many("{% raw %}", 3000), .many("{% raw", 3000),
    Hostile("{{ " + String(repeating: "(", count: 3000) + "1" + String(repeating: ")", count: 3000) + " }}"),
    .many("-", 5000, before: "{{ ", after: "1 }}"), .many("not ", 5000, before: "{{ ", after: "1 }}"),
    .many(" + 1", 5000, before: "{{ 1", after: " }}"), .many(".a", 5000, before: "{{ x", after: " }}"),
    .many("|e", 5000, before: "{{ 'x'", after: " }}"),
    .many(" if 1 else 1", 3000, before: "{{ 1", after: " }}"),
    .many(" ~ 1", 5000, before: "{{ x", after: " }}"), .many("{% if 1 %}", 3000),
    .many("{% for x in [1] %}", 30),
    .many("{% if 1 %}{% elif 1 %}", 3000),
    .many("{% elif 1 %}", 3000, before: "{% if 0 %}", after: "{% endif %}"),
    "{% include 'main' %}", "{% extends 'main' %}", "{% import 'main' as m %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{{ 10000000000 * 10000000000 }}", "{{ 1e300 * 1e300 }}", "{{ (-9223372036854775807 - 1) // -1 }}",
    "{{ (-9223372036854775807 - 1) % -1 }}", "{{ -(-9223372036854775807 - 1) }}",
    "{{ (-9223372036854775807 - 1)|abs }}",
    "{{ 1.5|round(1000000000000000) }}", "{{ 1|round(-1000000000000000) }}",
    "{{ 1e400|int }}", "{{ 1e300|int }}", "{{ loop }}", "{{ [1][9223372036854775807] }}",
    "{{ [1][-9223372036854775807 - 1] is defined }}", "{{ 'a'|replace('', 'b', -9223372036854775807) }}",
    "{% set x = x %}", "{% for x in x %}{% endfor %}",
    .many("{% if x %}{% set x = 1 %}", 50, after: String(repeating: "{% endif %}", count: 50)),
    .many(
      "1 + (", 55, before: "{% macro m() %}{{ ",
      after: "m()" + String(repeating: ")", count: 55) + " }}{% endmacro %}{{ m() }}"),
    .many(
      "{% if 1 %}", 55, before: "{% macro m() %}",
      after: "{{ m() }}" + String(repeating: "{% endif %}", count: 55) + "{% endmacro %}{{ m() }}"),
    "{{ range }}", "{{ super() }}", "{% block a %}{{ super() }}{% endblock %}",
  ])
  func hostile(_ hostile: Hostile) {
    for diagnostic in diagnostics([("main", hostile.template)]) {
      #expect(diagnostic.code.hasPrefix("template-"))
    }
  }

  @Test func brokenTemplatesNeverCrash() {
    var generator = Generator(seed: 7), state: UInt64 = 1
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    let pieces = [
      "{%", "%}", "{{", "}}", "{#", "-", "|", "(", ")", "'", "\\", ".", "[", "]", "\u{3000}", "é", "\r\n",
      " is ", "=",
    ]
    for _ in 0..<1500 {
      var input = generator.next()
      for i in input.templates.indices {
        var scalars = Array(input.templates[i].text.unicodeScalars)
        for _ in 0..<(1 + random(3)) where !scalars.isEmpty {
          let place = random(scalars.count)
          if random(2) == 0 {
            scalars.removeSubrange(place..<min(scalars.count, place + 1 + random(6)))
          } else {
            scalars.insert(contentsOf: pieces[random(pieces.count)].unicodeScalars, at: place)
          }
        }
        input.templates[i].text = String(String.UnicodeScalarView(scalars))
      }
      for diagnostic in input.run().diagnostics {
        let length = input.templates.first { $0.name == diagnostic.location?.file }?.text.utf8.count ?? 0
        #expect(diagnostic.location.map { $0.range.upperBound <= length } ?? true)
      }
    }
  }
}
