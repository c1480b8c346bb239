/// A number as published: its value, what its wording says about its limits, and the wording itself.
///
/// The shapes are those of domain.md §4. A missing limit is `nil`, never a guess; a sum keeps the
/// uncertainty of its parts.
package struct Quantity: Sendable, Equatable {
  /// As written; `nil` for a sum, which is printed from its limits.
  package var raw: String?
  package var value: Number
  /// The precision at which a sum with this part can be printed: 1 for exact numbers and ranges.
  package var step: Number
  package var low: Number?
  package var high: Number?
  package var qualifier: Qualifier
  /// Written with a percent sign.
  package var isPercent: Bool

  package init(
    raw: String?, value: Number, qualifier: Qualifier, low: Number?, high: Number?, step: Number = .one,
    isPercent: Bool = false
  ) {
    self.raw = raw
    self.value = value
    self.qualifier = qualifier
    self.low = low
    self.high = high
    self.step = step
    self.isPercent = isPercent
  }

  /// Without decimals and percent sign, as what is counted one by one.
  package var isWhole: Bool { !isPercent && value.isWhole && (high?.isWhole ?? true) }

  package static func exact(_ value: Number) -> Quantity {
    Quantity(raw: nil, value: value, qualifier: .exact, low: value, high: value)
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
}

extension Quantity {
  /// The sum of parts, in whatever order: values add, limits add, a missing limit stays missing.
  /// A single part is itself. `nil` for no parts, since nothing reported is not zero.
  package init?(sum parts: [Quantity]) {
    guard let first = parts.first else { return nil }
    if parts.count == 1 {
      self = first
      return
    }
    value = parts.reduce(.zero) { $0 + $1.value }
    low = parts.reduce(.zero) { sum, part in sum.flatMap { sum in part.low.map { sum + $0 } } }
    high = parts.reduce(.zero) { sum, part in sum.flatMap { sum in part.high.map { sum + $0 } } }
    step = parts.map(\.step).max() ?? .one
    raw = nil
    isPercent = first.isPercent
    let kinds = Set(parts.map(\.qualifier))
    qualifier =
      low == nil
      ? .about
      : high == nil
        ? .over
        : kinds.contains(.range)
          ? .range
          : kinds.contains(.about) || (kinds.contains(.over) && kinds.contains(.nearly))
            ? .about
            : kinds.contains(.over) ? .over : kinds.contains(.nearly) ? .nearly : .exact
  }

  /// As it may be printed: a written quantity as written, a sum from its limits at the coarsest step
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

  /// Whether this number is certainly larger than another: its least possible value lies above the
  /// other's greatest. Limits count as included, save that 200余 ends at 299; without limits, never.
  package func exceeds(_ other: Quantity) -> Bool {
    guard let low, let high = other.greatest else { return false }
    return low > high
  }

  /// The greatest whole number it can be, or its upper limit; `nil` if it has none.
  package var greatest: Number? {
    guard let high, qualifier == .over, high.isWhole, high > value else { return high }
    return high - .one
  }
}
