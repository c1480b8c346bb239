/// The files that diagnostics speak of, by path.
package struct SourceFiles: Sendable {
  private let byPath: [String: SourceText]
  private let lines = LineMaps()

  package init(_ sources: [SourceText]) {
    byPath = Dictionary(sources.map { ($0.path, $0) }) { first, _ in first }
  }

  /// The same files, some of them otherwise.
  package func replacing(_ sources: [SourceText]) -> SourceFiles { SourceFiles(sources + byPath.values) }

  package subscript(path: String) -> SourceText? { byPath[path] }

  /// Where a place begins and ends: lines and columns from 1, the end exclusive.
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

  /// The line in which an offset stands, by its number and its bytes without the line end.
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

  package func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.grouped().map { text($0) + "\n" }.joined()
  }

  private func text(_ diagnostic: Diagnostic) -> String {
    let severity = paint(diagnostic.severity.rawValue, diagnostic.severity == .error ? "1;31" : "1;33")
    let head = "\(severity): \(paint(diagnostic.message[language], "1")) [\(diagnostic.code)]\n"
    guard let location = diagnostic.location else { return head + notes(of: diagnostic, margin: "") }
    let start = files.span(location).start
    let margin = String(repeating: " ", count: String(start.line).count)
    return "\(location.file):\(start.line):\(start.column): " + head
      + excerpt(location, margin: margin, suggestion: diagnostic.suggestion)
      + notes(of: diagnostic, margin: margin)
  }

  /// The line with carets under the place; wide characters count as two columns.
  private func excerpt(_ location: Location, margin: String, suggestion: Suggestion?) -> String {
    let advice = suggestion.map { " " + $0.message[language] } ?? ""
    guard let source = files[location.file], !source.bytes.isEmpty else {
      return advice.isEmpty ? "" : "\(margin) =\(advice)\n"
    }
    let (number, line) = files.line(at: location.range.lowerBound, in: source)
    let from = location.range.lowerBound.clamped(to: line), to = location.range.upperBound.clamped(to: line)
    let excerpt = LineExcerpt(
      before: source.end(of: line.lowerBound..<from), marked: source.start(of: from..<Swift.max(from, to)),
      after: source.start(of: Swift.max(from, to)..<line.upperBound))
    return """
      \(margin) |
      \(number) | \(excerpt.line)
      \(margin) | \(excerpt.indent)\(paint(excerpt.carets, "1;32"))\(advice)

      """
  }

  private func notes(of diagnostic: Diagnostic, margin: String) -> String {
    diagnostic.notes.map { note in
      let place = note.location.map { location -> String in
        let start = files.span(location).start
        return "\(location.file):\(start.line):\(start.column): "
      }
      return "\(margin) = \(place ?? "")\(note.message[language])\n"
    }.joined()
  }

  private func paint(_ text: String, _ code: String) -> String {
    hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension Int {
  fileprivate func clamped(to range: Range<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
