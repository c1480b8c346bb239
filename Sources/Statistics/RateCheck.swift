import Records

extension Quantity {
  /// Whether no whole number out of any whole base within the base's limits gives this rate (in per
  /// cent) at the precision it is printed with. A base without limits allows any rate.
  func isImpossibleRate(of base: Quantity) -> Bool {
    guard qualifier == .exact, let low = base.low?.whole, let high = base.high?.whole, low >= 1,
      high - low <= 1000
    else { return false }
    let rate = value.approximate
    // The point and the digits may be full-width.
    let decimals =
      (raw ?? "").split { $0 == "." || $0 == "．" }.dropFirst().first?.count(where: \.isNumber) ?? 0
    let tolerance = (0..<decimals).reduce(0.5) { tolerance, _ in tolerance / 10 } + 1e-9
    return !(low...high).contains { whole in
      // The two shares that the rate lies between.
      let part = (rate * Double(whole) / 100).rounded(.down)
      return abs(part * 100 / Double(whole) - rate) <= tolerance
        || abs((part + 1) * 100 / Double(whole) - rate) <= tolerance
    }
  }
}
