import ArgumentParser
import Diagnostics

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "一个代号是什么意思，怎么改 / what a code in brackets means",
    discussion: """
      casebook explain unknown-region
      casebook explain [missing-slug]   方括号照抄也可以 / with its brackets, too
      """)

  @Argument(help: "提示里方括号中的代号 / the code in the brackets of a message")
  var code: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let (name, section) = try Manual.section(of: code)
    let text = section.paragraphs(in: common.messages)
    printText("\(name)\n\n" + (terminalColumns.map { text.foldedMarkdown(to: $0) } ?? text) + "\n")
  }
}

extension String {
  /// The paragraphs in a language, and those that are in none, such as examples.
  fileprivate func paragraphs(in language: Language) -> String {
    func isChinese(_ text: Substring) -> Bool {
      let han = text.unicodeScalars.count { 0x4E00...0x9FFF ~= $0.value }
      return 2 * han > text.utf8.count { 0x61...0x7A ~= $0 }
    }
    let all = split(separator: "\n\n")
    let chosen = all.filter { $0.hasPrefix("```") || isChinese($0) == (language == .zh) }
    return (chosen.isEmpty ? all : chosen).joined(separator: "\n\n")
  }
}
