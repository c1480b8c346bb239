import ArgumentParser
import Collecting
import Diagnostics
import Import
import Records
import Site

struct Collect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "写一份采集表（Excel、WPS 打开），填好再导入 / a workbook to be filled in, and imported",
    discussion: """
      栏目、下拉和说明都来自网站：有哪些地区、品牌、工作法、议题、指标。填好用 casebook import 读。
      Columns, lists and hints are those of the site; casebook import reads it back.

      casebook collect --output 案例.xlsx                   一行一件事 / a row a case
      casebook collect --region 吴兴区 --output 吴兴.xlsx   一个区的 / for one region
      casebook collect --kind report --period 2026 --output 数.xlsx   一行一个地区 / a row a region
      """)

  @Option(help: "地区：路径、代码或名称（默认本站的地区） / a path, code or name; the site's own if left out")
  var region: String?

  @Option(help: "收什么：case（案例）或 report（工作报告） / case or report")
  var kind = CollectingForm.Kind.case

  @Option(help: "时期，如 2026、2026H1 / a period")
  var period: String?

  @Option(help: "写到哪个文件：….xlsx / the file to write")
  var output: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.checkWorkbookName(output, by: "collect")
    let input = try common.whole(common.numbers())
    var diagnostics: [Diagnostic] = []
    let content = readContent(input, reporting: &diagnostics)
    guard let content, !diagnostics.hasErrors else {
      common.printDiagnostics(
        diagnostics.filter { $0.severity == .error }.sortedByLocation(), input.files)
      throw diagnostics.failureCode
    }
    let region = try region.map { try common.region($0, in: content, by: "collect") } ?? content.home
    let period = try period.flatMap { try common.period($0, by: "collect").period }
    let form = CollectingForm(content, kind, of: region, in: period)
    let workbook = form.workbook(common.origin(.collected, of: content, input))
    try common.write(workbook, to: output, keeping: input, by: "collect")
  }
}

extension CollectingForm.Kind: ExpressibleByArgument {
  public init?(argument: String) {
    guard let kind = Self.allCases.first(where: { [$0.rawValue, $0.chinese].contains(argument) }) else {
      return nil
    }
    self = kind
  }
}
