import Diagnostics

extension HeaderParser {
  /// The text in quotes that starts here; the cursor goes past the closing quote.
  mutating func quotedScalar(parent: Int) throws(Diagnostic) -> HeaderTree.Element {
    let start = at, quote = bytes[at], isDouble = quote == .doubleQuote
    var i = start + 1
    while true {
      let byte = byte(i)
      if byte == quote || byte == .lineFeed || byte == .carriageReturn || (byte == .backslash && isDouble) {
        break
      }
      i += 1
    }
    at = i
    let style: Scalar.Style = isDouble ? .doubleQuoted : .singleQuoted
    if i < end, bytes[i] == quote, isDouble || byte(i + 1) != quote {
      at += 1
      return HeaderTree.Element(style, start..<at, text: start + 1..<i)
    }
    let textStart = rewritten.count
    rewritten.append(contentsOf: bytes[start + 1..<i])
    try rewriteQuoted(textStart, from: start, parent: parent)
    at += 1
    if String(decoding: rewritten[textStart...], as: UTF8.self).hasStackedMarks {
      throw .stackedMarks(path, start..<at)
    }
    return HeaderTree.Element(style, start..<at, text: textStart..<rewritten.count, isRewritten: true)
  }

  /// The mistake of a text whose closing quote is missing, or is a Chinese one: `"试”`.
  private func unclosedQuote(_ start: Int) -> Diagnostic {
    let end = lineEnd(start)
    let isChinese =
      end - start > 4 && ["“", "”", "‘", "’", "＂"].contains { bytes[end - 3..<end].elementsEqual($0.utf8) }
    let closing = String(UnicodeScalar(bytes[start]))
    return .unclosedQuote(path, start..<start + 1, edit: isChinese ? Edit(end - 3..<end, closing) : nil)
  }

  /// Up to the closing quote, with escapes and line ends.
  private mutating func rewriteQuoted(_ textStart: Int, from start: Int, parent: Int) throws(Diagnostic) {
    let quote = bytes[start]
    // Blanks before a line end do not count, unless they are escaped.
    var kept = textStart
    while true {
      if at >= end { throw unclosedQuote(start) }
      let byte = bytes[at]
      switch byte {
      case quote:
        if quote == .doubleQuote || self.byte(at + 1) != quote { return }
        rewritten.append(quote)
        at += 2
        kept = rewritten.count
      case .backslash where quote == .doubleQuote:
        let next = self.byte(at + 1)
        if next == .lineFeed || next == .carriageReturn {
          at += 1
          let breaks = try skipQuotedLineEnds(from: start, parent: parent)
          rewritten.append(contentsOf: repeatElement(.lineFeed, count: breaks - 1))
        } else {
          try rewriteEscape()
        }
        kept = rewritten.count
      case .lineFeed, .carriageReturn:
        while rewritten.count > kept, let last = rewritten.last, last == .space || last == .tab {
          rewritten.removeLast()
        }
        let breaks = try skipQuotedLineEnds(from: start, parent: parent)
        if breaks == 1 {
          rewritten.append(.space)
        } else {
          rewritten.append(contentsOf: repeatElement(.lineFeed, count: breaks - 1))
        }
        kept = rewritten.count
      default:
        rewritten.append(byte)
        at += 1
      }
    }
  }

  /// Past line ends, blank lines and the indentation after them; the number of line ends.
  private mutating func skipQuotedLineEnds(from start: Int, parent: Int) throws(Diagnostic) -> Int {
    var breaks = 0
    while true {
      while at < end, bytes[at] != .lineFeed { at += 1 }
      if at >= end { throw unclosedQuote(start) }
      at += 1
      breaks += 1
      lineStart = at
      while at < end, bytes[at] == .space { at += 1 }
      let depth = column
      if byte(at) == .tab, depth <= parent { throw tabFault(at) }
      while at < end, bytes[at] == .space || bytes[at] == .tab { at += 1 }
      if at < end, bytes[at] == .lineFeed || bytes[at] == .carriageReturn { continue }
      if at >= end || depth <= parent { throw unclosedQuote(start) }
      return breaks
    }
  }

  private mutating func rewriteEscape() throws(Diagnostic) {
    let start = at
    let name = byte(at + 1)
    at += 2
    let value: UInt32
    switch name {
    case UInt8(ascii: "0"): value = 0x00
    case UInt8(ascii: "a"): value = 0x07
    case UInt8(ascii: "b"): value = 0x08
    case UInt8(ascii: "t"), .tab: value = 0x09
    case UInt8(ascii: "n"): value = 0x0A
    case UInt8(ascii: "v"): value = 0x0B
    case UInt8(ascii: "f"): value = 0x0C
    case UInt8(ascii: "r"): value = 0x0D
    case UInt8(ascii: "e"): value = 0x1B
    case .space, .doubleQuote, .backslash, UInt8(ascii: "/"): value = UInt32(name)
    case UInt8(ascii: "N"): value = 0x85
    case UInt8(ascii: "_"): value = 0xA0
    case UInt8(ascii: "L"): value = 0x2028
    case UInt8(ascii: "P"): value = 0x2029
    case UInt8(ascii: "x"): value = try readHex(2, from: start)
    case UInt8(ascii: "u"): value = try readHex(4, from: start)
    case UInt8(ascii: "U"): value = try readHex(8, from: start)
    default: throw .unknownEscape(path, start..<endOfCharacter(start + 1))
    }
    guard let scalar = Unicode.Scalar(value) else { throw .noCharacter(path, start..<at) }
    if HeaderParser.isControl(value) { throw .escapedControl(path, start..<at, value) }
    rewritten.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .init())
  }

  /// The characters that a file may not hold as they are, either. (A carriage return is a character here, and no
  /// line end.)
  private static func isControl(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0A, 0x85: false
    case 0x00..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  private mutating func readHex(_ digits: Int, from start: Int) throws(Diagnostic) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      let byte = byte(at)
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: throw .badHexEscape(path, start..<at, digits: digits)
      }
      at += 1
    }
    return value
  }

  private func endOfCharacter(_ offset: Int) -> Int {
    var i = offset + 1
    while i < end, bytes[i] & 0xC0 == 0x80 { i += 1 }
    return min(i, end)
  }
}
