import Diagnostics
import Testing

@testable import FrontMatter

/// The mistakes that are refused, where, and by which name. Each text is a registry.
@Suite struct RefusalTests {
  @Test(arguments: [
    // Indentation and tabs
    ("a: b\n\tc: d", "2:1 tab"), ("a:\n  b: c\n\td: e", "3:1 tab"), ("a:\tb", "1:3 tab"),
    ("a: b\tc", "1:5 tab"),
    ("a: b\t\n", "1:5 tab"), ("a:\n-\tb", "2:2 tab"), ("a: [b,\tc]", "1:7 tab"), ("a: \"b\n\tc\"", "2:1 tab"),
    ("a: |\n\tb", "2:1 tab"), ("a: b\n  \tc", "2:3 tab"), ("a: |\t\n  b", "1:5 tab"), ("\ta: b", "1:1 tab"),
    ("a: \"b\"\n  c: d", "2:3 bad-indentation"), ("a:\n    b: c\n  d: e", "3:3 bad-indentation"),
    ("  a: b\nc: d", "2:1 bad-indentation"), ("a:\n  - b\n - c", "3:2 bad-indentation"),
    ("a:\n- [b]\n   c", "3:4 bad-indentation"), ("a: [\n  b\n]", "3:1 bad-indentation"),
    ("a:\n    b: [\n      c\n  ]", "4:3 bad-indentation"),
    ("a: |\n     \n  b", "2:1 bad-indentation"),
    ("\u{3000}a: b", "1:1 fullwidth-space"), ("a:\n\u{3000}b: c", "2:1 fullwidth-space"),
    ("a:\u{3000}b", "1:3 fullwidth-space"), ("a:\n  -\u{3000}b", "2:4 fullwidth-space"),
    // Keys and colons
    ("a", "1:1 missing-colon"), ("a: b\nc d\ne: f", "2:1 missing-colon"), ("a:b", "1:2 missing-space"),
    ("a: b\nc:d", "2:2 missing-space"), ("\"a\":b", "1:4 missing-space"),
    ("\"a\" b", "1:1 missing-colon"), ("a: {b:c}", "1:6 missing-space"),
    ("a: {b}", "1:5 missing-colon"),
    ("a: {\"b\" c}", "1:5 missing-colon"),
    (": b", "1:1 missing-key"), ("a:\n  : b", "2:3 missing-key"), ("a: b: c", "1:4 unexpected-key"),
    ("a: \"b\": c", "1:4 unexpected-key"), ("a: b\n  c: d", "2:3 unexpected-key"),
    ("a:\n- 乙：c\n  丁: e", "3:3 unexpected-key"),
    ("a:\n  乙：c\n  丁: e", "3:3 unexpected-key"),
    ("a: [b: c]", "1:6 unexpected-key"),
    ("a: {b: c: d}", "1:9 unexpected-key"), ("a: {b\n  c: d}", "1:5 missing-colon"),
    ("\"a\n b\": c", "1:1 unexpected-key"),
    ("a: {\"b\n  c\": d}", "1:5 unexpected-key"), ("a: [b\n  c: d]", "2:3 unexpected-key"),
    ("a: '：'： b", "1:7 unexpected-text"),
    ("编号：#5", "1:4 unexpected-text"),
    ("a: b\nc: d\na: e", "3:1 duplicate-key"), ("a: {b: c, \"b\": d}", "1:11 duplicate-key"),
    ("x:\n- a: b\n  'a': c", "3:3 duplicate-key"),
    (String(repeating: "长", count: 1025) + ": a", "1:1 key-too-long"),
    // Lists and brackets
    ("a: - b", "1:4 misplaced-list"), ("a: b\n- c", "2:1 misplaced-list"),
    ("a: b\n  - c", "2:3 misplaced-list"),
    ("a: [b\n  - c]", "2:3 misplaced-list"), ("a: [- b]", "1:5 misplaced-list"),
    ("a: [-]", "1:5 misplaced-list"),
    ("- a\n- b", "1:1 header-not-a-map"), ("[a]", "1:1 header-not-a-map"), ("{a: b}", "1:1 header-not-a-map"),
    ("a: [b,, c]", "1:7 missing-item"), ("a: [, b]", "1:5 missing-item"), ("a: {, b: c}", "1:5 missing-item"),
    ("a: [b, \"c\" d]", "1:12 missing-comma"), ("a: [b [c]]", "1:7 missing-comma"),
    ("a: {b: c} d", "1:11 unexpected-text"),
    ("a: {b: [c] d}", "1:12 missing-comma"), ("a: [b#, \"c\"#]", "1:12 missing-comma"),
    ("a: [b", "1:4 unclosed-bracket"), ("a: [b\nc: d", "1:4 unclosed-bracket"),
    ("a: {b: c]", "1:9 missing-comma"),
    ("a: ]", "1:4 unexpected-text"), ("a: [b, }", "1:8 unexpected-text"),
    // Texts
    ("a: \"b", "1:4 unclosed-quote"), ("a: 'b\nc: d'", "1:4 unclosed-quote"),
    ("a: \"b\" c", "1:8 unexpected-text"),
    ("a: \"b\"#c", "1:7 unexpected-text"), ("a: [b]#c", "1:7 unexpected-text"),
    ("a: |#c\n  b", "1:5 unexpected-text"),
    ("a: | b\n", "1:6 unexpected-text"), ("a: |0\n  b", "1:5 unexpected-text"),
    ("a: |12\n  b", "1:6 unexpected-text"),
    ("a: >--\n  b", "1:6 unexpected-text"), ("a: \"\\q\"", "1:5 bad-escape"),
    ("a: \"\\x4\"", "1:5 bad-escape"),
    ("a: \"\\uD800\"", "1:5 bad-escape"), ("a: \"\\U00110000\"", "1:5 bad-escape"),
    ("a: \"\\街\"", "1:5 bad-escape"),
    // Things that YAML has and a header does not
    ("a: &x b", "1:4 unsupported-yaml"), ("&x a: b", "1:1 unsupported-yaml"),
    ("a: *x", "1:4 unsupported-yaml"),
    ("a: [*x]", "1:5 unsupported-yaml"), ("a: !!str b", "1:4 unsupported-yaml"),
    ("!x a: b", "1:1 unsupported-yaml"),
    ("a: {b: !x c}", "1:8 unsupported-yaml"), ("%YAML 1.2\n", "1:1 unsupported-yaml"),
    ("? a\n: b", "1:1 unsupported-yaml"),
    ("a:\n  ? b", "2:3 unsupported-yaml"), ("a:\n  [b]: c", "2:3 unsupported-yaml"),
    ("x: y\n[a]: b", "2:1 unsupported-yaml"),
    ("a: b\n---\nc: d", "2:1 unsupported-yaml"), ("a: b\n...\n", "2:1 unsupported-yaml"),
    ("a: {[b]: c}", "1:5 unsupported-yaml"),
    ("a: %b", "1:4 reserved-character"), ("a: @b", "1:4 reserved-character"),
    ("a: `b`", "1:4 reserved-character"),
    ("a: , b", "1:4 reserved-character"), ("a: [?b]", "1:5 reserved-character"),
    ("a: [:b]", "1:5 reserved-character"),
    ("a: [|]", "1:5 reserved-character"), ("|: a", "1:1 reserved-character"),
    // Characters
    ("a: b\u{0}", "1:5 control-character"), ("a: b\nc: \u{7}", "2:4 control-character"),
    ("a: b\rc: d", "1:5 control-character"),
    ("a: \u{7F}", "1:4 control-character"), ("a: \u{80}", "1:4 control-character"),
    ("a: \u{FFFE}", "1:4 control-character"),
    ("a: \"b\\0\"", "1:6 control-character"), ("a:\n- \"换\\u0000行\"", "2:5 control-character"),
    ("a: \"\\r\"", "1:5 control-character"), ("\"a\\x07\": b", "1:3 control-character"),
    ("a: \"\\u007F\"", "1:5 control-character"), ("a: [\"\\x80\"]", "1:6 control-character"),
    ("a: \"\\uFFFE\"", "1:5 control-character"), ("a: \"\\U0000FFFF\"", "1:5 control-character"),
    ("a: \u{85}", "1:4 invisible-character"), ("a: '\u{2028}'", "1:5 invisible-character"),
    ("a: \u{FEFF}b", "1:4 invisible-character"),
  ])
  func refused(text: String, expected: String) throws {
    let source = SourceText(path: "a.yml", text)
    var found: [Diagnostic] = []
    #expect(Document(registry: source, reporting: &found) == nil)
    #expect(found.map { summary($0, in: source) } == [expected])
    let diagnostic = try #require(found.first)
    #expect(diagnostic.severity == .error)
    if let suggestion = diagnostic.suggestion {
      // The edit removes what it was suggested for; further mistakes may show behind it.
      let corrected = SourceText(path: "a.yml", apply(suggestion.edits, to: source))
      var again: [Diagnostic] = []
      _ = Document(registry: corrected, reporting: &again)
      #expect(!again.contains { $0.code == diagnostic.code })
    }
  }

  /// Every entry of the outermost map is read, whatever is wrong with the others.
  @Test func severalMistakes() {
    let source = SourceText(
      path: "a.yml",
      """
      标题：甲
      a: [b
      c: "d
      e: *f
      g: h
      i:
        j: k
         l: m
      n:
      - o
      - &p
      - q
      g: r
      s:t
      u: v
      """)
    var found: [Diagnostic] = []
    #expect(Document(registry: source, reporting: &found) == nil)
    #expect(
      found.sortedByLocation().map { summary($0, in: source) } == [
        "1:3 fullwidth-colon", "2:4 unclosed-bracket", "3:4 unclosed-quote", "4:4 unsupported-yaml",
        "8:4 unexpected-key", "11:3 unsupported-yaml", "13:1 duplicate-key", "14:2 missing-space",
      ])
  }

  @Test func aDuplicateNamesBothPlaces() {
    let source = SourceText(path: "a.yml", "地区: 甲\n标题: 乙\n地区: 丙\n")
    var found: [Diagnostic] = []
    #expect(Document(registry: source, reporting: &found) == nil)
    #expect(
      found == [
        Diagnostic(
          .error, "duplicate-key",
          Message(zh: "字段“地区”写了两次。请只保留一处。", en: "The field `地区` is given twice. Keep one of them."),
          at: Location("a.yml", 24..<30),
          notes: [Note(Message(zh: "第一次写在这里", en: "first given here"), at: Location("a.yml", 0..<6))])
      ])
  }

  @Test func aHopelessFileIsNotReadToItsEnd() {
    let source = SourceText(path: "a.yml", String(repeating: "a\n", count: 1_000))
    var found: [Diagnostic] = []
    #expect(Document(registry: source, reporting: &found) == nil)
    #expect(found.count == 20)
    #expect(found.last?.notes == [.furtherErrors])
  }

  struct Hostile: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let expected: [String]

    init(_ name: String, _ text: String, _ expected: [String]) {
      (testDescription, self.text, self.expected) = (name, text, expected)
    }
  }

  /// Nothing here may take more than linear time, or the stack.
  @Test(arguments: [
    Hostile("brackets", "a: " + String(repeating: "[", count: 1 << 20), ["1:35 nested-too-deep"]),
    Hostile("braces", "a: " + String(repeating: "{a: ", count: 1 << 18), ["1:128 nested-too-deep"]),
    Hostile("dashes", "a:\n" + String(repeating: "- ", count: 1 << 20), ["2:63 nested-too-deep"]),
    Hostile(
      "maps", (0..<1_000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
      ["33:33 nested-too-deep"]),
    Hostile("quotes", "a: \"" + String(repeating: "\n \"\"\\", count: 1 << 18), ["2:3 unexpected-text"]),
    Hostile("single quotes", "a: '" + String(repeating: "\n ''", count: 1 << 18), ["1:4 unclosed-quote"]),
    Hostile("blank lines of a block", "a: |" + String(repeating: "\n ", count: 1 << 20), []),
    Hostile("blank lines", "a: b" + String(repeating: "\n", count: 1 << 20), []),
    Hostile("a long line", String(repeating: "x", count: 1 << 20), ["1:1 missing-colon"]),
    Hostile("full-width colons", String(repeating: "：", count: 1 << 20), ["1:2 fullwidth-colon"]),
    Hostile("keys", (0..<100_000).map { "k\($0): v\n" }.joined(), []),
    Hostile("comments in brackets", "a: [" + String(repeating: " b,\n # c\n", count: 1 << 17) + " ]", []),
    Hostile(
      "open quotes", String(repeating: "a: \"\n", count: 1 << 17), (1...20).map { "\($0):4 unclosed-quote" }),
  ])
  func hostile(_ hostile: Hostile) {
    let source = SourceText(path: "a.yml", hostile.text)
    var found: [Diagnostic] = []
    _ = Document(registry: source, reporting: &found)
    #expect(found.map { summary($0, in: source) } == hostile.expected)
  }

  @Test func thirtyTwoLevels() {
    var found: [Diagnostic] = []
    let deep = String(repeating: "[", count: 31) + String(repeating: "]", count: 31)
    #expect(Document(registry: SourceText(path: "a.yml", "a: " + deep), reporting: &found) != nil)
    #expect(Document(registry: SourceText(path: "a.yml", "a: [\(deep)]"), reporting: &found) == nil)
    #expect(found.map(\.code) == ["nested-too-deep"])
  }
}

/// `line:column code`.
func summary(_ diagnostic: Diagnostic, in source: SourceText) -> String {
  guard let range = diagnostic.location?.range else { return diagnostic.code }
  let position = source.position(at: range.lowerBound)
  return "\(position.line):\(position.column) \(diagnostic.code)"
}

func apply(_ edits: [Edit], to source: SourceText) -> String {
  var bytes = source.bytes
  for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
    bytes.replaceSubrange(edit.range, with: Array(edit.replacement.utf8))
  }
  return String(decoding: bytes, as: UTF8.self)
}
