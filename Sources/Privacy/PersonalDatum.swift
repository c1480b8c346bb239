/// Something in a text that tells of one living person: who it is, where they live, how to reach them.
package struct PersonalDatum: Sendable, Equatable {
  package let kind: Kind
  /// The bytes of the text that say it.
  package let range: Range<Int>
  /// The same however it is spelled: digits and letters without what stands between them.
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

  /// What may be shown of it: stars for most letters and digits.
  package var shown: String { value.masked }

  /// Whether two data are one: a landline may be given without its area.
  package func isSame(as other: PersonalDatum) -> Bool {
    kind == other.kind
      && (value == other.value
        || (kind == .landline && (value.hasSuffix(other.value) || other.value.hasSuffix(value))))
  }
}
