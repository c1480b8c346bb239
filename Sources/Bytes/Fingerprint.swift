/// FNV-1a in 64 bits, which tells contents apart; no protection against forgery.
package struct Fingerprint {
  private var hash = 0xCBF2_9CE4_8422_2325 as UInt64

  package init() {}

  package mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { bytes in
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
  }

  /// Sixteen digits.
  package var hexadecimal: String { hash.hexadecimal(digits: 16) }
}

extension [UInt8] {
  /// The sixteen digits of the bytes' `Fingerprint`.
  package var fingerprint: String {
    var digest = Fingerprint()
    digest.add(self)
    return digest.hexadecimal
  }
}
