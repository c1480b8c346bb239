import Records
import Statistics
import Testing

/// Like periods one after another; a gap is a gap.
@Suite struct TrendTests {
  /// `reported 2022 20, 2023 notReported, 2024 30`, or `none`.
  private static func line(
    _ periods: [String], of metric: String = "sessions_held", in region: String = "宜昌市", limit: Int = .max,
    _ writeUps: [WriteUp]
  ) throws -> String {
    let sample = try Sample(writeUps)
    let region = try #require(sample.content.regions.region(path: "湖北省/" + region))
    let index = try #require(sample.content.metrics.index(of: metric))
    let tables = periods.compactMap { Period(parsing: $0) }.map { sample.ledger.table(for: .period($0)) }
    guard let trend = Trend(index, of: region, in: tables, sample.content, limit: limit) else {
      return "none"
    }
    let points = trend.points.map { point in
      switch point.state {
      case .figure(let figure): "\(point.period.code) \(figure.quantity.display)"
      case .unlike, .notReported: "\(point.period.code) \(point.state)"
      }
    }
    return "\(trend.basis) " + points.joined(separator: ", ")
  }

  @Test func aYearBetweenIsAGap() throws {
    let writeUps: [WriteUp] = [
      .report("宜昌市", "2024", "sessions_held: 30"), .report("宜昌市", "2021", "sessions_held: 近20"),
      .report("宜昌市", "2022H1", "sessions_held: 3"),
    ]
    #expect(
      try TrendTests.line(["2024", "2022", "2021"], writeUps)
        == "reported 2021 近20, 2022 unlike, 2023 notReported, 2024 30")
    #expect(try TrendTests.line(["2024", "2022", "2021"], limit: 2, writeUps) == "none")
  }

  @Test func halfYearsInARow() throws {
    let writeUps: [WriteUp] = [
      .report("宜昌市", "2023H2", "sessions_held: 3"), .report("宜昌市", "2024H2", "sessions_held: 5"),
      .report("宜昌市", "2024H1", "sessions_held: 0"),
    ]
    #expect(
      try TrendTests.line(["2023H2", "2024H1", "2024H2"], writeUps)
        == "reported 2023H2 3, 2024H1 0, 2024H2 5")
    #expect(
      try TrendTests.line(["2023H2", "2024H1", "2024H2"], limit: 2, writeUps) == "reported 2024H1 0, 2024H2 5"
    )
  }

  /// Numbers that cases count tell how much was written up, and a sum of some children is another thing each year.
  @Test func onlyWhatOfficesReport() throws {
    let counted: [WriteUp] = [
      .case("宜昌市", "2023", "sessions: 3"), .case("宜昌市", "2024", "sessions: 5"),
    ]
    #expect(try TrendTests.line(["2023", "2024"], counted) == "none")
    let partial: [WriteUp] = [
      .report("宜昌市/西陵区", "2023", "sessions_held: 3"), .report("宜昌市/西陵区", "2024", "sessions_held: 5"),
    ]
    #expect(try TrendTests.line(["2023", "2024"], partial) == "none")
    let districts = ["西陵区", "秭归县", "枝江市", "当阳市"]
    let full = districts.flatMap { district in
      ["2023", "2024"].map { WriteUp.report("宜昌市/\(district)", $0, "sessions_held: 2") }
    }
    #expect(try TrendTests.line(["2023", "2024"], full) == "summed 2023 8, 2024 8")
  }

  @Test func stocksAtTheEndOfAYear() throws {
    let writeUps: [WriteUp] = [
      .report("宜昌市", "2023-12-31", "members_deployed: 20"),
      .report("宜昌市", "2024-12-15", "members_deployed: 22"),
      .report("宜昌市", "2025-03-01", "members_deployed: 25"),
    ]
    #expect(
      try TrendTests.line(["2023", "2024", "2025"], of: "members_deployed", writeUps)
        == "reported 2023 20, 2024 22")
    let rare: [WriteUp] = [
      .report("宜昌市", "2022-12-31", "members_deployed: 20"),
      .report("宜昌市", "2024-12-31", "members_deployed: 22"),
      .report("宜昌市", "2025-06-30", "members_deployed: 25"),
      .report("宜昌市", "2026-12-31", "members_deployed: 1"),
    ]
    #expect(
      try TrendTests.line(["2022", "2023", "2024", "2025", "2026"], of: "members_deployed", rare)
        == "reported 2022 20, 2023 notReported, 2024 22, 2025 unlike, 2026 1")
  }
}
