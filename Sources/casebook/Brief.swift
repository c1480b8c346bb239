import ArgumentParser
import Diagnostics
import Files
import Glibc
import Pages
import Records
import Site
import Templates

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

  @Flag(help: "A4 版式的 HTML / a print-ready page")
  var html = false

  @Flag(help: "PDF（需要 WeasyPrint 或 Chromium） / PDF, by WeasyPrint or Chromium")
  var pdf = false

  @Flag(help: "Word 文档，可以接着改 / a Word file, to be edited on")
  var docx = false

  @Flag(help: "校核稿：Word 里每个数旁边批注出处、依据 / with a comment on each number")
  var proof = false

  @Flag var archive: PDFPrinter.Archive?

  @Option(help: "输出文件（HTML 默认写到标准输出，其余默认与来稿同名） / the file to write")
  var output: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    let forms = [html, pdf, docx].count { $0 }
    try draft.validate(file: file, isPrinted: forms > 0)
    if draft.isAsked, forms == 0 { return }
    if forms != 1 {
      throw ValidationError("请选 --html、--pdf、--docx 之一 / choose one of --html, --pdf and --docx")
    }
    if proof, !docx { throw ValidationError("--proof 要与 --docx 一起用 / --proof goes with --docx") }
    if archive != nil, !pdf { throw ValidationError("--archive 要与 --pdf 一起用 / --archive goes with --pdf") }
  }

  func run() throws {
    if draft.isAsked, !html, !pdf, !docx { return try draft.write(common) }
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
    if html, output == nil {
      return printOutput(String(decoding: sheet.page, as: UTF8.self), terminator: "")
    }
    let printed: (bytes: [UInt8], by: String?) =
      html
      ? (sheet.page, nil)
      : docx
        ? (try common.word(of: sheet, isProof: proof), nil)
        : try pdf(of: sheet, madeFrom: input.files[sheet.file])
    let stem = String(sheet.file.dropLast(3).split(separator: "/").last ?? "")
    let target = output ?? stem + (docx ? ".docx" : ".pdf")
    try common.write(
      printed.bytes, to: target, isWord: docx, madeBy: printed.by,
      keeping: input.paths.map { common.root + "/" + $0 } + [file], by: "brief")
  }

  private func pdf(of sheet: PrintedSheet, madeFrom source: SourceText?) throws -> (
    bytes: [UInt8], by: String?
  ) {
    var page = PDFPrinter.Sheet(page: sheet.page, address: sheet.address)
    if let source, archive == .a3 {
      let name = source.path.split(separator: "/").last.map(String.init) ?? source.path
      page.attachments = [(name, "原稿", source.bytes)]
    }
    let (files, program) = try common.pdfs(of: [page], madeFrom: [source], archive: archive, by: "brief")
    return (files[0], program)
  }
}
