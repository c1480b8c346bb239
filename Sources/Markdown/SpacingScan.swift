import Diagnostics

/// Looks for blanks, and for missing ones, between Chinese characters and Latin words or figures.
struct SpacingScan {
  private(set) var findings: [ProseFinding] = []
  private let text: ProseText

  init(_ bytes: [UInt8], _ range: Range<Int>, _ checks: SpacingChecks) {
    text = ProseText(bytes: bytes, range: range)
    var spaced: [ProseFinding] = [], unspaced: [ProseFinding] = [], never: [ProseFinding] = []
    for i in range.dropFirst() {
      if bytes[i] == UInt8(ascii: " ") {
        guard let blank = blank(at: i) else { continue }
        if blank.isNever { never.append(blank.finding) } else { spaced.append(blank.finding) }
      } else if lacksBlank(before: i) {
        unspaced.append(ProseFinding(.unspaced, i..<i, " "))
      }
    }
    if checks.contains(.spaced) { findings += spaced }
    if checks.contains(.unspaced) { findings += unspaced }
    if checks.contains(.spaced) || checks.contains(.unspaced) { findings += never }
    if checks.contains(.mixed), !spaced.isEmpty, !unspaced.isEmpty {
      // What the file does less often is the mistake.
      findings += (spaced.count <= unspaced.count ? spaced : unspaced).map {
        ProseFinding(.mixedSpacing, $0.range, edits: $0.edits)
      }
    }
  }

  /// One blank with something Chinese on one side and a letter or figure on the other. It is always wrong at Chinese
  /// punctuation and in dates and rounded figures (`2026 年 3 月`, `200 余条`).
  private func blank(at i: Int) -> (finding: ProseFinding, isNever: Bool)? {
    let bytes = text.bytes, next = i + 1
    guard next < text.range.upperBound, !text.isSpace(i - 1), !text.isSpace(next) else { return nil }
    let isLatinBefore = isLatin(bytes[i - 1]), isLatinAfter = isLatin(bytes[next])
    let finding = ProseFinding(.spaced, i..<next, "")
    if isLatinBefore, text.isChinese(at: next) {
      let scalar = firstScalar(of: bytes, in: next..<text.range.upperBound).scalar
      let isFigure = 0x30...0x39 ~= bytes[i - 1]
      return (finding, isMark(scalar) || (isFigure && "年月日余多".unicodeScalars.contains(scalar)))
    }
    if isLatinAfter, text.isChinese(before: i) {
      let scalar = lastScalar(of: bytes, in: text.range.lowerBound..<i).scalar
      let isFigure = 0x30...0x39 ~= bytes[next]
      return (finding, isMark(scalar) || (isFigure && "年月".unicodeScalars.contains(scalar)))
    }
    // Between two Chinese characters only one of which is a quote or the like.
    if text.isChinese(before: i), text.isChinese(at: next), bytes[i - 1] != UInt8(ascii: "*"),
      bytes[next] != UInt8(ascii: "*"),
      isMark(lastScalar(of: bytes, in: text.range.lowerBound..<i).scalar)
        != isMark(firstScalar(of: bytes, in: next..<text.range.upperBound).scalar)
    {
      return (finding, true)
    }
    return nil
  }

  /// A Chinese character directly beside a letter or figure, but for dates and rounded figures.
  private func lacksBlank(before i: Int) -> Bool {
    let bytes = text.bytes
    if isLatin(bytes[i - 1]), bytes[i] >= 0xE3, text.isChinese(at: i) {
      let scalar = firstScalar(of: bytes, in: i..<text.range.upperBound).scalar
      let isFigure = 0x30...0x39 ~= bytes[i - 1]
      return !isMark(scalar) && !(isFigure && "年月日余多".unicodeScalars.contains(scalar))
    }
    guard isLatin(bytes[i]), bytes[i - 1] >= 0x80, text.isChinese(before: i) else { return false }
    let scalar = lastScalar(of: bytes, in: text.range.lowerBound..<i).scalar
    let isFigure = 0x30...0x39 ~= bytes[i]
    return !isMark(scalar) && !(isFigure && "年月近超约第".unicodeScalars.contains(scalar))
  }

  private func isLatin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// Punctuation, full-width letters: with their own space inside.
  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    isChineseAmbiguous(scalar) || isPunctuation(scalar) || 0xFF00...0xFFEF ~= scalar.value
  }
}
