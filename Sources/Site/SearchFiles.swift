import Pages
import Records
import Search
import Wording

extension SearchIndex<OutputFile> {
  /// The index of an edition that stands in a folder; `nil` where the site has no search.
  init?(
    _ content: Content, _ bodies: [Body], _ words: Words, chineseRoot: String, in folder: String,
    keeping keep: (@Sendable (OutputFile) -> Void)?
  ) {
    guard content.settings.sections.contains(.search) else { return nil }
    let entries = SearchEntries(content, bodies: bodies, words: words, chineseRoot: chineseRoot)
    self.init(of: entries.count, { entries.document($0) }, places: entries.places, in: "search") {
      OutputFile(address: folder + $0, bytes: $1).kept(by: keep)
    }
  }
}
