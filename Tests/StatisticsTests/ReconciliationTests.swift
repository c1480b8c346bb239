import Records
import Statistics
import Testing

/// The figures that must fit together, and the discrepancies where they do not (docs/figures.md, Reconciliation).
@Suite struct ReconciliationTests {
  private static let reports: [(given: String, expected: [String])] = [
    // A child exceeds its parent: 200余 ends at 299.
    ("宜昌市 2024 200余, 宜昌市/秭归县 2024 300", ["child-exceeds-parent 300 > 200余"]),
    ("宜昌市 2024 200余, 宜昌市/秭归县 2024 299", []),
    ("宜昌市 2024 200余, 宜昌市/秭归县 2024 1500余", ["child-exceeds-parent 1500余 > 200余"]),
    ("宜昌市 2024 200余, 宜昌市/秭归县 2024H1 300", ["child-exceeds-parent 300 > 200余"]),
    ("宜昌市 2024H1 200余, 宜昌市/秭归县 2024 300", []),
    ("宜昌市 2024 200余, 宜昌市/秭归县 2023 300", []),
    ("宜昌市 2024-01-02..2024-06-20 200余, 宜昌市/秭归县 2024H1 300", ["child-exceeds-parent 300 > 200余"]),
    ("宜昌市 ..2024 200余, 宜昌市/秭归县 2024 300", []),
    ("宜昌市 undated 200余, 宜昌市/秭归县 2024 300", []),
    // Without limits there is no check.
    ("宜昌市 2024 约200, 宜昌市/秭归县 2024 300", []),
    ("宜昌市 2024 超200, 宜昌市/秭归县 2024 300", []),
    ("宜昌市 2024 200, 宜昌市/秭归县 2024 超200", []),
    ("宜昌市 2024 200, 宜昌市/秭归县 2024 超201", ["child-exceeds-parent 超201 > 200"]),
    // Also above the parent, and for a region counted under another.
    ("湖北省 2024 200, 宜昌市/秭归县 2024 300", ["child-exceeds-parent 300 > 200"]),
    ("武汉市/汉南区 2024 200, 武汉市/经开区 2024 300", ["child-exceeds-parent 300 > 200"]),
    // The children together, if none does alone.
    ("宜昌市 2024 200, 宜昌市/秭归县 2024 150, 宜昌市/枝江市 2024 60", ["children-exceed-parent 210 > 200"]),
    ("宜昌市 2024 200, 宜昌市/秭归县 2024 150, 宜昌市/枝江市 2024 50", []),
    ("宜昌市 2024 200, 宜昌市/秭归县 2024H1 150, 宜昌市/枝江市 2024Q3 60", ["children-exceed-parent 210 > 200"]),
    (
      "宜昌市 2024 200, 宜昌市/秭归县 2024H1 50, 宜昌市/秭归县 2024 150, 宜昌市/枝江市 2024 60",
      ["children-exceed-parent 210 > 200"]
    ),
    ("宜昌市 2024 200余, 宜昌市/秭归县 2024 200, 宜昌市/枝江市 2024 90余", []),
    ("宜昌市 2024 200余, 宜昌市/秭归县 2024 200, 宜昌市/枝江市 2024 100余", ["children-exceed-parent 300余 > 200余"]),
    ("宜昌市 2024 200, 宜昌市/秭归县 2024 300, 宜昌市/枝江市 2024 60", ["child-exceeds-parent 300 > 200"]),
    // A child's sum of those below it, which it does not report itself, counts like a reported figure.
    (
      "宜昌市 2024 100, 宜昌市/秭归县 2024 60, 宜昌市/枝江市/问安镇 2024 30, 宜昌市/枝江市/安福寺镇 2024 30",
      ["children-exceed-parent 120 > 100"]
    ),
    (
      "宜昌市 2024 120, 宜昌市/秭归县 2024 60, 宜昌市/枝江市/问安镇 2024 30, 宜昌市/枝江市/安福寺镇 2024 30", []
    ),
    ("宜昌市 2024 100, 宜昌市/秭归县 2024 60, 宜昌市/枝江市/问安镇 2024 50", ["children-exceed-parent 110 > 100"]),
    ("宜昌市 2024 50, 宜昌市/枝江市/问安镇 2024 30, 宜昌市/枝江市/安福寺镇 2024 30", ["child-exceeds-parent 60 > 50"]),
    // Its own figure wins.
    (
      "宜昌市 2024 100, 宜昌市/秭归县 2024 60, 宜昌市/枝江市 2024 40, 宜昌市/枝江市/问安镇 2024 20, 宜昌市/枝江市/安福寺镇 2024 30",
      ["children-exceed-parent 50 > 40"]
    ),
    // Unlike periods are not added; what lies outside the parent's is not either.
    ("宜昌市 2024 100, 宜昌市/秭归县 2024 60, 宜昌市/枝江市/问安镇 2024H1 30, 宜昌市/枝江市/安福寺镇 2024 30", []),
    ("宜昌市 2024 100, 宜昌市/秭归县 2024 60, 宜昌市/枝江市/问安镇 2023 30, 宜昌市/枝江市/安福寺镇 2023 30", []),
    (
      "宜昌市 2024 100, 宜昌市/秭归县 2024 60, 宜昌市/枝江市/问安镇 2024H1 30, 宜昌市/枝江市/安福寺镇 2024H1 30",
      ["children-exceed-parent 120 > 100"]
    ),
    // Deeper, and over several regions that are silent; said once, where it shows first.
    (
      "湖北省 2024 50, 宜昌市/枝江市/问安镇 2024 30, 宜昌市/枝江市/安福寺镇 2024 30", ["child-exceeds-parent 60 > 50"]
    ),
    (
      "湖北省 2024 50, 宜昌市 2024 40, 宜昌市/枝江市/问安镇 2024 30, 宜昌市/枝江市/安福寺镇 2024 30",
      ["child-exceeds-parent 60 > 50", "child-exceeds-parent 60 > 40"]
    ),
    ("湖北省 2024 50, 宜昌市/秭归县 2024 60, 宜昌市/枝江市 2024 30", ["child-exceeds-parent 60 > 50"]),
    // The sum of two reports of a child, one after the other.
    ("宜昌市 2024 100, 宜昌市/秭归县 2024H1 60, 宜昌市/秭归县 2024H2 60", ["child-exceeds-parent 120 > 100"]),
    (
      "宜昌市 2024 100, 宜昌市/秭归县 2024H1 30, 宜昌市/秭归县 2024H2 30, 宜昌市/枝江市 2024 50",
      ["children-exceed-parent 110 > 100"]
    ),
    // One child that is too large does not hide that the others are as well, together.
    (
      "宜昌市 2024 100, 宜昌市/秭归县 2024 1500, 宜昌市/枝江市 2024 60, 宜昌市/西陵区 2024 60",
      ["child-exceeds-parent 1500 > 100", "children-exceed-parent 120 > 100"]
    ),
    (
      "湖北省 2024 100, 宜昌市/秭归县 2024 1500, 宜昌市/枝江市 2024 60, 武汉市/青山区 2024 60",
      ["child-exceeds-parent 1500 > 100", "children-exceed-parent 120 > 100"]
    ),
    // Counted under another; outside the home province nothing is added up.
    (
      "武汉市 2024 100, 武汉市/青山区 2024 60, 武汉市/汉南区 2024 20, 武汉市/经开区 2024 30",
      ["child-exceeds-parent 30 > 20"]
    ),
    ("武汉市 2024 100, 武汉市/青山区 2024 60, 武汉市/经开区 2024 50", ["children-exceed-parent 110 > 100"]),
    // Two reports of one region.
    ("宜昌市 2024 200余, 宜昌市 2024 300", ["reports-disagree 300 > 200余"]),
    ("宜昌市 2024 200余, 宜昌市 2024 199", ["reports-disagree 200余 > 199"]),
    ("宜昌市 2024 200余, 宜昌市 2024 250", []),
    ("宜昌市 2024 200, 宜昌市 2024H1 201", ["reports-disagree 201 > 200"]),
    ("宜昌市 2024 200, 宜昌市 2024H1 100", []),
    ("宜昌市 2024H1 200, 宜昌市 2024Q2..2024Q3 300", []),
  ]

  @Test(arguments: reports)
  func sessions(given: String, expected: [String]) throws {
    let sample = try Sample(
      given.words.map { .report($0[0], $0[1] == "undated" ? nil : $0[1], "sessions_held: \($0[2])") })
    #expect(sample.discrepancies == expected)
  }

  /// Stocks are compared in the same month, and a stock that does not add over regions has no sum of children.
  @Test(arguments: [
    ("platforms", "2024", "2024Q4", ["child-exceeds-parent 60 > 50"]),
    ("platforms", "2024", "2024Q3", []),
    ("members_deployed", "2024", "2024", ["child-exceeds-parent 60 > 50"]),
    ("rate", "2024", "2024", []),
  ])
  func stocks(metric: String, parent: String, child: String, expected: [String]) throws {
    let sample = try Sample(
      .report("宜昌市", parent, "\(metric): 50"), .report("宜昌市/西陵区", child, "\(metric): 60"))
    #expect(sample.discrepancies == expected)
  }

  /// A sum of stocks only where all of its days are in the parent's month.
  @Test(arguments: [
    ("2024-12-05", ["children-exceed-parent 120 > 100"]), ("2024-11-05", []),
  ])
  func stocksBelowASilentChild(day: String, expected: [String]) throws {
    let sample = try Sample(
      .report("宜昌市", "2024", "platforms: 100"), .report("宜昌市/秭归县", "2024-12", "platforms: 60"),
      .report("宜昌市/枝江市/问安镇", "2024", "platforms: 30"),
      .report("宜昌市/枝江市/安福寺镇", day, "platforms: 30"))
    #expect(sample.discrepancies == expected)
  }

  /// The cases of the time that no figure below a silent child covers belong to what it comes to.
  @Test func casesInASumBelow() throws {
    let sample = try Sample(
      .report("宜昌市", "2024", "sessions_held: 100"), .report("宜昌市/秭归县", "2024", "sessions_held: 60"),
      .report("宜昌市/枝江市/问安镇", "2024", "sessions_held: 30"),
      .case("宜昌市/枝江市/安福寺镇", "2024-05", "sessions: 11"))
    #expect(sample.discrepancies == ["children-exceed-parent 101 > 100"])
  }

  @Test func deployedMembersOfDistrictsMayExceedTheCityTogether() throws {
    let sample = try Sample(
      .report("宜昌市", "2024", "members_deployed: 50"), .report("宜昌市/西陵区", "2024", "members_deployed: 40"),
      .report("宜昌市/枝江市", "2024", "members_deployed: 40"))
    #expect(sample.discrepancies == [])
  }

  // MARK: Cases against reports

  @Test(
    arguments: [
      ("2024", "2024-05", 13, ["counted-exceeds-reported 13 > 10"]),
      ("2024", "2024-05", 10, []),
      ("2024", "2023-05", 13, []),
      ("2024H1", "2024", 13, []),
      ("..2024", "2024-05", 13, []),
      (nil, "2024-05", 13, []),
    ] as [(String?, String, Int, [String])])
  func countedWithinTheReportedPeriod(period: String?, date: String, sessions: Int, expected: [String]) throws
  {
    let sample = try Sample(
      .report("宜昌市", period, "sessions_held: 10"), .case("宜昌市/枝江市/问安镇", date, "sessions: \(sessions)"))
    #expect(sample.discrepancies == expected)
  }

  // MARK: Within one report

  private static let figures: [(figures: [String], expected: [String])] = [
    (["problems_solved: 10", "solved_online: 12"], ["part-exceeds-whole 12 > 10"]),
    (["problems_solved: 10", "solved_online: 10"], []),
    (["problems_solved: 10余", "solved_online: 19"], []),
    (["problems_solved: 10", "solved_online: {value: 12, period: 2023}"], []),
    (["residents: 10", "visits: {value: 12, part_of: residents}"], ["part-exceeds-whole 12 > 10"]),
    // Identities, where all of their figures are given.
    (["problems_solved: 10", "solved_online: 4", "solved_onsite: 6"], []),
    (["problems_solved: 10", "solved_online: 4", "solved_onsite: 7"], ["identity-broken 10 > 11"]),
    (["problems_solved: 10", "solved_online: 4", "solved_onsite: 5"], ["identity-broken 10 > 9"]),
    (["problems_solved: 10余", "solved_online: 4", "solved_onsite: 7"], []),
    (["problems_solved: 10余", "solved_online: 4", "solved_onsite: 16"], ["identity-broken 10余 > 20"]),
    (["problems_solved: 10", "solved_online: 4", "solved_onsite: 约7"], []),
    (["problems_solved: 10", "solved_online: 4", "solved_onsite: {value: 7, period: 2023}"], []),
    (
      [
        "problems_solved: [{value: 1, period: 2022}, {value: 10, period: 2023}]",
        "solved_online: {value: 4, period: 2023}", "solved_onsite: {value: 7, period: 2023}",
      ], ["identity-broken 10 > 11"]
    ),
    // 78.1 % cannot come from 16; 81.3 % can, as 13 of 16.
    (["sessions_held: 16", "rate: {value: 78.1%, base: sessions_held}"], ["rate-impossible 78.1% > 16"]),
    (["sessions_held: 16", "rate: {value: 81.3%, base: sessions_held}"], []),
    (["rate: {value: 78.1%, base: 16}"], ["rate-impossible 78.1% > 16"]),
    (["rate: {value: 78.1%, base: 32}"], []),
    (["rate: {value: 78.1%, base: 30余}"], []),
    (["rate: {value: 78.1%, base: unpublished}"], []),
    (["rate: {value: 100%, base: 7}"], []),
    (["rate: {value: 50%, base: 3}"], ["rate-impossible 50% > 3"]),
    (["rate: {value: 近80%, base: 3}"], []),
    (["rate: {value: 78.1%, base: 约16}"], []),
    (["rate: {value: ７８．１％, base: 9}"], ["rate-impossible ７８．１％ > 9"]),
  ]

  @Test(arguments: figures)
  func withinOneReport(figures: [String], expected: [String]) throws {
    let text = figures.joined(separator: "\n  ")
    #expect(try Sample(.report("宜昌市", "2024", text)).discrepancies == expected)
  }

  // MARK: Explained

  /// The county's 1500余 against the city's 200余, with an explanation at one of them, or a note.
  private static let explanations: [(county: String, city: String, expected: String?)] = [
    // A note explains nothing.
    ("note: 县级口径不同", "note: 市级口径不同", nil),
    ("explains: {check: child-exceeds-parent, own: 1500余, other: 200余, reason: 县级口径}", "", "县级口径"),
    ("", "explains: {check: child-exceeds-parent, own: 200余, other: 1500余, reason: 市级口径}", "市级口径"),
    (
      "explains: [{check: child-exceeds-parent, own: 1500余, other: 200余, reason: 县级口径}]",
      "explains: {check: child-exceeds-parent, own: 200余, other: 1500余, reason: 市级口径}", "县级口径; 市级口径"
    ),
    // The same numbers, however they are spelled; the check by its Chinese name.
    ("explains: {check: 下级大于上级, own: 一千五百余, other: 二百余, reason: 县级口径}", "", "县级口径"),
    ("解释: {核对: 下级大于上级, 本数: 1500多, 对方: 200多, 地区: 湖北省/宜昌市, 时期: 2024, 原因: 县级口径}", "", "县级口径"),
    // Another number, check, region or time is another discrepancy.
    ("explains: {check: child-exceeds-parent, own: 1500, other: 200余, reason: 县级口径}", "", nil),
    ("explains: {check: child-exceeds-parent, own: 1500余, other: 200, reason: 县级口径}", "", nil),
    ("explains: {check: child-exceeds-parent, own: 200余, other: 1500余, reason: 县级口径}", "", nil),
    ("explains: {check: reports-disagree, own: 1500余, other: 200余, reason: 县级口径}", "", nil),
    (
      "explains: {check: child-exceeds-parent, own: 1500余, other: 200余, region: 湖北省, reason: 县级口径}", "", nil
    ),
    (
      "explains: {check: child-exceeds-parent, own: 1500余, other: 200余, period: 2023, reason: 县级口径}", "", nil
    ),
  ]

  @Test(arguments: explanations)
  func explained(county: String, city: String, expected: String?) throws {
    let sample = try Sample(
      .report("宜昌市", "2024", "sessions_held: {value: 200余, \(city.isEmpty ? "line: 1" : city)}"),
      .report("宜昌市/秭归县", "2024", "sessions_held: {value: 1500余, \(county.isEmpty ? "line: 1" : county)}"))
    #expect(
      sample.discrepancies == ["child-exceeds-parent 1500余 > 200余" + (expected.map { " — " + $0 } ?? "")])
    let given = [county, city].count { $0.contains("reason") || $0.contains("原因") }
    let idle = Reconciliation(sample.ledger).findings().idle
    #expect(idle.count == (expected == nil ? given : 0))
    #expect(idle.allSatisfy { $0.fitting.isEmpty })
  }

  /// An explanation that fits two discrepancies is about that whose other number is of its own time; else about none.
  @Test func oneDiscrepancyAtATime() throws {
    func sample(_ more: String) throws -> Sample {
      try Sample(
        .report("宜昌市", "2024", "sessions_held: 200"), .report("湖北省", "2024", "sessions_held: 200"),
        .report("宜昌市", "2023..2024", "sessions_held: 200"),
        .report(
          "宜昌市/秭归县", "2024", ["sessions_held: 300"],
          more: [
            "explains: [{check: child-exceeds-parent, metric: 协商场次, own: 300, other: 200\(more), reason: 县级口径}]"
          ])
      )
    }
    let said = "child-exceeds-parent 300 > 200"
    let vague = try sample("")
    #expect(vague.discrepancies == [said, said, said])
    #expect(Reconciliation(vague.ledger).findings().idle.map(\.fitting.count) == [2])
    #expect(try sample(", region: 湖北省").discrepancies.filter { $0 != said } == [said + " — 县级口径"])
    #expect(try sample(", region: 湖北省/宜昌市").discrepancies.filter { $0 != said } == [said + " — 县级口径"])
    #expect(try sample(", period: 2023..2024").discrepancies.filter { $0 != said } == [said + " — 县级口径"])
  }

  private static let kinds: [(writeUps: [WriteUp], expected: String)] = [
    (
      [
        .report(
          "宜昌市", "2024", "sessions_held: {value: 200余, \(explains("children-exceed-parent", "200余", "三百余"))}"),
        .report("宜昌市/秭归县", "2024", "sessions_held: 200"), .report("宜昌市/枝江市", "2024", "sessions_held: 100余"),
      ], "children-exceed-parent 300余 > 200余"
    ),
    (
      [
        .report(
          "宜昌市", "2024", "problems_solved: 10",
          "solved_online: {value: 12, \(explains("其中数大于总数", "12", "10"))}")
      ], "part-exceeds-whole 12 > 10"
    ),
    (
      [
        .report(
          "宜昌市", "2024", "problems_solved: {value: 10, \(explains("identity-broken", "10", "11"))}",
          "solved_online: 4", "solved_onsite: 7")
      ], "identity-broken 10 > 11"
    ),
    (
      [
        .report(
          "宜昌市", "2024", "rate: {value: 78.1%, base: 16, \(explains("rate-impossible", "78.1%", "16"))}")
      ],
      "rate-impossible 78.1% > 16"
    ),
    (
      [
        .report(
          "宜昌市", "2024", "sessions_held: {value: 200余, \(explains("reports-disagree", "200余", "300"))}"),
        .report("宜昌市", "2024", "sessions_held: 300"),
      ], "reports-disagree 300 > 200余"
    ),
    (
      [
        .report(
          "宜昌市", "2024", "sessions_held: {value: 10, \(explains("counted-exceeds-reported", "10", "13"))}"),
        .case("宜昌市/枝江市/问安镇", "2024-05", "sessions: 13"),
      ], "counted-exceeds-reported 13 > 10"
    ),
  ]

  private static func explains(_ check: String, _ own: String, _ other: String) -> String {
    "explains: {check: \(check), own: \(own), other: \(other), reason: 两数口径不同}"
  }

  /// Each kind can be explained at the number of a report: a sum and a count by how they are printed.
  @Test(arguments: kinds)
  func everyKind(writeUps: [WriteUp], expected: String) throws {
    let sample = try Sample(writeUps)
    #expect(sample.discrepancies == [expected + " — 两数口径不同"])
    #expect(Reconciliation(sample.ledger).findings().idle.isEmpty)
  }

  @Test func bothPlacesAreGiven() throws {
    let sample = try Sample(
      .report("宜昌市", "2024", "sessions_held: 200", file: "city"),
      .report("宜昌市/秭归县", "2024", "sessions_held: 300", file: "county"))
    let found = try #require(Reconciliation(sample.ledger).discrepancies().first)
    #expect(found.left.sources.map(\.file) == ["content/reports/county.md"])
    #expect(found.right.sources.map(\.file) == ["content/reports/city.md"])
  }
}
