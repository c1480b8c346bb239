import Diagnostics
import FrontMatter

/// What brands, methods, topics and platforms share: names to be referred to by, and a page.
package final class Naming: Sendable {
  package let document: WriteUp
  package let stem: String
  package let title: String
  package let titleRange: Range<Int>
  package let names: [String]
  package let region: RegionID?
  package let citations: [Citation]
  package let summary: String?
  package let note: String?
  package let corrections: [String]
  package let isDraft: Bool

  package var file: String { document.source.path }
  var allNames: [String] { [title, stem] + names.filter { $0 != title && $0 != stem } }

  init?(_ fields: inout FieldReader, _ placed: PlacedDocument) {
    let title = fields.requiredText("title"), stem = fields.stem(slug: nil)
    names = fields.distinctTexts("names", dividedBy: "、；").map(\.value)
    region = fields.region("region", isRequired: false, is: placed.region)
    citations = fields.citations("source")
    summary = fields.text("summary")?.value
    note = fields.text("note")?.value
    corrections = fields.oneOrMoreTexts("corrections")
    isDraft = fields.flag("draft")
    guard let title, let stem else { return nil }
    document = placed.document.file
    self.stem = stem.value
    self.title = title.value
    titleRange = title.range
  }
}

package protocol NamedRecord: Sendable {
  var naming: Naming { get }
  init?(
    _ placed: PlacedDocument, regions: RegionTree, sources: [SourcePage],
    reporting diagnostics: inout [Diagnostic])
}

extension NamedRecord {
  /// Whose pages they are; its name is that of their folder.
  package static var section: SiteSettings.Section {
    switch Self.self {
    case is Brand.Type: .brands
    case is Method.Type: .methods
    case is Topic.Type: .topics
    default: .platforms
    }
  }

  static var kind: RecordKind {
    switch Self.self {
    case is Brand.Type: .brand
    case is Method.Type: .method
    case is Topic.Type: .topic
    default: .platform
    }
  }
}

/// A named local programme (品牌).
package struct Brand: NamedRecord {
  package let naming: Naming
  package let recurs: Recurrence?

  package init?(
    _ placed: PlacedDocument, regions: RegionTree, sources: [SourcePage],
    reporting diagnostics: inout [Diagnostic]
  ) {
    var fields = FieldReader(placed.document, as: .brand, sources: sources)
    defer { diagnostics += fields.finish() }
    let naming = Naming(&fields, placed)
    recurs = fields.recurrence("recurs")
    guard let naming, !fields.diagnostics.hasErrors else { return nil }
    self.naming = naming
  }
}

/// Ordered steps (工作法); without steps the sources name it only.
package struct Method: NamedRecord {
  package let naming: Naming
  package let steps: [String]

  package init?(
    _ placed: PlacedDocument, regions: RegionTree, sources: [SourcePage],
    reporting diagnostics: inout [Diagnostic]
  ) {
    var fields = FieldReader(placed.document, as: .method, sources: sources)
    defer { diagnostics += fields.finish() }
    let naming = Naming(&fields, placed)
    steps = fields.texts("steps", dividedBy: "，、；")
    guard let naming, !fields.diagnostics.hasErrors else { return nil }
    self.naming = naming
  }
}

/// What cases are about (议题).
package struct Topic: NamedRecord {
  package let naming: Naming
  package let kind: Kind
  package let year: String?

  package enum Kind: String, Choice {
    case common, service, campaign, standing

    package var chinese: String {
      switch self {
      case .common: "共性指导议题"
      case .service: "双服务主题"
      case .campaign: "专项行动"
      case .standing: "常设议题"
      }
    }
  }

  package init?(
    _ placed: PlacedDocument, regions: RegionTree, sources: [SourcePage],
    reporting diagnostics: inout [Diagnostic]
  ) {
    var fields = FieldReader(placed.document, as: .topic, sources: sources)
    defer { diagnostics += fields.finish() }
    let naming = Naming(&fields, placed)
    kind = fields.choice("kind") ?? .standing
    year = fields.text("year")?.value
    guard let naming, !fields.diagnostics.hasErrors else { return nil }
    self.naming = naming
  }
}

/// A place where consultation happens (平台); it may have several kinds at once.
package struct Platform: NamedRecord {
  package let naming: Naming
  package let kinds: [String]
  package let host: String?
  package let sharedWith: [String]
  package let sector: String?
  package let checklist: [String]
  package let convenors: [Convenor]
  package let commended: String?

  package struct Convenor: Sendable {
    package let role: String
    package let count: Quantity?
  }

  package init?(
    _ placed: PlacedDocument, regions: RegionTree, sources: [SourcePage],
    reporting diagnostics: inout [Diagnostic]
  ) {
    var fields = FieldReader(placed.document, as: .platform, sources: sources)
    defer { diagnostics += fields.finish() }
    let naming = Naming(&fields, placed)
    kinds = fields.oneOrMoreDistinctTexts("kinds")
    host = fields.text("host")?.value
    sharedWith = fields.oneOrMoreDistinctTexts("shared_with")
    sector = fields.text("sector")?.value
    checklist = fields.distinctTexts("checklist", dividedBy: "，、；").map(\.value)
    convenors = fields.records("convenors", as: .convenor) { item in
      let count = item.count("count", in: .persons)?.value
      return item.requiredText("role").map { Convenor(role: $0.value, count: count) }
    }
    commended = fields.text("commended")?.value
    guard let naming, !fields.diagnostics.hasErrors else { return nil }
    self.naming = naming
  }
}
