// AVIF: AV1 Image File Format 1.1, in boxes of ISO/IEC 14496-12 and items of ISO/IEC 23008-12.
extension PictureScan {
  private static let metaBoxes: Set<String> = [
    "hdlr", "pitm", "iinf", "iloc", "iprp", "iref", "idat", "dinf", "grpl",
  ]

  /// Sizes, colours, the decoder's settings, layers, brightness, and which way is up.
  private static let properties: Set<String> = [
    "ispe", "pixi", "colr", "av1C", "pasp", "clap", "irot", "imir", "auxC", "a1op", "a1lx", "lsel", "clli",
    "mdcv", "cclv", "amve",
  ]

  /// Keeps the file as it is, since offsets in it are counted from its beginning, and refuses one that says more than
  /// its picture: Exif and XMP, sequences with their own descriptions, and boxes that nothing needs.
  mutating func avif() throws(Stop) {
    var kinds: [String] = []
    try forEachBox(in: 0..<size) { scan, kind, body throws(Stop) in
      kinds.append(kind)
      if kind == "meta" { try scan.checkMeta(body) }
    }
    guard kinds.first == "ftyp", kinds.contains("mdat") else { throw PictureScan.broken }
    guard kinds.filter({ $0 == "meta" }).count == 1 else { throw PictureScan.broken }
    guard kinds.allSatisfy({ ["ftyp", "meta", "mdat"].contains($0) }) else { throw Stop.fault(.hasMetadata) }
    try keep(0..<size)
  }

  /// Looks at the boxes of `meta`, of which `iinf` names all items, and `iprp` what is known of them.
  private mutating func checkMeta(_ meta: Range<Int>) throws(Stop) {
    try forEachBox(in: meta, after: 4) { scan, kind, body throws(Stop) in
      guard PictureScan.metaBoxes.contains(kind) else { throw .fault(.hasMetadata) }
      if kind == "iinf" { try scan.checkItems(body) }
      if kind == "iprp" { try scan.checkProperties(body) }
    }
  }

  private mutating func checkItems(_ items: Range<Int>) throws(Stop) {
    try forEachBox(in: items, after: try byte(items.lowerBound) == 0 ? 6 : 8) {
      scan, kind, body throws(Stop) in
      // The layout from version 2 on: the number in two bytes, then four, the protection in two, the type.
      let version = try scan.byte(body.lowerBound), type = body.lowerBound + (version == 3 ? 10 : 8)
      guard kind == "infe", version == 2 || version == 3, type + 4 <= body.upperBound else {
        throw PictureScan.broken
      }
      guard ["av01", "grid", "iden", "iovl", "tmap"].contains(try scan.text(type, 4)) else {
        throw .fault(.hasMetadata)
      }
    }
  }

  /// Looks at `ipco`, the properties, and `ipma`, which says whose they are.
  private mutating func checkProperties(_ properties: Range<Int>) throws(Stop) {
    try forEachBox(in: properties) { scan, kind, body throws(Stop) in
      if kind == "ipma" { return }
      guard kind == "ipco" else { throw .fault(.hasMetadata) }
      try scan.forEachBox(in: body) { scan, kind, body throws(Stop) in
        guard PictureScan.properties.contains(kind) else { throw .fault(.hasMetadata) }
        // Version and flags, then width and height.
        if kind == "ispe", body.count >= 12 {
          try scan.checkPixels(
            try scan.big(body.lowerBound + 4, 4), try scan.big(body.lowerBound + 8, 4))
        }
      }
    }
  }

  /// - Parameter skipped: the number of bytes in the range before the first box.
  private mutating func forEachBox(
    in range: Range<Int>, after skipped: Int = 0,
    _ read: (inout PictureScan, _ kind: String, _ body: Range<Int>) throws(Stop) -> Void
  ) throws(Stop) {
    var offset = range.lowerBound + skipped
    guard offset <= range.upperBound else { throw PictureScan.broken }
    while offset < range.upperBound {
      let (kind, body, end) = try box(offset, within: range.upperBound)
      try read(&self, kind, body..<end)
      offset = end
    }
  }

  private mutating func box(_ start: Int, within limit: Int) throws(Stop) -> (
    kind: String, body: Int, end: Int
  ) {
    try beginPart()
    var length = try big(start, 4), body = start + 8
    let kind = try text(start + 4, 4)
    if length == 1 {
      // A length of eight bytes, which no file of ours fills.
      guard try big(start + 8, 2) == 0 else { throw PictureScan.broken }
      (length, body) = (try big(start + 8, 8), body + 8)
    } else if length == 0 {
      length = limit - start
    }
    guard length >= body - start, start + length <= limit else { throw PictureScan.broken }
    return (kind, body, start + length)
  }
}
