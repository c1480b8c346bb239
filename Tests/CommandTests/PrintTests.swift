import Foundation
import Testing

/// The sheets of the real content as a whole, through the real WeasyPrint that `make test` installs, measured in the PDF.
@Suite struct PrintTests {
  @Test(arguments: [
    ["volume", "--region", "武汉市"], ["register"], ["followups"], ["form", "--region", "宜昌市"],
    ["form", "--blank"],
    ["overview", "--region", "武汉市", "--period", "2024"], ["overview"],
    ["handout", "--region", "武汉市", "--period", "2024"],
  ])
  func theSheetIsAsItShouldBe(_ arguments: [String]) throws {
    let program = try Program(), options = ["--root", Program.project, "--today", "2026-11-21"]
    let page = try program.run(all: ["print"] + arguments + ["--html", "--output", "page.html"] + options)
    try #require(page.code == 0, "\(page.errors)")
    for name in ["a.pdf", "b.pdf"] {
      let outcome = try program.run(
        all: ["print"] + arguments + ["--pdf", "--output", name] + options, environment: Program.printing)
      try #require(outcome.code == 0, "\(outcome.errors) — `make test` installs WeasyPrint")
      // Once is enough where nothing but the content differs.
      if arguments != ["register"] { break }
      #expect(
        try Data(contentsOf: URL(filePath: program.root + "/a.pdf"))
          == Data(contentsOf: URL(filePath: program.root + "/" + name)))
    }
    let measured = try program.shell(
      "\"$PROJECT/.venv/bin/python3\" \"$PROJECT/Tests/Printed/measure.py\" \(arguments[0]) page.html a.pdf")
    #expect(measured.code == 0, "\(measured.output)")
  }

  /// A wrong request is refused before anything is made.
  @Test(arguments: [
    (["汇编"], "案例汇编"), (["案例汇篇"], "是否想写 案例汇编？"), (["台账", "--blank"], "--blank 只用于一案一表"),
    (["台账", "content/cases/shi.md"], "台账不是一件案例的"), (["数据一览", "--topic", "养老"], "不按议题分"),
    (["台账", "--region", "宜宾市"], "没有地区“宜宾市”"), (["台账", "--period", "去年"], "去年"),
    (["台账", "--topic", "没有的"], "没有议题“没有的”"), (["一案一表", "content/cases/meiyou.md"], "没有案例"),
    (["双语资料"], "没有英文版"),
  ])
  func slips(_ arguments: [String], _ message: String) throws {
    let program = try Program()
    let outcome = try program.run(all: ["print"] + arguments + ["--html", "--lang", "zh"])
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.output == "")
  }

  /// A mistake in any write-up stops the printing, since a number could be another; nothing selected is said, too.
  @Test func whatIsNotPrinted() throws {
    let program = try Program()
    let none = try program.run("print", "台账", "--period", "1999", "--html", "--lang", "zh")
    #expect(none.code == 1)
    #expect(none.errors.contains("没有案例可印"))
    try program.putError()
    let wrong = try program.run("print", "台账", "--html")
    #expect(wrong.code == 1)
    #expect(wrong.errors.contains("[unknown-field]"))
    #expect(wrong.output == "")
  }

  @Test func aFileOfTheSiteIsNotOverwritten() throws {
    let program = try Program(), before = try program.text("content/site.yml")
    let outcome = try program.run("print", "一案一表", "--blank", "--html", "--output", "content/site.yml")
    #expect(outcome.code == 74)
    #expect(try program.text("content/site.yml") == before)
  }
}
