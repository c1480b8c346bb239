import Records
import Statistics
import Testing

/// *Counted*: the numbers that the consultation cases of a region and all below it give (docs/figures.md, Bases).
@Suite struct CountedTests {
  private func counted(_ writeUps: [WriteUp], _ metric: String, _ asked: String = "all") throws -> String? {
    try Sample(writeUps).lines("宜昌市", metric, asked).counted
  }

  @Test func addsTheRegionAndAllBelow() throws {
    let cases: [WriteUp] = [
      .case("宜昌市", "2024-05-01", "sessions: 1"), .case("宜昌市/枝江市", "2024-06-30", "sessions: 2"),
      .case("宜昌市/枝江市/问安镇/袁码头村", "2024-03", "sessions: 4"), .case("武汉市/青山区", "2024", "sessions: 100"),
    ]
    #expect(try counted(cases, "sessions_held") == "7 2024-03..2024-06")
    #expect(try Sample(cases).lines("宜昌市/枝江市/问安镇", "sessions_held").counted == "4 2024-03")
    #expect(try Sample(cases).lines("湖北省", "sessions_held").counted == "107 2024")
  }

  @Test func onlyConsultations() throws {
    for activity in ["service", "supervision", "proposal", "reading", "training"] {
      let cases: [WriteUp] = [
        .case("宜昌市", "2024-05", "sessions: 1"),
        .case("宜昌市", "2024-07", "sessions: 10", "activity: \(activity)"),
      ]
      #expect(try counted(cases, "sessions_held") == "1 2024-05")
    }
  }

  /// A case without the number is neither 1 nor 0, and a written 0 is a 0.
  @Test(
    arguments: [
      ("problems_solved: 3", "3 2024-01"), ("sessions: 5", nil), ("problems_solved: 0", "0 2024-01"),
    ] as [(String, String?)])
  func onlyNumbersThatAreWritten(field: String, expected: String?) throws {
    let cases: [WriteUp] = [.case("宜昌市", "2024-01", field), .case("宜昌市", "2024-02", "note: 没有数字")]
    #expect(try counted(cases, "problems_solved") == expected)
  }

  /// A date counts with its precision; its figure's period is the one asked for.
  @Test(
    arguments: [
      ("2024", "2024", "1 2024"), ("2024", "2024H1", nil), ("2024", "2024H2", nil),
      ("2024-03", "2024H1", "1 2024H1"),
      ("2024-03-09", "2024-03", "1 2024-03"), ("2023-12..2024-01", "2023", nil),
      ("2023-12..2024-01", "2024", nil),
      ("2023-12..2024-01", "2023..2024", "1 2023..2024"), ("2023-12..2024-01", "all", "1 2023-12..2024-01"),
      (nil, "all", nil),
    ] as [(String?, String, String?)])
  func precision(date: String?, asked: String, expected: String?) throws {
    #expect(try counted([.case("宜昌市", date, "sessions: 1")], "sessions_held", asked) == expected)
  }

  @Test func qualifiersStay() throws {
    let cases: [WriteUp] = [
      .case("宜昌市", "2024-01", "problems_solved: 60余"), .case("宜昌市", "2024-02", "problems_solved: 5"),
    ]
    #expect(try counted(cases, "problems_solved") == "60以上 2024-01..2024-02")
  }

  @Test func otherNumbersByTheRegistry() throws {
    #expect(try counted([.case("宜昌市", "2024-01", "participant_visits: 300")], "visits") == "300 2024-01")
    #expect(try counted([.case("宜昌市", "2024-01", "participants: 300")], "residents") == nil)
  }

  // MARK: Members

  /// Distinct named members if all cases that mention members name them; mere numbers are person-times.
  @Test(
    arguments: [
      (["[甲, 乙]"], "2 2024", nil),
      (["[甲, 乙]", "[乙, 丙]"], "3 2024", nil),
      (["[甲, 乙]", "3"], nil, "3 2024"),
      (["50", "30余"], nil, "80余 2024"),
      (["{市: 2, 县: 4}"], nil, "6 2024"),
      (["{市: 2, 县: 4}", "10"], nil, "16 2024"),
      ([], nil, nil),
    ] as [([String], String?, String?)])
  func members(given: [String], deployed: String?, personTimes: String?) throws {
    let cases =
      given.map { WriteUp.case("宜昌市", "2024", "members: \($0)") } + [.case("宜昌市", "2024", "note: 没有委员")]
    #expect(try counted(cases, "members_deployed") == deployed)
    #expect(try counted(cases, "member_person_times") == personTimes)
  }

  @Test func membersOfServicesDoNotMatter() throws {
    let cases: [WriteUp] = [
      .case("宜昌市", "2024", "members: [甲]"), .case("宜昌市", "2024", "members: 30", "activity: service"),
    ]
    #expect(try counted(cases, "members_deployed") == "1 2024")
  }

  @Test func casesStandBehindTheNumber() throws {
    let sample = try Sample(
      .case("宜昌市", "2024", "sessions: 1", file: "a"), .case("宜昌市", "2024", "note: 无", file: "b"),
      .case("宜昌市", "2024", "sessions: 2", file: "c"))
    let figure = try #require(try sample.finding("宜昌市", "sessions_held")?.counted)
    #expect(figure.cases.map { sample.content.cases[$0].stem } == ["a", "c"])
    #expect(figure.sources.map(\.file) == ["content/cases/a.md", "content/cases/c.md"])
  }
}
