import Diagnostics

/// Decides which soft line breaks of one paragraph leave no gap.
///
/// The rule is that of CSS Text 3 (§4.1.3): no gap between two wide characters of which neither is Hangul, and none at a
/// zero-width space. Chinese adds: no gap between a Chinese character and figures, and none at Chinese quotes, dashes and
/// dots in Chinese surroundings. The text on both sides counts in the whole paragraph, through emphasis, links and code;
/// pictures and raw HTML are no text.
struct LineBreaks {
  /// The indices of the breaks that go, in the order of the text where that is decided at once.
  private(set) var removed: [Int] = []

  private var count = 0
  /// The last scalar so far; nil after a picture or a hard break.
  private var last: Unicode.Scalar?
  /// The breaks after `last` that no text follows yet.
  private var waiting: [Int] = []
  /// True if the nearest character to the left that is not ambiguous is wide; nil before there is one.
  private var isWideLeft: Bool?
  /// The breaks between ambiguous characters with nothing else to their left: the first one to the right will tell.
  private var undecided: [Int] = []

  mutating func softBreak() {
    waiting.append(count)
    count += 1
  }

  mutating func text(_ bytes: some ByteCollection) {
    if bytes.isEmpty { return }
    let range = bytes.startIndex..<bytes.endIndex
    if !waiting.isEmpty { decide(before: firstScalar(of: bytes, in: range).scalar) }
    last = lastScalar(of: bytes, in: range).scalar
    if isWideLeft == nil, let first = firstFirm(bytes, range) {
      if isWide(first) { removed += undecided }
      undecided = []
      isWideLeft = isWide(first)
    }
    if let last = lastFirm(bytes, range) { isWideLeft = isWide(last) }
  }

  /// Notes a picture, raw HTML, or a hard line break.
  mutating func opaque() {
    waiting = []
    undecided = []
    last = nil
    isWideLeft = false
  }

  private mutating func decide(before next: Unicode.Scalar) {
    defer { waiting = [] }
    guard let last else { return }
    switch leavesNoGap(last, next) ?? isWideLeft {
    case true?: removed += waiting
    case false?: break
    case nil: undecided += waiting
    }
  }

  /// True if a break between two scalars goes; nil if their surroundings decide.
  private func leavesNoGap(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool? {
    if a == "\u{200B}" || b == "\u{200B}" { return true }
    if EastAsian.isHangul(a) || EastAsian.isHangul(b) { return false }
    let isWideA = isWide(a), isWideB = isWide(b)
    if isWideA && isWideB { return true }
    if isWideA { return isFigure(b) || isChineseAmbiguous(b) }
    if isWideB { return isFigure(a) || isChineseAmbiguous(a) }
    return isChineseAmbiguous(a) && isChineseAmbiguous(b) ? nil : false
  }

  /// True for East_Asian_Width W, F or H, and for emoji but the letters of flags.
  private func isWide(_ scalar: Unicode.Scalar) -> Bool {
    EastAsian.isCJK(scalar)
      || (scalar.value > 0x2000 && scalar.properties.isEmojiPresentation
        && !(0x1F1E6...0x1F1FF ~= scalar.value))
  }

  /// True for the figures that official documents join to Chinese characters without a gap.
  private func isFigure(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x25, 0x2030, 0x2103: true
    default: false
    }
  }

  /// The first scalar that is not ambiguous.
  private func firstFirm(_ bytes: some ByteCollection, _ range: Range<Int>) -> Unicode.Scalar? {
    var i = range.lowerBound
    while i < range.upperBound {
      let found = firstScalar(of: bytes, in: i..<range.upperBound)
      if !isChineseAmbiguous(found.scalar) { return found.scalar }
      i = found.range.upperBound
    }
    return nil
  }

  /// The last scalar that is not ambiguous.
  private func lastFirm(_ bytes: some ByteCollection, _ range: Range<Int>) -> Unicode.Scalar? {
    var i = range.upperBound
    while i > range.lowerBound {
      let found = lastScalar(of: bytes, in: range.lowerBound..<i)
      if !isChineseAmbiguous(found.scalar) { return found.scalar }
      i = found.range.lowerBound
    }
    return nil
  }
}
