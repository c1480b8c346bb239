import Foundation
import Privacy
import Testing

/// Two lists, one text a line: what looks like personal data and is none, and what is, in as many writings as people have.
@Suite struct PersonalDataTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  private static func lines(_ name: String) throws -> [String] {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      .split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }

  @Test func lookAlikesAreNone() throws {
    let lines = try PersonalDataTests.lines("look-alikes.txt")
    #expect(lines.count >= 200)
    for line in lines {
      let found = PersonalDataScan(Array(line.unescaped.utf8)).found
      #expect(found.isEmpty, "\(line): \(found.map(\.kind.rawValue))")
    }
  }

  /// A line is `kind`, a tab, and a text with one datum between `{` and `}`.
  @Test func dataAreFoundWhole() throws {
    let lines = try PersonalDataTests.lines("personal-data.txt")
    #expect(lines.count >= 150)
    for line in lines {
      let parts = line.split(separator: "\t", maxSplits: 1)
      let text = Array(String(parts[1]).unescaped.utf8)
      let start = try #require(text.firstIndex(of: UInt8(ascii: "{")))
      let end = try #require(text.firstIndex(of: UInt8(ascii: "}"))) - 1
      let bytes = text.filter { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") }
      let found = PersonalDataScan(bytes).found
      #expect(
        found.map { "\($0.kind.rawValue) \($0.range)" } == ["\(parts[0]) \(start..<end)"], "\(line)")
    }
  }

  /// All data of a text are masked in one copy of it: one for each would take minutes here.
  @Test func manyAreMasked() {
    let numbers = (0..<30_000).map { "电话138\(10_000_000 + $0)，" }.joined()
    let masked = numbers.maskingPersonalData
    #expect(masked.utf8.count == numbers.utf8.count)
    #expect(PersonalDataScan(Array(masked.utf8)).found.isEmpty)
  }

  @Test(arguments: [
    ("a-138_0013_8000.md", "a-138_****_**00.md"), ("&#0000000049;3800138000", "&#0000000049;38******00"),
    ("电话13800138000、a@b.cn", "电话138******00、a@*.*n"),
  ])
  func isMasked(text: String, masked: String) { #expect(text.maskingPersonalData == masked) }
}

extension String {
  /// The text with the characters that `\u{200B}` and `\n` mean.
  fileprivate var unescaped: String {
    replacing("\\n", with: "\n").replacing(/\\u\{([0-9A-F]+)\}/) { match in
      String(UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map(Character.init) ?? "?")
    }
  }
}
