/// A number as published: its value, what its wording says about its limits, and the wording itself.
///
/// The shapes are those of docs/figures.md, Quantities. A missing limit is nil, never a guess; a sum keeps the
/// uncertainty of its parts.
package struct Quantity: Sendable, Equatable {
  /// The text as written; nil for a sum, which is printed from its limits.
  package var raw: String?
  package let magnitude: Magnitude

  package init(raw: String?, _ magnitude: Magnitude) {
    self.raw = raw
    self.magnitude = magnitude
  }

  package init(
    raw: String?, value: Number, qualifier: Qualifier, low: Number?, high: Number?, step: Number = .one,
    isPercent: Bool = false
  ) {
    self.init(
      raw: raw,
      Magnitude(value: value, step: step, low: low, qualifier: qualifier, isPercent: isPercent, high: high))
  }

  package var value: Number { magnitude.value }
  package var qualifier: Qualifier { magnitude.qualifier }
  package var low: Number? { magnitude.low }
  package var high: Number? { magnitude.high }
  package var step: Number { magnitude.step }
  package var isPercent: Bool { magnitude.isPercent }

  /// Without decimals and percent sign, as what is counted one by one.
  package var isWhole: Bool { !isPercent && value.isWhole && (high?.isWhole ?? true) }

  package static func exact(_ value: Number) -> Quantity { Quantity(raw: nil, .exact(value)) }

  /// The value and limits of a number without its wording: plain bytes, cheap to add up by the thousand.
  package struct Magnitude: Sendable, Equatable {
    package let value: Number
    /// The precision at which a sum with this part can be printed: 1 for exact numbers and ranges.
    package let step: Number
    package let low: Number?
    package let qualifier: Qualifier
    /// Written with a percent sign.
    package let isPercent: Bool
    package let high: Number?

    package static func exact(_ value: Number) -> Magnitude {
      Magnitude(value: value, step: .one, low: value, qualifier: .exact, isPercent: false, high: value)
    }

    /// Values add, limits add, a missing limit stays missing. However parts are put together, the sum is the same.
    package static func + (a: Magnitude, b: Magnitude) -> Magnitude {
      let low = a.low.flatMap { low in b.low.map { low + $0 } }
      let high = a.high.flatMap { high in b.high.map { high + $0 } }
      return Magnitude(
        value: a.value + b.value, step: max(a.step, b.step), low: low,
        qualifier: low == nil ? .about : high == nil ? .over : a.qualifier.joined(with: b.qualifier),
        isPercent: a.isPercent && b.isPercent, high: high)
    }
  }
}

package enum Qualifier: String, Sendable, CaseIterable {
  case exact
  /// 余 多 超 逾 突破 以上 至少 不少于 不低于
  case over
  /// 近 将近 不足 不到
  case nearly
  /// 约 左右 上下
  case about
  case range

  /// The text of a sum that has both limits.
  fileprivate func joined(with other: Qualifier) -> Qualifier {
    switch (self, other) {
    case (.range, _), (_, .range): .range
    case (.exact, let it), (let it, .exact): it
    default: self == other ? self : .about
    }
  }
}

extension Quantity {
  /// The sum of parts, in whatever order. A single part is itself; nil for no parts, since nothing reported
  /// is not zero.
  package init?(sum parts: [Quantity]) {
    guard let first = parts.first else { return nil }
    self = parts.dropFirst().reduce(first, +)
  }

  package static func + (a: Quantity, b: Quantity) -> Quantity {
    Quantity(raw: nil, a.magnitude + b.magnitude)
  }

  /// The text that may be printed: a written quantity as written, a sum from its limits at the coarsest step
  /// among its parts.
  package var display: String {
    if let raw { return raw }
    switch qualifier {
    case .exact: return value.description
    case .over:
      let floor = (low ?? value).roundedDown(to: step)
      if let high, high - floor <= step { return "\(floor)余" }
      return "\(floor)以上"
    case .nearly:
      let ceiling = (high ?? value).roundedUp(to: step)
      if let low, ceiling - low <= step { return "近\(ceiling)" }
      return "不足\(ceiling)"
    case .about: return "约\(value.rounded(to: step))"
    case .range:
      return "\((low ?? value).roundedDown(to: step))—\((high ?? value).roundedUp(to: step))"
    }
  }

  /// The text with the unit where it belongs: 637场, 800余万元, 130场以上, 200场左右, 78.1%.
  package func text(unit: String) -> String {
    let text = display
    if unit.isEmpty || text.contains(unit) { return text }
    guard let ending = ["以上", "左右", "上下"].first(where: text.hasSuffix) else { return text + unit }
    return text.dropLast(ending.count) + unit + ending
  }

  /// Whether this number is certainly larger than another: its least possible value lies above the
  /// other's greatest. Limits count as included, save that 200余 ends below 300; without limits, never.
  package func exceeds(_ other: Quantity) -> Bool {
    guard let low, let high = other.greatest else { return false }
    return low > high
  }

  /// The greatest number that it can be, nil without an upper limit: 200余 ends just below 300, whatever is counted.
  package var greatest: Number? {
    guard let high, qualifier == .over, high.isWhole, high > value else { return high }
    return high - .smallest
  }
}
