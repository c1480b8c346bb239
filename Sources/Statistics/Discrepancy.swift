import Records

/// Two statements that cannot both hold as they stand, or do not fit together.
package struct Discrepancy: Sendable {
  package let kind: Kind
  package let metric: Int
  /// The statement that is too large, or the rate.
  package let left: Statement
  /// What it is held against.
  package let right: Statement
  /// What the write-ups say about it themselves.
  package let explanations: [String]

  package enum Kind: String, Sendable, CaseIterable {
    case childExceedsParent = "child-exceeds-parent"
    case childrenExceedParent = "children-exceed-parent"
    case partExceedsWhole = "part-exceeds-whole"
    case countedExceedsReported = "counted-exceeds-reported"
    case reportsDisagree = "reports-disagree"
    case rateImpossible = "rate-impossible"
    case identityBroken = "identity-broken"
    case revisionMismatch = "revision-mismatch"
  }

  package struct Statement: Sendable {
    package let region: RegionID
    package let metric: Int
    package let quantity: Quantity
    package let period: Period?
    package let sources: [FigureSource]
  }
}
