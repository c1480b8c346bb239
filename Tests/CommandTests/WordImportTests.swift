import Foundation
import Testing

/// `casebook import` with Word files, most of which other programs wrote (`Tests/Office/word_corpus.py`).
@Suite struct WordImportTests {
  private let program: Program

  static let corpus = Program.project + "/Tests/OfficeFilesTests/Fixtures/"

  init() throws {
    program = try Program()
    try program.put("content/topics/sheshi.md", Data("---\ntitle: 基础设施\n---\n".utf8))
  }

  static var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: corpus + "word").filter { $0.hasSuffix(".docx") }
        .map {
          String($0.dropLast(5))
        }.sorted()
    }
  }

  private func take(_ file: String, as name: String) throws {
    try program.put(name, Data(contentsOf: URL(filePath: WordImportTests.corpus + file)))
  }

  /// Each becomes the write-up that is declared, or is refused as declared. `RECORD=1` writes what comes out now.
  @Test(arguments: try WordImportTests.names) func corpus(name: String) throws {
    try take("word/\(name).docx", as: "\(name).docx")
    let outcome = try program.run("import", "\(name).docx", "--lang", "zh")
    var text = ""
    for folder in ["cases", "reports", "briefings"] {
      text += (try? program.text("content/\(folder)/\(name).md")) ?? ""
    }
    let said = outcome.errors + outcome.output
    for (ending, found) in [("md", text), ("txt", said)] {
      let path = WordImportTests.corpus + "word/\(name).\(ending)"
      if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try found.write(toFile: path, atomically: true, encoding: .utf8)
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == found)
    }
    #expect((outcome.code == 0) == !text.isEmpty)
    // A check finds nothing in the file that was written.
    if outcome.code == 0 {
      #expect(try program.run("check").errors.contains(name + ".md") == false)
      let again = try program.run("import", "\(name).docx")
      #expect(again.code == 1 && again.errors.contains("content/cases/\(name).md"), "\(again)")
    }
  }

  /// Pictures are written as they are in the file, and the write-up shows them.
  @Test func pictures() throws {
    try take("word/changes.docx", as: "changes.docx")
    #expect(try program.run("import", "changes.docx").code == 0)
    #expect(try program.shell("head -c 4 content/images/changes-1.png | tail -c 3").output == "PNG")
    #expect(try program.run("check").output.contains("missing-image") == false)
  }

  /// A folder: nothing is written where one has a mistake, unless what is right is asked for.
  @Test func folder() throws {
    for name in ["form", "like-wps", "pandoc"] { try take("word/\(name).docx", as: "in/\(name).docx") }
    try take("corpus/foreign/oldDocument.wps", as: "in/a.wps")
    let refused = try program.run("import", "in", "--lang", "zh")
    #expect(refused.code == 1 && refused.output.contains("什么也没有写"))
    #expect(refused.errors.contains("in/a.wps:1:1: error: 这是旧格式的文稿（.doc、.wps），读不了。"))
    #expect(refused.errors.contains("in/form.docx 表1第5行"))
    #expect(try program.shell("ls content/cases").output == "ludeng.md\n")
    let taken = try program.run("import", "in", "--accept-valid")
    #expect(taken.code == 0, "\(taken)")
    #expect(try program.shell("ls content/cases content/reports").output.contains("like-wps.md"))
    #expect(try !program.shell("ls content/cases content/reports").output.contains("form.md"))
  }

  /// Other word processors' files are named for what they are, with what to do.
  @Test(arguments: [
    ("oldDocument.wps", ".doc、.wps"), ("richText.doc", "RTF"), ("openDocument.odt", ".odt"),
    ("xmlDocument.doc", "2003"),
    ("pdf.xlsx", "PDF"),
  ]) func otherFormats(file: String, name: String) throws {
    try take("corpus/foreign/" + file, as: "a.doc")
    let outcome = try program.run("import", "a.doc", "--lang", "zh")
    #expect(
      outcome.code == 1 && outcome.errors.contains(name) && outcome.errors.contains("foreign-format"),
      "\(outcome)")
    #expect(try program.shell("ls content/cases").output == "ludeng.md\n")
  }

  /// A briefing that was printed to a Word file, and imported again, has the same text.
  @Test func ownBriefing() throws {
    let body = """
      会议**通报**了情况，见[公开的记录](https://example.org/)[^1]。

      ## 一、基本情况

      （一）建体系。平台由三类组成。

      - 装灯
      - 修路
        - 先修东段

      1. 议定位置
      2. 议定费用

      ## 二、下一步

      | 项目 | 数量 |
      |---|---|
      | 路灯 | 12 |

      抓紧办理。

      [^1]: 见区政协工作报告。
      """
    _ = try program.shell("rm -r templates && cp -r $PROJECT/templates .")
    try program.put(
      "content/briefings/b.md",
      Data(
        "---\ntitle: 路灯\nmasthead: 工作简报\nissue: 第3期\nissuer: 编写组\ndate: 2022-12-02\n---\n\n\(body)\n".utf8))
    try #require(
      try program.run("brief", "content/briefings/b.md", "--docx", "--output", "printed.docx").code == 0)
    try program.remove("content/briefings/b.md")
    let outcome = try program.run("import", "printed.docx")
    #expect(outcome.code == 0, "\(outcome)")
    let text = try program.text("content/briefings/printed.md")
    #expect(text.contains("标题: 路灯\n简报名称: 工作简报\n期号: 第3期\n编发单位: 编写组\n印发日期: 2022-12-02\n---\n\n"))
    for part in body.split(separator: "\n\n") { #expect(text.contains(part), "\(part)\n\(text)") }
  }
}
