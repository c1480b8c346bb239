import Bytes
import Diagnostics
import Testing

/// The project's own JSON, GitLab's Code Quality report, and SARIF 2.1.0.
@Suite struct DiagnosticsJSONTests {
  private static let file = "content/cases/a.md"
  private static let format = DiagnosticsJSON(
    SourceFiles([SourceText(path: file, "---\n标题: 灯\nproblem_solved: 1\n")]), language: .zh)
  private static let full = Diagnostic(
    .error, "unknown-field", Message(zh: "没有这个字段", en: "no such field"), at: Location(file, 16..<30),
    notes: [
      Note(Message(zh: "可用的字段", en: "fields")),
      Note(Message(zh: "先写在这里", en: "first"), at: Location(file, 4..<10)),
    ],
    suggestion: Suggestion(
      Message(zh: "是否想写 problems_solved？", en: "did you mean"), edits: [Edit(16..<30, "problems_solved")]))
  private static let bare = Diagnostic(
    .warning, "cannot-write", Message(zh: "写不了", en: "cannot write"), at: nil)

  @Test func nothing() {
    #expect(DiagnosticsJSONTests.format.json([]).encoded() == "[]")
    #expect(DiagnosticsJSONTests.format.gitlab([]).encoded() == "[]")
  }

  @Test func ours() {
    #expect(
      DiagnosticsJSONTests.format.json([DiagnosticsJSONTests.full, DiagnosticsJSONTests.bare]).encoded()
        == """
        [
          {
            "severity": "error",
            "code": "unknown-field",
            "message": "没有这个字段",
            "file": "content/cases/a.md",
            "line": 3,
            "column": 1,
            "endLine": 3,
            "endColumn": 15,
            "notes": [
              {
                "message": "可用的字段"
              },
              {
                "message": "先写在这里",
                "file": "content/cases/a.md",
                "line": 2
              }
            ],
            "suggestion": {
              "message": "是否想写 problems_solved？",
              "edits": [
                {
                  "line": 3,
                  "column": 1,
                  "endLine": 3,
                  "endColumn": 15,
                  "replacement": "problems_solved"
                }
              ]
            }
          },
          {
            "severity": "warning",
            "code": "cannot-write",
            "message": "写不了",
            "file": null,
            "line": null,
            "column": null,
            "endLine": null,
            "endColumn": null,
            "notes": [],
            "suggestion": null
          }
        ]
        """)
  }

  /// Columns are Unicode scalars, not bytes.
  @Test func columns() {
    let diagnostic = Diagnostic(
      .error, "code", Message(zh: "", en: ""), at: Location(DiagnosticsJSONTests.file, 12..<15))
    let value = DiagnosticsJSONTests.format.json([diagnostic])
    guard case .array(let items) = value else {
      Issue.record("no list")
      return
    }
    #expect(items[0]["column"] == 5)
    #expect(items[0]["endColumn"] == 6)
  }

  @Test func gitlab() {
    let value = DiagnosticsJSONTests.format.gitlab([DiagnosticsJSONTests.full, DiagnosticsJSONTests.bare])
    #expect(
      value == [
        [
          "description": "没有这个字段", "check_name": "unknown-field",
          "fingerprint": .string(
            Array("content/cases/a.md\nunknown-field\nno such field\n0".utf8).fingerprint),
          "severity": "major", "location": ["path": "content/cases/a.md", "lines": ["begin": 3]],
        ],
        [
          "description": "写不了", "check_name": "cannot-write",
          "fingerprint": .string(Array("\ncannot-write\ncannot write\n0".utf8).fingerprint),
          "severity": "minor",
          "location": ["path": "", "lines": ["begin": 1]],
        ],
      ])
  }

  /// A finding keeps its fingerprint when lines move; two like ones have different ones.
  @Test func fingerprints() {
    var moved = DiagnosticsJSONTests.full
    moved.location = Location(DiagnosticsJSONTests.file, 4..<10)
    func prints(_ diagnostics: [Diagnostic]) -> [JSON?] {
      guard case .array(let items) = DiagnosticsJSONTests.format.gitlab(diagnostics) else { return [] }
      return items.map { $0["fingerprint"] }
    }
    let both = prints([DiagnosticsJSONTests.full, moved])
    #expect(prints([moved]) == [both[0]])
    #expect(both[0] != both[1])
  }

  @Test(arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
  func fnv1a(text: String, expected: String) {
    #expect(Array(text.utf8).fingerprint == expected)
  }

  @Test func sarif() {
    let place: JSON = [
      "physicalLocation": [
        "artifactLocation": ["uri": "content/cases/a.md"],
        "region": ["startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 15],
      ]
    ]
    let related: JSON = [
      "physicalLocation": [
        "artifactLocation": ["uri": "content/cases/a.md"],
        "region": ["startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 3],
      ]
    ]
    #expect(
      DiagnosticsJSONTests.format.sarif([DiagnosticsJSONTests.full, DiagnosticsJSONTests.bare]) == [
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
        "runs": [
          [
            "tool": [
              "driver": ["name": "casebook", "rules": [["id": "cannot-write"], ["id": "unknown-field"]]]
            ],
            "columnKind": "unicodeCodePoints",
            "results": [
              [
                "ruleId": "unknown-field", "level": "error", "message": ["text": "没有这个字段"],
                "locations": [place], "relatedLocations": [related],
              ],
              ["ruleId": "cannot-write", "level": "warning", "message": ["text": "写不了"]],
            ],
          ]
        ],
      ])
  }
}
