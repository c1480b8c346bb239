import Divisions
import Testing

@Suite struct PinyinTableTests {
  let pinyin = Tables.pinyin

  @Test(arguments: [
    ("杨溪铺镇", "yangxipu"), ("东湖路社区", "donghulu"), ("张村", "zhangcun"), ("新村社区", "xincun"),
    ("六安路街道", "luanlu"), ("长子营镇", "zhangziying"), ("女山湖镇", "nvshanhu"), ("A区3号社区", "aqu3hao"),
    ("开发区·铁山区", "kaifaqu-tieshan"), ("浒墅关镇", "xushuguan"),
    ("普底彝族苗族白族乡", "pudi"), ("回族乡", "huizu"), ("土家族乡", "tujiazu"), ("平湖 · 馨苑", "pinghu-xinyuan"),
  ])
  func proposals(name: String, slug: String) {
    #expect(pinyin.slug(for: name)?.slug == slug)
  }

  @Test func doubts() {
    // A phrase leaves no doubt; a character of one reading has none.
    #expect(pinyin.slug(for: "黄陂街")?.doubts.isEmpty == true)
    #expect(pinyin.slug(for: "勐永镇")?.doubts.isEmpty == true)
    let doubts = pinyin.slug(for: "柳陂镇")?.doubts
    #expect(doubts?.map(\.character) == ["陂"] && doubts?.map(\.readings) == [["bei", "pi"]])
  }

  @Test(arguments: ["", "湖州🙂", "ひがし", "（新）"])
  func nothing(name: String) {
    #expect(pinyin.slug(for: name) == nil)
  }

  /// The slugs of towns and villages that people chose: all but two are the proposals.
  @Test func agreesWithTheSite() {
    let entries = Tables.regions.matches(of: /(?m)^  \S+\/(\S+): ([a-z-]+)$/)
    #expect(entries.count > 50)
    let others = entries.filter { pinyin.slug(for: String($0.1))?.slug != String($0.2) }.map { String($0.2) }
    #expect(Set(others) == ["pinghu-xinyuan", "donghu-xincheng"])
  }

  /// The registry of divisions follows the same readings. Others are 陕西, neighbours that would share a slug, 景德镇,
  /// which is no town, and 芒市, which has no short name.
  @Test func agreesWithDivisions() {
    let others = Tables.divisions.all.filter {
      pinyin.slug(for: $0.aliases.first ?? $0.name)?.slug != $0.slug
    }
    let whole = ["jingxingkuangqu", "yunanxian", "linxiaxian", "hetianxian", "yiningxian"]
    #expect(Set(others.map(\.slug)) == Set(whole + ["shaanxi", "jingdezhen", "mangshi"]))
  }
}
