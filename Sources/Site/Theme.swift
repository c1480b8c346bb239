import Diagnostics
import Pages
import Records
import Wording

/// Templates and assets that lie in one folder: the site's own, those of its theme, or the program's.
package struct Theme: Sendable {
  /// The path from the root of the site, as `site.yml` names it; that of a built-in theme is no path in the site.
  package let folder: String
  package var templates: [SourceText]
  package var assets: [SourceText]
  /// `built-in.sha256`, where the files were exported from a program (`ThemeOrigin`).
  package let origin: SourceText?

  package init(
    folder: String, templates: [SourceText], assets: [SourceText], origin: SourceText? = nil
  ) {
    self.folder = folder
    self.templates = templates
    self.assets = assets
    self.origin = origin
  }
}

// The files that a site is made of: its own before those of its theme, and these before those of the program.
extension BuildInput {
  /// The one asset that adds to that of the theme instead of replacing it: design tokens, of which the last one counts.
  private static let tokens = "tokens.css"

  /// Templates under the names by which they mention each other; one with the language's ending stands for all
  /// (`about.en.html` for `about.html`).
  func templates(in language: SiteLanguage) -> [(name: String, source: SourceText)] {
    var named: [String: SourceText] = [:]
    let endings = SiteLanguage.allCases.map { ($0, "." + $0.rawValue + ".") }
    for layer in layers(\.templates) {
      // The site's own `about.html` comes before the program's `about.en.html`.
      var special: [String: SourceText] = [:]
      for (name, source) in layer {
        if let (other, ending) = endings.first(where: { name.contains($0.1) }) {
          if other == language { special[name.replacing(ending, with: ".")] = source }
        } else {
          named[name] = source
        }
      }
      named.merge(special) { $1 }
    }
    return named.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Words of a language, each of which counts instead of the same one in a catalogue before it.
  func catalogues(_ language: SiteLanguage) -> [SourceText] {
    let name = Words.file(language)
    let all = layers(\.templates).joined().filter { $0.name == name }.map(\.source)
    // A copy of the built-in catalogue need not be read a second time.
    return all.count > 1 && all[0].bytes == all[1].bytes ? Array(all[1...]) : all
  }

  /// Templates' assets and pictures.
  var hashedAssets: [Asset] {
    var files: [String: SourceText] = [:]
    for (name, source) in layers(\.assets, "assets/").joined() {
      let adds = name == BuildInput.tokens && files[name]?.bytes != source.bytes
      files[name] = adds ? files[name]?.followed(by: source) ?? source : source
    }
    return files.sorted { $0.key < $1.key }.map { Asset($0.value, named: $0.key) }
      + pictures.map(Asset.init)
  }

  /// The site's own files as a theme.
  package var own: Theme {
    Theme(folder: "templates", templates: templates, assets: assets, origin: themeOrigin)
  }

  /// The files of the program, of the theme, and of the site itself, under their names: of two with one name the last
  /// counts.
  private func layers(
    _ files: KeyPath<Theme, [SourceText]>, _ below: String = ""
  ) -> [[(name: String, source: SourceText)]] {
    [builtIn, theme, own].compactMap(\.self).map { theme in
      let folder = theme.folder + "/" + below
      return theme[keyPath: files].filter { $0.path.hasPrefix(folder) }
        .map { (String($0.path.dropFirst(folder.count)), $0) }
    }
  }
}
