import Testing

@testable import Diagnostics

@Suite struct SourceTextTests {
  /// A text, a byte offset, and its line and column in Unicode scalars.
  @Test(arguments: [
    ("abc", 0, 1, 1), ("abc", 3, 1, 4), ("abc", 99, 1, 4),
    ("a\nb", 1, 1, 2), ("a\nb", 2, 2, 1), ("a\r\nb", 3, 2, 1), ("a\n", 2, 2, 1),
    ("标题: 灯", 8, 1, 5), ("😀x", 4, 1, 2), ("e\u{301}x", 3, 1, 3),
    ("\u{FEFF}a", 3, 1, 1), ("\u{FEFF}a", 0, 1, 1), ("\u{FEFF}标b", 6, 1, 2), ("", 0, 1, 1),
  ])
  func position(text: String, offset: Int, line: Int, column: Int) {
    #expect(SourceText(path: "a", text).position(at: offset) == Position(line: line, column: column))
  }

  /// A text, a byte offset, and the number and the text of its line.
  @Test(arguments: [
    ("a\nb", 0, 1, "a"), ("a\nb", 2, 2, "b"), ("a\r\nb", 1, 1, "a"), ("a\n", 2, 2, ""), ("", 0, 1, ""),
    ("\u{FEFF}a\n", 3, 1, "a"),
  ])
  func line(text: String, offset: Int, number: Int, expected: String) {
    let source = SourceText(path: "a", text), line = SourceFiles([source]).line(at: offset, in: source)
    #expect(line.number == number)
    #expect(source.text(line.bytes) == expected)
  }

  /// Files are indexed where findings are shown; that must not show.
  @Test(arguments: ["标\u{301}a\n", "a\r\n", "\n\n😀", "ab"])
  func indexedFiles(piece: String) {
    for mark in ["", "\u{FEFF}"] {
      let source = SourceText(
        path: "a", mark + String(repeating: piece, count: 17_000 / piece.utf8.count + 1))
      let files = SourceFiles([source])
      for offset in stride(from: 0, through: source.bytes.count + 2, by: 97) {
        let span = files.span(Location("a", offset..<offset + 3))
        #expect(span.start == source.position(at: offset))
        #expect(span.end == source.position(at: offset + 3))
      }
    }
  }

  @Test(arguments: [
    ("ab", 2), ("武汉", 4), ("“”", 2), ("ｱ", 1), ("😀", 2), ("e\u{301}", 1), ("", 0), ("한글", 4), ("—…", 2),
  ])
  func columns(text: String, expected: Int) {
    #expect(EastAsian.columns(text) == expected)
  }
}

@Suite struct NearestTests {
  private static let words: [(word: String, candidates: [String], expected: String?)] = [
    ("problem_solved", ["problems_raised", "problems_solved"], "problems_solved"),
    ("titel", ["title", "tile"], "title"),
    ("Title", ["title"], "title"),
    ("青山县", ["青山区", "洪山区"], "青山区"),
    // A swapped pair counts as one difference.
    ("form", ["from", "farm"], "farm"),
    ("sesions", ["sessions"], "sessions"),
    // Not near enough to be meant.
    ("xyz", ["title"], nil),
    ("甲乙", ["丙丁"], nil),
    ("湖北", ["湖南"], nil),
    // Another number is another place.
    ("凤凰二社区", ["凤凰一社区"], nil),
    ("第12村", ["第13村"], nil),
    ("凤皇二社区", ["凤凰二社区"], "凤凰二社区"),
    ("宜昌", ["宜昌市"], "宜昌市"),
    ("x", ["y"], nil),
    ("", ["title"], nil),
    ("title", [], nil),
    (String(repeating: "x", count: 1_000_000), ["title"], nil),
  ]

  @Test(arguments: words)
  func nearestWord(word: String, candidates: [String], expected: String?) {
    #expect(nearest(to: word, among: candidates) == expected)
  }
}
