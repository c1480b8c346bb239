/// The digits that may be one number: groups with blanks, hyphens, dots, slashes or brackets between them.
struct DigitChain {
  private(set) var digits: [UInt8] = []
  /// The bytes of each digit.
  private(set) var ranges: [Range<Int>] = []
  private(set) var groups: [Group] = []

  struct Group {
    /// The signs between the group and the one before.
    let gap: Gap
    /// The indices of its digits.
    var digits: Range<Int>
  }

  enum Gap: Sendable {
    case none, space, hyphen, dot, slash, bracket, line
    /// One star, which also multiplies.
    case star
  }

  /// The number of digits that are read: no number is longer, with a group before or behind it.
  private static let limit = 26

  var start: Int { ranges[0].lowerBound }

  /// The offset behind some of the digits.
  func end(of count: Int) -> Int { ranges[count - 1].upperBound }

  /// Reads the digits from the offset of the first.
  mutating func read(_ reader: SignReader, at start: Int) {
    digits.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    var offset = start, gap: Gap? = Gap.none, blanks = 0, mark: UInt32 = 0, run = 0
    while let sign = reader.sign(at: offset), digits.count < DigitChain.limit {
      offset = sign.range.upperBound
      if let digit = sign.digit {
        if gap == nil, run == 1, mark == 0x2A { gap = .star }
        if let gap { groups.append(Group(gap: gap, digits: digits.count..<digits.count)) }
        digits.append(digit)
        ranges.append(sign.range)
        groups[groups.count - 1].digits = groups[groups.count - 1].digits.lowerBound..<digits.count
        (gap, blanks, run) = (nil, 0, 0)
        continue
      }
      if sign.isUnseen { continue }
      if sign.isEmphasis {
        // Three stars or more hide digits; one or two embellish them.
        run = sign.scalar == mark ? run + 1 : 1
        mark = sign.scalar
        if run > 2 { return }
        continue
      }
      run = 0
      blanks += 1
      // A quotation goes on.
      if gap == .line, sign.scalar == 0x3E, blanks <= 12 { continue }
      guard let next = Gap(sign) else { return }
      switch (gap, next) {
      case (nil, _), (.space, _), (.line, .line): gap = next
      case (_, .space), (.hyphen, .hyphen): break
      default: return
      }
      if blanks > (gap == .line ? 12 : 3) { return }
    }
  }

  /// True if a gap among some digits is a slash.
  func hasSlash(_ range: Range<Int>) -> Bool {
    groups.contains { $0.gap == .slash && range.dropFirst().contains($0.digits.lowerBound) }
  }

  func text(_ range: Range<Int>) -> String { digits[range].map(String.init).joined() }
}

extension DigitChain.Gap {
  /// The gap that a sign makes; nil if it ends the number.
  fileprivate init?(_ sign: Sign) {
    if sign.isSpace {
      self = .space
    } else if sign.isHyphen {
      self = .hyphen
    } else if sign.isDot {
      self = .dot
    } else if sign.scalar == 0x2F || sign.scalar == 0xFF0F {
      self = .slash
    } else if sign.isOpening || sign.isClosing {
      self = .bracket
    } else if sign.isLineEnd {
      self = .line
    } else {
      return nil
    }
  }
}
