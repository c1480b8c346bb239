import Diagnostics
import OfficeFiles
import Testing

/// Workbooks that other programs wrote, with what is declared in them.
@Suite struct WorkbookCorpusTests {
  @Test(arguments: try Fixtures.names("corpus", ending: ".xlsx"))
  func isReadAsDeclared(name: String) throws {
    let path = "corpus/" + name
    let tables = try WorkbookReader.tables(in: try Fixtures.bytes(path), path: path)
    let expected = String(decoding: try Fixtures.bytes(path.replacing(".xlsx", with: ".txt")), as: UTF8.self)
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
}
