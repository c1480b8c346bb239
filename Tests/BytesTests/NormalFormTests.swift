import Testing

@testable import Bytes

@Suite struct NormalFormTests {
  @Test(arguments: [
    ("家门口abc", "家门口abc"), ("e\u{301}", "\u{E9}"), ("\u{212B}", "\u{C5}"), ("か\u{3099}", "が"),
    ("\u{1112}\u{1161}\u{11AB}", "한"), ("\u{F9B4}", "領"), ("a\u{302D}\u{302A}", "a\u{302A}\u{302D}"),
    // Excluded from composition, and a mark that another one keeps from its letter.
    ("\u{958}", "\u{915}\u{93C}"), ("a\u{328}\u{331}\u{301}", "\u{105}\u{331}\u{301}"), ("", ""),
    ("\0", "\0"),
  ])
  func examples(text: String, composed: String) {
    #expect(Array(text.composedScalars) == Array(composed.unicodeScalars))
    #expect(Array(text.composed.utf8) == Array(composed.utf8))
  }

  /// A composed text stays as it is, with each scalar behind a letter.
  @Test func composingTwiceChangesNothing() {
    for value in 0..<UInt32(0x3_2400) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = ("a" + String(scalar)).composed
      #expect(Array(once.composed.utf8) == Array(once.utf8), "U+\(String(value, radix: 16))")
    }
  }
}
