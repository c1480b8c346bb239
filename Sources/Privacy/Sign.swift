/// A character of a text as a reader sees it: entities of HTML, escapes of YAML and of addresses are the characters that they mean.
struct Sign {
  let scalar: UInt32
  let range: Range<Int>

  /// The digit, 0 to 9, in any width.
  var digit: UInt8? {
    switch scalar {
    case 0x30...0x39: UInt8(scalar - 0x30)
    case 0xFF10...0xFF19: UInt8(scalar - 0xFF10)
    case 0x1D7CE...0x1D7FF: UInt8((scalar - 0x1D7CE) % 10)
    default: nil
    }
  }

  /// The letter as an ASCII capital, whatever its width and case.
  var letter: UInt8? {
    switch scalar {
    case 0x41...0x5A: UInt8(scalar)
    case 0x61...0x7A: UInt8(scalar - 0x20)
    case 0xFF21...0xFF3A: UInt8(scalar - 0xFF21 + 0x41)
    case 0xFF41...0xFF5A: UInt8(scalar - 0xFF41 + 0x41)
    default: nil
    }
  }

  var isAlphanumeric: Bool { digit != nil || letter != nil }

  /// True if nobody sees it; Markdown takes a backslash away.
  var isUnseen: Bool {
    switch scalar {
    case 0x5C, 0xAD, 0x34F, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F,
      0xFEFF:
      true
    default: false
    }
  }

  /// True for marks of emphasis and code.
  var isEmphasis: Bool { scalar == 0x2A || scalar == 0x5F || scalar == 0x7E || scalar == 0x60 }

  var isSpace: Bool {
    switch scalar {
    case 0x20, 0x09, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  var isLineEnd: Bool { scalar == 0x0A || scalar == 0x0D }

  var isHyphen: Bool {
    switch scalar {
    case 0x2D, 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D, 0x30FC: true
    default: false
    }
  }

  var isDot: Bool {
    switch scalar {
    case 0x2E, 0xB7, 0x2022, 0x2027, 0x22C5, 0x30FB, 0xFF0E, 0xFF65: true
    default: false
    }
  }

  var isOpening: Bool { scalar == 0x28 || scalar == 0xFF08 }
  var isClosing: Bool { scalar == 0x29 || scalar == 0xFF09 }

  /// True for the digits of a Chinese number.
  var isHanDigit: Bool { scalar >= 0x3007 && SignSet.hanDigits.contains(self) }
}

extension SignSet {
  fileprivate static let hanDigits: SignSet = "〇零一二三四五六七八九十两"
}

/// The bytes of a text, read forwards and backwards by signs.
struct SignReader {
  let bytes: [UInt8]

  /// The sign that begins at an offset; nil at the end.
  func sign(at offset: Int) -> Sign? {
    guard offset < bytes.count else { return nil }
    let first = bytes[offset]
    if first < 0x80 {
      if first == UInt8(ascii: "&"), let entity = entity(at: offset) { return entity }
      if first == UInt8(ascii: "\\"), let escape = escape(at: offset) { return escape }
      if first == UInt8(ascii: "%"), let escape = percent(at: offset) { return escape }
      return Sign(scalar: UInt32(first), range: offset..<offset + 1)
    }
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let end = Swift.min(offset + length, bytes.count)
    if length == 1 { return Sign(scalar: 0xFFFD, range: offset..<end) }
    var scalar = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes[(offset + 1)..<end] { scalar = scalar << 6 | UInt32(byte & 0x3F) }
    return Sign(scalar: scalar, range: offset..<end)
  }

  /// The signs of a range.
  func signs(in range: Range<Int>) -> [Sign] {
    var signs: [Sign] = [], offset = range.lowerBound
    while offset < range.upperBound, let sign = sign(at: offset) {
      signs.append(sign)
      offset = sign.range.upperBound
    }
    return signs
  }

  /// The sign that ends at an offset; nil at the start.
  func sign(before offset: Int) -> Sign? {
    guard offset > 0 else { return nil }
    var start = offset - 1
    if bytes[start] == UInt8(ascii: ";"), let entity = entity(endingAt: offset) { return entity }
    if let escape = escape(endingAt: offset) { return escape }
    while start > 0, offset - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return sign(at: start)
  }

  /// The first sign that can be seen, at an offset or later.
  func seenSign(at offset: Int, skippingSpaces: Bool = false) -> Sign? {
    seen(from: sign(at: offset), skippingSpaces) { sign(at: $0.range.upperBound) }
  }

  /// The last sign that can be seen before an offset.
  func seenSign(before offset: Int, skippingSpaces: Bool = false) -> Sign? {
    seen(from: sign(before: offset), skippingSpaces) { sign(before: $0.range.lowerBound) }
  }

  private func seen(from first: Sign?, _ skippingSpaces: Bool, _ neighbour: (Sign) -> Sign?) -> Sign? {
    var next = first, steps = 0
    while let found = next, steps < 8,
      found.isUnseen || found.isEmphasis || (skippingSpaces && found.isSpace)
    {
      next = neighbour(found)
      steps += 1
    }
    return next
  }

  /// The entities that may be in a number or an address.
  private static let named: [(name: WordList, scalar: UInt32)] = [
    ("&nbsp;", 0xA0), ("&ensp;", 0x2002), ("&emsp;", 0x2003), ("&thinsp;", 0x2009),
    ("&numsp;", 0x2007), ("&puncsp;", 0x2008), ("&hairsp;", 0x200A), ("&tab;", 0x09),
    ("&newline;", 0x0A), ("&shy;", 0xAD), ("&zwnj;", 0x200C), ("&zwj;", 0x200D),
    ("&zerowidthspace;", 0x200B), ("&nobreak;", 0x2060), ("&commat;", 0x40), ("&period;", 0x2E),
    ("&middot;", 0xB7), ("&hyphen;", 0x2010), ("&dash;", 0x2010), ("&ndash;", 0x2013),
    ("&mdash;", 0x2014), ("&minus;", 0x2212), ("&lpar;", 0x28), ("&rpar;", 0x29),
    ("&lowbar;", 0x5F), ("&sol;", 0x2F), ("&plus;", 0x2B),
  ]

  /// The sign of an entity: `&#49;`, `&#x31;`, `&nbsp;`.
  private func entity(at offset: Int) -> Sign? {
    for (name, scalar) in SignReader.named {
      if let length = name.length(at: offset, in: bytes) {
        return Sign(scalar: scalar, range: offset..<offset + length)
      }
    }
    guard offset + 2 < bytes.count, bytes[offset + 1] == UInt8(ascii: "#") else { return nil }
    let isHexadecimal = bytes[offset + 2] | 0x20 == UInt8(ascii: "x")
    let digits = bytes[(offset + (isHexadecimal ? 3 : 2))...].prefix {
      Character(Unicode.Scalar($0)).isHexDigit
    }
    let zeros = digits.prefix { $0 == UInt8(ascii: "0") }, rest = digits.dropFirst(zeros.count)
    guard !digits.isEmpty, digits.endIndex < bytes.count, bytes[digits.endIndex] == UInt8(ascii: ";"),
      rest.count <= 8, let value = SignReader.number(rest, radix: isHexadecimal ? 16 : 10)
    else { return nil }
    return Sign(scalar: value, range: offset..<digits.endIndex + 1)
  }

  /// The value of some digits; nil if there is another sign among them.
  private static func number(_ digits: ArraySlice<UInt8>, radix: UInt32) -> UInt32? {
    var value: UInt32 = 0
    for byte in digits {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix else { return nil }
      value = value &* radix &+ UInt32(digit)
    }
    return value
  }

  /// The sign of an escape in a quoted scalar: `\n`, `\t`, `\u0031`.
  private func escape(at offset: Int) -> Sign? {
    guard offset + 1 < bytes.count else { return nil }
    switch bytes[offset + 1] {
    case UInt8(ascii: "n"), UInt8(ascii: "r"): return Sign(scalar: 0x0A, range: offset..<offset + 2)
    case UInt8(ascii: "t"): return Sign(scalar: 0x09, range: offset..<offset + 2)
    case UInt8(ascii: "x"): return hexadecimal(2, at: offset)
    case UInt8(ascii: "u"): return hexadecimal(4, at: offset)
    case UInt8(ascii: "U"): return hexadecimal(8, at: offset)
    default: return nil
    }
  }

  private func hexadecimal(_ count: Int, at offset: Int) -> Sign? {
    let end = offset + 2 + count
    guard end <= bytes.count, let value = SignReader.number(bytes[(offset + 2)..<end], radix: 16) else {
      return nil
    }
    return Sign(scalar: value, range: offset..<end)
  }

  /// The sign of `%40` and its like in an address; `20%` is an amount.
  private func percent(at offset: Int) -> Sign? {
    for (code, scalar) in SignReader.percents where code.length(at: offset, in: bytes) != nil {
      return Sign(scalar: scalar, range: offset..<offset + 3)
    }
    return nil
  }

  private static let percents: [(code: WordList, scalar: UInt32)] = [
    ("%40", 0x40), ("%2b", 0x2B), ("%20", 0x20), ("%2d", 0x2D), ("%2e", 0x2E),
  ]

  /// The sign of an escape of YAML or of an address that ends at an offset.
  private func escape(endingAt end: Int) -> Sign? {
    guard bytes[end - 1].isAlphanumeric else { return nil }
    for length in [2, 3, 4, 6, 10] where length <= end {
      let start = end - length
      guard bytes[start] == UInt8(ascii: "\\") || bytes[start] == UInt8(ascii: "%"),
        let sign = sign(at: start), sign.range.upperBound == end
      else { continue }
      return sign
    }
    return nil
  }

  /// The sign of an entity that ends at an offset.
  private func entity(endingAt end: Int) -> Sign? {
    var start = end - 2
    while start >= 0, bytes[start].isAlphanumeric || bytes[start] == UInt8(ascii: "#") { start -= 1 }
    guard start >= 0, bytes[start] == UInt8(ascii: "&"), let entity = entity(at: start) else { return nil }
    return entity.range.upperBound == end ? entity : nil
  }
}
