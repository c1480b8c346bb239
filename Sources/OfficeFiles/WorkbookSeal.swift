import Bytes

// The seal of a workbook: whoever saves it with another program breaks it, so a file that nobody has edited since is
// told from one in which there is work.
extension Workbook {
  /// The file, the same bytes for the same sheets.
  package var bytes: [UInt8] {
    var zip = ZipArchive()
    for part in parts { zip.add(part.name, part.content, isPacked: part.content.count > 4096) }
    let seal = Workbook.sign + zip.entries.sha256
    zip.add(Workbook.sealed, properties.xml(identifier: seal).part)
    return zip.bytes
  }

  /// Whether this program wrote the file, and nobody has changed it since.
  package static func isUntouched(_ file: [UInt8]) -> Bool {
    let end = file.suffix(1 << 16), start = Array("PK\u{3}\u{4}".utf8), head = 30
    guard file.suffix(22).starts(with: Array("PK\u{5}\u{6}".utf8)) else { return false }
    for place in end.ranges(of: Array(sealed.utf8)) where place.lowerBound - head >= end.startIndex {
      let header = place.lowerBound - head
      guard file[header...].starts(with: start),
        let found = file[place.upperBound...].firstRange(of: Array(sign.utf8))
      else { continue }
      return file[found.upperBound...].prefix(64).elementsEqual(Array(file[..<header]).sha256.utf8)
    }
    return false
  }

  /// The last part of the file, which holds the seal of those before it.
  static let sealed = "docProps/core.xml"
  private static let sign = "casebook:sha256:"
}
