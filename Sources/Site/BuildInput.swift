import Diagnostics
import Divisions
import FrontMatter
import Records

/// Everything that a build reads: no disk, no clock, no environment.
package struct BuildInput: Sendable {
  /// Write-ups and registries, below `content/`.
  package var contentFiles: [SourceText]
  /// Pages and partials, below `templates/`.
  package var templates: [SourceText]
  /// Texts of the pages that sources.yml names, one each; never published.
  package var sourceTexts: [SourceText] = []
  /// The folder that should hold the texts of all sources, if one is given.
  package var sourceFolder: String?
  /// Files that are copied as they are, below `templates/assets/`.
  package var assets: [SourceText]
  /// Pictures, below `content/images/`.
  package var pictures: [Picture]
  /// Files of `static/`.
  package var statics: [StaticFile] = []
  /// The source of files that the site does not have itself.
  package var theme: Theme?
  /// The source of files that neither the site nor its theme has: those in the program.
  package var builtIn: Theme?
  /// The program's own registry of metrics, of which `content/metrics.yml` says only what differs.
  package var builtInMetrics: SourceText?
  /// `templates/built-in.sha256`, where the site's own templates were exported from a program.
  var themeOrigin: SourceText?
  package var today: Day
  /// Makes the table from which missing slugs are proposed.
  package var readings: (@Sendable () -> PinyinTable)?
  /// Whether the pages of briefings offer PDF and Word files, which are printed from `BuildResult.sheets`.
  package var printsBriefings = false
  /// The path of a briefing that is printed though it is a draft.
  package var admittedDraft: String?
  /// The address of the site, in place of the one in `site.yml`.
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
