import Records

/// A number that a text gives, and what it may be: for a person to look at, never a figure by itself.
package struct Finding: Sendable {
  /// The lines of its wording, from 1.
  package let lines: ClosedRange<Int>
  /// The words around it up to the next marks, without line ends.
  package let phrase: String
  /// The lines that the phrase is on.
  package let phraseLines: [Int]
  /// True if the text has the phrase in one piece.
  package let isQuotation: Bool
  /// The number as the text words it, without its unit: `200余`, `超20万`, `78.1%`.
  package let raw: String
  /// Nil for a share that no decimal number is (三分之一).
  package let value: Number?
  package let qualifier: Qualifier
  /// Empty where the text names none.
  package let unit: String
  /// The number as a write-up may have it; nil for a share.
  package let quantity: Quantity?
  /// The metric that it seems to be of: an index of the registry that was asked.
  package internal(set) var metric: Int?
  package let region: RegionID
  /// Nil where neither the text nor whoever asks says a time.
  package let period: Period?
  /// The text leaves open when its time begins, ends, or in which year it is.
  package let isTimeLoose: Bool

  package var line: Int { lines.lowerBound }

  /// Its letters in the article, and those of its sentence.
  let letters: Range<Int>
  let sentence: Range<Int>
  let paragraph: Int
}
