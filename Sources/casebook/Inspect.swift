import ArgumentParser
import Bytes
import Diagnostics
import Files
import Records
import Site

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "一个文件读出来的内容，JSON / the record that a write-up is read as, as JSON",
    discussion: """
      casebook inspect content/cases/laojie.md
      casebook inspect /tmp/draft.md      还没有放进 content/ 的 / one that is not in content/ yet
      """)

  @Argument(help: "来稿 / a write-up")
  var file: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    var (input, _) = try common.numbers()
    let path = try place(in: &input)
    var diagnostics: [Diagnostic] = []
    let content = readContent(input, holdingBack: false, reporting: &diagnostics)
    // Other files' mistakes matter only where they keep this one from being read.
    let own = diagnostics.filter { $0.location?.file == path }
    guard let json = content?.record(of: path), !own.hasErrors else {
      common.printDiagnostics((own.hasErrors ? own : diagnostics).sortedByLocation(), input.files)
      if diagnostics.hasErrors { throw ExitCode.failure }
      throw common.refusal(
        by: "inspect",
        Message(
          zh: "\(file) 不是来稿；这里看的是案例、工作报告、品牌等 .md 文件",
          en: "\(file) is no write-up; it shows cases, reports, brands and other .md files"))
    }
    common.printDiagnostics(own, input.files)
    printOutput(json.encoded())
  }

  /// The path of the file below the root. A file from elsewhere is read as if it stood among the cases,
  /// or in the folder of that name that it stands in.
  private func place(in input: inout BuildInput) throws -> String {
    let paths = Set(input.contentFiles.map(\.path))
    let inside = [file, common.pathBelowRoot(file)]
    if let path = inside.first(where: paths.contains) { return path }
    do {
      let source = try readNamedFile(file)
      let parts = file.split(separator: "/").map(String.init)
      let folder = parts.dropLast().last.flatMap { Content.folders.contains($0) ? $0 : nil } ?? "cases"
      let path = "content/\(folder)/\(parts.last ?? file)"
      input.contentFiles.removeAll { $0.path == path }
      input.contentFiles.append(SourceText(path: path, bytes: source.bytes))
      return path
    } catch { throw common.failure(error) }
  }
}
