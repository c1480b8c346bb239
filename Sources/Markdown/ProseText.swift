import Diagnostics

/// The neighbourhood of an offset in a range of bytes.
struct ProseText {
  let bytes: [UInt8]
  let range: Range<Int>

  /// True if a Chinese character or punctuation precedes an offset; asterisks between are passed over.
  func isChinese(before offset: Int) -> Bool {
    var i = offset
    while i > range.lowerBound, bytes[i - 1] == UInt8(ascii: "*") { i -= 1 }
    guard i > range.lowerBound, bytes[i - 1] >= 0x80 else { return false }
    return ProseText.isChinese(lastScalar(of: bytes, in: range.lowerBound..<i).scalar)
  }

  func isChinese(at offset: Int) -> Bool {
    var i = offset
    while i < range.upperBound, bytes[i] == UInt8(ascii: "*") { i += 1 }
    guard i < range.upperBound, bytes[i] >= 0x80 else { return false }
    return ProseText.isChinese(firstScalar(of: bytes, in: i..<range.upperBound).scalar)
  }

  static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    (EastAsian.isWide(scalar) && !EastAsian.isHangul(scalar)) || isChineseAmbiguous(scalar)
  }

  /// The offset behind spaces and one line end; nil at the end of a paragraph.
  func pastBlanks(_ offset: Int) -> Int? {
    let i = pastSpaces(offset)
    guard i < range.upperBound, bytes[i] == UInt8(ascii: "\n") else { return i }
    let next = pastSpaces(i + 1)
    return next < range.upperBound && bytes[next] != UInt8(ascii: "\n") ? next : nil
  }

  func pastSpaces(_ offset: Int) -> Int {
    var i = offset
    while isSpace(i) { i += 1 }
    return i
  }

  func beforeSpaces(_ offset: Int) -> Int {
    var i = offset
    while isSpace(i - 1) { i -= 1 }
    return i
  }

  func isSpace(_ offset: Int) -> Bool { range.contains(offset) && bytes[offset] == UInt8(ascii: " ") }

  /// The end of a run of one byte.
  func endOfRun(at offset: Int) -> Int {
    var i = offset + 1
    while i < range.upperBound, bytes[i] == bytes[offset] { i += 1 }
    return i
  }

  /// The number of digits that begin at an offset.
  func digits(at offset: Int) -> Int {
    var i = offset
    while i < range.upperBound, isDigit(bytes[i]) { i += 1 }
    return i - offset
  }

  func has(_ other: String, at offset: Int) -> Bool {
    offset <= range.upperBound && bytes[offset..<range.upperBound].starts(with: other.utf8)
  }
}
