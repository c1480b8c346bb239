import ArgumentParser
import Diagnostics
import Glibc
import Pages
import Records
import Site
import Templates

struct Brief: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "一期工作简报，可打印 / one briefing as a printed sheet, in HTML or PDF")

  @Argument(help: "如 content/briefings/2024-01.md")
  var file: String

  @Flag(help: "A4 版式的 HTML / a print-ready page")
  var html = false

  @Flag(help: "PDF（需要 WeasyPrint 或 Chromium） / PDF, by WeasyPrint or Chromium")
  var pdf = false

  @Option(help: "输出文件（HTML 默认写到标准输出，PDF 默认与来稿同名） / the file to write")
  var output: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if html == pdf { throw ValidationError("请选 --html 或 --pdf 之一 / choose --html or --pdf") }
  }

  func run() throws {
    let input = try common.wholeInput()
    let path = common.pathBelowRoot(file)
    let (page, diagnostics) = printedSheet(of: path, input)
    // Warnings about other files are for `check`.
    let relevant = diagnostics.filter { $0.severity == .error || $0.location?.file == path }
    common.printDiagnostics(relevant.sortedByPlace(), input.files)
    guard let page else {
      printError(
        "casebook brief: "
          + Message(
            zh: "没有简报 \(file)，或它有上面的错误\n", en: "there is no briefing \(file), or it has the errors above\n")[
            common.messages])
      throw ExitCode.failure
    }
    do {
      if html {
        guard let output else {
          print(String(decoding: page, as: UTF8.self), terminator: "")
          return
        }
        try OutputFolder.writeFile(page, to: output)
      } else {
        try writePDF(page)
      }
    } catch let error as Diagnostic { throw common.failure(error) }
  }

  private func writePDF(_ page: [UInt8]) throws {
    guard let printer = PDFPrinter.installed(root: common.root) else {
      printError(
        Message(
          zh:
            "生成 PDF 需要 WeasyPrint（pip install weasyprint==70.0）或 Chromium（apt-get install chromium），两样都没有找到\n",
          en:
            "PDF needs WeasyPrint (pip install weasyprint==70.0) or Chromium (apt-get install chromium); neither was found\n"
        )[
          common.messages])
      throw ExitCode.toolMissing
    }
    let stem = file.hasSuffix(".md") ? String(file.dropLast(3)) : file
    let target = output ?? (stem.split(separator: "/").last.map(String.init) ?? stem) + ".pdf"
    let sheet = target + ".html"
    try OutputFolder.writeFile(page, to: sheet)
    defer { unlink(sheet) }
    guard printer.print(sheet, to: target) else {
      printError(
        Message(zh: "\(printer.program) 没有生成 PDF\n", en: "\(printer.program) made no PDF\n")[common.messages])
      throw ExitCode.toolMissing
    }
    common.say(Message(zh: "已写入 \(target)（\(printer.program)）", en: "wrote \(target) (\(printer.program))"))
  }
}
