// AVIF: AV1 Image File Format 1.1, in boxes of ISO/IEC 14496-12 and items of ISO/IEC 23008-12.
extension PictureScan {
  /// Keeps the file as it is, since places in it are counted from its beginning, and refuses one that says more than
  /// its picture: Exif and XMP, sequences with their own descriptions, and boxes that nothing needs.
  mutating func avif() throws(Stop) {
    var place = 0, kinds: [String] = []
    while place < size {
      let (kind, body, end) = try box(place, within: size)
      kinds.append(kind)
      if kind == "meta" { try checkItems(body + 4..<end) }
      place = end
    }
    guard kinds.first == "ftyp", kinds.contains("mdat") else { throw PictureScan.broken }
    guard kinds.filter({ $0 == "meta" }).count == 1 else { throw PictureScan.broken }
    guard kinds.allSatisfy({ ["ftyp", "meta", "mdat"].contains($0) }) else { throw Stop.fault(.hasMetadata) }
    try keep(0..<size)
  }

  /// - Parameter meta: boxes, of which `iinf` names all items.
  private mutating func checkItems(_ meta: Range<Int>) throws(Stop) {
    var place = meta.lowerBound
    while place < meta.upperBound {
      let (kind, body, end) = try box(place, within: meta.upperBound)
      let isKnown = ["hdlr", "pitm", "iinf", "iloc", "iprp", "iref", "idat", "dinf", "grpl"].contains(kind)
      if !isKnown { throw Stop.fault(.hasMetadata) }
      if kind == "iinf" {
        var item = body + (try byte(body) == 0 ? 6 : 8)
        while item < end {
          let (kind, body, next) = try box(item, within: end)
          // From version 2 on: the number in two bytes, then four, the protection in two, the type.
          let version = try byte(body), type = try text(body + (version == 3 ? 10 : 8), 4)
          guard kind == "infe", version == 2 || version == 3 else { throw PictureScan.broken }
          guard ["av01", "grid", "iden", "iovl", "tmap"].contains(type) else {
            throw Stop.fault(.hasMetadata)
          }
          item = next
        }
      }
      place = end
    }
  }

  private mutating func box(_ start: Int, within limit: Int) throws(Stop) -> (
    kind: String, body: Int, end: Int
  ) {
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
