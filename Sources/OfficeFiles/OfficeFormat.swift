import Diagnostics

/// The sort of a file that somebody sends in, by its content, whatever its name says.
package enum OfficeFormat: Sendable {
  case workbook, document
  /// A text, as far as its first bytes tell: a table in CSV, or an article.
  case text

  /// Throws for files of other programs, with what to do.
  package init(of bytes: [UInt8], path: String) throws(Diagnostic) {
    if bytes.starts(with: "PK\u{3}\u{4}".utf8) || bytes.starts(with: "PK\u{5}\u{6}".utf8) {
      self = try OfficeFormat.packed(try ZipReader(bytes, path: path))
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      throw .foreignFormat(path, OfficeFormat.old(bytes))
    } else if let format = OfficeFormat.signatures.first(where: { bytes.starts(with: $0.bytes) })?.format {
      throw .foreignFormat(path, format)
    } else if let format = OfficeFormat.marked(bytes) {
      throw .foreignFormat(path, format)
    } else {
      self = .text
    }
  }

  /// Formats that are named to who sent them.
  package enum Foreign: String, Sendable, CaseIterable {
    case oldWorkbook, oldDocument, oldPresentation, encrypted, old
    case binaryWorkbook, presentation, openSheet, openDocument, numbers, pages
    case ofd, uof, webPage, xmlWorkbook, xmlDocument, richText, pdf, picture, archive
  }

  private static let signatures: [(bytes: [UInt8], format: Foreign)] = [
    (Array("%PDF-".utf8), .pdf), (Array("{\\rtf".utf8), .richText), ([0x89, 0x50, 0x4E, 0x47], .picture),
    ([0xFF, 0xD8, 0xFF], .picture), (Array("GIF8".utf8), .picture), (Array("Rar!".utf8), .archive),
    ([0x37, 0x7A, 0xBC, 0xAF], .archive), ([0x1F, 0x8B], .archive),
  ]

  /// Word, Excel and WPS until 2003 and an encrypted file of today are alike at first; the names of their streams tell.
  private static func old(_ bytes: [UInt8]) -> Foreign {
    let names: [(String, Foreign)] = [
      ("EncryptedPackage", .encrypted), ("WordDocument", .oldDocument), ("Workbook", .oldWorkbook),
      ("Book", .oldWorkbook), ("PowerPoint Document", .oldPresentation),
    ]
    // An entry of the directory begins with its name, in UTF-16, and comes at a multiple of 128 bytes.
    let entries = stride(from: 512, to: bytes.count - 127, by: 128)
    return names.first { name, _ in
      let written: [UInt8] = name.utf8.flatMap { [$0, 0] } + [0, 0]
      return entries.contains { bytes[$0...].starts(with: written) }
    }?.1 ?? .old
  }

  /// Web pages and XML of 2003, which systems give out as .xls or .doc.
  private static func marked(_ bytes: [UInt8]) -> Foreign? {
    let start = String(decoding: bytes.prefix(2000), as: UTF8.self).lowercased()
    let first = start.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    guard first.hasPrefix("<") else { return nil }
    if start.contains("urn:schemas-microsoft-com:office:spreadsheet") { return .xmlWorkbook }
    if start.contains("schemas.microsoft.com/office/word/2003/wordml") { return .xmlDocument }
    if start.contains("<uof:") { return .uof }
    let tags = ["<html", "<!doctype html", "<table", "<head", "<meta", "<style"]
    return tags.contains { first.hasPrefix($0) } || start.contains("<html") ? .webPage : nil
  }

  private static func packed(_ zip: ZipReader) throws(Diagnostic) -> OfficeFormat {
    if let entry = zip["mimetype"], entry.size < 200 {
      let type = String(decoding: try zip.bytes(of: entry), as: UTF8.self)
      if type.contains("opendocument.spreadsheet") { throw .foreignFormat(zip.path, .openSheet) }
      if type.contains("opendocument.text") { throw .foreignFormat(zip.path, .openDocument) }
    }
    if zip.entries.contains(where: { $0.name.hasSuffix(".iwa") }) || zip["Index.zip"] != nil {
      let ending = zip.path.lowercased().split(separator: ".").last
      let isSheet =
        ending == "numbers" || ending != "pages" && zip.entries.contains { $0.name.contains("Tables/") }
      throw .foreignFormat(zip.path, isSheet ? .numbers : .pages)
    }
    if zip["OFD.xml"] != nil { throw .foreignFormat(zip.path, .ofd) }
    if zip["uof.xml"] != nil { throw .foreignFormat(zip.path, .uof) }
    if zip["_rels/.rels"] == nil, zip["[Content_Types].xml"] == nil {
      throw .foreignFormat(zip.path, .archive)
    }
    let parts = try OfficeParts(zip)
    if parts.main.hasSuffix(".bin") { throw .foreignFormat(zip.path, .binaryWorkbook) }
    var reader = XMLReader(try parts.contents(of: parts.main))
    guard case .start(let root, _)? = try reader.next() else {
      throw .damagedFile(zip.path, .entry(parts.main))
    }
    switch root {
    case "workbook": return .workbook
    case "w:document": return .document
    default:
      if root.contains("presentation") { throw .foreignFormat(zip.path, .presentation) }
      throw .damagedFile(zip.path, .entry(parts.main))
    }
  }
}
