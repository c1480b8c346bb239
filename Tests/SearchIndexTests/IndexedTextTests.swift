import Bytes
import Foundation
import Testing

@testable import SearchIndex

@Suite struct IndexedTextTests {
  /// A passage as it is shown, and as it is looked for.
  private static func indexed(_ passage: SearchDocument.Passage) -> (shown: String, folded: String) {
    var text = IndexedText()
    text.append(passage)
    let folded = String(String.UnicodeScalarView(text.scalars.compactMap { Unicode.Scalar($0) }))
    return (String(decoding: text.takeScript(), as: UTF8.self), folded)
  }

  @Test(arguments: [
    ("<p>协<strong>商</strong>在<a href=\"a>\">一线</a></p>\n", "协商在\\\">一线"),
    ("<p>甲</p>\n<p>乙</p>\n", "甲\\n乙"), ("<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n", "甲\\n乙"),
    ("<p>甲<br />\n乙 \n 丙</p>", "甲\\n乙 丙"), ("甲<!-- raw > HTML -->乙", "甲乙"),
    ("a &lt; b &amp;&quot;c", "a < b &\\\"c"),
    ("<td>甲</td><td>乙</td>", "甲\\n乙"), ("前<svg><title>图</title><text>1</text></svg>后", "前\\n后"),
    ("三盏<sup class=\"footnote-ref\"><a href=\"#fn-1\">1</a></sup>，见", "三盏，见"),
    ("<h2 id=\"h-1\">问题</h2>", "问题"), ("<pre><code>a\\b\tc</code></pre>", "a\\\\b c"),
    ("&#39;&copy;", "'&copy;"),
    ("<p>没有完", "没有完"), ("<p", ""),
  ])
  func markupIsTakenApart(markup: String, shown: String) {
    #expect(Self.indexed(.markup(Array(markup.utf8))).shown == shown)
  }

  @Test(arguments: [
    ("ＡＢＣ１２３％", "abc123%"), ("Él ÉCOLE", "él école"), ("ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("İ", "İ"),
    ("甲　乙\u{200B}丙", "甲 乙丙"), ("⼈⺠政协⼊⼾⻘年", "人民政协入户青年"),
    ("老\u{AD}街\u{FEFF} \u{202A}电梯\u{202C}👨\u{200D}👩", "老街 电梯👨👩"),
    ("𠮷𬭊", "𠮷𬭊"), ("①㎡々〇", "①㎡々〇"), ("ДА", "да"), ("  两头 ", "两头"), ("豈葛\u{E0100}城", "豈葛城"),
  ])
  func textIsFoldedScalarByScalar(text: String, folded: String) {
    let text = Self.indexed(.text(text))
    #expect(text.folded == folded)
    #expect(text.shown.unicodeScalars.count == text.folded.unicodeScalars.count)
  }

  /// However a character is written, it is indexed as everybody else writes it, and has one position.
  @Test(
    arguments: [
      (.text("cafe\u{301}店 E\u{301}"), "caf\u{E9}店 \u{C9}", "caf\u{E9}店 \u{E9}"),
      (.text("\u{F9B4}\u{2F80F}\u{2126}か\u{3099}\u{1112}\u{1161}\u{11AB}"), "領兔\u{3A9}が한", "領兔\u{3C9}が한"),
      (.text("a\u{302D}\u{302A}"), "a\u{302A}\u{302D}", "a\u{302A}\u{302D}"),
      (
        .markup(Array("<p>e<em>\u{301}</em>n</p>\n<p>\u{303}&gt;\u{338} \\n\u{303}\"</p>".utf8)),
        "\u{E9}n\\n\u{303}\u{226F} \\\\\u{F1}\\\"", "\u{E9}n \u{303}\u{226F} \\\u{F1}\""
      ),
    ] as [(SearchDocument.Passage, String, String)])
  func textIsComposed(passage: SearchDocument.Passage, shown: String, folded: String) {
    let text = Self.indexed(passage)
    #expect(Array(text.shown.unicodeScalars) == Array(shown.unicodeScalars))
    #expect(Array(text.folded.unicodeScalars) == Array(folded.unicodeScalars))
  }

  /// The scalars that are taken as they are have no other form, and join nothing before them.
  @Test func whatMayChangeIsKnown() {
    let changing = (0..<Folding.limit).compactMap { Unicode.Scalar($0) }.filter {
      String($0).composedScalars != [$0] || $0.properties.canonicalCombiningClass != .notReordered
    }
    let joining = (0..<Folding.limit).compactMap { Unicode.Scalar($0) }.flatMap {
      String($0).decomposedStringWithCanonicalMapping.unicodeScalars.dropFirst()
    }
    let missed = (changing + joining).filter {
      Folding.isPlain($0.value) || !Composition.mayChange($0.value)
    }
    // Blanks of their own kind, which only separate.
    #expect(Set(missed) == ["\u{2000}", "\u{2001}"])
  }

  @Test func textIsNoMarkup() { #expect(Self.indexed(.text("a<b>&amp;c")).shown == "a<b>&amp;c") }
}
