import Diagnostics
import Testing

@Suite struct GitHubFormatTests {
  private static let source = SourceText(path: "content/cases/a,b.md", "---\n标题: 路灯\nx: 1\n")

  private static func text(_ diagnostic: Diagnostic) -> String {
    GitHubFormat(SourceFiles([source]), language: .zh).text([diagnostic])
  }

  @Test func aCommandForEachWithSuggestionAndNotes() {
    let location = Location("content/cases/a,b.md", 4..<10)
    let diagnostic = Diagnostic(
      .warning, "some-code", Message(zh: "100% 对不上\n第二行", en: ""), at: location,
      notes: [Note(Message(zh: "对照：那里", en: ""))],
      suggestion: Suggestion(Message(zh: "是否想写 title？", en: ""), edits: [Edit(4..<10, "title")]))
    #expect(
      GitHubFormatTests.text(diagnostic)
        == "::warning file=content/cases/a%2Cb.md,line=2,endLine=2,col=1,endColumn=3,title=some-code"
        + "::100%25 对不上%0A第二行%0A是否想写 title？%0A对照：那里\n")
  }

  /// GitHub ignores columns that span lines.
  @Test func noColumnsAcrossLines() {
    let diagnostic = Diagnostic(
      .error, "code", Message(zh: "甲", en: ""), at: Location("content/cases/a,b.md", 4..<22))
    #expect(
      GitHubFormatTests.text(diagnostic)
        == "::error file=content/cases/a%2Cb.md,line=2,endLine=3,title=code::甲\n")
  }

  @Test func whatBelongsToNoFile() {
    #expect(
      GitHubFormatTests.text(Diagnostic(.error, "code", Message(zh: "甲", en: ""), at: nil))
        == "::error title=code::甲\n")
  }

  @Test func nothingToSay() {
    #expect(GitHubFormat(SourceFiles([]), language: .zh).text([]) == "")
  }
}
