/// GB 18030, the encoding of Chinese Windows, of which GBK and GB 2312 are parts.
struct GB18030 {
  /// The characters of two bytes by (lead, trail).
  private let pairs: [UInt16]
  /// The other characters below U+10000, which have four bytes, by their rank.
  private let others: [UInt16]

  static let table = GB18030()

  /// The four bytes of U+10000 among those of four bytes.
  private static let supplement = 189_000
  private static let trails = 190
  /// Characters of private use that have four bytes.
  private static let privateCount = 4332

  private init() {
    var pairs: [UInt16] = [], isPair = [Bool](repeating: false, count: 1 << 16)
    gb18030Table.withUTF8Buffer { bytes in
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        pairs.append(UInt16(truncatingIfNeeded: scalar.value))
        isPair[Int(scalar.value & 0xFFFF)] = scalar.value != 0xFFFD
      }
    }
    var others: [UInt16] = []
    for value in 0x80...0xFFFF as ClosedRange<UInt16> {
      if value == 0xE000 { others += [UInt16](repeating: 0xFFFD, count: GB18030.privateCount) }
      if !(0xD800...0xF8FF ~= value || isPair[Int(value)]) { others.append(value) }
    }
    self.pairs = pairs
    self.others = others
  }

  /// The text, with U+FFFD for characters of private use; nil where it is no GB 18030.
  func text(_ bytes: Span<UInt8>) -> String? {
    var text: [UInt8] = [], index = 0
    text.reserveCapacity(bytes.count * 3 / 2)
    while index < bytes.count {
      guard let (scalar, length) = scalar(bytes, index) else { return nil }
      text.append(scalar)
      index += length
    }
    return String(decoding: text, as: UTF8.self)
  }

  private func scalar(_ bytes: Span<UInt8>, _ index: Int) -> (Unicode.Scalar, Int)? {
    let lead = bytes[index]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    guard 0x81...0xFE ~= lead, index + 1 < bytes.count else { return nil }
    let trail = bytes[index + 1], row = Int(lead) - 0x81
    if trail >= 0x40, trail != 0x7F, trail != 0xFF {
      let column = Int(trail) - (trail > 0x7F ? 0x41 : 0x40)
      return Unicode.Scalar(pairs[row * GB18030.trails + column]).map { ($0, 2) }
    }
    guard 0x30...0x39 ~= trail, index + 3 < bytes.count, 0x81...0xFE ~= bytes[index + 2],
      0x30...0x39 ~= bytes[index + 3]
    else { return nil }
    let rank =
      ((row * 10 + Int(trail) - 0x30) * 126 + Int(bytes[index + 2]) - 0x81) * 10 + Int(bytes[index + 3])
      - 0x30
    if rank >= GB18030.supplement {
      return Unicode.Scalar(UInt32(rank - GB18030.supplement + 0x10000)).map { ($0, 4) }
    }
    guard rank < others.count else { return nil }
    return Unicode.Scalar(others[rank]).map { ($0, 4) }
  }

  /// Whether a text that is GB 18030 is likely to be Chinese: nearly all of it is of the rows of signs and of the 3,755
  /// characters that are used most. Texts in other encodings that pass for GB 18030 have characters that nobody uses.
  static func isLikely(_ bytes: Span<UInt8>) -> Bool {
    var common = 0, others = 0, index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      guard index + 1 < bytes.count else { return false }
      let isFour = bytes[index + 1] < 0x40
      if !isFour, bytes[index + 1] >= 0xA1, 0xA1...0xA3 ~= lead || 0xB0...0xD7 ~= lead {
        common += 1
      } else {
        others += 1
      }
      index += isFour ? 4 : 2
    }
    return common >= others * 6
  }
}

extension [UInt8] {
  /// Appends a character in UTF-8.
  fileprivate mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.value < 0x80 { return append(UInt8(scalar.value)) }
    append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
