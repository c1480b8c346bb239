import ArgumentParser
import Diagnostics
import Files
import Records
import Site

/// The options of commands that print a sheet: its form, and the file that it goes to.
struct SheetOutput: ParsableArguments {
  @Flag(help: "A4 版式的网页 / a print-ready page")
  var html = false

  @Flag(help: "PDF（需要 WeasyPrint 或 Chromium） / PDF, by WeasyPrint or Chromium")
  var pdf = false

  @Flag(help: "Word 文档，可以接着改 / a Word file, to be edited on")
  var docx = false

  @Flag(help: "校核稿：Word 里每个数旁边批注出处、依据 / with a comment on each number")
  var proof = false

  @Flag var archive: PDFPrinter.Archive?

  @Option(help: "输出文件（网页默认写到标准输出） / the file to write")
  var output: String?

  /// Whether a form was asked for.
  var isAsked: Bool { html || pdf || docx }

  func validate() throws {
    if proof, !docx { throw ValidationError("--proof 要与 --docx 一起用 / --proof goes with --docx") }
    if archive != nil, !pdf { throw ValidationError("--archive 要与 --pdf 一起用 / --archive goes with --pdf") }
    guard [html, pdf, docx].count(where: { $0 }) == 1 else { return }
    if let output, let right = rightName(for: output) {
      throw ValidationError(
        "--output：这里写的是 \(form)，文件名要写成 \(right) / what is written is \(form): name it \(right)")
    }
  }

  /// Throws unless just one form is asked for.
  func validateForm() throws {
    if [html, pdf, docx].count(where: { $0 }) != 1 {
      throw ValidationError("请选 --html、--pdf、--docx 之一 / choose one of --html, --pdf and --docx")
    }
  }

  private var form: String { html ? "HTML" : pdf ? "PDF" : "Word (.docx)" }

  /// The name with the ending that its form has, if the one that it has means another: `a.doc` → `a.docx`.
  private func rightName(for name: String) -> String? {
    let file = name.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = file.lastIndex(of: ".") else { return nil }
    let ending = file[file.index(after: dot)...].lowercased(),
      own = html ? ["html", "htm"] : pdf ? ["pdf"] : ["docx"]
    let others = ["html", "htm", "pdf", "docx", "doc", "wps", "rtf", "xlsx", "xls"]
    if own.contains(ending) || !others.contains(ending) { return nil }
    return name.dropLast(ending.count) + own[0]
  }

  /// Writes the sheet in the form that was asked for.
  ///
  /// - Parameters:
  ///   - name: the name of the file without its ending, if no other is asked for.
  ///   - source: the text that it was made from; nil where it was made from many.
  ///   - inputs: the files that are never replaced.
  func write(
    _ sheet: PrintedSheet, named name: String, madeFrom source: SourceText?, keeping inputs: [String],
    _ common: CommonOptions, by command: String
  ) throws {
    if html, output == nil {
      return printOutput(String(decoding: sheet.page, as: UTF8.self), terminator: "")
    }
    let printed: (bytes: [UInt8], by: String?) =
      html
      ? (sheet.page, nil)
      : docx
        ? (try common.word(of: sheet, isProof: proof), nil)
        : try pdf(of: sheet, madeFrom: source, common, by: command)
    try common.write(
      printed.bytes, to: output ?? name + (docx ? ".docx" : ".pdf"), isWord: docx, madeBy: printed.by,
      keeping: inputs, by: command)
  }

  private func pdf(
    of sheet: PrintedSheet, madeFrom source: SourceText?, _ common: CommonOptions, by command: String
  ) throws -> (bytes: [UInt8], by: String?) {
    var page = PDFPrinter.Sheet(page: sheet.page, address: sheet.address)
    if let source, archive == .a3 {
      let name = source.path.split(separator: "/").last.map(String.init) ?? source.path
      page.attachments = [(name, "原稿", source.bytes)]
    }
    let (files, program) = try common.pdfs(of: [page], madeFrom: [source], archive: archive, by: command)
    return (files[0], program)
  }
}
