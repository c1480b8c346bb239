/// East Asian characters: what takes two columns in a terminal, and what the rules of Chinese Markdown call CJK.
///
/// Swift's standard library has no East_Asian_Width property. The ranges are those of Unicode 17 with
/// East_Asian_Width W, F or H that are not Emoji_Presentation, and Script Hangul.
package enum EastAsian {
  /// A CJK character in the sense of the CJK-friendly emphasis rule.
  package static func isCJK(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    guard value >= 0x1100 else { return false }
    // Han ideographs and full-width forms are nearly all there is in practice.
    if 0x4E00...0x9FFF ~= value || 0x3001...0x3029 ~= value || 0xFF01...0xFF60 ~= value { return true }
    var low = 0, high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].1 < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].0 <= value
  }

  /// Two columns wide where widths are fixed: East_Asian_Width W or F (half-width forms are not).
  package static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x1100 { return false }
    if isHalfWidthForm(scalar) { return false }
    return isCJK(scalar) || scalar.properties.isEmojiPresentation
  }

  package static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x11FF, 0x302E...0x302F, 0x3131...0x318E, 0x3200...0x321E, 0x3260...0x327E, 0xA960...0xA97C,
      0xAC00...0xD7A3, 0xD7B0...0xD7FB, 0xFFA0...0xFFDC:
      true
    default: false
    }
  }

  /// Columns that a text takes in a terminal.
  package static func columns(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) {
      $0 + (isWide($1) ? 2 : $1.properties.generalCategory == .nonspacingMark ? 0 : 1)
    }
  }

  private static func isHalfWidthForm(_ scalar: Unicode.Scalar) -> Bool {
    0xFF61...0xFFDC ~= scalar.value || 0xFFE8...0xFFEE ~= scalar.value || scalar.value == 0x20A9
  }

  private static let ranges: [(UInt32, UInt32)] = [
    (0x1100, 0x11FF), (0x20A9, 0x20A9), (0x2329, 0x232A), (0x2630, 0x2637), (0x268A, 0x268F),
    (0x2E80, 0x2E99), (0x2E9B, 0x2EF3), (0x2F00, 0x2FD5), (0x2FF0, 0x303E), (0x3041, 0x3096),
    (0x3099, 0x30FF), (0x3105, 0x312F), (0x3131, 0x318E), (0x3190, 0x31E5), (0x31EF, 0x321E),
    (0x3220, 0x3247), (0x3250, 0xA48C), (0xA490, 0xA4C6), (0xA960, 0xA97C), (0xAC00, 0xD7A3),
    (0xD7B0, 0xD7C6), (0xD7CB, 0xD7FB), (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE52),
    (0xFE54, 0xFE66), (0xFE68, 0xFE6B), (0xFF01, 0xFFBE), (0xFFC2, 0xFFC7), (0xFFCA, 0xFFCF),
    (0xFFD2, 0xFFD7), (0xFFDA, 0xFFDC), (0xFFE0, 0xFFE6), (0xFFE8, 0xFFEE), (0x16FE0, 0x16FE4),
    (0x16FF0, 0x16FF6), (0x17000, 0x18CD5), (0x18CFF, 0x18D1E), (0x18D80, 0x18DF2), (0x1AFF0, 0x1AFF3),
    (0x1AFF5, 0x1AFFB), (0x1AFFD, 0x1AFFE), (0x1B000, 0x1B122), (0x1B132, 0x1B132), (0x1B150, 0x1B152),
    (0x1B155, 0x1B155), (0x1B164, 0x1B167), (0x1B170, 0x1B2FB), (0x1D300, 0x1D356), (0x1D360, 0x1D376),
    (0x1F200, 0x1F200), (0x1F202, 0x1F202), (0x1F210, 0x1F219), (0x1F21B, 0x1F22E), (0x1F230, 0x1F231),
    (0x1F237, 0x1F237), (0x1F23B, 0x1F23B), (0x1F240, 0x1F248), (0x1F260, 0x1F265), (0x20000, 0x3FFFD),
  ]
}
