import Foundation
import Testing

@Suite struct ImportTests {
  private let program: Program

  init() throws { program = try Program() }

  /// A sheet as Excel saves it: a byte order mark, CRLF, Chinese names, dates with slashes, lists with semicolons.
  @Test func sheetFromExcel() throws {
    try program.put(
      "anjian.csv",
      "\u{FEFF}标题,地区,日期,状态,场次,议题,来源,正文\r\n路灯亮了,湖北省/宜昌市/西陵区,2024/3/5,已解决,200余,基础设施；基础设施,000:33,\"装了灯，\r\n亮了。\"\r\n"
        + "还没有办,湖北省/宜昌市,,,,,,\r\n")
    let outcome = try program.run("import", "anjian.csv")
    #expect(
      outcome.errors.split(separator: "\n").prefix(2) == [
        "warning: 1 × 议题：“基础设施”在同一个列表里写了两次，只算一次 [repeated-item]",
        "  anjian.csv!F2  基础设施；基础设施  → 去掉这一项",
      ])
    #expect(outcome.output == "已写出 2 个文件到 ./content\n")
    #expect(outcome.code == 0)
    #expect(
      try program.text("content/cases/xiling-2024-03-05.md") == """
        ---
        标题: 路灯亮了
        地区: 湖北省/宜昌市/西陵区
        日期: 2024-03-05
        状态: 已解决
        场次: 200余
        议题: [基础设施, 基础设施]
        来源:
          - {source: "000", line: [33]}
        ---

        装了灯，

        亮了。

        """)
    #expect(try program.run("check").code == 0)
    #expect(try program.run("inspect", "content/cases/yichang.md").code == 0)
  }

  /// A mistake in a table is said of its cell; then nothing is written.
  @Test(arguments: [
    ("标题,地区\n路灯,湖北省/宜昌\n路灯,湖北省/宜昌市/西灵区\n", "B3", "unknown-region"),
    ("标题,地区,场次\n路灯,湖北省/宜昌市,约200余\n", "C2", "two-qualifiers"),
    ("标题,地区,状态\n路灯,湖北省/宜昌市,办完了\n", "C2", "unknown-value"),
    ("标题,地区,titel\n路灯,湖北省/宜昌市,x\n", "C1", "column-unknown"),
    ("标题,地区,title\n路灯,湖北省/宜昌市,x\n", "C1", "column-twice"),
    ("地区\n湖北省/宜昌市\n", "A1", "no-table"),
    ("地区,状态,场次\n湖北省/宜昌市,已解决,1\n", "A1", "column-missing"),
    ("标题,地区\n,湖北省/宜昌市\n", "B2", "missing-field"),
    ("标题,地区\n路灯,湖北省/宜昌市,多\n", "C2", "surplus-cell"),
    ("标题,地区,id\n路灯,湖北省/宜昌市,A1\n", "C2", "bad-stem"),
    ("标题,地区,id\n一,湖北省/宜昌市,../../x\n", "C2", "bad-stem"),
    ("标题,地区,编号\n一,湖北省/宜昌市,a\n二,湖北省/宜昌市,a\n", "A3", "row-twice"),
    ("标题,地区,场次\n一,湖北省/宜昌市,1\n一 ,宜昌,2\n", "A3", "row-twice"),
    ("标题,地区,成效\n路灯,湖北省/宜昌市,\"[{\"\"label\"\":\"\n", "C2", "cell-json"),
    ("标题,地区,body,正文\n路灯,湖北省/宜昌市,一,二\n", "D1", "column-twice"),
    ("标题,地区,id,slug\n路灯,湖北省/宜昌市,yi,er\n", "D1", "column-twice"),
    ("标题,地区,\n路灯,湖北省/宜昌市,多\n", "C2", "surplus-cell"),
    ("标题,地区,场次\n路灯,湖北省/宜昌市,#REF!\n", "C2", "cell-error"),
    (
      "标题,地区,成效\n路灯,湖北省/宜昌市,\"[{\"\"label\"\":\"\"一\"\",\"\"label\"\":\"\"二\"\",\"\"value\"\":1}]\"\n",
      "C2", "cell-json"
    ),
    ("标题,地区\n路\u{7}灯,湖北省/宜昌市\n", "A2", "control-character"),
  ])
  func mistakes(table: String, cell: String, code: String) throws {
    try program.put("a.csv", table)
    let outcome = try program.run("import", "a.csv", "--lang", "zh")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("\n  a.csv!\(cell)"), "\(outcome.errors)")
    #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
    #expect(outcome.errors.ranges(of: "error: ").count == 1, "\(outcome.errors)")
    #expect(try program.shell("ls content/cases").output == "ludeng.md\n")
    let machine = try program.run("import", "a.csv", "--lang", "zh", "--format", "json")
    #expect(machine.code == 1 && machine.output.contains("\"cell\": \"\(cell)\""), "\(machine.output)")
  }

  /// A mistake in a registry is said of its cell, and nothing of it is left out in silence.
  @Test(arguments: [
    ("areas", "hubei,湖北省,湖北省,province,420000,hubei\n", "areas.csv:3:1: error: ", "row-twice"),
    ("areas", "x,新省,新省,province,990000,x\n", "areas.csv:3:25: error: ", "area-below-itself"),
    (
      "areas", "x,甲省,甲省,province,990000,y\ny,乙省,乙省,province,980000,x\n", "areas.csv:4:25: error: ",
      "area-below-itself"
    ),
    ("areas", "hubei/x,新市,湖北省/新市,city,990000,hubie\n", "areas.csv:3:31: error: ", "area-unknown"),
    ("areas", "hubei/x,新市,湖北省/新市,city,990000,hubei,hubie\n", "areas.csv:3:37: error: ", "area-unknown"),
    ("areas", "hubei/x,新村,湖北省/新村,village,,,hubei\n", "areas.csv:3:29: error: ", "area-without-code"),
    ("areas", "hubei/x,新村\n", "areas.csv:3:1: error: ", "cell-missing"),
    ("areas", "hubei/x,新市,湖北省/新市,city,990000,hubei,,一\n", "areas.csv:3:38: error: ", "bad-position"),
    ("metrics", "id,name,unit,kind\n,场次,场,flow\n", "metrics.csv:2:1: error: ", "cell-missing"),
    ("metrics", "id,nmae\nx,场次\n", "metrics.csv:1:4: error: ", "column-unknown"),
    ("metrics", "id,labels\nx,\"[1\"\n", "metrics.csv:2:3: error: ", "cell-json"),
    ("sources", "id,title\n1,一,二\n", "sources.csv:2:5: error: ", "surplus-cell"),
    ("sources", "title\n一\n", "sources.csv:1:1: error: ", "column-missing"),
    ("site", "id,value,value\ntitle,一,二\n", "site.csv:1:10: error: ", "column-twice"),
    ("texts-1", "id,body\ncases/x,一\n", "texts-1.csv:2:1: error: ", "text-unknown"),
    ("texts-1", "id,body\ncases/a,一,二\n", "texts-1.csv:2:11: error: ", "surplus-cell"),
    ("texts-1", "id,body\ncases/b,一\n", "texts-1.csv:2:1: error: ", "text-twice"),
    ("identities", "id\na = b + c\n", "identities.csv:1:1: error: ", "table-missing"),
  ])
  func mistakesInRegistries(name: String, rows: String, place: String, code: String) throws {
    let areas =
      "id,name,path,level,code,parent,counted_under,position\nhubei,湖北省,湖北省,province,420000,[z],[z],1\n"
    try program.put("tables/areas.csv", areas + (name == "areas" ? rows : ""))
    try program.put("tables/cases.csv", "id,title,region,body\na,路灯,湖北省,\nb,路灯,湖北省,亮了\n")
    if name != "areas" { try program.put("tables/\(name).csv", rows) }
    let outcome = try program.run("import", "tables", "--output", "new", "--lang", "zh")
    #expect(outcome.code == 1)
    #expect(outcome.errors.hasPrefix("tables/" + place), "\(outcome.errors)")
    #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
    #expect(outcome.errors.ranges(of: ": error: ").count == 1, "\(outcome.errors)")
    #expect(!program.exists("new"))
  }

  /// When a file cannot be written, none is.
  @Test func nothingIsLeft() throws {
    try program.put("cases.csv", "编号,标题,地区\nludeng-2,一,湖北省/宜昌市\n")
    try program.put("new/content/cases", "在文件夹的位置上")
    let outcome = try program.run("import", "cases.csv", "--output", "new")
    #expect(outcome.code == 74)
    #expect(outcome.errors.contains("cases"))
    #expect(try program.text("new/content/cases") == "在文件夹的位置上")
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.root + "/new") == ["content"])
  }

  /// The encoding in which Chinese programs save CSV is read, too.
  @Test func otherEncodings() throws {
    // 标题,地区 and 路灯,湖北省/宜昌市 in GBK.
    let bytes: [UInt8] = [
      0xB1, 0xEA, 0xCC, 0xE2, 0x2C, 0xB5, 0xD8, 0xC7, 0xF8, 0x0A, 0xC2, 0xB7, 0xB5, 0xC6, 0x2C, 0xBA, 0xFE,
      0xB1, 0xB1,
      0xCA, 0xA1, 0x2F, 0xD2, 0xCB, 0xB2, 0xFD, 0xCA, 0xD0, 0x0A,
    ]
    try Data(bytes).write(to: URL(filePath: program.root + "/gbk.csv"))
    #expect(try program.run("import", "gbk.csv").code == 0)
    #expect(try program.text("content/cases/yichang.md") == "---\n标题: 路灯\n地区: 湖北省/宜昌市\n---\n")
  }

  /// Differences from the site are shown, and written only where that is said.
  @Test func nothingIsOverwritten() throws {
    try program.put("cases.csv", "编号,标题,地区\nludeng,新的,湖北省/宜昌市\nxin,新的2,湖北省/宜昌市\n")
    let old = try program.text("content/cases/ludeng.md")
    let outcome = try program.run("import", "cases.csv")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("content/cases/ludeng.md 和表里不同：\n  标题："))
    #expect(try program.text("content/cases/ludeng.md") == old)
    #expect(program.exists("content/cases/xin.md"))
    #expect(try program.run("import", "cases.csv", "--accept-changes").code == 0)
    let new = try program.text("content/cases/ludeng.md")
    #expect(new.contains("新的") && new != old)
    let again = try program.run("import", "cases.csv", "--accept-changes")
    #expect(again.output == "什么也没有写；2 行和网站上一样\n" && again.code == 0)
    #expect(try program.run("import", "absent.csv").code == 74)
    #expect(try program.run("import").code == 64)
  }

  /// The records made again from an export are those that it came from.
  @Test func recordsAreTheSame() throws {
    #expect(try program.run("build", "--today", "2026-11-21").code == 0)
    let outcome = try program.run("import", "site/data", "--output", "again")
    #expect(outcome.errors == "" && outcome.code == 0)
    let folder = program.root + "/content/"
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }
    #expect(files.count >= 7)
    for file in files {
      let old = try program.run("inspect", "content/" + file)
      let new = try program.run("inspect", "content/" + file, "--root", "again")
      #expect(old.code == 0 && old == new, "\(file)")
    }
  }

  /// The records that rows refer to are not known without a registry that is there and not read.
  @Test func aRegistryThatIsNotRead() throws {
    try program.put("a.csv", "标题,地区\n路灯,湖北省/宜昌市\n")
    _ = try program.shell("mv content/regions.yml regions.yml; ln -s ../regions.yml content/regions.yml")
    let outcome = try program.run("import", "a.csv", "--output", "new")
    #expect(outcome.code == 1)
    let said = outcome.errors.split(separator: "\n").filter { $0.hasSuffix("]") }
    #expect(said.count == 1 && said[0].hasPrefix("content/regions.yml:") && said[0].hasSuffix("[not-a-file]"))
    #expect(!program.exists("new"))
  }
}
