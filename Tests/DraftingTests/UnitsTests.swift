import Drafting
import Testing

/// 二、各地情况
@Suite struct UnitsTests {
  private let five = KeyValuePairs(
    dictionaryLiteral: ("reports/a", report("青山区", "2024-01..2024-09", "协商场次: 78", "解决问题: 84")),
    ("reports/b", report("汉南区", "2024-01..2024-09", "协商场次: 42")),
    ("reports/c", report("蔡甸区", "2024-01..2024-09", "协商场次: 50")),
    ("reports/d", report("汉阳区", "2024H1", "协商场次: 7")))

  @Test func theTableHasThoseWithANumber() throws {
    let it = try Sample([
      "reports/a": report("青山区", "2024", "协商场次: 78"), "reports/b": report("汉南区", "2024", "协商场次: 42"),
      "reports/c": report("蔡甸区", "2022", "协商场次: 50"),
    ])
    #expect(
      try it.said(.unitTable) == [
        "各单位的数如下。", "table\n指标: [协商场次]\n地区: [湖北省/武汉市/青山区, 湖北省/武汉市/汉南区]\n时期: 2024",
      ])
  }

  @Test func unlikeNumbersAreSaidNotToBeCompared() throws {
    #expect(try Sample(five).said(.unitTable)[0] == "各单位的数如下，时期和依据写在数的旁边；时期或依据不同的，不作比较。")
    #expect(try Sample(five).said(.unitTable)[1].contains("指标: [协商场次, 解决问题]"))
  }

  /// The name of the metric would be read as two.
  @Test func aListNamesAMetricByItsIDIfNeedBe() throws {
    let it = try Sample([
      "reports/a": report("青山区", "2024", "platforms: {数值: 5, 截至: 2024-12-31}"),
      "reports/b": report("汉南区", "2024", "platforms: {数值: 6, 截至: 2024-12-31}"),
    ])
    #expect(try it.said(.unitTable)[1].contains("指标: [platforms]"))
  }

  @Test func oneUnitIsNoTable() throws {
    let it = try Sample(["reports/a": report("青山区", "2024", "协商场次: 78")])
    #expect(try it.said(.unitTable) == [])
    #expect(try it.said(.otherUnits) == ["青山区：2024年，协商场次78场。"])
    #expect(try it.written(.otherUnits) == "青山区：2024年，协商场次`=协商场次 湖北省/武汉市/青山区`。")
  }

  @Test func theChartHasLikeUnitsOnly() throws {
    let sample = try Sample(five)
    #expect(
      try sample.said(.unitChart) == [
        "其中，3个单位的协商场次时期相同、依据相同（2024年1月至9月），见图；汉阳区（时期不同）不在内。",
        "chart\n图: 比较\n指标: 协商场次\n地区: [湖北省/武汉市/青山区, 湖北省/武汉市/蔡甸区, 湖北省/武汉市/汉南区]\n时期: 2024",
      ])
  }

  @Test func numbersThatNoTwoHaveAreToldInWords() throws {
    let it = try Sample([
      "reports/a": report("青山区", "2024", "协商场次: 78"), "reports/b": report("汉南区", "2024", "解决问题: 42"),
    ])
    #expect(try it.said(.unitTable) == [])
    #expect(try it.said(.otherUnits) == ["青山区：2024年，协商场次78场；汉南区：2024年，解决问题42件。"])
  }

  @Test func countsAreNotDrawn() throws {
    let it = try Sample([
      "cases/a": record("修路", "青山区", "2024-03", "场次: 2"), "cases/b": record("修桥", "汉南区", "2024-03", "场次: 3"),
      "cases/c": record("修亭", "蔡甸区", "2024-03", "场次: 4"),
    ])
    #expect(try it.said(.unitChart) == [])
    #expect(try it.said(.unitTable).count == 2)
  }

  @Test func twoAreNoChart() throws {
    let it = try Sample([
      "reports/a": report("青山区", "2024", "协商场次: 78"), "reports/b": report("汉南区", "2024", "协商场次: 42"),
    ])
    #expect(try it.said(.unitChart) == [])
  }

  @Test func otherNumbersAreToldInWords() throws {
    let it = try Sample([
      "reports/a": report("青山区", "2024", "协商场次: 78"), "reports/b": report("汉南区", "2024", "协商场次: 42"),
      "reports/c": report("蔡甸区", "2024Q2", "走访: 近万"),
    ])
    #expect(try it.said(.otherUnits) == ["另外，蔡甸区：2024年第二季度，走访近万人次。"])
  }
}
