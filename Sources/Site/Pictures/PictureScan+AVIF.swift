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

  /// Keeps the file as it is, since places in it are counted from its beginning, and refuses one that says more than
  /// its picture: Exif and XMP, sequences with their own descriptions, and boxes that nothing needs.
  mutating func avif() throws(Stop) {
    var place = 0, kinds: [String] = []
    while place < size {
      let (kind, body, end) = try box(place, within: size)
      kinds.append(kind)
      if kind == "meta" { try checkMeta(body, end) }
      place = end
    }
    guard kinds.first == "ftyp", kinds.contains("mdat") else { throw PictureScan.broken }
    guard kinds.filter({ $0 == "meta" }).count == 1 else { throw PictureScan.broken }
    guard kinds.allSatisfy({ ["ftyp", "meta", "mdat"].contains($0) }) else { throw Stop.fault(.hasMetadata) }
    try keep(0..<size)
  }

  /// Looks at the boxes of `meta`, of which `iinf` names all items, and `iprp` what is known of them.
  private mutating func checkMeta(_ meta: Int, _ metaEnd: Int) throws(Stop) {
    var place = meta + 4
    guard place <= metaEnd else { throw PictureScan.broken }
    while place < metaEnd {
      let (kind, body, end) = try box(place, within: metaEnd)
      guard PictureScan.metaBoxes.contains(kind) else { throw Stop.fault(.hasMetadata) }
      if kind == "iinf" { try checkItems(body, end) }
      if kind == "iprp" { try checkProperties(body, end) }
      place = end
    }
  }

  private mutating func checkItems(_ start: Int, _ end: Int) throws(Stop) {
    var place = start + (try byte(start) == 0 ? 6 : 8)
    guard place <= end else { throw PictureScan.broken }
    while place < end {
      let (kind, body, next) = try box(place, within: end)
      // From version 2 on: the number in two bytes, then four, the protection in two, the type.
      let version = try byte(body), type = body + (version == 3 ? 10 : 8)
      guard kind == "infe", version == 2 || version == 3, type + 4 <= next else { throw PictureScan.broken }
      guard ["av01", "grid", "iden", "iovl", "tmap"].contains(try text(type, 4)) else {
        throw Stop.fault(.hasMetadata)
      }
      place = next
    }
  }

  /// Looks at `ipco`, the properties, and `ipma`, which says whose they are.
  private mutating func checkProperties(_ start: Int, _ end: Int) throws(Stop) {
    var place = start
    while place < end {
      let (kind, body, next) = try box(place, within: end)
      if kind == "ipco" {
        var property = body
        while property < next {
          let (kind, body, end) = try box(property, within: next)
          guard PictureScan.properties.contains(kind) else { throw Stop.fault(.hasMetadata) }
          // Version and flags, then width and height.
          if kind == "ispe", end >= body + 12 {
            try checkPixels(try big(body + 4, 4), try big(body + 8, 4))
          }
          property = end
        }
      } else if kind != "ipma" {
        throw Stop.fault(.hasMetadata)
      }
      place = next
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
