import Diagnostics
import Testing

@testable import Markdown

@Suite struct RandomTextTests {
  /// The rule for line breaks as it is written down, on a paragraph without markup: slow, and separate for each break.
  private func joined(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (i, scalar) in scalars.enumerated() {
      guard scalar == "\n" else {
        result.append(scalar)
        continue
      }
      let before = scalars[..<i].filter { $0 != "\n" }, after = scalars[(i + 1)...].filter { $0 != "\n" }
      if !leavesNoGap(before, after) { result.append(scalar) }
    }
    return String(result)
  }

  private func leavesNoGap(_ before: [Unicode.Scalar], _ after: [Unicode.Scalar]) -> Bool {
    guard let b = before.last, let a = after.first else { return false }
    let isWide = { (s: Unicode.Scalar) in "甲，ｶ〇한".unicodeScalars.contains(s) }
    let isFigure = { (s: Unicode.Scalar) in "1%".unicodeScalars.contains(s) }
    let isAmbiguous = { (s: Unicode.Scalar) in "“”…".unicodeScalars.contains(s) }
    if b == "\u{200B}" || a == "\u{200B}" { return true }
    if b == "한" || a == "한" { return false }
    if isWide(b) && isWide(a) { return true }
    if isWide(b) && isFigure(a) || isFigure(b) && isWide(a) { return true }
    if isAmbiguous(b) && isWide(a) || isWide(b) && isAmbiguous(a) { return true }
    guard isAmbiguous(b) && isAmbiguous(a) else { return false }
    if let nearest = before.last(where: { !isAmbiguous($0) }) { return isWide(nearest) }
    return after.first { !isAmbiguous($0) }.map(isWide) ?? false
  }

  @Test func lineBreaks() {
    let alphabet = Array("甲，ｶ〇a1%“”…한\u{200B}".unicodeScalars)
    for seed in 0..<5_000 {
      var random = Seeded(seed)
      var text = String.UnicodeScalarView()
      for i in 0..<Int.random(in: 1...12, using: &random) {
        if i > 0, Bool.random(using: &random) { text.append("\n") }
        for _ in 0..<Int.random(in: 1...2, using: &random) {
          text.append(alphabet[Int.random(in: alphabet.indices, using: &random)])
        }
      }
      #expect(html(String(text)) == "<p>\(joined(String(text)))</p>\n", "seed \(seed)")
    }
  }

  /// Whatever the text, the mark never stays, and the range of a link has its destination.
  @Test func marksAndRanges() {
    let pieces = [
      "*", "**", "_", "`", "``", "\\", "[", "]", "](x)", "](<y z>)", "](a\\*b \"t\")", "[a](b*，c)", "![", "!",
      "[r]", "[甲][r]",
      "甲", "，", "“", "”", "a", "1", " ", "  \n", "\n", "\n\n", "> ", "- ", "# ", "    ", "<b>",
      "<http://a.b/c*，d>", "&amp;", "—",
      "\n\n[r]: d*，e\n\n", "(", ")", "<", ">", "\"", "\r\n", "\u{3000}", "```\n", "：", "（", "）",
    ]
    var exact = 0
    for seed in 0..<5_000 {
      var random = Seeded(seed)
      var text = ""
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        text += pieces[Int.random(in: pieces.indices, using: &random)]
      }
      let source = SourceText(path: "a.md", text)
      var found: [Diagnostic] = []
      let rendered = renderMarkdown(
        0..<source.bytes.count, of: source,
        resolvingLinks: { link in
          let plain = source.text(link.range).replacing(#/\\([!-\/:-@\[-`{-~])/#) { $0.output.1 }.replacing(
            "&amp;", with: "&")
          if plain == link.destination {
            exact += 1
          } else {
            Issue.record("seed \(seed): \(plain) for \(link)\n\(text)")
          }
          return .keep
        }, reporting: &found)
      #expect(!String(decoding: rendered.html, as: UTF8.self).unicodeScalars.contains("\u{10A7F}"))
      #expect(!String(decoding: rendered.html, as: UTF8.self).contains("%F0%90%A9%BF"))
      #expect(!rendered.text.unicodeScalars.contains("\u{10A7F}"))
    }
    #expect(exact > 4_000)
  }

  /// Rows, underlines and lines of blanks in any order, also in quotes and lists: each cell that is shown is in one
  /// table only.
  @Test func tables() {
    let pieces = [
      "|", "-", "=", "---", ":", "甲", " ", "> ", "- ", "\n", "\n", " \n", "\n\n", "\r\n", "[a](b)",
      "|\n-\n", "| 甲 |\n|---|\n", "| 甲 | 乙 |\n|---|---|\n", "| 一 | 二 |\n", "甲 | 乙\n---\n", "===\n", "\n \n",
    ]
    var tables = 0
    for seed in 0..<3_000 {
      var random = Seeded(seed)
      var text = ""
      for _ in 0..<Int.random(in: 1...15, using: &random) {
        text += pieces[Int.random(in: pieces.indices, using: &random)]
      }
      let source = SourceText(path: "a.md", text)
      var found: [Diagnostic] = [], ranges: [Range<Int>] = []
      let rendered = renderMarkdown(
        0..<source.bytes.count, of: source,
        resolvingLinks: { link in
          ranges.append(link.range)
          return .keep
        }, reporting: &found)
      #expect(Set(ranges).count == ranges.count, "seed \(seed)\n\(text)")
      for range in ranges { #expect(source.text(range) == "b", "seed \(seed)\n\(text)") }
      for diagnostic in found {
        #expect(
          diagnostic.location.map { $0.range.upperBound <= source.bytes.count } ?? false, "seed \(seed)")
      }
      let html = String(decoding: rendered.html, as: UTF8.self)
      // Cells and the comments that stand for tables in the meantime are gone.
      #expect(!html.contains("raw HTML omitted"), "seed \(seed)\n\(text)")
      tables += html.split(separator: "<table>").count - 1
    }
    #expect(tables > 500)
  }
}

/// A reproducible source of random numbers (SplitMix64).
private struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
