import Divisions
import Testing

@Suite struct DivisionTableTests {
  let table = Tables.divisions

  private func paths(_ text: String) -> [String] { table.find(text).map(table.path) }

  @Test func codesAreSortedAndSlugsDifferAmongSiblings() {
    #expect(table.date == "2026-09-11")
    #expect(table.all.count == 3214)
    #expect(zip(table.all, table.all.dropFirst()).allSatisfy { $0.code < $1.code })
    #expect(Set(table.all.map { "\($0.parent ?? "")/\($0.slug)" }).count == table.all.count)
    #expect(Set(table.all.map(table.path)).count == table.all.count)
    for division in table.all {
      #expect(division.code.utf8.count == 6 && division.code.utf8.allSatisfy { 0x30...0x39 ~= $0 })
      #expect(division.slug.utf8.allSatisfy { 0x61...0x7a ~= $0 }, "\(division)")
      #expect((division.parent == nil) == (division.level == .province), "\(division)")
    }
  }

  @Test func levels() {
    #expect(table.all.count { $0.level == .province } == 34)
    #expect(table.children(of: nil).count == 34)
    // 333 cities of the standard, and what provinces administer themselves.
    #expect(table.all.count { $0.level == .city } == 366)
    #expect(table.division(code: "429004")?.parent == "420000")
    #expect(table.division(code: "659001")?.level == .city)
    #expect(table.division(code: "310115").map(table.path) == "上海市/浦东新区")
    #expect(table.division(code: "500243").map(table.path) == "重庆市/彭水苗族土家族自治县")
    #expect(table.children(of: table.division(code: "441900")).isEmpty)
    #expect(
      table.children(of: table.division(code: "330500")).map(\.name) == ["吴兴区", "南浔区", "德清县", "长兴县", "安吉县"])
  }

  /// Changes of the years before the date of the table.
  @Test(arguments: [
    ("330113", "临平区"), ("330114", "钱塘区"), ("450181", "横州市"), ("540481", "米林市"), ("653228", "和康县"),
    ("659013", "草湖市"), ("500157", "两江新区"), ("653132", "岑岭县"),
  ])
  func newDivisions(code: String, name: String) {
    #expect(table.division(code: code)?.name == name)
  }

  @Test(arguments: ["450127", "500105", "500112", "540422"])
  func goneDivisions(code: String) {
    #expect(table.division(code: code) == nil)
  }

  @Test(arguments: [
    "330500", "湖州", "湖州市", "浙江省湖州市", "浙江湖州", "浙江省/湖州市", "浙江省 湖州市",
  ])
  func oneCity(text: String) {
    #expect(paths(text) == ["浙江省/湖州市"])
  }

  @Test func ambiguousNames() {
    #expect(paths("鼓楼区") == ["江苏省/南京市/鼓楼区", "江苏省/徐州市/鼓楼区", "福建省/福州市/鼓楼区", "河南省/开封市/鼓楼区"])
    #expect(paths("南京鼓楼") == ["江苏省/南京市/鼓楼区"])
    #expect(paths("江苏省鼓楼区").count == 2)
    #expect(paths("恩施") == ["湖北省/恩施土家族苗族自治州", "湖北省/恩施土家族苗族自治州/恩施市"])
    #expect(paths("恩施州") == ["湖北省/恩施土家族苗族自治州"])
    #expect(paths("恩施恩施") == ["湖北省/恩施土家族苗族自治州/恩施市"])
    #expect(paths("海南") == ["海南省", "青海省/海南藏族自治州", "内蒙古自治区/乌海市/海南区"])
    #expect(paths("吉林") == ["吉林省", "吉林省/吉林市"])
    #expect(paths("湖北省/武汉市/青山区") == ["湖北省/武汉市/青山区"])
    #expect(paths("北京朝阳") == ["北京市/朝阳区"])
  }

  @Test func oldNames() {
    #expect(paths("襄樊") == ["湖北省/襄阳市"])
    #expect(paths("郧县") == ["湖北省/十堰市/郧阳区"])
    // 青秀区 of 南宁 was called 新城区.
    #expect(!paths("新城区").contains("广西壮族自治区/南宁市/青秀区"))
    #expect(paths("南宁市新城区") == ["广西壮族自治区/南宁市/青秀区"])
  }

  @Test(arguments: ["", "湖洲", "浙江省武汉市", "武汉市湖北省", "330599", "湖州市龙泉街道", "/"])
  func nothing(text: String) {
    #expect(table.find(text) == [])
  }

  /// Names and slugs that people chose for the site of this repository.
  @Test func agreesWithTheSite() {
    let entries = Tables.regions.matches(of: /code: (\d{6}),?\s+name: ([^,\s]+),?\s+slug: ([a-z-]+)/)
    #expect(entries.count > 120)
    for entry in entries {
      let division = table.division(code: String(entry.1))
      #expect(division?.name == String(entry.2) && division?.slug == String(entry.3), "\(entry.0)")
    }
  }
}
