import Diagnostics

/// Folds scalars that are the same for a reader who searches: small and capital letters, half and full width, a radical
/// and its character. `search.js` folds the typed text by the same rules, scalar by scalar, so that positions in the two
/// texts agree.
enum Folding {
  /// The folded form of blanks and controls, which end a word of a query and are never looked for themselves.
  static let separator: UInt32 = 0x20

  /// The folded form of characters that nobody sees: they are passed over, and end no word.
  static let nothing: UInt32 = 0

  /// The first scalar above the last Han character; all beyond it (tags, variation selectors, private use) separate.
  static let limit: UInt32 = 0x32400

  /// True for Chinese punctuation, katakana and nearly all Han characters, which stay the same beside any other scalar.
  @inline(__always)
  static func isPlain(_ scalar: UInt32) -> Bool { scalar &- 0x309B < 0x75A5 || scalar &- 0x3001 < 0x29 }

  static func folded(_ scalar: UInt32) -> UInt32 { isPlain(scalar) ? scalar : foldedOther(scalar) }

  private static func foldedOther(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B...0x200F, 0x202A...0x202E,
      0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
      return nothing
    case 0x00...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, limit...:
      return separator
    case 0x2E80..<0x2FD6: return Radical.character(for: scalar) ?? scalar
    case 0x41...0x5A: return scalar + 0x20
    case 0x21..<0x7F: return scalar
    case 0xFF01...0xFF5E: return folded(scalar - 0xFEE0)
    default: return lowerCase(scalar)
    }
  }

  private static func lowerCase(_ scalar: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(scalar), scalar.properties.changesWhenLowercased else { return scalar }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    // One for one, so that positions stay the same (İ has two small letters).
    return lower.count == 1 ? lower.first?.value ?? scalar.value : scalar.value
  }
}
