import Bytes

/// The format and the size that a picture's first bytes say, and how it is to be turned.
struct PictureHead: Equatable {
  let format: Picture.Format
  /// The size as it is seen, in pixels.
  let width: Int
  let height: Int
  private(set) var turn = Picture.Turn()

  /// Returns nil for other formats than PNG, JPEG and GIF.
  init?(_ bytes: [UInt8]) {
    func number(_ offset: Int) -> Int { Int(bytes[offset]) << 8 | Int(bytes[offset + 1]) }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]), bytes.count > 24 {
      self.init(format: .png, width: number(16) << 16 | number(18), height: number(20) << 16 | number(22))
    } else if bytes.starts(with: "GIF8".utf8), bytes.count > 10 {
      self.init(
        format: .gif, width: Int(bytes[7]) << 8 | Int(bytes[6]), height: Int(bytes[9]) << 8 | Int(bytes[8]))
    } else if bytes.starts(with: [0xFF, 0xD8]) {
      // The size is in the first segment that begins a frame, the way it is to be turned in one of Exif before it.
      var offset = 2, turn = Picture.Turn()
      while offset + 9 < bytes.count, bytes[offset] == 0xFF {
        let kind = bytes[offset + 1]
        if 0xC0...0xCF ~= kind, ![0xC4, 0xC8, 0xCC].contains(kind) {
          let (width, height) = (number(offset + 7), number(offset + 5))
          self.init(
            format: .jpeg, width: turn.isSideways ? height : width,
            height: turn.isSideways ? width : height)
          self.turn = turn
          return
        }
        let length = number(offset + 2), end = min(offset + 2 + length, bytes.count)
        if kind == 0xE1, length > 8, bytes[(offset + 4)...].starts(with: "Exif\0\0".utf8), offset + 10 < end {
          turn = Picture.Turn(exif: Array(bytes[(offset + 10)..<end])) ?? turn
        }
        offset += kind == 0xFF ? 1 : 2 + length
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

extension Picture.Turn {
  /// The turn that an Exif block notes. Browsers turn a picture by it; Word and LibreOffice show the pixels as they are.
  init?(exif block: [UInt8]) {
    switch Orientation.of(block) {
    case 2: self.init(isMirrored: true)
    case 3: self.init(degrees: 180)
    case 4: self.init(degrees: 180, isMirrored: true)
    case 5: self.init(degrees: 270, isMirrored: true)
    case 6: self.init(degrees: 90)
    case 7: self.init(degrees: 90, isMirrored: true)
    case 8: self.init(degrees: 270)
    default: return nil
    }
  }
}
