import Diagnostics
import Foundation
import Testing

@testable import Markdown

@Suite struct TableTests {
  /// The examples of the section “Tables (extension)” of GitHub's specification, version 0.29.
  @Test func examplesOfTheSpecification() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/gfm-tables.txt")
    let examples = try String(contentsOf: file, encoding: .utf8).split(separator: "example ")
    #expect(examples.count == 8)
    for example in examples {
      let number = example.prefix { $0 != "\n" }
      let parts = example.dropFirst(number.count + 1).split(separator: "\n.\n", maxSplits: 1)
      #expect(html(parts[0] + "\n") + "\n" == parts[1], "example \(number)")
    }
  }

  private static let table = """
    <table>
    <thead>
    <tr>
    <th>a</th>
    </tr>
    </thead>
    </table>

    """

  /// Tables begin and end, also in a list or quote, where they do for GitHub's own program.
  @Test(arguments: [
    ("x\n| a |\n|---|", "<p>x</p>\n§"), ("> | a |\n> |---|\nx", "<blockquote>\n§</blockquote>\n<p>x</p>\n"),
    ("> | a |\n|---|", "<blockquote>\n<p>| a |\n|---|</p>\n</blockquote>\n"),
    ("- x\n- | a |\n  |---|\n- y", "<ul>\n<li>x</li>\n<li>\n§</li>\n<li>y</li>\n</ul>\n"),
    ("1. | a |\n   |---|\n\n   x", "<ol>\n<li>\n§<p>x</p>\n</li>\n</ol>\n"),
    ("- > | a |\n  > |---|\n", "<ul>\n<li>\n<blockquote>\n§</blockquote>\n</li>\n</ul>\n"),
    ("-\t| a |\n\t|---|", "<ul>\n<li>\n§</li>\n</ul>\n"),
    ("| a |\n|---|\n***", "§<hr />\n"), ("| a |\n|---|\n---", "§<hr />\n"),
    ("| a |\n|---|\n# x", "§<h1>x</h1>\n"),
    ("| a |\n|---|\n2. x", "§<ol start=\"2\">\n<li>x</li>\n</ol>\n"),
    ("| a |\n|---|\n    x", "§<pre><code>x\n</code></pre>\n"),
    ("| a |\n|---|\n```\n| a |\n|---|\n```", "§<pre><code>| a |\n|---|\n</code></pre>\n"),
    ("| a |\n|---|\n|\n| a |\n|---|", "§<p>|</p>\n§"), ("| a |\r\n|---|\r\n\r\n| a |\r|---|", "§§"),
    ("```\n| a |\n|---|\n```", "<pre><code>| a |\n|---|\n</code></pre>\n"), ("\u{FEFF}| a |\n|---|", "§"),
    ("    | a |\n    |---|", "<pre><code>| a |\n|---|\n</code></pre>\n"),
    ("| a |\n\n|---|", "<p>| a |</p>\n<p>|---|</p>\n"),
    ("| a |\n---", "<h2>| a |</h2>\n"), ("| a |\n    |---|", "<p>| a |\n|---|</p>\n"), ("a\n|-|", "§"),
    ("| a\n:-", "<table>\n<thead>\n<tr>\n<th align=\"left\">a</th>\n</tr>\n</thead>\n</table>\n"),
    ("<!-- | a |\n|---| -->\n| a |\n|---|", "<!-- raw HTML omitted -->\n§"),
    ("| a |\n|---|\n<b>\n> | a |\n> |---|", "§<!-- raw HTML omitted -->\n"),
  ])
  func extent(text: String, expected: String) {
    #expect(html(text) == expected.replacing("§", with: TableTests.table))
  }

  /// Each cell is a text of its own, in which everything of a paragraph works.
  @Test(arguments: [
    ("**真，**她", "<strong>真，</strong>她"), ("**“重点”**", "<strong>“重点”</strong>"),
    ("共**200余条**", "共<strong>200余条</strong>"),
    ("甲\\|乙", "甲|乙"), ("`\\|`", "<code>|</code>"), ("a # #", "a # #"), ("# a", "# a"), ("- a", "- a"),
    ("<!-- a", "&lt;!-- a"),
    ("[甲](b \"c\")", "<a href=\"b\" title=\"c\">甲</a>"), ("![甲](b)", "<img src=\"b\" alt=\"甲\" />"),
    ("\\*甲\\*", "*甲*"),
    ("甲\\", "甲\\"), ("[r]: x", "[r]: x"), ("&amp;", "&amp;"), ("[乙]", "<a href=\"y\">乙</a>"),
    ("<b>甲</b>", "<!-- raw HTML omitted -->甲<!-- raw HTML omitted -->"),
    ("\u{3000}甲", "\u{3000}甲"), ("", ""), ("**甲", "**甲"), ("    甲", "甲"),
  ])
  func cells(text: String, expected: String) {
    let row = "<tr>\n<td>\(expected)</td>\n<td>**</td>\n</tr>\n"
    #expect(html("|a|b|\n|-|-|\n| \(text) |**|\n\n[乙]: y").contains("<tbody>\n" + row + "</tbody>"))
  }

  @Test func formOfPages() {
    let source = SourceText(path: "a.md", "| 甲“&” |  | [乙*丙*](x) |\n|--:|:-:|:--|\n| 1 | **2** |")
    var found: [Diagnostic] = []
    let rendered = renderMarkdown(0..<source.bytes.count, of: source, tables: .page, reporting: &found)
    #expect(
      String(decoding: rendered.html, as: UTF8.self) == """
        <div class="scroll" role="group" aria-label="甲“&amp;”、乙丙" tabindex="0">
        <table>
        <thead>
        <tr>
        <th class="align-right" scope="col">甲“&amp;”</th>
        <td class="align-center"></td>
        <th scope="col"><a href="x">乙<em>丙</em></a></th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td class="align-right">1</td>
        <td class="align-center"><strong>2</strong></td>
        <td></td>
        </tr>
        </tbody>
        </table>
        </div>

        """)
    #expect(found == [])
  }

  @Test func words() {
    let source = SourceText(path: "a.md", "甲\n\n| 乙 | 丙 |\n|---|---|\n| **1** | |\n\n丁\n\n| 戊 |\n|---|")
    var found: [Diagnostic] = []
    let rendered = renderMarkdown(0..<source.bytes.count, of: source, reporting: &found)
    #expect(rendered.text == "甲\n丁")
  }

  /// A table goes on below `===` and takes up what would be another one.
  @Test(arguments: [
    ("| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n===\n| 三 | 四 |\n|---|---|\n| 五 | 六 |\n", 6),
    ("| 甲 |\n|---|\n===\n| 乙 |\n|---|\n", 4), ("|\n-\n-|\n-|", 2),
    ("> | 甲 |\n> |---|\n> ===\n> | 乙 |\n> |---|\n\n| 丙 |\n|---|\n", 5),
  ])
  func swallowed(text: String, rows: Int) {
    let html = html(text)
    #expect(html.split(separator: "<tr>", omittingEmptySubsequences: false).count - 1 == rows, "\(html)")
    #expect(!html.contains("raw HTML omitted"))
  }

  /// Links, raw HTML and asterisks in cells and after tables are found in the file.
  @Test func positions() {
    let text =
      "前[一](1)\n| [二](2\\|a) | ![三](<3>) |\n|---|---|\n| [四] | <b> | 多 |\n> ＊＊五＊＊[六](6)\n\n[四]: 4\n\n- | [七](7) | a |\n  |---|---|\n  [八](8)\n\n<i>\n"
    let source = SourceText(path: "a.md", text)
    var links: [String] = [], found: [Diagnostic] = []
    _ = renderMarkdown(
      0..<source.bytes.count, of: source,
      resolvingLinks: { link in
        links.append("\(link.destination) \(source.text(link.range))")
        return link.isImage ? .keep : .replace("x")
      }, reporting: &found)
    #expect(links == ["1 1", "2|a 2\\|a", "3 3", "4 4", "6 6", "7 7", "8 8"])
    let shown = found.map { "\($0.code) \(source.text($0.location?.range ?? 0..<0))" }
    #expect(shown == ["raw-html <b>", "extra-cells 多", "fullwidth-asterisk ＊＊五＊＊", "raw-html <i>"])
  }
}
