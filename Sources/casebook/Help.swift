import ArgumentParser

/// The command that replaces the parser's own `help`: it knows the pages of the manual beside the commands.
struct Help: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help", abstract: "命令的用法，或手册的一页 / how a command is used, or a page of the manual",
    discussion: """
      casebook help build         一个命令怎么用 / how a command is used
      casebook help theme diff
      casebook help 数字怎么写     手册的一页 / a page of the manual
      """)

  @Argument(help: "命令，或手册的题目 / a command, or a topic of the manual")
  var topic: [String] = []

  func run() throws {
    guard let first = topic.first else {
      let commands = helpScreen(Casebook.helpMessage(columns: unfolded))
      return printText(commands + "\n\n手册 / MANUAL (casebook help 题目):\n" + Help.contents + "\n")
    }
    if let command = Help.command(topic) {
      return printText(helpScreen(Casebook.helpMessage(for: command, columns: unfolded)) + "\n")
    }
    guard topic.count == 1, let page = Manual.page(first) else {
      let first = topic.joined(separator: " ")
      throw ValidationError("没有“\(first)”这个命令或题目 / neither a command nor a topic: \(first)\n" + Help.contents)
    }
    printText(terminalColumns.map { page.text.foldedMarkdown(to: $0) } ?? page.text)
  }

  private static var contents: String {
    Manual.pages.map { "  \($0.title)（\($0.name)）" }.joined(separator: "\n")
  }

  /// The command that words name, one below the other.
  static func command(_ words: [String]) -> ParsableCommand.Type? {
    var command: ParsableCommand.Type = Casebook.self
    for word in words {
      let below = command.configuration.subcommands.first { $0._commandName == word }
      guard let below else { return nil }
      command = below
    }
    return command
  }
}
