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
  let isPicture: Bool
  /// The width and height of a picture.
  let size: PictureSize?
  let content: OutputFile.Content

  init(_ source: SourceText, named name: String) {
    isPicture = false
    path = source.path
    self.name = name
    size = nil
    content = .bytes(source.bytes)
    address = Asset.address(name, in: "assets", source.bytes.fingerprint)
  }

  /// A file that keeps its name.
  init(path: String, address: String, _ content: OutputFile.Content) {
    isPicture = true
    size = nil
    (self.path, name, self.address, self.content) = (path, address, address, content)
  }

  init(_ picture: Picture) {
    isPicture = true
    path = picture.path
    name = picture.name
    size = picture.small?.size ?? picture.size
    content = picture.small?.content ?? .copy(picture.published)
    address = picture.address(of: picture.small?.key ?? picture.published.fingerprint)
  }

  /// `style.css` → `assets/style.1a2b3c4d.css`
  static func address(_ name: String, in target: String, _ fingerprint: String) -> String {
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    return "\(target)/\(name[..<dot]).\(fingerprint.prefix(8))\(name[dot...])"
  }

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
  /// The pictures by their paths.
  var images: [String: ImageFile] {
    Dictionary(filter(\.isPicture).map { ($0.path, ImageFile(address: $0.address, size: $0.size)) }) {
      first, _ in first
    }
  }
}

extension Content {
  /// All write-ups that a page shows.
  var documents: [WriteUp] {
    cases.map(\.document) + reports.map(\.document) + briefings.map(\.document)
      + brands.map(\.naming.document)
      + methods.map(\.naming.document) + topics.map(\.naming.document) + platforms.map(\.naming.document)
      + pages.map(\.document)
  }

  /// - Parameters:
  ///   - statics: the files of `static/`, of which the head and the foot of the site may show some.
  ///   - unread: pictures that are there but could not be read, which has been said.
  func checkImages(
    _ known: [String: ImageFile], statics: [StaticFile], unread: [String],
    reporting diagnostics: inout [Diagnostic]
  ) {
    var guesses = Guesses()
    func report(_ file: Located<String>, in path: String, among names: [String]) {
      let meant = guesses.nearest(to: file.value, among: names.sorted())
      diagnostics.append(.missingImage(file.value, meant: meant, at: Location(path, file.range)))
    }
    let names = known.keys.map { String($0.dropFirst(Picture.folder.utf8.count)) }
    let files = Dictionary(statics.map { ($0.path, $0) }) { first, _ in first }
    for picture in settings.office.pictures {
      if let path = picture.value.path(among: { known[$0] != nil || files[$0] != nil }) {
        let location = Location(settings.file, picture.range)
        diagnostics += [files[path]?.findingAsPicture(at: location)].compactMap(\.self)
      } else if !unread.contains(where: { $0.hasSuffix("/" + picture.value) }) {
        report(picture, in: settings.file, among: names + files.keys)
      }
    }
    for record in cases {
      for image in record.images where known[Picture.folder + image.file.value] == nil {
        if unread.contains(Picture.folder + image.file.value) { continue }
        report(image.file, in: record.file, among: names)
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
      if asset.name == PrintedSheets.styles { return false }
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
