import Diagnostics
import Files
import Pages

/// A pass over a picture's file that notes which parts of it are published: those that are seen, and none of the notes
/// that cameras and programs leave in it.
///
/// The readers of the formats are lists of what is kept; all else is left out, or the picture is refused.
struct PictureScan {
  private(set) var parts: [FileCopy.Part] = []
  let size: Int
  private let read: (_ start: Int, _ count: Int) throws(Diagnostic) -> [UInt8]
  /// The bytes around the one that was read last.
  private var window: [UInt8] = []
  private var windowStart = 0
  private var partCount = 0
  /// The width and height of the picture, or of its first frame, as they are coded.
  private(set) var pixels: PictureSize?
  var isAnimated = false
  /// The way in which a camera says that it is turned: 2 to 8, as Exif has it.
  var orientation: Int?

  /// The number of parts that no picture has: each kept one is read and copied by itself.
  private static let partLimit = 100_000

  enum Stop: Error {
    case fault(PictureFault)
    case unreadable(Diagnostic)
  }

  static let broken = Stop.fault(.broken)

  init(_ file: InputFile) {
    size = file.size
    read = { start, count throws(Diagnostic) in try file.bytes(at: start, count: count) }
  }

  init(_ bytes: [UInt8]) {
    size = bytes.count
    read = { start, count in Array(bytes.dropFirst(start).prefix(count)) }
  }

  /// - Parameter drawing: the whole file, where it is one.
  mutating func scan(_ format: PictureFormat?, drawing: [UInt8]) throws(Stop) {
    switch format {
    case .png: try png()
    case .jpeg: try jpeg()
    case .gif: try gif()
    case .webp: try webp()
    case .avif: try avif()
    case .svg: try svg(drawing)
    default: break
    }
  }

  /// Whether a picture of pixels ends too early, or its parts are not in order.
  static func isBroken(_ file: InputFile, _ format: PictureFormat?) -> Bool {
    if format == .svg { return false }
    var scan = PictureScan(file)
    do throws(Stop) { try scan.scan(format, drawing: []) } catch {
      if case .fault(.broken) = error { return true }
    }
    return false
  }

  // MARK: Reading

  mutating func byte(_ offset: Int) throws(Stop) -> UInt8 {
    if offset < windowStart || offset >= windowStart + window.count {
      do throws(Diagnostic) { window = try read(offset, 1 << 16) } catch {
        throw .unreadable(error)
      }
      windowStart = offset
      if window.isEmpty { throw PictureScan.broken }
    }
    return window[offset - windowStart]
  }

  mutating func bytes(_ range: Range<Int>) throws(Stop) -> [UInt8] {
    guard range.upperBound <= size, range.count <= 1 << 20 else { throw PictureScan.broken }
    let bytes: [UInt8]
    do throws(Diagnostic) { bytes = try read(range.lowerBound, range.count) } catch {
      throw .unreadable(error)
    }
    if bytes.count < range.count { throw PictureScan.broken }
    return bytes
  }

  mutating func text(_ offset: Int, _ count: Int) throws(Stop) -> String {
    var text = ""
    for i in offset..<offset + count { text.unicodeScalars.append(Unicode.Scalar(try byte(i))) }
    return text
  }

  /// A number whose first byte is the largest.
  mutating func big(_ offset: Int, _ count: Int) throws(Stop) -> Int {
    var value = 0
    for i in 0..<count { value = value << 8 | Int(try byte(offset + i)) }
    return value
  }

  /// A number whose first byte is the smallest.
  mutating func little(_ offset: Int, _ count: Int) throws(Stop) -> Int {
    var value = 0
    for i in (0..<count).reversed() { value = value << 8 | Int(try byte(offset + i)) }
    return value
  }

  /// The first offset from one on that has a byte.
  mutating func next(_ byte: UInt8, from start: Int) throws(Stop) -> Int {
    var offset = start
    while try self.byte(offset) != byte {
      let rest = window[(offset - windowStart)...]
      offset = rest.firstIndex(of: byte).map { windowStart + $0 } ?? windowStart + window.count
    }
    return offset
  }

  // MARK: Sizes

  /// The width and height at which the picture is seen; nil where they cannot be told.
  func size(_ format: PictureFormat?, drawing: [UInt8]) -> PictureSize? {
    switch format {
    case .svg: return SVGReader.size(of: drawing)
    // Its layers and thumbnails have sizes of their own.
    case .avif: return nil
    default:
      // A picture of orientation 5 or more lies on its side.
      guard let pixels, let orientation, orientation > 4 else { return pixels }
      return PictureSize(pixels.height, pixels.width)
    }
  }

  // MARK: Keeping

  /// Counts a part of the file, kept or not.
  mutating func beginPart() throws(Stop) {
    partCount += 1
    if partCount > PictureScan.partLimit { throw PictureScan.broken }
  }

  /// Refuses a picture, or a frame of one, with more pixels than a browser can be asked to hold.
  mutating func checkPixels(_ width: Int, _ height: Int) throws(Stop) {
    pixels = pixels ?? PictureSize(width, height)
    let pixels = width.multipliedReportingOverflow(by: height)
    if pixels.overflow || pixels.partialValue > InputLimit.pixels { throw Stop.fault(.tooManyPixels) }
  }

  mutating func keep(_ range: Range<Int>) throws(Stop) {
    guard range.upperBound <= size else { throw PictureScan.broken }
    if case .file(let last)? = parts.last, last.upperBound == range.lowerBound {
      parts[parts.count - 1] = .file(last.lowerBound..<range.upperBound)
    } else {
      parts.append(.file(range))
    }
  }

  mutating func keep(_ bytes: [UInt8], at index: Int? = nil) {
    parts.insert(.bytes(bytes), at: index ?? parts.count)
  }
}

/// The bytes of a picture as a build publishes them. Returns nil for a file that is refused.
package func publishedPicture(_ bytes: [UInt8]) -> [UInt8]? {
  let format = PictureFormat(Array(bytes.prefix(PictureFormat.headLength)))
  guard let format, format.isShownByBrowsers else { return nil }
  var scan = PictureScan(bytes)
  do throws(PictureScan.Stop) { try scan.scan(format, drawing: bytes) } catch { return nil }
  var published: [UInt8] = []
  for part in scan.parts {
    switch part {
    case .file(let range): published += bytes[range]
    case .bytes(let own): published += own
    }
  }
  return published
}
