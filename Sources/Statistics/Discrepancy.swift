import Records

/// Two statements that cannot both hold as they stand, or do not fit together.
package struct Discrepancy: Sendable {
  package let kind: Kind
  package let metric: Int
  /// The statement that is too large, or the rate.
  package let left: Statement
  /// The statement that it is held against.
  package let right: Statement
  /// The reasons that the write-up of each side gives for exactly this, between exactly these two numbers.
  var leftReasons: [String] = []
  var rightReasons: [String] = []

  package var explanations: [String] { leftReasons + rightReasons.filter { !leftReasons.contains($0) } }

  package typealias Kind = DiscrepancyKind

  package struct Statement: Sendable {
    package let region: RegionID
    package let metric: Int
    package let quantity: Quantity
    package let period: Period?
    package let sources: [FigureSource]
  }
}
