import DataFormats
import Records
import Statistics

/// What `casebook diff` says to a program: the keys of `casebook stats`, twice where there are two states.
struct ChangesJSON {
  let old: Content
  let new: Content

  func json(_ changes: Changes, _ names: (base: String, head: String)) -> JSON {
    [
      "base": .string(names.base), "head": .string(names.head),
      "cases": .array(changes.cases.map { .object(members($0)) }),
      "reports": .array(
        changes.reports.map { .object(members($0) + [("numbers", .array($0.numbers.map(json)))]) }),
      "figures": .array(changes.figures.map(json)),
    ]
  }

  private func members(_ change: WriteUpChange) -> [(key: String, value: JSON)] {
    [
      ("change", .string(change.kind.rawValue)), ("file", .string(change.file)),
      ("title", .string(change.title)),
      ("region", .string(change.region)), ("fields", .array(change.fields.map(JSON.string))),
    ]
  }

  private func json(_ change: NumberChange) -> JSON {
    [
      "metric": .string(change.metric.id), "unit": .string(change.metric.unit),
      "period": change.period.map {
        ["start": .optional($0.start?.iso), "end": .string($0.end.iso)]
      } ?? .null,
      "old": change.old.map { JSON($0) } ?? .null, "new": change.new.map { JSON($0) } ?? .null,
      "revision": change.revision.map {
        ["date": .optional($0.date?.iso), "reason": .string($0.reason)]
      } ?? .null,
    ]
  }

  private func json(_ change: FigureChange) -> JSON {
    [
      "change": .string(change.kind.rawValue), "id": .string(change.id), "region": .string(change.region),
      "metric": .string(change.metric.id), "unit": .string(change.metric.unit),
      "old": figure(change.old, in: old), "new": figure(change.new, in: new),
    ]
  }

  private func figure(_ figure: Figure?, in content: Content) -> JSON {
    guard let figure else { return .null }
    return .object(figure.numberJSON(in: content) + [("sources", figure.sourcesJSON(in: content))])
  }
}
