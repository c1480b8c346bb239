/// Text as Python sees it: a sequence of code points, compared by code point, with Python's idea of space.
extension String {
  init(scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }

  /// Both ends without the characters of a set, by default without space.
  func stripped(of set: String? = nil, start: Bool = true, end: Bool = true) -> String {
    let scalars = unicodeScalars
    let matches: (Unicode.Scalar) -> Bool =
      set.map { Set($0.unicodeScalars).contains } ?? { $0.isPythonSpace }
    var low = scalars.startIndex, high = scalars.endIndex
    while start, low < high, matches(scalars[low]) { low = scalars.index(after: low) }
    while end, high > low, matches(scalars[scalars.index(before: high)]) {
      high = scalars.index(before: high)
    }
    return String(scalars[low..<high])
  }

  func split(separator: String, atMost limit: Int = .max, fromEnd: Bool = false) -> [String] {
    let bytes = Array(utf8), needle = Array(separator.utf8)
    var offsets = bytes.occurrences(of: needle)
    if offsets.count > limit { offsets = Array(fromEnd ? offsets.suffix(limit) : offsets.prefix(limit)) }
    var parts = [String](), start = 0
    for offset in offsets {
      parts.append(String(decoding: bytes[start..<offset], as: UTF8.self))
      start = offset + needle.count
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }

  /// Python's `replace`: an empty search text matches between all characters.
  func replacing(_ old: String, with new: String, atMost count: Int) -> String {
    let limit = count < 0 ? Int.max : count
    if old.isEmpty {
      var result = "", used = 0
      for scalar in unicodeScalars {
        if used < limit {
          result += new
          used += 1
        }
        result.unicodeScalars.append(scalar)
      }
      return used < limit ? result + new : result
    }
    return split(separator: old, atMost: limit).joined(separator: new)
  }

  var pythonUppercased: String { unicodeScalars.reduce(into: "") { $0 += $1.properties.uppercaseMapping } }

  /// The text in lower case, with Python's rule for the Greek sigma at the end of a word.
  var pythonLowercased: String {
    let scalars = Array(unicodeScalars)
    var result = ""
    for (i, scalar) in scalars.enumerated() {
      guard scalar.value == 0x3A3 else {
        result += scalar.properties.lowercaseMapping
        continue
      }
      let before = scalars[..<i].last { !$0.properties.isCaseIgnorable }
      let after = scalars[(i + 1)...].first { !$0.properties.isCaseIgnorable }
      let isFinal = (before?.properties.isCased ?? false) && !(after?.properties.isCased ?? false)
      result += isFinal ? "\u{3C2}" : "\u{3C3}"
    }
    return result
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
    guard i < count else { return 0 }
    let byte = self[i]
    if byte < 0x80 { return (0x09...0x0D).contains(byte) || (0x1C...0x20).contains(byte) ? 1 : 0 }
    let length = byte >= 0xE0 ? 3 : 2
    guard byte < 0xF0, i + length <= count else { return 0 }
    let value =
      length == 2
      ? UInt32(byte & 0x1F) << 6 | UInt32(self[i + 1] & 0x3F)
      : UInt32(byte & 0x0F) << 12 | UInt32(self[i + 1] & 0x3F) << 6 | UInt32(self[i + 2] & 0x3F)
    return Unicode.Scalar(value)?.isPythonSpace == true ? length : 0
  }

  /// The end of a range without the space before it.
  func trimmedEnd(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound {
      var start = end - 1
      while start > range.lowerBound, self[start] & 0xC0 == 0x80 { start -= 1 }
      guard spaceLength(at: start) == end - start else { break }
      end = start
    }
    return end
  }
}
