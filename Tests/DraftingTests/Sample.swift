import Diagnostics
import Drafting
import FrontMatter
import Records
import Statistics
import Testing

/// A city with four districts and a zone that is counted with one of them, and what a test writes of them.
struct Sample {
  let content: Content
  let figures: PublishedFigures
  let today: Day

  /// - Parameter files: write-ups by the names of their files, `reports/a`, as the lines of their headers. A region is one of
  ///   湖北省/武汉市.
  init(_ files: KeyValuePairs<String, String>, today: String = "2026-11-21") throws {
    try self.init(files.map { ($0.key, $0.value) }, today: today)
  }

  init(_ files: [(String, String)], today: String = "2026-11-21") throws {
    var diagnostics: [Diagnostic] = [], documents: [Document] = []
    for (path, text) in Sample.registries {
      documents += [Document(registry: SourceText(path: path, text), reporting: &diagnostics)].compactMap(
        \.self)
    }
    for (name, text) in files {
      let source = SourceText(
        path: "content/\(name).md", text.hasPrefix("---") ? text : "---\n\(text)\n---\n")
      documents += [Document(writeUp: source, reporting: &diagnostics)].compactMap(\.self)
    }
    self.today = try #require(Day(iso: today))
    let content = Content(documents, today: self.today, reporting: &diagnostics)
    try #require(diagnostics.filter { $0.code != "undated-figure" } == [])
    self.content = try #require(content)
    let ledger = Ledger(self.content)
    figures = PublishedFigures(ledger, Reconciliation(ledger).discrepancies())
  }

  func subject(_ region: String = "", _ period: String? = "2024") throws -> Subject {
    let path = "湖北省/武汉市" + (region.isEmpty ? "" : "/" + region)
    let period = try period.map { try #require(Period(code: $0)) }
    return Subject(
      try #require(content.regions.region(path: path)), period, in: figures, today: today)
  }

  /// The passages of a rule as they are printed, blocks as in the write-up; empty where it says nothing.
  func said(_ rule: Rule, _ region: String = "", _ period: String? = "2024") throws -> [String] {
    guard case .said(let passages) = rule.compose(try subject(region, period)) else { return [] }
    return passages.map { passage in
      switch passage.form {
      case .sentence(let prose), .paragraph(let prose), .item(let prose): prose.printed
      case .block(let kind, let lines): ([kind] + lines).joined(separator: "\n")
      }
    }
  }

  /// The same as it is in the write-up.
  func written(_ rule: Rule, _ region: String = "", _ period: String? = "2024") throws -> String {
    guard case .said(let passages) = rule.compose(try subject(region, period)) else { return "" }
    return passages.compactMap { $0.prose?.markdown }.joined(separator: "\n")
  }

  private static let registries = [
    ("content/site.yml", "title: 试\nhome: 湖北省/武汉市\npublisher: 武汉市政协办公室\n"),
    (
      "content/sources.yml",
      "sources:\n  - {id: \"001\", title: 简报一}\n  - {id: \"002\", title: 简报二}\n"
    ),
    (
      "content/regions.yml",
      """
      regions:
        - code: 420000
          name: 湖北省
          slug: hubei
          children:
            - code: 420100
              name: 武汉市
              slug: wuhan
              children:
                - {code: 420107, name: 青山区, slug: qingshan}
                - {code: 420113, name: 汉南区, slug: hannan}
                - {code: 420114, name: 蔡甸区, slug: caidian}
                - {code: 420105, name: 汉阳区, slug: hanyang}
                - {code: local:jkq, name: 经开区, slug: jingkai, counted_under: 420113}
      slugs:
        湖北省/武汉市/青山区/钢花街道: ganghua
        湖北省/武汉市/青山区/冶金街道: yejin
      """
    ),
    (
      "content/metrics.yml",
      """
      metrics:
        sessions_held: {name: 协商场次, unit: 场, kind: flow, adds: [regions, time], counted_from: sessions, core: true, definition: 试}
        problems_solved: {name: 解决问题, unit: 件, kind: flow, adds: [regions, time], counted_from: problems_solved, core: true, definition: 试}
        members_deployed: {name: 下沉委员, unit: 人, kind: stock, adds: [], core: true, definition: 试}
        platforms: {name: 平台、联系点, unit: 个, kind: stock, adds: [regions], definition: 试}
        visits: {name: 走访, unit: 人次, kind: flow, adds: [regions, time], definition: 试}
        talks: {name: 宣讲, unit: 次, kind: flow, adds: [regions, time], definition: 试}
        inspections: {name: 督查, unit: 次, kind: flow, adds: [regions, time], definition: 试}
        solved_online: {name: 线上解决, unit: 件, kind: flow, adds: [], part_of: problems_solved, definition: 试}
        rate: {name: 办结率, unit: "%", kind: ratio, adds: [], definition: 试}
      """
    ),
  ]
}

/// The header of a report of a region, with lines of `figures`.
func report(_ region: String, _ period: String?, _ figures: String..., more: String = "") -> String {
  let path = "湖北省/武汉市" + (region.isEmpty ? "" : "/" + region)
  let time = period.map { "时期: \($0)\n" } ?? ""
  let lines = figures.map { "\n  " + $0 }.joined()
  return "标题: \(region)\(period ?? "")工作情况\n地区: \(path)\n\(time)\(more)数据:\(lines)"
}

/// The header of a case.
func record(_ title: String, _ region: String, _ date: String?, _ more: String...) -> String {
  (["标题: \(title)", "地区: 湖北省/武汉市" + (region.isEmpty ? "" : "/" + region)]
    + (date.map { ["日期: \($0)"] } ?? []) + more).joined(separator: "\n")
}
