import Diagnostics
import Pages
import Records
import Wording

/// Templates and assets of another folder, which a site uses where it has none of the same name itself.
package struct Theme: Sendable {
  /// The path from the root of the site, as `site.yml` names it.
  package let folder: String
  package var templates: [SourceText]
  package var assets: [SourceText]

  package init(folder: String, templates: [SourceText], assets: [SourceText]) {
    self.folder = folder
    self.templates = templates
    self.assets = assets
  }
}

// The files that a site is made of, its own before those of its theme.
extension BuildInput {
  private static let folder = "templates/"
  /// The one asset that adds to that of the theme instead of replacing it: design tokens, of which the last one counts.
  private static let tokens = "tokens.css"

  /// Templates under the names by which they mention each other; one with the language's ending stands for all
  /// (`about.en.html` for `about.html`).
  func templates(in language: SiteLanguage) -> [(name: String, source: SourceText)] {
    var named: [String: SourceText] = [:]
    for (name, source) in themeFiles(\.templates, "") + siteFiles(templates, BuildInput.folder) {
      named[name] = source
    }
    let endings = SiteLanguage.allCases.map { "." + $0.rawValue + "." }
    for (name, source) in named {
      for (ending, other) in zip(endings, SiteLanguage.allCases) where name.contains(ending) {
        named[name] = nil
        if other == language { named[name.replacing(ending, with: ".")] = source }
      }
    }
    return named.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Words of a language, those of the theme first.
  func catalogues(_ language: SiteLanguage) -> [SourceText] {
    let name = Words.file(language)
    return (themeFiles(\.templates, "") + siteFiles(templates, BuildInput.folder)).filter { $0.name == name }
      .map(\.source)
  }

  /// Templates' assets and pictures.
  var hashedAssets: [Asset] {
    var files: [String: SourceText] = [:]
    for (name, source) in themeFiles(\.assets, "assets/") { files[name] = source }
    for (name, source) in siteFiles(assets, BuildInput.folder + "assets/") {
      files[name] =
        files[name].flatMap { name == BuildInput.tokens ? $0.followed(by: source) : nil } ?? source
    }
    return files.sorted { $0.key < $1.key }.map { Asset($0.value, named: $0.key) }
      + pictures.map(Asset.init)
  }

  private func themeFiles(
    _ files: KeyPath<Theme, [SourceText]>, _ below: String
  ) -> [(name: String, source: SourceText)] {
    theme.map { siteFiles($0[keyPath: files], $0.folder + "/" + below) } ?? []
  }

  private func siteFiles(_ files: [SourceText], _ folder: String) -> [(name: String, source: SourceText)] {
    files.filter { $0.path.hasPrefix(folder) }.map { (String($0.path.dropFirst(folder.count)), $0) }
  }
}

extension SourceText {
  fileprivate func followed(by other: SourceText) -> SourceText {
    SourceText(path: path, bytes: bytes + [UInt8(ascii: "\n")] + other.bytes)
  }
}
