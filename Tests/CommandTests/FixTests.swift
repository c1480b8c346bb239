import Foundation
import Testing

/// `casebook fix`: the edits that findings suggest.
@Suite struct FixTests {
  private let program: Program

  init() throws { program = try Program() }

  private func putCase(_ name: String, _ header: String) throws {
    try program.put("content/cases/\(name).md", "---\n\(header)\n---\n\n内容。\n")
  }

  @Test func missingSlugs() throws {
    try putCase("a", "title: 甲\nregion: 湖北省/宜昌市/西陵区/重华街道/平湖社区")
    let check = try program.run("check", "--lang", "zh")
    #expect(check.code == 1)
    #expect(check.errors.contains("西陵区/重华街道: chonghua（“重”也读 zhong"), "\(check.errors)")
    let outcome = try program.run("fix", "--code", "missing-slug")
    #expect(outcome.code == 0 && outcome.errors == "", "\(outcome)")
    #expect(outcome.output == "content/regions.yml：missing-slug 1 处\n改了 1 处，1 个文件，还有 0 个错误；请看一遍改得对不对\n")
    #expect(
      try program.text("content/regions.yml").hasSuffix(
        "学院街道: xueyuan\n  湖北省/宜昌市/西陵区/重华街道: chonghua\n  湖北省/宜昌市/西陵区/重华街道/平湖社区: pinghu\n"))
    #expect(try program.run("check").code == 0)
    #expect(try program.run("fix").output == "没有程序能改的\n")
  }

  /// Numbers of persons are masked, and codes understood, only as they are asked for.
  @Test func whatIsNotDone() throws {
    try putCase("dianhua", "summary: 请打 13800138000")
    #expect(try program.run("fix").code == 1)
    #expect(try program.text("content/cases/dianhua.md").contains("13800138000"))
    #expect(try program.run("fix", "--code", "[personal-data]").code == 0)
    #expect(!(try program.text("content/cases/dianhua.md").contains("13800138000")))
    #expect(try program.run("fix", "--code", "misng-slug").code == 64)
  }

  /// A key with a full-width colon before a cut value: the quotes go around the value alone.
  @Test func quotesAroundTheValue() throws {
    try putCase("lou", "title: 楼\nregion: 湖北省/宜昌市\nsummary：三号楼 #3")
    _ = try program.run("fix")
    #expect(try program.text("content/cases/lou.md").contains("summary: \"三号楼 #3\""))
    #expect(try program.run("check").code == 0)
  }

  /// A difference that `patch` makes the same files of; nothing is written.
  @Test func difference() throws {
    try putCase("a", "titel: 甲\nregion: 湖北省/宜昌市\nsession: 1")
    try putCase("b", "title: 乙\nregion: 湖北省/宜昌市/西陵区/新街道")
    let before = try program.shell("cat content/cases/*.md content/regions.yml").output
    let outcome = try program.run("fix", "--diff")
    #expect(outcome.code == 0 && outcome.errors == "")
    #expect(outcome.output.contains("--- content/cases/a.md\n+++ content/cases/a.md\n"))
    #expect(outcome.output.contains("-titel: 甲\n") && outcome.output.contains("+title: 甲\n"))
    #expect(try program.shell("cat content/cases/*.md content/regions.yml").output == before)
    #expect(
      try program.shell("cp -r content patched && casebook fix --diff > d && cd patched && patch -p1 < ../d")
        .code == 0)
    #expect(try program.run("fix").code == 0)
    #expect(try program.shell("diff -r content patched").output == "")
  }

  /// Only the codes and the files that are named.
  @Test func scope() throws {
    try putCase("a", "titel: 甲\nregion: 湖北省/宜昌市")
    try putCase("b", "titel: 乙\nregion: 湖北省/宜昌市/西陵区/新街道")
    let one = try program.run("fix", "content/cases/a.md", "--code", "unknown-field")
    #expect(one.code == 0, "\(one)")
    #expect(try program.text("content/cases/a.md").hasPrefix("---\ntitle: 甲"))
    #expect(try program.text("content/cases/b.md").hasPrefix("---\ntitel: 乙"))
    #expect(try !program.text("content/regions.yml").contains("新街道"))
    #expect(try program.run("fix", "--code", "not-utf8").output == "没有程序能改的\n")
    for path in ["./content/cases/", program.root + "/content/cases"] {
      #expect(try program.run("fix", "--diff", path).output.contains("+title: 乙"), "\(path)")
    }
    let absent = try program.run("fix", "content/cases/c.md")
    #expect(absent.code == 74 && absent.errors.contains("content/cases/c.md"))
  }

  /// An error that a person has to settle is left, and said.
  @Test func errorsThatRemain() throws {
    try putCase("a", "titel: 甲\nregion: 湖北省/宜昌市\nsessions: 多")
    let outcome = try program.run("fix", "--lang", "zh")
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("content/cases/a.md：unknown-field 1 处\n"))
    #expect(outcome.output.contains("还有 1 个错误"))
    #expect(outcome.errors.contains("content/cases/a.md:4:11: error: "), "\(outcome.errors)")
    #expect(try program.text("content/cases/a.md").contains("title: 甲"))
  }

  /// A file keeps its mode; a file that cannot be replaced is a failure.
  @Test func files() throws {
    try putCase("a", "titel: 甲\nregion: 湖北省/宜昌市")
    #expect(
      try program.shell("chmod 640 content/cases/a.md && casebook fix && stat -c %a content/cases/a.md")
        .output.hasSuffix("\n640\n"))
    #expect(try program.shell("ls -A content/cases | grep -c '^\\.'").output == "0\n")
  }
}
