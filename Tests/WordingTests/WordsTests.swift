import Diagnostics
import Foundation
import Records
import Testing

@testable import Wording

/// The two catalogues say the same things, and each says all that is asked for.
@Suite struct WordsTests {
  private static let templates = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "templates").path

  private func words(_ language: SiteLanguage) throws -> Words {
    let name = Words.file(language)
    let text = try String(contentsOfFile: WordsTests.templates + "/" + name, encoding: .utf8)
    var found: [Diagnostic] = []
    let words = Words([SourceText(path: "templates/" + name, text)], in: language, reporting: &found)
    #expect(found == [])
    return try #require(words)
  }

  private func phrases(_ words: Words) -> [String: String] {
    Dictionary(uniqueKeysWithValues: words.all.map { ($0.key, $0.text) })
  }

  @Test func bothLanguagesHaveTheSameWordsWithTheSameGaps() throws {
    let chinese = phrases(try words(.chinese)), english = phrases(try words(.english))
    #expect(chinese.count > 200)
    #expect(Set(chinese.keys).symmetricDifference(english.keys) == [])
    // A choice of two words by a number may be of one language only.
    func gaps(_ text: String?) -> Set<String> {
      Set(
        Phrase(Array((text ?? "").utf8)).parts.compactMap {
          if case .gap(let name) = $0 { String(decoding: name, as: UTF8.self) } else { nil }
        })
    }
    for (key, text) in chinese {
      #expect(gaps(english[key]) == gaps(text), "\(key)")
    }
  }

  /// A period below a point of a chart, in one or two lines.
  @Test(arguments: [
    ("2024", ["2024"], ["2024"]), ("2024H1", ["2024", "上半年"], ["2024", "H1"]),
    ("2024Q3", ["2024", "第三季度"], ["2024", "Q3"]), ("2024-07", ["2024", "7月"], ["2024", "07"]),
  ])
  func ticks(period: String, chinese: [String], english: [String]) throws {
    let period = try #require(Period(parsing: period))
    #expect(try words(.chinese).tick(period) == chinese)
    #expect(try words(.english).tick(period) == english)
  }

  /// English words are English: no Han character but in names of things that have no other.
  @Test func englishIsEnglish() throws {
    let han: (Unicode.Scalar) -> Bool = { 0x4E00...0x9FFF ~= $0.value }
    let found = phrases(try words(.english)).filter { $0.value.unicodeScalars.contains(where: han) }
    #expect(Set(found.keys) == ["site_code", "icp", "police"])
  }

  /// A unit takes its form from its number; what it counts may have a word of its own; what is not listed stays.
  @Test func unitsFollowTheirNumbers() throws {
    let english = try words(.english), chinese = try words(.chinese)
    let one = try Quantity(parsing: "1"), over = try Quantity(parsing: "200余")
    #expect(english.unit("场", after: one) == "session")
    #expect(english.unit("场", after: over) == "sessions")
    #expect(english.unit("场") == "sessions")
    #expect(english.unit("件", after: one, of: "problems_solved") == "problem")
    #expect(english.unit("件", after: one) == "")
    #expect(english.unit("口", after: one) == "口")
    #expect(chinese.unit("件", after: one, of: "problems_solved") == "件")
  }

  @Test func linesInRuns() throws {
    #expect(try words(.chinese).runs([5, 6, 7, 72, 84, 85]) == "5—7、72、84—85")
    #expect(try words(.english).runs([5, 6, 7, 72, 84, 85]) == "5–7, 72, 84–85")
  }

  @Test(arguments: [
    ("{n} {n|case|cases}", "1", "1 case"), ("{n} {n|case|cases}", "12", "12 cases"),
    ("共{n}件", "3", "共3件"), ("{m}", "3", "m"), ("{n", "3", "{n"), ("", "3", ""),
  ])
  func gaps(phrase: String, n: String, filled: String) {
    #expect(Phrase(Array(phrase.utf8)).filled(["n": n]) == filled)
  }
}
