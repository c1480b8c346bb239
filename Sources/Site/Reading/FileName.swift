import Diagnostics
import Records

/// The name that a file below `content/` was meant to have, where its own is not read: `laojie.MD` is `laojie.md`.
struct FileName: Equatable {
  let meant: String
  /// It is the file of a word processor or a table: another name alone does not make a text of it.
  let isOtherFormat: Bool

  /// Returns nil for what was not meant as a write-up or a registry.
  init?(_ path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let name = parts.last?.trimmingBlanks else { return nil }
    let dot = name.lastIndex { [".", "．", "。"].contains($0) } ?? name.endIndex
    let ending = name[dot...].dropFirst().lowercased().trimmingBlanks
    var stem = String(name[..<dot]).trimmingBlanks
    if stem.isEmpty { return nil }
    let isRecord = parts.count > 2 && Content.folders.contains(parts[1])
    switch ending {
    case "md", "markdown", "mdown", "mkd", "mdx": (meant, isOtherFormat) = (stem + ".md", false)
    case "yml", "yaml": (meant, isOtherFormat) = (stem + ".yml", false)
    case "txt", "text":
      // An editor that hides endings adds its own: laojie.md.txt.
      let inner = [".md", ".yml"].first { stem.lowercased().hasSuffix($0) }
      guard isRecord || inner != nil else { return nil }
      if let inner { stem = String(stem.dropLast(inner.count)) }
      (meant, isOtherFormat) = (stem + (inner ?? ".md"), false)
    case "doc", "docx", "wps", "wpt", "rtf", "odt", "pages", "pdf", "ofd", "html", "htm", "mht", "xls",
      "xlsx",
      "et", "csv", "ppt", "pptx", "dps":
      guard isRecord else { return nil }
      for inner in [".md", ".yml"] where stem.lowercased().hasSuffix(inner) {
        stem = String(stem.dropLast(inner.count))
      }
      (meant, isOtherFormat) = (stem + ".md", true)
    default: return nil
    }
  }
}

extension String {
  /// The text without the blanks around it, also without those that nobody sees.
  fileprivate var trimmingBlanks: String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
    }
    var scalars = unicodeScalars[...]
    while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return String(scalars)
  }
}
