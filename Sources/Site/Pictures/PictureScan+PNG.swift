import Bytes

// PNG: W3C Portable Network Graphics, third edition.
extension PictureScan {
  /// The chunks that a decoder needs, and those with colours, resolution and animation.
  private static let pngChunks: Set<String> = [
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI",
    "bKGD",
    "pHYs", "acTL", "fcTL", "fdAT",
  ]

  /// Leaves out texts, times, Exif, whatever a program has added, and all that follows the end of the picture.
  mutating func png() throws(Stop) {
    var offset = 8, isFirst = true, hasData = false
    // Its own part, so that which way is up can be put behind it.
    keep(try bytes(0..<min(33, size)))
    while true {
      try beginPart()
      let length = try big(offset, 4), kind = try text(offset + 4, 4), end = offset + 12 + length
      guard end <= size, isFirst == (kind == "IHDR"), !isFirst || length == 13 else {
        throw PictureScan.broken
      }
      if isFirst { try checkPixels(try big(offset + 8, 4), try big(offset + 12, 4)) }
      if PictureScan.pngChunks.contains(kind) {
        if !isFirst { try keep(offset..<end) }
      } else if kind == "eXIf" {
        if orientation == nil { orientation = Orientation.of(try bytes(offset + 8..<end - 4)) }
      } else if kind.unicodeScalars.first?.properties.isLowercase != true {
        // A decoder that does not know such a part must not show the picture.
        throw PictureScan.broken
      }
      isAnimated = isAnimated || kind == "acTL"
      hasData = hasData || kind == "IDAT"
      if kind == "IEND" { break }
      (offset, isFirst) = (end, false)
    }
    guard hasData else { throw PictureScan.broken }
    if let orientation {
      let block = Array("eXIf".utf8) + Orientation.block(orientation)
      keep([0, 0, 0, UInt8(block.count - 4)] + block + PictureScan.checksum(block), at: 1)
    }
  }

  /// CRC-32, as PNG's annex D has it.
  static func checksum(_ bytes: [UInt8]) -> [UInt8] {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
    }
    return (0..<4).map { UInt8(truncatingIfNeeded: ~sum >> (24 - 8 * $0)) }
  }
}
