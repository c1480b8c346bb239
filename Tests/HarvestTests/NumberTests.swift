import Harvest
import Records
import Testing

@Suite struct NumberTests {
  /// The value and the qualifier of a wording.
  @Test(arguments: [
    ("解决问题200余件。", "200余 200 over"), ("参与群众超20万人次。", "超20万 200000 over"), ("办结率78.1%。", "78.1% 78.1 exact"),
    ("捐款百分之三十。", "百分之三十 30 exact"), ("近万人次参加。", "近万 10000 nearly"), ("参加100人以上。", "100以上 100 over"),
    ("约5000人次参加。", "约5000 5000 about"), ("三四十人到会。", "三四十 30 range"), ("收到100—150条。", "100—150 100 range"),
    ("走访一千二百余户。", "一千二百余 1200 over"), ("其中三分之一已办。", "三分之一 nil exact"), ("其中四分之三已办。", "四分之三 0.75 exact"),
    ("超三成受益。", "超三 3 over"), ("九成五的人满意。", "九成五 9.5 exact"), ("是去年的两倍。", "两 2 exact"),
    ("半数以上赞成。", "半数以上 0.5 over"), ("过半受访者赞成。", "过半 0.5 over"), ("不足50件。", "不足50 50 nearly"),
    ("投资3.5亿元。", "3.5亿 350000000 exact"), ("协商50场（次）。", "50 50 exact"), ("约200余件。", "约200余 200 about"),
  ])
  func wording(text: String, expected: String) throws {
    let findings = try #require(Registry.own).harvest(text).findings
    #expect(
      findings.map { "\($0.raw) \($0.value?.description ?? "nil") \($0.qualifier.rawValue)" } == [expected])
  }

  /// Numbers that count nothing.
  @Test(arguments: [
    "2024年9月4日召开。", "连续十年不断。", "65岁的老人。", "第50场协商。", "电话0713-4232345。", "手机13812345678。", "人民路18号2栋3单元502室。",
    "鄂政发〔2024〕15号文件。", "“十四五”期间。", "三级政协委员。", "一线协商。", "两会期间。", "千家万户。", "百姓点赞，万家灯火。", "一个品牌抓到底。", "“三个一”活动。",
    "三个“全覆盖”。", "五位一体。", "最后一公里。", "318国道、2路公交、G42高速。", "9:30开始，下午3点结束。", "《关于10件实事的报告》。", "十四届八次会议。",
    "每月25日。",
    "24小时值班。", "上百人参加。", "安陆市政协。", "一起来商量。", "二十大精神。",
  ])
  func traps(text: String) throws {
    #expect(try #require(Registry.own).numbers(text) == [])
  }

  /// A number that the end of a line cuts, in a column and across a heading.
  @Test func brokenLines() throws {
    let text = """
      今年以来，青山区政协推动政协协商与基
      层协商有效衔接，共开展一线协商活动7
      8场次，先后在各街道成立91个协商议事

      之家、6个委员工作室，持续推进政协委
      员下沉社区，更好联系服务群众，促进近
      700个群众急难愁盼问题得到解决。
      """
    let harvest = try #require(Registry.own).harvest(text)
    #expect(harvest.findings.map(\.raw) == ["78", "91", "6", "近700"])
    #expect(harvest.findings.map(\.line) == [2, 3, 5, 6])
    #expect(harvest.findings[1].phrase == "先后在各街道成立91个协商议事之家、6个委员工作室")
  }
}
