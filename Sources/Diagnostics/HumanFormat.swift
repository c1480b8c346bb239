/// Diagnostics for a person at a terminal: the line that compilers print, the line of the file with
/// carets, a suggestion, notes.
package struct HumanFormat {
  private let files: SourceFiles
  private let language: Language
  private let hasColour: Bool

  package init(_ files: SourceFiles, language: Language, hasColour: Bool) {
    self.files = files
    self.language = language
    self.hasColour = hasColour
  }

  package func text(_ diagnostics: [Diagnostic]) -> TerminalText {
    var out = TerminalText(hasColour: hasColour)
    for diagnostic in diagnostics.grouped() {
      write(diagnostic, to: &out)
      out.append("\n")
    }
    return out
  }

  private func write(_ diagnostic: Diagnostic, to out: inout TerminalText) {
    var margin = ""
    if let location = diagnostic.location {
      out.append(prefix(location))
      margin = String(repeating: " ", count: String(files.span(location).start.line).count)
    }
    out.append(diagnostic.severity.rawValue, style: diagnostic.severity == .error ? "1;31" : "1;33")
    out.append(": ")
    out.append(diagnostic.message[language].onOneLine, style: "1")
    out.append(" [\(diagnostic.code)]\n")
    if let location = diagnostic.location {
      writeExcerpt(location, margin: margin, suggestion: diagnostic.suggestion, to: &out)
    }
    for note in diagnostic.notes {
      out.append("\(margin) = \(note.location.map(prefix) ?? "")\(note.message[language].onOneLine)\n")
    }
  }

  private func prefix(_ location: Location) -> String {
    let start = files.span(location).start
    return "\(location.file.onOneLine):\(start.line):\(start.column): "
  }

  /// The line with carets under the range; wide characters count as two columns.
  private func writeExcerpt(
    _ location: Location, margin: String, suggestion: Suggestion?, to out: inout TerminalText
  ) {
    let advice = suggestion.map { " " + $0.message[language].onOneLine } ?? ""
    guard let source = files[location.file], !source.bytes.isEmpty else {
      if !advice.isEmpty { out.append("\(margin) =\(advice)\n") }
      return
    }
    let (number, line) = files.line(at: location.range.lowerBound, in: source)
    let from = location.range.lowerBound.clamped(to: line), to = location.range.upperBound.clamped(to: line)
    let excerpt = LineExcerpt(
      before: source.end(of: line.lowerBound..<from), marked: source.start(of: from..<Swift.max(from, to)),
      after: source.start(of: Swift.max(from, to)..<line.upperBound))
    out.append("\(margin) |\n\(number) | \(excerpt.line)\n\(margin) | \(excerpt.indent)")
    out.append(excerpt.carets, style: "1;32")
    out.append("\(advice)\n")
  }
}

extension Int {
  fileprivate func clamped(to range: Range<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
