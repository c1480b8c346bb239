import Diagnostics

/// The pre-pass that lets emphasis work in Chinese text while libcmark stays as it is.
///
/// CommonMark asks for a blank or punctuation outside a run of `*` that has punctuation inside, which Chinese, written
/// without blanks, never has: `**注意：**请` fails. By the CJK-friendly amendment a run with no blank on either side and
/// a CJK character on at least one both opens and closes. libcmark does so where both neighbours are punctuation, or
/// neither is; where one is, a character that it takes for punctuation is put on the other side of the run, and taken
/// out of the tree again. (That other side is never itself a mark of Markdown.)
struct EmphasisMarks {
  /// Before which bytes of the file the mark goes, ascending.
  private(set) var insertions: [Int] = []
  /// Where the text has the mark itself, which is an error.
  private(set) var reserved: Range<Int>?

  /// U+10A7F OLD SOUTH ARABIAN NUMERIC INDICATOR.
  static let mark: [UInt8] = [0xF0, 0x90, 0xA9, 0xBF]
  static let leadByte: UInt8 = 0xF0
  private static let markValue: UInt32 = 0x10A7F

  init(_ bytes: [UInt8], _ body: Range<Int>, zhProfile: Bool) {
    var i = body.lowerBound
    while let start = bytes.place(of: UInt8(ascii: "*"), in: i..<body.upperBound) {
      i = start + 1
      if bytes.isEscaped(start, from: body.lowerBound) { continue }
      while i < body.upperBound, bytes[i] == UInt8(ascii: "*") { i += 1 }
      if let place = EmphasisMarks.place(for: start..<i, bytes, body, zhProfile: zhProfile) {
        insertions.append(place)
      }
    }
    let literals = EmphasisMarks.literals(bytes, body)
    if !literals.isEmpty { insertions = (insertions + literals).sorted() }
    let mark = EmphasisMarks.firstMark(bytes, body), reference = EmphasisMarks.firstReference(bytes, body)
    reserved = [mark, reference].compactMap { $0 }.min { $0.lowerBound < $1.lowerBound }
  }

  private static func firstMark(_ bytes: [UInt8], _ body: Range<Int>) -> Range<Int>? {
    var i = body.lowerBound
    while let start = bytes.place(of: leadByte, in: i..<body.upperBound) {
      if bytes[start..<body.upperBound].starts(with: mark) { return start..<start + mark.count }
      i = start + 1
    }
    return nil
  }

  /// A numeric character reference to the mark, which would vanish like the mark itself.
  private static func firstReference(_ bytes: [UInt8], _ body: Range<Int>) -> Range<Int>? {
    var i = body.lowerBound
    while let start = bytes.place(of: UInt8(ascii: "&"), in: i..<body.upperBound) {
      if !bytes.isEscaped(start, from: body.lowerBound), let end = endOfReference(bytes, start, body) {
        return start..<end
      }
      i = start + 1
    }
    return nil
  }

  private static func place(
    for run: Range<Int>, _ bytes: [UInt8], _ body: Range<Int>, zhProfile: Bool
  ) -> Int? {
    guard run.lowerBound > body.lowerBound, run.upperBound < body.upperBound else { return nil }
    let before = lastScalar(of: bytes, in: body.lowerBound..<run.lowerBound)
    let after = firstScalar(of: bytes, in: run.upperBound..<body.upperBound)
    if isSpace(before.scalar) || isSpace(after.scalar) { return nil }
    let isFriendly =
      countsAsCJK(before: before, bytes, body, zhProfile: zhProfile)
      || countsAsCJK(after: after, bytes, body, zhProfile: zhProfile)
    guard isFriendly else { return nil }
    let isPunctuationBefore = isPunctuation(before.scalar)
    if isPunctuationBefore == isPunctuation(after.scalar) { return nil }
    return isPunctuationBefore ? run.upperBound : run.lowerBound
  }

  private static func countsAsCJK(
    before: PlacedScalar, _ bytes: [UInt8], _ body: Range<Int>, zhProfile: Bool
  ) -> Bool {
    let value = before.scalar.value
    if isCJK(before.scalar, zhProfile: zhProfile) || 0xE0100...0xE01EF ~= value { return true }
    guard 0xFE00...0xFE0E ~= value, before.range.lowerBound > body.lowerBound else { return false }
    let base = lastScalar(of: bytes, in: body.lowerBound..<before.range.lowerBound).scalar
    return isCJK(base, zhProfile: zhProfile) || (value == 0xFE01 && isQuote(base))
  }

  private static func countsAsCJK(
    after: PlacedScalar, _ bytes: [UInt8], _ body: Range<Int>, zhProfile: Bool
  ) -> Bool {
    if isCJK(after.scalar, zhProfile: zhProfile) { return true }
    guard isQuote(after.scalar), after.range.upperBound < body.upperBound else { return false }
    return firstScalar(of: bytes, in: after.range.upperBound..<body.upperBound).scalar.value == 0xFE01
  }

  private static func isCJK(_ scalar: Unicode.Scalar, zhProfile: Bool) -> Bool {
    EastAsian.isCJK(scalar) || (zhProfile && isChineseAmbiguous(scalar))
  }

  private static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2018, 0x2019, 0x201C, 0x201D: true
    default: false
    }
  }

  /// The end of a numeric character reference, if it is one to the mark.
  private static func endOfReference(_ bytes: [UInt8], _ start: Int, _ body: Range<Int>) -> Int? {
    guard start + 1 < body.upperBound, bytes[start + 1] == UInt8(ascii: "#") else { return nil }
    let digits = bytes[start + 2..<min(start + 11, body.upperBound)].prefix { $0 != UInt8(ascii: ";") }
    let end = start + 2 + digits.count
    guard end < body.upperBound, bytes[end] == UInt8(ascii: ";") else { return nil }
    let text = String(decoding: digits, as: UTF8.self)
    let isHex = text.hasPrefix("x") || text.hasPrefix("X")
    return UInt32(isHex ? text.dropFirst() : text[...], radix: isHex ? 16 : 10) == markValue ? end + 1 : nil
  }
}

/// `“ ” ‘ ’ — … · ― ‥`: as wide as what is around them, and Chinese in a Chinese text.
func isChineseAmbiguous(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x201C, 0x201D, 0x2018, 0x2019, 0x2014, 0x2026, 0xB7, 0x2015, 0x2025: true
  default: false
  }
}
