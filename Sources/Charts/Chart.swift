import Records
import Statistics

/// A chart, and what stands beside it: what it is of, its numbers as a table, and what is not comparable.
package struct Chart {
  package let title: String
  /// None where there is but one thing to draw.
  package let svg: Markup?
  package let metric: Int?
  package let period: String?
  package let basis: Basis?
  /// How to read it, and what it leaves out.
  package let notes: [String]
  package let rows: [Row]
  package let apart: [Comparison.Apart]
  /// Whose figures they are.
  package let table: FigureTable?

  package struct Row {
    package let name: String
    package let amount: Amount?
    /// Instead of a number.
    package let reason: String?
  }
}
