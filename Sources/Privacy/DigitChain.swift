/// The digits that may be one number: groups with blanks, hyphens, dots or brackets between them.
struct DigitChain {
  private(set) var digits: [UInt8] = []
  private(set) var places: [Range<Int>] = []
  private(set) var groups: [Group] = []
  /// The number of marks of emphasis before each digit.
  private var emphasis: [Int] = []

  struct Group {
    /// The signs between it and the group before.
    let gap: Gap
    /// Its digits, by their indices.
    var digits: Range<Int>
  }

  enum Gap: Sendable {
    case none, space, hyphen, dot, bracket, line
  }

  /// No number that is looked for is longer, with a group before or behind it.
  private static let limit = 26

  /// Reads the digits from the place of the first.
  mutating func read(_ reader: SignReader, at start: Int) {
    digits.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    emphasis.removeAll(keepingCapacity: true)
    var place = start, gap: Gap? = Gap.none, marks = 0, blanks = 0, run = 0
    while let sign = reader.sign(at: place), digits.count < DigitChain.limit {
      place = sign.range.upperBound
      if let digit = sign.digit {
        if let gap { groups.append(Group(gap: gap, digits: digits.count..<digits.count)) }
        digits.append(digit)
        places.append(sign.range)
        emphasis.append(marks)
        groups[groups.count - 1].digits = groups[groups.count - 1].digits.lowerBound..<digits.count
        (gap, blanks, run) = (nil, 0, 0)
        continue
      }
      if sign.isUnseen { continue }
      if sign.isEmphasis {
        // Four stars hide digits; one or two embellish them.
        run += 1
        if run == 1 { marks += 1 }
        if run > 2 { return }
        continue
      }
      run = 0
      blanks += 1
      let next: Gap
      if sign.isSpace {
        next = .space
      } else if sign.isHyphen {
        next = .hyphen
      } else if sign.isDot {
        next = .dot
      } else if sign.isOpening || sign.isClosing {
        next = .bracket
      } else if sign.isLineEnd {
        next = .line
      } else {
        return
      }
      switch (gap, next) {
      case (nil, _), (.space, _), (.line, .line): gap = next
      case (_, .space): break
      default: return
      }
      if blanks > (gap == .line ? 12 : 3) { return }
    }
  }

  /// Whether marks of emphasis among some digits come in pairs.
  func isWhole(_ range: Range<Int>) -> Bool {
    (emphasis[range.upperBound - 1] - emphasis[range.lowerBound]).isMultiple(of: 2)
  }

  func text(_ range: Range<Int>) -> String { digits[range].map(String.init).joined() }
}
