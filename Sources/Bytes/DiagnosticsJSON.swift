import Diagnostics

/// Diagnostics for other programs: JSON of the project's own, GitLab's Code Quality report, and SARIF 2.1.0.
package struct DiagnosticsJSON {
  private let files: SourceFiles
  private let language: Language
  /// The path from the repository's root to the site's, with `/` at its end, or empty. The project's own format does without.
  private let folder: String

  package init(_ files: SourceFiles, language: Language, folder: String = "") {
    self.files = files
    self.language = language
    self.folder = folder
  }

  // MARK: The project's own

  package func json(_ diagnostics: [Diagnostic]) -> JSON { .array(diagnostics.limited().map(value)) }

  private func value(_ diagnostic: Diagnostic) -> JSON {
    let position: [(key: String, value: JSON)]
    if let location = diagnostic.location {
      position = [("file", .string(location.file))] + lines(location)
    } else {
      position = ["file", "line", "column", "endLine", "endColumn"].map { ($0, .null) }
    }
    return .object(
      [
        ("severity", .string(diagnostic.severity.rawValue)), ("code", .string(diagnostic.code)),
        ("message", .string(diagnostic.message[language])),
      ] + position + [
        ("notes", .array(diagnostic.notes.map(note))),
        ("suggestion", diagnostic.suggestion.map { suggestion(of: diagnostic, $0) } ?? .null),
      ])
  }

  private func lines(_ location: Location) -> [(key: String, value: JSON)] {
    let (start, end) = files.span(location)
    return [
      ("line", .int(start.line)), ("column", .int(start.column)), ("endLine", .int(end.line)),
      ("endColumn", .int(end.column)),
    ]
  }

  private func note(_ note: Note) -> JSON {
    var members: [(key: String, value: JSON)] = [("message", .string(note.message[language]))]
    if let location = note.location {
      members += [("file", .string(location.file)), ("line", .int(files.span(location).start.line))]
    }
    return .object(members)
  }

  private func suggestion(of diagnostic: Diagnostic, _ suggestion: Suggestion) -> JSON {
    let file = diagnostic.location?.file ?? ""
    return [
      "message": .string(suggestion.message[language]),
      "edits": .array(
        suggestion.edits.map {
          .object(lines(Location(file, $0.range)) + [("replacement", .string($0.replacement))])
        }),
    ]
  }

  // MARK: GitLab

  /// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
  package func gitlab(_ diagnostics: [Diagnostic]) -> JSON {
    var seen: [String: Int] = [:]
    return .array(
      diagnostics.limited().map { diagnostic in
        let file = diagnostic.location?.file ?? ""
        // The line is left out, so that a finding keeps its identity when lines move; like ones are numbered.
        let identity = "\(file)\n\(diagnostic.code)\n\(diagnostic.message.en)"
        let number = seen[identity, default: 0]
        seen[identity] = number + 1
        return [
          "description": .string(diagnostic.message[language]), "check_name": .string(diagnostic.code),
          "fingerprint": .string(Array("\(identity)\n\(number)".utf8).fingerprint),
          "severity": .string(diagnostic.severity == .error ? "major" : "minor"),
          "location": [
            "path": .string(file.isEmpty ? "" : folder + file),
            "lines": ["begin": .int(diagnostic.location.map { files.span($0).start.line } ?? 1)],
          ],
        ]
      })
  }

  // MARK: SARIF

  /// https://docs.oasis-open.org/sarif/sarif/v2.1.0/
  package func sarif(_ diagnostics: [Diagnostic]) -> JSON {
    let diagnostics = diagnostics.limited()
    let codes = Set(diagnostics.map(\.code)).sorted()
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": ["name": "casebook", "rules": .array(codes.map { ["id": .string($0)] })]],
          "columnKind": "unicodeCodePoints", "results": .array(diagnostics.map(result)),
        ]
      ],
    ]
  }

  private func result(_ diagnostic: Diagnostic) -> JSON {
    var members: [(key: String, value: JSON)] = [
      ("ruleId", .string(diagnostic.code)), ("level", .string(diagnostic.severity.rawValue)),
      ("message", ["text": .string(diagnostic.message[language])]),
    ]
    if let location = diagnostic.location { members.append(("locations", [physical(location)])) }
    let related = diagnostic.notes.compactMap(\.location)
    if !related.isEmpty { members.append(("relatedLocations", .array(related.map(physical)))) }
    return .object(members)
  }

  private func physical(_ location: Location) -> JSON {
    let (start, end) = files.span(location)
    return [
      "physicalLocation": [
        "artifactLocation": ["uri": .string(folder + location.file)],
        "region": [
          "startLine": .int(start.line), "startColumn": .int(start.column), "endLine": .int(end.line),
          "endColumn": .int(end.column),
        ],
      ]
    ]
  }
}
