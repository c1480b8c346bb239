import FrontMatter

/// A map of fields: a kind of record, or of a part of one.
package final class RecordKind: Sendable {
  package let zh: String
  package let en: String
  package let fields: [Field]
  /// The indices of the fields by their names, English and Chinese.
  let indices: NameIndex

  init(zh: String, en: String, _ fields: [Field]) {
    self.zh = zh
    self.en = en
    self.fields = fields
    var indices = NameIndex()
    for (index, field) in fields.enumerated() {
      for name in [field.key] + field.names { indices.add(name, index) }
    }
    self.indices = indices
  }

  /// The English name of the field with this name.
  func key(_ name: Scalar) -> String? {
    indices[name.bytes.span.extracting(name.range)].map { fields[$0].key }
  }

  package subscript(name: String) -> Field? { indices[name].map { fields[$0] } }
}

extension RecordKind {
  /// The folders of write-ups whose kind has a field, for a kind that has a folder itself.
  func otherFolders(having name: String) -> [String] {
    guard Content.folders.contains(where: { RecordKind.ofFolder($0) === self }) else { return [] }
    return Content.folders.filter { folder in
      RecordKind.ofFolder(folder).map { $0 !== self && $0.indices[name] != nil } ?? false
    }
  }

  /// The kind of the write-ups of a folder below `content/`.
  package static func ofFolder(_ folder: String) -> RecordKind? {
    switch folder {
    case "cases": .case
    case "reports": .report
    case "brands": .brand
    case "methods": .method
    case "topics": .topic
    case "platforms": .platform
    case "briefings": .briefing
    case "pages": .page
    default: nil
    }
  }

  static let `case` = Case.fields.kind
  static let report = Report.fields.kind
  static let brand = Brand.fields.kind
  static let method = Method.fields.kind
  static let topic = Topic.fields.kind
  static let platform = Platform.fields.kind
  static let briefing = Briefing.fields.kind
  static let page = OwnPage.fields.kind
  static let revision = Revision.fields.kind
  static let followUp = Case.FollowUp.fields.kind
  static let document = Case.ResultDocument.fields.kind
}
