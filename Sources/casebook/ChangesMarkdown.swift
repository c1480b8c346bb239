import Diagnostics
import Privacy
import Statistics

/// The Markdown of `casebook diff`, a comment to a merge request, masked as its text is.
struct ChangesMarkdown {
  private let changes: Changes
  private let names: (base: String, head: String)
  private let words: ChangeWords

  init(_ changes: Changes, _ names: (base: String, head: String), _ language: Language) {
    self.changes = changes
    self.names = names
    words = ChangeWords(language: language)
  }

  var text: String {
    let title = words.say("### 内容和数字的变化", "### Changes of content and figures")
    let states = "\(ChangesMarkdown.code(names.base)) → \(ChangesMarkdown.code(names.head))"
    let head = "\(title)\n\n\(states)\n"
    guard !changes.isEmpty else { return "\(head)\n\(words.nothing)\n" }
    return head + figures + units + list(words.cases, changes.cases) + list(words.reports, changes.reports)
      + (changes.unrevisedCount == 0
        ? "" : "\n> \(ChangesMarkdown.escaped(words.unrevised(changes.unrevisedCount)))\n")
  }

  private var units: String {
    guard !changes.units.isEmpty else { return "" }
    return "\n**\(words.units)**\n\n"
      + changes.units.map { "- \(ChangesMarkdown.escaped(words.unit($0)))\n" }.joined()
  }

  private var figures: String {
    guard !changes.figures.isEmpty else { return "" }
    let header =
      words.say(
        "| 地区 | 指标 | 原来 | 现在 |", "| region | metric | before | now |") + "\n| --- | --- | --- | --- |\n"
    let rows = changes.figures.map { change in
      let cells = [
        change.region.maskingPersonalData, words.metric(change.metric) + words.scope(change.query),
        words.figure(change.old, change.formerMetric),
        words.figure(change.new, change.metric) + words.coverage(change),
      ]
      return "| " + cells.map(ChangesMarkdown.escaped).joined(separator: " | ") + " |\n"
    }
    return heading(words.figures, changes.figures.map(\.kind)) + header + rows.joined()
  }

  private func list(_ title: String, _ list: [WriteUpChange]) -> String {
    guard !list.isEmpty else { return "" }
    let items = list.map { change in
      let numbers = change.numbers.filter { change.kind != .added || $0.old != nil }
        .map { "  - \(ChangesMarkdown.escaped(words.number($0)))\n" }.joined()
      let former = change.formerFile.map { ChangesMarkdown.code($0.maskingPersonalData) + " → " } ?? ""
      let lost = words.lost(change).map { "  - \(ChangesMarkdown.escaped($0))\n" } ?? ""
      return "- \(words.kind(change.kind)) \(former)\(ChangesMarkdown.code(change.file.maskingPersonalData)) "
        + ChangesMarkdown.escaped(change.title.maskingPersonalData + words.fields(change)) + "\n" + lost
        + numbers
    }
    return heading(title, list.map(\.kind)) + items.joined()
  }

  private func heading(_ title: String, _ kinds: [Changes.Kind]) -> String {
    "\n**\(title)**\(words.colon)\(words.counts(kinds))\n\n"
  }

  /// The text on one line, with the signs escaped that Markdown would take for its own.
  private static func escaped(_ text: String) -> String {
    let special: Set<Character> = ["\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~", "&", "@"]
    return text.onOneLine.reduce(into: "") { out, letter in
      if special.contains(letter) { out += "\\" }
      out.append(letter.isNewline ? " " : letter)
    }
  }

  /// A path or a revision; a grave accent would end it.
  private static func code(_ text: String) -> String {
    text.contains("`") ? escaped(text) : "`\(text.onOneLine)`"
  }
}
