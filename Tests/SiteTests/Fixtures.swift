import Diagnostics
import Files
import Foundation
import Records
import Site
import Testing

/// The folders beside these tests.
enum Fixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The smallest content that has one of everything, with a template of one line for each kind of page.
  static func minimal() throws -> BuildInput {
    var diagnostics: [Diagnostic] = []
    var input = try read("minimal", reporting: &diagnostics)
    #expect(diagnostics == [])
    input.templates.append(try words(.chinese))
    return input
  }

  /// The minimal content with the files of another folder in place of, or beside, its own. A file `REMOVE`
  /// there lists those that are left out.
  static func minimal(with folder: String, reporting diagnostics: inout [Diagnostic]) throws -> BuildInput {
    var input = try minimal()
    let other = try read(folder, reporting: &diagnostics)
    let removed =
      (try? text(folder + "/REMOVE")).map { Set($0.split(separator: "\n").map(String.init)) } ?? []
    input.contentFiles = merge(input.contentFiles, other.contentFiles).filter { !removed.contains($0.path) }
    input.templates = merge(input.templates, other.templates)
    input.assets = merge(input.assets, other.assets)
    let replaced = Set(other.pictures.map(\.path))
    input.pictures = input.pictures.filter { !replaced.contains($0.path) } + other.pictures
    input.statics += other.statics
    input.sourceTexts = merge(input.sourceTexts, other.sourceTexts)
    input.theme = other.theme
    if let theme = other.theme {
      let words = try words(.chinese)
      let name = words.path.split(separator: "/").last ?? ""
      input.theme?.templates.append(SourceText(path: "\(theme.folder)/\(name)", bytes: words.bytes))
    }
    return input
  }

  /// The files of a site by their addresses.
  static func site(_ input: BuildInput) -> [String: [UInt8]] {
    Dictionary(build(input).files.map { ($0.address, $0.bytes) }) { first, _ in first }
  }

  /// The site's own catalogue: what the program itself needs is in it.
  static func words(_ language: SiteLanguage) throws -> SourceText {
    let path = "templates/words.\(language.rawValue).yml"
    return SourceText(path: path, try String(contentsOfFile: project + "/" + path, encoding: .utf8))
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
  }

  static func names(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder + "/" + path).sorted()
  }

  private static func read(_ path: String, reporting diagnostics: inout [Diagnostic]) throws -> BuildInput {
    let today = try #require(Day(iso: "2026-11-21"))
    return BuildInput(root: folder + "/" + path, today: today, baseURL: nil, reporting: &diagnostics)
  }

  private static func merge(_ base: [SourceText], _ other: [SourceText]) -> [SourceText] {
    let replaced = Set(other.map(\.path))
    return (base.filter { !replaced.contains($0.path) } + other).sorted { $0.path < $1.path }
  }
}

/// A build whose files are in memory.
struct TestBuild: Sendable {
  /// None if there are errors.
  let files: [OutputFile]
  let result: BuildResult

  var diagnostics: [Diagnostic] { result.diagnostics }
  var content: Content? { result.content }
}

func build(_ input: BuildInput) -> TestBuild {
  let memory = OutputMemory(), result = Site.build(input, writingTo: memory)
  return TestBuild(files: result.diagnostics.hasErrors ? [] : memory.files, result: result)
}

extension BuildInput {
  var files: SourceFiles {
    SourceFiles(
      contentFiles + sourceTexts + templates + (theme?.templates ?? []) + pictures.compactMap(\.text))
  }

  /// The input with another text at a path.
  func with(_ path: String, _ text: String) -> BuildInput {
    var input = self
    input.contentFiles.removeAll { $0.path == path }
    input.contentFiles.append(SourceText(path: path, text))
    return input
  }
}
