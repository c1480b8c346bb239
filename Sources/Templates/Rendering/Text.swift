/// Text as Python sees it: a sequence of code points, compared by code point, with Python's idea of space.
extension String {
  /// The text without space at both ends.
  func stripped() -> String {
    let start = unicodeScalars.drop { $0.isPythonSpace }
    guard let end = start.lastIndex(where: { !$0.isPythonSpace }) else { return "" }
    return String(start[...end])
  }

  /// The text in lower case. A capital sigma is refused, since its lower case depends on the letters around it.
  func pythonLowercased() throws(Failure) -> String {
    if unicodeScalars.contains("Σ") { throw .refused("Σ", Refusal.sigma) }
    return unicodeScalars.reduce(into: "") { $0 += $1.properties.lowercaseMapping }
  }
}

extension Unicode.Scalar {
  var isPythonSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }
}

extension [UInt8] {
  /// The length of the space character at an offset; 0 if there is none.
  func spaceLength(at i: Int) -> Int {
    let next = String(decoding: self[Swift.min(i, count)..<Swift.min(i + 3, count)], as: UTF8.self)
      .unicodeScalars
    return next.first.map { $0.isPythonSpace ? UTF8.width($0) : 0 } ?? 0
  }

  /// The end of a range without the space before it.
  func trimmedEnd(_ range: Range<Int>) -> Int {
    let space = String(decoding: self[range], as: UTF8.self).unicodeScalars.reversed().prefix {
      $0.isPythonSpace
    }
    return range.upperBound - space.reduce(0) { $0 + UTF8.width($1) }
  }
}
