import Records
import Statistics
import Testing

/// Breakdowns: what is counted in each group, and that nothing is added up that may not be.
@Suite struct BreakdownTests {
  /// `2024 cases 2`, `resolved sessions_held 3 2024-03..2024-05`
  private static func lines(
    _ breakdown: Breakdown, of region: String = "湖北省", in period: String = "all", _ writeUps: [WriteUp]
  ) throws -> [String] {
    let sample = try Sample(writeUps)
    let query = period == "all" ? PeriodQuery.all : .period(try #require(Period(parsing: period)))
    let path = region.hasSuffix("省") ? region : "湖北省/" + region
    let id = try #require(sample.content.regions.region(path: path))
    return Breakdowns(sample.ledger).rows(breakdown, of: id, in: sample.ledger.table(for: query)).map { row in
      let measure =
        switch row.measure {
        case .metric(let index): sample.content.metrics.all[index].id
        case .records(let records): records.rawValue
        }
      let place = row.region == id ? "" : " " + sample.content.regions[row.region].name
      return "\(row.group)\(place) \(measure) \(row.quantity.display)"
        + (row.period.map { " " + $0.code } ?? "")
    }
  }

  private static let cases: [WriteUp] = [
    .case("宜昌市/秭归县", "2024-03", "sessions: 2", "status: resolved", file: "a"),
    .case("宜昌市/秭归县", "2024-05", "sessions: 10余", "status: planned", file: "b"),
    // A service activity is a case, but no consultation.
    .case("宜昌市", "2023", "sessions: 5", "activity: service", file: "c"),
    .case("宜昌市", "2023-12..2024-01", "sessions: 7", file: "d"),
    .case("武汉市", nil, "sessions: 9", file: "e"),
    .case("云南省/昆明市", "2024", "sessions: 99", file: "f"),
  ]

  @Test(arguments: [
    (
      Breakdown.year,
      [
        "2023 cases 1", "2023..2024 cases 1", "2023..2024 sessions_held 7 2023-12..2024-01", "2024 cases 2",
        "2024 sessions_held 10以上 2024-03..2024-05", "undated cases 1",
      ]
    ),
    (
      .status,
      [
        "planned cases 1", "planned sessions_held 10余 2024-05", "resolved cases 1",
        "resolved sessions_held 2 2024-03", "unknown cases 3", "unknown sessions_held 7 2023-12..2024-01",
      ]
    ),
    (
      .activity,
      [
        "consultation cases 4", "consultation sessions_held 10以上 2023-12..2024-05", "service cases 1",
      ]
    ),
    (
      .level,
      [
        "city cases 3", "city sessions_held 7 2023-12..2024-01", "district cases 2",
        "district sessions_held 10以上 2024-03..2024-05",
      ]
    ),
    (.brand, ["none cases 5", "none sessions_held 10以上 2023-12..2024-05"]),
  ])
  func casesInGroups(breakdown: Breakdown, expected: [String]) throws {
    #expect(
      try BreakdownTests.lines(breakdown, BreakdownTests.cases) == expected)
  }

  /// A period asked for keeps what lies inside it, records as well; it is the period of all that is counted.
  @Test func inAPeriod() throws {
    #expect(
      try BreakdownTests.lines(.status, in: "2024", BreakdownTests.cases) == [
        "planned cases 1 2024", "planned sessions_held 10余 2024", "resolved cases 1 2024",
        "resolved sessions_held 2 2024",
      ])
  }

  @Test func elsewhere() throws {
    #expect(
      try BreakdownTests.lines(.activity, of: "云南省", BreakdownTests.cases) == [
        "consultation cases 1", "consultation sessions_held 99 2024",
      ])
  }

  /// Tiers are listed region by region; what cases give by tier is person-times, and is counted.
  @Test func members() throws {
    let reports: [WriteUp] = [
      .report(
        "宜昌市", "2024", "members_deployed: {value: 30, tiers: {市: 10, 县: 20}, sectors: {教育界: 4}}",
        "platforms: 3"),
      .report("武汉市", "2024", "members_deployed: {value: 50, tiers: {省: 近50}}"),
      .case("宜昌市", "2024", "members: {市: 2, 县: 3}"), .case("武汉市", "2024", "members: {县: 4}"),
      .case("武汉市", "2024", "members: {县: 40}", "activity: reading"), .case("武汉市", "2024", "members: 4"),
    ]
    #expect(
      try BreakdownTests.lines(.tier, reports) == [
        "市 宜昌市 members_deployed 10 2024-12-31", "县 宜昌市 members_deployed 20 2024-12-31",
        "省 武汉市 members_deployed 近50 2024-12-31", "县 member_person_times 7 2024",
        "市 member_person_times 2 2024",
      ])
    #expect(try BreakdownTests.lines(.sector, reports) == ["教育界 宜昌市 members_deployed 4 2024-12-31"])
    #expect(try BreakdownTests.lines(.tier, in: "2023", reports) == [])
  }

  /// A figure has only the tiers that every report behind it gives.
  @Test func tiersOfSeveralReports() throws {
    #expect(
      try BreakdownTests.lines(
        .tier,
        [
          .report("宜昌市", "2024H1", "visits: {value: 30, tiers: {市: 10, 县: 20}}"),
          .report("宜昌市", "2024H2", "visits: {value: 90余, tiers: {县: 50余, 乡: 2}}"),
        ]) == ["县 宜昌市 visits 70余 2024"])
  }

  @Test func documentsAndProjects() throws {
    let cases: [WriteUp] = [
      .case(
        "宜昌市", "2024", "documents:",
        "  - {type: 提案, endorsed: 批示, undertaken: 承办}", "  - {type: 提案, date: 2023}",
        "  - {type: 协商纪要, assigned: 交办}", "projects:", "  - {name: 一, state: done}", "  - {name: 二}"),
      .case("武汉市", nil, "documents:", "  - {type: 提案}", "projects:", "  - {name: 三, state: done}"),
    ]
    #expect(
      try BreakdownTests.lines(.document, cases) == [
        "协商纪要 documents 1", "协商纪要 assigned 1", "提案 documents 3", "提案 endorsed 1", "提案 undertaken 1",
      ])
    #expect(
      try BreakdownTests.lines(.document, in: "2024", cases) == [
        "协商纪要 documents 1 2024", "协商纪要 assigned 1 2024", "提案 documents 1 2024", "提案 endorsed 1 2024",
        "提案 undertaken 1 2024",
      ])
    #expect(try BreakdownTests.lines(.project, cases) == ["done projects 2", "none projects 1"])
  }

  /// Whatever the breakdown, cases in groups that cannot overlap add up to all cases.
  @Test func nothingIsLost() throws {
    for breakdown in [Breakdown.level, .year, .brand, .activity, .method, .status] {
      let sample = try Sample(BreakdownTests.cases)
      let rows = Breakdowns(sample.ledger).rows(
        breakdown, of: sample.content.home, in: sample.ledger.table(for: .all))
      let cases = rows.filter { $0.measure == .records(.cases) }
      #expect(
        cases.flatMap(\.cases).sorted() == sample.ledger.casesBelow[sample.content.home.index], "\(breakdown)"
      )
      #expect(
        rows.map { $0.id(in: sample.content, query: .all) }.count
          == Set(rows.map { $0.id(in: sample.content, query: .all) }).count)
    }
  }

  @Test(arguments: [
    (Breakdown.topic, "sessions_held", true), (.topic, "members_deployed", true), (.topic, "rate", false),
    (.status, "platforms", false), (.tier, "members_deployed", true), (.tier, "rate", false),
    (.platform, "platforms", false), (.donation, "sessions_held", false),
  ])
  func whatACutCannotTell(breakdown: Breakdown, metric: String, tells: Bool) throws {
    let sample = try Sample()
    let definition = try #require(sample.content.metrics[metric])
    #expect(Breakdowns(sample.ledger).tells(breakdown, of: definition) == tells)
  }
}
