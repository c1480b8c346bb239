/// Something in a text that tells of one living person: who it is, where they live, how to reach them.
package struct PersonalDatum: Sendable, Equatable {
  package let kind: Kind
  /// The bytes of the text that say it.
  package let range: Range<Int>
  /// The digits and letters without the signs between them, the same however the datum is spelled.
  package let value: String

  package enum Kind: String, Sendable, CaseIterable {
    case residentID = "resident-id"
    case mobile, landline
    case bankCard = "bank-card"
    case email
    case numberPlate = "number-plate"
    case home
  }

  init(_ kind: Kind, _ range: Range<Int>, value: String) {
    (self.kind, self.range, self.value) = (kind, range, value)
  }

  /// The value as it may be shown: with stars for most letters and digits.
  package var shown: String { value.masked }
}
