import Diagnostics
import Testing

/// Lines and lists that are too long to be shown whole.
@Suite struct LongLineTests {
  private static func lines(_ text: String, _ mark: Range<Int>) -> (line: String, carets: String) {
    let source = SourceText(path: "a.md", text + "\n")
    let diagnostic = Diagnostic(.error, "code", Message(zh: "甲", en: "a"), at: Location("a.md", mark))
    let said = HumanFormat(SourceFiles([source]), language: .zh, hasColour: false).text([diagnostic]).text
    let lines = said.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return (String(lines[2].dropFirst(4)), String(lines[3].dropFirst(4)))
  }

  /// The text above the carets of an excerpt, by columns.
  private static func marked(_ excerpt: (line: String, carets: String)) -> String {
    let start = excerpt.carets.prefix { $0 == " " }.count, end = excerpt.carets.count
    var column = 0, text = ""
    for character in excerpt.line {
      if start..<end ~= column { text.append(character) }
      column += EastAsian.columns(String(character))
    }
    return text
  }

  @Test(arguments: [0, 1, 39, 41, 200, 399, 760, 797])
  func aLongLineIsCutAroundTheCaret(at place: Int) {
    let text = String(repeating: "议", count: place) + "错字" + String(repeating: "事", count: 798 - place)
    let excerpt = LongLineTests.lines(text, place * 3..<(place + 2) * 3)
    #expect(EastAsian.columns(excerpt.line) <= 124)
    #expect(EastAsian.columns(excerpt.line) >= 118)
    #expect(excerpt.line.contains("错字"))
    #expect(LongLineTests.marked(excerpt) == "错字")
    #expect(excerpt.line.hasPrefix("…") == (place > 20))
    #expect(excerpt.line.hasSuffix("…") == (place < 760))
  }

  /// A mark that is itself too long ends with the line that is shown.
  @Test func aLongMark() {
    let text = String(repeating: "x", count: 900)
    let excerpt = LongLineTests.lines(text, 10..<890)
    #expect(excerpt.line == String(repeating: "x", count: 120) + "…")
    #expect(excerpt.carets == String(repeating: " ", count: 10) + String(repeating: "^", count: 110))
  }

  @Test func aLineOfUsualLengthIsWhole() {
    let text = String(repeating: "议", count: 80)
    #expect(LongLineTests.lines(text, 0..<3).line == text)
  }

  /// A message is cut by bytes, at characters.
  @Test(arguments: ["x", "议", "é", "𠮷"]) func aLongMessageIsCut(letter: String) {
    let said = Message(zh: "甲" + String(repeating: letter, count: 5000) + "乙", en: "").zh
    #expect(1900...2000 ~= said.utf8.count)
    #expect(said.hasPrefix("甲" + letter) && said.hasSuffix(letter + "乙"))
    #expect(!said.unicodeScalars.contains("\u{FFFD}"))
  }

  // MARK: Many of a kind

  /// Behind as many warnings as are kept an error is, and no more of them.
  @Test func anErrorBehindWarningsIsKept() {
    func finding(_ severity: Severity) -> Diagnostic {
      Diagnostic(severity, "code", Message(zh: "甲", en: "a"), at: Location("a.md", 0..<0))
    }
    var found: [Diagnostic] = []
    for _ in 0..<10_100 { found.keep(finding(.warning)) }
    #expect(found.count == 10_000 && !found.hasErrors)
    for _ in 0..<20_000 { found.keep(finding(.error)) }
    #expect(found.count == 10_001 && found.hasErrors)
    #expect(found[10_000].notes.count == 1)
  }

  private static func many(_ count: Int, _ code: String = "code", in file: String = "a.md") -> [Diagnostic] {
    (0..<count).map { Diagnostic(.error, code, Message(zh: "第\($0)处", en: ""), at: Location(file, $0..<$0)) }
  }

  @Test(arguments: [1, 5, 6, 20]) func moreThanAHandfulIsOne(count: Int) {
    let source = SourceText(path: "a.md", String(repeating: "x", count: 30))
    let found = LongLineTests.many(count) + LongLineTests.many(2, "other") + LongLineTests.many(5, in: "b.md")
    let github = GitHubFormat(SourceFiles([source]), language: .zh).text(found)
    let human = HumanFormat(SourceFiles([source]), language: .zh, hasColour: false).text(found).text
    let own = count > 5 ? 1 : count
    #expect(github.split(separator: "\n").count == own + 7)
    #expect(human.split(separator: "\n").count { $0.contains("error: ") } == own + 7)
    #expect(human.contains("一共有 \(count) 处") == (count > 5))
    #expect(human.contains("第2处") && human.contains("第4处"))
  }

  @Test func theNearestOfManyNames() {
    let names = ["title", "region", "date", "status", "brand", "topics", "method", "step", "problems_solved"]
    let few = nearestFew(to: "problem_solve", among: names) { [$0] }
    #expect(few.count == 6)
    #expect(few.contains("problems_solved"))
    #expect(nearestFew(to: "x", among: Array(names.prefix(8))) { [$0] } == Array(names.prefix(8)))
  }
}
