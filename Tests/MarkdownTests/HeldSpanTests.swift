import Diagnostics
import Testing

@testable import Markdown

/// Spans of code that the caller fills.
@Suite struct HeldSpanTests {
  /// The HTML with `[text|bytes in the file]` in the holes.
  private func html(_ markdown: String) -> String {
    let source = SourceText(path: "a.md", markdown)
    var found: [Diagnostic] = []
    let rendered = renderMarkdown(
      0..<source.bytes.count, of: source, holdingBlocks: ["figure"], holdingSpans: ["="],
      reporting: &found)
    var html = rendered.html
    for block in rendered.blocks.reversed() {
      let bytes = source.text(block.content).replacing("\n", with: "/")
      html.insert(contentsOf: Array("[\(block.word)|\(bytes)]".utf8), at: block.offset)
    }
    return String(decoding: html, as: UTF8.self)
  }

  @Test(arguments: [
    ("甲`=乙`丙\n", "<p>甲[=乙|=乙]丙</p>\n"), ("`` =乙 ``\n", "<p>[=乙|=乙]</p>\n"),
    ("`x` `=甲` `=x` `=甲`\n", "<p><code>x</code> [=甲|=甲] [=x|=x] [=甲|=甲]</p>\n"),
    ("甲`=a\nb`\n", "<p>甲[=a b|=a/b]</p>\n"),
    ("> 甲`=a\n> b`\n", "<blockquote>\n<p>甲[=a b|=a/> b]</p>\n</blockquote>\n"),
    ("# `=甲`\n\n```figure\nx\n```\n\n`=乙`\n", "<h1>[=甲|=甲]</h1>\n[figure|x/]\n<p>[=乙|=乙]</p>\n"),
    ("![`=甲`](a.png)`=乙`\n", "<p><img src=\"a.png\" alt=\"=甲\" />[=乙|=乙]</p>\n"),
    ("**`=甲`**，*`=乙`*\n", "<p><strong>[=甲|=甲]</strong>，<em>[=乙|=乙]</em></p>\n"),
    ("\\`=甲\\`\n", "<p>`=甲`</p>\n"), ("` =甲`\n", "<p><code> =甲</code></p>\n"),
  ])
  func spansAreHeld(markdown: String, expected: String) {
    #expect(html(markdown) == expected)
  }

  /// The heading's id and words have the first word of the span.
  @Test func whatStandsForASpan() {
    let source = SourceText(path: "a.md", "# 共`=场次 甲 2024`\n\n甲`=场次 乙`丙\n")
    var found: [Diagnostic] = []
    let rendered = renderMarkdown(
      0..<source.bytes.count, of: source, holdingSpans: ["="], reporting: &found)
    #expect(rendered.headings.map(\.text) == ["共场次"])
    #expect(rendered.text == "甲场次丙")
  }
}
