import Diagnostics
import Records

/// A newspaper's plain text with its broken lines put together again: letters without blanks, in paragraphs.
package struct Article: Sendable {
  package let source: SourceText
  /// The letters of all paragraphs: digits and Latin letters in half width, marks in full width.
  let letters: [Unicode.Scalar]
  let paragraphs: [Paragraph]
  /// For each letter its bytes in the text, and its line from 1.
  private let bytes: [Range<Int>]
  private let lines: [Int]
  private let linesWithWords: Set<Int>
  /// The letters by their first byte.
  private let byStart: [Int: Int]

  struct Paragraph: Sendable {
    let letters: Range<Int>
    let isHeading: Bool
  }

  package init(_ source: SourceText) {
    let paragraphs = ArticleLines(source).paragraphs
    var letters: [Unicode.Scalar] = [], bytes: [Range<Int>] = [], lines: [Int] = [], byStart: [Int: Int] = [:]
    self.paragraphs = paragraphs.map { paragraph in
      let start = letters.count
      for line in paragraph.lines {
        for letter in line.letters {
          byStart[letter.bytes.lowerBound] = letters.count
          letters.append(letter.scalar)
          bytes.append(letter.bytes)
          lines.append(line.number)
        }
      }
      return Paragraph(letters: start..<letters.count, isHeading: paragraph.isHeading)
    }
    self.source = source
    self.letters = letters
    self.bytes = bytes
    self.lines = lines
    linesWithWords = Set(lines)
    self.byStart = byStart
  }

  /// Outside of the text there is a full stop.
  subscript(index: Int) -> Unicode.Scalar { letters.indices.contains(index) ? letters[index] : "。" }

  func has(_ word: String, at index: Int) -> Bool {
    index >= 0 && index <= letters.count && letters[index...].starts(with: word.unicodeScalars)
  }

  func has(_ word: String, before index: Int) -> Bool { has(word, at: index - word.unicodeScalars.count) }

  /// The first of some words that is at a place.
  func first(of words: [String], at index: Int) -> String? { words.first { has($0, at: index) } }

  func first(of words: [String], before index: Int) -> String? { words.first { has($0, before: index) } }

  func line(of letter: Int) -> Int { lines[letter] }

  /// Whether the text has these words in one piece, without a heading that was set between them.
  func isInOnePiece(_ range: Range<Int>) -> Bool {
    let own = Set(lines[range])
    guard let first = own.min(), let last = own.max() else { return true }
    return (first...last).allSatisfy { own.contains($0) || !linesWithWords.contains($0) }
  }

  func lines(_ range: Range<Int>) -> [Int] { range.isEmpty ? [] : Set(lines[range]).sorted() }

  /// The letters that some bytes of the text hold: nil where they are on no line.
  func letters(in range: Range<Int>) -> Range<Int>? {
    var start = range.lowerBound
    while start < range.upperBound, byStart[start] == nil { start += 1 }
    guard let first = byStart[start] else { return nil }
    var last = first
    while last + 1 < letters.count, range.contains(bytes[last + 1].lowerBound) { last += 1 }
    return first..<last + 1
  }

  /// The words of a range as the text has them, without line ends and blanks.
  func text(_ range: Range<Int>) -> String {
    String(decoding: range.flatMap { source.bytes[bytes[$0]] }, as: UTF8.self)
  }

  // MARK: Sentences

  /// The sentences of some letters, each with its mark at the end.
  func sentences(in range: Range<Int>) -> [Range<Int>] { split(range, after: Article.sentenceMarks) }

  /// The parts of a sentence, which speak of one region each.
  func parts(in range: Range<Int>) -> [Range<Int>] { split(range, after: Article.partMarks) }

  func endsSentence(_ part: Range<Int>) -> Bool {
    letters[part].last { !["”", "’", "）", "》"].contains($0) }.map(Article.sentenceMarks.contains) ?? true
  }

  /// The phrase that a place of the text is in, without the marks around it.
  func phrase(around range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound, end = range.upperBound
    let reach = Article.longestPhrase
    while start > max(0, range.lowerBound - reach), !isParagraphStart(start), !isMark(start - 1) {
      start -= 1
    }
    while end < min(letters.count, range.upperBound + reach), !isParagraphStart(end), !isMark(end) {
      end += 1
    }
    return start..<end
  }

  /// The letters of a phrase on one side of a number that anybody would read.
  private static let longestPhrase = 80

  private func isMark(_ index: Int) -> Bool {
    Article.phraseMarks.contains(letters[index]) && !isBetweenDigits(index)
  }

  private func isParagraphStart(_ index: Int) -> Bool {
    let next = paragraphs.partition { $0.letters.lowerBound < index }
    return next < paragraphs.count && paragraphs[next].letters.lowerBound == index
  }

  /// 2，300
  private func isBetweenDigits(_ index: Int) -> Bool {
    letters[index] == "，" && self[index - 1].isASCII && self[index + 1].isASCII && self[index + 4] != "，"
      && (1...3).allSatisfy { ("0"..."9").contains(self[index + $0]) }
      && ("0"..."9").contains(self[index - 1])
  }

  private func split(_ range: Range<Int>, after marks: Set<Unicode.Scalar>) -> [Range<Int>] {
    var parts: [Range<Int>] = [], start = range.lowerBound, index = start
    while index < range.upperBound {
      let isEnd = marks.contains(letters[index])
      index += 1
      guard isEnd else { continue }
      while index < range.upperBound, ["”", "’", "）", "》"].contains(letters[index]) { index += 1 }
      parts.append(start..<index)
      start = index
    }
    if start < range.upperBound { parts.append(start..<range.upperBound) }
    return parts
  }

  static let sentenceMarks: Set<Unicode.Scalar> = ["。", "！", "？"]
  static let partMarks: Set<Unicode.Scalar> = ["。", "！", "？", "；"]
  static let phraseMarks: Set<Unicode.Scalar> = ["。", "！", "？", "；", "，", "：", "…"]
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element a test does not hold for, where all before it do.
  func partition(_ isBefore: (Element) -> Bool) -> Int {
    var low = startIndex, high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension String {
  init(_ letters: some Collection<Unicode.Scalar>) {
    self = ""
    unicodeScalars.append(contentsOf: letters)
  }
}
