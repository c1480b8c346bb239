import Diagnostics
import Testing

@Suite struct FixesTests {
  private let source = SourceText(path: "content/a.md", "0123456789")

  private func finding(_ code: String, _ edits: Edit..., file: String = "content/a.md") -> Diagnostic {
    Diagnostic(
      .warning, code, at: Location(file, 0..<1), zh: "", en: "",
      suggestion: Suggestion(zh: "", en: "", edits: edits))
  }

  private func text(_ fixes: Fixes) -> String? {
    fixes.files.first.map { String(decoding: $0.new.bytes, as: UTF8.self) }
  }

  @Test func severalEdits() {
    let fixes = Fixes(
      [
        finding("b", Edit(8..<9, "八"), Edit(1..<2, "")), finding("a", Edit(5..<5, "五前")),
        finding("b", Edit(9..<10, "")),
      ],
      in: [source])
    #expect(text(fixes) == "0234五前567八")
    #expect(fixes.count == 3 && fixes.overlapping == 0)
    #expect(fixes.files.first?.codes.map { "\($0.code) \($0.count)" } == ["a 1", "b 2"])
  }

  /// The first is followed, the other not even in part.
  @Test func overlappingEdits() {
    let fixes = Fixes(
      [finding("a", Edit(2..<5, "x")), finding("b", Edit(0..<1, "y"), Edit(4..<6, "y"))], in: [source])
    #expect(text(fixes) == "01x56789")
    #expect(fixes.count == 1 && fixes.overlapping == 1)
  }

  @Test(arguments: [(2..<2, 2..<2, false), (2..<2, 2..<4, true), (4..<4, 2..<4, true), (3..<3, 2..<4, false)])
  func insertions(_ insertion: Range<Int>, _ other: Range<Int>, areApart: Bool) {
    let fixes = Fixes([finding("a", Edit(other, "x")), finding("b", Edit(insertion, "y"))], in: [source])
    #expect(fixes.overlapping == (areApart ? 0 : 1))
  }

  @Test func insertionBesideAReplacement() {
    let edits = [Edit(2..<4, "x"), Edit(2..<2, "<"), Edit(4..<4, ">")]
    #expect(text(Fixes(edits.map { finding("a", $0) }, in: [source])) == "01<x>456789")
  }

  /// Files that may not be changed, edits that lead out of the file or change nothing.
  @Test func nothing() {
    let fixes = Fixes(
      [
        finding("a", Edit(0..<1, "x"), file: "themes/a.html"), finding("a", Edit(9..<11, "x")),
        finding("a", Edit(0..<1, "0")), finding("a"),
      ], in: [source])
    #expect(fixes.files.isEmpty)
  }
}
