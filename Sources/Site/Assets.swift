import Bytes
import Diagnostics
import FrontMatter
import Pages
import Records

/// A file that is copied under a name with a hash of its content, so that browsers may keep it for ever.
struct Asset {
  /// The path of the file itself, from the root.
  let path: String
  /// The path below its folder, as templates and write-ups call it.
  let name: String
  let address: String
  /// The content; empty for a picture, which is copied.
  let bytes: [UInt8]
  let picture: PictureCopy?

  init(_ source: SourceText, named name: String) {
    self.init(path: source.path, name: name, in: "assets", source.bytes.fingerprint, bytes: source.bytes)
  }

  init(_ picture: Picture) {
    self.init(
      path: picture.path, name: picture.name, in: "images", picture.published.fingerprint,
      picture: picture.published)
  }

  /// `style.css` → `assets/style.1a2b3c4d.css`
  private init(
    path: String, name: String, in target: String, _ fingerprint: String, bytes: [UInt8] = [],
    picture: PictureCopy? = nil
  ) {
    self.path = path
    self.name = name
    self.bytes = bytes
    self.picture = picture
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    address = "\(target)/\(name[..<dot]).\(fingerprint.prefix(8))\(name[dot...])"
  }

  var file: OutputFile {
    picture.map { OutputFile(address: address, copyOf: $0) } ?? OutputFile(address: address, bytes: bytes)
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
  /// The address of each picture in the site, by its path.
  var imageAddresses: [String: String] {
    let images = filter { $0.picture != nil }
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
      for image in record.images where known[Picture.folder + image.file.value] == nil {
        if unread.contains(Picture.folder + image.file.value) { continue }
        let names = known.keys.map { String($0.dropFirst(Picture.folder.utf8.count)) }
        let meant = guesses.nearest(to: image.file.value, among: names.sorted())
        let location = Location(record.file, image.file.range)
        diagnostics.append(.missingImage(image.file.value, meant: meant, at: location))
      }
    }
  }
}

extension [Asset] {
  /// The assets without the pictures that nothing refers to; those that only drafts mention are left out without a
  /// word, and none is said to be unused where a write-up with mistakes may mention it.
  func leavingOutUnused(
    _ input: BuildInput, _ edition: Edition?, reporting diagnostics: inout [Diagnostic]
  ) -> [Asset] {
    guard let edition else { return self }
    let used = edition.pictures, isUncertain = diagnostics.hasErrors
    let hidden = edition.hiddenFiles
    let mentioned = input.texts.filter { hidden.contains($0.path) }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
    return filter { asset in
      if asset.picture == nil || used.contains(asset.path) { return true }
      if !isUncertain, !mentioned.contains(where: { $0.contains(asset.name) }) {
        diagnostics.append(.unusedPicture(asset.path))
      }
      return false
    }
  }
}

extension String {
  /// `jpg` of `a.JPG`; empty without a dot.
  var ending: String {
    lastIndex(of: ".").map { self[index(after: $0)...].lowercased() } ?? ""
  }
}
