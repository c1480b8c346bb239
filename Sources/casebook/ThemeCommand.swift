import ArgumentParser
import Diagnostics
import Files
import Site

struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme", abstract: "改外观：导出、比较程序里的模板 / the templates in the program",
    discussion: """
      casebook theme export   导出到 templates/ / into templates/
      casebook theme diff     和程序里的比较 / compare with those of the program
      """,
    subcommands: [Export.self, Differences.self])

  /// Writes the built-in files, or brings those up to date that nobody has changed.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "导出模板和样式，改过的文件不动 / write them out, leaving alone what was changed",
      discussion: """
        导出后只留下要改的文件，其余的删掉：没有的文件都用程序里的。
        Keep the files that you change and delete the others: those of the program are used instead.

        casebook theme export
        casebook theme export themes/huzhou
        """)

    @Argument(help: "写到哪个文件夹 / the folder to write")
    var folder = "templates"

    @OptionGroup var common: CommonOptions

    func run() throws {
      let path = folder.hasPrefix("/") ? folder : common.root + "/" + folder
      if isForbidden(path) {
        throw ValidationError("不能导出到 \(folder)：请换一个文件夹，如 templates / not into \(folder): name another folder")
      }
      do throws(Diagnostic) {
        let old = try readTheme(in: path)
        let overriding = old.files(overriding: .builtIn), present = Set(overriding.map(\.name))
        let changed = overriding.filter { !$0.isUntouched && !$0.isSame }
        let missing = Theme.builtIn.files.filter { !present.contains($0.name) }
        let untouched = overriding.filter { $0.isUntouched && !$0.isSame }
        let written = missing.map { ($0.name, $0.source) } + untouched.map { ($0.name, $0.builtIn) }
        var origins = old.origins
        let kept = Set(changed.map(\.name))
        for (name, source) in Theme.builtIn.files where !kept.contains(name) {
          origins.remember(name, source)
        }
        // The origins come last: without them, whatever was written is taken for the same as the program's.
        try replaceFiles(
          (written + [(ThemeOrigin.file, origins.source)]).map {
            OutputFile(address: $0.0, bytes: $0.1.bytes)
          },
          in: path)
        for file in changed {
          common.say(Message(zh: "没有动：\(file.name)（改过）", en: "left alone: \(file.name) (changed)"))
        }
        common.say(
          Message(zh: "已写出 \(written.count) 个文件到 \(path)", en: "wrote \(written.count) files into \(path)"))
      } catch { throw common.failure(error) }
    }

    /// Whether a path is, or leads to, the site's folder itself, or one in it that holds something else.
    private func isForbidden(_ path: String) -> Bool {
      let first = folder.split(separator: "/").first { $0 != "." }
      let others = ["content", "static", "site", ".git"]
      if first == nil || first == ".." || others.contains(where: { first == $0[...] }) { return true }
      guard let target = resolvedPath(path), let root = resolvedPath(common.root) else { return false }
      return target == root
        || others.contains {
          (target + "/").hasPrefix((resolvedPath(root + "/" + $0) ?? root + "/" + $0) + "/")
        }
    }
  }

  /// Shows what the site's own templates have that the built-in ones have not.
  struct Differences: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff", abstract: "网站自己的模板和程序里的有什么不同 / how the site's templates differ",
      discussion: """
        casebook theme diff
        casebook theme diff --seen   看过了，不再提示 / they were seen: no more warnings
        """)

    @Flag(help: "记下已经看过：以后程序再更新才提示 / remember that they were seen")
    var seen = false

    @OptionGroup var common: CommonOptions

    func run() throws {
      let input = try common.whole(common.input())
      for theme in [input.theme, input.own].compactMap(\.self) {
        let files = theme.files(overriding: .builtIn)
        for file in files { printOutput(UnifiedDiff(file.counterpart, file.own).text, terminator: "") }
        if seen, !files.isEmpty {
          var origins = theme.origins
          for file in files { origins.remember(file.name, file.builtIn) }
          do throws(Diagnostic) {
            try replaceFile(
              common.root + "/" + theme.folder + "/" + ThemeOrigin.file, with: origins.source.bytes,
              isOurs: true)
          } catch { throw common.failure(error) }
        }
      }
    }
  }
}
