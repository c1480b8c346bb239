import Bytes
import Diagnostics
import Files
import Foundation
import Records
import Site

/// The minimal site of the tests, into which an input is put as one of its files.
struct SmallSite: Sendable {
  let input: BuildInput

  init() {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    var found: [Diagnostic] = []
    guard let today = Day(iso: "2026-11-21"),
      let words = try? String(contentsOfFile: tests + "/../" + Self.words, encoding: .utf8)
    else { preconditionFailure("no catalogue") }
    var input = BuildInput(
      root: tests + "/SiteTests/Fixtures/minimal", today: today, baseURL: nil, reporting: &found)
    precondition(found.isEmpty && !input.contentFiles.isEmpty, "the minimal site cannot be read")
    input.templates.append(SourceText(path: Self.words, words))
    self.input = input
  }

  private static let words = "templates/words.zh-Hans.yml"

  /// Builds the site with a case more.
  func build(writeUp bytes: [UInt8]) {
    var input = input
    input.contentFiles.append(SourceText(path: "content/cases/input.md", bytes: bytes))
    build(input)
  }

  /// Builds the site with the catalogue's words replaced by those of the same keys, and the others added to it.
  func build(words bytes: [UInt8]) {
    func key(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> { line.prefix { $0 != UInt8(ascii: ":") } }
    var input = input
    let newline = UInt8(ascii: "\n"), keys = Set(bytes.split(separator: newline).map(key))
    input.templates = input.templates.map { file in
      guard file.path == Self.words else { return file }
      let kept = file.bytes.split(separator: newline).filter { !keys.contains(key($0)) }
      return SourceText(path: file.path, bytes: Array(kept.joined(separator: [newline])) + [newline] + bytes)
    }
    build(input)
  }

  private func build(_ input: BuildInput) {
    let memory = OutputMemory(), result = Site.build(input, writingTo: memory)
    precondition(
      result.addresses.isEmpty == result.diagnostics.hasErrors, "files in spite of errors, or none without")
    let pictures = input.pictures.map { SourceText(path: $0.path, bytes: []) }
    result.diagnostics.check(in: input.contentFiles + input.templates + input.assets + pictures)
    if result.diagnostics.hasErrors { return }
    for page in memory.files where page.address.hasSuffix(".html") { page.bytes.checkMarkup() }
  }
}
