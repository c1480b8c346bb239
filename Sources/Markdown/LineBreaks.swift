import Diagnostics

/// Decides which soft line breaks of one paragraph leave no gap.
///
/// The rule is that of CSS Text 3 (§4.1.3): none between two wide characters of which neither is Hangul, and none at a
/// zero-width space. The zh profile adds: none between a Chinese character and figures, and none at Chinese quotes,
/// dashes and dots in Chinese surroundings. What counts is the text on both sides in the whole paragraph, through
/// emphasis, links and code; pictures and raw HTML are no text.
struct LineBreaks {
  /// The numbers of the breaks that go, in the order of the text where that is decided at once.
  private(set) var removed: [Int] = []

  private let zhProfile: Bool
  private var count = 0
  /// The last scalar so far; none after a picture or a hard break.
  private var last: Unicode.Scalar?
  /// Breaks after `last` without text yet.
  private var waiting: [Int] = []
  /// Whether the nearest character to the left that is not ambiguous is wide; not known before there is one.
  private var isWideLeft: Bool?
  /// Breaks between ambiguous characters with nothing else to their left: the first one to the right will tell.
  private var undecided: [Int] = []

  init(zhProfile: Bool) { self.zhProfile = zhProfile }

  mutating func softBreak() {
    waiting.append(count)
    count += 1
  }

  mutating func text<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes) where Bytes.Index == Int {
    if bytes.isEmpty { return }
    let range = bytes.startIndex..<bytes.endIndex
    if !waiting.isEmpty { decide(before: firstScalar(of: bytes, in: range).scalar) }
    last = lastScalar(of: bytes, in: range).scalar
    guard zhProfile else { return }
    if isWideLeft == nil, let first = firstFirm(bytes, range) {
      if isWide(first) { removed += undecided }
      undecided = []
      isWideLeft = isWide(first)
    }
    if let last = lastFirm(bytes, range) { isWideLeft = isWide(last) }
  }

  /// A picture, raw HTML, or a hard line break.
  mutating func opaque() {
    waiting = []
    undecided = []
    last = nil
    isWideLeft = false
  }

  private mutating func decide(before next: Unicode.Scalar) {
    defer { waiting = [] }
    guard let last else { return }
    switch rule(last, next) {
    case true?: removed += waiting
    case false?: break
    case nil:
      switch isWideLeft {
      case true?: removed += waiting
      case false?: break
      case nil: undecided += waiting
      }
    }
  }

  /// Whether the break goes; nothing where the surroundings decide.
  private func rule(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool? {
    if a == "\u{200B}" || b == "\u{200B}" { return true }
    if EastAsian.isHangul(a) || EastAsian.isHangul(b) { return false }
    let isWideA = isWide(a), isWideB = isWide(b)
    if isWideA && isWideB { return true }
    guard zhProfile else { return false }
    if isWideA { return isFigure(b) || isChineseAmbiguous(b) }
    if isWideB { return isFigure(a) || isChineseAmbiguous(a) }
    return isChineseAmbiguous(a) && isChineseAmbiguous(b) ? nil : false
  }

  /// East_Asian_Width W, F or H; among emoji, the letters of flags alone are not wide.
  private func isWide(_ scalar: Unicode.Scalar) -> Bool {
    EastAsian.isCJK(scalar)
      || (scalar.value > 0x2000 && scalar.properties.isEmojiPresentation
        && !(0x1F1E6...0x1F1FF ~= scalar.value))
  }

  /// Official documents leave no gap between Chinese characters and figures.
  private func isFigure(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x25, 0x2030, 0x2103: true
    default: false
    }
  }

  private func firstFirm<Bytes: RandomAccessCollection<UInt8>>(
    _ bytes: Bytes, _ range: Range<Int>
  ) -> Unicode.Scalar? where Bytes.Index == Int {
    var i = range.lowerBound
    while i < range.upperBound {
      let found = firstScalar(of: bytes, in: i..<range.upperBound)
      if !isChineseAmbiguous(found.scalar) { return found.scalar }
      i = found.range.upperBound
    }
    return nil
  }

  private func lastFirm<Bytes: RandomAccessCollection<UInt8>>(
    _ bytes: Bytes, _ range: Range<Int>
  ) -> Unicode.Scalar? where Bytes.Index == Int {
    var i = range.upperBound
    while i > range.lowerBound {
      let found = lastScalar(of: bytes, in: range.lowerBound..<i)
      if !isChineseAmbiguous(found.scalar) { return found.scalar }
      i = found.range.lowerBound
    }
    return nil
  }
}
