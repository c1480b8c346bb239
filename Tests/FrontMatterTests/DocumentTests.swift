import Diagnostics
import Testing

@testable import FrontMatter

@Suite struct DocumentTests {
  @Test func positions() throws {
    let text = "\u{FEFF}---\r\n标题: \"甲\"\r\na:\r\n- b: [c, 'd']\r\n  e:\r\n---\r\n正文\r\n"
    let source = SourceText(path: "a.md", text)
    var found: [Diagnostic] = []
    let document = try #require(Document(writeUp: source, reporting: &found))
    #expect(found == [])
    #expect(source.text(document.body) == "正文\r\n")
    #expect(source.text(document.headerEnd..<document.headerEnd + 3) == "---")
    #expect(
      outline(document.header)
        == "8..<46 {8..<14 标题: 16..<21 甲 doubleQuoted, 23..<24 a: 27..<46 ["
        + "29..<46 {29..<30 b: 32..<40 [33..<34 c plain, 36..<39 d singleQuoted], 44..<45 e: 46..<46  plain}]}"
    )
  }

  private func outline(_ node: Node) -> String {
    let content =
      switch node.content {
      case .scalar(let scalar): "\(scalar.text) \(scalar.style)"
      case .list(let items): "[" + items.map(outline).joined(separator: ", ") + "]"
      case .map(let entries):
        "{"
          + entries.map { "\($0.keyRange) \($0.key.text): \(outline($0.value))" }.joined(separator: ", ")
          + "}"
      }
    return "\(node.range) \(content)"
  }

  /// The header and the body of a write-up, or what is wrong with it.
  @Test(arguments: [
    ("---\na: b\n---\nc", "a: b\n|c"), ("---\n---\n", "|"), ("---\n---", "|"),
    ("---\n\n# x\n---\n---\n", "\n# x\n|---\n"),
    ("---  \na: b\n--- \t\nc", "a: b\n|c"), ("---\na: |\n  ---\n---\nc", "a: |\n  ---\n|c"),
    ("---\na: b\n---\n\n", "a: b\n|\n"),
    ("", "1:1 missing-header"), ("a: b\n---\n", "1:1 missing-header"),
    ("\n---\na: b\n---\n", "1:1 missing-header"),
    ("----\na: b\n---\n", "1:1 missing-header"), (" ---\na: b\n---\n", "1:1 missing-header"),
    ("# x", "1:1 missing-header"),
    ("——\na: b\n---\n", "1:1 missing-header"), ("---", "1:1 unclosed-header"),
    ("---\na: b\n", "1:1 unclosed-header"),
    ("---\na: b\n ---\nc", "3:1 unclosed-header"), ("---\na: b\n----\nc", "3:1 unclosed-header"),
    ("---\na: b\n--- # x\nc", "1:1 unclosed-header"), ("---\na: b\n--- # x\n---\nc", "3:1 unsupported-yaml"),
  ])
  func writeUp(text: String, expected: String) {
    let source = SourceText(path: "a.md", text)
    var found: [Diagnostic] = []
    if let document = Document(writeUp: source, reporting: &found) {
      let header = source.text((source.bytes.firstIndex(of: 0x0A) ?? 0) + 1..<document.headerEnd)
      #expect(header + "|" + source.text(document.body) == expected)
      #expect(found == [])
    } else {
      #expect(found.map { summary($0, in: source) } == [expected])
    }
  }

  @Test func registry() throws {
    let source = SourceText(path: "a.yml", "---\na: b\n")
    var found: [Diagnostic] = []
    let document = try #require(Document(registry: source, reporting: &found))
    #expect(found == [])
    #expect(document.headerEnd == 9)
    #expect(document.body == 9..<9)
    #expect(document.header.range == 4..<8)
  }

  /// The header may not hold what the body may: line separators and the like.
  @Test func separatorsInTheBody() {
    var found: [Diagnostic] = []
    let source = SourceText(path: "a.md", "---\na: b\n---\n\u{2028}\u{FEFF}\u{85}\t\n")
    #expect(Document(writeUp: source, reporting: &found) != nil)
    #expect(found == [])
  }

  // Without a byte order mark.
  static let littleEndian: [UInt8] = "---\n标题".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  static let bigEndian: [UInt8] = "---\n标题".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }

  static let gb18030: [UInt8] = [0xB1, 0xEA, 0xCC, 0xE2]  // 标题

  @Test(arguments: [
    (Array("a: b\n".utf8) + gb18030 + Array(": x\n".utf8), "2:1", "GB 18030"),
    (gb18030 + Array(": ".utf8) + [0x81, 0x30, 0x81, 0x30], "1:1", "GB 18030"),
    (Array("标题: ".utf8) + gb18030, "1:5", "bytes that are not UTF-8"),
    (Array("a: ".utf8) + [0xFF], "1:4", "bytes that are not UTF-8"),
    (Array("a: ".utf8) + [0xE6, 0xA0], "1:4", "bytes that are not UTF-8"),
    (Array("a: ".utf8) + [0xED, 0xA0, 0x80], "1:4", "bytes that are not UTF-8"),
    (Array("a: ".utf8) + [0xC0, 0x80], "1:4", "bytes that are not UTF-8"),
    (Array("a: ".utf8) + [0xF4, 0x90, 0x80, 0x80], "1:4", "bytes that are not UTF-8"),
    ([0xFF, 0xFE, 0x61, 0x00], "1:1", "UTF-16"), ([0xFE, 0xFF, 0x00, 0x61], "1:1", "UTF-16"),
    (littleEndian, "1:1", "UTF-16"), (bigEndian, "1:1", "UTF-16"),
  ])
  func encoding(bytes: [UInt8], place: String, words: String) throws {
    let source = SourceText(path: "a.yml", bytes: bytes)
    var found: [Diagnostic] = []
    #expect(Document(registry: source, reporting: &found) == nil)
    #expect(Document(writeUp: source, reporting: &found) == nil)
    #expect(found.count == 2 && found[0] == found[1])
    #expect(summary(found[0], in: source) == place + " not-utf8")
    #expect(found[0].message.en.contains(words))
    #expect(found[0].notes == [.savingAsUTF8])
  }

  @Test func tooLarge() {
    let source = SourceText(path: "a.yml", bytes: [UInt8](repeating: 0x0A, count: InputLimit.text + 1))
    var found: [Diagnostic] = []
    #expect(Document(registry: source, reporting: &found) == nil)
    #expect(found.map(\.code) == ["file-too-large"])
    found = []
    let just = SourceText(path: "a.yml", bytes: [UInt8](repeating: 0x0A, count: InputLimit.text))
    #expect(Document(registry: just, reporting: &found) != nil)
    #expect(found == [])
  }

  /// Accents are no matter; thousands of them upon one letter are, as texts with them take for ever to compare.
  @Test func stackedMarks() {
    let few = String(repeating: "a\u{301}\u{323}", count: 50),
      many = "a" + String(repeating: "\u{301}\u{323}", count: 50)
    let escaped = String(repeating: "\\u0301\\u0323", count: 50)
    for (text, codes) in [
      ("a: \(few)", []), ("a: \(many)", ["stacked-marks"]), ("a: \"\(escaped)\"", ["stacked-marks"]),
    ] {
      var found: [Diagnostic] = []
      _ = Document(registry: SourceText(path: "a.yml", text), reporting: &found)
      #expect(found.map(\.code) == codes)
    }
  }
}
