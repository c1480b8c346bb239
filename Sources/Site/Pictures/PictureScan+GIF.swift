// GIF: Graphics Interchange Format, version 89a.
extension PictureScan {
  /// Keeps the pictures, their times, and how often they are shown; comments, texts, XMP, and all that follows the end
  /// are left out.
  mutating func gif() throws(Stop) {
    let version = try text(0, 6)
    guard version == "GIF87a" || version == "GIF89a" else { throw PictureScan.broken }
    var place = 13 + (try colourTable(10)), hasPicture = false
    try checkPixels(try little(6, 2), try little(8, 2))
    try keep(0..<place)
    while true {
      try beginPart()
      let start = place
      switch try byte(place) {
      case 0x3B:
        guard hasPicture else { throw PictureScan.broken }
        return try keep(place..<place + 1)
      case 0x2C:
        hasPicture = true
        // Browsers enlarge the screen to the frame.
        try checkPixels(
          try little(place + 1, 2) + little(place + 5, 2), try little(place + 3, 2) + little(place + 7, 2))
        place = try endOfBlocks(place + 11 + (try colourTable(place + 9)))
        try keep(start..<place)
      case 0x21:
        place = try endOfBlocks(place + 2)
        if try isKept(start..<place) { try keep(start..<place) }
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

  /// The number of bytes that the colours take whose count the flags at a place tell.
  private mutating func colourTable(_ flags: Int) throws(Stop) -> Int {
    let flags = Int(try byte(flags))
    return flags & 0x80 == 0 ? 0 : 3 << (flags & 7 + 1)
  }

  /// The place behind blocks with their lengths before them, of which the last is empty.
  private mutating func endOfBlocks(_ start: Int) throws(Stop) -> Int {
    var place = start
    while case let length = try Int(byte(place)), length > 0 { place += length + 1 }
    return place + 1
  }
}
