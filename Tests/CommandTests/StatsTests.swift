import Testing

@Suite struct StatsTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test func json() throws {
    let outcome = try program.run(
      "stats", "湖北省/宜昌市/西陵区/学院街道", "--metric", "sessions_held", "--format", "json")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    // The id is this program's own.
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).filter {
      !$0.hasPrefix("    \"id\": ")
    }
    #expect(
      lines.joined(separator: "\n") == """
        [
          {
            "region": "湖北省/宜昌市/西陵区/学院街道",
            "level": "township",
            "code": null,
            "metric": "sessions_held",
            "unit": "场",
            "period": {
              "start": "2022-08-01",
              "end": "2022-08-31"
            },
            "value": 1,
            "low": 1,
            "high": 1,
            "qualifier": "exact",
            "display": "1",
            "basis": "counted",
            "partial": false,
            "coverage": {
              "reporting": 0,
              "of": null
            },
            "sources": [
              {
                "file": "content/cases/ludeng.md",
                "line": 10
              }
            ]
          }
        ]

        """)
  }

  /// Sorted by region path, period, metric; no row without a figure.
  @Test func csv() throws {
    try program.put(
      "content/reports/kaishi.md",
      "---\ntitle: 试\nregion: 湖北省/宜昌市/秭归县\nperiod: ..2022-06\nfigures: {sessions_held: 超20, members_deployed: 近700}\n---\n"
    )
    let outcome = try program.run("stats", "--format", "csv")
    let rows = outcome.output.split(separator: "\n").map { row in
      row.split(separator: ",", omittingEmptySubsequences: false).dropFirst().joined(separator: ",")
    }
    #expect(
      rows == [
        "region,level,code,metric,unit,period_start,period_end,value,low,high,qualifier,display,basis,partial,coverage_reporting,coverage_of,sources",
        "湖北省/宜昌市,city,420500,problems_solved,件,2022-01-01,2022-12-31,914,914,914,exact,914,reported,false,0,2,content/reports/yichang-2022.md:7",
        "湖北省/宜昌市,city,420500,sessions_held,场,2022-01-01,2022-12-31,200,200,300,over,200余,reported,false,1,2,content/reports/yichang-2022.md:6",
        "湖北省/宜昌市/秭归县,district,420527,sessions_held,场,,2022-06-30,20,20,,over,超20,reported,false,0,,content/reports/kaishi.md:5",
        "湖北省/宜昌市/秭归县,district,420527,members_deployed,人,2022-06-30,2022-06-30,700,600,700,nearly,近700,reported,false,0,,content/reports/kaishi.md:5",
        "湖北省/宜昌市/西陵区,district,420502,problems_solved,件,2022-08-01,2022-08-31,2,2,2,exact,2,counted,false,0,,content/cases/ludeng.md:12",
        "湖北省/宜昌市/西陵区,district,420502,sessions_held,场,2022-08-01,2022-08-31,1,1,1,exact,1,counted,false,0,,content/cases/ludeng.md:10",
        "湖北省/宜昌市/西陵区/学院街道,township,,problems_solved,件,2022-08-01,2022-08-31,2,2,2,exact,2,counted,false,0,,content/cases/ludeng.md:12",
        "湖北省/宜昌市/西陵区/学院街道,township,,sessions_held,场,2022-08-01,2022-08-31,1,1,1,exact,1,counted,false,0,,content/cases/ludeng.md:10",
      ])
  }

  @Test(arguments: [
    (
      ["宜昌市", "--period", "2022"],
      [
        "problems_solved 914", "sessions_held 200余", "problems_solved 2", "sessions_held 1",
        "problems_solved 2", "sessions_held 1",
      ]
    ),
    (["西陵区", "--period", "2022H1"], []),
    (["420502", "--metric", "协商场次"], ["sessions_held 1", "sessions_held 1"]),
    (["湖北省/宜昌", "--metric", "sessions_held", "--metric", "解决问题", "--period", "2023"], []),
    (["秭归县"], []),
  ])
  func choices(arguments: [String], expected: [String]) throws {
    let outcome = try program.run(all: ["stats", "--format", "csv"] + arguments)
    #expect(outcome.code == 0)
    let rows = outcome.output.split(separator: "\n").dropFirst().map { row -> String in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[4]) \(cells[12])"
    }
    #expect(rows == expected)
  }

  @Test func noRowsAreAnEmptyList() throws {
    #expect(try program.run("stats", "秭归县", "--format", "json").output == "[]\n")
  }

  @Test func table() throws {
    let outcome = try program.run("stats", "宜昌市", "--period", "2022", "--metric", "sessions_held")
    #expect(
      outcome.output == """
        地区                           指标       数量  单位  时期    依据
        湖北省/宜昌市                  协商场次  200余  场    2022年  本级上报
        湖北省/宜昌市/西陵区           协商场次      1  场    2022年  案例库收录
        湖北省/宜昌市/西陵区/学院街道  协商场次      1  场    2022年  案例库收录

        """)
  }

  // MARK: Cuts

  @Test func byStatus() throws {
    let outcome = try program.run("stats", "--by", "结果", "--format", "csv")
    #expect(outcome.code == 0)
    #expect(
      outcome.output.split(separator: "\n").map(String.init) == [
        "id,by,group,name,region,metric,records,unit,period_start,period_end,value,low,high,qualifier,display,basis,partial,sources",
        "hubei:status=unknown:#cases:all,status,unknown,结果未公布,湖北省,,cases,件,,,1,1,1,exact,1,counted,false,content/cases/ludeng.md:1",
        "hubei:status=unknown:sessions_held:all,status,unknown,结果未公布,湖北省,sessions_held,,场,2022-08-01,2022-08-31,1,1,1,exact,1,counted,false,content/cases/ludeng.md:10",
        "hubei:status=unknown:problems_solved:all,status,unknown,结果未公布,湖北省,problems_solved,,件,2022-08-01,2022-08-31,2,2,2,exact,2,counted,false,content/cases/ludeng.md:12",
      ])
    #expect(
      try program.run("stats", "西陵区", "--by", "year", "--metric", "sessions_held").output
        == "分组    地区                  数的是    数量  单位  时期       依据\n2022年  湖北省/宜昌市/西陵区  协商场次     1  场    2022年8月  案例库收录\n"
    )
    #expect(try program.run("stats", "秭归县", "--by", "year", "--format", "json").output == "[]\n")
  }

  /// A sum that the registry forbids is an error, not a number and not an empty list.
  @Test func forbiddenSums() throws {
    let outcome = try program.run("stats", "--by", "topic", "--metric", "rate", "--lang", "en")
    #expect(outcome.code == 64)
    #expect(outcome.output == "")
    #expect(
      outcome.errors.hasPrefix("error: rate cannot be told by topic: rates do not add up [forbidden-sum]\n"))
    #expect(try program.run("stats", "--by", "platform", "--metric", "sessions_held").code == 64)
    let unknown = try program.run("stats", "--by", "tpoic")
    #expect(unknown.code == 64)
    #expect(unknown.errors.hasPrefix("casebook stats: 不能按“tpoic”分组；是否想写 topic？可以写：level（地区层级）"))
  }

  @Test func contentWithErrorsHasNoFigures() throws {
    try program.putError()
    let outcome = try program.run("stats", "--format", "json")
    #expect(outcome.code == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("[unknown-field]"))
  }
}
