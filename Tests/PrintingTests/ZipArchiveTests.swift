import Testing

@testable import OfficeFiles

@Suite struct ZipArchiveTests {
  /// The check value of CRC-32 (ISO 3309).
  @Test func theChecksumIsTheKnownOne() {
    #expect(ZipArchive.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(ZipArchive.checksum([]) == 0)
  }

  @Test func filesAreFoundAgain() {
    var zip = ZipArchive()
    zip.add("a.xml", Array("一".utf8))
    zip.add("word/b.bin", [0, 255, 0])
    zip.add("empty", [])
    let parts = StoredParts(zip.bytes)
    #expect(parts.names == ["a.xml", "word/b.bin", "empty"])
    #expect(parts["a.xml"] == "一")
    #expect(parts[bytes: "word/b.bin"] == [0, 255, 0])
    #expect(parts.checksums["word/b.bin"] == ZipArchive.checksum([0, 255, 0]))
  }

  @Test func aWorkbookHasItsTables() {
    let sheet = Workbook.Sheet(
      name: "台账:1", rows: [[.text("地区"), .text("件")], [.text("武汉市"), .number("637")], [.empty, .empty]],
      widths: [12])
    let file = Workbook([sheet, Workbook.Sheet(name: "说明", rows: [], headRows: 0)]).bytes
    let parts = StoredParts(file)
    #expect(parts.names.contains("xl/worksheets/sheet2.xml"))
    #expect(parts["xl/workbook.xml"].contains(#"<sheet name="台账1" sheetId="1" r:id="rId1"/>"#))
    #expect(parts["xl/workbook.xml"].contains(">'台账1'!$1:$1</definedName>"))
    #expect(parts["xl/worksheets/sheet1.xml"].contains(#"<c r="B2" s="0"><v>637</v></c>"#))
    #expect(file == Workbook([sheet, Workbook.Sheet(name: "说明", rows: [], headRows: 0)]).bytes)
  }
}
