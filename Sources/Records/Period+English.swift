extension Period {
  /// `2024`, `first half of 2024`, `Q3 2024`, `January–October 2024`, `5–9 March 2024`, `up to June 2023`
  package var english: String {
    guard let start else { return "up to " + spanUnit.english(end) }
    if let unit { return unit.english(end) }
    let gap = hasGap ? " (with a gap)" : ""
    if spanUnit == .day, start.monthIndex == end.monthIndex {
      return "\(start.components.2)–" + spanUnit.english(end) + gap
    }
    let isOneYear = start.year == end.year && spanUnit != .year
    return spanUnit.english(start, withYear: !isOneYear) + "–" + spanUnit.english(end) + gap
  }
}

extension Period.Unit {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  fileprivate func english(_ day: Day, withYear: Bool = true) -> String {
    let (year, month, dayOfMonth) = day.components, suffix = withYear ? " \(year)" : ""
    return switch self {
    case .year: "\(year)"
    case .half: (month <= 6 ? "first half" : "second half") + " of \(year)"
    case .quarter: "Q\((month + 2) / 3)" + suffix
    case .month: Self.months[month - 1] + suffix
    case .day: "\(dayOfMonth) " + Self.months[month - 1] + suffix
    }
  }
}
