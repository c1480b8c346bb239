import ArgumentParser
import Diagnostics
import Files
import Glibc
import Site

struct Fix: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "照检查的提示改好文件 / make the edits that findings suggest",
    discussion: """
      检查的提示里写明怎样改的，由程序来改；先用 --diff 看一遍，什么也不写。只改 content/ 和 templates/ 里的文件。
      个人信息要由人来看：写明 --code personal-data 才改。
      Personal data are edited only where --code personal-data asks for it.

      casebook fix --diff content/cases   看看案例会怎样改 / how the cases would be edited
      casebook fix --code missing-slug    写上缺的网址名字（拼音） / write missing slugs
      """)

  /// The number of times that what the edits bring to light is edited as well.
  private static let turns = 8

  /// The codes of findings about numbers and dates: one that comes to light is looked at by a person first.
  private static let ofNumbers: Set<String> = [
    "ambiguous-range", "date-order", "descending-range", "future-date", "implausible-date", "impossible-date",
    "no-whole-number", "not-a-quantity", "scale-twice", "several-in-one", "two-qualifiers",
    "unit-in-quantity",
    "vague-quantity",
  ]

  @Argument(help: "只改这些文件或文件夹（默认全部） / only these files, or those in these folders")
  var paths: [String] = []

  @Option(name: .customLong("code"), help: "只改这一类提示，可以写几次 / only findings of this code; may be repeated")
  var codes: [String] = []

  @Flag(name: .customLong("diff"), help: "只看会怎样改，不写 / show the edits, write nothing")
  var showsDifference = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let codes = try codes.map { try Manual.section(of: $0).code }
    let (read, reading) = try common.input()
    var input = read
    let folders = try paths.map { try knownPath($0, in: input) }
    func isWanted(_ diagnostic: Diagnostic) -> Bool {
      let file = diagnostic.location?.file ?? ""
      // A number that is masked is lost: that is done only where it is asked for by name.
      return (codes.isEmpty ? diagnostic.code != "personal-data" : codes.contains(diagnostic.code))
        && (folders.isEmpty || folders.contains { $0.isEmpty || file == $0 || file.hasPrefix($0 + "/") })
    }
    let found = (reading + build(input).diagnostics).sortedByLocation()
    var fixes = Fixes(found.filter(isWanted), in: input.contentFiles + input.templates), last = fixes
    var left = found
    // An edit shows what was behind the mistake, or lets another one be made that overlaps with it.
    for _ in 1..<Fix.turns where !last.files.isEmpty {
      input.replaceFiles(last.files.map(\.new))
      left = (reading + build(input).diagnostics).sortedByLocation()
      let shown = left.filter { isWanted($0) && !Fix.ofNumbers.contains($0.code) }
      last = Fixes(shown, in: input.contentFiles + input.templates)
      fixes.add(last)
    }
    input.replaceFiles(last.files.map(\.new))
    if showsDifference {
      for file in fixes.files { printOutput(UnifiedDiff(file.old, file.new).text, terminator: "") }
      return
    }
    for file in fixes.files {
      do throws(Diagnostic) { try replaceFile(file.old, below: common.root, with: file.new.bytes) } catch {
        throw common.failure(error)
      }
      common.say(file.message)
    }
    if !last.files.isEmpty { left = (reading + build(input).diagnostics).sortedByLocation() }
    // An edit may bring to light what was behind the mistake, and what is said of that has another code.
    let errors = left.filter { finding in
      finding.severity == .error
        && (isWanted(finding) || !found.contains { $0.code == finding.code && $0.message == finding.message })
    }
    let next = Fixes(left.filter(isWanted), in: input.contentFiles + input.templates).count
    common.printDiagnostics(errors, input.files)
    common.say(summary(of: fixes, errors: errors.count))
    if next > 0 {
      common.say(
        Message(
          zh: "还有 \(next) 处可以改（和改了的重叠，或者改了才看得出）：再运行一次",
          en: "\(next) more can be made (they overlap with these, or show only now): run it once more"))
    }
    if !errors.isEmpty { throw errors.failureCode }
  }

  private func summary(of fixes: Fixes, errors: Int) -> Message {
    if fixes.files.isEmpty {
      return Message(
        zh: "没有程序能改的" + (errors > 0 ? "；还有 \(errors) 个错误，要由人来改" : ""),
        en: "nothing that the program can edit" + (errors > 0 ? "; \(errors) errors are left" : ""))
    }
    return Message(
      zh: "改了 \(fixes.count) 处，\(fixes.files.count) 个文件，还有 \(errors) 个错误；请看一遍改得对不对",
      en:
        "made \(fixes.count) edits in \(fixes.files.count) files, \(errors) errors are left; look them through"
    )
  }

  /// The path below the root of a file or folder that was read; empty for the root itself.
  private func knownPath(_ path: String, in input: BuildInput) throws -> String {
    var name = common.pathBelowRoot(path)
    while name.hasSuffix("/") { name.removeLast() }
    if name.hasPrefix("/"), let whole = resolvedPath(name), let root = resolvedPath(common.root),
      (whole + "/").hasPrefix(root + "/")
    {
      name = String(whole.dropFirst(root.count + 1))
    }
    if name == "." { name = "" }
    guard name.isEmpty || input.paths.contains(where: { $0 == name || $0.hasPrefix(name + "/") }) else {
      throw common.failure(.cannotRead(path, ENOENT))
    }
    return name
  }
}

extension Fixes.File {
  /// content/cases/a.md：fullwidth-colon 2 处
  fileprivate var message: Message {
    Message(
      zh: old.path + "：" + codes.map { "\($0.code) \($0.count) 处" }.joined(separator: "，"),
      en: old.path + ": " + codes.map { "\($0.code) \($0.count)" }.joined(separator: ", "))
  }
}

extension BuildInput {
  /// Takes other texts for files of the same paths.
  fileprivate mutating func replaceFiles(_ files: [SourceText]) {
    let files = Dictionary(files.map { ($0.path, $0) }) { _, last in last }
    contentFiles = contentFiles.map { files[$0.path] ?? $0 }
    templates = templates.map { files[$0.path] ?? $0 }
  }
}
