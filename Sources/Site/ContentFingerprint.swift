import Bytes

extension BuildInput {
  /// The beginning of a SHA-256 of all write-ups and registries with their paths: the same for the same content.
  package var contentFingerprint: String {
    let digest = SHA256()
    for file in contentFiles.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
      digest.add(Array("\(file.path)\n\(file.bytes.count)\n".utf8))
      digest.add(file.bytes)
    }
    return String(digest.hexadecimal.prefix(16))
  }
}
