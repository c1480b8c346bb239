import Diagnostics
import Testing

@testable import Markdown

/// Characters that no text should hold.
@Suite struct CharacterTests {
  private static func found(_ text: String) -> [String] {
    CharacterScan(SourceText(path: "a.md", text)).found.map {
      "\(String($0.scalar.value, radix: 16)) \($0.kind.code) \($0.replacement)"
    }
  }

  /// A text, the number of its odd character, and the code with the replacement.
  private static let said: [(String, String, String)] = [
    ("老\u{200B}街", "200b", "invisible-character "), ("a\u{AD}b", "ad", "invisible-character "),
    ("\u{FEFF}\u{FEFF}a", "feff", "invisible-character "), ("a\u{FEFF}", "feff", "invisible-character "),
    ("人\u{200D}民", "200d", "invisible-character "), ("3\u{200D}", "200d", "invisible-character "),
    ("甲\u{200C}", "200c", "invisible-character "), ("甲\u{2060}乙", "2060", "invisible-character "),
    ("甲\u{200E}乙", "200e", "invisible-character "), ("\u{61C}", "61c", "invisible-character "),
    ("甲\u{202E}乙", "202e", "invisible-character "), ("甲\u{2066}", "2066", "invisible-character "),
    ("甲\u{2028}乙", "2028", "invisible-character \n"), ("甲\u{85}", "85", "invisible-character \n"),
    ("葛\u{E0100}", "e0100", "invisible-character "), ("，\u{FE0F}", "fe0f", "invisible-character "),
    ("\u{FE0F}", "fe0f", "invisible-character "), ("汉\u{FE00}", "fe00", "invisible-character "),
    ("甲\u{FFF9}", "fff9", "invisible-character "), ("甲\u{3164}", "3164", "invisible-character "),
    ("甲\u{FFA0}", "ffa0", "invisible-character "), ("\u{E0041}", "e0041", "invisible-character "),
    ("\u{FFFD}", "fffd", "lost-character □"), ("\u{E000}", "e000", "private-character □"),
    ("\u{F0000}", "f0000", "private-character □"), ("\u{F0B7}\t项", "f0b7", "private-character -"),
    ("  \u{F06C}项", "f06c", "private-character - "), ("甲\u{F0B7}", "f0b7", "private-character •"),
    ("⼈民", "2f08", "radical-character 人"), ("人⺠", "2ea0", "radical-character 民"),
    ("⼾", "2f3e", "radical-character 户"), ("⻳", "2ef3", "radical-character 龟"),
    ("⿕", "2fd5", "radical-character 龠"), ("\u{A0}甲", "a0", "odd-blank "), ("-\u{A0}甲", "a0", "odd-blank  "),
    ("甲\n\u{2003}- 乙", "2003", "odd-blank  "), ("##\u{A0}甲", "a0", "odd-blank  "),
    ("1.\u{A0}甲", "a0", "odd-blank  "), ("> \u{A0}甲", "a0", "odd-blank  "),
  ]

  @Test(arguments: 0..<said.count) func isSaid(number: Int) {
    let (text, scalar, kind) = CharacterTests.said[number]
    #expect(CharacterTests.found(text) == [scalar + " " + kind])
  }

  /// Numbers that are no characters (the compiler takes none of them in a text).
  @Test(arguments: [0xFDD0, 0xFDEF, 0x1FFFE, 0x10FFFF] as [UInt32]) func isNoCharacter(number: UInt32) throws
  {
    let text = String(try #require(Unicode.Scalar(number)))
    #expect(CharacterTests.found(text) == ["\(String(number, radix: 16)) invisible-character "])
  }

  @Test(arguments: [
    "", "\u{FEFF}---\n", "“引”——…‘’、。《》〔2026〕　　段首", "①②㎡℃№→★●", "👨‍👩‍👧‍👦 ❤️ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👩🏽‍🌾 〰️",
    "می‌خواهم", "क्‍ष", "‫שלום‬ 和 \u{200F}שלום", "ไทย\u{200B}ไทย", "1 000 km", "第\u{A0}3\u{A0}段", "A\u{202F}B",
    "ｱｲｳ가나다한글", "ｶﾞ", "é e\u{301}", "\u{A0}", "甲\u{A0}", "⿰亻木", "⺀", "〇々〆ヶ", "ㄅㄆㄇ", "𠮷𠘨", "١٢٣",
    "«quotes» ·•† – —", "`a`\u{2009}b", "Ａ１％", "~ \\u200b", "≨\u{FE00}", "ᠠ\u{180B}", "㎏㍿",
  ])
  func isInnocent(text: String) {
    #expect(CharacterTests.found(text) == [])
  }

  /// All characters at once, also where bytes end in the middle of one.
  @Test func noBytesStopTheScan() {
    var random = SystemRandomNumberGenerator()
    let leads: [UInt8] = [
      0xC2, 0xCC, 0xCD, 0xE1, 0xE2, 0xE3, 0xEE, 0xEF, 0xF0, 0xF3, 0xF4, 0x3C, 0x0A, 0x80, 0xBF, 0xBB,
    ]
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        leads[Int.random(in: 0..<leads.count, using: &random)]
      }
      _ = CharacterScan(SourceText(path: "a.md", bytes: bytes))
    }
  }

  @Test func oneMessageForAKind() {
    let source = SourceText(path: "a.md", "老\u{200B}街\u{AD}的⼈⺠\u{200B}")
    var found: [Diagnostic] = []
    let isInHeader = CharacterScan(source).report(header: 0..<0, to: &found)
    #expect(!isInHeader)
    #expect(found.map(\.code) == ["invisible-character", "radical-character"])
    #expect(found.map(\.severity) == [.warning, .warning])
    #expect(found[0].message.zh.contains("零宽空格 U+200B、软连字符 U+00AD，共 3 处"))
    #expect(found[0].message.en.contains("U+200B (zero width space), U+00AD (soft hyphen), 3 in all"))
    #expect(found[1].message.zh.contains("⼈ → 人、⺠ → 民，共 2 处"))
    #expect(found[0].suggestion?.edits.count == 3)
    found = []
    #expect(CharacterScan(source).report(header: 0..<9, to: &found))
    #expect(found.map(\.severity) == [.error, .warning])
  }

  // MARK: Conflicts

  @Test(arguments: [
    ("<<<<<<< HEAD\n", 0), ("a\n>>>>>>> b\n", 2), ("a\n||||||| c\n", 2), ("a\r\n<<<<<<<\r\n", 3),
    ("\u{FEFF}<<<<<<< a", 3), ("a\n=======\nb\n>>>>>>> c", 12),
  ])
  func conflict(text: String, place: Int) {
    let mistake = CharacterScan(SourceText(path: "a.md", text)).conflictMarkers
    #expect(mistake?.location?.range.lowerBound == place)
    #expect(mistake?.code == "conflict-marker")
  }

  @Test(arguments: [
    "标题\n=======\n", "a <<<<<<< b", " <<<<<<< a", "<<<<<<<<", "<<<<<< a", ">>>>>>>>", "| | |\n|-|-|\n",
    "||||||||", "<<<<<<<a", "> > > > > > > a",
  ])
  func noConflict(text: String) {
    #expect(CharacterScan(SourceText(path: "a.md", text)).conflictMarkers == nil)
  }

  /// The table is Unicode's own where its normal form KC has one, but for two characters of simplified Chinese.
  @Test func radicals() {
    #expect(Radical.character(for: 0x2F00) == 0x4E00 && Radical.character(for: 0x2FD5) == 0x9FA0)
    #expect(Radical.character(for: 0x2E9F) == 0x6BCD && Radical.character(for: 0x2EF3) == 0x9F9F)
    #expect(Radical.character(for: 0x2EA0) == 0x6C11 && Radical.character(for: 0x2ED3) == 0x957F)
    #expect([0x2E80, 0x2E9A, 0x2EF4, 0x2FD6, 0x4E00].allSatisfy { Radical.character(for: $0) == nil })
    #expect((0x2E80...0x2FDF).count { Radical.character(for: $0) != nil } == 114 + 214)
  }
}
