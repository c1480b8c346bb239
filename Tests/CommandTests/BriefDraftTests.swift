import Testing

/// `casebook brief` without a file: an issue that is composed from the data.
@Suite struct BriefDraftTests {
  private static let today = ["SOURCE_DATE_EPOCH": "1795219200"]

  private func run(_ program: Program, _ arguments: String...) throws -> Program.Outcome {
    try program.run(all: ["brief"] + arguments, environment: BriefDraftTests.today)
  }

  @Test func anIssueIsPrintedAndTheSameEachTime() throws {
    let program = try Program()
    let outcome = try run(program, "--region", "宜昌", "--period", "2022")
    #expect(outcome.code == 0 && outcome.errors == "")
    #expect(
      outcome.output.hasPrefix("---\n标题: 宜昌市2022年协商工作情况\n简报名称: 工作简报\n期数: 1\n编发单位: 宜昌市政协\n印发日期: 2026-11-21\n"))
    #expect(outcome.output.contains("草稿: 是\n---\n\n## 一、总体情况\n\n据宜昌市上报，2022年，协商场次`=协商场次`，解决问题`=解决问题`。"))
    #expect(try run(program, "--region", "宜昌", "--period", "2022") == outcome)
  }

  @Test func aDraftIsCheckedAndNeverOverwrittenUnasked() throws {
    let program = try Program(), path = "content/briefings/draft.md"
    let arguments = ["brief", "--region", "宜昌", "--period", "2022", "--draft", path]
    let first = try program.run(all: arguments, environment: BriefDraftTests.today)
    #expect(first.code == 0 && first.output == "已写入 \(path)；改好、签发以后删去“草稿: 是”\n")
    let written = try program.text(path)
    #expect(try program.run("check", environment: BriefDraftTests.today).code == 0)
    try program.put(path, written + "改过的。\n")
    let second = try program.run(all: arguments, environment: BriefDraftTests.today)
    #expect(second.code == 1)
    #expect(second.errors == "casebook brief: 已有 \(path)，没有覆盖，什么也没有写；要重写请加 --replace，改过的会丢\n")
    #expect(try program.text(path) == written + "改过的。\n")
    #expect(try program.run(all: arguments + ["--replace"], environment: BriefDraftTests.today).code == 0)
    #expect(try program.text(path) == written)
  }

  @Test(arguments: ["content/cases/ludeng.md", "content/briefings/2022-01.md", "content/regions.yml"])
  func whatIsNoDraftIsNotReplaced(path: String) throws {
    let program = try Program(), before = try program.text(path)
    let outcome = try run(program, "--region", "宜昌", "--period", "2022", "--draft", path, "--replace")
    #expect(outcome.code == 1 && outcome.output == "")
    let reason = path.contains("/briefings/") ? "不是草稿（文件头里没有“草稿: 是”），没有覆盖" : "不是放简报的地方"
    #expect(outcome.errors.hasPrefix("casebook brief: \(path) \(reason)"))
    #expect(try program.text(path) == before)
  }

  @Test func whatIsNotSignedCanBePrintedAndIsOnNoSite() throws {
    let program = try Program(), path = "content/briefings/draft.md"
    #expect(try run(program, "--region", "宜昌", "--period", "2022", "--draft", path).code == 0)
    let sheet = try run(program, path, "--html")
    #expect(sheet.code == 0 && sheet.output.contains("宜昌市2022年协商工作情况"), "\(sheet)")
    let composed = try run(program, "--region", "宜昌", "--period", "2022", "--html")
    #expect(composed.output == sheet.output.replacing("draft", with: "yichang-2022-brief"))
    #expect(try run(program, "2", "--html").code != 0)
    try program.put(path, try program.text(path).replacing("草稿: 是", with: "draft: true"))
    #expect(try run(program, path, "--html") == sheet)
  }

  @Test func eachDistrictWithAnythingHasOne() throws {
    let program = try Program()
    let outcome = try run(program, "--all", "--period", "2022", "--draft", "drafts")
    #expect(outcome.code == 0, "\(outcome)")
    // 秭归县 and 恩施市 have neither figures nor cases.
    #expect(outcome.output == "已写入 drafts/yichang-xiling-2022-brief.md；改好、签发以后删去“草稿: 是”\n")
    #expect(try program.text("drafts/yichang-xiling-2022-brief.md").contains("案例库收录西陵区2022年的案例`=案例`，结果未公布。"))
    let none = try run(program, "--all", "--period", "2019")
    #expect(none.code == 1 && none.errors == "casebook brief: 没有一个区县在这个时期有上报的数或者案例，什么也没有写\n")
  }

  @Test func theExplanationTakesThePlaceOfTheText() throws {
    let outcome = try run(try Program(), "--region", "宜昌", "--period", "2022", "--explain")
    #expect(outcome.output.hasPrefix("正文"))
    #expect(outcome.output.contains("  本级上报（own-figures）：据宜昌市上报，2022年，协商场次200余场，解决问题914件。\n"))
    #expect(
      outcome.output.contains("    依据：content/reports/yichang-2022.md:6、content/reports/yichang-2022.md:7\n"))
  }

  @Test func aRegionWithNothingSaysWhatThereIs() throws {
    let nothing = try run(try Program(), "--region", "宜昌", "--period", "2020")
    #expect(nothing.code == 1 && nothing.output == "")
    #expect(nothing.errors == "casebook brief: 宜昌市2020年没有上报的数，也没有案例，编不出一期；有数据的是 2022年\n")
    let nowhere = try run(try Program(), "--region", "秭归县", "--period", "2022")
    #expect(nowhere.errors == "casebook brief: 秭归县2022年没有上报的数，也没有案例，编不出一期；别的年份也没有\n")
  }

  @Test(arguments: [
    ["--region", "宜昌", "--period", "明年"], ["--region", "宜唱"], ["--period", "2022"], ["--all"], ["--explain"],
    ["content/briefings/2022-01.md", "--region", "宜昌"], ["--region", "宜昌", "--replace"],
    ["--all", "--period", "2022", "--html"], ["--region", "宜昌", "--draft", "a.md", "--html"], ["--html"], [],
  ])
  func whatCannotBeMeantIsRefused(arguments: [String]) throws {
    let program = try Program()
    let outcome = try program.run(all: ["brief"] + arguments, environment: BriefDraftTests.today)
    #expect(outcome.code == 64, "\(outcome)")
    #expect(outcome.output == "" && !outcome.errors.isEmpty)
    #expect(!program.exists("a.md"))
  }
}
