import Bytes
import GeneratedDocs
import Testing

@testable import Records

/// The documents that are made from the declarations of fields are current; RECORD=1 makes them so.
@Suite struct FieldManualTests {
  @Test(arguments: [("docs/fields.zh.md", true), ("docs/fields.md", false)])
  func manual(path: String, isChinese: Bool) throws {
    #expect(try GeneratedFile(path).holds(FieldManual.text(inChinese: isChinese)))
  }

  @Test(arguments: FieldManual.files.map { ($0.path, $0.schema) })
  func schema(path: String, name: String) throws {
    let kind = try #require(FieldManual.files.first { $0.schema == name }?.kind)
    #expect(try GeneratedFile("docs/schema/\(name).json").holds(kind.schema(at: path).encoded()))
  }

  /// Whatever has no meaning in its name says it in both languages.
  @Test func helpIsInBothLanguages() {
    for (_, _, kind) in FieldManual.files {
      for field in kind.fields {
        #expect(field.help.zh.isEmpty == field.help.en.isEmpty, "\(kind.en).\(field.key)")
      }
    }
  }
}
