import DataFormats
import Diagnostics
import FrontMatter
import Pages
import Records

/// A file that is copied under a name with a hash of its content, so that browsers may keep it for ever.
struct Asset {
  /// Of the file itself, from the root.
  let path: String
  /// Below its folder, as templates and write-ups call it.
  let name: String
  let address: String
  let bytes: [UInt8]

  /// `style.css` → `assets/style.1a2b3c4d.css`
  init(_ source: SourceText, named name: String, in target: String) {
    path = source.path
    self.name = name
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    address = "\(target)/\(name[..<dot]).\(fingerprint(of: source.bytes).prefix(8))\(name[dot...])"
    bytes = source.bytes
  }
}

extension BuildInput {
  /// Registries that no site can do without.
  var missingFiles: [Diagnostic] {
    let present = Set(texts.map(\.path))
    return Content.registries.map { "content/\($0).yml" }.filter { !present.contains($0) }
      .map { .missingFile($0) }
  }
}

extension [Asset] {
  /// Where each picture stands in the site, by its path.
  var imageAddresses: [String: String] {
    let images = filter { $0.path.hasPrefix("content/images/") }
    return Dictionary(images.map { ($0.path, $0.address) }) { first, _ in first }
  }
}

extension Content {
  /// All write-ups that a page shows.
  var documents: [WriteUp] {
    cases.map(\.document) + reports.map(\.document) + briefings.map(\.document)
      + brands.map(\.naming.document)
      + methods.map(\.naming.document) + topics.map(\.naming.document) + platforms.map(\.naming.document)
  }

  func checkImages(_ known: [String: String], reporting diagnostics: inout [Diagnostic]) {
    for record in cases {
      for image in record.images where known["content/images/" + image.file.value] == nil {
        diagnostics.append(.missingImage(image.file.value, at: Location(record.file, image.file.range)))
      }
    }
  }
}
