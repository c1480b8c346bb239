import Diagnostics
import FrontMatter
import Testing

@testable import Records

/// The numbers of briefings: which issue it is, and that no two are one.
@Suite struct BriefingTests {
  private static func briefing(_ fields: String, issuer: String = "甲政协") -> String {
    "---\ntitle: 试\nmasthead: 工作简报\nissuer: \(issuer)\n\(fields)\n---\n"
  }

  private static func read(_ texts: [String]) throws -> (briefings: [Briefing], found: [Diagnostic]) {
    var found: [Diagnostic] = [], records: [Briefing] = []
    for (number, text) in texts.enumerated() {
      let source = SourceText(path: "content/briefings/\(number).md", text)
      guard let document = Document(writeUp: source, reporting: &found) else { continue }
      let placed = PlacedDocument(document: document, region: nil, regionRange: 0..<0)
      if let briefing = Briefing(placed, in: .empty, reporting: &found) { records.append(briefing) }
    }
    var cases: [Case] = [], reports: [Report] = []
    Content.removeDuplicates(&cases, &reports, &records, reporting: &found)
    return (records, found)
  }

  @Test(
    arguments: [
      ("issue: 第1期", "第1期", 1), ("number: 3", "第3期", 3), ("期数: 3\n总期数: 12", "第3期（总第12期）", 3),
      ("issue: 第十二期（总第40期）", "第十二期（总第40期）", 12), ("issue: 增刊第1期", "增刊第1期", nil),
      ("issue: 2024年第2期\nnumber: 2", "2024年第2期", 2), ("issue: 第03期", "第03期", 3),
    ] as [(String, String, Int?)])
  func issues(fields: String, issue: String, number: Int?) throws {
    let (briefings, found) = try BriefingTests.read([BriefingTests.briefing(fields)])
    #expect(found == [])
    #expect(briefings.first?.issue == issue)
    #expect(briefings.first?.number == number)
  }

  @Test(
    arguments: [
      ("title: 又", "missing-field", nil), ("number: 第3期", "wrong-type", "3"),
      ("number: 三", "wrong-type", "3"),
      ("number: 0", "wrong-type", nil), ("number: 近3", "wrong-type", nil),
      ("issue: 第2期\nnumber: 3", "issue-mismatch", "2"), ("issue: 第1期\nkind: 快报", "unknown-value", nil),
    ] as [(String, String, String?)])
  func mistakes(fields: String, code: String, mended: String?) throws {
    let text = BriefingTests.briefing(fields.hasPrefix("title") ? "note: 又" : fields)
    let (_, found) = try BriefingTests.read([text])
    #expect(found.map(\.code) == [code])
    if let mended { #expect(found.first?.suggestion?.edits.map(\.replacement) == [mended]) }
  }

  /// The fields of two briefings, and whether they are of one number.
  @Test(arguments: [
    ("issue: 第1期\ndate: 2024-01-05", "number: 1\ndate: 2024-09-05", true),
    ("issue: 第1期\ndate: 2024-01-05", "issue: 第一期\ndate: 2024-09-05", true),
    ("issue: 第1期", "issue: 第1期\nkicker: 又", true),
    ("issue: 第1期\ndate: 2024-01-05", "number: 1\ndate: 2025-01-05", false),
    ("issue: 第1期\ndate: 2024-01-05", "issue: 增刊第1期\ndate: 2024-01-06", false),
    ("number: 1\ndate: 2024-01-05", "number: 1\ndate: 2024-01-05\nseries: 专刊", false),
    ("number: 1\ndate: 2024-01-05\ntotal_number: 7", "number: 1\ndate: 2025-01-05\ntotal_number: 7", true),
    ("number: 1\ndate: 2024-01-05\ntotal_number: 7", "number: 2\ndate: 2024-02-05\ntotal_number: 8", false),
  ])
  func oneNumber(first: String, second: String, isOne: Bool) throws {
    let texts = [
      BriefingTests.briefing(first), BriefingTests.briefing(second).replacing("title: 试", with: "title: 又"),
    ]
    let (_, found) = try BriefingTests.read(texts)
    #expect(found.map(\.code) == (isOne ? ["issue-twice"] : []))
    if isOne {
      #expect(found.first?.location?.file == "content/briefings/1.md")
      #expect(found.first?.notes.first?.location?.file == "content/briefings/0.md")
    }
    let other = [
      texts[0], BriefingTests.briefing(second, issuer: "乙政协").replacing("title: 试", with: "title: 又"),
    ]
    #expect(try BriefingTests.read(other).found == [])
  }

  @Test func allFields() throws {
    let text = """
      ---
      标题: 试
      简报名称: 协商专报
      文种: 专报
      系列: 专报
      期数: 2
      编发单位: 甲政协
      密级: 秘密★1年
      编号: "000007"
      编者按: 按。
      报: 市委、市政府
      送: [市政协, 各区]
      发: 各街道
      本期增发: 住建局
      印份: 30
      编辑: [甲, 乙]
      审核: 丙
      签发: 丁
      ---

      """
    let (briefings, found) = try BriefingTests.read([text])
    #expect(found == [])
    let it = try #require(briefings.first)
    #expect(it.kind == .special && it.series == "专报" && it.issue == "第2期")
    #expect(it.secrecy == "秘密★1年" && it.copyNumber == "000007" && it.editorNote == "按。")
    #expect(it.reportTo == ["市委、市政府"] && it.sendTo == ["市政协", "各区"] && it.distributeTo == ["各街道"])
    #expect(it.extraRecipients == ["住建局"] && it.copies == "30")
    #expect(it.editors == ["甲", "乙"] && it.reviewers == ["丙"] && it.signatory == "丁")
  }
}
