import ArgumentParser
import Diagnostics
import Pages
import Records
import Site

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "把台账和全部数据写成一个 Excel 文件 / the register and all tables as a workbook",
    discussion: """
      第一张是台账，一件一行，可以打印；后面是开放数据的各张表，数是数，公布的写法在旁边。
      A register to be printed comes first, then the tables of the open data: numbers beside their wording.

      casebook export --xlsx 全部数据.xlsx
      casebook export --xlsx 吴兴区2026.xlsx --region 吴兴区 --period 2026
      """)

  @Option(help: "写到哪个文件：….xlsx / the file to write")
  var xlsx: String

  @Option(help: "地区：路径、代码或名称（默认全部） / a path, code or name; all if left out")
  var region: String?

  @Option(help: "时期，如 2026、2026H1（默认全部） / a period; all if left out")
  var period: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.checkWorkbookName(xlsx, by: "export")
    let input = try common.whole(common.input())
    var diagnostics: [Diagnostic] = []
    let sheets = PrintedSheets(input, for: .register, reporting: &diagnostics)
    guard let sheets else {
      common.printDiagnostics(diagnostics.filter { $0.severity == .error }.sortedByLocation(), input.files)
      throw diagnostics.failureCode
    }
    let content = sheets.content
    let selection = PrintedSelection(
      region: try region.map { try common.region($0, in: content, by: "export") } ?? content.home,
      period: try period.flatMap { try common.period($0, by: "export").period })
    let (workbook, notes) = sheets.exportWorkbook(
      of: selection, isOfRegion: region != nil, common.origin(.exported, of: content, input))
    common.printNotes(notes)
    try common.write(workbook, to: xlsx, keeping: input, by: "export")
  }
}
