import Diagnostics
import Testing

@testable import Records

/// A registry that begins at any level, and a home anywhere in it.
@Suite struct HomeTests {
  /// The level that a code says, below a parent of some level.
  @Test(arguments: [
    ("330000", nil, Region.Level.province), ("330500", nil, .city), ("330521", nil, .district),
    ("330521100", nil, .township), ("330521100001", nil, .community), ("330521000000", nil, .district),
    ("330521100000", nil, .township), ("330500", Region.Level.province, .city),
    ("429004", .province, .district),
    ("110101", .province, .district), ("local:jkq", .city, .district), ("local:jkq", .district, .township),
    // A code that says no lower level than the parent's says nothing.
    ("330500", .city, .district), ("1", nil, .province), ("3305211", .district, .township),
    ("local:a", .community, .community),
  ])
  func level(code: String, parent: Region.Level?, expected: Region.Level) {
    #expect(Region.Level(code: code, under: parent) == expected)
  }

  private static let text = """
    regions:
      - code: 330000
        name: 浙江省
        slug: zhejiang
        children:
          - code: 330500
            name: 湖州市
            slug: huzhou
            aliases: [湖州]
            children:
              - code: 330521
                name: 德清县
                slug: deqing
                children:
                  - {code: 330521100, name: 乾元镇, slug: qianyuan}
                  - {code: 330521101, name: 新市镇, slug: xinshi}
              - {code: 330523, name: 安吉县, slug: anji}
          - code: 330400
            name: 嘉兴市
            slug: jiaxing
            children:
              - {code: 330411, name: 新市镇, slug: xinshi, level: township}
    slugs:
      浙江省/湖州市/德清县/乾元镇/直街社区: zhijie
      浙江省/湖州市/安吉县/递铺街道: dipu
    """

  private static func tree() throws -> RegionTree {
    let (tree, diagnostics) = try regionTree(text)
    #expect(diagnostics == [])
    return tree
  }

  /// Home is given by its code, its path or a name that no other has; a town without a write-up is there.
  @Test(arguments: [
    ("330500", "浙江省/湖州市"), ("湖州市", "浙江省/湖州市"), ("湖州", "浙江省/湖州市"), ("浙江省湖州市", "浙江省/湖州市"),
    ("德清县", "浙江省/湖州市/德清县"), ("330521100", "浙江省/湖州市/德清县/乾元镇"), ("浙江省", "浙江省"),
    ("浙江省/湖州市/安吉县/递铺街道", "浙江省/湖州市/安吉县/递铺街道"),
  ])
  func settles(text: String, path: String) throws {
    var tree = try HomeTests.tree()
    guard case .found(let home) = tree.settle(in: text) else {
      Issue.record("\(tree.find(text))")
      return
    }
    #expect(tree[home].path == path)
    #expect(tree.home == home)
  }

  @Test func aNameOfTwoIsNoHome() throws {
    var tree = try HomeTests.tree()
    let both = ["浙江省/湖州市/德清县/新市镇", "浙江省/嘉兴市/新市镇"]
    #expect(tree.settle(in: "新市镇") == .ambiguous(part: "新市镇", candidates: both))
    #expect(tree.home == nil)
  }

  /// Examples in messages are paths of the site's own.
  @Test func examplesAreOfHome() throws {
    var tree = try HomeTests.tree()
    #expect(tree.example == "浙江省/湖州市/德清县/乾元镇")
    _ = tree.settle(in: "安吉县")
    #expect(tree.example == "浙江省/湖州市/安吉县")
    #expect(RegionTree().example == nil)
  }

  /// Names are free where the registry ends, and only there.
  @Test func listedTownsAreAllThereAre() throws {
    var tree = try HomeTests.tree()
    #expect(
      tree.resolve("浙江省/湖州市/德清县/钟管镇") == .unknown(part: "钟管镇", under: "浙江省/湖州市/德清县"))
    for (path, level) in [
      ("浙江省/湖州市/德清县/乾元镇/直街社区", Region.Level.community), ("浙江省/湖州市/安吉县/递铺街道", .township),
    ] {
      guard case .found(let id) = tree.resolve(path) else {
        Issue.record("\(path)")
        continue
      }
      #expect(tree[id].level == level)
    }
  }
}
