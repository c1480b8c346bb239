import Diagnostics
import Divisions
import FrontMatter
import Records
import Testing

/// The slugs that are proposed for places that write-ups name.
@Suite struct MissingSlugTests {
  private static let table = """
    # Readings, others, names, nationalities
    chong 重
    cun 村
    gang 钢岗
    hua 华花
    zhen 镇

    zhong 重

    重庆 chong qing

    苗族
    """

  private func missing(_ regions: String, _ places: String..., isAsked: Bool = true) throws -> Diagnostic {
    var diagnostics: [Diagnostic] = []
    let cases = try places.enumerated().map { index, place in
      try writeUp("content/cases/c\(index).md", "---\ntitle: 试\nregion: 湖北省/武汉市/青山区/\(place)\n---\n")
    }
    _ = Content(
      cases + [try registry("content/regions.yml", regions)], today: nil,
      readings: isAsked ? { PinyinTable(Array(MissingSlugTests.table.utf8)) } : nil, reporting: &diagnostics)
    return try #require(diagnostics.first { $0.code == "missing-slug" })
  }

  private func edit(_ diagnostic: Diagnostic) -> String? { diagnostic.suggestion?.edits.first?.replacement }

  @Test func wholePath() throws {
    let found = try missing(regionsText, "重华街道/华村", "重华街道")
    #expect(
      edit(found) == """

          湖北省/武汉市/青山区/重华街道: chonghua
          湖北省/武汉市/青山区/重华街道/华村: huacun
        """)
    #expect(
      found.notes.map(\.message.zh) == [
        "湖北省/武汉市/青山区/重华街道: chonghua（“重”也读 zhong；2 处）", "湖北省/武汉市/青山区/重华街道/华村: huacun",
      ])
  }

  /// 钢花村 has `ganghua`, and so would all of these.
  @Test func neighbours() throws {
    #expect(
      edit(try missing(regionsText, "岗华镇", "钢华街道", "钢华镇")) == """

          湖北省/武汉市/青山区/岗华镇: ganghuazhen
          湖北省/武汉市/青山区/钢华街道: ganghua-2
          湖北省/武汉市/青山区/钢华镇: ganghua-3
        """)
  }

  /// A name that cannot be read leaves its line open.
  @Test func unknownCharacter() throws {
    let found = try missing(regionsText, "囍镇", "华镇")
    #expect(
      edit(found) == """

          湖北省/武汉市/青山区/华镇: huazhen
          湖北省/武汉市/青山区/囍镇:
        """)
    #expect(found.notes.last?.message.zh.hasSuffix("囍镇:（有的字查不到读音，请自己写）") == true)
  }

  @Test func noTable() throws {
    #expect(edit(try missing(regionsText, "华镇", isAsked: false)) == "\n  湖北省/武汉市/青山区/华镇:")
  }

  @Test func noSlugsYet() throws {
    let regions = "regions:\n  - {code: 420000, name: 湖北省, slug: hubei, level: district}"
    var diagnostics: [Diagnostic] = []
    _ = Content(
      [
        try registry("content/regions.yml", regions),
        try writeUp("content/cases/a.md", "---\ntitle: 试\nregion: 湖北省/华镇\n---\n"),
      ], today: nil, readings: { PinyinTable(Array(MissingSlugTests.table.utf8)) }, reporting: &diagnostics)
    #expect(diagnostics.compactMap(edit) == ["\nslugs:\n  湖北省/华镇: huazhen\n"])
  }
}
