import Diagnostics
import Testing

@testable import Records

/// Numbers in a running text: which there are, as they would be written in a report, with the word behind them.
@Suite struct QuantityScanTests {
  /// The numbers that count something, `raw` and unit; several readings are parted by `/`.
  private func numbers(_ text: String) -> [String] {
    QuantityScan.quantities(in: SourceText(path: "a.txt", text)).filter { $0.role == .count }.map {
      $0.readings.compactMap(\.raw).joined(separator: "/") + ($0.unit.isEmpty ? "" : " " + $0.unit)
    }
  }

  @Test(arguments: [
    ("共召开协商会议78场", ["78 场"]),
    ("活动1780场、20241号文", ["1780 场", "20241 号"]),
    ("精选 12 个主题", ["12 个"]),
    ("１２３场，７８．１％", ["123 场", "78.1%"]),
    ("共1,162件", ["1,162 件"]),
    ("三百二十场、两千零六件", ["三百二十 场", "两千零六 件"]),
    ("1.2万人次、1万2千户、3千亩、1亿2000万元", ["1.2万 人次", "12000 户", "3千 亩", "120000000 元"]),
    ("二点五公里，百分之七十八点一", ["2.5 公里", "78.1%"]),
    ("共1，162件", ["1", "1162 件", "162 件"]), ("5千瓦、3千米", ["5 千瓦", "3 千米"]), ("一百○五户", ["一百〇五 户"]),
    ("承办率达78.1%，批示率100％", ["78.1%", "100%"]),
  ])
  func plainNumbers(text: String, expected: [String]) { #expect(numbers(text) == expected) }

  @Test(arguments: [
    ("开展活动200余次", ["200余 次"]), ("1400多人", ["1400多 人"]), ("20余万元", ["20余万 元"]), ("20万余元", ["20万余 元"]),
    ("千余名户外工作者", ["千余 名"]), ("近万人次", ["近万 人次"]), ("十余次", ["十余 次"]), ("十来个队员", ["十来 个"]),
    ("近700个", ["近700 个"]), ("将近700个", ["近700 个"]), ("接近七百个", ["近七百 个"]),
    ("超20万人次", ["超20万 人次"]), ("超过6000人次", ["超6000 人次"]), ("突破了200件", ["超200 件"]), ("逾20万", ["逾20万"]),
    ("20万人以上", ["20万以上 人"]), ("每日1000件左右", ["1000左右 件"]), ("不少于5场", ["不少于5 场"]), ("不足50户", ["不足50 户"]),
    ("约有200户", ["约200 户"]), ("约200余人", ["约200/200余 人"]), ("1500多场次", ["1500多 场次"]),
  ])
  func qualifiers(text: String, expected: [String]) { #expect(numbers(text) == expected) }

  @Test(arguments: [
    ("附近5个小区，最近3次", ["5 个", "3 次"]), ("节约20万元，签约30家", ["20万 元", "30 家"]), ("郧约来商量2次", ["2 次"]),
    ("3来自社区", ["3"]), ("20来访", ["20"]), ("5个上下级", ["5 个"]),
  ])
  func whatOnlyLooksLikeAQualifier(text: String, expected: [String]) { #expect(numbers(text) == expected) }

  @Test(arguments: [
    ("委员6-10名", ["6—10 名"]), ("100~150人", ["100—150 人"]), ("100至150件", ["100—150 件"]),
    ("100——150件", ["100—150 件"]),
    ("对应联系3—4个", ["3—4 个"]), ("５～１０户", ["5—10 户"]), ("一百到一百五十人", ["一百—一百五十 人"]), ("三四十人", ["三四十 人"]),
    ("约四五十人", ["四五十 人"]),
    ("5万元至10万元", ["5万—10万 元"]), ("2—3万元", ["2万—3万 元"]), ("5%—10%", ["5—10%"]), ("两三次", ["两三 次"]),
    ("从5个到10个", ["5—10 个", "5 个", "10 个"]), ("10至6人", ["10", "6 人"]),
  ])
  func ranges(text: String, expected: [String]) {
    #expect(numbers(text) == expected)
  }

  @Test(arguments: [
    "第50场深聊会", "2024年9月4日", "9:30开会", "G42高速、5G基站", "007号", "三分之一", "数百人、几十户、十几个、上千人", "成千上万",
    "统一思想、一线协商、一起商量、双月活动、万众一心、进一步", "3. 开展协商", "（2）走访", "一、坚持", "二〇二四年", "千方百计",
    "2024-07-01", "一方面", "百姓、千家万户", "第一、第二", "党的二十大、市政协十四届", "解决一批难题", "延伸到一线",
  ])
  func noCounts(text: String) { #expect(numbers(text) == []) }

  @Test(arguments: [
    ("两次会议、一个街道、双岗", ["两 次", "一 个"]), ("新建公厕1座", ["1 座"]), ("一场协商会", ["一 场"]),
  ])
  func singleHanDigits(text: String, expected: [String]) {
    #expect(Array(numbers(text).prefix(2)) == expected)
  }

  /// A page breaks its lines anywhere; a list or a table begins a new line.
  @Test(arguments: [
    ("联系点10\n06个", ["1006 个"]), ("发言100\n余人次", ["100余 人次"]), ("活动 42\r\n场", ["42 场"]),
    ("促进了近\n\n700个", ["近700 个"]),
    ("场次\n637\n件数\n700", ["637", "700"]), ("共5\n2. 走访3户", ["5", "3 户"]),
  ])
  func lineEnds(text: String, expected: [String]) { #expect(numbers(text) == expected) }

  /// The place of a number is that of its whole wording.
  @Test func places() {
    let source = SourceText(path: "a.txt", "会议上，超过 20万人\n以上。")
    let found = QuantityScan.quantities(in: source)
    #expect(found.map { source.text($0.range) } == ["超过 20万人\n以上"])
    #expect(found.map(\.wording) == ["超过20万人以上"])
  }
}
