import Bytes

// WebP: RFC 9649.
extension PictureScan {
  /// Keeps the picture, its frames and its colour profile, and which way is up; Exif, XMP and unknown parts are left out.
  mutating func webp() throws(Stop) {
    let end = 8 + (try little(4, 4))
    guard try text(0, 4) == "RIFF", end <= size else { throw PictureScan.broken }
    var offset = 12, features: [UInt8]?, hasPicture = false
    while offset < end {
      try beginPart()
      let kind = try text(offset, 4), length = try little(offset + 4, 4),
        next = offset + 8 + length + length % 2
      // The last byte, which makes the length even, is often forgotten.
      guard next <= end || (next == end + 1 && length % 2 == 1) else { throw PictureScan.broken }
      switch kind {
      case "VP8X":
        guard features == nil, offset == 12, length == 10 else { throw PictureScan.broken }
        features = try bytes(offset..<next)
        try checkPixels(try little(offset + 12, 3) + 1, try little(offset + 15, 3) + 1)
      case "ANMF":
        guard length >= 16 else { throw PictureScan.broken }
        isAnimated = true
        try checkFrame(offset + 24..<offset + 8 + length)
        fallthrough
      case "VP8 ", "VP8L", "ALPH", "ANIM", "ICCP":
        hasPicture = hasPicture || ["VP8 ", "VP8L", "ANMF"].contains(kind)
        try checkPixels(ofCoded: kind, offset + 8, length)
        try keep(offset..<offset + 8 + length)
        if length % 2 == 1 { keep([0]) }
      case "EXIF":
        var block = try bytes(offset + 8..<offset + 8 + length)
        if block.starts(with: "Exif\0\0".utf8) { block.removeFirst(6) }
        orientation = Orientation.of(block)
      default: break
      }
      offset = next
    }
    guard hasPicture else { throw PictureScan.broken }
    if features == nil { orientation = nil }
    if var features {
      features[8] = features[8] & ~0x0C | (orientation == nil ? 0 : 0x08)
      keep(features, at: 0)
      if let orientation {
        let block = Orientation.block(orientation)
        keep(Array("EXIF".utf8) + [UInt8(block.count), 0, 0, 0] + block)
      }
    }
    let count = parts.reduce(4) { $0 + $1.count }
    keep(
      Array("RIFF".utf8) + (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + Array("WEBP".utf8),
      at: 0)
  }

  /// A frame has nothing but its picture.
  private mutating func checkFrame(_ frame: Range<Int>) throws(Stop) {
    var offset = frame.lowerBound
    while offset < frame.upperBound {
      try beginPart()
      let kind = try text(offset, 4), length = try little(offset + 4, 4)
      guard ["VP8 ", "VP8L", "ALPH"].contains(kind) else { throw PictureScan.broken }
      try checkPixels(ofCoded: kind, offset + 8, length)
      offset += 8 + length + length % 2
    }
    guard offset == frame.upperBound else { throw PictureScan.broken }
  }

  /// Looks at the width and height of a coded picture, in 14 bits each (RFC 6386 and RFC 9649).
  private mutating func checkPixels(ofCoded kind: String, _ body: Int, _ length: Int) throws(Stop) {
    switch kind {
    case "VP8 " where length >= 10:
      try checkPixels(try little(body + 6, 2) & 0x3FFF, try little(body + 8, 2) & 0x3FFF)
    case "VP8L" where length >= 5:
      let sizes = try little(body + 1, 4)
      try checkPixels(sizes & 0x3FFF + 1, sizes >> 14 & 0x3FFF + 1)
    default: break
    }
  }
}
