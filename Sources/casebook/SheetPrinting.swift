import ArgumentParser
import Diagnostics
import Files
import Glibc
import Site

extension CommonOptions {
  /// Prints sheets as PDF, says what is to be said of them, and gives their bytes and the program that made them.
  ///
  /// - Parameters:
  ///   - sources: the texts that the sheets were made from, in which a character without a glyph has its place; nil where
  ///     there is none.
  ///   - command: the command that messages begin with.
  func pdfs(
    of sheets: [PDFPrinter.Sheet], madeFrom sources: [SourceText?], archive: PDFPrinter.Archive? = nil,
    by command: String
  ) throws -> (files: [[UInt8]], program: String) {
    let printer = try printer(for: command)
    let prints = printer.print(sheets, archive: archive)
    var findings: [Diagnostic] = []
    for (number, print) in prints.enumerated() {
      guard print.outcome.succeeded else {
        printError(print.outcome.complaint)
        throw refusal(by: command, print.outcome.reason(printer.program), .toolMissing)
      }
      let source = number < sources.count ? sources[number] : nil
      findings += print.missing.map { $0.diagnostic(in: source) }
      for warning in print.warnings {
        printError("casebook \(command): \(printer.program.path): \(warning)\n")
      }
    }
    if !findings.isEmpty { throw failure(findings, sources: sources.compactMap { $0 }) }
    if let caveat = prints.compactMap(\.caveat).first { _ = refusal(by: command, caveat) }
    return (prints.map(\.outcome.output), printer.program.path)
  }

  /// Writes a printed sheet, and says so where a program or Word is to open it. A Word file that is there already and has
  /// other bytes stays as it is: it may have been edited on.
  ///
  /// - Parameters:
  ///   - program: the program that made a PDF.
  ///   - inputs: the files that are never replaced.
  func write(
    _ bytes: [UInt8], to target: String, isWord: Bool, madeBy program: String?, keeping inputs: [String],
    by command: String
  ) throws {
    if isWord, access(target, F_OK) == 0, (try? readNamedFile(target, limit: 1 << 28).bytes) != bytes {
      throw refusal(
        by: command,
        Message(
          zh: "已有 \(target)，里面可能有改过的字，没有覆盖；请先把它改名或删去，或者用 --output 另写一个文件",
          en:
            "\(target) is there and may have been edited, so it stays: rename or remove it, or name another --output"
        ))
    }
    do throws(Diagnostic) {
      let sign = isWord || program != nil ? nil : PrintedSheet.sign
      try replaceFile(target, with: bytes, keeping: inputs, bearing: sign)
    } catch {
      throw failure(error)
    }
    if let program {
      say(Message(zh: "已写入 \(target)（\(program)）", en: "wrote \(target) (\(program))"))
    } else {
      say(Message(zh: "已写入 \(target)", en: "wrote \(target)"))
    }
  }

  /// The sheet as a Word file; for a proof with what each number rests on.
  func word(of sheet: PrintedSheet, isProof: Bool = false) throws -> [UInt8] {
    var diagnostics: [Diagnostic] = []
    if let bytes = sheet.inWord(isProof: isProof, reporting: &diagnostics) { return bytes }
    printDiagnostics(diagnostics, SourceFiles([]))
    throw diagnostics.failureCode
  }

  /// The program that prints.
  func printer(for command: String) throws -> PDFPrinter {
    do throws(InstalledProgram.WrongSetting) {
      if let printer = try PDFPrinter(outside: root) { return printer }
    } catch { throw refusal(by: command, error.message, .toolMissing) }
    throw refusal(
      by: command,
      Message(
        zh:
          "生成 PDF 需要 WeasyPrint（pip install weasyprint==70.0）或 Chromium（apt-get install chromium），两样都没有找到；装在别处的，用环境变量 CASEBOOK_WEASYPRINT 写明它的完整路径",
        en:
          "PDF needs WeasyPrint (pip install weasyprint==70.0) or Chromium (apt-get install chromium); neither was found. If it is elsewhere, the environment variable CASEBOOK_WEASYPRINT holds its path"
      ), .toolMissing)
  }

  private func failure(_ findings: [Diagnostic], sources: [SourceText]) -> ExitCode {
    printDiagnostics(findings.sortedByLocation(), SourceFiles(sources))
    return .failure
  }
}
