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

  @Test func aWorkbookHasItsTables() throws {
    let sheet = Workbook.Sheet(
      name: "台账:1", rows: [[.text("地区"), .text("件")], [.text("武汉市"), .number("637")], [.empty, .empty]],
      widths: [12])
    let file = Workbook([sheet, Workbook.Sheet(name: "说明", rows: [], headRows: 0)]).bytes
    let zip = try ZipReader(file, path: "a.xlsx")
    func part(_ name: String) throws -> String {
      String(decoding: try zip.bytes(of: #require(zip[name])), as: UTF8.self)
    }
    #expect(zip["xl/worksheets/sheet2.xml"] != nil)
    #expect(try part("xl/workbook.xml").contains(#"<sheet name="台账1" sheetId="1" r:id="rId1"/>"#))
    #expect(try part("xl/workbook.xml").contains(">'台账1'!$1:$1</definedName>"))
    #expect(try part("xl/worksheets/sheet1.xml").contains(#"<c r="B2" s="0"><v>637</v></c>"#))
    #expect(file == Workbook([sheet, Workbook.Sheet(name: "说明", rows: [], headRows: 0)]).bytes)
  }
}
