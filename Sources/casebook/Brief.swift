import ArgumentParser
import Diagnostics
import Site

struct Brief: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "一期工作简报，可打印 / one briefing as a printed sheet, in HTML, PDF or Word",
    discussion: """
      casebook brief content/briefings/2024-01.md --pdf
      casebook brief 第2期 --docx --proof
      casebook brief --region 武汉市 --period 2024 --draft content/briefings/2024-02.md
      """)

  @Argument(help: "简报的来稿，或期号，如 2、第2期 / the briefing's write-up, or its number")
  var file: String?

  @OptionGroup(title: "起草 / Composing") var draft: BriefDraft

  @OptionGroup(title: "版式 / Form") var form: SheetOutput

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try draft.validate(file: file, isPrinted: form.isAsked)
    if !draft.isAsked || form.isAsked { try form.validateForm() }
  }

  func run() throws {
    if draft.isAsked, !form.isAsked { return try draft.write(common) }
    var (input, findings) = try common.input()
    let file =
      draft.isAsked
      ? try draft.compose(into: &input, common) : input.admitDraft(common.pathBelowRoot(file ?? ""))
    var diagnostics: [Diagnostic] = []
    let sheet = PrintedSheet(of: file, input, findings: findings, reporting: &diagnostics)
    common.printDiagnostics(diagnostics.sortedByLocation(), input.files)
    guard let sheet else {
      throw common.refusal(
        by: "brief", Message(zh: "没有印，请先改好上面的错误", en: "nothing was printed: mend the errors above first"),
        diagnostics.failureCode)
    }
    try form.write(
      sheet, named: sheet.stem, madeFrom: input.files[sheet.file],
      keeping: input.paths.map { common.root + "/" + $0 } + [file], common, by: "brief")
  }
}
