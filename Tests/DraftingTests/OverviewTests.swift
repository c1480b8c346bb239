import Drafting
import Testing

/// 一、总体情况
@Suite struct OverviewTests {
  @Test func ownFiguresAreSaidWithTheirTimesCoreOnesFirst() throws {
    let it = try Sample([
      "reports/a": report(
        "", "2024", "走访: 1200余", "办结率: 90%", "线上解决: 3", "解决问题: 近700", "协商场次: 637",
        "platforms: {数值: 1006, 截至: 2024-09-04}")
    ])
    #expect(
      try it.said(.ownFigures) == [
        "据武汉市上报，2024年，协商场次637场，解决问题近700件，走访1200余人次；截至2024年9月4日，平台、联系点1006个。"
      ])
    #expect(
      try it.written(.ownFigures)
        == "据武汉市上报，2024年，协商场次`=协商场次`，解决问题`=解决问题`，走访`=走访`；截至2024年9月4日，平台、联系点`=平台、联系点`。")
  }

  @Test func aSumIsNoOwnFigure() throws {
    let it = try Sample([
      "reports/a": report("青山区", "2024", "协商场次: 78"), "reports/b": report("汉南区", "2024", "协商场次: 42"),
    ])
    #expect(try it.said(.ownFigures) == [])
  }

  @Test func aStockOfAnEarlierYearIsNotCarriedOn() throws {
    let it = try Sample(["reports/a": report("", "2022", "下沉委员: {数值: 210, 截至: 2022-12-31}")])
    #expect(try it.said(.ownFigures) == [])
    #expect(try it.said(.notReported) == ["武汉市2024年没有上报数据。"])
  }

  @Test func sixFiguresAtMost() throws {
    let it = try Sample([
      "reports/a": report(
        "", "2024", "协商场次: 1", "解决问题: 2", "下沉委员: 3", "platforms: 4", "走访: 5", "宣讲: 6", "督查: 7")
    ])
    #expect(try it.subject().own.map(\.quantity.display) == ["1", "2", "3", "4", "5", "6"])
    #expect(try it.said(.notReported) == [])
  }

  @Test func whatHasNoTimeIsNamedAndNotAdded() throws {
    let it = try Sample([
      "reports/a": report("", nil, "走访: 113", "协商场次: 51", "解决问题: 36", "下沉委员: 287"),
      "cases/a": record("修路", "青山区", "2024-03"),
    ])
    #expect(try it.said(.undated) == ["武汉市报的协商场次、解决问题、下沉委员等4项没有写明时期，不列入2024年。"])
    #expect(try it.said(.ownFigures) == [])
    #expect(try it.said(.notReported) == [])
    #expect(
      try it.said(.undated, "", nil) == ["武汉市报的数没有写明时期，照录如下，不作合计和比较：协商场次51场，解决问题36件，下沉委员287人，走访113人次。"])
    #expect(try it.written(.undated, "", nil).contains("协商场次`=协商场次`，"))
  }

  @Test func coreMetricsThatAreMissingAreNamed() throws {
    let it = try Sample(["reports/a": report("", "2024", "协商场次: 637")])
    #expect(try it.said(.notReported) == ["核心指标中，解决问题、下沉委员没有上报。"])
  }

  @Test func aSumIsOfTwoReportedLikePeriodsAndNoCases() throws {
    let two = try Sample([
      "reports/a": report("青山区", "2024", "协商场次: 78"), "reports/b": report("汉南区", "2024", "协商场次: 60余"),
    ])
    #expect(
      try two.said(.sums) == ["武汉市没有上报总数，协商场次已报2个单位合计130场以上（2024年），没有报的不在内。"])
    let one = try Sample(["reports/a": report("青山区", "2024", "协商场次: 78")])
    #expect(try one.said(.sums) == [])
    let unlike = try Sample([
      "reports/a": report("青山区", "2024", "协商场次: 78"), "reports/b": report("汉南区", "2024H1", "协商场次: 42"),
    ])
    #expect(try unlike.said(.sums) == [])
    let mixed = try Sample([
      "reports/a": report("青山区", "2024", "协商场次: 78"), "reports/b": report("汉南区", "2024", "协商场次: 42"),
      "cases/a": record("修路", "蔡甸区", "2024-03", "场次: 2"),
    ])
    #expect(try mixed.said(.sums) == [])
    // Members may count for city and district alike.
    let stocks = try Sample([
      "reports/a": report("青山区", "2024", "下沉委员: 78"), "reports/b": report("汉南区", "2024", "下沉委员: 42"),
    ])
    #expect(try stocks.said(.sums) == [])
  }

  @Test func aReportedTotalLeavesNoSum() throws {
    let it = try Sample([
      "reports/0": report("", "2024", "协商场次: 637"), "reports/a": report("青山区", "2024", "协商场次: 78"),
      "reports/b": report("汉南区", "2024", "协商场次: 42"),
    ])
    #expect(try it.said(.sums) == [])
  }

  @Test func aCountIsSaidToBeAPart() throws {
    let it = try Sample(["cases/a": record("修路", "青山区", "2024-03", "场次: 2")])
    #expect(try it.said(.counted) == ["案例库收录协商场次2场，只是写成案例的部分，不是总数。"])
    #expect(try it.written(.counted, "青山区") == "案例库收录协商场次`=协商场次`，只是写成案例的部分，不是总数。")
  }

  // MARK: Change

  private func change(_ earlier: String, _ later: String, _ before: String, _ now: String, asked: String)
    throws -> [String]
  {
    try Sample([
      "reports/a": report("", earlier, "协商场次: \(before)"), "reports/b": report("", later, "协商场次: \(now)"),
    ]).said(.change, "", asked)
  }

  private static let none = ["上年同期没有可比的数，不作增减比较。"]

  @Test func exactNumbersOfLikePeriodsRiseAndFall() throws {
    #expect(
      try change("2023", "2024", "603", "637", asked: "2024") == ["与上年同期（2023年）相比，协商场次由603场增加到637场。"])
    #expect(
      try change("2023", "2024", "703", "637", asked: "2024") == ["与上年同期（2023年）相比，协商场次由703场减少到637场。"])
    #expect(
      try change("2023", "2024", "637", "637", asked: "2024") == ["与上年同期（2023年）相比，协商场次持平，都是637场。"])
  }

  @Test func roundedNumbersOnlyGoFromOneToTheOther() throws {
    #expect(
      try change("2023", "2024", "近600", "637", asked: "2024") == ["与上年同期（2023年）相比，协商场次由近600场到637场。"])
    #expect(
      try change("2023", "2024", "600余", "600余", asked: "2024") == ["与上年同期（2023年）相比，协商场次由600余场到600余场。"])
  }

  @Test func aPartOfAYearIsHeldAgainstTheSameMonths() throws {
    #expect(
      try change("2023-01..2023-09", "2024-01..2024-09", "5", "6", asked: "2024")
        == ["与上年同期（2023年1月至9月）相比，协商场次由5场增加到6场。"])
    #expect(try change("2023", "2024-01..2024-09", "5", "6", asked: "2024") == OverviewTests.none)
    #expect(try change("2022-09..2022-12", "2023H1", "5", "6", asked: "2023") == OverviewTests.none)
  }

  @Test func aQuarterIsHeldAgainstTheYearBeforeElseTheQuarterBefore() throws {
    #expect(
      try change("2024Q2", "2024Q3", "5", "6", asked: "2024Q3") == ["与上季度（2024年第二季度）相比，协商场次由5场增加到6场。"])
    #expect(
      try change("2023Q4", "2024Q1", "5", "6", asked: "2024Q1") == ["与上季度（2023年第四季度）相比，协商场次由5场增加到6场。"])
    #expect(
      try change("2023Q3", "2024Q3", "5", "6", asked: "2024Q3") == ["与上年同期（2023年第三季度）相比，协商场次由5场增加到6场。"])
  }

  @Test func aStockCarriedOnIsNotTheSameAsBefore() throws {
    func stock(_ now: String) throws -> [String] {
      try Sample([
        "reports/a": report("", "2023", "下沉委员: {数值: 210, 截至: 2023-12-31}"),
        "reports/b": report("", "2024", "协商场次: 1", now),
      ]).said(.change)
    }
    #expect(try stock("走访: 3") == OverviewTests.none)
    #expect(try stock("下沉委员: {数值: 210, 截至: 2024-06-30}") == OverviewTests.none)
    // The report does not say that it is of the end of the year.
    #expect(try stock("下沉委员: 228") == OverviewTests.none)
    #expect(
      try stock("下沉委员: {数值: 228, 截至: 2024-12-31}")
        == ["与上年同期（截至2023年底）相比，下沉委员由210人增加到228人；其余各项没有可比的数。"])
  }

  @Test func countsAndSumsAreNotCompared() throws {
    let it = try Sample([
      "cases/a": record("修路", "青山区", "2023-03", "场次: 2"), "cases/b": record("修桥", "青山区", "2024-03", "场次: 3"),
      "reports/a": report("青山区", "2023", "走访: 3"), "reports/b": report("青山区", "2024", "走访: 4"),
    ])
    #expect(try it.said(.change) == [])
  }

  @Test func theEarlierNumberIsAskedForWithItsPeriod() throws {
    let it = try Sample([
      "reports/a": report("", "2023", "协商场次: 5"), "reports/b": report("", "2024", "协商场次: 6"),
    ])
    #expect(try it.written(.change) == "与上年同期（2023年）相比，协商场次由`=协商场次 2023`增加到`=协商场次`。")
  }

  // MARK: Coverage

  @Test func coverageNamesWhoReportedAndWhoDidNot() throws {
    let it = try Sample([
      "reports/a": report("青山区", "2024", "协商场次: 78"), "reports/b": report("汉南区", "2022", "协商场次: 42"),
      "reports/c": report("蔡甸区", nil, "协商场次: 50"), "cases/a": record("修路", "汉阳区", "2024-03", "场次: 2"),
    ])
    #expect(
      try it.said(.coverage) == [
        "所属4个单位中，有上报数的1个：青山区；没有的3个：汉南区（含经开区）、蔡甸区、汉阳区，其中蔡甸区报的数没有写明时期。"
      ])
    #expect(try it.said(.coverage, "青山区") == [])
  }

  @Test func aGuestReportsForItsHost() throws {
    let it = try Sample(["reports/a": report("经开区", "2024", "协商场次: 7")])
    #expect(
      try it.said(.coverage) == ["所属4个单位中，有上报数的1个：汉南区（含经开区）；没有的3个：青山区、蔡甸区、汉阳区。"])
  }

  @Test func allOrNoneAreSaidShortly() throws {
    let none = try Sample(["reports/a": report("", "2024", "协商场次: 637")])
    #expect(try none.said(.coverage) == ["所属4个单位都没有这一时期的上报数。"])
    let all = try Sample(
      ["青山区", "汉南区", "蔡甸区", "汉阳区"].enumerated().map {
        ("reports/\($0)", report($1, "2024", "协商场次: 7"))
      })
    #expect(try all.said(.coverage) == ["所属4个单位都有上报数。"])
  }
}
