import OfficeFiles

/// Runs of a Word file as Markdown inside one line.
struct WordInline {
  /// The paths of pictures from the write-up, by their indices; nil for one that is left out.
  let pictures: [Int: String]
  var isInCell = false
  /// False where all is bold anyhow, as in heads of tables.
  var keepsBold = true

  private struct Face: Equatable {
    var isBold = false
    var isItalic = false
    var isStruck = false

    var marks: String { (isStruck ? "~~" : "") + (isBold ? "**" : "") + (isItalic ? "*" : "") }
  }

  /// Neighbouring runs of one face, or one run that is no text.
  private struct Part {
    var face: Face
    var runs: [WordRun]
    var isText: Bool
  }

  func markdown(_ runs: some Collection<WordRun>) -> String {
    var parts: [Part] = []
    for run in runs {
      guard case .text = run.content else {
        parts.append(Part(face: Face(), runs: [run], isText: false))
        continue
      }
      let face = Face(isBold: run.isBold && keepsBold, isItalic: run.isItalic, isStruck: run.isStruck)
      add(Part(face: face, runs: [run], isText: true), to: &parts)
    }
    // Marks that touch would be read as others: of italics and bold beside each other bold is kept.
    var result: [Part] = []
    for part in parts {
      var part = part
      if let last = result.last, last.isText, part.isText, !last.face.marks.isEmpty, !part.face.marks.isEmpty
      {
        result[result.count - 1].face.isItalic = false
        part.face.isItalic = false
      }
      add(part, to: &result)
    }
    return result.map { $0.isText ? marked($0.runs, $0.face.marks) : sign($0.runs[0]) }.joined()
  }

  private func add(_ part: Part, to parts: inout [Part]) {
    if let last = parts.last, last.isText, part.isText, last.face == part.face {
      parts[parts.count - 1].runs += part.runs
    } else {
      parts.append(part)
    }
  }

  private func sign(_ run: WordRun) -> String {
    switch run.content {
    case .text(let text): text.escapedForMarkdown(isInCell: isInCell)
    case .lineBreak: isInCell ? " " : "\\\n"
    case .note(let index): "[^\(index + 1)]"
    case .picture(let index, let description):
      pictures[index].map { "![\(description.escapedForMarkdown(isInCell: true).inBrackets)](\($0))" } ?? ""
    }
  }

  /// Text with marks around it, which must not have blanks inside.
  private func marked(_ runs: [WordRun], _ marks: String) -> String {
    var marks = marks, inner = "", link: String?, words = ""
    func flush() {
      guard !words.isEmpty else { return }
      inner += link.map { "[\(words.inBrackets)](\($0.linkDestination))" } ?? words
      words = ""
    }
    for run in runs {
      guard case .text(let text) = run.content else { continue }
      if run.link != link { flush() }
      link = run.link
      words += text.escapedForMarkdown(isInCell: isInCell)
    }
    flush()
    let before = inner.prefix { $0.isWhitespace }, rest = inner.dropFirst(before.count)
    let after = rest.reversed().prefix { $0.isWhitespace }.count, core = rest.dropLast(after)
    if core.isEmpty { return inner }
    let closing = String(marks.reversed())
    if core.allSatisfy({ $0.isPunctuation }) { marks = "" }
    return before + marks + core + (marks.isEmpty ? "" : closing) + rest.suffix(after)
  }
}

extension String {
  /// A text in which no character means anything to Markdown. What looks like a number in front of a line is left, to be
  /// read as people mean it.
  func escapedForMarkdown(isInCell: Bool) -> String {
    var result = "", previous: Character = " "
    let letters = Array(self)
    for (i, letter) in letters.enumerated() {
      let next = i + 1 < letters.count ? letters[i + 1] : " "
      switch letter {
      case "*", "`": result += "\\"
      case "\\": if next.isASCII && (next.isPunctuation || next.isSymbol) || next == " " { result += "\\" }
      case "_": if !(previous.isWordInASCII && next.isWordInASCII) { result += "\\" }
      case "[": if next == "^" || next == "[" || closes(letters, from: i) { result += "\\" }
      case "<": if next.isASCII && (next.isLetter || "/!?".contains(next)) { result += "\\" }
      case "&": if next == "#" || next.isASCII && next.isLetter { result += "\\" }
      case "~": if next == "~" || previous == "~" { result += "\\" }
      case "|": if isInCell { result += "\\" }
      case "\t", "\n":
        result += " "
        previous = " "
        continue
      default: break
      }
      result.append(letter)
      previous = letter
    }
    return result
  }

  /// Whether the bracket here and the one that closes it would make a link.
  private func closes(_ letters: [Character], from start: Int) -> Bool {
    guard let close = letters[start...].firstIndex(of: "]"), close + 1 < letters.count else { return false }
    return "([:（［：".contains(letters[close + 1])
  }

  fileprivate var inBrackets: String { replacing("]", with: "\\]") }

  fileprivate var linkDestination: String {
    let needsBrackets = contains { $0.isWhitespace || "()<>".contains($0) }
    return needsBrackets
      ? "<" + replacing("<", with: "%3C").replacing(">", with: "%3E").replacing("\n", with: "") + ">" : self
  }

  /// The same at the beginning of a line, where more signs mean something.
  var escapedAtLineStart: String {
    guard let first else { return self }
    let rest = drop { $0 == first }
    switch first {
    case "#" where rest.first == " " && count - rest.count < 7: return "\\" + self
    case ">": return "\\" + self
    case "=" where rest.isEmpty, "-" where rest.isEmpty: return "\\" + self
    default: return self
    }
  }
}

extension Character {
  fileprivate var isWordInASCII: Bool { isASCII && (isLetter || isNumber) }
}
