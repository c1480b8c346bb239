import ArgumentParser
import Bytes
import Diagnostics
import Records
import Site
import Statistics
import Wording

struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "各地区的数据 / the figures of a region and all below it, or of all",
    discussion: """
      casebook stats                                全部地区、全部时期 / all regions, all periods
      casebook stats 宜昌市 --period 2024           一个地区、一年 / a region, a year
      casebook stats --metric 协商场次 --by year    一个指标，逐年 / a metric, year by year
      casebook stats --format csv > stats.csv       用电子表格打开 / for a spreadsheet
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table, csv, json
  }

  @Argument(help: "地区：路径、代码或名称 / a path, code or name")
  var region: String?

  @OptionGroup var common: CommonOptions

  @Option(help: "时期，如 2024、2024H1，或 all / a period, or all")
  var period = "all"

  @Option(help: "指标，可重复 / a metric's id or Chinese name; may be repeated")
  var metric: [String] = []

  @Option(help: "分组：\(Breakdown.allCases.map(\.rawValue).joined(separator: ", ")) / one of the breakdowns")
  var by: String?

  @Option(help: "表格，或者 CSV、JSON / a table, or CSV, JSON")
  var format = Format.table

  func run() throws {
    let input = try common.whole(common.numbers())
    var diagnostics: [Diagnostic] = []
    let content = readContent(input, reporting: &diagnostics)
    guard let content, !diagnostics.hasErrors else {
      common.printDiagnostics(diagnostics.sortedByLocation(), input.files)
      throw ExitCode.failure
    }
    let table = Ledger(content).table(for: try common.period(period, by: "stats"))
    let region = try region.map { try common.region($0, in: content, by: "stats") }
    let metrics = try metrics(in: content)
    if let by {
      let rows = try breakdown(by, table, content, of: region ?? content.home, metrics)
      print(rows.table, rows.data)
    } else {
      let earlier = table.query.period?.previousLike.map { Ledger(content).table(for: .period($0)) }
      let rows = StatsRows(
        table, earlier: earlier, content, region: region, metrics: metrics ?? Set(content.metrics.all.indices)
      )
      print(rows.table, rows.data)
    }
  }

  private func print(_ table: @autoclosure () -> String, _ data: @autoclosure () -> DataRows) {
    switch format {
    case .table: printText(table())
    case .csv: printOutput(data().csv, terminator: "")
    case .json: printOutput(data().json.encoded())
    }
  }

  /// The groups of a breakdown, of the home region unless a region is named. A metric that the groups would add up
  /// against the registry's rules is refused, not left out.
  private func breakdown(
    _ word: String, _ table: FigureTable, _ content: Content, of region: RegionID, _ metrics: Set<Int>?
  ) throws -> BreakdownRows {
    guard let breakdown = Breakdown.allCases.first(where: { $0.rawValue == word || $0.chinese == word })
    else {
      let meant = nearest(to: word, among: Breakdown.allCases.flatMap { [$0.rawValue, $0.chinese] })
      let list = Breakdown.allCases.map { "\($0.rawValue)（\($0.chinese)）" }.joined(separator: "、")
      throw usage(
        "不能按“\(word)”分组；" + (meant.map { "是否想写 \($0)？" } ?? "") + "可以写：\(list)",
        "there is no breakdown “\(word)”; " + (meant.map { "did you mean \($0)? " } ?? "")
          + "write one of \(list)")
    }
    let breakdowns = Breakdowns(Ledger(content))
    for index in (metrics ?? []).sorted() where !breakdowns.tells(breakdown, of: content.metrics.all[index]) {
      common.printDiagnostics([.forbiddenSum(of: content.metrics.all[index], by: breakdown)], SourceFiles([]))
      throw ExitCode.usageError
    }
    return BreakdownRows(
      breakdowns.rows(breakdown, of: region, in: table), content, table.query, metrics: metrics)
  }

  /// The metrics asked for; `nil` for all.
  private func metrics(in content: Content) throws -> Set<Int>? {
    var chosen: Set<Int> = []
    for word in metric {
      guard let index = content.metrics.index(of: word) else {
        let meant = nearest(to: word, among: content.metrics.all.flatMap { [$0.id, $0.name] })
        throw usage(
          "没有指标“\(word)”" + (meant.map { "；是否想写 \($0)？" } ?? ""),
          "there is no metric “\(word)”" + (meant.map { "; did you mean \($0)?" } ?? ""))
      }
      chosen.insert(index)
    }
    return chosen.isEmpty ? nil : chosen
  }

  private func usage(_ zh: String, _ en: String) -> ExitCode {
    common.refusal(by: "stats", Message(zh: zh, en: en), .usageError)
  }
}
