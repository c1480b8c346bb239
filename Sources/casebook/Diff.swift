import ArgumentParser
import Bytes
import Diagnostics
import Files
import Records
import Site
import Statistics

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "两个版本之间，哪些案例、报告和数字变了 / which cases, reports and figures differ between two states",
    discussion: """
      casebook diff HEAD                  还没有提交的改动 / what is not committed yet
      casebook diff v1.0 main             两个 git 版本 / two git revisions
      casebook diff ../backup             另一个文件夹里的旧版 / an older state in another folder
      casebook diff HEAD~1 --strict --format markdown
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown
  }

  @Argument(help: "原来的：文件夹或 git 版本 / the older state: a folder or a git revision")
  var base: String

  @Argument(help: "现在的（默认：--root 的文件夹） / the newer state; default: the folder of --root")
  var head: String?

  @OptionGroup var common: CommonOptions

  @Option(help: "文字、JSON 或 Markdown / a text, JSON or Markdown")
  var format = Format.text

  @Flag(help: "已公布的数改了、撤了或换了时期、地区、单位而没有修订记录，算失败 / a published number changed without a revision fails")
  var strict = false

  func run() throws {
    let old = try content(of: base), new = try content(of: head)
    let changes = Changes(from: Ledger(old), to: Ledger(new))
    let names = (base: base, head: head ?? common.root)
    switch format {
    case .text: printText(ChangesText(changes, common.messages).text)
    case .markdown: printOutput(ChangesMarkdown(changes, names, common.messages).text, terminator: "")
    case .json: printOutput(ChangesJSON(old: old, new: new).json(changes, names).encoded())
    }
    if strict, changes.unrevisedCount > 0 { throw ExitCode.failure }
  }

  // MARK: The two states

  private func content(of name: String?) throws -> Content {
    let (input, reading) = try input(of: name)
    // A state without one of its files would be another.
    var diagnostics = reading.filter { $0.severity == .error }
    let content = diagnostics.isEmpty ? readContent(input, reporting: &diagnostics) : nil
    guard let content, !diagnostics.hasErrors else {
      common.printDiagnostics(diagnostics.sortedByLocation(), input.files)
      let name = name ?? common.root
      try fail(
        diagnostics.failureCode, "\(name) 的内容有以上错误，不能比较",
        "the content of \(name) has the errors above; nothing to compare")
    }
    return content
  }

  /// A folder that holds a `content/` is meant before a revision of the same name.
  private func input(of name: String?) throws -> (input: BuildInput, diagnostics: [Diagnostic]) {
    guard let name else { return try common.numbers() }
    if Diff.isSite(name) {
      var diagnostics: [Diagnostic] = []
      let input = BuildInput(numbersOf: name, today: try common.day(), reporting: &diagnostics).withBuiltIn()
      return (input, diagnostics)
    }
    switch try repository().content(of: name) {
    case .texts(let texts, let faults) where texts.isEmpty && faults.isEmpty:
      try fail(.usageError, "\(name) 里没有 content/", "there is no content/ in \(name)")
    case .texts(let texts, let faults):
      return (BuildInput(contentFiles: texts, today: try common.day()).withBuiltIn(), faults)
    case .incomplete:
      try fail(
        .inputOutputError,
        "没有读出 \(name)：仓库里没有它的全部文件，大概是部分克隆（partial clone）。请先运行 git fetch --refetch --no-filter",
        "could not read \(name): the repository lacks some of its files, as a partial clone does. Run git fetch --refetch --no-filter first"
      )
    case .shallow:
      try fail(
        .usageError,
        "没有版本“\(name)”：这里是浅克隆，只有最近的版本。请先运行 git fetch --unshallow；在 CI 里取全部历史（GitHub：fetch-depth: 0，GitLab：GIT_DEPTH: 0）",
        "there is no “\(name)”: this clone is shallow and has the latest revisions only. Run git fetch --unshallow first; in CI fetch all history (GitHub: fetch-depth: 0, GitLab: GIT_DEPTH: 0)"
      )
    case .otherOwner(let folder):
      try fail(
        .usageError,
        "git 不肯读 \(folder)：这个仓库属于另一个用户。确认可信以后运行 git config --global --add safe.directory \(folder.shellWord)",
        "git does not read \(folder): the repository belongs to another user. If you trust it, run git config --global --add safe.directory \(folder.shellWord)"
      )
    case .noSuchRevision:
      try fail(
        .usageError, "“\(name)”既不是有 content/ 的文件夹，也不是 git 版本；可以写 main、v1.0、HEAD~1，或文件夹的路径",
        "“\(name)” is neither a folder with a content/ nor a git revision; write main, v1.0, HEAD~1, or a path"
      )
    case .noRepository:
      try fail(
        .usageError, "“\(name)”不是有 content/ 的文件夹，而 \(common.root) 不在 git 仓库里",
        "“\(name)” is no folder with a content/, and \(common.root) is in no git repository")
    case .failed(let reason, let complaint):
      printError(complaint)
      try fail(
        .inputOutputError, "没有读出 \(name)：\(reason.zh)", "could not read \(name): \(reason.en)")
    }
  }

  private func repository() throws -> GitRepository {
    do throws(InstalledProgram.WrongSetting) {
      if let repository = try GitRepository(root: common.root) { return repository }
    } catch { try fail(.toolMissing, error.message.zh, error.message.en) }
    try fail(
      .toolMissing, "比较 git 版本需要 git（apt-get install git），没有找到",
      "comparing revisions needs git, which was not found")
  }

  private static func isSite(_ path: String) -> Bool {
    (try? isFolder(path + "/content")) ?? false
  }

  private func fail(_ code: ExitCode, _ zh: String, _ en: String) throws -> Never {
    throw common.refusal(by: "diff", Message(zh: zh, en: en), code)
  }
}
