import Pages
import Records
import Search

extension SearchIndex<OutputFile> {
  /// `nil` where the site has no search.
  init?(_ content: Content, _ bodies: [Body], keeping keep: (@Sendable (OutputFile) -> Void)?) {
    guard content.settings.sections.contains(.search) else { return nil }
    let entries = SearchEntries(content, bodies: bodies)
    self.init(of: entries.count, { entries.document($0) }, places: entries.places, in: "search") {
      OutputFile(address: $0, bytes: $1).kept(by: keep)
    }
  }
}
