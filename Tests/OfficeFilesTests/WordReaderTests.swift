import Diagnostics
import OfficeFiles
import Testing

/// The reading of Word files; `WordImportTests` has the write-ups that come of it.
@Suite struct WordReaderTests {
  private func text(_ name: String) throws -> WordText {
    try WordReader.text(in: try Fixtures.bytes("word/\(name).docx"), path: name + ".docx")
  }

  private func paragraphs(_ text: WordText) -> [WordParagraph] {
    text.blocks.compactMap { if case .paragraph(let paragraph) = $0 { paragraph } else { nil } }
  }

  /// Numbers that are in no text are counted as Word counts them.
  @Test func numbers() throws {
    let found = paragraphs(try text("numbers"))
    #expect(found.map(\.number).filter { !$0.isEmpty } == ["一、", "（一）", "（二）", "二、", "①", "②"])
    let items = found.compactMap { if case .item(_, let number) = $0.role { number ?? 0 } else { nil } }
    #expect(items == [0, 0, 1, 2, 3, 1])
  }

  @Test func places() throws {
    let text = try text("changes")
    #expect(paragraphs(text).map(\.place) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 14, 15, 16].map { .paragraph($0) })
    #expect(text.notices.contains { $0.kind == .chart("各区场次") && $0.place == .paragraph(12) })
    #expect(
      text.notices.contains { $0.kind == .changes(inserted: 1, deleted: 2) && $0.place == .paragraph(3) })
    #expect(text.notes.map(\.count) == [1, 2])
    #expect(text.pictures.map(\.ending) == ["png", nil])
  }

  /// A cell over several columns fills them, one over several rows as well.
  @Test func mergedCells() throws {
    let tables = try text("python-docx").blocks.compactMap {
      if case .table(let table) = $0 { table } else { nil }
    }
    let table = try #require(tables.last)
    #expect(table.headRows == 2)
    #expect(table.rows.map { $0.map(\.text) }[0...1] == [["单位", "协商场次", "协商场次"], ["单位", "2021年", "2022年"]])
    #expect(table.rows[0].map(\.isCovered) == [false, false, true])
  }

  /// Tables and plain texts are no documents, whatever their names end in.
  @Test func others() throws {
    #expect(throws: Diagnostic.self) { try WordReader.text(in: Array("路灯".utf8), path: "a.docx") }
    let workbook = try Fixtures.bytes("corpus/openpyxl.xlsx")
    #expect(throws: Diagnostic.self) { try WordReader.text(in: workbook, path: "a.docx") }
  }

  /// A table whose cells say that they cover thousands is refused before it has them.
  @Test(arguments: [
    String(repeating: "<w:tr>" + String(repeating: WordReaderTests.wide, count: 50) + "</w:tr>", count: 120),
    "<w:tr>" + String(repeating: WordReaderTests.wide, count: 200) + "</w:tr>"
      + String(repeating: "<w:tr><w:tc><w:p/></w:tc></w:tr>", count: 5000),
  ]) func wideTables(rows: String) throws {
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    let relations = "http://schemas.openxmlformats.org"
    var zip = ZipArchive()
    zip.add(
      "_rels/.rels",
      Array(
        """
        <Relationships xmlns="\(relations)/package/2006/relationships"><Relationship Id="a" Type="\(relations)/officeDocument/2006/relationships/officeDocument" Target="d.xml"/></Relationships>
        """.utf8))
    zip.add("d.xml", Array("<w:document \(names)><w:body><w:tbl>\(rows)</w:tbl></w:body></w:document>".utf8))
    #expect(throws: Diagnostic.unsafeZip("a.docx", .tooManyElements(part: "d.xml"))) {
      try WordReader.text(in: zip.bytes, path: "a.docx")
    }
  }

  private static let wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"200\"/></w:tcPr><w:p/></w:tc>"

  /// A file that is cut anywhere, or has a byte changed, is read or refused; nothing else happens.
  @Test(arguments: ["changes", "numbers", "pandoc"]) func damaged(name: String) throws {
    let bytes = try Fixtures.bytes("word/\(name).docx")
    for step in 0..<60 {
      _ = try? WordReader.text(in: Array(bytes.prefix(bytes.count * step / 60)), path: "a.docx")
      var changed = bytes
      changed[bytes.count * step / 60] ^= 0x55
      _ = try? WordReader.text(in: changed, path: "a.docx")
    }
  }
}
