import Diagnostics
import Testing

@testable import Markdown

/// A text with its links marked: `⟦a.md⟧` is a destination that must be found just there, in the order of the marks'
/// numbers if they have any (`⟦2:a.md⟧`).
struct LinkCase: CustomTestStringConvertible {
  let testDescription: String
  let text: String
  let links: [Link]

  /// - Parameter destinations: The destinations that differ from the bytes of the file, by the number of the link.
  init(_ name: String, _ marked: String, images: Set<Int> = [], destinations: [Int: String] = [:]) {
    var text = "", found: [(Int, Range<Int>)] = []
    var rest = marked[...]
    while let open = rest.firstIndex(of: "⟦"), let close = rest[open...].firstIndex(of: "⟧") {
      text += rest[..<open]
      var inside = rest[rest.index(after: open)..<close]
      var number = found.count + 1
      if let colon = inside.firstIndex(of: ":"), let explicit = Int(inside[..<colon]) {
        number = explicit
        inside = inside[inside.index(after: colon)...]
      }
      let start = text.utf8.count
      text += inside
      found.append((number, start..<text.utf8.count))
      rest = rest[rest.index(after: close)...]
    }
    text += rest
    testDescription = name
    self.text = text
    let bytes = Array(text.utf8)
    links = found.sorted { $0.0 < $1.0 }.map { number, range in
      Link(
        destination: destinations[number] ?? String(decoding: bytes[range], as: UTF8.self), range: range,
        isImage: images.contains(number))
    }
  }
}

@Suite struct LinkTests {
  @Test(arguments: [
    LinkCase("plain", "见[附件](⟦a.md⟧)。"),
    LinkCase("two on a line", "[a](⟦a.md⟧)和[b](⟦b.md⟧)"),
    LinkCase("the same twice on a line", "[a](⟦a.md⟧)、[b](⟦a.md⟧)、[a](⟦a.md⟧)"),
    LinkCase("with title", "[a](⟦a.md⟧ \"甲\")、[b](⟦b.md⟧ 'x)')、[c]( ⟦c.md⟧ (y) )"),
    LinkCase("angle brackets", "[a](<⟦a b.md⟧>)[c](⟦d⟧)"),
    LinkCase("empty", "[a](⟦⟧)[b](<⟦⟧>)[c](⟦d⟧)"),
    LinkCase("parentheses", "[a](⟦a(b(c)).md⟧)"),
    LinkCase("escapes", "[a](⟦a\\)b\\_c⟧)", destinations: [1: "a)b_c"]),
    LinkCase("character reference", "[a](⟦b?c=1&amp;d=2⟧)[e](⟦f⟧)", destinations: [1: "b?c=1&d=2"]),
    LinkCase("another reference", "[a](⟦x&auml;y⟧)[e](⟦f⟧)", destinations: [1: "xäy"]),
    LinkCase("Chinese address", "[a](⟦../案例/一.md#二⟧)"),
    LinkCase("picture", "![图](⟦a.png⟧)", images: [1]),
    LinkCase("picture in a link", "[![图](⟦a.png⟧)](⟦b.md⟧)[c](⟦d⟧)", images: [1]),
    LinkCase("escaped exclamation mark", "\\![a](⟦b⟧)"),
    LinkCase("paragraphs", "[a](⟦a⟧)\n\n[b](⟦b⟧)\n[c](⟦c⟧)\n"),
    LinkCase("heading", "# 甲 [a](⟦a⟧)\n\n乙 [b](⟦b⟧)\n==="),
    LinkCase("list", "- [a](⟦a⟧)\n- 甲\n  [b](⟦b⟧)\n\n  [c](⟦c⟧)\n  1. [d](⟦d⟧)\n"),
    LinkCase("quote", "> [a](⟦a⟧)\n> 甲 [b](⟦b⟧)\n[c](⟦c⟧)\n> > [d](⟦d⟧)\n> > [e](⟦e⟧)\n"),
    LinkCase("list in a quote", "> - 甲\n>   [a](⟦a⟧)\n> - [b](⟦b⟧)"),
    LinkCase("over a line end in a quote", "> [a](\n> ⟦a.md⟧\n>  'x')[b](⟦b⟧)"),
    LinkCase("text over several lines", "[甲\n乙\n丙](⟦a⟧)"),
    LinkCase("after emphasis", "**注意：**见**[附件](⟦a⟧)**，*“甲”*[乙](⟦b⟧)"),
    LinkCase("emphasis in the text", "[**甲，**乙](⟦a*，b*c⟧)"),
    LinkCase("after code", "`[x](a)` [a](⟦a⟧) ``[x](a)` `` [b](⟦b⟧)"),
    LinkCase("code over a line end", "`[x]\n(a)` 和 `[x](a)\n`[a](⟦a⟧)"),
    LinkCase("backticks that are no code", "` [a](⟦a⟧) `` [b](⟦b⟧)"),
    LinkCase("code block", "```\n[a](a)\n```\n\n    [a](a)\n\n[a](⟦a⟧)"),
    LinkCase("escaped", "\\[a](a) [a](⟦a⟧) [b\\](b) c](⟦b⟧)"),
    LinkCase("brackets that are no links", "[甲] [乙](丙 丁) [a](⟦a⟧) [ [b](⟦b⟧) ]"),
    LinkCase("link in link", "[a [b](⟦b⟧) c](c) [d](⟦d⟧)"),
    LinkCase("raw HTML", "<a href=\"[x](a)\"> [a](⟦a⟧) <!-- [x](b) --> [b](⟦b⟧)"),
    LinkCase("autolink", "<⟦https://a.b/c?d=[x](e)⟧> [a](⟦a⟧) <⟦x@y.z⟧>", destinations: [3: "mailto:x@y.z"]),
    LinkCase("no autolink", "1 < 2 [a](⟦a⟧) < [b](⟦b⟧) >"),
    LinkCase("CRLF", "甲\r\n[a](⟦a⟧)\r\n\r\n> 乙\r\n> [b](⟦b⟧)\r\n"),
    LinkCase("BOM", "\u{FEFF}[a](⟦a⟧)"),
    LinkCase("blank lines before", "\n\n\n  [a](⟦a⟧)"),
    LinkCase("tab", "-\t[a](⟦a⟧)\n\n\t[b](⟦b⟧)"),
    LinkCase("reference", "[甲][x]、[a](⟦2:a⟧)\n\n[x]: ⟦1:b.md⟧ '题'\n"),
    LinkCase("reference by its text", "[X  y]、[x y][]、![x Y]\n\n[x y]: <⟦b.md⟧>\n\n"),
    LinkCase("definition first", "[x]: ⟦1:b.md⟧\n[甲][x]，[a](⟦2:a⟧)"),
    LinkCase("definition in a list", "- 甲\n\n  [x]: ⟦1:b.md⟧\n\n[甲][x]"),
    LinkCase("definition in a quote", "[x]\n\n> [x]:\n> ⟦b.md⟧"),
    LinkCase("the first definition counts", "[x]\n\n[x]: ⟦a⟧\n[x]: b\n"),
    LinkCase("reference and the same inline", "[x] [a](⟦2:b⟧) [x2]\n\n[x]: ⟦1:b⟧\n[x2]: ⟦3:c⟧\n"),
    LinkCase("reference picture", "![图][x]\n\n[x]: ⟦a.png⟧", images: [1]),
  ])
  func ranges(_ example: LinkCase) {
    let source = SourceText(path: "a.md", example.text)
    var links: [Link] = [], found: [Diagnostic] = []
    _ = renderMarkdown(
      0..<source.bytes.count, of: source,
      resolvingLinks: { link in
        links.append(link)
        return .keep
      }, reporting: &found)
    let expected =
      example.testDescription == "reference by its text" ? threeTimes(example.links) : example.links
    #expect(links == expected)
  }

  private func threeTimes(_ links: [Link]) -> [Link] {
    links + links + links.map { Link(destination: $0.destination, range: $0.range, isImage: true) }
  }

  /// Ranges count from the start of the file, not of the body.
  @Test func bodyInsideAFile() {
    let source = SourceText(path: "a.md", "---\na: b\n---\n甲[a](x.md)\n")
    var ranges: [Range<Int>] = [], found: [Diagnostic] = []
    let rendered = renderMarkdown(
      13..<source.bytes.count, of: source,
      resolvingLinks: { link in
        ranges.append(link.range)
        return .replace("y(\\).html")
      }, reporting: &found)
    #expect(ranges == [20..<24])
    #expect(source.text(20..<24) == "x.md")
    #expect(String(decoding: rendered.html, as: UTF8.self) == "<p>甲<a href=\"y(%5C).html\">a</a></p>\n")
    #expect(found == [])
  }

  @Test func resolutions() {
    let text =
      "[甲**乙**](keep) [丙](change \"t\") [丁*戊*](drop) ![己*庚*](drop) [![辛](drop)](keep) [![壬](keep)](drop) <drop:x>"
    let source = SourceText(path: "a.md", text)
    var found: [Diagnostic] = []
    let rendered = renderMarkdown(
      0..<source.bytes.count, of: source,
      resolvingLinks: { link in
        link.destination == "change"
          ? .replace("一&二\"") : link.destination.hasPrefix("drop") ? .remove : .keep
      }, reporting: &found)
    #expect(
      String(decoding: rendered.html, as: UTF8.self)
        == "<p><a href=\"keep\">甲<strong>乙</strong></a> <a href=\"%E4%B8%80&amp;%E4%BA%8C%22\" title=\"t\">丙</a> 丁<em>戊</em> "
        + "己<em>庚</em> <a href=\"keep\">辛</a> <img src=\"keep\" alt=\"壬\" /> drop:x</p>\n")
    #expect(found == [])
  }

  /// A destination that is not found has the line on which the paragraph starts.
  @Test func fallback() {
    let source = SourceText(path: "a.md", "甲\n\n  乙\n丙[a](&#x62;)")
    var ranges: [Range<Int>] = [], found: [Diagnostic] = []
    _ = renderMarkdown(
      0..<source.bytes.count, of: source,
      resolvingLinks: { link in
        ranges.append(link.range)
        return .keep
      }, reporting: &found)
    #expect(ranges == [18..<24])
  }
}
