import CCrypto

/// SHA-256 (FIPS 180-4), by which whoever downloads a file can tell that it is whole.
package struct SHA256 {
  private var state = SHA256_CTX()

  package init() { SHA256_Init(&state) }

  /// The next bytes of the message.
  package mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in _ = SHA256_Update(&state, buffer.baseAddress, buffer.count) }
  }

  /// The digest of all of them, in 64 hexadecimal digits.
  package consuming func hexadecimal() -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256_Final(&digest, &state)
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
