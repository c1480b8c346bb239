// Base 64 (RFC 4648, section 4).

extension [UInt8] {
  /// The bytes that base 64 says; what is no letter of it is passed over.
  package init(base64 text: some Sequence<UInt8>) {
    self = []
    var group: UInt32 = 0, bits = 0
    for byte in text {
      let value: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte + 4
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: continue
      }
      group = group << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
      }
    }
  }

  /// The bytes in base 64.
  package var base64: String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((count + 2) / 3 * 4)
    for start in stride(from: 0, to: count, by: 3) {
      let used = Swift.min(3, count - start)
      var group = 0
      for i in start..<start + 3 { group = group << 8 | (i < count ? Int(self[i]) : 0) }
      for i in 0..<4 { text.append(i <= used ? letters[group >> (18 - 6 * i) & 63] : UInt8(ascii: "=")) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
