/// The files that diagnostics speak of, by path.
package struct SourceFiles: Sendable {
  private let byPath: [String: SourceText]
  private let lines = LineMaps()

  package init(_ sources: [SourceText]) {
    byPath = Dictionary(sources.map { ($0.path, $0) }) { first, _ in first }
  }

  /// The files, with others in place of those of the same paths.
  package func replacing(_ sources: [SourceText]) -> SourceFiles { SourceFiles(sources + byPath.values) }

  package subscript(path: String) -> SourceText? { byPath[path] }

  /// The start and the end of a location: lines and columns from 1, the end exclusive.
  package func span(_ location: Location) -> (start: Position, end: Position) {
    guard let source = byPath[location.file] else {
      return (Position(line: 1, column: 1), Position(line: 1, column: 1))
    }
    return (
      position(at: location.range.lowerBound, in: source), position(at: location.range.upperBound, in: source)
    )
  }

  private func position(at offset: Int, in source: SourceText) -> Position {
    lines[source]?.position(at: offset) ?? source.position(at: offset)
  }

  /// The line that an offset is in, by its number and its bytes without the line end.
  func line(at offset: Int, in source: SourceText) -> (number: Int, bytes: Range<Int>) {
    if let lines = lines[source] { return lines.bytes(at: offset) }
    let number = source.position(at: offset).line
    return (number, source.line(number))
  }
}

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
