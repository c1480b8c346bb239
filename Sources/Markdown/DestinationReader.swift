/// Reads link destinations, titles and labels (CommonMark 0.30, §6.3 and §4.7) in the bytes of the file.
struct DestinationReader {
  let bytes: [UInt8]
  let end: Int
  /// The number of `>` that a following line may start with.
  let quoteDepth: Int

  private static let parenthesisLimit = 32
  private static let labelLimit = 999

  /// Reads the rest of a link behind `](`. Returns the range of the destination, and the end of the link.
  func inlineTail(_ start: Int) -> (destination: Range<Int>, end: Int)? {
    guard let destination = destination(skipBlanks(start)) else { return nil }
    var i = skipBlanks(destination.end)
    if i > destination.end, i < end, let title = endOfTitle(i) { i = skipBlanks(title) }
    guard i < end, bytes[i] == UInt8(ascii: ")") else { return nil }
    return (destination.range, i + 1)
  }

  /// Reads a destination: `<…>`, or bytes without blanks whose parentheses match.
  func destination(_ start: Int) -> (range: Range<Int>, end: Int)? {
    var i = start
    if i < end, bytes[i] == UInt8(ascii: "<") {
      i += 1
      while i < end {
        switch Unicode.Scalar(bytes[i]) {
        case ">": return (start + 1..<i, i + 1)
        case "\n", "\r", "<": return nil
        case "\\" where i + 1 < end && isASCIIPunctuation(bytes[i + 1]): i += 2
        default: i += 1
        }
      }
      return nil
    }
    var open = 0
    loop: while i < end {
      switch Unicode.Scalar(bytes[i]) {
      case "\\" where i + 1 < end && isASCIIPunctuation(bytes[i + 1]): i += 1
      case "(":
        open += 1
        if open > DestinationReader.parenthesisLimit { return nil }
      case ")":
        if open == 0 { break loop }
        open -= 1
      case "\0"..." ", "\u{7F}": break loop
      default: break
      }
      i += 1
    }
    return open == 0 ? (start..<i, i) : nil
  }

  private func endOfTitle(_ start: Int) -> Int? {
    guard "\"'(".utf8.contains(bytes[start]) else { return nil }
    let close = bytes[start] == UInt8(ascii: "(") ? UInt8(ascii: ")") : bytes[start]
    var i = start + 1
    while i < end {
      if bytes[i] == close { return i + 1 }
      if bytes[i] == UInt8(ascii: "("), close == UInt8(ascii: ")") { return nil }
      i += bytes[i] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// The bytes between `[` at `start` and the next bracket, which must close it.
  func label(_ start: Int) -> Range<Int>? {
    var i = start + 1
    let limit = min(end, start + 1 + DestinationReader.labelLimit)
    while i < limit {
      switch Unicode.Scalar(bytes[i]) {
      case "]": return start + 1..<i
      case "[": return nil
      case "\\": i += 2
      default: i += 1
      }
    }
    return nil
  }

  /// Skips blanks, and line ends with the quote marks after them.
  func skipBlanks(_ start: Int) -> Int {
    var i = start
    while i < end, isBlank(bytes[i]) {
      let isLineEnd = bytes[i] == UInt8(ascii: "\n")
      i += 1
      if isLineEnd { i = bytes.withoutQuoteMarks(i..<end, depth: quoteDepth).lowerBound }
    }
    return i
  }

  /// The form in which labels are compared.
  static func normalised(_ label: some Collection<UInt8>) -> String {
    String(decoding: label, as: UTF8.self).lowercased().split { $0.isWhitespace }.joined(separator: " ")
  }
}

/// A destination of the file without its escapes, to be compared with those of the tree.
struct PlainDestination {
  private let plain: [UInt8]
  /// True if it has character references, which are not resolved here.
  private let isOpaque: Bool

  init(_ bytes: ArraySlice<UInt8>) {
    var plain: [UInt8] = [], isOpaque = false, i = bytes.startIndex
    plain.reserveCapacity(bytes.count)
    while i < bytes.endIndex {
      if bytes[i] == UInt8(ascii: "\\"), i + 1 < bytes.endIndex, isASCIIPunctuation(bytes[i + 1]) { i += 1 }
      if bytes[i] == UInt8(ascii: "&") { isOpaque = true }
      plain.append(bytes[i])
      i += 1
    }
    self.plain = plain
    self.isOpaque = isOpaque
  }

  /// A destination in which a backslash is no escape, as in an autolink.
  init(verbatim bytes: [UInt8]) {
    plain = bytes
    isOpaque = bytes.contains(UInt8(ascii: "&"))
  }

  /// True if the two are the same up to the first character reference.
  func matches(_ destination: [UInt8]) -> Bool {
    if plain == destination { return true }
    return isOpaque && destination.starts(with: plain.prefix { $0 != UInt8(ascii: "&") })
  }
}
