import Records

/// The differences between two states of a content: which cases and reports came, went or changed, and which published
/// figures moved from what to what.
package struct Changes: Sendable {
  package let cases: [WriteUpChange]
  package let reports: [WriteUpChange]
  package let figures: [FigureChange]
  package let units: [UnitChange]

  package enum Kind: String, Sendable, CaseIterable {
    case added, changed, renamed, removed
  }

  package init(from old: Ledger, to new: Ledger) {
    let before = old.content, after = new.content
    let states = ContentStates(before, after)
    cases = WriteUpChange.all(from: before.cases, in: before, to: after.cases, in: after)
    reports = WriteUpChange.all(from: before.reports, in: before, to: after.reports, in: after) {
      states.numbers(from: $0, to: $1)
    }
    figures = FigureChange.all(from: old, to: new)
    units = states.units
  }

  package var isEmpty: Bool { cases.isEmpty && reports.isEmpty && figures.isEmpty && units.isEmpty }

  /// The numbers that reports have published and that are others now, gone, or of another time or region, though no
  /// `revisions:` entry says why.
  package var unrevised: [NumberChange] {
    reports.flatMap(\.numbers).filter { $0.wantsReason && $0.revision == nil }
  }

  /// The metrics whose unit is another now, though no `revisions:` entry says why.
  var unrevisedUnits: [UnitChange] { units.filter { $0.revision == nil } }

  /// The number of reasons that are missing.
  package var unrevisedCount: Int { unrevised.count + unrevisedUnits.count }
}
