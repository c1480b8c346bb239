import Records
import Statistics

/// An issue that is composed from the data: the sentences of all rules, no longer than an issue may be.
package struct ComposedIssue: Sendable {
  package let subject: Subject
  package private(set) var parts: [Part]
  /// The most characters of its text, headings and all but tables and charts.
  package static let limit = 1500

  /// A rule with what it gave.
  package struct Part: Sendable {
    package let rule: Rule
    package fileprivate(set) var passages: [Passage]
    package let silence: String?
    /// The number of passages that had no room.
    package fileprivate(set) var left = 0
  }

  package init(about subject: Subject, by rules: [Rule] = Rule.all, limit: Int = ComposedIssue.limit) {
    self.subject = subject
    parts = rules.map { rule in
      switch rule.compose(subject) {
      case .said(let passages):
        // No more have room, however short they are.
        Part(
          rule: rule, passages: Array(passages.prefix(limit / 10)), silence: nil,
          left: max(0, passages.count - limit / 10))
      case .silent(let reason): Part(rule: rule, passages: [], silence: reason)
      }
    }
    while length > limit, removeLast() {}
  }

  /// Leaves out the last of the passages that may go first.
  private mutating func removeLast() -> Bool {
    let ranks = parts.flatMap(\.passages).map(\.rank)
    guard let rank = ranks.max(),
      let part = parts.lastIndex(where: { $0.passages.contains { $0.rank == rank } }),
      let index = parts[part].passages.lastIndex(where: { $0.rank == rank })
    else { return false }
    parts[part].passages.remove(at: index)
    parts[part].left += 1
    return true
  }

  // MARK: Text

  /// A paragraph as it is printed, or a block.
  private enum Paragraph {
    case text(Prose)
    case block(String, [String])
  }

  private var sections: [(title: String, paragraphs: [Paragraph])] {
    let filled = Section.allCases.map { section in
      (section, parts.filter { $0.rule.section == section })
    }.filter { $0.1.contains { !$0.passages.isEmpty } }
    return filled.enumerated().map { number, section in
      ("\((number + 1).numeral)、\(section.0.rawValue)", paragraphs(section.1))
    }
  }

  private func paragraphs(_ parts: [Part]) -> [Paragraph] {
    let passages = parts.flatMap(\.passages), items = passages.count { $0.isItem }
    var paragraphs: [Paragraph] = [], number = 0, isOpen = false
    for passage in passages {
      switch passage.form {
      case .sentence(let prose):
        if isOpen, case .text(let before)? = paragraphs.last {
          paragraphs[paragraphs.count - 1] = .text("\(before)\(prose)")
        } else {
          paragraphs.append(.text(prose))
        }
        isOpen = true
      case .paragraph(let prose):
        paragraphs.append(.text(prose))
        isOpen = true
      case .item(let prose):
        number += 1
        paragraphs.append(.text(items > 1 ? "（\(number.numeral)）\(prose)" : prose))
        isOpen = false
      case .block(let kind, let lines):
        paragraphs.append(.block(kind, lines))
        isOpen = false
      }
    }
    let left = parts.reduce(0) { $0 + $1.left }
    if left > 0 { paragraphs.append(.text("限于篇幅，另有\(left)条没有列出。")) }
    return paragraphs
  }

  /// The number of characters of its text as printed.
  package var length: Int {
    sections.reduce(0) { sum, section in
      sum + section.title.count
        + section.paragraphs.reduce(0) {
          if case .text(let prose) = $1 { $0 + prose.printed.count } else { $0 }
        }
    }
  }

  /// The text in Markdown.
  package var body: String {
    sections.map { section in
      (["## \(section.title)"]
        + section.paragraphs.map {
          switch $0 {
          case .text(let prose): prose.markdown
          case .block(let kind, let lines): "```\(kind)\n\(lines.joined(separator: "\n"))\n```"
          }
        }).joined(separator: "\n\n") + "\n"
    }.joined(separator: "\n")
  }

  /// The figures of reports that the numbers in its sentences are made of.
  var origins: [FigureSource.Origin] {
    parts.flatMap(\.passages).compactMap(\.prose).flatMap(\.origins)
  }

  // MARK: Explanation

  /// The rules with what each gave and from where, or why nothing; and why these cases were chosen.
  package var explanation: String {
    var lines = ["正文\(length)字，上限\(ComposedIssue.limit)字（表和图不算）"]
    for section in Section.allCases {
      lines += ["", section.rawValue]
      for part in parts where part.rule.section == section {
        let name = "  \(part.rule.name)（\(part.rule.id)）"
        if let silence = part.silence { lines.append("\(name)：不写，\(silence)") }
        for passage in part.passages {
          switch passage.form {
          case .sentence(let prose), .paragraph(let prose), .item(let prose):
            lines.append("\(name)：\(prose.printed)")
          case .block(let kind, let block): lines.append("\(name)：\(kind) \(block.joined(separator: "；"))")
          }
          if !passage.reason.isEmpty { lines.append("    依据：\(passage.reason)") }
        }
        if part.left > 0 { lines.append("\(name)：超过\(ComposedIssue.limit)字，略去\(part.left)条") }
      }
      if section == .typical {
        for (merits, reason) in TypicalCases(subject).passedOver.prefix(5) {
          lines.append("  没有选：\(merits.title)（\(reason)；\(merits.reason)）")
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Passage {
  fileprivate var isItem: Bool { if case .item = form { true } else { false } }
}
