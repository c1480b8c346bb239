/// The one note of a camera that is kept: without it a picture lies on its side.
package enum Orientation {
  /// The orientation that an Exif block notes, which begins with `II` or `MM`. Returns nil for the usual way, and for
  /// a block that is not Exif.
  package static func of(_ block: [UInt8]) -> Int? {
    guard block.count >= 14, block[0] == block[1], block[0] == 0x49 || block[0] == 0x4D else { return nil }
    func number(_ offset: Int, _ count: Int) -> Int {
      guard offset >= 0, offset + count <= block.count else { return 0 }
      let bytes = block[offset..<offset + count]
      return (block[0] == 0x4D ? Array(bytes) : bytes.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }
    let directory = number(4, 4)
    for i in 0..<min(number(directory, 2), 512) {
      let entry = directory + 2 + 12 * i
      if number(entry, 2) == 0x112, number(entry + 2, 2) == 3 {
        let value = number(entry + 8, 2)
        return 2...8 ~= value ? value : nil
      }
    }
    return nil
  }

  /// An Exif block that says nothing else.
  package static func block(_ orientation: Int) -> [UInt8] {
    [
      0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0, 0, 0, 0,
      0,
    ]
  }
}
