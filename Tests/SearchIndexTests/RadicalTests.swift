import Diagnostics
import Foundation
import Testing

@testable import SearchIndex

/// A text with radicals from a PDF, or with characters that nobody sees, is found by what a reader types; `search.js` has
/// the same tables.
@Suite struct RadicalTests {
  private static func table(_ name: String) throws -> [String] {
    let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let script = try String(
      contentsOf: project.appending(path: "templates/assets/search.js"), encoding: .utf8)
    let start = try #require(script.range(of: "const \(name) = Array.from(\"")).upperBound
    let end = try #require(script.range(of: "\"", range: start..<script.endIndex)).lowerBound
    return script[start..<end].unicodeScalars.map { String($0) }
  }

  @Test(arguments: [("SUPPLEMENT", 0x2E80..<0x2EF4), ("KANGXI", 0x2F00..<0x2FD6)])
  func theScriptHasTheSame(name: String, scalars: Range<UInt32>) throws {
    let own = scalars.map { value in
      Radical.character(for: value).flatMap(Unicode.Scalar.init).map { String($0) } ?? "."
    }
    #expect(try RadicalTests.table(name) == own)
    #expect(scalars.allSatisfy { Folding.folded($0) == Radical.character(for: $0) ?? $0 })
  }

  @Test func theScriptPassesOverTheSame() throws {
    let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let script = try String(
      contentsOf: project.appending(path: "templates/assets/search.js"), encoding: .utf8)
    let start = try #require(script.range(of: "const UNSEEN")).upperBound
    let end = try #require(script.range(of: "\"gu\"", range: start..<script.endIndex)).lowerBound
    var unseen: Set<UInt32> = []
    for match in script[start..<end].matches(of: /\\\\u\{([0-9a-f]+)\}(?:-\\\\u\{([0-9a-f]+)\})?/) {
      let first = try #require(UInt32(match.1, radix: 16))
      let last = try match.2.map { try #require(UInt32($0, radix: 16)) } ?? first
      unseen.formUnion(first...last)
    }
    let own = (UInt32(1)...0x10FFFF).filter { Folding.folded($0) == Folding.nothing }
    #expect(unseen == Set(own))
  }
}
