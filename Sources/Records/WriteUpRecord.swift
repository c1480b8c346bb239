import Diagnostics
import FrontMatter

/// A record that a file of its own is read as: a case, a report, a briefing, or what others refer to by name.
package protocol WriteUpRecord: Sendable {
  static var fields: RecordFields<Self> { get }
  var head: WriteUpHead { get set }
  /// The record before anything of it has been read.
  init(of file: WriteUp)
  /// Ends the reading of the record: reads what depends on several fields, and checks what the form of one field cannot.
  /// After an error the record is left out.
  mutating func finish(_ reader: inout FieldReader)
}

extension WriteUpRecord {
  /// Reads a write-up; nil if anything in its header is wrong, with every mistake in `diagnostics`.
  package init?(
    _ placed: PlacedDocument, in context: ReadingContext, reporting diagnostics: inout [Diagnostic]
  ) {
    self.init(of: placed.document.file)
    let kind = Self.fields.kind
    var reader = FieldReader(placed.document, as: kind, in: context, region: placed.region)
    let isComplete = reader.read(Self.fields, into: &self)
    let stem = reader.stem(slug: kind["slug"]?.key)
    finish(&reader)
    // A number that its source does not have is an error, and the record can still be held against others.
    let isRead = isComplete && !reader.diagnostics.hasErrors
    diagnostics += reader.finish()
    guard isRead, let stem else { return nil }
    head.address = stem
  }

  package mutating func finish(_ reader: inout FieldReader) {}

  package var document: WriteUp { head.document }
  package var file: String { head.file }
  package var stem: String { head.stem }
  package var title: String { head.title.value }
  var isDraft: Bool { head.isDraft }
  var titleLocation: Location { Location(file, head.title.range) }
}

/// The parts that every write-up has, whatever it is about.
package struct WriteUpHead: Sendable {
  let document: WriteUp
  /// The last part of its address; the range is empty where the file's name says it.
  var address: Located<String>
  /// The title as the file has it.
  var title = Located(value: "", range: 0..<0)
  var isDraft = false

  init(of file: WriteUp) {
    document = file
    address = Located(value: file.source.stem, range: 0..<0)
  }

  var file: String { document.source.path }
  var stem: String { address.value }
}

// Fields that several kinds of write-ups have.
extension RecordFields.Declarations where Record: WriteUpRecord {
  mutating func addTitle() { add("title", "标题", "名称", to: \.head.title, as: .text, isRequired: true) }

  mutating func addDraft() {
    add("draft", "草稿", to: \.head.isDraft, as: .flag, "是草稿的不上网", "a draft is on no page", export: .none)
  }
}

extension RecordFields.Declarations {
  mutating func addSource(to path: WritableKeyPath<Record, [Citation]> & Sendable) {
    add("source", "来源", to: path, as: .citations)
  }

  mutating func addCorrections(to path: WritableKeyPath<Record, [String]> & Sendable) {
    add("corrections", "更正", to: path, as: .oneOrMoreTexts, isEditorial: true, export: .titled(nil, "文字的列表"))
  }
}

extension Field {
  static let personalData = Field(
    "personal_data", ["个人信息"], .map(.text),
    .init(
      "可以公开的个人信息：检查印出来的写法（打星号的）→ 为什么可以公开", "personal data that may be public: as the check prints it → why"),
    export: .none)
}
