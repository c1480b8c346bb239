import Diagnostics
import Testing

/// Diagnostics for a person at a terminal.
@Suite struct HumanFormatTests {
  private static func text(
    _ diagnostic: Diagnostic, in source: SourceText, language: Language = .zh, hasColour: Bool = false
  ) -> String {
    HumanFormat(SourceFiles([source]), language: language, hasColour: hasColour).text([diagnostic]).text
  }

  private static let source = SourceText(
    path: "content/cases/0042.md", "---\ntitle: 路灯\nproblem_solved: 1\n---\n")

  private static func unknownField(_ suggestion: Suggestion? = nil, notes: [Note] = []) -> Diagnostic {
    Diagnostic(
      .error, "unknown-field", Message(zh: "没有这个字段", en: "there is no such field"),
      at: Location("content/cases/0042.md", 18..<32), notes: notes, suggestion: suggestion)
  }

  @Test func placeLineCaretsSuggestionNotes() {
    let suggestion = Suggestion(
      Message(zh: "是否想写 problems_solved？", en: "did you mean problems_solved?"),
      edits: [Edit(18..<32, "problems_solved")])
    let notes = [
      Note(Message(zh: "可用的字段：title", en: "fields: title")),
      Note(Message(zh: "先写在这里", en: "first given here"), at: Location("content/cases/0042.md", 4..<9)),
    ]
    #expect(
      HumanFormatTests.text(
        HumanFormatTests.unknownField(suggestion, notes: notes), in: HumanFormatTests.source) == """
          content/cases/0042.md:3:1: error: 没有这个字段 [unknown-field]
            |
          3 | problem_solved: 1
            | ^^^^^^^^^^^^^^ 是否想写 problems_solved？
            = 可用的字段：title
            = content/cases/0042.md:2:1: 先写在这里


          """)
  }

  @Test func english() {
    #expect(
      HumanFormatTests.text(HumanFormatTests.unknownField(), in: HumanFormatTests.source, language: .en)
        == """
        content/cases/0042.md:3:1: error: there is no such field [unknown-field]
          |
        3 | problem_solved: 1
          | ^^^^^^^^^^^^^^


        """)
  }

  @Test func colour() {
    #expect(
      HumanFormatTests.text(HumanFormatTests.unknownField(), in: HumanFormatTests.source, hasColour: true)
        == "content/cases/0042.md:3:1: \u{1B}[1;31merror\u{1B}[0m: \u{1B}[1m没有这个字段\u{1B}[0m [unknown-field]\n"
        + "  |\n3 | problem_solved: 1\n  | \u{1B}[1;32m^^^^^^^^^^^^^^\u{1B}[0m\n\n")
  }

  /// A line, the part of it that is marked, and what stands below: wide characters take two columns.
  @Test(arguments: [
    ("region: 武汉市", "武汉市", "          ^^^^^^", 9),
    ("地区: 武汉市", "武汉市", "        ^^^^^^", 5),
    ("地区：武汉市", "武汉市", "        ^^^^^^", 4),
    ("x: “弯引号”", "弯引号", "      ^^^^^^", 5),
    ("\tx: 1", "1", "  \t   ^", 5),
    ("😀x", "x", "    ^", 2),
    ("ｱx", "x", "   ^", 2),
    ("e\u{301}x", "x", "   ^", 3),
    ("title:", "", "  ^", 1),
  ])
  func carets(line: String, marked: String, below: String, column: Int) throws {
    let source = SourceText(path: "a.md", "---\n" + line + "\n")
    let start = marked.isEmpty ? line.startIndex : try #require(line.firstRange(of: marked)).lowerBound
    let offset = 4 + line.utf8.distance(from: line.startIndex, to: start)
    let diagnostic = Diagnostic(
      .warning, "code", Message(zh: "甲", en: "a"), at: Location("a.md", offset..<offset + marked.utf8.count))
    let expected = "a.md:2:\(column): warning: 甲 [code]\n  |\n2 | \(line)\n  |\(below.dropFirst())\n\n"
    #expect(HumanFormatTests.text(diagnostic, in: source) == expected)
  }

  @Test func onlyTheFirstLineOfSeveral() {
    let source = SourceText(path: "a.md", "ab\ncd\n")
    let diagnostic = Diagnostic(.error, "code", Message(zh: "甲", en: "a"), at: Location("a.md", 1..<5))
    #expect(
      HumanFormatTests.text(diagnostic, in: source) == "a.md:1:2: error: 甲 [code]\n  |\n1 | ab\n  |  ^\n\n")
  }

  @Test func theMarginIsAsWideAsTheNumber() {
    let source = SourceText(path: "a.md", String(repeating: "\n", count: 99) + "x\n")
    let diagnostic = Diagnostic(
      .error, "code", Message(zh: "甲", en: "a"), at: Location("a.md", 99..<100),
      notes: [Note(Message(zh: "乙", en: "b"))])
    #expect(
      HumanFormatTests.text(diagnostic, in: source)
        == "a.md:100:1: error: 甲 [code]\n    |\n100 | x\n    | ^\n    = 乙\n\n")
  }

  @Test func whatBelongsToNoFile() {
    let diagnostic = Diagnostic(.error, "cannot-write", Message(zh: "写不了", en: "cannot write"), at: nil)
    #expect(HumanFormatTests.text(diagnostic, in: HumanFormatTests.source) == "error: 写不了 [cannot-write]\n\n")
  }

  @Test func aFileThatIsMissing() {
    let diagnostic = Diagnostic(
      .error, "missing-file", Message(zh: "缺少文件", en: "missing"), at: Location("content/site.yml", 0..<0))
    #expect(
      HumanFormatTests.text(diagnostic, in: HumanFormatTests.source)
        == "content/site.yml:1:1: error: 缺少文件 [missing-file]\n\n")
  }

  @Test func byFilePlaceAndCode() {
    func diagnostic(_ file: String?, _ offset: Int, _ code: String) -> Diagnostic {
      Diagnostic(.error, code, Message(zh: "", en: ""), at: file.map { Location($0, offset..<offset) })
    }
    let sorted = [
      diagnostic(nil, 0, "z"), diagnostic("a.md", 2, "b"), diagnostic("a.md", 10, "a"),
      diagnostic("b.md", 1, "a"),
      diagnostic("b.md", 1, "c"),
    ]
    #expect(Array(sorted.reversed()).sortedByLocation() == sorted)
  }
}
