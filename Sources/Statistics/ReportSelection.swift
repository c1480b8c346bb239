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
    let ends = ordered.map(\.period.end)
    // best[n]: the best choice among the first n. A choice names only its last member and the choice before
    // it; members are looked at one by one only where days and numbers are equal.
    var best = [Link(last: nil, before: 0, days: 0, count: 0)]
    func choice(_ link: Link) -> Choice {
      var choice = Choice(), next = link
      while let last = next.last {
        choice.add(ordered[last])
        next = best[next.before]
      }
      return choice
    }
    for (n, candidate) in ordered.enumerated() {
      let before = candidate.period.start.map { start in ends[..<n].count(before: start) } ?? 0
      let with = Link(
        last: n, before: before, days: best[before].days + candidate.period.days,
        count: best[before].count + 1)
      let without = best[n]
      let isBetter =
        with.days != without.days
        ? with.days > without.days
        : with.count != without.count
          ? with.count < without.count : choice(with).isNewer(than: choice(without))
      best.append(isBetter ? with : without)
    }
    return choice(best[count]).members.reversed()
  }

  /// The one with the longest period, by the same ties.
  func longest() -> Candidate? { single { $0.isBetter(than: $1) } }

  /// The one of the latest day, by the same ties.
  func latest() -> Candidate? {
    single { a, b in
      a.period.end != b.period.end
        ? a.period.end > b.period.end : a.isBetter(than: b)
    }
  }

  private func single(_ isBetter: (Candidate, Candidate) -> Bool) -> Candidate? {
    dropFirst().reduce(first) { best, next in
      guard let best else { return next }
      return isBetter(next, best) ? next : best
    }
  }
}

private struct Link {
  let last: Int?
  let before: Int
  let days: Int
  let count: Int
}

extension ArraySlice<Day> {
  /// How many of the days, which are in order, come before another.
  fileprivate func count(before day: Day) -> Int {
    var low = startIndex, high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low - startIndex
  }
}

extension Candidate {
  /// A longer period, else a later publication, else the file's name.
  fileprivate func isBetter(than other: Candidate) -> Bool {
    if period.days != other.period.days { return period.days > other.period.days }
    var mine = Choice(), others = Choice()
    mine.add(self)
    others.add(other)
    return mine.isNewer(than: others)
  }
}

private struct Choice {
  /// The last first.
  private(set) var members: [Candidate] = []

  mutating func add(_ candidate: Candidate) { members.append(candidate) }

  /// Of equally many: the later publication dates, newest first, none the oldest; then the file names.
  func isNewer(than other: Choice) -> Bool {
    if published != other.published { return other.published.lexicographicallyPrecedes(published) }
    return files.lexicographicallyPrecedes(other.files)
  }

  private var published: [Int] { members.map { $0.published?.ordinal ?? .min }.sorted(by: >) }
  private var files: [String] { members.map(\.file).sorted() }
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
