import Diagnostics
import OfficeFiles
import Testing

@testable import Import

@Suite struct MappingTests {
  private let table = SheetTable([
    ["事项", "所在地", "办理结果", "联系人"], ["装灯", "城关", "办完了", "张某"], ["修路", "西陵区", "已解决", "李某"],
  ])

  /// Names that are not understood are proposed, each to be decided; when they are, the table is read.
  @Test func proposedAndDecided() {
    var made = Office().importing([table])
    #expect(made.diagnostics.map(\.code) == ["no-table"])
    let proposed = made.proposal.text(adding: ImportMapping())
    #expect(proposed.hasSuffix("栏目:\n  事项: 待确认\n  所在地: 待确认\n  办理结果: 待确认\n  联系人: 待确认\n"))
    // Words that a person writes beside them stay.
    let first = proposed.replacing("事项: 待确认", with: "事项: 标题 # 去年也是").replacing("所在地: 待确认", with: "所在地: 地区")
      .replacing("办理结果: 待确认", with: "办理结果：状态").replacing("联系人: 待确认", with: "联系人: 忽略")
    made = Office().importing([table], mapping: first)
    #expect(made.diagnostics == [])
    #expect(Office().findings(made) == ["B2 unknown-region", "C2 unknown-value"])
    var found: [Diagnostic] = []
    made.propose(for: [
      .init(.error, "unknown-value", at: made.sheets[0].location(row: 1, cell: 2), zh: "", en: ""),
      .init(.error, "unknown-region", at: made.sheets[0].location(row: 1, cell: 1), zh: "", en: ""),
    ])
    let mapping = ImportMapping(SourceText(path: "导入对照.yml", first), reporting: &found)
    let second = made.proposal.text(adding: mapping)
    #expect(second.hasPrefix(first) && second.contains("\n值:\n"))
    #expect(second.contains("  状态:\n    办完了: 待确认  # 可以写：计划、办理中、已解决、结果未公布\n"))
    let third = second.replacing("办完了: 待确认", with: "办完了: 已解决").replacing("城关: 待确认", with: "城关: 秭归县")
    made = Office().importing([table], mapping: third)
    #expect(Office().findings(made) == [])
    #expect(made.texts[0] == "---\n标题: 装灯\n地区: 湖北省/宜昌市/秭归县\n状态: 已解决\n---\n")
    #expect(made.proposal.isEmpty)
  }

  /// Several columns of text are one body, each below its heading.
  @Test func columnsOfText() {
    let made = Office().importing(
      [SheetTable([["标题", "地区", "反映问题", "经过"], ["装灯", "西陵区", "没有灯", "装了\n亮了"]])],
      mapping: "columns:\n  反映问题: 正文\n  经过: 正文\n")
    #expect(made.diagnostics == [])
    #expect(made.texts[0].hasSuffix("---\n\n## 反映问题\n\n没有灯\n\n## 经过\n\n装了\n\n亮了\n"))
  }

  @Test(arguments: [
    ("栏目:\n  状态: 状太\n", "mapping"), ("栏:\n  状态: 状态\n", "mapping"), ("栏目: 状态\n", "mapping"),
    ("栏目:\n  状态: 待确认\n", "column-unknown"), ("值:\n  状态: 已解决\n", "mapping"),
  ])
  func mistakes(text: String, code: String) {
    let made = Office().importing([SheetTable([["标题", "地区", "状态"], ["装灯", "西陵区", "计划"]])], mapping: text)
    #expect(made.diagnostics.map(\.code) == [code], "\(made.diagnostics.map(\.message.zh))")
  }

  @Test func sheetsAndConstants() {
    let made = Office().importing(
      [
        SheetTable([["标题", "地区"], ["装灯", "西陵区"]], name: "一"),
        SheetTable([["标题", "地区"], ["修路", "西陵区"]], name: "二"),
      ],
      mapping: "工作表:\n  二: 忽略\n全表:\n  品牌: 村落夜话\n  日期: 2024年\n")
    #expect(made.diagnostics == [])
    #expect(made.header == ["标题: 装灯", "地区: 湖北省/宜昌市/西陵区", "品牌: 村落夜话", "日期: 2024"])
  }
}
