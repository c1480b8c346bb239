import Bytes
import Diagnostics
import Foundation
import Testing

@Suite struct TextEncodingTests {
  private func encoded(_ text: String, as name: String) throws -> [UInt8] {
    try Iconv(to: name, from: "UTF-8").converted(Array(text.utf8))
  }

  private func decoded(_ bytes: [UInt8]) throws -> String {
    try SourceText(path: "a.csv", bytes: bytes).decoded().text
  }

  private static let text = "标题,地区\r\n“家门口”协商、①㐂𠮷,湖北省/武汉市\n老年食堂进社区,青山区\n"

  @Test(arguments: ["UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"])
  func encodingsAreRecognised(name: String) throws {
    let bytes = try encoded(Self.text, as: name)
    #expect(try decoded(bytes) == Self.text)
    // With a mark, which GB 18030 may have, too.
    #expect(try decoded(encoded("\u{FEFF}" + Self.text, as: name)) == Self.text)
    #expect(TextEncoding(detecting: bytes)?.rawValue.replacing(" ", with: "") == name)
  }

  /// Each write-up of the repository, as an office's Windows has it.
  @Test func chineseTextsAreRecognisedInGB18030() throws {
    let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    var count = 0
    for folder in ["cases", "reports", "brands", "methods", "topics"] {
      let path = project + "/content/" + folder
      for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasSuffix(".md") {
        let text = try String(contentsOfFile: path + "/" + name, encoding: .utf8)
        #expect(try decoded(encoded(text, as: "GB18030")) == text, "\(name)")
        count += 1
      }
    }
    #expect(count > 50)
  }

  @Test(arguments: [
    ("標題,地區\n老年食堂進社區,湖北省武漢市青山區協商議事會\n", "BIG5"), ("表題,地域\nこれは日本語の文章です。\n", "EUC-JP"),
    ("表題,地域\nこれは日本語の文章です。\n", "SHIFT_JIS"), ("café, naïveté — “Zürich”\n", "CP1252"),
    ("Ïðèâåò ìèð", "CP1252"),
  ])
  func otherEncodingsAreRefused(text: String, name: String) throws {
    let bytes = try encoded(text, as: name)
    #expect(throws: Diagnostic.self) { try decoded(bytes) }
  }

  /// UTF-8 with one damaged byte is not taken for another encoding, and the message is at the byte.
  @Test func damagedTextsAreRefused() throws {
    for index in Self.text.utf8.indices.enumerated().map(\.offset) where Array(Self.text.utf8)[index] >= 0x80
    {
      var bytes = Array(Self.text.utf8)
      bytes[index] = 0xFF
      do throws(Diagnostic) {
        _ = try SourceText(path: "a.csv", bytes: bytes).decoded()
        Issue.record("read with 0xFF at \(index)")
      } catch { #expect(abs((error.location?.range.lowerBound ?? 0) - index) < 4) }
    }
    #expect(throws: Diagnostic.self) { try decoded([0x61, 0, 0x62]) }
    #expect(throws: Diagnostic.self) { try decoded([0xFF, 0xFE, 0x61]) }
    #expect(throws: Diagnostic.self) { try decoded([0xFF, 0xFE, 0x00, 0xD8]) }
    #expect(throws: Diagnostic.self) { try decoded([0xB1, 0xEA, 0xCC]) }
    #expect(try decoded([]) == "")
  }

  /// Every code, as the C library has it. That has 24 characters where they were put in 2005, and private ones.
  @Test func charactersAreThoseOfTheCLibrary() throws {
    let iconv = try Iconv(to: "UTF-8", from: "GB18030")
    var codes: [[UInt8]] = []
    for lead in 0x81...0xFE as ClosedRange<UInt8> {
      for trail in 0x40...0xFE as ClosedRange<UInt8> where trail != 0x7F { codes.append([lead, trail]) }
      guard lead < 0x85 || lead == 0x90 || lead == 0xE3 else { continue }
      for second in 0x30...0x39 as ClosedRange<UInt8> {
        for third in 0x81...0xFE as ClosedRange<UInt8> {
          for last in 0x30...0x39 as ClosedRange<UInt8> { codes.append([lead, second, third, last]) }
        }
      }
    }
    var differing = 0
    for code in codes {
      let expected = (try? iconv.converted(code)).map { String(decoding: $0, as: UTF8.self) }
      let text = TextEncoding.gb18030.text(code)
      if text == "\u{FFFD}" || text == nil && expected == nil { continue }
      if text != expected { differing += 1 }
    }
    #expect(codes.count > 80_000 && differing <= 24)
  }
}

/// The C library's conversion of texts.
private final class Iconv {
  private let state: iconv_t?

  struct Failure: Error {}

  init(to: String, from: String) throws {
    state = iconv_open(to, from)
    if Int(bitPattern: state) == -1 { throw Failure() }
  }

  deinit { iconv_close(state) }

  func converted(_ bytes: [UInt8]) throws -> [UInt8] {
    var input = bytes.map { CChar(bitPattern: $0) },
      output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    var left = input.count, room = output.count
    let status = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var from = input.baseAddress, to = output.baseAddress
        return iconv(state, &from, &left, &to, &room)
      }
    }
    guard status != .max, left == 0 else { throw Failure() }
    return output.prefix(output.count - room).map { UInt8(bitPattern: $0) }
  }
}
