import Diagnostics
import OfficeFiles
import Testing

@testable import Import

@Suite struct SheetImportTests {
  // MARK: Tables in sheets

  /// Titles above the head, a head of two rows, totals and notes: what is passed over is said.
  @Test func tableInASheet() {
    let made = Office().importing([
      SheetTable(
        [
          ["2024年协商台账"], ["单位：件"], [],
          ["序号", "基本情况", "基本情况", "协商情况", "协商情况"],
          ["", "标题*", "地区\n（必填）", "场次（场）", "解决了多少"],
          ["1", "装灯", "西陵区", "2", "3"],
          ["2", "修路", "秭归县", "", "无"],
          ["序号", "标题*", "地区\n（必填）", "场次（场）", "解决了多少"],
          ["合计", "", "", "2", "3"],
          ["注：数字由各区报送"], ["填表人：张某", "", "审核：李某"],
        ], name: "台账"),
      SheetTable([["填写说明"], ["标题", "一句话"], ["地区", "全称"]], name: "填写说明"),
      SheetTable([["标题", "地区"], ["藏", "西陵区"]], name: "旧", isHidden: true),
    ])
    #expect(made.diagnostics.map(\.code) == ["column-unknown"])
    #expect(made.diagnostics.first?.location.flatMap { made.cell(at: $0)?.name } == "台账!E5")
    #expect(made.rows.count == 2)
    #expect(made.texts[0] == "---\n标题: 装灯\n地区: 湖北省/宜昌市/西陵区\n场次: 2\n---\n")
    let said = made.notices.map(\.message.zh).joined(separator: "\n")
    for part in ["表头上面的文字", "“合计”是合计", "表头又出现了", "注：数字由各区报送", "填表人：张某", "是说明，没有读", "隐藏的工作表"] {
      #expect(said.contains(part), "\(part)")
    }
  }

  @Test(arguments: [
    "标题", "title", " 标 题 ", "标题*", "＊标题", "标题（必填）", "标题\n（一句话）", "名称", "ｔｉｔｌｅ", "标题：", "【必填】标题",
  ])
  func headings(_ name: String) {
    let made = Office().importing([SheetTable([[name, "地区"], ["装灯", "西陵区"]])])
    #expect(made.header == ["标题: 装灯", "地区: 湖北省/宜昌市/西陵区"] || made.header[0] == "title: 装灯", "\(made.header)")
    #expect(made.diagnostics == [])
  }

  // MARK: Values

  @Test(arguments: [
    ("日期", "2024年7月3日", "日期: 2024-07-03"), ("日期", "2024.7.3", "日期: 2024-07-03"),
    ("日期", "2024/7", "日期: 2024-07"),
    ("日期", "2024-07-03 00:00:00", "日期: 2024-07-03"), ("日期", "二〇二四年三月", "日期: 2024-03"),
    ("日期", "２０２４年", "日期: 2024"), ("日期", "2024年上半年", "日期: 2024H1"), ("日期", "去年底", "日期: 去年底"),
    ("状态", "已解决", "状态: 已解决"), ("状态", "办完了", "状态: 办完了"), ("草稿", "√", "草稿: true"), ("草稿", "否", "草稿: false"),
    ("场次", "200余", "场次: 200余"), ("场次（次）", "12", "场次: 12次"), ("场次（场）", "12", "场次: 12"),
    ("场次／次", "12", "场次: 12次"),
    ("参与群众（人次）", "近300", "参与群众: 近300人次"), ("参与群众（人次）", "300左右", "参与群众: 300人次左右"),
    ("参与群众（户）", "300户", "参与群众: 300户"), ("委员", "张三、李四；王五", "委员: [张三, 李四, 王五]"),
    ("委员", "张三\n李四", "委员: [张三, 李四]"), ("委员", "张三和李四", "委员: [张三和李四]"), ("委员（名）", "8", "委员: 8名"),
    ("委员", "12", "委员: 12"), ("议题", "灯；灯、路", "议题: [灯, 灯、路]"), ("议题", "灯、路", "议题: [灯、路]"),
    ("议题", "灯，别的", "议题: [灯, 别的]"), ("更正", "一、二；三", "更正: [一、二, 三]"), ("说明", "一：二", "说明: \"一：二\""),
    ("来源", "001:84,85;002", "来源:"), ("资金（万元）", "35", "资金:"),
  ])
  func values(heading: String, cell: String, line: String) {
    let made = Office().importing([SheetTable([["标题", "地区", heading], ["装灯", "西陵区", cell]])])
    #expect(made.header.contains(line), "\(made.header)")
    #expect(made.diagnostics == [])
  }

  /// Lists of records are written in JSON, with names, or as the only thing that they must have.
  @Test(arguments: [
    ("资金（万元）", "35", "  - {金额: 35万元}"),
    ("项目", "装灯；修路", "  - {名称: 装灯}"),
    ("成效", "名称：路灯，数值：120，单位：盏\n名称：车位，数值：20余", "  - {名称: 车位, 数值: 20余}"),
    ("委员", "省级2名、市级3名", "  省级: 2名"),
  ])
  func records(heading: String, cell: String, line: String) {
    let made = Office().importing([SheetTable([["标题", "地区", heading], ["装灯", "西陵区", cell]])])
    #expect(made.header.contains(line), "\(made.header)")
    #expect(Office().findings(made) == [])
  }

  /// A dash or 无 says that there is nothing; 0 is a number.
  @Test func nothing() {
    for word in ["-", "—", "/", "无", "未统计", "[x]"] {
      let made = Office().importing([SheetTable([["标题", "地区", "场次", "品牌"], ["装灯", "西陵区", word, word]])])
      #expect(made.header == ["标题: 装灯", "地区: 湖北省/宜昌市/西陵区"], "\(word)")
    }
    let made = Office().importing([SheetTable([["标题", "地区", "场次"], ["装灯", "西陵区", "0"]])])
    #expect(made.header.contains("场次: 0"))
  }

  @Test func paragraphs() {
    let made = Office().importing([
      SheetTable([["标题", "地区", "正文"], ["装\n灯", "西陵区", "　　第一段\n第二段\n- 一\n- 二"]])
    ])
    #expect(made.texts == ["---\n标题: 装灯\n地区: 湖北省/宜昌市/西陵区\n---\n\n第一段\n\n第二段\n\n- 一\n- 二\n"])
  }

  // MARK: Regions

  @Test(arguments: [
    (["地区"], ["湖北省/武汉市/青山区"], "湖北省/武汉市/青山区"), (["地区"], ["青山"], "湖北省/武汉市/青山区"),
    (["地区"], ["武汉市青山区钢花村街道"], "湖北省/武汉市/青山区/钢花村街道"), (["地区"], ["420107"], "湖北省/武汉市/青山区"),
    (["市", "县（市、区）"], ["宜昌", "秭归"], "湖北省/宜昌市/秭归县"), (["市", "地区"], ["宜昌市", "西陵区"], "湖北省/宜昌市/西陵区"),
    (["地区", "所在街道"], ["青山区", "钢花村街道"], "湖北省/武汉市/青山区/钢花村街道"),
    (["市州", "区县", "乡镇/街道", "村（社区）"], ["宜昌市", "宜昌市秭归县", "屈原镇", "北峰村"], "湖北省/宜昌市/秭归县/屈原镇/北峰村"),
    (["县", "地区"], ["秭归县", "屈原镇"], "湖北省/宜昌市/秭归县/屈原镇"), (["地区"], ["青三区"], "青三区"),
  ])
  func regions(heads: [String], cells: [String], path: String) {
    let made = Office().importing([SheetTable([["标题"] + heads, ["装灯"] + cells])])
    #expect(made.header.last == "地区: \(path)", "\(made.header)")
    #expect(made.diagnostics == [])
  }

  // MARK: Reports

  @Test func metricsAsHeadings() {
    let made = Office().importing([
      SheetTable([
        ["2024年上半年各地统计表"], ["序号", "地区", "时期", "协商活动（场）", "解决问题", "捐款（万元）"],
        ["1", "青山区", "2024年上半年", "78", "200余", "3.5"], ["2", "武昌区", "2024年上半年", "", "", ""],
        ["合计", "", "", "78", "200", "3.5"],
      ])
    ])
    #expect(made.diagnostics == [])
    #expect(made.rows.map(\.path) == ["content/reports/qingshan-2024h1.md"])
    #expect(
      made.texts == [
        "---\n标题: 青山区2024年上半年工作情况\n地区: 湖北省/武汉市/青山区\n时期: 2024H1\n数据:\n  协商场次: 78\n  解决问题: 200余\n  捐款: 3.5万元\n---\n"
      ])
    #expect(Office().findings(made) == [])
  }

  /// The time of numbers is asked for, and never taken from a title.
  @Test func periodIsAskedFor() {
    let table = SheetTable([["2024年上半年统计表"], ["地区", "协商场次"], ["青山区", "78"]])
    let made = Office().importing([table])
    #expect(made.diagnostics.map(\.code) == ["period-missing"] && made.rows.isEmpty)
    let proposed = made.proposal.text(adding: ImportMapping())
    #expect(proposed.contains("全表:\n  时期: 待确认  # 表上写着：2024年上半年统计表\n"))
    let decided = Office().importing([table], mapping: proposed.replacing("待确认  #", with: "2024H1  #"))
    #expect(decided.header.contains("时期: 2024H1") && decided.diagnostics == [])
  }

  /// A number in merged cells would count in each of their rows.
  @Test func mergedNumbers() {
    var table = SheetTable([["标题", "地区", "场次"], ["装灯", "西陵区", "3"], ["修路", "西陵区", "3"]])
    table.rows[2].cells[1].isRepeated = true
    table.rows[2].cells[2].isRepeated = true
    let made = Office().importing([table])
    #expect(Office().findings(made) == ["C3 merged-number"])
    #expect(made.rows.map(\.isBroken) == [false, true])
  }

  // MARK: What is there already

  @Test func knownAndNew() {
    let office = Office([
      (
        "content/cases/old.md",
        "---\ntitle: 装灯\nregion: 湖北省/宜昌市/西陵区\nstatus: planned # 见会议纪要\nsessions: 1\n---\n正文\n"
      ),
      ("content/cases/no.md", "---\n标题: 三号\n地区: 湖北省/宜昌市\nx-编号: 鄂协〔2024〕3号\n---\n"),
    ])
    let made = office.importing([
      SheetTable([
        ["编号", "标题", "地区", "状态", "议题", "正文"], ["", "装 灯", "西陵区", "已解决", "灯", ""],
        ["鄂协〔2024〕3号", "三号", "宜昌", "", "", "新的"],
        ["鄂协〔2024〕4号", "四号", "宜昌", "", "", ""], ["wu-hao", "五号", "宜昌", "", "", ""],
        ["", "六号", "宜昌", "", "", ""],
      ])
    ])
    #expect(made.diagnostics == [])
    #expect(
      made.rows.map(\.path) == [
        "content/cases/old.md", "content/cases/no.md", "content/cases/yichang.md", "content/cases/wu-hao.md",
        "content/cases/yichang-2.md",
      ])
    #expect(made.rows.map(\.isKnown) == [true, true, false, false, false])
    #expect(
      String(decoding: made.rows[0].merged(["status", "topics"]).bytes, as: UTF8.self)
        == "---\ntitle: 装灯\nregion: 湖北省/宜昌市/西陵区\nstatus: 已解决 # 见会议纪要\nsessions: 1\ntopics: [灯]\n---\n正文\n")
    #expect(
      String(decoding: made.rows[1].merged(["body"]).bytes, as: UTF8.self)
        == "---\n标题: 三号\n地区: 湖北省/宜昌市\nx-编号: 鄂协〔2024〕3号\n---\n\n新的\n")
    #expect(made.texts[2] == "---\nx-编号: 鄂协〔2024〕4号\n标题: 四号\n地区: 湖北省/宜昌市\n---\n")
    #expect(office.findings(made) == [])
  }

  /// A number of a report is changed where it is, with what is said of it.
  @Test func figuresOfAReport() {
    let report =
      "---\ntitle: 报告\nregion: 湖北省/武汉市/青山区\nperiod: 2024\nfigures:\n  协商活动: {value: 78, note: 照录}\nnote: 一\n---\n"
    let office = Office([("content/reports/r.md", report)])
    let made = office.importing([SheetTable([["地区", "时期", "协商场次", "解决问题"], ["青山区", "2024年", "80", "9"]])])
    #expect(made.rows.map(\.path) == ["content/reports/r.md"])
    #expect(
      String(decoding: made.rows[0].merged().bytes, as: UTF8.self).contains(
        "figures:\n  协商活动: {value: 80, note: 照录}\n  problems_solved: 9\nnote: 一\n"))
    #expect(made.rows[0].old("sessions_held") == "78" && office.findings(made) == [])
  }

  /// 1, 2, 3 are no names of files; one matter in two sheets is one.
  @Test func rowNumbersAndRepeats() {
    let rows = [["编号", "标题", "地区"], ["1", "甲", "宜昌"], ["2", "乙", "宜昌"]]
    let made = Office().importing([
      SheetTable(rows, name: "一"), SheetTable([["标题", "地区"], ["甲", "宜昌市"], ["乙", "西陵区"]], name: "二"),
    ])
    #expect(
      made.rows.map(\.path) == [
        "content/cases/yichang.md", "content/cases/yichang-2.md", "content/cases/xiling.md",
      ])
    #expect(made.repeated == 1)
  }

  @Test func returnedTableIsRead() throws {
    let tables = [SheetTable([["标题", "地区", "状态"], ["甲", "宜昌", "好了"], ["乙", "宜昌", "计划"]], name: "案例")]
    let made = Office().importing(tables)
    let finding = Diagnostic(
      .error, "unknown-value", at: made.sheets[0].location(row: 1, cell: 2), zh: "不能写“好了”", en: "no")
    let bytes = ReturnedWorkbook(made, [finding], files: SourceFiles([])).bytes(.zh, onlyRows: nil)
    let again = Office().importing(try WorkbookReader.tables(in: bytes, path: "退回.xlsx"))
    #expect(again.texts == made.texts && again.diagnostics == [])
    let left = ReturnedWorkbook(made, [finding], files: SourceFiles([])).bytes(.zh, onlyRows: [0: [1]])
    #expect(
      Office().importing(try WorkbookReader.tables(in: left, path: "退回.xlsx")).texts
        == Array(made.texts.prefix(1)))
  }
}
