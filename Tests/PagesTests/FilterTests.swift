import Diagnostics
import Testing

@testable import Pages
@testable import Templates

/// The filters of a results site: what they write, and what they refuse.
@Suite struct FilterTests {
  private func rendered(_ template: String) -> Result<String, Diagnostic> {
    var diagnostics: [Diagnostic] = [], bytes: [UInt8] = []
    let sources = [("main", SourceText(path: "main", template))]
    let set = TemplateSet(
      sources: sources, filters: Filter.standard + Filter.domain, reporting: &diagnostics)
    if let first = diagnostics.first { return .failure(first) }
    do throws(Diagnostic) {
      try set?.render("main", with: .object(Object([])), into: &bytes)
    } catch {
      return .failure(error)
    }
    return .success(String(decoding: bytes, as: UTF8.self))
  }

  @Test(arguments: Filter.domain.map { ($0.name, $0.example.template, $0.example.output) })
  func example(name: String, template: String, output: String) throws {
    #expect(try rendered(template).get() == output)
  }

  @Test func noFilterHidesAnother() {
    let names = (Filter.standard + Filter.domain).map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: [
    ("0|grouped", "0"), ("(-9223372036854775807 - 1)|grouped", "-9,223,372,036,854,775,808"),
    ("(-100)|grouped", "-100"), ("'-1234.5678'|grouped", "-1,234.5678"), ("'007'|grouped", "7"),
    ("(-9223372036854775807 - 1)|wan", "-922337203685477.5808万"),
    ("9223372036854775807|percent", "922337203685477580700%"),
    ("999|grouped", "999"), ("1000|grouped", "1,000"), ("(-123456)|grouped", "-123,456"),
    ("(-1234)|grouped", "-1,234"), ("1234567.25|grouped", "1,234,567.25"), ("'1234567'|grouped", "1,234,567"),
    ("1000000000000000.0|grouped", "1,000,000,000,000,000"), ("0.00001|grouped", "0.00001"),
    ("10000|wan", "1万"), ("9999|wan", "9999"), ("12345|wan", "1.2345万"), ("12345.5|wan", "12345.5"),
    ("'20500'|wan", "2.05万"), ("(-12000)|wan", "-1.2万"), ("120000000|wan", "12000万"), ("0|wan", "0"),
    ("1|percent", "100%"), ("0|percent", "0%"), ("0.07|percent", "7%"), ("'0.9555'|percent", "95.55%"),
    ("1.5|percent", "150%"), ("(-0.05)|percent", "-5%"), ("0.000001|percent", "0.0001%"),
    ("2022|chinese_date", "2022年"), ("'2022-12-31'|chinese_date", "2022年12月31日"),
    ("'2024-02-29'|chinese_date", "2024年2月29日"),
    ("2024|period", "2024年"), ("'2024Q3'|period", "2024年第三季度"), ("'2024-07'|period", "2024年7月"),
    ("'2023..2024'|period", "2023年至2024年"), ("'..2023-06'|period", "截至2023年6月"),
    ("'2024-07-01'|period", "2024年7月1日"),
    ("'近700'|quantity('件')", "近700件"), ("78|quantity(unit='场')", "78场"),
    ("'100—150'|quantity('人')", "100—150人"),
    ("'超20万'|quantity('人次')", "超20万人次"), ("'95%'|quantity('%')", "95%"),
    ("'5'|quantity('<b>')", "5&lt;b&gt;"),
    ("''|markdown", ""), ("'# 标题'|markdown", "<h1>标题</h1>\n"),
    ("'[a](../b.md)'|markdown", "<p><a href=\"../b.md\">a</a></p>\n"),
    ("'[a](javascript:alert(1))'|markdown", "<p><a href=\"\">a</a></p>\n"),
    ("'a & b'|markdown|length", "17"), ("['1234', '5']|map('grouped')|join(' ')", "1,234 5"),
  ])
  func writes(expression: String, output: String) throws {
    #expect(try rendered("{{ \(expression) }}").get() == output)
  }

  private static let anotherKind = ["none", "true", "[1]", "{'a': 1}"]
  private static let refused =
    [
      (
        "grouped",
        [
          "'1,234'", "'200余'", "''", "'-'", "'--1'", "0.1234567", "1000000000000000000000000000000.0",
          "12345678901234567890.5",
        ]
      ),
      ("wan", ["'1万'", "'1.'"]), ("percent", ["2 / 3", "'78.1%'"]),
      (
        "chinese_date", ["'2023-02-29'", "'2022-8-5'", "'2024H1'", "'2023..2024'", "'2022-13'", "'8月'", "''"]
      ),
      ("period", ["'2024H3'", "'2024Q5'", "'2024..2023'", "'..'", "'x'", "''"]),
      ("quantity('场')", ["'数十'", "'约200余'", "'200余次'", "'2—3万'", "'9—3'", "'x'", "''"]),
    ].flatMap { filter, inputs in (inputs + anotherKind).map { "(\($0))|\(filter)" } }
    + ["1|markdown", "none|markdown", "'\u{10A7F}'|markdown", "[1]|markdown"]

  /// At its place, with a sentence in both languages.
  @Test(arguments: refused)
  func refuses(expression: String) throws {
    guard case .failure(let diagnostic) = rendered("{{ \(expression) }}") else {
      Issue.record("renders")
      return
    }
    #expect(diagnostic.code == "template-filter")
    #expect(diagnostic.location?.file == "main")
    #expect(!diagnostic.message.zh.isEmpty && !diagnostic.message.en.isEmpty)
    #expect(diagnostic.message.zh != diagnostic.message.en)
  }

  @Test func sentences() {
    func message(_ expression: String) -> Message? {
      guard case .failure(let diagnostic) = rendered("{{ \(expression) }}") else { return nil }
      return diagnostic.message
    }
    #expect(
      message("'8月'|chinese_date")?.zh
        == "过滤器 chinese_date 要的是日期，“8月”不是；请写成 2022-08-05、2022-08 或 2022，日子须确实存在")
    #expect(
      message("[]|period")?.en
        == "the filter period takes a period, and this is neither a text nor a number; "
        + "write 2024, 2024H1, 2024Q3, 2024-07, 2024-07-01 or 2024-01..2024-10")
    #expect(message("'200余次'|quantity('次')")?.zh == "“200余次”里的“次”请去掉：单位由指标决定，这里只写数字")
  }

  /// An undefined name is said as such, and not as a wrong value.
  @Test(arguments: Filter.domain.map(\.name))
  func undefined(filter: String) {
    let call = filter == "quantity" ? "quantity('场')" : filter
    guard case .failure(let diagnostic) = rendered("{{ nobody|\(call) }}") else {
      Issue.record("renders")
      return
    }
    #expect(diagnostic.code == "template-undefined")
  }
}
