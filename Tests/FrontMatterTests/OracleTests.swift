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
      #expect(reading.agrees(with: answer), "\(name)")
    }
  }

  @Test func headersByHand() throws {
    let answers = try Oracle().answers(handCases)
    for (text, answer) in zip(handCases, answers) {
      let reading = Reading(text)
      #expect(reading.diagnostics == [], "\(text)")
      #expect(reading.agrees(with: answer), "\(text)\n\(String(describing: reading.tree))\n\(answer)")
    }
  }

  /// The one kind of text that YAML has and a header has not: control characters written as escapes.
  @Test func escapedControls() throws {
    let escapes = ["0", "a", "b", "v", "f", "r", "e", "x7F", "x80", "x9F", "u001B", "uFFFE", "U0000FFFF"]
    let texts = escapes.map { "a: \"\\\($0)\"" }
    for (text, answer) in zip(texts, try Oracle().answers(texts)) {
      let reading = Reading(text)
      #expect(reading.tree == nil)
      #expect(reading.diagnostics.map(\.code) == ["control-character"], "\(text)")
      guard case .tree = answer else {
        Issue.record("\(text): \(answer)")
        continue
      }
    }
  }

  /// Texts that YAML reads as such and people mean otherwise are refused: a comment that looks like the rest of its
  /// text, items without the blank after their dash, full-width signs for brackets and commas.
  @Test(arguments: [
    ("a: 3 #楼", "comment-cuts-value"), ("a: b c #d", "comment-cuts-value"),
    ("a: #fff", "comment-cuts-value"), ("a:\n- #3楼", "comment-cuts-value"),
    ("a: [b #c, d\n  ]", "comment-cuts-value"), ("a: {b: c #d\n  }", "comment-cuts-value"),
    ("a:\n  -b\n  -c", "glued-list-item"), ("a:\n  -张三", "glued-list-item"),
    ("a:\n  －张三\n  －李四", "glued-list-item"), ("a:\n  •张三", "glued-list-item"),
    ("a:\n  —张三\n  —李四", "glued-list-item"), ("a:\n  -1层\n  -2层", "glued-list-item"),
    ("a: ｛甲：乙｝", "fullwidth-bracket"), ("a: ［甲，乙］", "fullwidth-bracket"),
    ("a: {甲：b，丙：丁}", "fullwidth-comma"),
  ])
  func slips(text: String, code: String) throws {
    guard case .tree = try Oracle().answers([text])[0] else {
      Issue.record("PyYAML refuses it as well")
      return
    }
    let reading = Reading(text)
    #expect(reading.tree == nil)
    let errors = reading.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.code) == [code])
    let edits = reading.diagnostics.flatMap { $0.suggestion?.edits ?? [] }
    let corrected = Reading(apply(edits, to: SourceText(path: "a", text)))
    // A full-width colon stays a warning of its own.
    #expect(corrected.tree != nil && corrected.diagnostics.allSatisfy { $0.code == "fullwidth-colon" })
  }

  /// Comments and texts that look a little like those, and are read as YAML reads them.
  @Test(arguments: [
    "a: 3 # 楼", "a: b  #c", "a: b #", "a: b ## c", "a: [4, 2]          # column, row", "a: # b\n  - c",
    "a: #b\n  - c", "a: b#c", "a: C# 语言", "a: \"3\" #楼", "#a: b\nc: d", "a:\n  -5",
    "a:\n  -3℃", "a:\n  ——记一次协商", "a:\n  — 题记", "a: -b", "a:\n  -b: c", "a: ［公告］停电",
    "a: {说明: 上午协商，结果：通过}", "a: {b: “甲，乙”}", "a: [甲，乙]", "a:\n  · 甲",
  ])
  func noSlips(text: String) throws {
    let reading = Reading(text)
    #expect(reading.diagnostics == [])
    #expect(reading.agrees(with: try Oracle().answers([text])[0]))
  }

  /// One round in the normal run; more with CASEBOOK_ORACLE_ROUNDS, each with headers of its own.
  static let rounds =
    0..<(ProcessInfo.processInfo.environment["CASEBOOK_ORACLE_ROUNDS"].flatMap { Int($0) } ?? 1)

  @Test(arguments: OracleTests.rounds) func randomHeaders(round: Int) throws {
    let seeds = round * 2_000..<(round + 1) * 2_000
    let texts = seeds.map { RandomHeader.text(seed: $0) }
    let answers = try Oracle().answers(texts)
    for (seed, (text, answer)) in zip(seeds, zip(texts, answers)) {
      let reading = Reading(text)
      #expect(reading.diagnostics == [], "seed \(seed)\n\(text)")
      #expect(reading.agrees(with: answer), "seed \(seed)\n\(text)")
    }
  }

  /// Whatever we accept, PyYAML reads in the same way.
  @Test(arguments: OracleTests.rounds) func mutatedHeaders(round: Int) throws {
    let readings = (round * 6_000..<(round + 1) * 6_000).map { seed in
      Reading(RandomHeader.mutated(seed % 2 == 0 ? RandomHeader.text(seed: seed) : hand(seed), seed: seed))
    }
    let accepted = readings.filter { $0.tree != nil }
    #expect(accepted.count > 1_000)
    let answers = try Oracle().answers(accepted.map(\.corrected))
    for (reading, answer) in zip(accepted, answers) {
      #expect(reading.agrees(with: answer), "\(reading.corrected)")
    }
  }

  private func hand(_ seed: Int) -> String { handCases[seed / 2 % handCases.count] }
}
