import CCrypto

/// SHA-256 (FIPS 180-4) of bytes that come in pieces: whoever downloads a file can tell by it that the file is whole.
package final class SHA256 {
  private let context = EVP_MD_CTX_new()
  /// The library's start, without the configuration file that it would read else, and that may load modules.
  private static let library = OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil)

  package init() {
    SHA256.check(SHA256.library)
    SHA256.check(EVP_DigestInit_ex(context, EVP_sha256(), nil))
  }

  deinit { EVP_MD_CTX_free(context) }

  package func add(_ bytes: [UInt8]) { SHA256.check(EVP_DigestUpdate(context, bytes, bytes.count)) }

  /// The digest of all bytes added so far, in 64 hexadecimal digits.
  package var hexadecimal: String {
    let copy = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(copy) }
    var digest = [UInt8](repeating: 0, count: 32)
    SHA256.check(EVP_MD_CTX_copy_ex(copy, context))
    SHA256.check(EVP_DigestFinal_ex(copy, &digest, nil))
    return digest.map { $0.hexadecimal(digits: 2) }.joined()
  }

  /// A digest that was not computed must not be published as one.
  private static func check(_ result: Int32) { precondition(result == 1, "libcrypto has no SHA-256") }
}

extension [UInt8] {
  /// The SHA-256 of the bytes, in 64 hexadecimal digits.
  package var sha256: String {
    let digest = SHA256()
    digest.add(self)
    return digest.hexadecimal
  }
}
