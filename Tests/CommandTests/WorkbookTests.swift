import Foundation
import Testing

/// The commands that write workbooks; what is in these is read by other programs in Tests/Office.
@Suite struct WorkbookTests {
  private let program: Program

  init() throws { program = try Program() }

  private func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: program.root + "/" + name))
  }

  private static let commands: [[String]] = [
    ["collect", "--output"], ["collect", "--kind", "工作报告", "--period", "2023", "--region", "宜昌", "--output"],
    ["export", "--xlsx"], ["print", "台账", "--xlsx", "--output"],
  ]

  /// Ours is replaced by what the site says now; one that somebody saved is not.
  @Test(arguments: commands) func anEditedFileStays(_ command: [String]) throws {
    func run(_ day: String) throws -> Program.Outcome {
      try program.run(all: command + ["a.xlsx", "--today", day, "--lang", "zh"])
    }
    let outcome = try run("2026-11-21")
    #expect(outcome == .init(code: 0, output: "已写入 a.xlsx\n", errors: ""), "\(outcome.errors)")
    let first = try bytes("a.xlsx")
    #expect(first.starts(with: Data("PK".utf8)))
    #expect(try run("2026-11-21").code == 0)
    #expect(try bytes("a.xlsx") == first)
    #expect(try run("2026-11-22").code == 0)
    #expect(try bytes("a.xlsx") != first)
    var edited = first
    edited[300] ^= 1
    try edited.write(to: URL(filePath: program.root + "/a.xlsx"))
    let refused = try run("2026-11-22")
    #expect(refused.code == 1)
    #expect(refused.errors.contains("已有 a.xlsx") && refused.errors.contains("没有覆盖"))
    #expect(try bytes("a.xlsx") == edited)
  }

  @Test(arguments: [
    (["collect", "--output", "a.xls"], "文件名要以 .xlsx 结尾：a.xls"),
    (["export", "--xlsx", "a.csv"], "文件名要以 .xlsx 结尾"),
    (["collect", "--output", "a.xlsx", "--region", "宜宾"], "没有地区“宜宾”"),
    (["collect", "--output", "a.xlsx", "--period", "去年"], "去年"),
    (["export", "--xlsx", "a.xlsx", "--period", "去年"], "去年"),
    (["print", "案例汇编", "--xlsx"], "Excel 文件只有台账有"),
    (["print", "台账", "--xlsx", "--output", "a.docx"], "文件名要以 .xlsx 结尾"),
    (["collect", "--kind", "briefing", "--output", "a.xlsx"], "briefing"), (["collect"], "--output"),
  ])
  func slips(_ arguments: [String], _ message: String) throws {
    let outcome = try program.run(all: arguments + ["--lang", "zh"])
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: program.root + "/a.xlsx"))
  }

  /// A mistake in a write-up stops all of them: lists and numbers would lack something.
  @Test(arguments: commands) func aMistakeStopsThem(_ command: [String]) throws {
    try program.putError()
    let outcome = try program.run(all: command + ["a.xlsx"])
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("[unknown-field]"))
    #expect(!FileManager.default.fileExists(atPath: program.root + "/a.xlsx"))
  }

  @Test func aPartIsSaid() throws {
    let outcome = try program.run("export", "--xlsx", "a.xlsx", "--region", "秭归县", "--lang", "zh")
    #expect(outcome.code == 0)
    #expect(outcome.errors.contains("只写了选中的部分：案例 0 件（共 1 件），工作报告 0 份（共 1 份）"))
  }

  @Test func aFileOfTheSiteStays() throws {
    try program.put("content/a.xlsx", "x")
    let outcome = try program.run("export", "--xlsx", "content/a.xlsx")
    #expect(outcome.code != 0)
    #expect(try program.text("content/a.xlsx") == "x")
  }
}
