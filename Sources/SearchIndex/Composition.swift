import Bytes

/// A letter and its mark are one character for a reader, however they are written: texts are indexed in Unicode's normal
/// form C, as `search.js` puts what is typed.
enum Composition {
  /// Whether the normal form may have another scalar in the place of this one or of its neighbour: marks, and what is
  /// there twice. Nearly no text has any.
  static func mayChange(_ scalar: UInt32) -> Bool {
    switch scalar {
    case ..<0x300, 0x2000..<0x20D0, 0x2100..<0x2126, 0x212C..<0x2329, 0x232B..<0x2ADC, 0x3000..<0x302A,
      0x3030..<0x3099, 0x309B..<0xA640, 0xAC00..<0xF900, 0xFB50..<0xFE20, 0xFE30..<0x1_0000,
      0x2_0000..<0x2_F800,
      0x2_FA20...:
      false
    default: true
    }
  }

  /// A piece of a script's string as it is shown, with the scalars that are looked for. What is escaped stays as it is.
  static func composed(_ string: ArraySlice<UInt8>) -> (shown: [UInt8], folded: [UInt32]) {
    let backslash = UInt8(ascii: "\\")
    var shown: [UInt8] = [], folded: [UInt32] = [], i = string.startIndex
    while i < string.endIndex {
      if string[i] == backslash {
        let escaped = string[i + 1]
        shown += [backslash, escaped]
        folded.append(escaped == UInt8(ascii: "n") ? Folding.separator : UInt32(escaped))
        i += 2
      } else {
        let end = string[i...].firstIndex(of: backslash) ?? string.endIndex
        for scalar in String(decoding: string[i..<end], as: UTF8.self).composedScalars {
          shown += scalar.utf8
          folded.append(Folding.folded(scalar.value))
        }
        i = end
      }
    }
    return (shown, folded)
  }
}
