import Diagnostics

extension HeaderParser {
  /// The text in quotes that starts here; the cursor goes past the closing quote.
  mutating func quotedNode(parent: Int) throws(Diagnostic) -> Node {
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
    var text = ""
    if i < end, bytes[i] == quote, isDouble || byte(i + 1) != quote {
      text = String(decoding: bytes[start + 1..<i], as: UTF8.self)
    } else {
      var buffer = Array(bytes[start + 1..<i])
      try readQuoted(into: &buffer, from: start, parent: parent)
      text = String(decoding: buffer, as: UTF8.self)
    }
    at += 1
    let scalar = Scalar(text: text, style: isDouble ? .doubleQuoted : .singleQuoted)
    return Node(range: start..<at, content: .scalar(scalar))
  }

  /// Up to the closing quote, with escapes and line ends.
  private mutating func readQuoted(into text: inout [UInt8], from start: Int, parent: Int) throws(Diagnostic)
  {
    let quote = bytes[start]
    // Blanks before a line end do not count, unless they are escaped.
    var kept = 0
    while true {
      if at >= end { throw .unclosedQuote(path, start..<start + 1) }
      let byte = bytes[at]
      switch byte {
      case quote:
        if quote == .doubleQuote || self.byte(at + 1) != quote { return }
        text.append(quote)
        at += 2
        kept = text.count
      case .backslash where quote == .doubleQuote:
        let next = self.byte(at + 1)
        if next == .lineFeed || next == .carriageReturn {
          at += 1
          let breaks = try skipQuotedLineEnds(from: start, parent: parent)
          text.append(contentsOf: repeatElement(.lineFeed, count: breaks - 1))
        } else {
          try readEscape(into: &text)
        }
        kept = text.count
      case .lineFeed, .carriageReturn:
        while text.count > kept, text[text.count - 1] == .space || text[text.count - 1] == .tab {
          text.removeLast()
        }
        let breaks = try skipQuotedLineEnds(from: start, parent: parent)
        if breaks == 1 {
          text.append(.space)
        } else {
          text.append(contentsOf: repeatElement(.lineFeed, count: breaks - 1))
        }
        kept = text.count
      default:
        text.append(byte)
        at += 1
      }
    }
  }

  /// Past line ends, blank lines and the indentation after them; the number of line ends.
  private mutating func skipQuotedLineEnds(from start: Int, parent: Int) throws(Diagnostic) -> Int {
    var breaks = 0
    while true {
      while at < end, bytes[at] != .lineFeed { at += 1 }
      if at >= end { throw .unclosedQuote(path, start..<start + 1) }
      at += 1
      breaks += 1
      lineStart = at
      while at < end, bytes[at] == .space { at += 1 }
      let depth = column
      if byte(at) == .tab, depth <= parent { throw tabFault(at) }
      while at < end, bytes[at] == .space || bytes[at] == .tab { at += 1 }
      if at < end, bytes[at] == .lineFeed || bytes[at] == .carriageReturn { continue }
      if at >= end || depth <= parent { throw .unclosedQuote(path, start..<start + 1) }
      return breaks
    }
  }

  private mutating func readEscape(into text: inout [UInt8]) throws(Diagnostic) {
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
    text.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .init())
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
