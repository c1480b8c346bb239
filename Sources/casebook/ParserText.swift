import ArgumentParser
import Diagnostics
import Files
import Glibc

// The parser of the command line speaks English, and folds as if all characters were one column wide. Here its texts become
// texts in both languages, as wide as the terminal.

/// So wide that the parser folds nothing itself.
let unfolded = 10_000

/// The columns of the terminal, but no more than a line is pleasant to read with; nil where no terminal reads.
var terminalColumns: Int? {
  var size = winsize()
  let isTerminal = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
  let columns = environment("COLUMNS").flatMap { Int($0) } ?? (isTerminal ? Int(size.ws_col) : nil)
  return columns.map { min(max($0, 40), 100) }
}

/// The help on a command, as the parser writes it with `unfolded` columns.
func helpScreen(_ text: String) -> String {
  // A script for a shell comes the same way.
  guard text.hasPrefix("OVERVIEW: ") else { return text }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    var line = String(line)
    for (english, both) in headings where line.hasPrefix(english) {
      line = both + line.dropFirst(english.count)
    }
    for (english, both) in notes { line = line.replacing(english, with: both) }
    return line.replacing(/See '(.+?)' for detailed help\./) { "每个命令的用法 / each of them: \($0.output.1)" }
  }
  return lines.joined(separator: "\n").folded(to: terminalColumns ?? 80) { line in
    let letters = Array(line.utf8.prefix(27)), blank = UInt8(ascii: " ")
    let isRow = letters.count > 26 && letters[0] == blank && letters[25] == blank && letters[26] != blank
    return isRow ? 26 : line.hasPrefix("用法") ? 2 : line.prefix { $0 == " " }.count
  }
}

private let headings = [
  ("OVERVIEW:", "用途 / OVERVIEW:"), ("USAGE:", "用法 / USAGE:"), ("ARGUMENTS:", "参数 / ARGUMENTS:"),
  ("OPTIONS:", "选项 / OPTIONS:"), ("SUBCOMMANDS:", "命令 / SUBCOMMANDS:"),
]

private let notes = [
  ("Show the version.", "版本 / the version"), ("Show help information.", "看这一页 / this page"),
  ("(default: ", "(默认 / default: "), ("; default: ", "; 默认 / default: "), ("(values: ", "(可以写 / values: "),
]

/// A mistake in a command line, as the parser tells it with `unfolded` columns: in Chinese, too.
func usageError(_ text: String) -> String {
  guard text.hasPrefix("Error: ") else { return text }
  let chinese = chineseMistake(text).map { "错误：\($0)\n" } ?? ""
  return chinese
    + text.replacing(/\n  See '(.+?)' for more information\./) {
      "\n  用法 / how to write it: \($0.output.1)"
    }
}

/// Returns nil for what the program says itself, in both languages.
private func chineseMistake(_ text: String) -> String? {
  func meant(_ word: Substring?) -> String { word.map { "；是否想写 \($0)？" } ?? "" }
  let text = String(text.dropFirst("Error: ".count))
  if let found = text.prefixMatch(of: /Unknown option '(.+?)'(?:\. Did you mean '(.+?)'\?)?/) {
    return "没有“\(found.1)”这个选项" + meant(found.2)
  }
  if let found = text.prefixMatch(of: /Missing value for '(\S+)(?: <.+?>)?'/) {
    return "\(found.1) 后面要写一个值"
  }
  if let found = text.prefixMatch(of: /The option '(.+?)' does not take any value, but '(.*?)' was specified/)
  {
    return "\(found.1) 后面不写值，请去掉“\(found.2)”"
  }
  if let found = text.prefixMatch(of: /(?:\d+ unexpected arguments:|Unexpected argument) '(.+?)'\n/) {
    let words = String(found.1.replacing("', '", with: " "))
    guard let command = text.firstMatch(of: /\nUsage: casebook(?: (\w+))? <subcommand>/) else {
      return "多写了“\(words)”；选项前面要有两个连字符，有空格的名称要放在引号里"
    }
    let names = Help.command(command.1.map { [String($0)] } ?? [])?.configuration.subcommands ?? []
    let guess = nearest(to: words, among: names.map { $0._commandName })
    return "没有“\(words)”这个命令" + meant(guess.map { $0[...] })
  }
  if let found = text.prefixMatch(of: /Missing expected argument '(.+?)'/) { return "还要写 \(found.1)" }
  if let found = text.prefixMatch(of: /Missing one of: '(.+?)'\n/) {
    return "要写其中一个：\(found.1.replacing("', '", with: "、"))"
  }
  if let found = text.prefixMatch(
    of: /The value '(.*?)' is invalid for '(.+?)'(?:\. Please provide one of (.+?)\.)?\n/)
  {
    let values = found.3.map { list in
      "；可以写 " + list.matches(of: /'(.+?)'/).map { String($0.output.1) }.joined(separator: "、")
    }
    return "“\(found.1)”不能用作 \(found.2) 的值" + (values ?? "")
  }
  if let found = text.prefixMatch(
    of: /Value to be set with flag '(.+?)' had already been set with flag '(.+?)'/)
  {
    return "\(found.2) 和 \(found.1) 只能写一个"
  }
  if let found = text.prefixMatch(of: /Invalid option: (.+?)\n/) { return "“\(found.1)”不是选项" }
  return nil
}

extension String {
  /// The text with lines no wider than some columns, broken at blanks and between Chinese characters.
  ///
  /// - Parameter indent: the number of blanks before what goes on from a line.
  func folded(to columns: Int, indent: (Substring) -> Int) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { EastAsian.columns($0) > columns ? $0.folded(to: columns, indent: indent($0)) : String($0) }
      .joined(separator: "\n")
  }

  /// A page of the manual with its paragraphs folded; tables and examples are left as they are.
  func foldedMarkdown(to columns: Int) -> String {
    var isCode = false
    let lines = split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.hasPrefix("```") { isCode.toggle() }
      if isCode || line.hasPrefix("|") { return String(line) }
      return String(line).folded(to: columns) { $0.hasPrefix("- ") ? 2 : $0.prefix { $0 == " " }.count }
    }
    return lines.joined(separator: "\n")
  }
}

extension Substring {
  fileprivate func folded(to columns: Int, indent: Int) -> String {
    var lines: [Substring] = [], start = startIndex, pieceStart = startIndex, width = 0, pieceWidth = 0
    for index in indices {
      if index > pieceStart, mayBreak(before: index) {
        (pieceStart, width, pieceWidth) = (index, width + pieceWidth, 0)
      }
      pieceWidth += EastAsian.columns(self[index...index])
      // A blank at the end of a line is not seen.
      let limit = columns - (lines.isEmpty ? 0 : indent)
      if width + pieceWidth > limit, pieceStart > start, self[index] != " " {
        lines.append(self[start..<pieceStart])
        (start, width) = (pieceStart, 0)
      }
    }
    lines.append(self[start...])
    let trimmed = lines.map { line in
      line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)]
    }
    return trimmed.joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  /// Whether a line may end before a character: not before a mark that closes, nor after one that opens.
  private func mayBreak(before index: Index) -> Bool {
    let before = self[self.index(before: index)], after = self[index]
    if after == " " { return false }
    if before == " " { return true }
    let isWide =
      before.unicodeScalars.contains(where: EastAsian.isWide)
      || after.unicodeScalars.contains(where: EastAsian.isWide)
    return isWide && !"，。、；：？！）》」』”’…".contains(after) && !"（《「『“‘".contains(before)
  }
}
