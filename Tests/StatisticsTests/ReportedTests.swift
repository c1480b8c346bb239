import Records
import Statistics
import Testing

/// *Reported*: the reports of a region that make its figure (docs/figures.md, Bases).
@Suite struct ReportedTests {
  // MARK: Flows

  /// The figures given (period and number), the period asked for, and the figure that they make.
  private static let flows: [(given: String, asked: String, expected: String?)] = [
    ("2024 10", "all", "10 2024"),
    // Periods that do not overlap are added up.
    ("2024H1 10, 2024H2 5", "all", "15 2024"),
    ("2024Q1 10, 2024Q2 200余", "all", "200以上 2024H1"),
    // The set that covers the most days.
    ("2024H1 10, 2024-05..2024-12 7", "all", "7 2024-05..2024-12"),
    ("2024H1 10, 2024-05..2024-12 7, 2024-01..2024-04 2", "all", "9 2024"),
    // Tie: fewer reports.
    ("2024H1 10, 2024H2 5, 2024 16", "all", "16 2024"),
    ("2024Q1 1, 2024Q2 2, 2024Q3 4, 2024H1 8", "all", "12 2024-01..2024-09"),
    // A day between them makes a gap.
    ("2024Q1 10, 2024Q3 5", "all", "15 2024-01..2024-09 with gap"),
    ("2024Q1 10, 2024Q4 5", "2024", "15 2024 with gap"),
    // Only what lies inside the period asked for.
    ("2023 10, 2024 5", "2024", "5 2024"),
    ("2023..2024 10", "2024", nil),
    ("2023..2024 10", "2023..2024", "10 2023..2024"),
    ("2024 10", "2024H1", nil),
    // Reported wins although it covers less than was asked for.
    ("2024Q1 10", "2024", "10 2024Q1"),
    // An unknown start covers more days than any dated period, and lies inside no year.
    ("..2023-06 30, 2022 99, 2024 5", "all", "35 ..2024 with gap"),
    ("..2023-06 30, 2023-07..2023-12 5", "all", "35 ..2023"),
    ("..2023-06 30, 2022 99", "2022", "99 2022"),
    ("..2023-06 30", "2023", nil),
    // A reported 0 is a figure.
    ("2024 0", "all", "0 2024"),
  ]

  @Test(arguments: flows)
  func flow(given: String, asked: String, expected: String?) throws {
    let reports = given.words.map { WriteUp.report("宜昌市", $0[0], "sessions_held: \($0[1])") }
    // In whatever order the reports stand.
    for sample in [try Sample(reports), try Sample(reports.reversed())] {
      #expect(try sample.lines("宜昌市", "sessions_held", asked).reported == expected)
    }
  }

  @Test func undatedIsInNoTotal() throws {
    let sample = try Sample(.report("宜昌市", nil, "sessions_held: 10"))
    #expect(try sample.lines("宜昌市", "sessions_held") == Sample.Lines())
  }

  @Test func aFigureHasItsOwnPeriod() throws {
    let sample = try Sample(.report("宜昌市", "2024", "sessions_held: {value: 10, period: 2024H1}"))
    #expect(try sample.lines("宜昌市", "sessions_held").reported == "10 2024H1")
  }

  /// Equal days, equally many reports: the later publication, newest first; none is the oldest.
  @Test(
    arguments: [
      ("2025-01-10", "2025-02-10", "2"), ("2025-02-10", "2025-01-10", "1"), (nil, "2001-01-01", "2"),
      ("2001-01-01", nil, "1"),
    ] as [(String?, String?, String)])
  func laterPublicationWins(first: String?, second: String?, expected: String) throws {
    let sample = try Sample(
      .report("宜昌市", "2024", "sessions_held: 1", published: first),
      .report("宜昌市", "2024", "sessions_held: 2", published: second))
    #expect(try sample.lines("宜昌市", "sessions_held").reported == "\(expected) 2024")
  }

  @Test func newestPublicationOfASetCountsFirst() throws {
    let sample = try Sample(
      .report("宜昌市", "2024-01..2024-05", "sessions_held: 1"),
      .report("宜昌市", "2024-06..2024-12", "sessions_held: 2", published: "2025-02-01"),
      .report("宜昌市", "2024-01..2024-07", "sessions_held: 10", published: "2025-01-01"),
      .report("宜昌市", "2024-08..2024-12", "sessions_held: 20", published: "2025-01-01"))
    #expect(try sample.lines("宜昌市", "sessions_held").reported == "3 2024")
  }

  @Test func thenFileNamesDecide() throws {
    let sample = try Sample(
      .report("宜昌市", "2024", "sessions_held: 2", file: "b"),
      .report("宜昌市", "2024", "sessions_held: 1", file: "a"))
    #expect(try sample.lines("宜昌市", "sessions_held").reported == "1 2024")
  }

  /// Two figures of one report are one report: fewer than one figure of each of two.
  @Test(arguments: ["2024H1", "2024H2"])
  func aReportWithSeveralFiguresIsOneReport(half: String) throws {
    let writeUps = [
      WriteUp.report(
        "宜昌市", nil, "sessions_held: {value: 10, period: 2024H1}", "协商场次: {value: 5, period: 2024H2}",
        file: "b"),
      .report("宜昌市", half, "sessions_held: 100", published: "2025-02-10", file: "a"),
    ]
    for sample in [try Sample(writeUps), try Sample(writeUps.reversed())] {
      #expect(try sample.lines("宜昌市", "sessions_held").reported == "15 2024")
      // Alone, the half is decided by the later publication.
      #expect(try sample.lines("宜昌市", "sessions_held", half).reported == "100 \(half)")
    }
  }

  @Test func sourcesAreThoseOfTheChosenReports() throws {
    let sample = try Sample(
      .report("宜昌市", "2024H1", "sessions_held: 10", file: "a"),
      .report("宜昌市", "2024Q1", "sessions_held: 7", file: "b"),
      .report("宜昌市", "2024H2", "sessions_held: 5", file: "c"))
    let figure = try #require(try sample.finding("宜昌市", "sessions_held")?.reported)
    #expect(figure.sources.map(\.file) == ["content/reports/a.md", "content/reports/c.md"])
    #expect(figure.quantity.raw == nil)
  }

  // MARK: Stocks

  /// The latest day inside the period asked for, else the last earlier one, with its day.
  @Test(
    arguments: [
      ("all", "30 2024-06-30"), ("2024", "30 2024-06-30"), ("2023", "20 2023-12-31"),
      ("2024Q1", "20 2023-12-31"),
      ("2025", "30 2024-06-30"), ("2022", nil),
    ] as [(String, String?)])
  func stock(asked: String, expected: String?) throws {
    let sample = try Sample(
      .report("宜昌市", "2023", "platforms: 20"), .report("宜昌市", "2024H1", "platforms: 30"),
      .report("宜昌市", "2023H1", "platforms: 10"))
    #expect(try sample.lines("宜昌市", "platforms", asked).reported == expected)
  }

  @Test func stockHasItsOwnDay() throws {
    let sample = try Sample(.report("宜昌市", "2024", "platforms: {value: 20, as_of: 2024-03-15}"))
    #expect(try sample.lines("宜昌市", "platforms").reported == "20 2024-03-15")
  }

  @Test func stockOfAnUnknownStartHasADay() throws {
    let sample = try Sample(.report("宜昌市", "..2023-06", "platforms: 20"))
    #expect(try sample.lines("宜昌市", "platforms", "2023").reported == "20 2023-06-30")
  }

  @Test func ofOneDayTheLaterPublication() throws {
    let sample = try Sample(
      .report("宜昌市", "2024", "platforms: 1", published: "2025-03-01"),
      .report("宜昌市", "2024H2", "platforms: 2", published: "2025-01-01"))
    #expect(try sample.lines("宜昌市", "platforms").reported == "1 2024-12-31")
  }

  // MARK: Distinct and ratio

  /// The one report with the longest period, never a sum.
  @Test(arguments: ["residents", "rate"])
  func longest(metric: String) throws {
    let sample = try Sample(
      .report("宜昌市", "2024H1", "\(metric): 10"), .report("宜昌市", "2024H2", "\(metric): 20"),
      .report("宜昌市", "2024Q1", "\(metric): 30"))
    // The second half of 2024 has two days more.
    #expect(try sample.lines("宜昌市", metric).reported == "20 2024H2")
    #expect(try sample.lines("宜昌市", metric, "2024H1").reported == "10 2024H1")
    #expect(try sample.lines("宜昌市", metric, "2023").reported == nil)
  }

  @Test func ofEquallyLongTheLaterPublication() throws {
    let sample = try Sample(
      .report("宜昌市", "2023", "residents: 1", published: "2025-01-01"),
      .report("宜昌市", "2022", "residents: 2", published: "2024-01-01"))
    #expect(try sample.lines("宜昌市", "residents").reported == "1 2023")
  }
}
