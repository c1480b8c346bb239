import Testing

@testable import Records

/// Numbers that are worded by rules keep their limits in English.
@Suite struct EnglishTests {
  @Test(arguments: [
    ("200", "200"), ("117.5万", "1,175,000"), ("1400多", "some 1,400"), ("20余万", "some 200,000"),
    ("近700", "nearly 700"), ("不足50", "under 50"), ("约200", "about 200"), ("100—150", "100–150"),
    ("50以上", "at least 50"), ("超20万", "over 200,000"), ("78.1%", "78.1%"), ("0", "0"),
  ])
  func quantities(written: String, english: String) throws {
    #expect(try Quantity(parsing: written).english == english)
  }

  @Test func sumsAreNoMoreExactThanTheirParts() throws {
    func sum(_ parts: String...) throws -> String? {
      Quantity(sum: try parts.map { try Quantity(parsing: $0) })?.english
    }
    #expect(try sum("5", "84", "60余", "46") == "at least 190")
    #expect(try sum("434", "500余") == "at least 900")
    #expect(try sum("近700", "100") == "nearly 800")
    #expect(try sum("约200", "1") == "about 200")
  }

  @Test(arguments: [
    ("2024", "2024"), ("2024H1", "first half of 2024"), ("2024Q3", "Q3 2024"), ("2024-07", "July 2024"),
    ("2024-07-01", "1 July 2024"), ("2024-01..2024-10", "January–October 2024"), ("2022..2023", "2022–2023"),
    ("2022-07..2023-06", "July 2022–June 2023"), ("2024-03-05..2024-03-09", "5–9 March 2024"),
    ("2024-03-30..2024-04-02", "30 March–2 April 2024"), ("..2023-06", "up to June 2023"),
  ])
  func periods(code: String, english: String) throws {
    #expect(try #require(Period(parsing: code)).english == english)
  }

  @Test func recurringDays() {
    func english(_ day: Recurrence.Rule, _ months: Recurrence.Months = .all) -> String {
      Recurrence(day: day, months: months).english
    }
    #expect(english(.dayOfMonth(25)) == "the 25th of every month")
    #expect(english(.dayOfMonth(11)) == "the 11th of every month")
    #expect(english(.dayOfMonth(22), .odd) == "the 22nd of odd-numbered months")
    #expect(english(.weekday(.friday, .last), .even) == "the last Friday of even-numbered months")
  }
}
