import Drafting
import Testing

/// 六、需要说明的数
@Suite struct RemarksTests {
  @Test func aNumberOfAPartOfThePeriodIsSaidToBe() throws {
    let it = try Sample([
      "reports/a": report("", "2024-01..2024-09", "协商场次: 637", "解决问题: 近700", "走访: 3")
    ])
    #expect(try it.said(.otherPeriods) == ["协商场次、解决问题等3项的时期是2024年1月至9月，不是2024年全年。"])
    let whole = try Sample(["reports/a": report("", "2024", "协商场次: 637")])
    #expect(try whole.said(.otherPeriods) == [])
  }

  @Test func numbersOfUnitsAreNoShares() throws {
    let it = try Sample([
      "reports/0": report("", "2024", "协商场次: 637"), "reports/a": report("青山区", "2024", "协商场次: 78"),
    ])
    #expect(try it.said(.noShares) == ["各单位的数与武汉市的数口径是否一致没有公布，不相加，不求占比。"])
    let other = try Sample([
      "reports/0": report("", "2024", "协商场次: 637"), "reports/a": report("青山区", "2024", "走访: 78"),
    ])
    #expect(try other.said(.noShares) == [])
  }

  @Test func notesOfTheNumbersUsed() throws {
    let it = try Sample([
      "reports/0": report("", "2024", "协商场次: {数值: 637, 说明: 来稿叫“行动”}"),
      "reports/a": report("青山区", "2024", "协商场次: {数值: 78, 说明: 只计街道}", "走访: {数值: 5, 说明: 没有用到}"),
    ])
    #expect(try it.said(.notes) == ["协商场次。来稿叫“行动”。", "青山区。协商场次：只计街道。"])
  }

  @Test func notesOfNumbersOfNoKnownTime() throws {
    let it = try Sample(["reports/0": report("", nil, "协商场次: {数值: 51, 说明: 没有写年份}")])
    #expect(try it.said(.notes, "", nil) == ["协商场次。没有写年份。"])
    #expect(try it.said(.notes) == [])
  }

  @Test func whatDoesNotFitWithItsReason() throws {
    let it = try Sample([
      "reports/0": report(
        "", "2024", "协商场次: {数值: 60, 解释: {核对: 下级大于上级, 本数: 60, 对方: 78, 地区: 湖北省/武汉市/青山区, 原因: 区里含街道的场次。}}"),
      "reports/a": report("青山区", "2024", "协商场次: 78"),
      "reports/b": report("青山区/钢花街道", "2024", "协商场次: 90"),
    ])
    let said = try it.said(.discrepancies)
    #expect(said.contains { $0.hasPrefix("下级大于上级。青山区（2024年）协商场次78场，而武汉市（2024年）协商场次60场。区里含街道的场次。") })
    #expect(said.contains { $0.hasSuffix("来稿没有解释。") })
    #expect(try it.said(.discrepancies, "", "2023") == [])
    #expect(try it.said(.discrepancies, "汉南区") == [])
  }

  @Test func revisionsSinceTheLastIssue() throws {
    func revised(_ issue: String) throws -> [String] {
      try Sample([
        "reports/a": report(
          "青山区", "2024", "协商场次: 78",
          more: "修订:\n  - {指标: 协商场次, 原值: 80, 新值: 78, 日期: 2026-03-05, 原因: 重复计了两场}\n"),
        "briefings/a": "标题: 上期\n简报名称: 工作简报\n期数: 1\n编发单位: 办公室\n印发日期: \(issue)\n地区: 湖北省/武汉市",
      ]).said(.revisions)
    }
    #expect(try revised("2026-01-10") == ["青山区协商场次修订。2026年3月5日由80场改为78场：重复计了两场。"])
    #expect(try revised("2026-03-05") == [])
  }
}
