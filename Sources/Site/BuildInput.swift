import Diagnostics
import FrontMatter
import Records

/// What a build reads: nothing else, no disk, no clock, no environment.
package struct BuildInput: Sendable {
  /// Below `content/`: write-ups and registries.
  package var contentFiles: [SourceText]
  /// Below `templates/`: pages and partials.
  package var templates: [SourceText]
  /// Of the pages that sources.yml names, one text each; never published.
  package var sourceTexts: [SourceText] = []
  /// The folder that should hold the texts of all sources, if one is given.
  package var sourceFolder: String?
  /// Below `templates/assets/`: copied as they are.
  package var assets: [SourceText]
  /// Below `content/images/`.
  package var pictures: [Picture]
  /// What stands in for files that the site does not have itself.
  package var theme: Theme?
  package var today: Day
  /// In place of the one in `site.yml`.
  package var baseURL: String?
  /// Files that are there but could not be read, which has been said: they are not missing.
  package internal(set) var unread: [String] = []

  package init(
    contentFiles: [SourceText], templates: [SourceText] = [], assets: [SourceText] = [],
    pictures: [Picture] = [], theme: Theme? = nil, today: Day, baseURL: String? = nil
  ) {
    self.contentFiles = contentFiles
    self.templates = templates
    self.assets = assets
    self.pictures = pictures
    self.theme = theme
    self.today = today
    self.baseURL = baseURL
  }
}

extension Document {
  /// A write-up or a registry, by its ending.
  init?(file source: SourceText, reporting diagnostics: inout [Diagnostic]) {
    if source.path.hasSuffix(".md") {
      self.init(writeUp: source, reporting: &diagnostics)
    } else {
      self.init(registry: source, reporting: &diagnostics)
    }
  }
}
