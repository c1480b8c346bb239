/// An exact decimal number with at most six decimals: figures are never rounded by being stored.
package struct Number: Sendable, Hashable, Comparable {
  private var millionths: Int128

  private init(millionths: Int128) { self.millionths = millionths }

  package init(_ whole: Int) { millionths = Int128(whole) * Number.one.millionths }

  /// Digits with at most one point (`117.5`); nil for anything else, more than 18 digits, or more than six decimals.
  package init?(digits: some StringProtocol) {
    var value: Int128 = 0, decimals: Int?, count = 0
    for byte in digits.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard count < 18 else { return nil }
        value = value * 10 + Int128(byte - 48)
        count += 1
        decimals = decimals.map { $0 + 1 }
      case UInt8(ascii: ".") where decimals == nil && count > 0: decimals = 0
      default: return nil
      }
    }
    guard count > 0, decimals != 0, decimals ?? 0 <= 6 else { return nil }
    for _ in (decimals ?? 0)..<6 { value *= 10 }
    millionths = value
  }

  package static let zero = Number(millionths: 0)
  package static let one = Number(millionths: 1_000_000)
  static let smallest = Number(millionths: 1)
  /// The largest number that may be written, so that no sum of them can overflow.
  package static let largest = Number(1_000_000_000_000_000_000)

  package static func < (a: Number, b: Number) -> Bool { a.millionths < b.millionths }
  package static func + (a: Number, b: Number) -> Number { Number(millionths: a.millionths + b.millionths) }
  package static func - (a: Number, b: Number) -> Number { Number(millionths: a.millionths - b.millionths) }
  package static func * (a: Number, b: Int) -> Number { Number(millionths: a.millionths * Int128(b)) }

  package var isWhole: Bool { millionths % Number.one.millionths == 0 }

  /// The whole number, if it is one that fits.
  package var whole: Int? { isWhole ? Int(exactly: millionths / Number.one.millionths) : nil }

  /// For drawing only: the nearest binary fraction.
  package var approximate: Double { Double(millionths) / 1_000_000 }

  /// The place of the last non-zero digit: 100 for 1400, 1000 for 28000, 0.1 for 78.1; 1 for zero.
  package var lastPlace: Number {
    guard millionths != 0 else { return .one }
    var place: Int128 = 1
    while millionths % (place * 10) == 0 { place *= 10 }
    return Number(millionths: place)
  }

  /// A single 1 followed by zeros (10, 1000, 1万).
  var isLoneOne: Bool { millionths > 0 && lastPlace.millionths == millionths }

  var tenth: Number { Number(millionths: millionths / 10) }

  func roundedDown(to step: Number) -> Number {
    let rest = millionths % step.millionths
    return Number(millionths: millionths - (rest < 0 ? rest + step.millionths : rest))
  }

  func roundedUp(to step: Number) -> Number {
    let down = roundedDown(to: step)
    return down == self ? self : down + step
  }

  /// To the nearest step; a half goes up.
  package func rounded(to step: Number) -> Number {
    let down = roundedDown(to: step)
    return (self - down) * 2 < step ? down : down + step
  }
}

extension Number {
  /// Its plain digits (as `description`), without making a text of them.
  package func write(to bytes: inout [UInt8]) {
    guard let small = Int64(exactly: millionths), small >= 0, small % 1_000_000 == 0 else {
      bytes += description.utf8
      return
    }
    Day.write(Int(small / 1_000_000), to: &bytes)
  }
}

extension Number: CustomStringConvertible {
  /// Plain digits, no grouping, no trailing zeros after the point: `12000`, `78.1`.
  package var description: String {
    let sign = millionths < 0 ? "-" : ""
    let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    guard rest != 0 else { return sign + String(whole) }
    var decimals = String(rest)
    decimals = String(repeating: "0", count: 6 - decimals.count) + decimals
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(sign)\(whole).\(decimals)"
  }
}
