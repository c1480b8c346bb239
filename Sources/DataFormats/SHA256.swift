import CCrypto

/// SHA-256 (FIPS 180-4), by which whoever downloads a file can tell that it is whole.
package enum SHA256 {
  /// The digest in 64 hexadecimal digits.
  package static func hexadecimal(of bytes: [UInt8]) -> String {
    var state = SHA256_CTX()
    SHA256_Init(&state)
    bytes.withUnsafeBytes { buffer in _ = SHA256_Update(&state, buffer.baseAddress, buffer.count) }
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256_Final(&digest, &state)
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
