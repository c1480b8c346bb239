import Records
import Statistics

/// A chart with its title, its numbers as a table, and the figures that are not comparable.
package struct Chart {
  package let title: String
  /// The drawing; `nil` where there is but one thing to draw.
  package let svg: Markup?
  package let metric: Int?
  package let period: String?
  package let basis: Basis?
  /// The notes on how to read it, and on what it leaves out.
  package let notes: [String]
  package let rows: [Row]
  package let apart: [Comparison.Apart]
  /// The table that its figures are from.
  package let table: FigureTable?

  package struct Row {
    package let name: String
    package let amount: Amount?
    /// The reason why there is no number.
    package let reason: String?
  }
}
