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

  /// The text as Python writes it in a list: quoted, with escapes.
  var pythonQuoted: String {
    let quote: Unicode.Scalar = unicodeScalars.contains("'") && !unicodeScalars.contains("\"") ? "\"" : "'"
    var result = String.UnicodeScalarView([quote])
    for scalar in unicodeScalars {
      switch scalar {
      case quote, "\\": result.append(contentsOf: ["\\", scalar])
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      case _ where scalar.isPythonPrintable: result.append(scalar)
      default: result.append(contentsOf: scalar.pythonEscape.unicodeScalars)
      }
    }
    result.append(quote)
    return String(result)
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

  var isPythonPrintable: Bool {
    if value < 0x7F { return value >= 0x20 }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      return false
    default: return true
    }
  }

  /// `\x85`, `\u4e2d`, `\U0001f600`: as Python writes a character by its number.
  var pythonEscape: String {
    let hex = String(value, radix: 16)
    let (mark, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
    return "\\" + mark + String(repeating: "0", count: width - hex.count) + hex
  }
}

extension [UInt8] {
  /// The offsets of a text, from the left and without overlaps, found without looking at any byte twice, whatever the
  /// text (Knuth, Morris, Pratt).
  func occurrences(of needle: [UInt8], atMost limit: Int = .max) -> [Int] {
    if needle.isEmpty { return [] }
    // For each beginning of the needle, the length of its longest end that is a beginning, too.
    var borders = [0], offsets: [Int] = [], matched = 0
    func extended(_ length: Int, by byte: UInt8) -> Int {
      var length = length
      while length > 0, needle[length] != byte { length = borders[length - 1] }
      return needle[length] == byte ? length + 1 : 0
    }
    for byte in needle.dropFirst() { borders.append(extended(borders[borders.count - 1], by: byte)) }
    for (i, byte) in enumerated() where offsets.count < limit {
      matched = extended(matched, by: byte)
      if matched == needle.count {
        offsets.append(i + 1 - matched)
        matched = 0
      }
    }
    return offsets
  }

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
