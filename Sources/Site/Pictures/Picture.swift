import Bytes
import Diagnostics

/// A picture of `content/images/`, as far as a build has to know it: its bytes stay in the file until they are copied.
package struct Picture: Sendable {
  package static let folder = "content/images/"

  package let path: String
  let format: PictureFormat?
  let isEmpty: Bool
  /// The first thing that is wrong within it.
  let fault: PictureFault?
  /// The text of a drawing with a fault, for the message about its place.
  package let text: SourceText?
  /// The published form.
  let published: PictureCopy

  /// Looks at a file: at its first bytes, and then at the order of its parts.
  init(_ path: String, in folder: InputFolder) throws(Diagnostic) {
    self.path = path
    let file = try folder.file(path)
    if file.size > InputLimit.picture { throw .fileTooLarge(path, limit: InputLimit.picture) }
    let format = PictureFormat(try file.bytes(at: 0, count: PictureFormat.headLength))
    self.format = format
    isEmpty = file.size == 0
    let drawing = format == .svg ? try file.contents(limit: InputLimit.text) : []
    var scan = PictureScan(file)
    let fault: PictureFault?
    do throws(PictureScan.Stop) {
      try scan.scan(format, drawing: drawing)
      fault = nil
    } catch {
      switch error {
      case .fault(let found): fault = found
      case .unreadable(let diagnostic): throw diagnostic
      }
    }
    self.fault = fault
    text = fault != nil && format == .svg ? SourceText(path: path, bytes: drawing) : nil
    published = try PictureCopy(of: path, in: folder, scan.parts, opened: file)
  }

  /// Its name below the folder of pictures, as write-ups call it.
  var name: String { String(path.dropFirst(Picture.folder.utf8.count)) }
}

/// The reason why a picture is not published though its first bytes are those of one.
enum PictureFault: Equatable {
  /// It ends too early, or its parts are not in order.
  case broken
  /// It holds data about the place, the time or the camera, which cannot be taken out.
  case hasMetadata
  /// It has more pixels than a browser can be asked to hold.
  case tooManyPixels
  /// A drawing that could do more than be seen; the place, and the element or attribute.
  case active(Range<Int>, String)
}

/// A picture as it is published: parts of its file, and between them bytes of our own.
package struct PictureCopy: Sendable {
  enum Part: Equatable, Sendable {
    case file(Range<Int>)
    case bytes([UInt8])
  }

  private let folder: InputFolder
  private let path: String
  private let parts: [Part]
  package let size: Int
  /// The hash of all its bytes.
  let fingerprint: String

  init(of path: String, in folder: InputFolder, _ parts: [Part], opened file: InputFile) throws(Diagnostic) {
    self.folder = folder
    self.path = path
    self.parts = parts
    size = parts.reduce(0) { $0 + $1.count }
    fingerprint = try PictureCopy.read(parts, file) { _ in }
  }

  /// Hands over the bytes in pieces. Throws where the file is not any more what it was when it was looked at.
  package func forEachPiece(_ use: ([UInt8]) -> Void) throws(Diagnostic) {
    if try PictureCopy.read(parts, folder.file(path), use) != fingerprint { throw .changedFile(path) }
  }

  private static func read(_ parts: [Part], _ file: InputFile, _ use: ([UInt8]) -> Void) throws(Diagnostic)
    -> String
  {
    var digest = Fingerprint()
    for part in parts {
      switch part {
      case .bytes(let bytes):
        digest.add(bytes)
        use(bytes)
      case .file(let range):
        var place = range.lowerBound
        while place < range.upperBound {
          let piece = try file.bytes(at: place, count: min(1 << 18, range.upperBound - place))
          if piece.isEmpty { throw .changedFile(file.path) }
          digest.add(piece)
          use(piece)
          place += piece.count
        }
      }
    }
    return digest.hexadecimal
  }
}

extension PictureCopy.Part {
  var count: Int {
    switch self {
    case .file(let range): range.count
    case .bytes(let bytes): bytes.count
    }
  }
}
