// GIF: Graphics Interchange Format, version 89a.
extension PictureScan {
  /// Keeps the pictures, their times, and how often they are shown; comments, texts, XMP, and all that follows the end
  /// are left out.
  mutating func gif() throws(Stop) {
    let version = try text(0, 6)
    guard version == "GIF87a" || version == "GIF89a" else { throw PictureScan.broken }
    var offset = 13 + (try colourTable(10)), hasPicture = false
    try checkPixels(try little(6, 2), try little(8, 2))
    try keep(0..<offset)
    while true {
      try beginPart()
      let start = offset
      switch try byte(offset) {
      case 0x3B:
        guard hasPicture else { throw PictureScan.broken }
        return try keep(offset..<offset + 1)
      case 0x2C:
        hasPicture = true
        // Browsers enlarge the screen to the frame.
        try checkPixels(
          try little(offset + 1, 2) + little(offset + 5, 2), try little(offset + 3, 2) + little(offset + 7, 2)
        )
        offset = try endOfBlocks(offset + 11 + (try colourTable(offset + 9)))
        try keep(start..<offset)
      case 0x21:
        offset = try endOfBlocks(offset + 2)
        if try isKept(start..<offset) { try keep(start..<offset) }
      default: throw PictureScan.broken
      }
    }
  }

  /// Whether an extension is a picture's time (a block of four bytes), or says how often all is shown (a name, then a
  /// block of a one and a number in two bytes).
  private mutating func isKept(_ range: Range<Int>) throws(Stop) -> Bool {
    let start = range.lowerBound, head = try big(start + 1, 2)
    if head == 0xF904 { return range.count == 8 }
    guard head == 0xFF0B, range.count == 19, try big(start + 14, 2) == 0x0301 else { return false }
    return ["NETSCAPE2.0", "ANIMEXTS1.0"].contains(try text(start + 3, 11))
  }

  /// The number of bytes of a table of colours, whose size is in the flags at an offset.
  private mutating func colourTable(_ flags: Int) throws(Stop) -> Int {
    let flags = Int(try byte(flags))
    return flags & 0x80 == 0 ? 0 : 3 << (flags & 7 + 1)
  }

  /// The offset behind blocks with their lengths before them, of which the last is empty.
  private mutating func endOfBlocks(_ start: Int) throws(Stop) -> Int {
    var offset = start
    while case let length = try Int(byte(offset)), length > 0 { offset += length + 1 }
    return offset + 1
  }
}
