import Diagnostics
import Records

/// The name that a file below `content/` was meant to have, where its own is not read: `laojie.MD` is `laojie.md`.
struct FileName: Equatable {
  let meant: String
  /// The format of an office's programs: another name alone does not make a text of it.
  let format: OfficeFormat?

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
    case "md", "markdown", "mdown", "mkd", "mdx": (meant, format) = (stem + ".md", nil)
    case "yml", "yaml": (meant, format) = (stem + ".yml", nil)
    case "txt", "text":
      // An editor that hides endings adds its own: laojie.md.txt.
      let inner = [".md", ".yml"].first { stem.lowercased().hasSuffix($0) }
      guard isRecord || inner != nil else { return nil }
      if let inner { stem = String(stem.dropLast(inner.count)) }
      (meant, format) = (stem + (inner ?? ".md"), nil)
    default:
      guard isRecord, let format = OfficeFormat(ending: ending) else { return nil }
      for inner in [".md", ".yml"] where stem.lowercased().hasSuffix(inner) {
        stem = String(stem.dropLast(inner.count))
      }
      (meant, self.format) = ((stem.isAddress ? stem : "laojie") + ".md", format)
    }
  }
}

/// A format of files that offices write, and that is no text.
enum OfficeFormat {
  case document, sheet, slides, page

  init?(ending: String) {
    switch ending {
    case "doc", "docx", "docm", "dot", "dotx", "wps", "wpt", "rtf", "odt", "pages", "uof", "uot":
      self = .document
    case "xls", "xlsx", "xlsm", "et", "ett", "csv", "ods", "numbers", "uos": self = .sheet
    case "ppt", "pptx", "dps", "odp": self = .slides
    case "pdf", "ofd", "ceb", "html", "htm", "mht": self = .page
    default: return nil
    }
  }

  init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    self.init(ending: name[dot...].dropFirst().lowercased())
  }

  var name: Message {
    switch self {
    case .document: Message(zh: "文字处理软件（WPS、Word）的文档", en: "a word processor's document")
    case .sheet: Message(zh: "表格", en: "a spreadsheet")
    case .slides: Message(zh: "演示文稿", en: "a presentation")
    case .page: Message(zh: "版式文件或网页", en: "a page to be looked at")
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
