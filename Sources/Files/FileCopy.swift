import Bytes
import Diagnostics

/// A file as it is published: parts of an input file, and between them bytes of the program's own. Its bytes stay in the
/// input file until they are copied.
package struct FileCopy: Sendable {
  package enum Part: Equatable, Sendable {
    case file(Range<Int>)
    case bytes([UInt8])

    package var count: Int {
      switch self {
      case .file(let range): range.count
      case .bytes(let bytes): bytes.count
      }
    }
  }

  private let folder: InputFolder
  private let path: String
  private let parts: [Part]
  package let size: Int
  /// The `Fingerprint` of all its bytes.
  package let fingerprint: String

  /// - Parameter file: the file at the path, already open.
  package init(of path: String, in folder: InputFolder, _ parts: [Part], opened file: InputFile)
    throws(Diagnostic)
  {
    self.folder = folder
    self.path = path
    self.parts = parts
    size = parts.reduce(0) { $0 + $1.count }
    fingerprint = try FileCopy.read(parts, file) { _ in }
  }

  /// Hands over the bytes in pieces. Throws where the file has changed since it was looked at.
  package func forEachPiece(_ use: ([UInt8]) -> Void) throws(Diagnostic) {
    if try FileCopy.read(parts, folder.file(path), use) != fingerprint { throw .changedFile(path) }
  }

  private static func read(
    _ parts: [Part], _ file: InputFile, _ use: ([UInt8]) -> Void
  ) throws(Diagnostic) -> String {
    var digest = Fingerprint()
    for part in parts {
      switch part {
      case .bytes(let bytes):
        digest.add(bytes)
        use(bytes)
      case .file(let range):
        var offset = range.lowerBound
        while offset < range.upperBound {
          let piece = try file.bytes(at: offset, count: min(1 << 18, range.upperBound - offset))
          if piece.isEmpty { throw .changedFile(file.path) }
          digest.add(piece)
          use(piece)
          offset += piece.count
        }
      }
    }
    return digest.hexadecimal
  }
}
