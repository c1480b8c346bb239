import Records
import Statistics
import Testing

/// A figure against that of the same months a year before, and only against its like.
@Suite struct ChangeTests {
  /// `more 10..10 since 2023`, or `none`.
  private static func line(
    _ period: String, of metric: String = "sessions_held", in region: String = "宜昌市", _ writeUps: [WriteUp]
  ) throws -> String {
    let sample = try Sample(writeUps)
    let query = try #require(Period(parsing: period)), before = try #require(query.previousLike)
    let region = try #require(sample.content.regions.region(path: region.isEmpty ? "湖北省" : "湖北省/" + region))
    let index = try #require(sample.content.metrics.index(of: metric))
    let table = sample.ledger.table(for: .period(query))
    let figure = try #require(table[region, index]?.published)
    let change = Change(
      of: figure, sample.content.metrics.all[index], in: table,
      earlier: sample.ledger.table(for: .period(before)))
    guard let change else { return "none" }
    func limit(_ number: Number?) -> String { number?.description ?? "none" }
    return
      "\(change.direction) \(limit(change.low))..\(limit(change.high)) since \(change.earlier.period.code)"
  }

  @Test(arguments: [
    ("60", "50", "more 10..10"), ("50", "60", "fewer -10..-10"), ("50", "50", "same 0..0"),
    ("200余", "150", "more 50..150"), ("200余", "近300", "open -100..100"), ("超100", "90", "more 10..none"),
    ("约100", "10", "open none..none"), ("不足50", "超90", "fewer none..-40"), ("0", "0", "same 0..0"),
  ])
  func limits(now: String, before: String, expected: String) throws {
    let writeUps: [WriteUp] = [
      .report("宜昌市", "2024", "sessions_held: \(now)"), .report("宜昌市", "2023", "sessions_held: \(before)"),
    ]
    #expect(try ChangeTests.line("2024", writeUps) == "\(expected) since 2023")
  }

  @Test(arguments: [
    ("2024", "2023", "since 2023"), ("2024H1", "2023H1", "since 2023H1"), ("2024H1", "2023H2", "none"),
    ("2024-02", "2023-02", "since 2023-02"), ("2024Q3", "2023Q3", "since 2023Q3"), ("2024", "2022", "none"),
    ("2022-09..2022-12", "2021-09..2021-12", "since 2021-09..2021-12"),
    ("2023..2024", "2021..2022", "since 2021..2022"),
    ("2023..2024", "2022..2023", "none"),
    // Like is like by months.
    ("2024", "2023-01-10..2023-12-20", "since 2023-01-10..2023-12-20"), ("2024", "2023H1", "none"),
  ])
  func likePeriods(now: String, before: String, expected: String) throws {
    let writeUps: [WriteUp] = [
      .report("宜昌市", now, "sessions_held: 60"), .report("宜昌市", before, "sessions_held: 50"),
    ]
    let line = try ChangeTests.line(now, writeUps)
    #expect(line.hasSuffix(expected), "\(line)")
  }

  /// The amount that cases add tells how much was written up, and a child's sum of other children is another number.
  @Test func sumsOfOtherParts() throws {
    func districts(_ year: String, _ names: String...) -> [WriteUp] {
      names.map { .report("宜昌市/\($0)", year, "sessions_held: 5") }
    }
    let same = districts("2024", "西陵区", "枝江市") + districts("2023", "西陵区", "枝江市")
    #expect(try ChangeTests.line("2024", same) == "same 0..0 since 2023")
    #expect(try ChangeTests.line("2024", same + [.case("宜昌市", "2024-05", "sessions: 7")]) == "none")
    #expect(try ChangeTests.line("2024", same + [.case("宜昌市", "2023-05", "sessions: 7")]) == "none")
    let other =
      districts("2024", "西陵区") + districts("2023", "枝江市") + [
        .report("武汉市", "2023", "sessions_held: 5"), .report("武汉市", "2024", "sessions_held: 5"),
      ]
    #expect(try ChangeTests.line("2024", in: "", other) == "none")
  }

  /// A stock of the last month of both years; not one that is older.
  @Test(arguments: [
    ("2024-12-31", "2023-12-20", "more 2..2 since 2023-12-20"), ("2024-12-31", "2023-06-30", "none"),
    ("2024-06-30", "2023-12-31", "none"),
  ])
  func stocks(now: String, before: String, expected: String) throws {
    let writeUps: [WriteUp] = [
      .report("宜昌市", "2024", "platforms: {value: 7, as_of: \(now)}"),
      .report("宜昌市", "2023", "platforms: {value: 5, as_of: \(before)}"),
    ]
    #expect(try ChangeTests.line("2024", of: "platforms", writeUps) == expected)
  }

  /// Not between a report and a sum, not between sums of other children, not of what cases count, not of a rate.
  @Test func onlyOfTheSameSort() throws {
    let xiling = [
      WriteUp.report("宜昌市/西陵区", "2024", "sessions_held: 9", "rate: 90%"),
      .report("宜昌市/西陵区", "2023", "sessions_held: 5", "rate: 80%"),
    ]
    #expect(try ChangeTests.line("2024", xiling) == "more 4..4 since 2023")
    #expect(try ChangeTests.line("2024", of: "rate", in: "宜昌市/西陵区", xiling) == "none")
    #expect(
      try ChangeTests.line("2024", xiling + [.report("宜昌市", "2023", "sessions_held: 20")]) == "none")
    #expect(
      try ChangeTests.line("2024", xiling + [.report("宜昌市/秭归县", "2024", "sessions_held: 20")]) == "none")
    #expect(
      try ChangeTests.line(
        "2024", [.case("宜昌市", "2024-03", "sessions: 2"), .case("宜昌市", "2023-03", "sessions: 1")]) == "none")
  }

  @Test(arguments: [
    ("2024-02", "2023-02"), ("2025-02", "2024-02"), ("2024-02-29", "2023-02-28"),
    ("2025-02-28", "2024-02-29"),
    ("2024Q1", "2023Q1"), ("2023-11..2024-02", "2022-11..2023-02"),
  ])
  func previousLike(period: String, expected: String) throws {
    #expect(try #require(Period(parsing: period)).previousLike == Period(parsing: expected))
    #expect(Period(parsing: "..2024")?.previousLike == nil)
  }

  @Test func partsOfYears() throws {
    let sample = try Sample(
      .report("宜昌市", "2024", "sessions_held: 9", "platforms: {value: 3, as_of: 2024-03}"),
      .report("宜昌市", "2024H1", "sessions_held: 5"), .report("武汉市", "2023-07", "sessions_held: 5"),
      .report("武汉市", "2023-08-01", "sessions_held: 1"), .report("武汉市", "2023-08..2023-10", "sessions_held: 2")
    )
    #expect(sample.content.partsOfYears.map(\.code) == ["2023-07", "2024H1"])
  }
}
