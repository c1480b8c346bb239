import Diagnostics
import FrontMatter

/// A numbered printed issue (工作简报).
package struct Briefing: Sendable {
  package let document: WriteUp
  package let stem: String
  package let title: String
  let titleRange: Range<Int>
  /// The title in lines broken by sense; empty where it may break anywhere.
  package let headline: [String]
  /// The line above the headline (眉题).
  package let kicker: String?
  /// The name at the head of the sheet, such as 工作简报.
  package let masthead: String
  /// `第1期`, `第3期（总第12期）`
  package let issue: String
  package let issuer: String
  package let date: Day?
  /// Lines such as `报：…`, `送：…`, `发：…`.
  package let recipients: [String]
  package let copies: String?
  package let region: RegionID?
  package let period: Period?
  /// Metrics whose published figures stand in the table, in this order.
  package let figures: [Int]
  package let citations: [Citation]
  package let note: String?
  package let isDraft: Bool

  package var file: String { document.source.path }
}

extension Briefing {
  package init?(
    _ placed: PlacedDocument, in context: ReadingContext, reporting diagnostics: inout [Diagnostic]
  ) {
    var fields = FieldReader(placed.document, as: .briefing, sources: context.sources)
    defer { diagnostics += fields.finish() }
    let title = fields.requiredText("title"), stem = fields.stem(slug: nil)
    let masthead = fields.requiredText("masthead"), issue = fields.requiredText("issue")
    let issuer = fields.requiredText("issuer")
    headline = fields.texts("headline").map(\.value)
    kicker = fields.text("kicker")?.value
    date = fields.day("date")
    recipients = fields.distinctTexts("recipients", dividedBy: "；").map(\.value)
    copies = fields.text("copies")?.value
    region = fields.region("region", isRequired: false, is: placed.region)
    period = fields.period("period")?.value
    figures = fields.distinctMetrics("figures", in: context.metrics)
    citations = fields.citations("source")
    note = fields.text("note")?.value
    isDraft = fields.flag("draft")
    guard let title, let stem, let masthead, let issue, let issuer, !fields.diagnostics.hasErrors else {
      return nil
    }
    document = placed.document.file
    self.stem = stem.value
    self.title = title.value
    titleRange = title.range
    self.masthead = masthead.value
    self.issue = issue.value
    self.issuer = issuer.value
  }
}
