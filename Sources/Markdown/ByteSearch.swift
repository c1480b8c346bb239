import Glibc

/// Bytes that are read by their offsets: of a file, of a part of it, or of one of libcmark's texts.
protocol ByteCollection: RandomAccessCollection<UInt8> where Index == Int {}

extension Array: ByteCollection where Element == UInt8 {}
extension ArraySlice: ByteCollection where Element == UInt8 {}
extension UnsafeBufferPointer: ByteCollection where Element == UInt8 {}

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the next `byte`, at `start` or later. (The C library compares many bytes at once.)
  func offset(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

extension [UInt8] {
  /// The offset of the first `byte` in a range.
  func offset(of byte: UInt8, in range: Range<Int>) -> Int? {
    withUnsafeBufferPointer { bytes in
      UnsafeBufferPointer(rebasing: bytes[..<range.upperBound]).offset(of: byte, from: range.lowerBound)
    }
  }

  /// The offset of a text's first occurrence in a range.
  func offset(of text: StaticString, in range: Range<Int>) -> Int? {
    let text = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var i = range.lowerBound
    while let start = offset(of: text[0], in: i..<range.upperBound) {
      if self[start..<range.upperBound].starts(with: text) { return start }
      i = start + 1
    }
    return nil
  }

  /// True if an odd number of backslashes, none of them before `start`, precedes an offset.
  func isEscaped(_ offset: Int, from start: Int = 0) -> Bool {
    var i = offset
    while i > start, self[i - 1] == UInt8(ascii: "\\") { i -= 1 }
    return (offset - i) % 2 == 1
  }

  /// The byte at an offset; nil outside of the file.
  func at(_ offset: Int) -> UInt8? { indices.contains(offset) ? self[offset] : nil }

  /// A line without its line end.
  func withoutLineEnd(_ line: Range<Int>) -> Range<Int> {
    var end = line.upperBound
    while end > line.lowerBound, self[end - 1] == 0x0A || self[end - 1] == 0x0D { end -= 1 }
    return line.lowerBound..<end
  }

  /// A range without the blanks at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound, end = range.upperBound
    while end > start, isBlank(self[end - 1]) { end -= 1 }
    while start < end, isBlank(self[start]) { start += 1 }
    return start..<end
  }

  /// A line without the blanks and at most `depth` signs `>` that it starts with. An empty line stays empty: for libcmark
  /// an underlined heading ends with the empty line below it.
  func withoutQuoteMarks(_ line: Range<Int>, depth: Int) -> Range<Int> {
    var i = line.lowerBound
    for _ in 0..<depth {
      let mark = pastSpaces(i, line.upperBound)
      guard mark < line.upperBound, self[mark] == UInt8(ascii: ">") else { break }
      i = mark + 1
    }
    return pastSpaces(i, line.upperBound)..<line.upperBound
  }

  private func pastSpaces(_ start: Int, _ end: Int) -> Int {
    var i = start
    while i < end, self[i] == UInt8(ascii: " ") || self[i] == UInt8(ascii: "\t") { i += 1 }
    return i
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }

func isASCIIPunctuation(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}
