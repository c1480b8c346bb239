import Records
import Statistics
import Testing

/// The regions that are compared, and the reasons why others are not (docs/figures.md, Published figures).
@Suite struct ComparisonTests {
  /// `1 枝江市 30, 2 西陵区 20 | 秭归县 otherPeriod, 当阳市 notReported` for the districts of 宜昌市.
  private static func line(
    _ writeUps: [WriteUp], of metric: String = "sessions_held", in parent: String = "湖北省/宜昌市",
    period: String? = nil
  ) throws -> String {
    let sample = try Sample(writeUps), content = sample.content
    let region = try #require(content.regions.region(path: parent))
    let index = try #require(content.metrics.index(of: metric))
    let query = period.flatMap { Period(parsing: $0) }.map(PeriodQuery.period) ?? .all
    let comparison = Comparison(
      index, of: content.regions[region].children, in: sample.ledger.table(for: query), content)
    let places = comparison.ranked.map {
      "\($0.rank) \(content.regions[$0.figure.region].name) \($0.figure.quantity.display)"
    }
    let apart = comparison.apart.map { "\(content.regions[$0.region].name) \($0.reason)" }
    return places.joined(separator: ", ") + " | " + apart.joined(separator: ", ")
  }

  @Test func theLargestFirstAndEqualsShareARank() throws {
    let writeUps: [WriteUp] = [
      .report("宜昌市/西陵区", "2024", "sessions_held: 20"), .report("宜昌市/秭归县", "2024", "sessions_held: 30"),
      .report("宜昌市/枝江市", "2024", "sessions_held: 20余"), .report("宜昌市/当阳市", "2024", "sessions_held: 10"),
    ]
    #expect(try ComparisonTests.line(writeUps) == "1 秭归县 30, 2 西陵区 20, 2 枝江市 20余, 4 当阳市 10 | ")
  }

  @Test func whatIsUnlikeStandsApart() throws {
    let writeUps: [WriteUp] = [
      .report("宜昌市/西陵区", "2024", "sessions_held: 20"), .report("宜昌市/枝江市", "2024", "sessions_held: 5"),
      .report("宜昌市/秭归县", "2024H1", "sessions_held: 30"),
    ]
    #expect(
      try ComparisonTests.line(writeUps)
        == "1 西陵区 20, 2 枝江市 5 | 秭归县 otherPeriod, 当阳市 notReported")
    let open: [WriteUp] = [
      .report("宜昌市/西陵区", "2024", "sessions_held: 20"), .report("宜昌市/枝江市", "2024", "sessions_held: 5"),
      .report("宜昌市/秭归县", "..2024", "sessions_held: 30"),
      .case("宜昌市/当阳市", "2024", "sessions: 3"),
    ]
    #expect(
      try ComparisonTests.line(open) == "1 西陵区 20, 2 枝江市 5 | 秭归县 openPeriod, 当阳市 otherBasis")
  }

  /// Two of 2023 against two of 2024: the later.
  @Test func theLargerGroupThenTheLaterPeriod() throws {
    var writeUps: [WriteUp] = [
      .report("宜昌市/西陵区", "2023", "sessions_held: 20"), .report("宜昌市/枝江市", "2023", "sessions_held: 5"),
      .report("宜昌市/秭归县", "2024", "sessions_held: 30"), .report("宜昌市/当阳市", "2024", "sessions_held: 1"),
    ]
    #expect(
      try ComparisonTests.line(writeUps)
        == "1 秭归县 30, 2 当阳市 1 | 西陵区 otherPeriod, 枝江市 otherPeriod")
    writeUps[3] = .report("宜昌市/当阳市", "2023", "sessions_held: 1")
    #expect(
      try ComparisonTests.line(writeUps) == "1 西陵区 20, 2 枝江市 5, 3 当阳市 1 | 秭归县 otherPeriod")
  }

  /// Numbers that cases count are compared only where nothing is reported alike.
  @Test func reportsBeforeCases() throws {
    var writeUps: [WriteUp] = [
      .case("宜昌市/西陵区", "2024", "sessions: 3"), .case("宜昌市/秭归县", "2024", "sessions: 4"),
      .case("宜昌市/当阳市", "2024", "sessions: 5"),
      .report("宜昌市/枝江市", "2024", "sessions_held: 9"),
    ]
    #expect(
      try ComparisonTests.line(writeUps, period: "2024")
        == "1 当阳市 5, 2 秭归县 4, 3 西陵区 3 | 枝江市 otherBasis")
    writeUps.append(.report("宜昌市/西陵区", "2024", "sessions_held: 6"))
    #expect(
      try ComparisonTests.line(writeUps, period: "2024")
        == "1 枝江市 9, 2 西陵区 6 | 秭归县 otherBasis, 当阳市 otherBasis")
  }

  /// A sum of some children is not the number of the region.
  @Test func aPartialSumStandsApart() throws {
    let some: [WriteUp] = [
      .report("武汉市/青山区", "2024", "sessions_held: 20"),
      .report("宜昌市/西陵区", "2024", "sessions_held: 5"),
    ]
    #expect(
      try ComparisonTests.line(some, in: "湖北省") == " | 武汉市 partialSum, 宜昌市 partialSum")
  }

  /// Stocks of one month, whichever day.
  @Test func stocksOfOneMonth() throws {
    let writeUps: [WriteUp] = [
      .report("宜昌市/西陵区", "2024-06-30", "members_deployed: 20"),
      .report("宜昌市/枝江市", "2024-06-10", "members_deployed: 25"),
      .report("宜昌市/秭归县", "2024-07-01", "members_deployed: 30"),
    ]
    #expect(
      try ComparisonTests.line(writeUps, of: "members_deployed")
        == "1 枝江市 25, 2 西陵区 20 | 秭归县 otherPeriod, 当阳市 notReported")
  }

  /// A day that no report says is no day to compare: a year's last day may be months from the count.
  @Test func assumedDaysStandApart() throws {
    let writeUps: [WriteUp] = [
      .report("宜昌市/西陵区", "2024", "members_deployed: 20"),
      .report("宜昌市/枝江市", "2024", "members_deployed: {value: 25, as_of: 2024-12-31}"),
      .report("宜昌市/秭归县", "2024-12", "members_deployed: 30"),
      .report("宜昌市/当阳市", "2024", "members_deployed: {value: 25, as_of: 2024}"),
    ]
    #expect(
      try ComparisonTests.line(writeUps, of: "members_deployed")
        == "1 秭归县 30, 2 枝江市 25 | 西陵区 assumedDay, 当阳市 assumedDay")
  }

  /// A stock of an earlier year is no figure of the year asked for.
  @Test func anEarlierStockIsNotOfTheYear() throws {
    let writeUps: [WriteUp] = [
      .report("宜昌市/西陵区", "2024-12", "members_deployed: 20"),
      .report("宜昌市/枝江市", "2024-12", "members_deployed: 25"),
      .report("宜昌市/秭归县", "2021-12", "members_deployed: 30"),
    ]
    #expect(
      try ComparisonTests.line(writeUps, of: "members_deployed", period: "2024")
        == "1 枝江市 25, 2 西陵区 20 | 秭归县 notReported, 当阳市 notReported")
  }

  @Test func regionsOutsideStandApart() throws {
    let writeUps: [WriteUp] = ["宜昌市/西陵区", "宜昌市/枝江市", "云南省/红河州"].map {
      .report($0, "2024", "sessions_held: 5")
    }
    let sample = try Sample(writeUps), content = sample.content
    let index = try #require(content.metrics.index(of: "sessions_held"))
    let regions = content.reports.map(\.region)
    let mixed = Comparison(index, of: regions, in: sample.ledger.table(for: .all), content)
    #expect(sample.names(mixed.ranked.map(\.figure.region)) == ["西陵区", "枝江市"])
    #expect(mixed.apart.map { "\($0.reason)" } == ["outside"])
  }

  @Test func oneAloneIsNoComparison() throws {
    let writeUps: [WriteUp] = [.report("宜昌市/西陵区", "2024", "sessions_held: 20")]
    #expect(
      try ComparisonTests.line(writeUps)
        == " | 西陵区 otherBasis, 秭归县 notReported, 枝江市 notReported, 当阳市 notReported")
  }
}
