/// Figures and Latin letters that are as wide as Chinese characters, with the signs between them: `９８．５％`, `１，２００`,
/// `ＡＰＰ`.
struct FullWidthRun {
  private(set) var range: Range<Int>
  /// The same in ASCII.
  private(set) var plain = ""
  /// True for the number in front of a line and its full stop: `１．`.
  private(set) var isMarkOfItem = false

  static func isLetter(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second) {
    case (0xEF, 0xBC): 0x90...0x99 ~= third || 0xA1...0xBA ~= third
    case (0xEF, 0xBD): 0x81...0x9A ~= third
    default: false
    }
  }

  static func begins(_ text: ProseText, at i: Int) -> Bool {
    i + 3 <= text.range.upperBound && isLetter(text.bytes[i], text.bytes[i + 1], text.bytes[i + 2])
  }

  init(_ text: ProseText, at start: Int) {
    range = start..<start
    let bytes = text.bytes
    var i = start
    while i < text.range.upperBound {
      let next = firstScalar(of: bytes, in: i..<text.range.upperBound), value = next.scalar.value
      let after = next.range.upperBound
      if FullWidthRun.begins(text, at: i) {
        plain.unicodeScalars.append(Unicode.Scalar(value - 0xFEE0) ?? next.scalar)
      } else if value < 0x80, isDigit(next.scalar) || next.scalar.properties.isAlphabetic {
        plain.unicodeScalars.append(next.scalar)
      } else if let sign = FullWidthRun.sign(next.scalar), FullWidthRun.joins(sign, plain, text, after) {
        plain.unicodeScalars.append(sign)
      } else {
        break
      }
      i = after
    }
    range = start..<i
    // The number of a heading: ## １．摸清底数.
    if text.has("．", at: i), plain.count < 3, plain.utf8.allSatisfy(isDigit), text.isChinese(at: i + 3) {
      plain += "."
      i += 3
      range = start..<i
    }
    let lineStart = bytes[text.range.lowerBound..<start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
    let before = bytes[(lineStart ?? text.range.lowerBound)..<start]
    isMarkOfItem =
      plain.last == "." && plain.count < 4 && before.allSatisfy(isBlank)
      || text.has("．", at: i) && before.allSatisfy(isBlank)
  }

  /// The ASCII sign for a sign that may be inside a number or a name.
  private static func sign(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "．", ".": "."
    case "，", ",": ","
    case "：", ":": ":"
    case "％", "%": "%"
    case "／", "/": "/"
    case "－", "-": "-"
    case "＿", "_": "_"
    case "＠", "@": "@"
    default: nil
    }
  }

  /// True if a sign belongs to what is written before and behind it.
  private static func joins(_ sign: Unicode.Scalar, _ before: String, _ text: ProseText, _ after: Int) -> Bool
  {
    let isBelowDigit = before.utf8.last.map(isDigit) ?? false, digits = digits(text, after)
    switch sign {
    case "%": return isBelowDigit
    // 1,200, but not 1，2，3; 12:30, but not 第1：200.
    case ",": return isBelowDigit && digits == 3
    case ":": return isBelowDigit && digits == 2
    case ".": return digits > 0 && isBelowDigit || digits == 0 && isLetter(text, after)
    default: return digits > 0 || isLetter(text, after)
    }
  }

  /// The number of digits, of either width, that follow.
  private static func digits(_ text: ProseText, _ start: Int) -> Int {
    var i = start, count = 0
    while i < text.range.upperBound {
      let next = firstScalar(of: text.bytes, in: i..<text.range.upperBound)
      guard isDigit(next.scalar) || 0xFF10...0xFF19 ~= next.scalar.value else { break }
      count += 1
      i = next.range.upperBound
    }
    return count
  }

  private static func isLetter(_ text: ProseText, _ i: Int) -> Bool {
    if begins(text, at: i) { return true }
    return i < text.range.upperBound && text.bytes[i] < 0x80
      && Unicode.Scalar(text.bytes[i]).properties.isAlphabetic
  }
}
