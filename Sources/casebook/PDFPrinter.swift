import Diagnostics
import Files
import Glibc
import Site

/// A program that turns a page into PDF: WeasyPrint, else Chromium, which is there for emergencies.
///
/// WeasyPrint first: its PDF is tagged, and the same bytes each time. Neither may fetch anything: a page brings its
/// pictures and styles with it, in `data:` addresses, and whatever else it asks for ends the printing.
struct PDFPrinter {
  let program: InstalledProgram
  private let isWeasyPrint: Bool

  private static let chromiumNames = ["chromium", "chromium-browser", "google-chrome"]

  /// Returns nil where neither is installed.
  init?(outside root: String) throws(InstalledProgram.WrongSetting) {
    if let program = try InstalledProgram(["weasyprint"], setting: "CASEBOOK_WEASYPRINT", outside: root) {
      (self.program, isWeasyPrint) = (program, true)
    } else if let program = try InstalledProgram(
      PDFPrinter.chromiumNames, setting: "CASEBOOK_CHROMIUM", outside: root)
    {
      (self.program, isWeasyPrint) = (program, false)
    } else {
      return nil
    }
  }

  /// The PDF is in the outcome's output.
  func print(_ page: [UInt8], address: String) -> ProgramOutcome {
    var outcome = isWeasyPrint ? weasyPrint(page, address: address) : chromium(page)
    outcome.endIfInterrupted()
    if outcome.succeeded, !outcome.output.starts(with: "%PDF-".utf8) { outcome.ending = .exited(1) }
    return outcome
  }

  /// - Parameter address: that of the page in the site, to which relative links lead; empty where it has none.
  private func weasyPrint(_ page: [UInt8], address: String) -> ProgramOutcome {
    program.run(
      [
        "--allowed-protocols=data", "--fail-on-http-errors", "--base-url=\(address)", "--encoding=utf-8",
        "--pdf-variant=pdf/ua-1", "-", "-",
      ], input: page)
  }

  /// Chromium reads and writes files only: they lie in a folder that nobody else can open.
  private func chromium(_ page: [UInt8]) -> ProgramOutcome {
    let folder: TemporaryFolder
    do throws(Diagnostic) {
      folder = try TemporaryFolder()
      try replaceFile(folder.path + "/page.html", with: page)
    } catch { return ProgramOutcome(ending: .notPrepared(error.message)) }
    defer { folder.remove() }
    var arguments = [
      "--headless", "--disable-gpu", "--disable-extensions",
      "--no-first-run", "--no-pdf-header-footer", "--generate-pdf-document-outline",
      "--user-data-dir=" + folder.path + "/profile",
      // The page's own policy allows nothing but `data:`; the browser has its own errands.
      "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=nothing.invalid:1",
      "--proxy-bypass-list=<-loopback>",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
      "--print-to-pdf=" + folder.path + "/page.pdf",
    ]
    // Its sandbox refuses to be root's.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    var outcome = program.run(arguments + ["file://" + folder.path + "/page.html"])
    if outcome.succeeded {
      outcome.output =
        (try? readNamedFile(folder.path + "/page.pdf", limit: InstalledProgram.outputLimit).bytes) ?? []
    }
    return outcome
  }
}
