/// Whole numbers as text that a string of a script has as it is: small ones in one character.
///
/// The alphabet is printable ASCII without `"` and `\`. Its first characters end a number, the others say that it goes on
/// (a dense code of both sorts: no two spellings of one number, no spelling without a number).
enum Digits {
  /// The number of characters that end a number; `search.js` has the same.
  static let stops: UInt32 = 60
  private static let goesOn: UInt32 = 93 - stops

  static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    if value < stops { return bytes.append(character(value)) }
    let last = character(value % stops)
    var rest = value / stops - 1
    if rest >= goesOn {
      // From the end; five characters are enough for every number.
      var digits: UInt64 = 0
      while rest >= goesOn {
        digits = digits << 8 | UInt64(character(stops + rest % goesOn))
        rest = rest / goesOn - 1
      }
      bytes.append(character(stops + rest))
      while digits > 0 {
        bytes.append(UInt8(truncatingIfNeeded: digits))
        digits >>= 8
      }
    } else {
      bytes.append(character(stops + rest))
    }
    bytes.append(last)
  }

  static func text(_ values: some Sequence<UInt32>) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in values { append(value, to: &bytes) }
    return bytes
  }

  @inline(__always)
  private static func character(_ digit: UInt32) -> UInt8 {
    let code = UInt8(truncatingIfNeeded: digit) + 0x20
    return code < UInt8(ascii: "\"") ? code : code + 1 < UInt8(ascii: "\\") ? code + 1 : code + 2
  }
}
