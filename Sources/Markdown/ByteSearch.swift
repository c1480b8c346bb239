import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// Where a byte stands next, from a place on. (The C library looks at many bytes at once.)
  func place(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

extension [UInt8] {
  /// Where a byte stands first in a range.
  func place(of byte: UInt8, in range: Range<Int>) -> Int? {
    withUnsafeBufferPointer { bytes in
      UnsafeBufferPointer(rebasing: bytes[..<range.upperBound]).place(of: byte, from: range.lowerBound)
    }
  }

  /// Whether there is an odd number of backslashes before a place, none of them before `start`.
  func isEscaped(_ place: Int, from start: Int = 0) -> Bool {
    var i = place
    while i > start, self[i - 1] == UInt8(ascii: "\\") { i -= 1 }
    return (place - i) % 2 == 1
  }
}

extension [UInt8] {
  /// Whether a text stands somewhere in a range.
  func contains(_ text: StaticString, in range: Range<Int>) -> Bool {
    var i = range.lowerBound
    while let start = place(of: text.utf8Start.pointee, in: i..<range.upperBound) {
      if self[start..<range.upperBound].starts(
        with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
      {
        return true
      }
      i = start + 1
    }
    return false
  }
}
