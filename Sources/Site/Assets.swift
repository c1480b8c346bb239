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
    let present = Set(texts.map(\.path) + unread)
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

  /// - Parameter unread: pictures that are there but could not be read, which has been said.
  func checkImages(
    _ known: [String: String], unread: [String], reporting diagnostics: inout [Diagnostic]
  ) {
    var guesses = Guesses()
    for record in cases {
      for image in record.images where known["content/images/" + image.file.value] == nil {
        if unread.contains("content/images/" + image.file.value) { continue }
        let meant = guesses.nearest(
          to: image.file.value,
          among: known.keys.map { String($0.dropFirst("content/images/".utf8.count)) }.sorted())
        let location = Location(record.file, image.file.range)
        diagnostics.append(.missingImage(image.file.value, meant: meant, at: location))
      }
    }
  }
}

extension [Asset] {
  private static let pictureFolder = "content/images/"

  /// Files in the folder of pictures that no browser shows as what their names say.
  func checkPictures(reporting diagnostics: inout [Diagnostic]) {
    for asset in self where asset.path.hasPrefix([Asset].pictureFolder) {
      let format = PictureFormat(asset.bytes), ending = asset.name.ending
      if asset.bytes.isEmpty {
        diagnostics.append(.emptyPicture(asset.path))
      } else if let format, format.isShownByBrowsers {
        if !format.endings.contains(ending) {
          diagnostics.append(.wrongPictureEnding(asset.path, is: format))
        }
      } else {
        diagnostics.append(.noPicture(asset.path, is: format))
      }
    }
  }

  /// The assets without the pictures that nothing refers to; those that only drafts mention are left out without a
  /// word, and none is said to be unused where a write-up with mistakes may mention it.
  func leavingOutUnused(
    _ input: BuildInput, _ edition: Edition?, reporting diagnostics: inout [Diagnostic]
  ) -> [Asset] {
    guard let edition else { return self }
    let used = edition.pictures, isUncertain = diagnostics.hasErrors
    let drafts = Set(edition.publication.content.heldBack.map(\.file))
    let mentioned = input.texts.filter { drafts.contains($0.path) }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
    return filter { asset in
      if !asset.path.hasPrefix([Asset].pictureFolder) || used.contains(asset.path) { return true }
      if !isUncertain, !mentioned.contains(where: { $0.contains(asset.name) }) {
        diagnostics.append(.unusedPicture(asset.path))
      }
      return false
    }
  }
}

extension String {
  /// `jpg` of `a.JPG`; empty without a dot.
  fileprivate var ending: String {
    lastIndex(of: ".").map { self[index(after: $0)...].lowercased() } ?? ""
  }
}
