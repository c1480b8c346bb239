import ArgumentParser
import Bytes
import Diagnostics
import Site

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "检查内容，不写任何文件 / check everything, write nothing",
    discussion: """
      casebook check
      casebook check --strict             有警告也算失败 / warnings fail, too
      casebook check --format json > check.json
      casebook explain unknown-region     方括号里的代号是什么意思 / what a code in brackets means
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case human, json, github, gitlab, sarif
  }

  @OptionGroup var common: CommonOptions

  @Option(help: "给人看的，或者给程序看的格式 / for people, or for programs")
  var format = Format.human

  @Flag(help: "有警告也算失败 / warnings fail, too")
  var strict = false

  @Option(help: "来源文字所在的文件夹，不公布 / the folder with the texts of sources, not to be published")
  var sources: String?

  func run() throws {
    let (input, reading) = try common.input(sources: sources)
    let found = (reading + build(input).diagnostics).sortedByLocation()
    // People are shown them by what conceals them itself.
    let (diagnostics, files) =
      format == .human ? (found, input.files) : found.concealingPersonalData(in: input.files)
    let language = common.messages, folder = common.folderInRepository
    switch format {
    case .human:
      common.printDiagnostics(diagnostics, files)
      let errors = diagnostics.count { $0.severity == .error }
      let warnings = diagnostics.count - errors
      common.say(Message(zh: "\(errors) 个错误，\(warnings) 个警告", en: "\(errors) errors, \(warnings) warnings"))
    case .json: printOutput(DiagnosticsJSON(files, language: language).json(diagnostics).encoded())
    case .gitlab:
      printOutput(DiagnosticsJSON(files, language: language, folder: folder).gitlab(diagnostics).encoded())
    case .sarif:
      printOutput(DiagnosticsJSON(files, language: language, folder: folder).sarif(diagnostics).encoded())
    case .github:
      printOutput(GitHubFormat(files, language: language, folder: folder).text(diagnostics), terminator: "")
    }
    if diagnostics.fail(strict: strict) { throw diagnostics.failureCode }
  }
}
