import Testing

@testable import OfficeFiles

@Suite struct ZipArchiveTests {
  /// The check value of CRC-32 (ISO 3309).
  @Test func theChecksumIsTheKnownOne() {
    #expect(Array("123456789".utf8).checksum == 0xCBF4_3926)
    #expect([UInt8]().checksum == 0)
  }

  @Test func filesAreFoundAgain() throws {
    var zip = ZipArchive()
    zip.add("a.xml", Array("一".utf8))
    zip.add("word/b.bin", [0, 255, 0])
    zip.add("empty", [])
    let reader = try ZipReader(zip.bytes, path: "a.zip")
    #expect(reader.entries.map(\.name) == ["a.xml", "word/b.bin", "empty"])
    #expect(try reader.entries.map { try reader.bytes(of: $0) } == [Array("一".utf8), [0, 255, 0], []])
    #expect(reader["WORD/B.bin"]?.size == 3)
    #expect(reader["b.bin"] == nil)
  }

  @Test func largeFilesArePacked() throws {
    let text = Array(String(repeating: "一二三", count: 10_000).utf8)
    var zip = ZipArchive()
    zip.add("a.xml", text, isPacked: true)
    zip.add("b.xml", [], isPacked: true)
    #expect(zip.bytes.count < 1000)
    let reader = try ZipReader(zip.bytes, path: "a.zip")
    #expect(try reader.entries.map { try reader.bytes(of: $0) } == [text, []])
  }
}
