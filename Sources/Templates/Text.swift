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

  /// The words between runs of space.
  var words: [String] {
    unicodeScalars.split(whereSeparator: \.isPythonSpace).map { String($0) }
  }

  func split(separator: String, atMost limit: Int = .max, fromEnd: Bool = false) -> [String] {
    let bytes = Array(utf8), needle = Array(separator.utf8)
    var places = bytes.occurrences(of: needle)
    if places.count > limit { places = fromEnd ? Array(places.suffix(limit)) : Array(places.prefix(limit)) }
    var parts = [String](), start = 0
    for place in places {
      parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
      start = place + needle.count
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

  /// The lines without their ends, by all of Python's line ends; no empty line at the end.
  var lines: [String] {
    var lines = [String](), current = String.UnicodeScalarView(), scalars = unicodeScalars.makeIterator()
    var isOpen = false, afterReturn = false
    while let scalar = scalars.next() {
      if afterReturn, scalar == "\n" {
        afterReturn = false
        continue
      }
      afterReturn = scalar == "\r"
      switch scalar.value {
      case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029:
        lines.append(String(current))
        current = String.UnicodeScalarView()
        isOpen = false
      default:
        current.append(scalar)
        isOpen = true
      }
    }
    if isOpen { lines.append(String(current)) }
    return lines
  }

  var pythonUppercased: String { unicodeScalars.reduce(into: "") { $0 += $1.properties.uppercaseMapping } }

  /// With Python's rule for the Greek sigma at the end of a word.
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

  /// A letter behind a letter is lower case.
  var pythonTitled: String {
    var result = "", isInside = false
    for scalar in unicodeScalars {
      result += isInside ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
      isInside = scalar.properties.isCased
    }
    return result
  }

  var pythonCapitalized: String {
    guard let first = unicodeScalars.first else { return self }
    return first.properties.titlecaseMapping
      + String(
        String(scalars: Array(unicodeScalars)).pythonLowercased.unicodeScalars.dropFirst(first.lowerCount))
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
  fileprivate var lowerCount: Int { properties.lowercaseMapping.unicodeScalars.count }

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

  var isLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  var isAlphanumeric: Bool { isLetter || properties.numericType != nil }

  /// `\x85`, `\u4e2d`, `\U0001f600`: as Python writes a character by its number.
  var pythonEscape: String {
    let hex = String(value, radix: 16)
    let (mark, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
    return "\\" + mark + String(repeating: "0", count: width - hex.count) + hex
  }
}

/// Finds a text in others without looking at any byte of them twice, whatever the text (Knuth, Morris, Pratt).
struct Needle {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// For each beginning, the length of its longest end that is a beginning, too.
  private var borders = [0]

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    borders.reserveCapacity(bytes.count)
    for i in bytes.indices.dropFirst() {
      let length = matched(borders[i - 1], bytes[i])
      borders.append(length)
    }
  }

  /// The length of the beginning that fits with one more byte, where a number of bytes fit so far.
  private func matched(_ count: Int, _ byte: UInt8) -> Int {
    var count = count
    while count > 0, bytes[count] != byte { count = borders[count - 1] }
    return bytes[count] == byte ? count + 1 : 0
  }

  var count: Int { bytes.count }

  func firstPlace(in text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    if bytes.isEmpty { return start }
    var count = 0
    for i in start..<text.count {
      count = matched(count, text[i])
      if count == bytes.count { return i + 1 - count }
    }
    return nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  func firstOccurrence(of needle: UnsafeBufferPointer<UInt8>) -> Int? {
    needle.count > count ? nil : Needle(needle).firstPlace(in: self)
  }
}

extension [UInt8] {
  /// Where a text occurs, from the left and without overlaps.
  func occurrences(of needle: [UInt8]) -> [Int] {
    if needle.isEmpty { return [] }
    return withUnsafeBufferPointer { bytes in
      needle.withUnsafeBufferPointer { needle in
        let needle = Needle(needle)
        var places = [Int](), next = 0
        while let place = needle.firstPlace(in: bytes, from: next) {
          places.append(place)
          next = place + needle.count
        }
        return places
      }
    }
  }

  /// The length of the space character at a place; 0 if there is none.
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
