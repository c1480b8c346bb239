/// Makes the runs of a paragraph from the text of a page, in which any number of blanks and line ends are one blank, and
/// none at the ends of a line.
struct RunBuilder {
  private(set) var runs: [Run] = []
  private var hasBlank = false
  /// Whether nothing was appended since the line began.
  private var isAtStart = true

  mutating func append(_ text: String, like run: Run) {
    var piece = ""
    for scalar in text.unicodeScalars {
      if scalar.value == 0x20 || 0x09...0x0D ~= scalar.value {
        hasBlank = !isAtStart
        continue
      }
      if hasBlank { piece += " " }
      piece.unicodeScalars.append(scalar)
      (hasBlank, isAtStart) = (false, false)
    }
    guard !piece.isEmpty else { return }
    if let last = runs.last, case .text(let before) = last.content, last.isLike(run) {
      runs[runs.count - 1].content = .text(before + piece)
    } else {
      var run = run
      run.content = .text(piece)
      runs.append(run)
    }
  }

  /// Appends the lines of preformatted text as they are.
  mutating func append(preformatted text: String, like run: Run) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    for (number, line) in lines.enumerated() {
      if number > 0 { append(.lineBreak, like: run) }
      var run = run
      run.content = .text(String(line))
      runs.append(run)
    }
  }

  mutating func append(_ content: Run.Content, like run: Run) {
    var isBreak = false
    switch content {
    case .lineBreak, .tab: isBreak = true
    default: break
    }
    var run = run
    if hasBlank, !isBreak {
      run.content = .text(" ")
      runs.append(run)
    }
    run.content = content
    runs.append(run)
    (hasBlank, isAtStart) = (false, isBreak)
  }

  /// Returns the runs, and begins the next paragraph.
  mutating func take() -> [Run] {
    defer { self = RunBuilder() }
    return runs
  }
}

extension Run {
  /// Whether it looks like another, and belongs to the same link and the same place of a number.
  fileprivate func isLike(_ other: Run) -> Bool {
    look == other.look && link == other.link && figure == other.figure
  }
}
