import Foundation
import Testing

/// `casebook harvest`: an article in, rows and drafts out.
@Suite struct HarvestTests {
  private let program: Program
  private let article = "今年以来，西陵区政协开展协商活动78场次，解决问题近700个。\n\n办公电话0717-6252345。\n"

  init() throws {
    program = try Program()
    try program.put("wen.txt", article)
  }

  @Test func json() throws {
    let outcome = try program.run("harvest", "wen.txt", "--period", "2024", "--format", "json")
    #expect(outcome.code == 0)
    let rows = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
    let first = try #require(rows?.first)
    #expect(rows?.count == 2)
    #expect(first["line"] as? Int == 1 && first["value"] as? Int == 78)
    #expect(first["raw"] as? String == "78" && first["unit"] as? String == "场次")
    #expect(first["qualifier"] as? String == "exact" && first["metric"] as? String == "sessions_held")
    #expect(first["phrase"] as? String == "西陵区政协开展协商活动78场次")
    #expect(first["region"] as? String == "湖北省/宜昌市/西陵区" && first["period"] as? String == "2024")
  }

  /// The same article as LibreOffice and iconv write it.
  @Test(arguments: ["article.docx", "article-gb18030.txt", "article-utf16.txt"])
  func otherFiles(name: String) throws {
    let path = Program.project + "/Tests/HarvestTests/Fixtures/" + name
    let outcome = try program.run("harvest", path, "--period", "2024", "--format", "json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let rows = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]] ?? []
    #expect(rows.compactMap { $0["raw"] as? String } == ["78", "近700", "超20万"])
    #expect(rows.first?["phrase"] as? String == "西陵区政协开展协商活动78场次")
  }

  @Test func text() throws {
    let outcome = try program.run("harvest", "wen.txt")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("78场次") && outcome.output.contains("协商场次"))
    #expect(outcome.output.contains("2 个数，2 个认出指标；可以写成 1 份草稿"))
    #expect(!program.exists("content/reports/wen-yichang-xiling-undated.md"))
    #expect(
      try program.run("harvest", "wen.txt", "--lang", "en").output.contains("2 numbers, 2 with a metric"))
  }

  /// Drafts pass the check, and are in no total.
  @Test func drafts() throws {
    let before = try program.run("stats", "--format", "json").output
    let outcome = try program.run(
      "harvest", "wen.txt", "--period", "2024", "--source", "000", "--output", ".")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let path = "content/reports/000-yichang-xiling-2024.md"
    #expect(try program.text(path).contains("数值: 78场次") && program.text(path).contains("草稿: 是"))
    #expect(try program.run("check").code == 0)
    #expect(try program.run("inspect", path).code == 0)
    #expect(try program.run("stats", "--format", "json").output == before)
    // A file that is there is not overwritten.
    let again = try program.run("harvest", "wen.txt", "--period", "2024", "--source", "000", "--output", ".")
    #expect(again.code == 74 && again.errors.contains("content/reports/000-yichang-xiling-2024.md"))
  }

  /// Without a source the drafts say in their notes where the numbers are from.
  @Test func withoutSource() throws {
    let outcome = try program.run("harvest", "wen.txt", "--output", ".")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let text = try program.text("content/reports/wen-yichang-xiling-undated.md")
    #expect(text.contains("由程序从“wen.txt”摘出") && text.contains("没有写明时期"))
    #expect(try program.run("check").code == 0)
  }

  @Test func mistakes() throws {
    #expect(try program.run("harvest", "nothing.txt").code == 74)
    #expect(try program.run("harvest", "wen.txt", "--source", "999").code == 64)
    #expect(try program.run("harvest", "wen.txt", "--region", "没有的地方").code == 64)
    #expect(try program.run("harvest", "wen.txt", "--period", "什么时候").code == 64)
    try program.put("wen.bin", Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0]))
    #expect(try program.run("harvest", "wen.bin").code == 1)
    try program.put("empty.txt", "")
    #expect(try program.run("harvest", "empty.txt").output == "没有找到数字\n")
    #expect(try program.run("harvest", "empty.txt", "--format", "json").output == "[]\n")
  }
}
