/// A time from a first to a last day, both included; the start may be unknown (`..2023-06`).
///
/// What has no end day is undated, and has no `Period` at all.
package struct Period: Sendable, Hashable {
  package var start: Day?
  package var end: Day
  /// A set of reports that leaves days between them uncovered.
  package var hasGap: Bool

  package init(start: Day?, end: Day, hasGap: Bool = false) {
    self.start = start
    self.end = end
    self.hasGap = hasGap
  }

  package init(day: Day) { self.init(start: day, end: day) }

  package init(year: Int) {
    self.init(start: Day(year: year, month: 1, day: 1), end: Period.lastDay(year, 12))
  }

  /// `2024`, `2024H1`, `2024Q3`, `2024-07`, `2024-07-01`, `A..B` (days, months or years), `..B`.
  /// `nil` for anything else, a day that does not exist, or an end before its start.
  package init?(parsing text: String) {
    if let dots = text.firstRange(of: "..") {
      let left = text[..<dots.lowerBound], right = text[dots.upperBound...]
      guard let last = Period(unit: right) else { return nil }
      guard !left.isEmpty else {
        self.init(start: nil, end: last.end)
        return
      }
      guard let start = Period(unit: left)?.start, start <= last.end else { return nil }
      self.init(start: start, end: last.end)
      return
    }
    self.init(unit: text[...])
  }

  private init?(unit text: Substring) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 4, bytes[..<4].allSatisfy({ 48...57 ~= $0 }), let year = Int(text.prefix(4)),
      year > 0
    else { return nil }
    let rest = text.dropFirst(4)
    switch rest {
    case "": self.init(year: year)
    case "H1", "H2": self.init(year, months: 6, index: rest == "H1" ? 0 : 1)
    case "Q1", "Q2", "Q3", "Q4": self.init(year, months: 3, index: (Int(rest.dropFirst()) ?? 1) - 1)
    default:
      guard bytes[4] == UInt8(ascii: "-") else { return nil }
      if bytes.count == 7, let month = Int(rest.dropFirst()), 1...12 ~= month, bytes[5] != UInt8(ascii: "+") {
        self.init(year, months: 1, index: month - 1)
      } else if let day = Day(iso: String(text)) {
        self.init(day: day)
      } else {
        return nil
      }
    }
  }

  private init(_ year: Int, months: Int, index: Int) {
    self.init(
      start: Day(year: year, month: index * months + 1, day: 1),
      end: Period.lastDay(year, (index + 1) * months))
  }

  private static func lastDay(_ year: Int, _ month: Int) -> Day {
    // The day exists by construction.
    Day(year: year, month: month, day: Day.count(year: year, month: month)) ?? Day(ordinal: 0)
  }
}

extension Period {
  /// Days covered; an unknown start covers more than any dated period.
  package var days: Int { end.ordinal - (start?.ordinal ?? Period.unknownStart) + 1 }

  private static let unknownStart = -100_000_000

  package func contains(_ other: Period) -> Bool {
    guard let start, let otherStart = other.start else { return false }
    return start <= otherStart && other.end <= end
  }

  package func overlaps(_ other: Period) -> Bool {
    (start?.ordinal ?? Period.unknownStart) <= other.end.ordinal
      && (other.start?.ordinal ?? Period.unknownStart) <= end.ordinal
  }

  /// The same first and the same last month; an unknown start, or a set with a gap, is like nothing.
  package func isLike(_ other: Period) -> Bool { monthKey != nil && monthKey == other.monthKey }

  /// First and last month: equal keys mean like periods.
  package var monthKey: MonthSpan? {
    guard !hasGap, let start else { return nil }
    return MonthSpan(first: start.monthIndex, last: end.monthIndex)
  }

  /// The text that `init(parsing:)` reads as this period, in the largest units that it fits: years, a
  /// half-year or quarter, months, days. A gap is not in it.
  package var code: String {
    let lengths = ["2024", "2024-07", "2024-07-01"].map(\.utf8.count)
    guard let start else {
      return lengths.map { ".." + end.iso.prefix($0) }.first { Period(parsing: $0)?.end == end } ?? ".."
        + end.iso
    }
    let year = String(start.iso.prefix(4))
    let units =
      ["", "H1", "H2", "Q1", "Q2", "Q3", "Q4"].map { year + $0 }
      + lengths.dropFirst().map { String(start.iso.prefix($0)) }
    let spans = lengths.map { "\(start.iso.prefix($0))..\(end.iso.prefix($0))" }
    return (units + spans).first { Period(parsing: $0).map { $0.start == start && $0.end == end } ?? false }
      ?? "\(start.iso)..\(end.iso)"
  }
}

package struct MonthSpan: Sendable, Hashable, Comparable {
  package let first: Int
  package let last: Int

  package static func < (a: MonthSpan, b: MonthSpan) -> Bool { (a.first, a.last) < (b.first, b.last) }
}

extension Period {
  /// As a Chinese sentence names it, without zero padding: `2024年`, `2024年上半年`, `2024年1月至10月`.
  package var chinese: String {
    guard let start else { return "截至" + Period.chinese(code.dropFirst(2)) }
    let parts = code.split(separator: ".").map(Period.chinese)
    var span = parts[0]
    if parts.count > 1 {
      let year = "\(end.year)年"
      // The year is said once.
      span += "至" + (start.year == end.year ? String(parts[1].dropFirst(year.count)) : parts[1])
    }
    return hasGap ? span + "（有间断）" : span
  }

  private static func chinese(_ code: Substring) -> String {
    let year = code.prefix(4), rest = code.dropFirst(4)
    switch rest {
    case "": return "\(year)年"
    case "H1": return "\(year)年上半年"
    case "H2": return "\(year)年下半年"
    case "Q1": return "\(year)年第一季度"
    case "Q2": return "\(year)年第二季度"
    case "Q3": return "\(year)年第三季度"
    case "Q4": return "\(year)年第四季度"
    default:
      let parts = rest.split(separator: "-").compactMap { Int($0) }
      return "\(year)年\(parts[0])月" + (parts.count > 1 ? "\(parts[1])日" : "")
    }
  }
}
