/// A number as it is printed, with its id.
package struct Amount: Sendable {
  package let id: String
  package let display: String
  package let unit: String
  /// The space between the two: none in Chinese.
  package let gap: String

  package init(id: String, display: String, unit: String, gap: String = "") {
    self.id = id
    self.display = display
    self.unit = unit
    self.gap = gap
  }

  /// The unit, unless the number has it itself, as `78.1%` does.
  package var printedUnit: String? { unit.isEmpty || display.contains(unit) ? nil : unit }
}
