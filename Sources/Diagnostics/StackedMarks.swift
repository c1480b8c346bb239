/// Marks upon one letter: an accent, a tone, rarely more than three. Whoever stacks thousands makes comparing two texts cost
/// the square of their number, as Unicode sorts the marks first.
package struct StackedMarks {
  /// The limit of Unicode's Stream-Safe Text Format (UAX #15, 13).
  private static let limit = 30
  private var count = 0
  private var end = 0

  package init() {}

  /// Whether there are too many, with the next scalar and its range.
  package mutating func areTooMany(_ scalar: Unicode.Scalar, at range: Range<Int>) -> Bool {
    guard scalar.properties.canonicalCombiningClass != .notReordered else { return false }
    count = range.lowerBound == end ? count + 1 : 1
    end = range.upperBound
    return count > StackedMarks.limit
  }
}

extension String {
  package var hasStackedMarks: Bool {
    guard utf8.contains(where: { $0 >= 0xCC }) else { return false }
    var marks = StackedMarks(), offset = 0
    for scalar in unicodeScalars {
      if scalar.value >= 0x300, marks.areTooMany(scalar, at: offset..<offset + 1) { return true }
      offset += 1
    }
    return false
  }
}
