import Bytes
import Diagnostics

/// Something in a text that Chinese typography writes otherwise.
struct ProseFinding: Equatable {
  let kind: ProseKind
  let range: Range<Int>
  /// What it should be; none where only the author can tell.
  let edits: [Edit]

  init(_ kind: ProseKind, _ range: Range<Int>, _ replacement: String) {
    (self.kind, self.range, edits) = (kind, range, [Edit(range, replacement)])
  }

  init(_ kind: ProseKind, _ range: Range<Int>, edits: [Edit]) {
    (self.kind, self.range, self.edits) = (kind, range, edits)
  }
}

/// One look at each byte of a text for what may be a finding. Whether it stands in code or in an address is not known
/// here: most texts have nothing that could be one.
struct ProseScan {
  private(set) var findings: [ProseFinding] = []
  /// Quotes `“”` do not come in pairs somewhere.
  private(set) var hasUnbalancedQuotes = false

  private let text: ProseText
  private var rangeSign: Range<Int>?
  private var quoteDepth = 0

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    text = ProseText(bytes: bytes, range: range)
    var i = ProseScan.pastPlain(bytes, range.lowerBound, range.upperBound)
    while i < range.upperBound {
      switch bytes[i] {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"):
        readPunctuation(at: i)
      case UInt8(ascii: "("): if !readDocumentNumber(at: i, 1) { readParenthesis(at: i) }
      case UInt8(ascii: "["): _ = readDocumentNumber(at: i, 1)
      case UInt8(ascii: "."): i = readRun(at: i, .ellipsis, 3, "……") - 1
      case UInt8(ascii: "-"): i = readRun(at: i, .dash, 2, "——") - 1
      case UInt8(ascii: "*"): i = readAsterisks(at: i) - 1
      case UInt8(ascii: "_"): i = readUnderscores(at: i) - 1
      case UInt8(ascii: "~"): readRangeSign(i..<i + 1)
      case UInt8(ascii: "\n"):
        let next = i + 1
        if quoteDepth != 0, next == range.upperBound || bytes[next] == UInt8(ascii: "\n") { endParagraph() }
      case 0xE2, 0xEF, 0xE3: readThreeBytes(at: i)
      case 0xCC, 0xCD, 0xF0: readCombination(at: i)
      default: break
      }
      i = ProseScan.pastPlain(bytes, i + 1, range.upperBound)
    }
    endParagraph()
  }

  /// Past what can be no finding, which is nearly everything: characters of three bytes in one step.
  private static func pastPlain(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var i = start
      while i < end {
        switch bytes[i] {
        case 0xE4...0xEE: i += 3
        case 0xE2:
          if i + 2 < end, bytes[i + 1] == 0x80, 0x93...0x9D ~= bytes[i + 2] { return i }
          i += 3
        case 0xE3:
          if i + 2 < end, bytes[i + 1] == 0x80 || bytes[i + 1] == 0x82, 0x90...0x9C ~= bytes[i + 2] {
            return i
          }
          i += 3
        case 0xEF:
          if i + 2 < end, 0xA4...0xAB ~= bytes[i + 1] { return i }
          if i + 2 < end, bytes[i + 2] == 0x88 || bytes[i + 2] == 0xBB || bytes[i + 2] == 0x9E { return i }
          i += 3
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"),
          UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "*"),
          UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "\n"), 0xCC, 0xCD, 0xF0:
          return i
        default: i += 1
        }
      }
      return end
    }
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

  /// `,` and the like between Chinese characters, also at a line's end; blanks after it go.
  private mutating func readPunctuation(at i: Int) {
    guard text.isChinese(before: i), let next = text.pastBlanks(i + 1), text.isChinese(at: next) else {
      return
    }
    let mark: String =
      switch text.bytes[i] {
      case UInt8(ascii: ","): "，"
      case UInt8(ascii: ";"): "；"
      case UInt8(ascii: ":"): "："
      case UInt8(ascii: "!"): "！"
      default: "？"
      }
    findings.append(ProseFinding(.halfWidth, i..<i + 1, edits: [Edit(i..<text.pastSpaces(i + 1), mark)]))
  }

  /// `(…)` with something Chinese inside and beside it.
  private mutating func readParenthesis(at i: Int) {
    var end = i + 1, isChinese = false
    while end < text.range.upperBound, text.bytes[end] != UInt8(ascii: ")") {
      if text.bytes[end] == UInt8(ascii: "\n") || text.bytes[end] == UInt8(ascii: "(") { return }
      if text.bytes[end] >= 0xE3 { isChinese = true }
      end += 1
    }
    guard isChinese, end < text.range.upperBound else { return }
    guard text.isChinese(before: i) || text.isChinese(at: end + 1) else { return }
    findings.append(
      ProseFinding(.halfWidth, i..<end + 1, edits: [Edit(i..<i + 1, "（"), Edit(end..<end + 1, "）")]))
  }

  /// `[2026]3号`, also in other brackets.
  private mutating func readDocumentNumber(at i: Int, _ width: Int) -> Bool {
    let year = i + width
    guard text.digits(at: year) == 4, text.isChinese(before: i) else { return false }
    let closing: [UInt8] =
      switch text.bytes[i..<year].last {
      case UInt8(ascii: "["): [UInt8(ascii: "]")]
      case UInt8(ascii: "("): [UInt8(ascii: ")")]
      case 0xBB: Array("］".utf8)
      case 0x90: Array("】".utf8)
      default: Array("）".utf8)
      }
    let number = year + 4 + closing.count
    guard text.has(closing, at: year + 4) else { return false }
    let digits = text.has(Array("第".utf8), at: number) ? number + 3 : number
    let count = text.digits(at: digits)
    guard count > 0, text.has(Array("号".utf8), at: digits + count) else { return false }
    findings.append(
      ProseFinding(.documentNumber, i..<number, edits: [Edit(i..<year, "〔"), Edit(year + 4..<number, "〕")]))
    return true
  }

  /// Dots or hyphens between Chinese characters, blanks around them included. The dots may also end a text.
  private mutating func readRun(at i: Int, _ kind: ProseKind, _ least: Int, _ replacement: String) -> Int {
    var end = i + 1
    while end < text.range.upperBound, text.bytes[end] == text.bytes[i] { end += 1 }
    let from = text.beforeSpaces(i), to = text.pastSpaces(end)
    if end - i >= least, text.isChinese(before: from), kind == .ellipsis || text.isChinese(at: to) {
      let isBetween = text.isChinese(at: to)
      findings.append(ProseFinding(kind, i..<end, edits: [Edit(from..<(isBetween ? to : end), replacement)]))
    }
    return end
  }

  /// A blank that was put next to a run of `*` only to make it work.
  private mutating func readAsterisks(at i: Int) -> Int {
    var end = i + 1
    while end < text.range.upperBound, text.bytes[end] == UInt8(ascii: "*") { end += 1 }
    if text.isSpace(end), text.isChinese(before: i), text.isChinese(at: end + 1) {
      findings.append(ProseFinding(.emphasisSpace, end..<end + 1, ""))
    } else if text.isSpace(i - 1), text.isChinese(before: i - 1), text.isChinese(at: end) {
      findings.append(ProseFinding(.emphasisSpace, i - 1..<i, ""))
    }
    return end
  }

  private mutating func readUnderscores(at i: Int) -> Int {
    var end = i + 1
    while end < text.range.upperBound, text.bytes[end] == UInt8(ascii: "_") { end += 1 }
    if end - i == 2, text.isChinese(before: i) || text.isChinese(at: end) {
      findings.append(ProseFinding(.underscores, i..<end, "**"))
    }
    return end
  }

  /// A sign between two numbers that is not the one used before.
  private mutating func readRangeSign(_ sign: Range<Int>) {
    guard sign.lowerBound > text.range.lowerBound, text.digits(at: sign.upperBound) > 0 else { return }
    let before = text.bytes[sign.lowerBound - 1]
    guard 0x30...0x39 ~= before || before == UInt8(ascii: "%") else { return }
    guard let first = rangeSign else {
      rangeSign = sign
      return
    }
    if text.bytes[first] == text.bytes[sign] { return }
    findings.append(ProseFinding(.rangeSigns, sign, String(decoding: text.bytes[first], as: UTF8.self)))
  }

  /// A character that is written with another one in the form that everybody else writes (NFC).
  private mutating func readCombination(at i: Int) {
    let scalar = firstScalar(of: text.bytes, in: i..<text.range.upperBound)
    var start = i
    if scalar.scalar.properties.canonicalCombiningClass != .notReordered, i > text.range.lowerBound {
      start = lastScalar(of: text.bytes, in: text.range.lowerBound..<i).range.lowerBound
    }
    let written = String(decoding: text.bytes[start..<scalar.range.upperBound], as: UTF8.self)
    let normal = written.composed
    if Array(normal.utf8) != Array(written.utf8) {
      findings.append(ProseFinding(.notNFC, start..<scalar.range.upperBound, normal))
    }
  }
}
