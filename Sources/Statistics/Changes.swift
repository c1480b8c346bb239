import Records

/// What is different between two states of a content: which cases and reports came, went or changed, and
/// which published figures moved from what to what.
package struct Changes: Sendable {
  package let cases: [WriteUpChange]
  package let reports: [WriteUpChange]
  package let figures: [FigureChange]

  package enum Kind: String, Sendable, CaseIterable {
    case added, changed, removed
  }

  package init(from old: Ledger, to new: Ledger) {
    let before = old.content, after = new.content
    cases = WriteUpChange.all(from: before.cases, in: before, to: after.cases, in: after)
    reports = WriteUpChange.all(from: before.reports, in: before, to: after.reports, in: after) {
      NumberChange.all(from: $0, in: before, to: $1, in: after)
    }
    figures = FigureChange.all(from: old, to: new)
  }

  package var isEmpty: Bool { cases.isEmpty && reports.isEmpty && figures.isEmpty }

  /// Numbers of published reports that are others now though no `revisions:` entry says why.
  package var unrevised: [NumberChange] {
    reports.filter { $0.kind == .changed }.flatMap(\.numbers).filter {
      $0.old != nil && $0.new != nil && $0.revision == nil
    }
  }
}

/// A case or report that is in one state only, or differs between the two. What decides which is which is its
/// address: the stem, or the `slug:` of a case.
package struct WriteUpChange: Sendable {
  package let kind: Changes.Kind
  /// Of the newer state, where it has one.
  package let file: String
  package let title: String
  package let region: String
  /// The English names of the fields that differ, `body` last.
  package let fields: [String]
  /// Of a report: the numbers that came, went or are others now.
  package let numbers: [NumberChange]
}

/// One number in one report.
package struct NumberChange: Sendable {
  package let metric: Metric
  package let period: Period?
  package let old: Quantity?
  package let new: Quantity?
  /// The entry of the newer report that states it.
  package let revision: Revision?
}

/// What a case and a report have in common when two states are held against each other.
private protocol WriteUp {
  var stem: String { get }
  var file: String { get }
  var title: String { get }
  var region: RegionID { get }
  func differences(from older: Self) -> [String]
}

extension Case: WriteUp {}
extension Report: WriteUp {}

extension WriteUpChange {
  /// - Parameter numbers: those that came, went or changed from the older write-up to the newer.
  fileprivate static func all<Record: WriteUp>(
    from before: [Record], in old: Content, to after: [Record], in new: Content,
    numbers: (Record?, Record?) -> [NumberChange] = { _, _ in [] }
  ) -> [WriteUpChange] {
    pairs(before, after, by: \.stem).compactMap { before, after in
      guard let (kind, record, content) = state(before, after, old, new) else { return nil }
      let fields = before.flatMap { before in after.map { $0.differences(from: before) } } ?? []
      guard kind != .changed || !fields.isEmpty else { return nil }
      return WriteUpChange(
        kind: kind, file: record.file, title: record.title, region: content.regions[record.region].path,
        fields: fields, numbers: numbers(before, after))
    }
  }

  private static func state<Record>(_ before: Record?, _ after: Record?, _ old: Content, _ new: Content)
    -> (Changes.Kind, Record, Content)?
  {
    switch (before, after) {
    case (nil, let after?): (.added, after, new)
    case (let before?, nil): (.removed, before, old)
    case (_?, let after?): (.changed, after, new)
    case (nil, nil): nil
    }
  }

  /// What bears one name in the two states, in the order of the names.
  private static func pairs<Record>(_ old: [Record], _ new: [Record], by name: (Record) -> String)
    -> [(Record?, Record?)]
  {
    let before = Dictionary(old.map { (name($0), $0) }) { first, _ in first }
    let after = Dictionary(new.map { (name($0), $0) }) { first, _ in first }
    return Set(before.keys).union(after.keys).sorted().map { (before[$0], after[$0]) }
  }
}

extension NumberChange {
  /// In the order of the newer report, then those that are gone.
  fileprivate static func all(
    from before: Report?, in old: Content, to after: Report?, in new: Content
  ) -> [NumberChange] {
    let was = places(before, in: old), now = places(after, in: new)
    let values = Dictionary(was.map { ($0.place, $0.quantity) }) { first, _ in first }
    let kept = Set(now.map(\.place))
    let present = now.compactMap { entry -> NumberChange? in
      let old = values[entry.place]
      guard old != entry.quantity else { return nil }
      let revision = after?.revisions.last {
        $0.metric == entry.figure.metric && $0.old.says(sameAs: old) && $0.new.says(sameAs: entry.quantity)
      }
      return NumberChange(
        metric: new.metrics.all[entry.figure.metric], period: entry.figure.period, old: old,
        new: entry.quantity,
        revision: revision)
    }
    return present
      + was.filter { !kept.contains($0.place) }.map {
        NumberChange(
          metric: old.metrics.all[$0.figure.metric], period: $0.figure.period, old: $0.quantity, new: nil,
          revision: nil)
      }
  }

  private static func places(_ report: Report?, in content: Content)
    -> [(place: String, figure: ReportedFigure, quantity: Quantity)]
  {
    (report?.figures ?? []).map {
      ("\(content.metrics.all[$0.metric].id) \($0.period?.code ?? "")", $0, $0.quantity)
    }
  }
}

extension Quantity {
  /// The same number with the same limits, however it is spelled.
  func says(sameAs other: Quantity?) -> Bool {
    guard let other else { return false }
    return value == other.value && qualifier == other.qualifier && low == other.low && high == other.high
  }
}
