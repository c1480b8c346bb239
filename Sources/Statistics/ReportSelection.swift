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

  var source: FigureSource {
    FigureSource(file: file, range: range, origin: .report(report, figure: figure))
  }
}

extension [Candidate] {
  /// The non-overlapping ones that together cover the most days, in order of time.
  ///
  /// Ties: fewer reports, then the later publication dates (newest first, none = oldest), then the file
  /// names. Exact, by dynamic programming over the last days.
  func coveringMostDays() -> [Candidate] {
    let ordered = sorted { ($0.period.end, $0.file, $0.figure) < ($1.period.end, $1.file, $1.figure) }
    // best[n]: the best choice among the first n.
    var best = [Choice()]
    for (n, candidate) in ordered.enumerated() {
      let before = candidate.period.start.map { start in
        ordered[..<n].lastIndex { $0.period.end < start }.map { $0 + 1 } ?? 0
      }
      let with = best[before ?? 0].adding(candidate)
      best.append(with.isBetter(than: best[n]) ? with : best[n])
    }
    return best[count].members
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
  /// Newest first.
  var published: [Int] = []
  var files: [String] = []

  func adding(_ candidate: Candidate) -> Choice {
    var choice = self
    choice.members.append(candidate)
    choice.days += candidate.period.days
    choice.published.append(candidate.published?.ordinal ?? .min)
    choice.published.sort(by: >)
    choice.files.append(candidate.file)
    choice.files.sort()
    return choice
  }

  func isBetter(than other: Choice) -> Bool {
    if days != other.days { return days > other.days }
    if members.count != other.members.count { return members.count < other.members.count }
    if published != other.published { return other.published.lexicographicallyPrecedes(published) }
    return files.lexicographicallyPrecedes(other.files)
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
