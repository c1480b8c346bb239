/// Diagnostics as GitHub's workflow commands, which are shown at the changed lines of a merge request. GitHub shows ten of a
/// kind for each step: many alike in one file are one.
package struct GitHubFormat {
  private let files: SourceFiles
  private let language: Language
  /// The path from the repository's root to the site's, with `/` at its end, or empty.
  private let folder: String

  package init(_ files: SourceFiles, language: Language, folder: String = "") {
    self.files = files
    self.language = language
    self.folder = folder
  }

  package func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.grouped().map { diagnostic in
      var properties: [String] = []
      if let location = diagnostic.location {
        let (start, end) = files.span(location)
        properties = [
          "file=\(GitHubFormat.property(folder + location.file))", "line=\(start.line)",
          "endLine=\(end.line)",
        ]
        // GitHub ignores columns that span lines.
        if start.line == end.line { properties += ["col=\(start.column)", "endColumn=\(end.column)"] }
      }
      properties.append("title=\(GitHubFormat.property(diagnostic.code))")
      let lines =
        [diagnostic.message[language]] + (diagnostic.suggestion.map { [$0.message[language]] } ?? [])
        + diagnostic.notes.map(text)
      let message = GitHubFormat.data(lines.joined(separator: "\n"))
      return "::\(diagnostic.severity.rawValue) \(properties.joined(separator: ","))::\(message)\n"
    }.joined()
  }

  private func text(_ note: Note) -> String {
    guard let location = note.location else { return note.message[language] }
    return "\(folder)\(location.file):\(files.span(location).start.line): \(note.message[language])"
  }

  private static func data(_ text: String) -> String {
    TerminalText(text).text.replacing("%", with: "%25").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
