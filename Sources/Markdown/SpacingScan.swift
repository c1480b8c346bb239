import Diagnostics

/// Looks for blanks, and for missing ones, between Chinese characters and Latin words or figures.
struct SpacingScan {
  private(set) var findings: [TextFinding] = []
  private let text: ProseText

  init(_ bytes: [UInt8], _ range: Range<Int>, _ checks: SpacingChecks) {
    text = ProseText(bytes: bytes, range: range)
    var spaced: [TextFinding] = [], unspaced: [TextFinding] = [], never: [TextFinding] = []
    for i in range.dropFirst() {
      if bytes[i] == UInt8(ascii: " ") {
        guard let isWrong = isAlwaysWrong(blankAt: i) else { continue }
        let finding = TextFinding(.spaced, i..<i + 1, "")
        if isWrong { never.append(finding) } else { spaced.append(finding) }
      } else if lacksBlank(before: i) {
        unspaced.append(TextFinding(.unspaced, i..<i, " "))
      }
    }
    if checks.contains(.spaced) { findings += spaced }
    if checks.contains(.unspaced) { findings += unspaced }
    if checks.contains(.spaced) || checks.contains(.unspaced) { findings += never }
    if checks.contains(.mixed), !spaced.isEmpty, !unspaced.isEmpty {
      // The rarer form in the file is the mistake.
      findings += (spaced.count <= unspaced.count ? spaced : unspaced).map {
        TextFinding(.mixedSpacing, $0.range, $0.edits)
      }
    }
  }

  /// True for a single blank at Chinese punctuation, or in a date or rounded figure (`2026 年 3 月`, `200 余条`), where it
  /// is always wrong; false for another one between something Chinese and a letter or figure; nil for other blanks.
  private func isAlwaysWrong(blankAt i: Int) -> Bool? {
    let next = i + 1
    guard next < text.range.upperBound, !text.isSpace(i - 1), !text.isSpace(next) else { return nil }
    if isLatin(i - 1), text.isChinese(at: next) {
      let scalar = scalar(at: next)
      return isMark(scalar) || isDigit(text.bytes[i - 1]) && "年月日余多".unicodeScalars.contains(scalar)
    }
    if isLatin(next), text.isChinese(before: i) {
      let scalar = scalar(before: i)
      return isMark(scalar) || isDigit(text.bytes[next]) && "年月".unicodeScalars.contains(scalar)
    }
    // Between two Chinese characters only one of which is a quote or the like.
    let asterisk = UInt8(ascii: "*")
    guard text.isChinese(before: i), text.isChinese(at: next), text.bytes[i - 1] != asterisk,
      text.bytes[next] != asterisk, isMark(scalar(before: i)) != isMark(scalar(at: next))
    else { return nil }
    return true
  }

  /// True for a Chinese character directly beside a letter or figure, but for dates and rounded figures.
  private func lacksBlank(before i: Int) -> Bool {
    let bytes = text.bytes
    if isLatin(i - 1), bytes[i] >= 0xE3, text.isChinese(at: i) {
      let scalar = scalar(at: i)
      return !isMark(scalar) && !(isDigit(bytes[i - 1]) && "年月日余多".unicodeScalars.contains(scalar))
    }
    guard isLatin(i), bytes[i - 1] >= 0x80, text.isChinese(before: i) else { return false }
    let scalar = scalar(before: i)
    return !isMark(scalar) && !(isDigit(bytes[i]) && "年月近超约第".unicodeScalars.contains(scalar))
  }

  private func scalar(at offset: Int) -> Unicode.Scalar {
    firstScalar(of: text.bytes, in: offset..<text.range.upperBound).scalar
  }

  private func scalar(before offset: Int) -> Unicode.Scalar {
    lastScalar(of: text.bytes, in: text.range.lowerBound..<offset).scalar
  }

  private func isLatin(_ offset: Int) -> Bool { isDigit(text.bytes[offset]) || isLetter(text.bytes[offset]) }

  /// True for punctuation and full-width letters, which have space of their own.
  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    isChineseAmbiguous(scalar) || isPunctuation(scalar) || 0xFF00...0xFFEF ~= scalar.value
  }
}
