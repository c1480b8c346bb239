import ArgumentParser
import Diagnostics
import Files
import Pages
import Records
import Site

struct Print: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "用同样的内容印别的：汇编、台账、督办单 … / what else is printed from the same content",
    discussion: """
      casebook print 案例汇编 --region 武汉市 --pdf        一册，有目录 / a volume with a contents
      casebook print 台账 --period 2024 --pdf              一件一行 / a register
      casebook print 台账 --period 2024 --xlsx             用 Excel、WPS 打开 / for Excel
      casebook print 督办单 --pdf                          没有办完的事 / sheets for open matters
      casebook print 一案一表 --blank --docx               空白表 / an empty form
      casebook print 数据一览 --region 青山区 --pdf        一页数 / a page of figures
      casebook print 双语资料 --pdf                        中英对照 / a handout in two languages
      """)

  @Argument(help: "印什么：\(PrintedKind.allCases.map(\.chinese).joined(separator: "、")) / what to print")
  var kind: String

  @Argument(help: "一案一表、督办单：只印这一件，如 content/cases/ludeng.md / the only case")
  var file: String?

  @Option(help: "地区：路径、代码或名称 / a path, code or name")
  var region: String?

  @Option(help: "时期，如 2024、2024H1 / a period")
  var period: String?

  @Option(help: "议题的标题或文件名 / a topic's title or file name")
  var topic: String?

  @Flag(help: "空白的一案一表，供手填 / an empty form")
  var blank = false

  @OptionGroup(title: "版式 / Form") var form: SheetOutput

  @Flag(help: "Excel 文件，只有台账有 / a workbook, of a register only")
  var xlsx = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !xlsx { return try form.validateForm() }
    if form.isAsked {
      throw ValidationError(
        "请选 --html、--pdf、--docx、--xlsx 之一 / choose one of --html, --pdf, --docx and --xlsx")
    }
  }

  func run() throws {
    let kind = try chosenKind()
    let input = try common.whole(common.input())
    var diagnostics: [Diagnostic] = []
    let sheets = PrintedSheets(input, for: kind, reporting: &diagnostics)
    guard let sheets else {
      // Warnings are for `check`.
      common.printDiagnostics(diagnostics.filter { $0.severity == .error }.sortedByLocation(), input.files)
      throw diagnostics.failureCode
    }
    if kind == .handout, !sheets.hasEnglish {
      throw usage(
        "本站没有英文版，印不了双语资料；在 content/site.yml 写 languages: [zh-Hans, en]",
        "the site has no English edition; write languages: [zh-Hans, en] in content/site.yml")
    }
    let selection = try selection(kind, in: sheets.content)
    if xlsx {
      let origin = common.origin(.exported, of: sheets.content, input)
      guard let workbook = sheets.registerWorkbook(of: selection, origin) else {
        throw common.refusal(by: "print", nothing(of: kind))
      }
      return try common.write(
        workbook, to: form.output ?? kind.chinese + ".xlsx", keeping: input, by: "print")
    }
    diagnostics = []
    let sheet = sheets.sheet(of: selection, reporting: &diagnostics)
    common.printDiagnostics(diagnostics.sortedByLocation(), input.files)
    guard let sheet else {
      if diagnostics.hasErrors { throw diagnostics.failureCode }
      throw common.refusal(by: "print", nothing(of: kind))
    }
    try form.write(
      sheet, named: kind.chinese, madeFrom: nil, keeping: input.paths.map { common.root + "/" + $0 }, common,
      by: "print")
  }

  private func nothing(of kind: PrintedKind) -> Message {
    kind == .followups
      ? Message(
        zh: "没有要督办的事：选中的案例里，没有一件的状态是计划或办理中",
        en:
          "nothing to follow up: no case selected is planned or in progress"
      )
      : Message(
        zh: "没有案例可印：请放宽 --region、--period 或 --topic",
        en: "no case is selected: widen --region, --period or --topic")
  }

  // MARK: What is asked for

  private func chosenKind() throws -> PrintedKind {
    let names = PrintedKind.allCases.flatMap { [$0.chinese, $0.rawValue] }
    guard let kind = PrintedKind.allCases.first(where: { [$0.chinese, $0.rawValue].contains(kind) }) else {
      let meant = nearest(to: kind, among: names)
      let list = PrintedKind.allCases.map(\.chinese).joined(separator: "、")
      throw usage(
        "不会印“\(kind)”；" + (meant.map { "是否想写 \($0)？" } ?? "") + "可以印：\(list)",
        "there is no sheet “\(kind)”; " + (meant.map { "did you mean \($0)? " } ?? "")
          + "print one of \(PrintedKind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    if blank, kind != .form {
      throw usage("--blank 只用于一案一表", "--blank is for forms only")
    }
    if xlsx, kind != .register {
      throw usage("Excel 文件只有台账有：casebook print 台账 --xlsx", "only a register can be had as a workbook")
    }
    if xlsx, let output = form.output { try common.checkWorkbookName(output, by: "print") }
    if file != nil, kind != .form, kind != .followups {
      throw usage(
        "\(kind.chinese)不是一件案例的，不写文件；要选案例，写 --region、--period、--topic",
        "a \(kind.rawValue) is not of one case; select cases by --region, --period, --topic")
    }
    if topic != nil, !kind.needsCases {
      throw usage("\(kind.chinese)里是数据，不按议题分；去掉 --topic", "figures have no topic: leave out --topic")
    }
    return kind
  }

  private func selection(_ kind: PrintedKind, in content: Content) throws -> PrintedSelection {
    var selection = PrintedSelection(
      region: try region.map { try common.region($0, in: content, by: "print") } ?? content.home,
      period: try period.flatMap { try common.period($0, by: "print").period }, isBlank: blank)
    if let topic {
      let topics = content.topics.map(\.naming)
      guard
        let index = topics.firstIndex(where: {
          [$0.title, $0.stem].contains(topic) || $0.names.contains(topic)
        })
      else {
        let meant = nearest(to: topic, among: topics.map(\.title))
        throw usage(
          "没有议题“\(topic)”" + (meant.map { "；是否想写 \($0)？" } ?? ""),
          "there is no topic “\(topic)”" + (meant.map { "; did you mean \($0)?" } ?? ""))
      }
      selection.topic = index
    }
    if let file {
      let path = common.pathBelowRoot(file)
      guard let record = content.cases.first(where: { $0.file == path }) else {
        throw usage("没有案例 \(file)", "there is no case \(file)")
      }
      selection.file = path
      // A case of another province is nowhere below home.
      if region == nil { selection.region = record.region }
    }
    return selection
  }

  private func usage(_ zh: String, _ en: String) -> ExitCode {
    common.refusal(by: "print", Message(zh: zh, en: en), .usageError)
  }
}
