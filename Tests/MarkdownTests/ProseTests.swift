import Diagnostics
import Testing

@testable import Markdown

@Suite struct ProseTests {
  private func found(_ text: String, _ spacing: SpacingChecks = []) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let source = SourceText(path: "a.md", text)
    checkProse(0..<source.bytes.count, of: source, spacing: spacing, reporting: &found)
    return found
  }

  private func corrected(_ text: String, _ found: [Diagnostic]) -> String {
    var bytes = Array(text.utf8)
    let edits = found.flatMap { $0.suggestion?.edits ?? [] }
    for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      bytes.replaceSubrange(edit.range, with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A text, the codes of its findings, and the text with all suggestions taken.
  @Test(arguments: [
    ("先议,后办;再评:好!真的?是", ["halfwidth-punctuation"], "先议，后办；再评：好！真的？是"),
    ("先议, 后办,\n再评", ["halfwidth-punctuation"], "先议，后办，\n再评"),
    ("江岸(汉口)试点", ["halfwidth-punctuation"], "江岸（汉口）试点"),
    ("**江岸**,汉口", ["halfwidth-punctuation"], "**江岸**，汉口"),
    ("见“意见”,再议", ["halfwidth-punctuation"], "见“意见”，再议"),
    ("| 甲,乙 |\n|---|\n| 丙(丁)戊 |", ["halfwidth-punctuation"], "| 甲，乙 |\n|---|\n| 丙（丁）戊 |"),
    ("还有...继续... 完", ["ascii-ellipsis"], "还有……继续……完"), ("等等...", ["ascii-ellipsis"], "等等……"),
    ("办法--试行 -- 二", ["ascii-dash"], "办法——试行——二"),
    ("10—20人，30～40人，50~60人", ["mixed-range-signs"], "10—20人，30—40人，50—60人"),
    (
      "武政协[2026]3号、武政办【2026】第12号、（政协(2025)4号）", ["document-number-brackets"],
      "武政协〔2026〕3号、武政办〔2026〕第12号、（政协〔2025〕4号）"
    ),
    ("请看__“重点”__内容", ["underscore-emphasis"], "请看**“重点”**内容"),
    ("**真，** 她和 **“你”**好", ["space-at-emphasis"], "**真，**她和**“你”**好"),
    ("caf\u{65}\u{301}和\u{F900}、か\u{3099}", ["not-nfc"], "caf\u{E9}和\u{8C48}、が"),
    ("他说：“好", ["unbalanced-quotes"], "他说：“好"), ("他说好”\n\n“甲”", ["unbalanced-quotes"], "他说好”\n\n“甲”"),
  ])
  func corrections(text: String, codes: [String], expected: String) {
    let found = found(text)
    #expect(Set(found.map(\.code)) == Set(codes))
    #expect(corrected(text, found) == expected)
    if expected != text { #expect(self.found(expected) == []) }
  }

  /// Texts that are right, or none of our business.
  @Test(arguments: [
    "先议，后办；再评：好！", "10:30开会，共1,200件，比例3:1", "Git (a tool), really; yes: it is... so -- good", "使用Git(版本)",
    "武汉市（江岸区）",
    "`甲,乙`、``甲...乙``", "```\n甲,乙...\n```", "    甲,乙", "[甲](乙,丙.md)", "见[附件](a(乙)丙.md)说明", "<http://a.b/甲,乙>",
    "甲\n---\n乙", "甲\n\n---\n\n乙", "10—20人，30—40人", "2022-08-31至2022-09-01", "6-10名，5～6名", "~~甲~~", "[2026]年",
    "见（2026）", "〔2026〕3号",
    "注意：__事项__", "__init__", "a**b** 甲", "* 甲 * 乙", "**甲** a", "2 * 3 * 4", "é、ㆍ、①％㎡", "“甲”“乙”", "“甲“乙”丙”",
    "“第一段。\n\n“第二段。”",
    "他说`“`好", "# “甲”\n\n- “乙”\n- 丙", "甲 乙", "\u{FA0E}", "！[甲]", "![甲](b)乙", "甲：[乙](c)", "[甲]: b\n\n[甲]，丙",
  ])
  func quiet(text: String) {
    #expect(found(text) == [])
  }

  @Test func ranges() {
    let text = "> 前\n> 先议,后办\n\n- 他说“好\n"
    let shown = found(text).map { "\($0.code) \($0.location?.range ?? 0..<0)" }
    #expect(shown == ["halfwidth-punctuation 14..<15", "unbalanced-quotes 31..<34"])
  }

  /// A text, and the number of findings by each of the two house styles.
  @Test(arguments: [
    ("使用 Swift 编写", 2, 0), ("使用Swift编写", 0, 2), ("共 12 件", 2, 0), ("共12件", 0, 2), ("（Swift）语言", 0, 0),
    ("98.5%的案例", 0, 0),
    ("2026 年 3 月", 3, 3), ("2026年3月", 0, 0), ("约200余条", 0, 0), ("约 200 余条", 2, 1), ("A、B 两区", 1, 0),
    ("A、B两区", 0, 1), ("“Git” 平台", 1, 1),
    ("汉字 汉字", 0, 0), ("Swift is 好", 1, 0), ("`汉字 A`", 0, 0),
  ])
  func spacing(text: String, spaced: Int, unspaced: Int) {
    let tight = found(text, .spaced), loose = found(text, .unspaced)
    #expect(tight.count == spaced)
    #expect(loose.count == unspaced)
    #expect(found(corrected(text, tight), .spaced) == [])
    #expect(found(corrected(text, loose), .unspaced) == [])
    #expect(found(text) == [])
  }

  @Test func mixedSpacing() {
    let text = "使用 Swift 编写，使用Git管理，用 Swift"
    #expect(found(text, .mixed).map(\.code) == ["mixed-spacing", "mixed-spacing"])
    #expect(corrected(text, found(text, .mixed)) == "使用 Swift 编写，使用 Git 管理，用 Swift")
    #expect(found("使用 Swift 编写", .mixed) == [])
  }
}
