import ArgumentParser
import Diagnostics
import Files
import FrontMatter
import Markdown
import Site

struct RenderMarkdown: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown", abstract: "正文的 HTML / the HTML of a body: a file's, or standard input's",
    discussion: """
      casebook markdown content/cases/laojie.md
      echo '**协商**结果' | casebook markdown -
      """)

  @Argument(help: "文件，或 - / a file, or -")
  var file = "-"

  @OptionGroup var common: CommonOptions

  func run() throws {
    let source: SourceText
    do {
      source = try readNamedFile(file)
    } catch { throw common.failure(error) }
    // A text that has no header is all body, even where it begins with a rule `---`.
    var mistakes: [Diagnostic] = []
    var header = Document(writeUp: source, reporting: &mistakes)
    // Two rules, one below the other, are no header either.
    if header?.header.isEmptyMap ?? false { header = nil }
    // Whatever else is wrong, a text that is none cannot be rendered.
    var diagnostics = mistakes.filter { $0.code == "not-utf8" }
    if !diagnostics.isEmpty { throw common.failure(diagnostics[0], sources: [source]) }
    let body = header?.body ?? source.contentStart..<source.bytes.count
    let rendered = renderMarkdown(body, of: source, resolvingLinks: { _ in .keep }, reporting: &diagnostics)
    checkMarkup(body, of: source, reporting: &diagnostics)
    diagnostics = diagnostics.sortedByLocation()
    common.printDiagnostics(diagnostics, SourceFiles([source]))
    if diagnostics.hasErrors { throw ExitCode.failure }
    printOutput(String(decoding: rendered.html, as: UTF8.self), terminator: "")
  }
}
