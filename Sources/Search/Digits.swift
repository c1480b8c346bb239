/// Whole numbers as text that stands in a string of a script as it is: short ones in one character.
///
/// The alphabet is printable ASCII without `"` and `\`. The first `last.count` characters end a number, the others say
/// that it goes on (a dense code of both sorts: no two spellings of one number, no spelling without a number).
enum Digits {
  private static let alphabet = (UInt8(0x20)...0x7E).filter {
    $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
  }
  /// How many characters end a number; `search.js` has the same.
  static let stops: UInt32 = 60
  private static let goesOn = UInt32(alphabet.count) - stops

  static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    if value < stops { return bytes.append(alphabet[Int(value)]) }
    var rest = value / stops, room: (UInt64, Int) = (UInt64(alphabet[Int(value % stops)]), 1)
    while rest > 0 {
      rest -= 1
      room = (room.0 << 8 | UInt64(alphabet[Int(stops + rest % goesOn)]), room.1 + 1)
      rest /= goesOn
    }
    for _ in 0..<room.1 {
      bytes.append(UInt8(truncatingIfNeeded: room.0))
      room.0 >>= 8
    }
  }

  static func text(_ values: some Sequence<UInt32>) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in values { append(value, to: &bytes) }
    return bytes
  }
}
