import Bytes
import Diagnostics
import Files
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
  let content: OutputFile.Content

  init(_ source: SourceText, named name: String) {
    self.init(source.path, name, in: "assets", source.bytes.fingerprint, .bytes(source.bytes))
  }

  init(_ picture: Picture) {
    let copy = picture.published
    self.init(picture.path, picture.name, in: "images", copy.fingerprint, .copy(copy))
  }

  /// `style.css` → `assets/style.1a2b3c4d.css`
  private init(
    _ path: String, _ name: String, in target: String, _ fingerprint: String, _ content: OutputFile.Content
  ) {
    self.path = path
    self.name = name
    self.content = content
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    address = "\(target)/\(name[..<dot]).\(fingerprint.prefix(8))\(name[dot...])"
  }

  var isPicture: Bool { if case .copy = content { true } else { false } }

  var file: OutputFile { OutputFile(address: address, content) }
}

extension BuildInput {
  /// Registries that no site can do without.
  var missingFiles: [Diagnostic] {
    let present = Set(
      contentFiles.map(\.path) + unread + (builtInMetrics == nil ? [] : ["content/metrics.yml"]))
    return Content.requiredRegistries.map { "content/\($0).yml" }.filter { !present.contains($0) }
      .map { .missingFile($0) }
  }
}

extension [Asset] {
  /// The address of each picture in the site, by its path.
  var imageAddresses: [String: String] {
    Dictionary(filter(\.isPicture).map { ($0.path, $0.address) }) { first, _ in first }
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
    let mentioned = input.contentFiles.filter { hidden.contains($0.path) }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
    return filter { asset in
      if !asset.isPicture || used.contains(asset.path) { return true }
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
