import Foundation
import Records
import Testing

@Suite struct DayTests {
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()

  /// Every 11th day of some 270 years, and every day around the turns that leap-year rules speak of.
  private static let ordinals =
    Array(stride(from: -60_000, through: 40_000, by: 11))
    + [1900, 2000, 2023, 2024, 2100].flatMap { year -> [Int] in
      guard let day = Day(year: year, month: 2, day: 27) else { return [] }
      return Array(day.ordinal...day.ordinal + 4)
    }

  @Test func agreesWithFoundation() {
    for ordinal in DayTests.ordinals {
      let date = Date(timeIntervalSince1970: Double(ordinal) * 86_400)
      let expected = DayTests.calendar.dateComponents([.year, .month, .day], from: date)
      let (year, month, day) = Day(ordinal: ordinal).components
      #expect([year, month, day] == [expected.year, expected.month, expected.day])
      #expect(Day(year: year, month: month, day: day)?.ordinal == ordinal)
      #expect(Day(iso: Day(ordinal: ordinal).iso)?.ordinal == ordinal)
    }
  }

  @Test(arguments: [
    "2023-02-29", "2100-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00", "2024-1-01",
    "2024-01-1",
    "24-01-01", "2024/01/01", "2024-01-01 ", "2024-01-01T00:00", "0000-01-01", "２０２４-01-01", "", "2024-01",
    "2024-+1-01",
  ])
  func refuses(text: String) {
    #expect(Day(iso: text) == nil)
  }

  @Test(arguments: [
    ("1970-01-01", 0), ("2024-02-29", 19_782), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ])
  func ordinal(iso: String, expected: Int) {
    #expect(Day(iso: iso)?.ordinal == expected)
    #expect(Day(ordinal: expected).iso == iso)
  }

  @Test func nextDayAcrossYears() {
    #expect(Day(iso: "2023-12-31")?.next.iso == "2024-01-01")
  }
}
