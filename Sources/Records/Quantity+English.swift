extension Quantity {
  /// The quantity in English words with the same limits: `some 200` for 200余, which ends before 300; `over 200` for
  /// 超200, which has no end; `nearly 700` for 近700; `100–150`.
  package var english: String {
    if isPercent, qualifier == .exact, let raw { return raw }
    let sign = isPercent ? "%" : ""
    switch qualifier {
    case .exact: return value.grouped
    case .over:
      let floor = raw == nil ? (low ?? value).roundedDown(to: step) : value
      if let high, raw != nil || high - floor <= step { return "some " + floor.grouped + sign }
      let isAtLeast = raw.map(Quantity.includesLimit) ?? true
      return (isAtLeast ? "at least " : "over ") + floor.grouped + sign
    case .nearly:
      let ceiling = raw == nil ? (high ?? value).roundedUp(to: step) : value
      let isFar =
        raw.map { $0.contains("不足") || $0.contains("不到") } ?? (low.map { ceiling - $0 > step } ?? true)
      return (isFar ? "under " : "nearly ") + ceiling.grouped + sign
    case .about: return "about " + (raw == nil ? value.rounded(to: step) : value).grouped + sign
    case .range:
      let ends = (low ?? value, high ?? value)
      let (least, most) = raw == nil ? (ends.0.roundedDown(to: step), ends.1.roundedUp(to: step)) : ends
      return least.grouped + "–" + most.grouped + sign
    }
  }

  /// 以上, 至少, 不少于 and 不低于 include the number itself.
  private static func includesLimit(_ raw: String) -> Bool {
    ["以上", "至少", "不少于", "不低于"].contains { raw.contains($0) }
  }
}

extension Number {
  /// With its thousands apart: `1,175,000`.
  fileprivate var grouped: String {
    let text = description, whole = text.prefix { $0 != "." && $0 != "-" }
    guard text.first != "-", whole.utf8.count > 3 else { return text }
    var bytes: [UInt8] = []
    for (index, digit) in whole.utf8.enumerated() {
      if index > 0, (whole.utf8.count - index) % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(digit)
    }
    return String(decoding: bytes, as: UTF8.self) + text.dropFirst(whole.count)
  }
}
