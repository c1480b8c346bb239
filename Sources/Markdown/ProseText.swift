import Diagnostics

/// A range of bytes to look around in.
struct ProseText {
  let bytes: [UInt8]
  let range: Range<Int>

  /// The scalar before a place is a Chinese character or punctuation; marks of emphasis between are passed over.
  func isChinese(before place: Int) -> Bool {
    var i = place
    while i > range.lowerBound, bytes[i - 1] == UInt8(ascii: "*") { i -= 1 }
    guard i > range.lowerBound, bytes[i - 1] >= 0x80 else { return false }
    return ProseText.isChinese(lastScalar(of: bytes, in: range.lowerBound..<i).scalar)
  }

  func isChinese(at place: Int) -> Bool {
    var i = place
    while i < range.upperBound, bytes[i] == UInt8(ascii: "*") { i += 1 }
    guard i < range.upperBound, bytes[i] >= 0x80 else { return false }
    return ProseText.isChinese(firstScalar(of: bytes, in: i..<range.upperBound).scalar)
  }

  static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    (EastAsian.isWide(scalar) && !EastAsian.isHangul(scalar)) || isChineseAmbiguous(scalar)
  }

  /// Past spaces and one line end; nothing at the end of a paragraph.
  func pastBlanks(_ place: Int) -> Int? {
    let i = pastSpaces(place)
    guard i < range.upperBound, bytes[i] == UInt8(ascii: "\n") else { return i }
    let next = pastSpaces(i + 1)
    return next < range.upperBound && bytes[next] != UInt8(ascii: "\n") ? next : nil
  }

  func pastSpaces(_ place: Int) -> Int {
    var i = place
    while isSpace(i) { i += 1 }
    return i
  }

  func beforeSpaces(_ place: Int) -> Int {
    var i = place
    while isSpace(i - 1) { i -= 1 }
    return i
  }

  func isSpace(_ place: Int) -> Bool { range.contains(place) && bytes[place] == UInt8(ascii: " ") }

  /// How many digits begin at a place.
  func digits(at place: Int) -> Int {
    var i = place
    while i < range.upperBound, 0x30...0x39 ~= bytes[i] { i += 1 }
    return i - place
  }

  func has(_ other: [UInt8], at place: Int) -> Bool {
    place <= range.upperBound && bytes[place..<range.upperBound].starts(with: other)
  }
}
