import Diagnostics
import Files

/// A file below `content/` in a revision, as `git ls-tree --long` lists it: read, passed over or refused as one in a folder
/// would be.
struct CommittedFile {
  let object: String
  let path: String
  /// Nil where the object is missing, as in a partial clone.
  let size: Int?
  /// The reason why it cannot be read.
  let fault: Diagnostic?
  /// Whether it is a write-up or a registry.
  let isRead: Bool

  /// Reads `100644 blob 3b18e5…       7<tab>content/cases/a.md`. Returns nil for what an editor or the system has left.
  init?(_ line: ArraySlice<UInt8>) {
    guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
    let words = line[..<tab].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    let bytes = Array(line[(tab + 1)...])
    path = String(decoding: bytes, as: UTF8.self)
    let names = path.split(separator: "/").map(String.init)
    if words.count != 4 || names.contains(where: LeftoverName.matches) { return nil }
    (object, size) = (words[2], Int(words[3]))
    isRead = !path.hasPrefix(Picture.folder) && (path.hasSuffix(".md") || path.hasSuffix(".yml"))
    fault =
      switch words[0] {
      case _ where Array(path.utf8) != bytes:
        .nameNotUTF8(Path(bytes: bytes.map { CChar(bitPattern: $0) }).legible)
      case _ where path.hasControls: .controlInName(path)
      case "120000": .notAFile(path, .link)
      // The files of another repository are in no object of this one.
      case "160000": .notAFile(path, .folder)
      default: isRead && size ?? 0 > InputLimit.text ? .fileTooLarge(path, limit: InputLimit.text) : nil
      }
  }
}
