import Bytes
import Records
import Statistics

/// The JSON of `casebook diff`, with the keys of `casebook stats`, twice where there are two states.
struct ChangesJSON {
  let old: Content
  let new: Content

  func json(_ changes: Changes, _ names: (base: String, head: String)) -> JSON {
    [
      "base": .string(names.base), "head": .string(names.head),
      "cases": .array(changes.cases.map { .object(members($0)) }),
      "reports": .array(
        changes.reports.map { .object(members($0) + [("numbers", .array($0.numbers.map(json)))]) }),
      "units": .array(changes.units.map(json)), "figures": .array(changes.figures.map(json)),
    ]
  }

  private func members(_ change: WriteUpChange) -> [(key: String, value: JSON)] {
    [
      ("change", .string(change.kind.rawValue)), ("file", .string(change.file)),
      ("formerFile", .optional(change.formerFile)), ("lostAddress", .optional(change.lostAddress)),
      ("title", .string(change.title)),
      ("region", .string(change.region)), ("fields", .array(change.fields.map(JSON.string))),
    ]
  }

  private func json(_ change: NumberChange) -> JSON {
    [
      "metric": .string(change.metric.id), "unit": .string(change.metric.unit),
      "period": .span(change.period),
      "formerPeriod": change.hasMoved
        ? ["dated": .bool(change.former?.period != nil), "period": .span(change.former?.period)] : .null,
      "formerRegion": .optional(change.formerRegion), "stillIn": .optional(change.stillIn),
      "wantsReason": .bool(change.wantsReason),
      "old": change.old.map { JSON($0) } ?? .null, "new": change.new.map { JSON($0) } ?? .null,
      "revision": json(change.revision),
    ]
  }

  private func json(_ revision: Revision?) -> JSON {
    revision.map { ["date": .optional($0.date?.iso), "reason": .string($0.reason)] } ?? .null
  }

  private func json(_ change: UnitChange) -> JSON {
    [
      "metric": .string(change.metric.id), "old": .string(change.former), "new": .string(change.metric.unit),
      "revision": json(change.revision),
    ]
  }

  private func json(_ change: FigureChange) -> JSON {
    [
      "change": .string(change.kind.rawValue), "id": .string(change.id), "region": .string(change.region),
      "metric": .string(change.metric.id), "unit": .string(change.metric.unit),
      "old": figure(change.old, change.oldCoverage, change.formerMetric, in: old),
      "new": figure(change.new, change.newCoverage, change.metric, in: new),
    ]
  }

  private func figure(_ figure: Figure?, _ coverage: Coverage?, _ metric: Metric, in content: Content) -> JSON
  {
    guard let figure else { return .null }
    return .object(
      figure.numberJSON(in: content) + [
        ("unit", .string(metric.unit)), ("coverage", .coverage(coverage)),
        ("sources", .sources(figure.sources, in: content)),
      ])
  }
}
