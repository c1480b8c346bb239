/// Diagnostics as GitHub's workflow commands, which stand at the changed lines of a merge request.
package struct GitHubFormat {
  private let files: SourceFiles
  private let language: Language

  package init(_ files: SourceFiles, language: Language) {
    self.files = files
    self.language = language
  }

  package func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { diagnostic in
      var properties: [String] = []
      if let location = diagnostic.location {
        let (start, end) = files.span(location)
        properties = [
          "file=\(GitHubFormat.property(location.file))", "line=\(start.line)", "endLine=\(end.line)",
        ]
        // GitHub ignores columns that span lines.
        if start.line == end.line { properties += ["col=\(start.column)", "endColumn=\(end.column)"] }
      }
      properties.append("title=\(GitHubFormat.property(diagnostic.code))")
      let lines =
        [diagnostic.message] + (diagnostic.suggestion.map { [$0.message] } ?? [])
        + diagnostic.notes.map(\.message)
      let message = GitHubFormat.data(lines.map { $0[language] }.joined(separator: "\n"))
      return "::\(diagnostic.severity.rawValue) \(properties.joined(separator: ","))::\(message)\n"
    }.joined()
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
