import Diagnostics
import Testing

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("路灯\n\t亮了", "路灯\n\t亮了"), ("\u{1B}[31m红", "\\u{1B}[31m红"), ("a\r\nb", "a\\u{D}\nb"),
    ("\0\u{7F}\u{9B}", "\\u{0}\\u{7F}\\u{9B}"),
    ("a\u{202E}b\u{2066}c\u{200F}", "a\\u{202E}b\\u{2066}c\\u{200F}"),
    ("a\u{2028}b\u{85}c", "a\\u{2028}b\\u{85}c"),
    // Emoji fall apart without their joiners.
    ("👨‍👩‍👧", "👨‍👩‍👧"), ("", ""),
    // Commands of a CI runner.
    ("::error::x", "\\u{3A}:error::x"), ("a\n  ::x", "a\n  \\u{3A}:x"), ("a::x", "a::x"), (":x", ":x"),
    ("a ##vso[task]x", "a \\u{23}#vso[task]x"), ("##teamcity[x]", "\\u{23}#teamcity[x]"),
    ("a ##[error]x", "a \\u{23}#[error]x"), ("## [x]", "## [x]"), ("::\u{301}x", "\\u{3A}:\u{301}x"),
    ("##[\u{301}x", "\\u{23}#[\u{301}x"),
    ("\r::x", "\\u{D}::x"),
  ])
  func isShown(text: String, shown: String) {
    #expect(TerminalText(text).text == shown)
    // An escape is not escaped again.
    #expect(TerminalText(shown).text == shown)
  }

  @Test func onOneLine() { #expect("a\nb\tc".onOneLine == "a\\u{A}b\\u{9}c") }

  /// Colour is the program's own.
  @Test func colour() {
    var text = TerminalText(hasColour: true)
    text.append("a\u{1B}[0m", style: "1")
    text.append("b\u{1B}[31m")
    #expect(text.text == "\u{1B}[1ma\\u{1B}[0m\u{1B}[0mb\\u{1B}[31m")
  }

  /// A finding is whole lines of the program's, whatever a file says; the carets are below what they mark.
  @Test func aFinding() {
    let source = SourceText(path: "a\u{1B}\n.md", "x\u{1B}[31m\u{9B}y: 1\n")
    let evil = Message(zh: "“\u{1B}\n::error::x”", en: "")
    let diagnostic = Diagnostic(
      .error, "code", evil, at: Location(source.path, 8..<9),
      notes: [Note(evil, at: Location(source.path, 0..<1))],
      suggestion: Suggestion(evil, edits: []))
    let shown = "“\\u{1B}\\u{A}::error::x”"
    #expect(
      HumanFormat(SourceFiles([source]), language: .zh, hasColour: false).text([diagnostic]).text == """
        a\\u{1B}\\u{A}.md:1:8: error: \(shown) [code]
          |
        1 | x␛[31m␣y: 1
          |        ^ \(shown)
          = a\\u{1B}\\u{A}.md:1:1: \(shown)


        """)
    #expect(
      GitHubFormat(SourceFiles([source]), language: .zh).text([diagnostic]).split(separator: "\n").count == 1)
  }
}
