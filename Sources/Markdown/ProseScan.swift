import Bytes
import Diagnostics

/// Looks at each byte of a text for what Chinese typography writes otherwise. Whether it is in code or in an address is not
/// known here: most texts have nothing that could be a finding.
struct ProseScan {
  private(set) var findings: [TextFinding] = []
  /// True if quotes `“”` do not come in pairs somewhere.
  private(set) var hasUnbalancedQuotes = false

  private let text: ProseText
  private var rangeSign: Range<Int>?
  private var quoteDepth = 0

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    text = ProseText(bytes: bytes, range: range)
    var i = ProseScan.pastPlain(bytes, range.lowerBound, range.upperBound)
    while i < range.upperBound {
      switch Unicode.Scalar(bytes[i]) {
      case ",", ";", ":", "!", "?": readPunctuation(at: i)
      case "(": if !readDocumentNumber(at: i, 1) { readParenthesis(at: i) }
      case "[": _ = readDocumentNumber(at: i, 1)
      case ".": i = readRun(at: i, .ellipsis, 3, "……") - 1
      case "-": i = readRun(at: i, .dash, 2, "——") - 1
      case "*": i = readAsterisks(at: i) - 1
      case "_": i = readUnderscores(at: i) - 1
      case "~": readRangeSign(i..<i + 1)
      case "\n":
        let next = i + 1
        if quoteDepth != 0, next == range.upperBound || bytes[next] == UInt8(ascii: "\n") { endParagraph() }
      case "\u{EF}" where FullWidthRun.begins(text, at: i): i = readFullWidth(at: i) - 1
      case "\u{E2}", "\u{EF}", "\u{E3}": readThreeBytes(at: i)
      case "\u{CC}", "\u{CD}", "\u{F0}": readCombination(at: i)
      default: break
      }
      i = ProseScan.pastPlain(bytes, i + 1, range.upperBound)
    }
    endParagraph()
  }

  /// Skips what can be no finding, which is nearly everything: characters of three bytes in one step.
  private static func pastPlain(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    let bytes = bytes.span
    var i = start
    while i < end {
      switch Unicode.Scalar(bytes[i]) {
      case "\u{E4}"..."\u{EE}": i += 3
      case "\u{E2}":
        if i + 2 < end, bytes[i + 1] == 0x80, 0x93...0x9D ~= bytes[i + 2] { return i }
        i += 3
      case "\u{E3}":
        if i + 2 < end, bytes[i + 1] == 0x80 || bytes[i + 1] == 0x82, 0x90...0x9C ~= bytes[i + 2] {
          return i
        }
        i += 3
      case "\u{EF}":
        if i + 2 < end, 0xA4...0xAB ~= bytes[i + 1] { return i }
        if i + 2 < end, bytes[i + 2] == 0x88 || bytes[i + 2] == 0xBB || bytes[i + 2] == 0x9E { return i }
        if i + 2 < end, FullWidthRun.isLetter(bytes[i], bytes[i + 1], bytes[i + 2]) { return i }
        i += 3
      case ",", ";", ":", "!", "?", "(", "[", ".", "-", "*", "_", "~", "\n", "\u{CC}", "\u{CD}", "\u{F0}":
        return i
      default: i += 1
      }
    }
    return end
  }

  private mutating func endParagraph() {
    if quoteDepth != 0 { hasUnbalancedQuotes = true }
    quoteDepth = 0
  }

  private mutating func readThreeBytes(at i: Int) {
    guard i + 3 <= text.range.upperBound else { return }
    switch (text.bytes[i], text.bytes[i + 1], text.bytes[i + 2]) {
    case (0xE2, 0x80, 0x9C): quoteDepth += 1
    case (0xE2, 0x80, 0x9D):
      quoteDepth -= 1
      if quoteDepth < 0 { endParagraph() }
    case (0xE2, 0x80, 0x93), (0xE2, 0x80, 0x94), (0xEF, 0xBD, 0x9E), (0xE3, 0x80, 0x9C):
      readRangeSign(i..<i + 3)
    case (0xEF, 0xBC, 0x88), (0xEF, 0xBC, 0xBB), (0xE3, 0x80, 0x90): _ = readDocumentNumber(at: i, 3)
    case (0xEF, 0xA4...0xAB, _), (0xE3, 0x82, 0x99), (0xE3, 0x82, 0x9A): readCombination(at: i)
    default: break
    }
  }

  /// Reads `,` and the like between Chinese characters, also at a line's end; blanks after it go.
  private mutating func readPunctuation(at i: Int) {
    guard text.isChinese(before: i), let next = text.pastBlanks(i + 1), text.isChinese(at: next),
      let wide = Unicode.Scalar(UInt32(text.bytes[i]) + 0xFEE0)
    else { return }
    findings.append(TextFinding(.halfWidth, i..<i + 1, [Edit(i..<text.pastSpaces(i + 1), String(wide))]))
  }

  /// Reads `(…)` with something Chinese inside and beside it.
  private mutating func readParenthesis(at i: Int) {
    let inside = text.bytes[i + 1..<text.range.upperBound].prefix { !"()\n".utf8.contains($0) }
    let end = inside.endIndex
    guard end < text.range.upperBound, text.bytes[end] == UInt8(ascii: ")"),
      inside.contains(where: { $0 >= 0xE3 }), text.isChinese(before: i) || text.isChinese(at: end + 1)
    else { return }
    findings.append(TextFinding(.halfWidth, i..<end + 1, [Edit(i..<i + 1, "（"), Edit(end..<end + 1, "）")]))
  }

  /// Reads `[2026]3号`, also in other brackets, of which the opening one has `width` bytes. Returns false if there is none.
  private mutating func readDocumentNumber(at i: Int, _ width: Int) -> Bool {
    let year = i + width
    guard text.digits(at: year) == 4, text.isChinese(before: i) else { return false }
    let closing =
      switch text.bytes[i..<year].last {
      case UInt8(ascii: "["): "]"
      case UInt8(ascii: "("): ")"
      case 0xBB: "］"
      case 0x90: "】"
      default: "）"
      }
    let number = year + 4 + closing.utf8.count
    guard text.has(closing, at: year + 4) else { return false }
    let digits = text.has("第", at: number) ? number + 3 : number, count = text.digits(at: digits)
    guard count > 0, text.has("号", at: digits + count) else { return false }
    findings.append(
      TextFinding(.documentNumber, i..<number, [Edit(i..<year, "〔"), Edit(year + 4..<number, "〕")]))
    return true
  }

  /// Reads at least so many dots or hyphens between Chinese characters; blanks around them go. The dots may also end a
  /// text. Returns the end of the run.
  private mutating func readRun(at i: Int, _ advice: Advice, _ least: Int, _ replacement: String) -> Int {
    let end = text.endOfRun(at: i), from = text.beforeSpaces(i), to = text.pastSpaces(end)
    let isBetween = text.isChinese(at: to)
    if end - i >= least, text.isChinese(before: from), isBetween || text.bytes[i] == UInt8(ascii: ".") {
      findings.append(TextFinding(advice, i..<end, [Edit(from..<(isBetween ? to : end), replacement)]))
    }
    return end
  }

  /// Reads a blank that was put next to a run of `*` only to make it work. Returns the end of the run.
  private mutating func readAsterisks(at i: Int) -> Int {
    let end = text.endOfRun(at: i)
    if text.isSpace(end), text.isChinese(before: i), text.isChinese(at: end + 1) {
      findings.append(TextFinding(.emphasisSpace, end..<end + 1, ""))
    } else if text.isSpace(i - 1), text.isChinese(before: i - 1), text.isChinese(at: end) {
      findings.append(TextFinding(.emphasisSpace, i - 1..<i, ""))
    }
    return end
  }

  /// Reads figures and letters of the width of a Chinese character. Returns the end of the run.
  private mutating func readFullWidth(at i: Int) -> Int {
    let run = FullWidthRun(text, at: i)
    // The number of an item is a matter of its list.
    if !run.isMarkOfItem { findings.append(TextFinding(.fullWidthLetters, run.range, run.plain)) }
    return run.range.upperBound
  }

  private mutating func readUnderscores(at i: Int) -> Int {
    let end = text.endOfRun(at: i)
    if end - i == 2, text.isChinese(before: i) || text.isChinese(at: end) {
      findings.append(TextFinding(.doubleUnderscores, i..<end, "**"))
    }
    return end
  }

  /// Reads a sign between two numbers that is not the one used before.
  private mutating func readRangeSign(_ sign: Range<Int>) {
    guard sign.lowerBound > text.range.lowerBound, text.digits(at: sign.upperBound) > 0 else { return }
    let before = text.bytes[sign.lowerBound - 1]
    guard isDigit(before) || before == UInt8(ascii: "%") else { return }
    let first = rangeSign ?? sign
    rangeSign = first
    if text.bytes[first] == text.bytes[sign] { return }
    findings.append(TextFinding(.rangeSigns, sign, String(decoding: text.bytes[first], as: UTF8.self)))
  }

  /// Reads a character that is another one in the form that everybody else writes (NFC).
  private mutating func readCombination(at i: Int) {
    let scalar = firstScalar(of: text.bytes, in: i..<text.range.upperBound)
    var start = i
    if scalar.scalar.properties.canonicalCombiningClass != .notReordered, i > text.range.lowerBound {
      start = lastScalar(of: text.bytes, in: text.range.lowerBound..<i).range.lowerBound
    }
    let written = String(decoding: text.bytes[start..<scalar.range.upperBound], as: UTF8.self)
    let normal = written.composed
    if Array(normal.utf8) != Array(written.utf8) {
      findings.append(TextFinding(.notNFC, start..<scalar.range.upperBound, normal))
    }
  }
}
