import Diagnostics
import Testing

@testable import FrontMatter

@Suite struct FullWidthColonTests {
  /// The full-width colon counts only where a key must stand and none is there.
  @Test(arguments: [
    ("标题：值", "{标题: 值}", ["1:3"], "标题: 值"),
    ("标题： 值", "{标题: 值}", ["1:3"], "标题: 值"),
    ("标题：\u{3000}值", "{标题: 值}", ["1:3"], "标题: 值"),
    ("标题 ：值", "{标题: 值}", ["1:4"], "标题 : 值"),
    ("标题：", "{标题: }", ["1:3"], "标题:"),
    ("标题：  \n地区：甲", "{标题: , 地区: 甲}", ["1:3", "2:3"], "标题:  \n地区: 甲"),
    ("标题：“甲：乙” # 注：丙", "{标题: “甲：乙”}", ["1:3"], "标题: “甲：乙” # 注：丙"),
    ("标题：\"甲\\n乙\"", "{标题: 甲\n乙}", ["1:3"], "标题: \"甲\\n乙\""),
    ("标题：甲\n  乙", "{标题: 甲 乙}", ["1:3"], "标题: 甲\n  乙"),
    ("说明：|\n  甲\n", "{说明: 甲\n}", ["1:3"], "说明: |\n  甲\n"),
    ("议题：\n- 甲\n- 乙：丙\n", "{议题: [甲, 乙：丙]}", ["1:3"], "议题:\n- 甲\n- 乙：丙\n"),
    ("议题：[甲, 乙]", "{议题: [甲, 乙]}", ["1:3"], "议题: [甲, 乙]"),
    ("来源：\n  source: x\n  行：3\n", "{来源: {source: x, 行: 3}}", ["1:3", "3:4"], "来源:\n  source: x\n  行: 3\n"),
    ("时间：10:30", "{时间: 10:30}", ["1:3"], "时间: 10:30"),
    ("a：b", "{a: b}", ["1:2"], "a: b"),
    ("甲：乙：丙", "{甲: 乙：丙}", ["1:2"], "甲: 乙：丙"),
    ("来源: {页：\"001\", 行：3}", "{来源: {页: 001, 行: 3}}", ["1:7", "1:16"], "来源: {页: \"001\", 行: 3}"),
    ("a: {甲 ：\u{3000}乙：丙, 丁：}", "{a: {甲: 乙：丙, 丁: }}", ["1:7", "1:15"], "a: {甲 : 乙：丙, 丁: }"),
    ("a: {\"甲\"：[乙]}", "{a: {甲: [乙]}}", ["1:8"], "a: {\"甲\": [乙]}"),
    ("\"甲\"：乙", "{甲: 乙}", ["1:4"], "\"甲\": 乙"),
    // A plain colon with a space is there: YAML's own reading.
    ("标题：关于: 值", "{标题：关于: 值}", [], ""),
    ("标题：:", "{标题：: }", [], ""),
    ("a: {标题：关于: 值}", "{a: {标题：关于: 值}}", [], ""),
    // Values are left alone.
    ("a: [甲：乙]", "{a: [甲：乙]}", [], ""),
    ("标题: 值：值", "{标题: 值：值}", [], ""),
    ("说明:\n  主持人：甲\n  记录人：乙", "{说明: 主持人：甲 记录人：乙}", [], ""),
    ("议题:\n  - 甲：乙", "{议题: [甲：乙]}", [], ""),
    ("标题: 甲\n  乙：丙", "{标题: 甲 乙：丙}", [], ""),
    ("说明: |\n  主持人：甲", "{说明: 主持人：甲}", [], ""),
  ])
  func fullWidthColon(text: String, tree: String, warnings: [String], corrected: String) throws {
    let source = SourceText(path: "a.yml", text)
    var found: [Diagnostic] = []
    let document = try #require(Document(registry: source, reporting: &found))
    #expect(show(document.header) == tree)
    #expect(found.map { summary($0, in: source) } == warnings.map { $0 + " fullwidth-colon" })
    #expect(found.allSatisfy { $0.severity == .warning })
    guard !found.isEmpty else { return }
    let edits = found.flatMap { $0.suggestion?.edits ?? [] }
    #expect(apply(edits, to: source) == corrected)
    var none: [Diagnostic] = []
    let again = try #require(Document(registry: SourceText(path: "a.yml", corrected), reporting: &none))
    #expect(none == [])
    #expect(show(again.header) == tree)
  }

  private func show(_ node: Node) -> String {
    switch node.content {
    case .scalar(let scalar): scalar.text
    case .list(let items): "[" + items.map(show).joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { "\($0.key.text): \(show($0.value))" }.joined(separator: ", ") + "}"
    }
  }
}
