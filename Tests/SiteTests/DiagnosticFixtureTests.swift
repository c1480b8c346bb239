import Diagnostics
import Foundation
import Site
import Testing

/// `Fixtures/diagnostics/CODE/` holds what differs from the minimal content, and `expected.txt` what an author
/// is told. `CODE--more` is another fixture of the same code. `RECORD=1` accepts what is said now.
@Suite struct DiagnosticFixtureTests {
  @Test(arguments: try Fixtures.names(in: "diagnostics"))
  func says(name: String) throws {
    var diagnostics: [Diagnostic] = []
    let input = try Fixtures.minimal(with: "diagnostics/" + name, reporting: &diagnostics)
    let result = build(input)
    diagnostics = (diagnostics + result.diagnostics).sortedByLocation()
    let (shown, files) = diagnostics.concealingPersonalData(in: input.files)
    let said = HumanFormat(files, language: .zh, hasColour: false).text(shown).text
    let path = "diagnostics/\(name)/expected.txt"
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try said.write(toFile: Fixtures.folder + "/" + path, atomically: true, encoding: .utf8)
    }
    #expect(try said == Fixtures.text(path))
    // One slip, one message: nothing is said but what the fixture is about.
    let code = String(name.split(separator: "--")[0])
    #expect(Set(diagnostics.map(\.code)) == [code])
    #expect(result.files.isEmpty == diagnostics.hasErrors)
  }

  /// Applying a suggestion's edits removes its diagnostic.
  @Test(arguments: try Fixtures.names(in: "diagnostics"))
  func suggestionsHelp(name: String) throws {
    var diagnostics: [Diagnostic] = []
    let input = try Fixtures.minimal(with: "diagnostics/" + name, reporting: &diagnostics)
    let before = build(input).diagnostics
    for diagnostic in before {
      guard let suggestion = diagnostic.suggestion, let location = diagnostic.location else { continue }
      let source = try #require(input.files[location.file])
      var edited = input
      let files = source.path.hasPrefix("templates/") ? \BuildInput.templates : \.contentFiles
      edited[keyPath: files].removeAll { $0.path == source.path }
      edited[keyPath: files].append(source.applying(suggestion.edits))
      edited[keyPath: files].sort { $0.path < $1.path }
      let after = build(edited).diagnostics
      #expect(
        after.count { $0.code == diagnostic.code } == before.count { $0.code == diagnostic.code } - 1,
        "\(diagnostic.message.zh) \(suggestion.message.zh)")
    }
  }

  // MARK: Every code

  /// Codes that no content shows: the disk does, in FolderTests and ReadingTests, or printing, in BriefTests and
  /// SheetReaderTests.
  private static let ofTheDisk: Set<String> = [
    "cannot-read", "cannot-write", "differing-builds", "file-too-large", "missing-glyph",
    "missing-source-text",
    "not-a-file", "outdated-theme", "picture-from-elsewhere", "picture-in-html", "picture-not-for-word",
    "unknown-briefing",
    "wrong-file-name",
  ]

  @Test func everyCodeHasAFixture() throws {
    let fixtures = Set(try Fixtures.names(in: "diagnostics").map { String($0.split(separator: "--")[0]) })
    let codes = try Codes(of: [
      "Markdown", "Printing", "Records", "Statistics", "Wording", "Pages", "Files", "Site",
    ]).all
    #expect(codes.subtracting(fixtures).subtracting(DiagnosticFixtureTests.ofTheDisk) == [])
    #expect(fixtures.subtracting(codes) == [])
  }

  /// A site can set the level of whatever is a warning.
  @Test func everyWarningHasALevel() throws {
    let codes = Set(
      try Fixtures.names(in: "diagnostics").flatMap { name in
        try Fixtures.text("diagnostics/\(name)/expected.txt").matches(of: /warning: .* \[([a-z-]+)\]/).map {
          String($0.1)
        }
      })
    #expect(codes.count > 50)
    let levels = codes.sorted().map { "  \($0): warning\n" }.joined()
    let site = try Fixtures.text("minimal/content/site.yml") + "checks:\n" + levels
    let said = build(try Fixtures.minimal().with("content/site.yml", site)).diagnostics
    #expect(said.filter { $0.code == "unknown-value" }.map(\.message.en) == [])
  }

  @Test func everyCodeHasASection() throws {
    let codes = try Codes(of: [
      "Diagnostics", "Bytes", "FrontMatter", "Markdown", "Printing", "Templates", "Records", "Statistics",
      "Wording",
      "Pages", "OfficeFiles", "OpenData", "Import", "Files", "Site",
    ]).all
    let text = try String(contentsOfFile: Fixtures.project + "/docs/diagnostics.md", encoding: .utf8)
    let sections = text.split(separator: "\n").filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
    #expect(codes.subtracting(sections) == [])
    #expect(Set(sections).subtracting(codes) == [])
    #expect(sections.count == Set(sections).count)
  }
}

/// The codes that the sources of some targets name.
private struct Codes {
  private(set) var all: Set<String> = []

  init(of targets: [String]) throws {
    for target in targets {
      let folder = Fixtures.project + "/Sources/" + target
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where Codes.speaks(name) {
        let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        // Codes of several words wherever they stand, of one word where a message is made.
        all.formUnion(text.matches(of: /"([a-z]+(?:-[a-z0-9]+)+)"/).map { String($0.1) })
        all.formUnion(text.matches(of: /(?:error|warning)\(\s*"([a-z]+)"/).map { String($0.1) })
        // A code that ends in the name of a kind of record.
        if text.contains("\"unknown-\\(kind.en)\"") {
          all.formUnion(["brand", "method", "topic", "platform", "metric"].map { "unknown-" + $0 })
        }
      }
    }
  }

  /// Files with the sentences of a target, or with the kinds of discrepancies.
  private static func speaks(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name.hasPrefix("Diagnostic+") || name.hasPrefix("Failure") || name == "DiscrepancyKind.swift"
      || name == "JSONParser.swift"
  }
}

extension SourceText {
  fileprivate func applying(_ edits: [Edit]) -> SourceText {
    var bytes = bytes
    for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      bytes.replaceSubrange(edit.range, with: Array(edit.replacement.utf8))
    }
    return SourceText(path: path, bytes: bytes)
  }
}
