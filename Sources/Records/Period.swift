/// A time from a first to a last day, both included; the start may be unknown (`..2023-06`).
///
/// A time without an end day is undated, and has no `Period` at all.
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

  /// The strict forms, as `code` writes them: `2024`, `2024H1`, `2024Q3`, `2024-07`, `2024-07-01`, `A..B` (days,
  /// months or years), `..B`. Returns nil for anything else, a day that does not exist, or an end before its start.
  package init?(code text: String) {
    let bytes = Array(text.utf8)
    guard let point = bytes.firstIndex(of: UInt8(ascii: ".")) else {
      self.init(unit: bytes[...])
      return
    }
    let left = bytes[..<point], right = bytes[point...]
    guard right.starts(with: "..".utf8), let last = Period(unit: right.dropFirst(2)) else { return nil }
    guard !left.isEmpty else {
      self.init(start: nil, end: last.end)
      return
    }
    guard let start = Period(unit: left)?.start, start <= last.end else { return nil }
    self.init(start: start, end: last.end)
  }

  private init?(unit text: ArraySlice<UInt8>) {
    var scan = DateScan(text)
    guard let year = scan.number(digits: 4), year > 0 else { return nil }
    guard let mark = scan.next() else {
      self.init(year: year)
      return
    }
    guard let index = scan.number(digits: mark == "-" ? 2 : 1) else { return nil }
    switch (mark, scan.isAtEnd) {
    case ("H", true) where 1...2 ~= index: self.init(year, months: 6, index: index - 1)
    case ("Q", true) where 1...4 ~= index: self.init(year, months: 3, index: index - 1)
    case ("-", true) where 1...12 ~= index: self.init(year, months: 1, index: index - 1)
    case ("-", false):
      guard scan.next() == "-", let number = scan.number(digits: 2), scan.isAtEnd,
        let day = Day(year: year, month: index, day: number)
      else { return nil }
      self.init(day: day)
    default: return nil
    }
  }

  init(_ year: Int, months: Int, index: Int) {
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
    if let unit { return unit.code(end) }
    return (start.map(spanUnit.code) ?? "") + ".." + spanUnit.code(end)
  }
}

package struct MonthSpan: Sendable, Hashable, Comparable {
  package let first: Int
  package let last: Int

  package static func < (a: MonthSpan, b: MonthSpan) -> Bool { (a.first, a.last) < (b.first, b.last) }
}

extension Period {
  /// The period as a Chinese sentence names it, without zero padding: `2024年`, `2024年上半年`, `2024年1月至10月`.
  package var chinese: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64)
    if let start {
      (unit ?? spanUnit).write(unit == nil ? start : end, to: &bytes)
      if unit == nil {
        bytes += "至".utf8
        // The year is said once.
        spanUnit.write(end, withYear: start.year != end.year, to: &bytes)
      }
      if hasGap { bytes += "（有间断）".utf8 }
    } else {
      bytes += "截至".utf8
      spanUnit.write(end, to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  enum Unit {
    case year, half, quarter, month, day

    /// The unit that a day is in.
    func code(_ day: Day) -> String {
      let year = Day.padded(day.year, 4), month = day.components.month
      return switch self {
      case .year: year
      case .half: year + (month <= 6 ? "H1" : "H2")
      case .quarter: year + "Q\((month + 2) / 3)"
      case .month: year + "-" + Day.padded(month, 2)
      case .day: day.iso
      }
    }

    /// The unit that a day is in as a Chinese sentence names it.
    func write(_ day: Day, withYear: Bool = true, to bytes: inout [UInt8]) {
      let (year, month, dayOfMonth) = day.components
      if withYear {
        Day.write(year, atLeast: 4, to: &bytes)
        bytes += "年".utf8
      }
      switch self {
      case .year: break
      case .half: bytes += (month <= 6 ? "上半年" : "下半年").utf8
      case .quarter: bytes += "第\(["一", "二", "三", "四"][(month - 1) / 3])季度".utf8
      case .month, .day:
        Day.write(month, to: &bytes)
        bytes += "月".utf8
        guard self == .day else { break }
        Day.write(dayOfMonth, to: &bytes)
        bytes += "日".utf8
      }
    }
  }

  /// The one unit that it is.
  var unit: Unit? {
    guard let start else { return nil }
    if start == end { return .day }
    let (first, last) = (start.components, end.components)
    guard first.year == last.year, first.day == 1, end.isLastOfMonth else { return nil }
    return switch (first.month, last.month) {
    case (1, 12): .year
    case (1, 6), (7, 12): .half
    case (1, 3), (4, 6), (7, 9), (10, 12): .quarter
    case let (a, b) where a == b: .month
    default: nil
    }
  }

  /// The largest unit that begins with its start and ends with its end.
  var spanUnit: Unit {
    let first = start?.components ?? (year: 0, month: 1, day: 1), last = end.components
    guard first.day == 1, end.isLastOfMonth else { return .day }
    return first.month == 1 && last.month == 12 ? .year : .month
  }
}
