import Diagnostics
import Foundation
import Pages
import Templates
import Testing
import Wording

/// The catalogue beside the templates that mention its words.
@Suite struct CatalogueTests {
  private static let templates = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "templates").path

  @Test func everyWordIsMentioned() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: CatalogueTests.templates)
    let sources = try files.filter { $0.hasSuffix(".html") || $0.hasSuffix(".xml") }.map { name in
      let text = try String(contentsOfFile: CatalogueTests.templates + "/" + name, encoding: .utf8)
      return (name: name, source: SourceText(path: name, text))
    }
    let catalogue = "words.zh-Hans.yml"
    let text = try String(contentsOfFile: CatalogueTests.templates + "/" + catalogue, encoding: .utf8)
    var found: [Diagnostic] = []
    let words = try #require(
      Words([SourceText(path: catalogue, text)], in: .chinese, reporting: &found))
    let set = TemplateSet(
      sources: sources, filters: Filter.standard + Filter.domain, constants: words.constants,
      reporting: &found)
    let mentioned = try #require(set).members.union(Word.allCases.map(\.key))
    #expect(Set(words.all.map(\.key)).subtracting(mentioned) == [])
    #expect(found == [])
  }
}
