import Records

/// A figure of a report, with what decides between it and others of the same region and metric.
struct Candidate: Sendable {
  let report: Int
  let figure: Int
  let period: Period
  let published: Day?
  let file: String
  let quantity: Quantity
  let range: Range<Int>

  fileprivate var place: (String, Int) { (file, figure) }

  var source: FigureSource {
    FigureSource(file: file, range: range, origin: .report(report, figure: figure))
  }
}

extension [Candidate] {
  /// The non-overlapping ones that together cover the most days, in order of time.
  ///
  /// Ties: fewer reports, then the later publication dates (newest first, none = oldest), then the file
  /// names. Exact, by dynamic programming over the last days. A report that gives the metric for several
  /// periods is one report however many of them are chosen, so what is best may depend on which of such
  /// reports are in the choice: the best is kept for each set of them.
  func coveringMostDays() -> [Candidate] {
    let ordered = sorted { ($0.period.end, $0.file, $0.figure) < ($1.period.end, $1.file, $1.figure) }
    let repeated = Set(Dictionary(grouping: self, by: \.report).filter { $0.value.count > 1 }.keys)
    // best[n]: the best choices among the first n, by the repeated reports in them; all cover equally many days.
    var best: [[Set<Int>: Choice]] = [[[]: Choice()]]
    for (n, candidate) in ordered.enumerated() {
      let before = candidate.period.start.map { start in
        ordered[..<n].lastIndex { $0.period.end < start }.map { $0 + 1 } ?? 0
      }
      var choices = best[n]
      for choice in best[before ?? 0].values {
        let with = choice.adding(candidate)
        if let days = choices.values.first?.days, days != with.days {
          if days > with.days { continue }
          choices = [:]
        }
        let key = repeated.intersection(with.reports)
        if choices[key].map({ with.isBetter(than: $0) }) ?? true { choices[key] = with }
      }
      best.append(choices)
    }
    return best[count].values.reduce(Choice()) { $1.isBetter(than: $0) ? $1 : $0 }.members
  }

  /// The one with the longest period, by the same ties.
  func longest() -> Candidate? { single { Choice().adding($0).isBetter(than: Choice().adding($1)) } }

  /// The one of the latest day, by the same ties.
  func latest() -> Candidate? {
    single { a, b in
      a.period.end != b.period.end
        ? a.period.end > b.period.end : Choice().adding(a).isBetter(than: Choice().adding(b))
    }
  }

  private func single(_ isBetter: (Candidate, Candidate) -> Bool) -> Candidate? {
    dropFirst().reduce(first) { best, next in
      guard let best else { return next }
      return isBetter(next, best) ? next : best
    }
  }
}

private struct Choice {
  var members: [Candidate] = []
  var days = 0
  var reports: Set<Int> = []
  /// One for each report, newest first.
  var published: [Int] = []
  /// One for each report.
  var files: [String] = []

  func adding(_ candidate: Candidate) -> Choice {
    var choice = self
    choice.members.append(candidate)
    choice.days += candidate.period.days
    guard choice.reports.insert(candidate.report).inserted else { return choice }
    choice.published.append(candidate.published?.ordinal ?? .min)
    choice.published.sort(by: >)
    choice.files.append(candidate.file)
    choice.files.sort()
    return choice
  }

  func isBetter(than other: Choice) -> Bool {
    if days != other.days { return days > other.days }
    if reports.count != other.reports.count { return reports.count < other.reports.count }
    if published != other.published { return other.published.lexicographicallyPrecedes(published) }
    if files != other.files { return files.lexicographicallyPrecedes(other.files) }
    // Of the same reports, the figures that stand first.
    return members.map(\.place).sorted(by: <).lexicographicallyPrecedes(
      other.members.map(\.place).sorted(by: <), by: <)
  }
}

extension Period {
  /// From the first to the last day of periods in order of time that do not overlap; marked where days
  /// between them are uncovered.
  init?(joining periods: [Period]) {
    guard let first = periods.first, let last = periods.last else { return nil }
    let hasGap = zip(periods, periods.dropFirst()).contains { $0.end.next != $1.start }
    self.init(start: first.start, end: last.end, hasGap: hasGap)
  }

  /// From the earliest to the latest day of any periods.
  init?(spanning periods: [Period]) {
    guard let end = periods.map(\.end).max() else { return nil }
    let starts = periods.compactMap(\.start)
    self.init(start: starts.count == periods.count ? starts.min() : nil, end: end)
  }
}
