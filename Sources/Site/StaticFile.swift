import Diagnostics
import Files
import Pages

/// A file of `static/`, which is copied to the root of the site as it is: an icon, a file by which a site proves whose it
/// is, a download. Its bytes stay in the file until they are copied.
package struct StaticFile: Sendable {
  package static let folder = "static/"

  package let path: String
  private let copy: FileCopy
  /// The format by its first bytes; nil for what is no picture.
  let format: PictureFormat?
  /// Whether it ends too early for a picture, or its parts are not in order.
  let isBroken: Bool
  /// The text of a file that is one, to be looked through for personal data; nil for others.
  package let text: SourceText?

  /// Texts that offices offer to be downloaded, or lay at the root of a site.
  private static let texts: Set<String> = [
    "csv", "htm", "html", "ics", "json", "md", "svg", "tsv", "txt", "vcf", "xml", "yaml", "yml",
  ]

  init(_ path: String, in folder: InputFolder) throws(Diagnostic) {
    self.path = path
    let file = try folder.file(path)
    copy = try FileCopy(of: path, in: folder, [.file(0..<file.size)], opened: file)
    format = PictureFormat(try file.bytes(at: 0, count: PictureFormat.headLength))
    isBroken = PictureScan.isBroken(file, format)
    text =
      StaticFile.texts.contains(path.ending) && file.size <= InputLimit.text
      ? SourceText(path: path, bytes: try file.contents(limit: InputLimit.text)) : nil
  }

  /// The address in the site.
  var address: String { String(path.dropFirst(StaticFile.folder.count)) }

  var output: OutputFile { OutputFile(address: address, .copy(copy)) }
}

extension [StaticFile] {
  /// The addresses by the paths.
  var addresses: [String: String] {
    Dictionary(map { ($0.path, $0.address) }) { first, _ in first }
  }

  /// Whether a site has a `robots.txt` of its own in place of the program's.
  func replace(_ file: OutputFile) -> Bool {
    file.address == "robots.txt" && contains { $0.address == file.address }
  }
}

extension BuildInput {
  /// The files of `static/` by their paths, as far as the head or the foot of a page may show them.
  var staticImages: [String: ImageFile] {
    Dictionary(statics.map { ($0.path, ImageFile(address: $0.address, size: nil)) }) { first, _ in first }
  }
}
