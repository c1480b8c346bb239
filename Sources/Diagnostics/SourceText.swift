/// A file as read: its path relative to the root, and its bytes.
package struct SourceText: Sendable {
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package init(path: String, _ text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The position of a byte offset: line and column from 1, the column in Unicode scalars.
  package func position(at offset: Int) -> Position {
    let offset = Swift.min(offset, bytes.count)
    var line = 1, start = hasByteOrderMark ? 3 : 0
    for i in 0..<offset where bytes[i] == UInt8(ascii: "\n") {
      line += 1
      start = i + 1
    }
    let before = start < offset ? String(decoding: bytes[start..<offset], as: UTF8.self) : ""
    return Position(line: line, column: before.unicodeScalars.count + 1)
  }

  var hasByteOrderMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }
}

extension String {
  /// The order of paths: by their bytes.
  package func precedesByBytes(_ other: String) -> Bool {
    let a = utf8.span, b = other.utf8.span
    for i in 0..<Swift.min(a.count, b.count) where a[i] != b[i] { return a[i] < b[i] }
    return a.count < b.count
  }
}

package struct Position: Sendable, Equatable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
