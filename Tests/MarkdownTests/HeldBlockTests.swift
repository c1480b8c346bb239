import Diagnostics
import Testing

@testable import Markdown

/// Fenced blocks that the caller fills.
@Suite struct HeldBlockTests {
  /// The HTML with `[word: lines]` in the holes.
  private func html(_ markdown: String, holding words: Set<String> = ["figure"]) -> String {
    let source = SourceText(path: "a.md", markdown)
    var found: [Diagnostic] = []
    let rendered = renderMarkdown(
      0..<source.bytes.count, of: source, holdingBlocks: words, reporting: &found)
    var html = rendered.html
    for block in rendered.blocks.reversed() {
      let lines = String(decoding: source.bytes[block.content], as: UTF8.self).replacing("\n", with: "|")
      html.insert(contentsOf: Array("[\(block.word): \(lines)]".utf8), at: block.offset)
    }
    return String(decoding: html, as: UTF8.self)
  }

  @Test(arguments: [
    ("甲\n\n```figure\na: 1\nb: 2\n```\n\n乙\n", "<p>甲</p>\n[figure: a: 1|b: 2|]\n<p>乙</p>\n"),
    ("~~~ figure 更多\na\n~~~\n```figure\nb\n```\n", "[figure: a|]\n[figure: b|]\n"),
    ("```figure\n```\n", "[figure: ]\n"), ("```figure", "[figure: ]\n"),
    ("```figure\na", "[figure: a]\n"), ("```figure\r\na\r\n```\r\n甲", "[figure: a\r\n]\n<p>甲</p>\n"),
    ("  ```figure\n  a\n  ```\n", "[figure:   a|]\n"),
    ("甲**，**乙\n\n```figure\n甲**，**乙\n```\n", "<p>甲<strong>，</strong>乙</p>\n[figure: 甲**，**乙|]\n"),
  ])
  func blocksAreHeld(markdown: String, expected: String) {
    #expect(html(markdown) == expected)
  }

  /// Other words, other blocks, and those whose lines bear marks of a quote or a list, are code as always.
  @Test(arguments: [
    "```figures\na\n```\n", "```\nfigure\n```\n", "    figure\n", "> ```figure\n> a\n> ```\n",
    "- ```figure\n  a\n  ```\n",
  ])
  func othersAreCode(markdown: String) {
    #expect(html(markdown) == html(markdown, holding: []))
    #expect(html(markdown).contains("<pre><code"))
  }

  @Test func headingsAndWordsAreOfTheText() {
    let source = SourceText(path: "a.md", "# A\n\n```figure\n# B\n```\n\n甲\n")
    var found: [Diagnostic] = []
    let rendered = renderMarkdown(
      0..<source.bytes.count, of: source, headingIDs: true, holdingBlocks: ["figure"], reporting: &found)
    #expect(rendered.headings.map(\.id) == ["a"])
    #expect(rendered.text == "甲")
    #expect(String(decoding: rendered.html, as: UTF8.self) == "<h1 id=\"a\">A</h1>\n\n<p>甲</p>\n")
  }
}
