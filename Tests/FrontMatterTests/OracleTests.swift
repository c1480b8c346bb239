import Diagnostics
import Foundation
import Testing

@testable import FrontMatter

@Suite struct OracleTests {
  @Test func realHeaders() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "content")
      .resolvingSymlinksInPath()
    let files =
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    var texts: [String] = [], names: [String] = []
    for file in files where ["md", "yml"].contains(file.pathExtension) {
      let source = SourceText(path: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
      var found: [Diagnostic] = []
      if file.pathExtension == "md" {
        let document = Document(writeUp: source, reporting: &found)
        #expect(found == [], "\(file.path)")
        guard let document else { continue }
        let start = HeaderFences.afterFence(in: source, at: source.contentStart) ?? 0
        texts.append(source.text(start..<document.headerEnd))
      } else {
        texts.append(source.text(source.contentStart..<source.bytes.count))
      }
      names.append(file.lastPathComponent)
    }
    #expect(!texts.isEmpty)
    let answers = try Oracle().answers(texts)
    for ((name, text), answer) in zip(zip(names, texts), answers) {
      let reading = Reading(text)
      #expect(reading.diagnostics == [], "\(name)")
      #expect(reading.tree.map(Oracle.Answer.tree) == answer, "\(name)")
    }
  }

  @Test func randomHeaders() throws {
    let texts = (0..<2_000).map { RandomHeader.text(seed: $0) }
    let answers = try Oracle().answers(texts)
    for (seed, (text, answer)) in zip(texts, answers).enumerated() {
      let reading = Reading(text)
      #expect(reading.diagnostics == [], "seed \(seed)\n\(text)")
      #expect(reading.tree.map(Oracle.Answer.tree) == answer, "seed \(seed)\n\(text)")
    }
  }

  /// Whatever we accept, PyYAML reads in the same way.
  @Test func mutatedHeaders() throws {
    let readings = (0..<6_000).map { seed in
      Reading(RandomHeader.mutated(RandomHeader.text(seed: seed / 3), seed: seed))
    }
    let accepted = readings.filter { $0.tree != nil }
    #expect(accepted.count > 1_000)
    let answers = try Oracle().answers(accepted.map(\.corrected))
    for (reading, answer) in zip(accepted, answers) {
      #expect(reading.tree.map(Oracle.Answer.tree) == answer, "\(reading.corrected)")
    }
  }
}
