import Diagnostics
import Files
import Pages

/// A picture of `content/images/`, as far as a build has to know it: its bytes stay in the file until they are copied.
package struct Picture: Sendable {
  package static let folder = "content/images/"

  package let path: String
  let format: PictureFormat?
  let isEmpty: Bool
  /// The first thing that is wrong within it.
  let fault: PictureFault?
  /// The text of a drawing with a fault, for the message about its location.
  package let text: SourceText?
  /// The width and height at which it is seen; nil where they cannot be told.
  let size: PictureSize?
  /// The published form.
  let published: FileCopy
  /// Whether it moves.
  let isAnimated: Bool
  /// The small form that is published instead.
  var small: SmallPicture?

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
    size = fault == nil ? scan.size(format, drawing: drawing) : nil
    text = fault != nil && format == .svg ? SourceText(path: path, bytes: drawing) : nil
    isAnimated = scan.isAnimated
    published = try FileCopy(of: path, in: folder, scan.parts, opened: file)
  }

  /// Its name below the folder of pictures, as write-ups call it.
  var name: String { String(path.dropFirst(Picture.folder.utf8.count)) }

  /// Its address in the site: `images/lamp.1a2b3c4d.jpg`.
  func address(of fingerprint: String) -> String { Asset.address(name, in: "images", fingerprint) }
}

/// The reason why a picture is not published though its first bytes are those of one.
enum PictureFault: Equatable {
  /// It ends too early, or its parts are not in order.
  case broken
  /// It holds data about the place, the time or the camera, which cannot be taken out.
  case hasMetadata
  /// It has more pixels than a browser can be asked to hold.
  case tooManyPixels
  /// A drawing that could do more than be seen; the range, and the element or attribute.
  case active(Range<Int>, String)
}
