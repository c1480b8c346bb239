import Bytes
import Diagnostics

extension SheetReader {
  /// The picture of an `img`, by its own bytes, whatever its address calls them. Returns nil where Word shows no such
  /// picture.
  mutating func picture(_ element: Element) -> Picture? {
    let source = element["src"] ?? "", alternative = element["alt"] ?? ""
    guard source.hasPrefix("data:"), let comma = source.firstIndex(of: ",") else {
      diagnostics.append(.pictureInWord(alternative, in: file))
      return nil
    }
    let bytes = [UInt8](base64: source[source.index(after: comma)...].utf8)
    guard let found = PictureHead(bytes) else {
      diagnostics.append(.pictureInWord(alternative, in: file))
      return nil
    }
    let width = element["width"].flatMap { Int($0) } ?? found.width
    let height = element["height"].flatMap { Int($0) } ?? found.height
    return Picture(
      bytes: bytes, format: found.format, width: max(width, 1), height: max(height, 1),
      alternative: alternative)
  }
}

/// The format and the size that a picture's first bytes say.
struct PictureHead: Equatable {
  let format: Picture.Format
  let width: Int
  let height: Int

  /// Returns nil for other formats than PNG, JPEG and GIF.
  init?(_ bytes: [UInt8]) {
    func number(_ offset: Int) -> Int { Int(bytes[offset]) << 8 | Int(bytes[offset + 1]) }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]), bytes.count > 24 {
      self.init(format: .png, width: number(16) << 16 | number(18), height: number(20) << 16 | number(22))
    } else if bytes.starts(with: "GIF8".utf8), bytes.count > 10 {
      self.init(
        format: .gif, width: Int(bytes[7]) << 8 | Int(bytes[6]), height: Int(bytes[9]) << 8 | Int(bytes[8]))
    } else if bytes.starts(with: [0xFF, 0xD8]) {
      // The size is in the first segment that begins a frame.
      var offset = 2
      while offset + 9 < bytes.count, bytes[offset] == 0xFF {
        let kind = bytes[offset + 1]
        if 0xC0...0xCF ~= kind, ![0xC4, 0xC8, 0xCC].contains(kind) {
          self.init(format: .jpeg, width: number(offset + 7), height: number(offset + 5))
          return
        }
        offset += kind == 0xFF ? 1 : 2 + number(offset + 2)
      }
      return nil
    } else {
      return nil
    }
  }

  private init(format: Picture.Format, width: Int, height: Int) {
    (self.format, self.width, self.height) = (format, width, height)
  }
}
