import Diagnostics
import Testing

@testable import Records

@Suite struct RegionTreeTests {
  private var tree: RegionTree

  init() throws {
    let (tree, diagnostics) = try regionTree()
    #expect(diagnostics == [])
    self.tree = tree
  }

  private func path(_ id: RegionID?) -> String? { id.map { tree[$0].path } }

  @Test(arguments: [
    ("湖北省/武汉市/青山区", "湖北省/武汉市/青山区"),
    ("湖北/武汉/青山", "湖北省/武汉市/青山区"),
    ("420107", "湖北省/武汉市/青山区"),
    ("local:420100-jkq", "湖北省/武汉市/武汉经济技术开发区"),
    ("湖北省/武汉市/武汉经开区", "湖北省/武汉市/武汉经济技术开发区"),
    ("湖北省/恩施州", "湖北省/恩施土家族苗族自治州"),
    ("湖北省/恩施州/恩施", "湖北省/恩施土家族苗族自治州/恩施市"),
    ("湖北省/恩施土家族苗族自治州/恩施市", "湖北省/恩施土家族苗族自治州/恩施市"),
    ("湖北省", "湖北省"),
  ])
  func finds(text: String, expected: String) throws {
    guard case .found(let id) = tree.find(text) else {
      Issue.record("\(tree.find(text))")
      return
    }
    #expect(path(id) == expected)
  }

  @Test func aliasesOfTwoLevelsAreAmbiguous() throws {
    let candidates = ["湖北省/恩施土家族苗族自治州", "湖北省/恩施土家族苗族自治州/恩施市"]
    #expect(tree.find("湖北省/恩施") == .ambiguous(part: "恩施", candidates: candidates))
    #expect(tree.find("湖北省/恩施/利川市") == .ambiguous(part: "恩施", candidates: candidates))
  }

  /// A text that can only mean one place is read as that: other slashes, blanks, none at all.
  @Test(arguments: [
    "湖北省 / 武汉市 / 青山区", "湖北省／武汉市／青山区", "湖北省/武汉市/青山区/", " /湖北省/武汉市/青山区", "湖北省　/ 武汉 /青山", "湖北省武汉市青山区",
    "湖北武汉青山", "湖北省-武汉市-青山区", "湖北 武汉 青山", "湖北省·武汉市·青山区", "湖北省、武汉市、青山区", "湖北省>武汉市>青山区",
    "湖北省武漢市青山區", "４２０１０７", " 420107", "湖北省　武汉市　青山区",
  ])
  func reads(text: String) throws {
    #expect(tree.find(text) == tree.region(path: "湖北省/武汉市/青山区").map { .found($0) })
  }

  @Test(arguments: [
    "湖北省/武汉市/青山区 / 红卫路街道", "湖北省武汉市青山区红卫路街道", "湖北 武汉 青山 红卫路街道", "湖北省/武汉市/青山区/红卫路街道/",
    "湖北省-武汉市-青山区-红卫路街道",
  ])
  mutating func readsBelowTheDistrict(text: String) {
    #expect(tree.find(text) == .unborn(path: "湖北省/武汉市/青山区/红卫路街道"))
    guard case .found(let id) = tree.resolve(text) else {
      Issue.record("\(tree.resolve(text))")
      return
    }
    #expect(tree[id].path == "湖北省/武汉市/青山区/红卫路街道")
    #expect(tree.find(text) == .found(id))
  }

  /// A text that leaves something out, or has a slip in it, is a guess: one place or all that fit.
  @Test(arguments: [
    ("青三区", RegionTree.Guess.Kind.misspelt, ["湖北省/武汉市/青山区"]),
    ("湖北省/武汉市/青三区", .misspelt, ["湖北省/武汉市/青山区"]),
    ("湖北省/武汉市/青山县", .misspelt, ["湖北省/武汉市/青山区"]),
    ("湖北省武汉市青三区", .misspelt, ["湖北省/武汉市/青山区"]),
    ("河北省", .misspelt, ["湖北省"]),
    ("湖北省/武汗市/青山区", .misspelt, ["湖北省/武汉市/青山区"]),
    ("武汉市", .short, ["湖北省/武汉市"]),
    ("武汉市/汉南区", .short, ["湖北省/武汉市/汉南区"]),
    ("汉南区", .short, ["湖北省/武汉市/汉南区"]),
    ("武汉经开区", .short, ["湖北省/武汉市/武汉经济技术开发区"]),
    ("武汉汉南", .short, ["湖北省/武汉市/汉南区"]),
    ("湖北省//利川市", .short, ["湖北省/恩施土家族苗族自治州/利川市"]),
    ("湖北省/利川市", .short, ["湖北省/恩施土家族苗族自治州/利川市"]),
    ("湖北省/武汉市汉南区", .short, ["湖北省/武汉市/汉南区"]),
    ("湖北省/武汉市/利川市", .elsewhere, ["湖北省/恩施土家族苗族自治州/利川市"]),
    ("武汉市/利川市", .elsewhere, ["湖北省/恩施土家族苗族自治州/利川市"]),
    ("红卫路街道", .short, ["湖北省/武汉市/青山区/红卫路街道"]),
    ("湖北省/武汉市/汉南区/红卫路街道", .elsewhere, ["湖北省/武汉市/青山区/红卫路街道"]),
    ("湖北省/武汉市/汉南区/红卫路街道/新村", .elsewhere, ["湖北省/武汉市/青山区/红卫路街道/新村"]),
    ("湖北省/武汉市/青山区/红钢城街道/钢花村", .elsewhere, ["湖北省/武汉市/青山区/钢花村"]),
    ("湖北省/武汉市/青山区/红卫街道", .misspelt, ["湖北省/武汉市/青山区/红卫路街道"]),
    ("湖北省/武汉市/青山区/红卫路街", .misspelt, ["湖北省/武汉市/青山区/红卫路街道"]),
    ("湖北省/武汉市/青山区/红卫路街道/钢花村", .elsewhere, ["湖北省/武汉市/青山区/钢花村"]),
    ("湖北省/武汉市/青山区/青山区", .short, ["湖北省/武汉市/青山区/红卫路街道/青山区"]),
    ("武汉市/汉南区/纱帽街道", .short, ["湖北省/武汉市/汉南区/纱帽街道"]),
    ("武汉/汉南区/纱帽街道/一村", .short, ["湖北省/武汉市/汉南区/纱帽街道/一村"]),
    ("武汉市汉南区纱帽街道", .short, ["湖北省/武汉市/汉南区/纱帽街道"]),
    ("汉南区纱帽街道新沟社区", .short, ["湖北省/武汉市/汉南区/纱帽街道/新沟社区"]),
    ("湖北省武汉市汉南区纱帽街道", .short, ["湖北省/武汉市/汉南区/纱帽街道"]),
    ("中国/湖北省/武汉市", .long, ["湖北省/武汉市"]),
  ])
  mutating func guesses(text: String, kind: RegionTree.Guess.Kind, paths: [String]) {
    let lookup = tree.find(text), count = tree.all.count
    guard case .meant(let guess) = lookup else {
      Issue.record("\(lookup)")
      return
    }
    #expect(guess.kind == kind)
    #expect(guess.paths == paths)
    #expect(tree.resolve(text) == lookup)
    #expect(tree.all.count == count)
  }

  /// In a tree that begins with a city, what is above it is too much; a town alone may be in a home that is a district.
  @Test(arguments: [
    ("湖北省/武汉市", RegionTree.Guess.Kind.long, "武汉市"), ("湖北省/武汉市/青山区", .long, "武汉市/青山区"),
    ("湖北省武汉市青山区", .long, "武汉市/青山区"), ("湖北省/武汉/青山区/新街道", .long, "武汉/青山区/新街道"),
    ("湖北省武汉市青山区新街道", .long, "武汉市/青山区/新街道"), ("青山区/新街道", .short, "武汉市/青山区/新街道"),
    ("新街道", .short, "武汉市/青山区/新街道"), ("新街道/一村", .short, "武汉市/青山区/新街道/一村"),
  ])
  func treeOfACity(text: String, kind: RegionTree.Guess.Kind, path: String) throws {
    var (tree, diagnostics) = try regionTree(
      """
      regions:
        - code: 420100
          name: 武汉市
          slug: wuhan
          aliases: [武汉]
          children:
            - {code: 420107, name: 青山区, slug: qingshan}
            - {code: 420113, name: 汉南区, slug: hannan}
      """)
    #expect(diagnostics == [])
    _ = tree.settle(in: "青山区")
    guard case .meant(let guess) = tree.find(text) else {
      Issue.record("\(tree.find(text))")
      return
    }
    #expect(guess.kind == kind && guess.paths == [path], "\(guess)")
  }

  /// Two that fit are both named.
  @Test func ambiguousNames() {
    #expect(
      tree.find("恩施")
        == .ambiguous(part: "恩施", candidates: ["湖北省/恩施土家族苗族自治州", "湖北省/恩施土家族苗族自治州/恩施市"]))
    #expect(
      tree.find("青山区")
        == .ambiguous(part: "青山区", candidates: ["湖北省/武汉市/青山区", "湖北省/武汉市/青山区/红卫路街道/青山区"]))
  }

  @Test(arguments: [
    ("湖北省/襄阳市", "襄阳市", "湖北省"),
    ("河北省/石家庄市", "河北省", nil),
    ("", "", nil),
    ("/", "", nil),
    ("420199", "420199", nil),
    ("青海省/共和县", "青海省", nil),
    ("武汉市/共和县", "武汉市", nil),
  ])
  mutating func unknown(text: String, part: String, under: String?) {
    let expected = RegionTree.Lookup.unknown(part: part, under: under)
    #expect(tree.find(text) == expected)
    let count = tree.all.count
    #expect(tree.resolve(text) == expected)
    #expect(tree.all.count == count)
  }

  // MARK: Growth

  @Test(arguments: [
    ("湖北省/武汉市/青山区/红卫路街道", Region.Level.township, "hubei/wuhan/qingshan/hongwei"),
    ("湖北/武汉/青山/红卫路街道", .township, "hubei/wuhan/qingshan/hongwei"),
    ("湖北省/武汉市/青山区/钢花村", .community, "hubei/wuhan/qingshan/ganghua"),
    // A name may return further down.
    ("湖北省/武汉市/青山区/红卫路街道/青山区", .community, "hubei/wuhan/qingshan/hongwei/qingshan"),
    // A city without districts has townships of its own.
    ("湖北省/仙桃市/彭场镇", .township, "hubei/xiantao/pengchang"),
    ("湖北省/仙桃/彭场镇/挖沟村", .community, "hubei/xiantao/pengchang/wagou"),
  ])
  mutating func grows(text: String, level: Region.Level, address: String) throws {
    guard case .found(let id) = tree.resolve(text) else {
      Issue.record("\(tree.resolve(text))")
      return
    }
    let region = tree[id]
    #expect(region.level == level)
    #expect(region.address == address)
    #expect(region.code == nil)
    #expect(!region.isRegistered)
    #expect(region.parent.map { tree[$0].children.contains(id) } == true)
    // Named again, it is the same region.
    let count = tree.all.count
    #expect(tree.resolve(region.path) == .found(id))
    #expect(tree.all.count == count)
  }

  @Test(arguments: [
    ("湖北省/武汉市/青山区/无名社区", RegionTree.Lookup.missingSlugs(paths: ["湖北省/武汉市/青山区/无名社区"])),
    ("湖北省/武汉市/青山区/红卫路街道/某村", .missingSlugs(paths: ["湖北省/武汉市/青山区/红卫路街道/某村"])),
    ("湖北省/仙桃市/某镇", .missingSlugs(paths: ["湖北省/仙桃市/某镇"])),
    ("湖北 / 仙桃 / 某镇", .missingSlugs(paths: ["湖北省/仙桃市/某镇"])),
    ("湖北省/仙桃市/某镇/某村", .missingSlugs(paths: ["湖北省/仙桃市/某镇", "湖北省/仙桃市/某镇/某村"])),
  ])
  mutating func asksForASlug(text: String, expected: RegionTree.Lookup) {
    #expect(tree.resolve(text) == expected)
  }

  @Test mutating func aNeighboursSlugIsTaken() {
    _ = tree.resolve("湖北省/武汉市/青山区/红卫路街道")
    let path = "湖北省/武汉市/青山区/红钢城街道"
    #expect(tree.resolve(path) == .occupiedAddress(path: path))
  }

  @Test mutating func aNameReturnsFurtherDown() {
    _ = tree.resolve("湖北省/武汉市/青山区/红卫路街道")
    let path = "湖北省/武汉市/青山区/红卫路街道/青山区"
    let lookup = tree.resolve(path)
    #expect(tree.region(path: path).map { .found($0) } == lookup)
  }

  @Test func aReaderAddsNothing() {
    let path = "湖北省/武汉市/青山区/红卫路街道", count = tree.all.count
    #expect(tree.find(path) == .unborn(path: path))
    #expect(tree.all.count == count)
  }

  // MARK: Counting

  @Test func countedUnderAnother() throws {
    let zone = try #require(tree.region(path: "湖北省/武汉市/武汉经济技术开发区"))
    let hannan = try #require(tree.region(path: "湖北省/武汉市/汉南区"))
    let wuhan = try #require(tree.region(path: "湖北省/武汉市"))
    let hubei = try #require(tree.region(path: "湖北省"))
    #expect(tree[zone].parent == wuhan)
    #expect(tree[zone].countedUnder == hannan)
    #expect(tree[wuhan].children.map { tree[$0].name } == ["青山区", "汉南区", "武汉经济技术开发区"])
    #expect(tree[wuhan].countedChildren.map { tree[$0].name } == ["青山区", "汉南区"])
    #expect(tree[hannan].countedChildren == [zone])
    #expect(tree.countingAncestors(of: zone) == [hannan, wuhan, hubei])
    #expect(tree.lineage(of: zone) == [hubei, wuhan, zone])
    #expect(tree.isWithin(zone, hannan))
  }

  @Test func fromBelowUpwards() {
    let order = tree.bottomUp
    #expect(Set(order).count == tree.all.count)
    for (position, id) in order.enumerated() {
      let above = tree[id].countedUnder.flatMap(order.firstIndex(of:))
      #expect(above.map { $0 > position } ?? (tree[id].level == .province))
    }
  }

  @Test func levelsFollowFromDepthUnlessGiven() {
    let levels = ["湖北省", "湖北省/武汉市", "湖北省/武汉市/青山区", "湖北省/仙桃市"].map {
      tree.region(path: $0).map { tree[$0].level }
    }
    #expect(levels == [.province, .city, .district, .city])
  }

  // MARK: A registry with mistakes

  @Test(arguments: [
    ("{code: 1, name: 甲省, slug: jia}, {code: 1, name: 乙省, slug: yi}", "region-twice"),
    ("{code: 1, name: 甲省, slug: jia}, {code: 2, name: 甲省, slug: yi}", "region-twice"),
    ("{code: 1, name: 甲省, slug: jia}, {code: 2, name: 乙省, slug: jia}", "address-twice"),
    ("{code: 1, name: 甲省, slug: Jia}", "bad-address"),
    ("{code: 1, name: 甲省, slug: jia, counted_under: 9}", "unknown-region"),
    ("{code: 1, name: 甲省, slug: jia, counted_under: 1}", "counted-in-circle"),
    (
      "{code: 1, name: 甲省, slug: jia, counted_under: 2}, {code: 2, name: 乙省, slug: yi, counted_under: 1}",
      "counted-in-circle"
    ),
    (
      "{code: 1, name: 甲省, slug: jia, children: [{code: 2, name: 乙市, slug: yi}], counted_under: 2}",
      "counted-in-circle"
    ),
    ("{code: 1, name: 甲省, slug: jia, tile: [1]}", "wrong-type"),
    ("{code: 1, slug: jia}", "missing-field"),
  ])
  func refuses(regions: String, code: String) throws {
    let (tree, diagnostics) = try regionTree("regions: [\(regions)]")
    #expect(diagnostics.map(\.code) == [code])
    #expect(Set(tree.bottomUp).count == tree.all.count)
  }
}
