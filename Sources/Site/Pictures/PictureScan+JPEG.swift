import Bytes

// JPEG: ITU-T T.81, JFIF 1.02, Adobe's technical note 5116.
extension PictureScan {
  /// Keeps what the decoder needs, the colour profile, and which way is up; Exif, XMP, IPTC, comments, previews and all
  /// that follows the end of the picture are left out.
  mutating func jpeg() throws(Stop) {
    var offset = 2, hasScan = false, head = 1
    keep([0xFF, 0xD8])
    while true {
      try beginPart()
      guard try byte(offset) == 0xFF else { throw PictureScan.broken }
      while try byte(offset + 1) == 0xFF { offset += 1 }
      let marker = try byte(offset + 1), start = offset
      if marker == 0xD9 {
        guard hasScan else { throw PictureScan.broken }
        try keep(start..<start + 2)
        break
      }
      // Lengths count their own two bytes.
      let length = try big(start + 2, 2)
      guard length >= 2 else { throw PictureScan.broken }
      let end = start + 2 + length, body = start + 4
      offset = end
      switch marker {
      case 0xC0...0xCF, 0xDB, 0xDC, 0xDD:
        // Tables of codes and arithmetic conditions are no frames.
        if marker < 0xD0, ![0xC4, 0xC8, 0xCC].contains(marker) {
          try checkPixels(try big(body + 3, 2), try big(body + 1, 2))
        }
        try keep(start..<end)
      case 0xDA:
        hasScan = true
        offset = try endOfScan(from: end)
        try keep(start..<offset)
      case 0xE0:
        // Only the first of all is kept, without the small preview that it may hold.
        if parts.count == 1, length >= 16, try text(body, 5) == "JFIF\0" {
          keep([0xFF, 0xE0, 0, 16] + (try bytes(body..<body + 12)) + [0, 0])
          head = 2
        }
      case 0xE1:
        if length >= 22, orientation == nil, try text(body, 6) == "Exif\0\0" {
          orientation = Orientation.of(try bytes(body + 6..<end))
        }
      case 0xE2: if length >= 14, try text(body, 12) == "ICC_PROFILE\0" { try keep(start..<end) }
      case 0xEE: if length == 14, try text(body, 5) == "Adobe" { try keep(start..<end) }
      case 0xE3...0xEF, 0xFE: break
      default: throw PictureScan.broken
      }
    }
    if let orientation {
      let block = Orientation.block(orientation)
      keep([0xFF, 0xE1, 0, UInt8(8 + block.count)] + Array("Exif\0\0".utf8) + block, at: head)
    }
  }

  /// The offset of the marker that ends the coded picture: not a byte of 255 in it, nor the count of a restart.
  private mutating func endOfScan(from start: Int) throws(Stop) -> Int {
    var offset = start
    while true {
      offset = try next(0xFF, from: offset)
      switch try byte(offset + 1) {
      case 0, 0xD0...0xD7: offset += 2
      case 0xFF: offset += 1
      default: return offset
      }
    }
  }
}
