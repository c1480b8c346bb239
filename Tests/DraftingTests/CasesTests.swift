import Drafting
import Testing

/// 三、办理情况, 四、典型案例 and 五、待跟进事项
@Suite struct CasesTests {
  @Test func casesByOutcomeAndKind() throws {
    let it = try Sample([
      "cases/a": record("修路", "青山区", "2024-03", "状态: 已解决"), "cases/b": record("修桥", "青山区", "2024", "状态: 办理中"),
      "cases/c": record("捐书", "汉南区", "2024-05", "活动类型: 双服务"), "cases/d": record("修亭", "汉南区", nil),
      "cases/e": record("修塘", "汉南区", "2023-12..2024-01"),
    ])
    #expect(try it.said(.outcomes) == ["案例库收录武汉市2024年的案例3件，按结果分：已解决1件，办理中1件，结果未公布1件。"])
    #expect(
      try it.written(.outcomes)
        == "案例库收录武汉市2024年的案例`=案例`，按结果分：已解决`=案例 已解决`，办理中`=案例 办理中`，结果未公布`=案例 结果未公布`。")
    #expect(try it.said(.activities) == ["按类型分：协商2件，双服务1件。"])
    #expect(try it.said(.casesApart) == ["没有写明日期的1件、日期跨出这一时期的1件不计在内。"])
    #expect(try it.said(.outcomes, "青山区", nil) == ["案例库收录青山区案例2件，按结果分：已解决1件，办理中1件。"])
    #expect(try it.said(.activities, "青山区") == [])
    #expect(try it.said(.outcomes, "蔡甸区") == [])
    // A case of a year is in none of its quarters.
    #expect(try it.said(.outcomes, "青山区", "2024Q1") == ["案例库收录青山区2024年第一季度的案例1件，已解决。"])
  }

  // MARK: Typical cases

  private func chosen(_ files: [(String, String)], _ region: String = "", _ period: String? = "2024") throws
    -> [String]
  {
    TypicalCases(try Sample(files).subject(region, period)).chosen.map(\.title)
  }

  @Test func theOnesWithMostToShowOneOfAUnit() throws {
    let outcome = "成效:\n  - {名称: 长度, 数值: 3, 单位: 米}\n  - {名称: 受益, 数值: 5, 单位: 户}"
    let files = [
      ("cases/a", record("甲", "青山区", "2024-03", "状态: 已解决", outcome)),
      ("cases/b", record("乙", "青山区/钢花街道", "2024-04", "状态: 已解决", outcome)),
      ("cases/c", record("丙", "汉南区", "2024-03", "状态: 已解决")),
      ("cases/d", record("丁", "蔡甸区", "2024-03", "成果文件:\n  - {类型: 提案, 批示: 区领导}")),
      ("cases/e", record("戊", "汉阳区", "2024-03")),
      ("cases/f", record("己", "汉阳区", "2022-03", "状态: 已解决", outcome)),
    ]
    // 乙 is the later one of two that are alike, 戊 has no result, 己 is of another time.
    #expect(try chosen(files) == ["乙", "丙", "丁"])
    let passed = TypicalCases(try Sample(files).subject()).passedOver
    #expect(passed.map(\.merits.title) == ["甲"])
    #expect(passed.map(\.reason) == ["青山区已有一件"])
  }

  @Test func oneOfAUnitAndKindWhereThereIsOneUnit() throws {
    let files = [
      ("cases/a", record("甲", "青山区", "2024-03", "状态: 已解决")),
      ("cases/b", record("乙", "青山区", "2024-02", "状态: 已解决")),
      ("cases/c", record("丙", "青山区", "2024-01", "状态: 已解决", "活动类型: 双服务")),
      ("cases/d", record("丁", "青山区", "2024-01", "状态: 已解决")),
    ]
    #expect(try chosen(files, "青山区") == ["甲", "乙", "丙"])
  }

  /// A donation has many numbers to show.
  @Test func aConsultationGoesBeforeAnotherKind() throws {
    let files = [
      ("cases/a", record("甲", "青山区", "2024-03", "状态: 已解决", "活动类型: 双服务", "成效:\n  - {名称: 书, 数值: 3, 单位: 本}")),
      ("cases/b", record("乙", "青山区", "2024-03", "状态: 已解决")),
    ]
    #expect(try chosen(files) == ["乙", "甲"])
  }

  @Test func endorsementAndClosedLookBacksCount() throws {
    let files = [
      ("cases/a", record("甲", "青山区", "2024-03", "状态: 已解决")),
      ("cases/b", record("乙", "青山区", "2024-03", "状态: 已解决", "回头看:\n  - {日期: 2024-06, 情况: 路灯都亮, 状态: 已解决}")),
      ("cases/c", record("丙", "青山区", "2024-03", "状态: 已解决", "成果文件:\n  - {类型: 提案, 批示: 区领导}")),
    ]
    #expect(try chosen(files) == ["丙", "乙", "甲"])
  }

  @Test func aCaseIsToldByItsSummaryAndLinked() throws {
    let it = try Sample([
      "cases/a": record("修[路]", "青山区", "2024-03", "状态: 已解决", "摘要: 路修好了", "成果文件:\n  - {类型: 提案, 批示: 区领导}"),
      "cases/b": record("修桥", "汉南区", "2024-03", "状态: 已解决", "成效:\n  - {名称: 桥, 数值: 1, 单位: 座}"),
      "cases/c": record(
        "修亭", "蔡甸区", "2024-03", "状态: 已解决", "摘要: 联系人电话13871234567，路修好了", "个人信息:\n  138****4567: 试"),
    ])
    #expect(try it.said(.typicalCases) == ["修桥（2024年3月）。桥1座。", "修[路]（2024年3月）。路修好了。提案得到批示。", "修亭（2024年3月）。"])
    #expect(try it.written(.typicalCases).contains("[修\\[路\\]](../cases/a.md)（2024年3月）。路修好了。"))
  }

  // MARK: What is open

  @Test func overdueFirstAndNoneWithoutALookBack() throws {
    let it = try Sample([
      "cases/a": record("甲", "青山区", "2024-03", "状态: 办理中", "期限: 2027-01-31"),
      "cases/b": record("乙", "青山区", "2024-03", "状态: 计划", "办结期限: 2025-01-31"),
      "cases/c": record("丙", "青山区", "2024-03", "状态: 办理中", "回头看:\n  - {日期: 2024-06, 情况: 图纸已出}"),
      "cases/d": record("丁", "青山区", "2023-03", "状态: 办理中"),
      "cases/e": record("戊", "青山区", "2024-03", "状态: 已解决"), "cases/f": record("己", "青山区", "2024-03"),
      "cases/g": record("庚", "青山区", "2025-03", "状态: 办理中"),
    ])
    #expect(
      try it.said(.openMatters) == [
        "到2026年11月21日，未办结的4件，其中已过期限的1件、期限未到的1件、没有写明期限的2件；有回头看记录的1件。"
      ])
    #expect(
      try it.said(.attendedMatters) == [
        "乙。期限2025年1月31日，已过期；没有回头看记录。", "甲。期限2027年1月31日，未到期；没有回头看记录。",
        "丙。没有写明期限；最近一次回头看（2024年6月）：图纸已出。",
      ])
    #expect(try it.said(.unattendedMatters) == ["没有写明期限、也没有回头看记录的1件：丁。"])
  }

  @Test func whatHasNeitherIsSaidOnce() throws {
    let it = try Sample([
      "cases/a": record("甲", "青山区", "2024-03", "状态: 办理中"), "cases/b": record("乙", "青山区", "2024-05", "状态: 计划"),
    ])
    #expect(try it.said(.openMatters) == ["到2026年11月21日，未办结的2件，都没有写明期限，也没有回头看记录：甲；乙。"])
    #expect(try it.written(.openMatters).contains("[甲](../cases/a.md)；[乙](../cases/b.md)"))
    #expect(try it.said(.attendedMatters) == [] && it.said(.unattendedMatters) == [])
  }

  @Test func theLastLookBackDecides() throws {
    let it = try Sample([
      "cases/a": record(
        "甲", "青山区", "2024-03", "状态: 已解决", "期限: 2024-06-30",
        "回头看:\n  - {日期: 2024-08, 情况: 又坏了, 状态: 办理中, 期限: 2026-12-31}"),
      "cases/b": record("乙", "青山区", "2024-03", "状态: 办理中", "回头看:\n  - {日期: 2024-08, 情况: 修好了, 状态: 已解决}"),
    ])
    #expect(try it.said(.attendedMatters) == ["甲。期限2026年12月31日，未到期；最近一次回头看（2024年8月）：又坏了。"])
    #expect(try it.said(.openMatters) == ["到2026年11月21日，未办结的1件，其中期限未到的1件；都有回头看记录。"])
  }

  @Test func theDayOfTheDeadlineIsNotOverdue() throws {
    func overdue(_ today: String) throws -> Bool {
      try Sample(
        ["cases/a": record("甲", "青山区", "2024-03", "状态: 办理中", "期限: 2026-11-21")], today: today
      ).said(.attendedMatters)[0].contains("已过期")
    }
    #expect(try !overdue("2026-11-21"))
    #expect(try overdue("2026-11-22"))
  }
}
