import Diagnostics
import Foundation
import Records
import Site
import Testing

/// The numbers of the real content in the texts of its pages, where these are at hand. They must not be published, so
/// they lie beside the repository, or nowhere.
@Suite struct SourceCheckTests {
  private static let folder = URL(filePath: Fixtures.project).deletingLastPathComponent()
    .appending(path: "shared/sources").path
  private static let isAtHand = FileManager.default.fileExists(atPath: folder)

  private static func input() throws -> BuildInput {
    var diagnostics: [Diagnostic] = []
    let today = try #require(Day(iso: "2026-11-21"))
    var input = BuildInput(root: Fixtures.project, today: today, baseURL: nil, reporting: &diagnostics)
    try input.addSourceTexts(in: folder)
    return input
  }

  private static let codes: Set<String> = [
    "not-in-source", "no-such-line", "source-changed", "source-unheld", "unknown-source-text",
    "source-text-twice",
    "missing-source-text",
  ]

  private func findings(_ input: BuildInput) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    _ = readContent(input, reporting: &diagnostics)
    return diagnostics.filter { SourceCheckTests.codes.contains($0.code) }
  }

  @Test(.enabled(if: isAtHand, "the texts of the sources are not beside this repository"))
  func everyNumberStandsInItsLine() throws {
    let findings = findings(try SourceCheckTests.input())
    #expect(findings.map { "\($0.location?.file ?? "") \($0.message.zh)" } == [])
  }

  /// Every number of the real content one digit or one qualifier otherwise, in rounds: what is not reported stands on
  /// the cited lines by chance.
  @Test(.enabled(if: isAtHand, "the texts of the sources are not beside this repository"))
  func everySlipIsReported() throws {
    let input = try SourceCheckTests.input()
    let numbers = input.contentFiles.map { $0.path.hasSuffix(".md") ? WrittenNumber.all(in: $0) : [] }
    var tried = 0, missed: [String] = []
    for round in 0..<(numbers.joined().map(\.slips.count).max() ?? 0) {
      var changed = input, slips: [(file: String, offset: Int, words: String)] = []
      for (index, source) in input.contentFiles.enumerated() where !numbers[index].isEmpty {
        var bytes = source.bytes, shift = 0
        for number in numbers[index] where round < number.slips.count {
          let start = number.range.lowerBound + shift, slip = number.slips[round]
          bytes.replaceSubrange(start..<start + number.range.count, with: Array(slip.utf8))
          shift += slip.utf8.count - number.range.count
          slips.append((source.path, start, "\(source.path): \(number.text) → \(slip)"))
        }
        changed.contentFiles[index] = SourceText(path: source.path, bytes: bytes)
      }
      let said = Set(
        findings(changed).filter { $0.code == "not-in-source" }.compactMap { finding in
          finding.location.map { "\($0.file) \($0.range.lowerBound)" }
        })
      tried += slips.count
      missed += slips.filter { !said.contains("\($0.file) \($0.offset)") }.map(\.words)
    }
    print("slips reported: \(tried - missed.count) of \(tried), of \(numbers.joined().count) numbers")
    for slip in missed.sorted() { print("slip not reported:", slip) }
    #expect(numbers.joined().count > 200)
    #expect(missed.count * 100 < tried, "\(missed.sorted().joined(separator: "\n"))")
  }
}

/// A number in a header, and what somebody could have written in its place.
private struct WrittenNumber {
  let range: Range<Int>
  let text: String
  let slips: [String]

  /// The texts behind the keys of quantities.
  static func all(in source: SourceText) -> [WrittenNumber] {
    let text = String(decoding: source.bytes, as: UTF8.self)
    let keys =
      "value|数值|amount|金额|sessions|problems_solved|problems_raised|members|participants|场次|解决问题|委员|参与群众"
    guard
      let pattern = try? Regex(
        "(?m)^(?:.*[ {])?(?:\(keys)): *([^,}\n]+?)(?:场次|次|个)?(?=[,}\n])", as: (Substring, Substring).self)
    else {
      return []
    }
    return text.matches(of: pattern).compactMap { match in
      let written = String(match.output.1)
      guard let quantity = try? Quantity(parsing: written) else { return nil }
      let start = text.utf8.distance(from: text.startIndex, to: match.output.1.startIndex)
      return WrittenNumber(
        range: start..<start + written.utf8.count, text: written, slips: slips(of: written, quantity))
    }
  }

  private static func slips(of written: String, _ quantity: Quantity) -> [String] {
    var slips: [String] = []
    let letters = Array(written)
    for (index, letter) in letters.enumerated() {
      guard letter.isASCII, let digit = letter.wholeNumberValue else { continue }
      for other in [(digit + 1) % 10, (digit + 9) % 10] {
        slips.append(String(letters[..<index]) + String(other) + String(letters[(index + 1)...]))
      }
    }
    if quantity.qualifier != .range, !quantity.isPercent {
      let bare = String(letters.filter { $0.isASCII || "万亿千百十".contains($0) })
      slips += [bare, bare + "余", "近" + bare, "超" + bare, "约" + bare]
    }
    // Wrong in itself, or the same in other words.
    return slips.filter { slip in
      guard let other = try? Quantity(parsing: slip) else { return false }
      return other.isWhole == quantity.isWhole
        && (other.value, other.qualifier.rawValue, other.high ?? .zero)
          != (quantity.value, quantity.qualifier.rawValue, quantity.high ?? .zero)
    }
  }
}
