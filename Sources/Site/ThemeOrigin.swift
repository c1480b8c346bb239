import Bytes
import Diagnostics

/// The built-in files that the files of a theme were exported from, by their SHA-256: so that whoever has changed one is told
/// when the program brings a newer one.
///
/// It lies in the theme as `built-in.sha256`, in the form of `sha256sum`: `digest  path` a line.
package struct ThemeOrigin {
  package static let file = "built-in.sha256"

  /// The digest of the built-in file, by its path below the theme.
  private(set) var digests: [String: String] = [:]

  package init() {}

  /// Remembers that a file is, or has been compared with, a built-in one.
  package mutating func remember(_ name: String, _ builtIn: SourceText) {
    digests[name] = builtIn.bytes.sha256
  }

  /// Reads what an export has written; lines of another form are passed over.
  package init(_ source: SourceText) {
    for line in String(decoding: source.bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      guard let gap = line.firstRange(of: "  ") else { continue }
      digests[String(line[gap.upperBound...])] = String(line[..<gap.lowerBound])
    }
  }

  package var source: SourceText {
    let lines = digests.sorted { $0.key.precedesByBytes($1.key) }.map { "\($0.value)  \($0.key)\n" }
    return SourceText(path: ThemeOrigin.file, lines.joined())
  }
}

/// A file of a theme that the program has, too.
package struct OverridingFile {
  package let name: String
  package let own: SourceText
  package let builtIn: SourceText
  /// The digest of the built-in file that it was exported from; nil for one that nobody exported.
  let origin: String?

  /// Whether the built-in file is another than the one that this was exported from.
  package var isOutdated: Bool { !isSame && origin != nil && origin != builtIn.bytes.sha256 }

  package var isSame: Bool { own.bytes == builtIn.bytes }

  /// Whether nobody has changed it since it was exported.
  package var isUntouched: Bool { origin == own.bytes.sha256 }
}

extension Theme {
  /// All files under their paths below the theme's folder.
  package var files: [(name: String, source: SourceText)] {
    (templates + assets).map { (String($0.path.dropFirst(folder.count + 1)), $0) }
  }

  package var origins: ThemeOrigin { origin.map { ThemeOrigin($0) } ?? ThemeOrigin() }

  /// The files that are used instead of those of the program.
  package func files(overriding builtIn: Theme) -> [OverridingFile] {
    let origins = origins
    let own = Dictionary(files.map { ($0.name, $0.source) }) { first, _ in first }
    return builtIn.files.compactMap { name, source in
      own[name].map { OverridingFile(name: name, own: $0, builtIn: source, origin: origins.digests[name]) }
    }
  }
}

extension BuildInput {
  /// Says which built-in files have changed since the site has files of its own instead of them.
  func checkThemeOrigins(reporting diagnostics: inout [Diagnostic]) {
    guard let builtIn else { return }
    for file in [theme, own].compactMap(\.self).flatMap({ $0.files(overriding: builtIn) })
    where file.isOutdated {
      diagnostics.append(.outdatedThemeFile(file.own.path, isUntouched: file.isUntouched))
    }
  }
}
