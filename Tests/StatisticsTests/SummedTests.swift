import Records
import Statistics
import Testing

/// *Summed*: the children's figures added up, and which number is published (docs/figures.md, Bases).
@Suite struct SummedTests {
  private func yichang(_ given: String, more: [WriteUp] = []) throws -> Sample {
    try Sample(given.words.map { WriteUp.report("宜昌市/" + $0[0], $0[1], "sessions_held: \($0[2])") } + more)
  }

  /// Flows of like periods: the largest group; if two are largest, none.
  private static let sums: [(given: String, sum: String?, addedUp: [String], leftOut: [String])] = [
    ("西陵区 2024 10, 枝江市 2024 200余", "200以上 2024", ["西陵区", "枝江市"], []),
    ("西陵区 2024 10, 枝江市 2024 5, 秭归县 2024H1 7", "15 2024", ["西陵区", "枝江市"], ["秭归县"]),
    ("西陵区 2024 10, 枝江市 2023 5", nil, [], []),
    ("西陵区 2024 10", "10 2024", ["西陵区"], []),
    // Like: the same first and the same last month.
    (
      "西陵区 2024-01-10..2024-06-20 10, 枝江市 2024H1 5", "15 2024H1", ["西陵区", "枝江市"], []
    ),
    // An unknown start is like nothing, and so alone.
    (
      "西陵区 ..2024-06 10, 枝江市 ..2024-06 5, 秭归县 2024 7, 当阳市 2024 1",
      "8 2024", ["秭归县", "当阳市"], ["西陵区", "枝江市"]
    ),
    ("西陵区 ..2024-06 10, 枝江市 ..2024-06 5", nil, [], []),
    ("西陵区 ..2024-06 10, 枝江市 2024 5", nil, [], []),
    ("西陵区 ..2024-06 10", "10 ..2024-06", ["西陵区"], []),
  ]

  @Test(arguments: sums)
  func likePeriods(given: String, sum: String?, addedUp: [String], leftOut: [String]) throws {
    let sample = try yichang(given)
    let figure = try sample.finding("宜昌市", "sessions_held")?.summed
    #expect(figure.map(sample.line) == sum)
    #expect(figure.map { sample.names($0.addedUp) } ?? [] == addedUp)
    #expect(figure.map { sample.names($0.leftOut) } ?? [] == leftOut)
  }

  @Test func aSetWithAGapIsLikeNothing() throws {
    let sample = try yichang("西陵区 2024Q1 1, 西陵区 2024Q4 2, 枝江市 2024 4, 秭归县 2024 8")
    let figure = try #require(try sample.finding("宜昌市", "sessions_held")?.summed)
    #expect(sample.line(figure) == "12 2024")
    #expect(sample.names(figure.leftOut) == ["西陵区"])
  }

  @Test func aSetWithAGapAloneKeepsIt() throws {
    let sample = try yichang("西陵区 2024Q1 1, 西陵区 2024Q4 2")
    #expect(try sample.lines("宜昌市", "sessions_held").summed == "3 2024 with gap")
  }

  /// Cases of the region itself and of children without a figure, inside the sum's period.
  @Test func casesAreAddedToAFlow() throws {
    let sample = try yichang(
      "西陵区 2024 10, 枝江市 2024 20, 当阳市 2023H1 5",
      more: [
        .case("宜昌市", "2024-05", "sessions: 100"),
        .case("宜昌市/秭归县", "2024-06", "sessions: 200"),
        // Outside, across the end, without a date, in a child with a figure (even one left out), a service.
        .case("宜昌市/秭归县", "2023-06", "sessions: 1000"),
        .case("宜昌市/秭归县", "2024-12..2025-01", "sessions: 1000"),
        .case("宜昌市/秭归县", nil, "sessions: 1000"),
        .case("宜昌市/枝江市/问安镇", "2024-06", "sessions: 1000"),
        .case("宜昌市/当阳市", "2024-06", "sessions: 1000"),
        .case("宜昌市", "2024-06", "sessions: 1000", "activity: service"),
      ])
    let figure = try #require(try sample.finding("宜昌市", "sessions_held")?.summed)
    #expect(sample.line(figure) == "330 2024")
    #expect(figure.cases.count == 2)
    #expect(sample.names(figure.leftOut) == ["当阳市"])
  }

  @Test func noCasesWhereTheStartIsUnknown() throws {
    let sample = try yichang("西陵区 ..2024 10", more: [.case("宜昌市", "2024-05", "sessions: 100")])
    #expect(try sample.lines("宜昌市", "sessions_held").summed == "10 ..2024")
  }

  /// Stocks whatever their days, the first and last of them shown; no cases are added.
  @Test func stocks() throws {
    let sample = try Sample(
      .report("宜昌市/西陵区", "2023", "platforms: 10"), .report("宜昌市/枝江市", "2024H1", "platforms: 5"),
      .case("宜昌市", "2024-01", "sessions: 1"))
    #expect(try sample.lines("宜昌市", "platforms").summed == "15 2023-12-31..2024-06-30")
    #expect(try sample.lines("宜昌市", "platforms", "2023").summed == "10 2023-12-31")
  }

  @Test(arguments: ["members_deployed", "residents", "rate", "solved_online"])
  func onlyWhatTheRegistryLetsAdd(metric: String) throws {
    let sample = try Sample(
      .report("宜昌市/西陵区", "2024", "\(metric): 10"), .report("宜昌市/枝江市", "2024", "\(metric): 5"))
    #expect(try sample.lines("宜昌市", metric).summed == nil)
  }

  /// A province is summed only when every child is in the sum.
  @Test(arguments: [
    ("武汉市 2024 10, 宜昌市 2024 5", "15 2024"),
    ("武汉市 2024 10", nil),
    ("武汉市 2024 10, 宜昌市 2024H1 5", nil),
    ("武汉市 2024 10, 宜昌市/西陵区 2024 5", "15 2024"),
  ])
  func province(given: String, sum: String?) throws {
    let sample = try Sample(given.words.map { WriteUp.report($0[0], $0[1], "sessions_held: \($0[2])") })
    #expect(try sample.lines("湖北省", "sessions_held").summed == sum)
  }

  @Test func partialUntilEveryChildIsIn() throws {
    let three = "西陵区 2024 1, 秭归县 2024 1, 枝江市 2024 1", four = three + ", 当阳市 2024 1"
    #expect(try yichang(four).finding("宜昌市", "sessions_held")?.summed?.isPartial == false)
    #expect(try yichang(three).finding("宜昌市", "sessions_held")?.summed?.isPartial == true)
  }

  /// A sum with a child that is such a sum lacks what that one lacks.
  @Test func partialAllTheWayUp() throws {
    let cities: [WriteUp] = [
      .report("武汉市", "2024", "sessions_held: 10"), .report("宜昌市/西陵区", "2024", "sessions_held: 1"),
    ]
    let figure = try #require(try Sample(cities).finding("湖北省", "sessions_held")?.summed)
    #expect(figure.isPartial && !figure.lacksChildren && figure.partialChildren == 1)
    let whole = try Sample([cities[0], .report("宜昌市", "2024", "sessions_held: 1")])
    #expect(try whole.finding("湖北省", "sessions_held")?.summed?.isPartial == false)
  }

  /// The amount that cases add is known apart, so that a page can show all parts of a sum.
  @Test func whatCasesAddIsKnown() throws {
    let sample = try yichang("西陵区 2024 17", more: [.case("宜昌市/秭归县", "2024-05", "sessions: 70余")])
    let figure = try #require(try sample.finding("宜昌市", "sessions_held")?.summed)
    #expect(figure.added?.display == "70余")
    #expect(figure.cases.count == 1)
    #expect(try yichang("西陵区 2024 17").finding("宜昌市", "sessions_held")?.summed?.added == nil)
  }

  @Test func foreignRegionsAreNotSummed() throws {
    let sample = try Sample(
      .report("云南省/红河州", "2024", "sessions_held: 10"), .report("云南省/昆明市", "2024", "sessions_held: 5"),
      .case("云南省/红河州", "2024", "problems_solved: 7"), .case("武汉市", "2024", "problems_solved: 1"))
    #expect(try sample.lines("云南省", "sessions_held") == Sample.Lines())
    #expect(try sample.lines("云南省", "problems_solved").published == "counted 7 2024")
    #expect(try sample.lines("湖北省", "problems_solved").published == "counted 1 2024")
  }

  // MARK: Published

  @Test func reportedThenSummedThenCounted() throws {
    let children = [WriteUp.report("宜昌市/西陵区", "2024", "sessions_held: 10")]
    let cases = [WriteUp.case("宜昌市", "2024-01", "sessions: 1")]
    let own = [WriteUp.report("宜昌市", "2024Q1", "sessions_held: 200余")]
    #expect(
      try Sample(own + children + cases).lines("宜昌市", "sessions_held", "2024")
        == Sample.Lines(
          reported: "200余 2024Q1", summed: "11 2024", counted: "1 2024", published: "reported 200余 2024Q1"))
    #expect(try Sample(children + cases).lines("宜昌市", "sessions_held").published == "summed 11 2024")
    #expect(try Sample(cases).lines("宜昌市", "sessions_held").published == "counted 1 2024-01")
  }

  /// 13 sessions in the cases are not the number of a province whose city reports 200余.
  @Test func countedIsNotPublishedAboveAReport() throws {
    let sample = try Sample(
      .report("宜昌市", "2024", "sessions_held: 200余"), .case("武汉市", "2024", "sessions: 13"))
    #expect(try sample.lines("湖北省", "sessions_held") == Sample.Lines(counted: "13 2024"))
    #expect(try sample.lines("湖北省", "sessions_held", "2023") == Sample.Lines())
    #expect(try sample.coverage("湖北省", "sessions_held") == "1 of 2, missing: 武汉市")
  }

  @Test func aReportOfAnotherMetricOrTimeDoesNotHinder() throws {
    let sample = try Sample(
      .report("宜昌市", "2023", "sessions_held: 200余"), .report("宜昌市", "2024", "problems_solved: 5"),
      .case("武汉市", "2024", "sessions: 13"))
    #expect(try sample.lines("湖北省", "sessions_held", "2024").published == "counted 13 2024")
  }

  @Test func nothingIsNotZero() throws {
    let sample = try Sample(.report("宜昌市", "2024", "sessions_held: 0"))
    #expect(try sample.lines("宜昌市", "sessions_held").published == "reported 0 2024")
    #expect(try sample.finding("宜昌市", "problems_solved") == nil)
    #expect(try sample.finding("武汉市", "sessions_held") == nil)
  }

  // MARK: Coverage

  @Test(arguments: [
    ("宜昌市/西陵区 2024, 宜昌市/枝江市 2023", "宜昌市", "2 of 4, missing: 秭归县 当阳市"),
    ("宜昌市/西陵区 2024, 宜昌市/秭归县 2024, 宜昌市/枝江市 2024, 宜昌市/当阳市 2024", "宜昌市", "4 of 4"),
    ("宜昌市 2024", "宜昌市", "0 of 4, missing: 西陵区 秭归县 枝江市 当阳市"),
    // Below the district there is no full list.
    ("宜昌市/枝江市/问安镇 2024", "宜昌市/枝江市", "1 of none"),
    // A sum of townships rests on a report.
    ("宜昌市/枝江市/问安镇 2024", "宜昌市", "1 of 4, missing: 西陵区 秭归县 当阳市"),
    ("宜昌市/西陵区 2024", "湖北省", "1 of 2, missing: 武汉市"),
  ])
  func coverage(given: String, region: String, expected: String) throws {
    let townships = [WriteUp.case("宜昌市/枝江市/问安镇", nil)]
    let sample = try Sample(
      townships
        + given.words.map { words in WriteUp.report(words[0], words[1], "sessions_held: 1") })
    #expect(try sample.coverage(region, "sessions_held") == expected)
  }

  /// A region counted under another is its child for totals and coverage.
  @Test func countedUnderAnother() throws {
    let sample = try Sample(
      .report("武汉市/经开区", "2024", "sessions_held: 10"), .report("武汉市/青山区", "2024", "sessions_held: 5"),
      .case("武汉市/汉南区", "2024-05", "sessions: 1"))
    #expect(try sample.lines("武汉市/汉南区", "sessions_held").published == "summed 11 2024")
    #expect(try sample.lines("武汉市", "sessions_held").published == "summed 16 2024")
    #expect(try sample.coverage("武汉市", "sessions_held") == "2 of 2")
    // 汉南区 has not reported itself: its number is a sum of what is counted under it, and so is not whole.
    #expect(try sample.finding("武汉市", "sessions_held")?.summed?.isPartial == true)
  }
}
