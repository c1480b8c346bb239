import Diagnostics
import FrontMatter
import Records
import Statistics
import Testing

/// A small content folder: the registries below, and the reports and cases that a test gives.
struct Sample {
  let content: Content
  let ledger: Ledger

  init(_ writeUps: WriteUp...) throws { try self.init(writeUps) }

  init(_ writeUps: [WriteUp]) throws {
    var diagnostics: [Diagnostic] = [], documents: [Document] = []
    for (path, text) in Sample.registries {
      documents += [Document(registry: SourceText(path: path, text), reporting: &diagnostics)].compactMap {
        $0
      }
    }
    for (index, writeUp) in writeUps.enumerated() {
      let source = writeUp.source(number: index + 1)
      documents += [Document(writeUp: source, reporting: &diagnostics)].compactMap { $0 }
    }
    let today = try #require(Day(iso: "2026-11-21"))
    let content = Content(documents, today: today, reporting: &diagnostics)
    // A report without a time is warned of, and what becomes of its numbers is tested.
    try #require(diagnostics.allSatisfy { $0.code == "undated-figure" })
    self.content = try #require(content)
    ledger = Ledger(self.content)
  }

  /// The findings of one region and metric, each on a line: `200余 2024`; the published one with its basis.
  struct Lines: Equatable {
    var reported: String?
    var summed: String?
    var counted: String?
    var published: String?
  }

  func finding(_ region: String, _ metric: String, _ period: String = "all") throws -> Finding? {
    let query = period == "all" ? PeriodQuery.all : .period(try #require(Period(parsing: period)))
    let id = try #require(content.regions.region(path: Sample.path(region)))
    return ledger.table(for: query)[id, try #require(content.metrics.index(of: metric))]
  }

  func lines(_ region: String, _ metric: String, _ period: String = "all") throws -> Lines {
    let finding = try finding(region, metric, period)
    return Lines(
      reported: finding?.reported.map(line), summed: finding?.summed.map(line),
      counted: finding?.counted.map(line),
      published: finding?.published.map { "\($0.basis) \(line($0))" })
  }

  func line(_ figure: Figure) -> String {
    "\(figure.quantity.display) \(figure.period.code)" + (figure.period.hasGap ? " with gap" : "")
  }

  func names(_ regions: [RegionID]) -> [String] { regions.map { content.regions[$0].name } }

  /// `3 of 4, missing: 青山区`
  func coverage(_ region: String, _ metric: String, _ period: String = "all") throws -> String? {
    try finding(region, metric, period).map { finding in
      let coverage = finding.coverage
      let missing =
        coverage.missing.isEmpty ? "" : ", missing: " + names(coverage.missing).joined(separator: " ")
      return "\(coverage.reporting) of \(coverage.of.map(String.init) ?? "none")\(missing)"
    }
  }

  /// The discrepancies, by kind: `reports-disagree 300 > 200余`.
  var discrepancies: [String] {
    Reconciliation(ledger).discrepancies().map {
      let note = $0.explanations.isEmpty ? "" : " — " + $0.explanations.joined(separator: "; ")
      return "\($0.kind.rawValue) \($0.left.quantity.display) > \($0.right.quantity.display)\(note)"
    }
  }

  /// Names are under 湖北省, unless another province is named.
  fileprivate static func path(_ region: String) -> String {
    region.hasSuffix("省") || region.contains("省/") ? region : "湖北省/" + region
  }
}

/// A report or a case, with the lines of its header that matter.
struct WriteUp: Sendable {
  private let folder: String
  private let region: String
  private let file: String?
  private let lines: [String]

  /// - Parameter figures: lines of `figures:`.
  static func report(
    _ region: String, _ period: String?, _ figures: String..., published: String? = nil, note: String? = nil,
    file: String? = nil
  ) -> WriteUp {
    let more = [
      period.map { "period: \($0)" }, published.map { "published: \($0)" }, note.map { "note: \($0)" },
    ]
    return WriteUp(
      folder: "reports", region: region, file: file,
      lines: more.compactMap { $0 } + ["figures:"] + figures.map { "  " + $0 })
  }

  /// A report with further lines of the header, such as its revisions.
  static func report(
    _ region: String, _ period: String?, _ figures: [String], more: [String], file: String? = nil
  ) -> WriteUp {
    WriteUp(
      folder: "reports", region: region, file: file,
      lines: (period.map { ["period: \($0)"] } ?? []) + ["figures:"] + figures.map { "  " + $0 } + more)
  }

  static func `case`(_ region: String, _ date: String?, _ fields: String..., file: String? = nil) -> WriteUp {
    WriteUp(folder: "cases", region: region, file: file, lines: (date.map { ["date: \($0)"] } ?? []) + fields)
  }

  func source(number: Int) -> SourceText {
    let header = ["title: 第\(number)篇", "region: \(Sample.path(region))"] + lines
    return SourceText(
      path: "content/\(folder)/\(file ?? "w\(number)").md", "---\n\(header.joined(separator: "\n"))\n---\n")
  }
}

extension Sample {
  private static let registries = [
    ("content/site.yml", "title: 试\nhome: 湖北省\npublisher: 试\n"),
    ("content/sources.yml", "sources: []\n"),
    (
      "content/regions.yml",
      """
      regions:
        - code: 42
          name: 湖北省
          slug: hubei
          children:
            - code: 4201
              name: 武汉市
              slug: wuhan
              children:
                - {code: 420107, name: 青山区, slug: qingshan}
                - {code: 420113, name: 汉南区, slug: hannan}
                - {code: local:jkq, name: 经开区, slug: jingkai, counted_under: 420113}
            - code: 4205
              name: 宜昌市
              slug: yichang
              children:
                - {code: 420502, name: 西陵区, slug: xiling}
                - {code: 420527, name: 秭归县, slug: zigui}
                - {code: 420583, name: 枝江市, slug: zhijiang}
                - {code: 420582, name: 当阳市, slug: dangyang}
        - code: 53
          name: 云南省
          slug: yunnan
          children:
            - {code: 5325, name: 红河州, slug: honghe}
            - {code: 5301, name: 昆明市, slug: kunming}
      slugs:
        湖北省/宜昌市/枝江市/问安镇: wenan
        湖北省/宜昌市/枝江市/问安镇/袁码头村: yuanmatou
        湖北省/宜昌市/枝江市/安福寺镇: anfusi
      """
    ),
    (
      "content/metrics.yml",
      """
      metrics:
        sessions_held: {name: 协商场次, unit: 场, kind: flow, adds: [regions, time], definition: 试}
        problems_solved: {name: 解决问题, unit: 件, kind: flow, adds: [regions, time], definition: 试}
        members_deployed: {name: 下沉委员, unit: 人, kind: stock, adds: [], definition: 试}
        member_person_times: {name: 委员人次, unit: 人次, kind: flow, adds: [regions, time], definition: 试}
        platforms: {name: 平台, unit: 个, kind: stock, adds: [regions], definition: 试}
        residents: {name: 参与群众, unit: 人, kind: distinct, adds: [], definition: 试}
        visits: {name: 参与人次, unit: 人次, kind: flow, adds: [regions, time], counted_from: participant_visits, definition: 试}
        rate: {name: 办结率, unit: "%", kind: ratio, adds: [], definition: 试}
        solved_online: {name: 线上解决, unit: 件, kind: flow, adds: [], part_of: problems_solved, definition: 试}
        solved_onsite: {name: 现场解决, unit: 件, kind: flow, adds: [], definition: 试}
      checks:
        - problems_solved = solved_online + solved_onsite
      """
    ),
  ]
}

extension String {
  /// `西陵区 2024 10, 枝江市 2023 5`, word by word.
  var words: [[String]] {
    split(separator: ", ").map { $0.split(separator: " ").map(String.init) }
  }
}
