import Diagnostics
import FrontMatter

// The numbers that feed a metric: those of cases (`counted_from`), or figures of reports.
extension MetricRegistry {
  /// Says what cases give and no metric counts, and which core metric nothing feeds.
  func checkFeeding(
    by cases: [Case], _ reports: [Report], registry: Document?, reporting diagnostics: inout [Diagnostic]
  ) {
    guard let registry, !cases.isEmpty || !reports.isEmpty else { return }
    var isExplained = false
    for (number, kind) in [(CaseNumber.sessions, "sessions"), (.problemsSolved, "problems_solved")]
    where index(countedFrom: number) == nil {
      let count = cases.count {
        $0.activity == .consultation && (number == .sessions ? $0.sessions : $0.problemsSolved) != nil
      }
      guard count > 0, let field = RecordKind.case[kind] else { continue }
      let fitting = all.filter { $0.mayCount(number) }
      diagnostics.append(
        .uncounted(
          field, by: count, at: registry.metricsLocation, named: fitting.count == 1 ? fitting[0] : nil,
          edit: fitting.count == 1 ? registry.adding("counted_from: \(kind)", toMetric: fitting[0].id) : nil))
      isExplained = true
    }
    guard !isExplained else { return }
    for (index, metric) in all.enumerated() where metric.isCore && metric.countedFrom == nil {
      if reports.contains(where: { $0.figures.contains { $0.metric == index } }) { continue }
      diagnostics.append(.unfed(metric, at: registry.location(ofMetric: metric.id)))
    }
  }
}

extension Metric {
  /// Whether a number of cases may be what it is meant to count: a core metric in the same unit.
  fileprivate func mayCount(_ number: CaseNumber) -> Bool {
    guard isCore, kind == .flow, countedFrom == nil else { return false }
    return (number == .sessions ? ["场", "场次", "次"] : ["件", "个"]).contains(unit)
  }
}

extension Document {
  private func entry(ofMetric id: String) -> Entry? {
    metricsEntry.flatMap { metrics in
      if case .map(let entries) = metrics.value.content { entries.first { $0.key.text == id } } else { nil }
    }
  }

  private var metricsEntry: Entry? { entry("metrics", of: .metricList) }

  fileprivate var metricsLocation: Location {
    Location(source.path, metricsEntry?.keyRange ?? headerEnd..<headerEnd)
  }

  fileprivate func location(ofMetric id: String) -> Location {
    entry(ofMetric: id).map { Location(source.path, $0.keyRange) } ?? metricsLocation
  }

  /// The edit that puts a field before the others of a metric.
  fileprivate func adding(_ field: String, toMetric id: String) -> Edit? {
    guard let metric = entry(ofMetric: id), case .map(let fields) = metric.value.content,
      let first = fields.first
    else { return nil }
    let start = first.keyRange.lowerBound, bytes = source.bytes
    if bytes[metric.value.range.lowerBound] == UInt8(ascii: "{") { return Edit(start..<start, field + ", ") }
    let indent = bytes[..<start].reversed().prefix { $0 == UInt8(ascii: " ") }.count
    return Edit(start..<start, field + "\n" + String(repeating: " ", count: indent))
  }
}
