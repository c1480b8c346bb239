import Diagnostics
import Foundation
import Testing

@testable import Markdown

/// The texts of a file in `Fixtures/near-markdown`, each with its expected result. `RECORD=1` writes the present ones.
struct Examples {
  let all: [(name: String, text: String, expected: String)]
  private let url: URL

  init(_ file: String) throws {
    url = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Fixtures/near-markdown/\(file).txt")
    all = try ("\n" + String(contentsOf: url, encoding: .utf8)).split(separator: "\nexample ").map {
      example in
      let name = example.prefix { $0 != "\n" }
      let parts = example.dropFirst(name.count + 1).split(
        separator: "\n.\n", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(name), parts[0] + "\n", parts.count > 1 ? String(parts[1]) : "")
    }
  }

  func check(_ actual: (String) throws -> String) throws {
    var recorded = ""
    for (name, text, expected) in all {
      let found = try actual(text)
      recorded += "example \(name)\n\(text).\n\(found)\n"
      if !isRecording {
        #expect(
          found.trimmingCharacters(in: .newlines) == expected.trimmingCharacters(in: .newlines), "\(name)")
      }
    }
    if isRecording { try recorded.write(to: url, atomically: true, encoding: .utf8) }
  }

  private var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }
}

@Suite struct NearMarkdownTests {
  @Test(arguments: ["read-footnotes", "read-lines"])
  func isRead(file: String) throws {
    try Examples(file).check { html($0) }
  }

  /// Each text has its findings; with all suggestions taken it has no more.
  @Test func isSaid() throws {
    try Examples("said").check { text in
      let found = said(of: text)
      var bytes = Array(text.utf8)
      let edits = found.flatMap { $0.suggestion?.edits ?? [] }
      for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
        bytes.replaceSubrange(edit.range, with: Array(edit.replacement.utf8))
      }
      let mended = String(decoding: bytes, as: UTF8.self)
      #expect(said(of: mended).count == found.count { $0.suggestion == nil }, "\(text)")
      return found.map { $0.code + ($0.suggestion == nil ? " (no edit)" : "") }.joined(separator: ", ")
        + (mended == text ? "" : "\n" + mended)
    }
  }

  /// Texts without findings.
  @Test func isInnocent() throws {
    let examples = try Examples("innocent")
    #expect(examples.all.count > 120)
    for example in examples.all { #expect(said(of: example.text).map(\.code) == [], "\(example.text)") }
  }

  private func said(of text: String) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let source = SourceText(path: "a.md", text)
    checkMarkup(0..<source.bytes.count, of: source, reporting: &found)
    return found
  }

  /// The footnotes of several bodies on one page have ids of their own; and no heading has that of a footnote.
  @Test func footnoteIDs() {
    let source = SourceText(path: "a.md", "# fn 1\n\n甲[^1]\n\n[^1]: 乙[^1]\n")
    var found: [Diagnostic] = []
    let alone = renderMarkdown(0..<source.bytes.count, of: source, headingIDs: true, reporting: &found)
    #expect(alone.headings.map(\.id) == ["fn-1-2"])
    let shared = renderMarkdown(
      0..<source.bytes.count, of: source, tables: .page, idPrefix: "xiling-", reporting: &found)
    let html = String(decoding: shared.html, as: UTF8.self)
    #expect(html.contains("<li id=\"xiling-fn-1\">") && html.contains("href=\"#xiling-fnref-1\" class"))
    #expect(html.contains("id=\"xiling-fnref-1-2\" data-footnote-ref role=\"doc-noteref\" aria-label=\"注1\""))
  }

  /// The text has the words, without marks and numbers of notes; links of notes are asked about in the notes' order.
  @Test func words() {
    let text = "- [x] ~~两~~三盏[^1]，见https://a.cn。\n\n[^1]: 见[公报](a.md)\n[^2]: 乙\n\n　　甲\n　　[丙](b.md)\n"
    let source = SourceText(path: "a.md", text)
    var found: [Diagnostic] = [], links: [String] = []
    let rendered = renderMarkdown(
      0..<source.bytes.count, of: source,
      resolvingLinks: {
        links.append(source.text($0.range))
        return .keep
      }, reporting: &found)
    #expect(rendered.text == "两三盏，见https://a.cn。\n甲\n丙\n见公报")
    #expect(links == ["https://a.cn", "b.md", "a.md"])
  }
}
