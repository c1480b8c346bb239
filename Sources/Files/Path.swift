/// A path, or a name in a folder, in the bytes that the file system has: they need not be UTF-8, and two that look alike
/// are two.
package struct Path: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The bytes as C wants them: with a zero at the end.
  let bytes: [CChar]

  init(_ text: some StringProtocol) { bytes = text.utf8.map { CChar(bitPattern: $0) } + [0] }
  package init(stringLiteral text: String) { self.init(text) }
  package init(bytes: some Sequence<CChar>) { self.bytes = bytes + [0] }

  static func / (folder: Path?, name: Path) -> Path {
    guard let folder else { return name }
    return Path(bytes: folder.content + [slash] + name.content)
  }

  /// The path for people to read: what is not UTF-8 is replaced.
  var text: String { String(decoding: content.map { UInt8(bitPattern: $0) }, as: UTF8.self) }

  /// The name with ASCII as it is, all else as `\xB2`.
  package var legible: String {
    content.map { UInt8(bitPattern: $0) }.map { byte in
      0x21...0x7E ~= byte
        ? String(Unicode.Scalar(byte)) : "\\x" + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  func starts(with text: String) -> Bool {
    bytes.starts(with: text.utf8.lazy.map { CChar(bitPattern: $0) })
  }

  /// The folder that it is in; nil at the top.
  var folder: Path? { content.lastIndex(of: Path.slash).map { Path(bytes: bytes[..<$0]) } }

  /// The name at the top, under which it lies.
  var top: Path { Path(bytes: content.prefix { $0 != Path.slash }) }

  /// Whether one of its names begins with a dot.
  var isHidden: Bool {
    bytes.indices.contains { bytes[$0] == Path.dot && ($0 == 0 || bytes[$0 - 1] == Path.slash) }
  }

  private var content: ArraySlice<CChar> { bytes.dropLast() }
  private static let slash = CChar(UInt8(ascii: "/")), dot = CChar(UInt8(ascii: "."))
}

extension Set<Path> {
  /// All folders that the files are in.
  var folders: Set<Path> {
    var folders: Set<Path> = []
    for path in self {
      var folder = path.folder
      while let next = folder, folders.insert(next).inserted { folder = next.folder }
    }
    return folders
  }
}
