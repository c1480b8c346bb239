import Diagnostics
import OfficeFiles
import Testing

/// Workbooks and CSV files that other programs wrote, with what is declared in them.
@Suite struct WorkbookCorpusTests {
  @Test(arguments: try Fixtures.names("corpus").filter { $0.hasSuffix(".xlsx") || $0.hasSuffix(".csv") })
  func isReadAsDeclared(name: String) throws {
    let path = "corpus/" + name, bytes = try Fixtures.bytes(path),
      ending = name.hasSuffix(".csv") ? ".csv" : ".xlsx"
    let tables =
      ending == ".csv"
      ? [try DelimitedText.table(in: bytes, path: path)] : try WorkbookReader.tables(in: bytes, path: path)
    let expected = String(decoding: try Fixtures.bytes(path.replacing(ending, with: ".txt")), as: UTF8.self)
    let lines = expected.split(separator: "\n").map(String.init)
    let read = tables.flatMap(\.lines)
    #expect(Set(lines).count == lines.count && read.count == lines.count)
    #expect(Set(read).subtracting(lines) == [])
    #expect(Set(lines).subtracting(read) == [])
  }

  /// Each is named for what it is, whatever its ending says.
  @Test(arguments: try Fixtures.names("corpus/foreign"))
  func otherFormatsAreNamed(name: String) throws {
    let format = try #require(OfficeFormat.Foreign(rawValue: String(name.split(separator: ".")[0])))
    let bytes = try Fixtures.bytes("corpus/foreign/" + name)
    #expect(throws: Diagnostic.foreignFormat(name, format)) {
      try WorkbookReader.tables(in: bytes, path: name)
    }
  }

  /// Formats that no program at hand writes, by the parts that they have.
  @Test(arguments: [
    ("Index/Document.iwa Index/Tables/DataList.iwa", "表", OfficeFormat.Foreign.numbers),
    ("Index/Document.iwa Index/Tables/DataList.iwa", "稿.pages", .pages), ("Index/Document.iwa", "稿", .pages),
    ("OFD.xml Doc_0/Document.xml", "文.ofd", .ofd), ("uof.xml", "表.uos", .uof),
    ("a.xlsx b.xlsx", "表.zip", .archive),
    ("[Content_Types].xml _rels/.rels=xl/workbook.bin xl/workbook.bin", "表.xlsx", .binaryWorkbook),
    ("[Content_Types].xml _rels/.rels=ppt/p.xml ppt/p.xml", "稿.xlsx", .presentation),
  ])
  func packedFormatsAreNamed(parts: String, name: String, format: OfficeFormat.Foreign) {
    var zip = ZipArchive()
    for part in parts.split(separator: " ").map({ $0.split(separator: "=") }) {
      let content: XMLText =
        part.count > 1
        ? """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" \
        Type="\(OfficePackage.relations)/officeDocument" Target="\(String(part[1]))"/></Relationships>
        """ : #"<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>"#
      zip.add(String(part[0]), content.part)
    }
    #expect(throws: Diagnostic.foreignFormat(name, format)) { try OfficeFormat(of: zip.bytes, path: name) }
  }
}
