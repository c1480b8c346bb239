import Records

/// A figure of a report, with everything that decides between it and others of the same region and metric.
struct Candidate: Sendable {
  let report: Int
  let figure: Int
  let period: Period
  let published: Day?
  let file: String
  let quantity: Quantity
  let range: Range<Int>
  var dayWithin: Period?

  var source: FigureSource {
    FigureSource(file: file, range: range, origin: .report(report, figure: figure))
  }
}

extension [Candidate] {
  /// The non-overlapping candidates that together cover the most days, in order of time.
  ///
  /// Ties: fewer reports, then the later publication dates (newest first, none = oldest), then the file
  /// names. It is dynamic programming over the last days. A report that gives the metric for several periods is
  /// one report however many of them are chosen: as long as more of its figures are to come, the choices
  /// with and without it are kept apart. Exact as long as no more than `limit` have to be kept.
  func coveringMostDays(limit: Int = 16) -> [Candidate] {
    let ordered = sorted { ($0.period.end, $0.file, $0.figure) < ($1.period.end, $1.file, $1.figure) }
    let ends = ordered.map(\.period.end)
    let lastOfReport = Dictionary(ordered.indices.map { (ordered[$0].report, $0) }) { $1 }
    // best[n]: the best choices among the first n, one for each set of reports in them that come again; they
    // cover equally many days. A choice names only its last member and the choice before it; members are
    // looked at one by one only where days and numbers are equal.
    var best = [[Link(last: nil, before: (0, 0), days: 0, reports: 0, comeAgain: [])]]
    func choice(_ link: Link) -> Choice {
      var choice = Choice(), next = link
      while let last = next.last {
        choice.add(ordered[last])
        next = best[next.before.n][next.before.k]
      }
      return choice
    }
    func isBetter(_ a: Link, than b: Link) -> Bool {
      a.reports != b.reports ? a.reports < b.reports : choice(a).isNewer(than: choice(b))
    }
    for (n, candidate) in ordered.enumerated() {
      let before = candidate.period.start.map { start in ends[..<n].count(before: start) } ?? 0
      let with = best[before].enumerated().map { k, link in
        let isNew = !link.comeAgain.contains(candidate.report)
        return Link(
          last: n, before: (before, k), days: link.days + candidate.period.days,
          reports: link.reports + (isNew ? 1 : 0), comeAgain: link.comeAgain.union([candidate.report]))
      }
      let all = best[n] + with, most = all.map(\.days).max()
      var kept: [Link] = []
      for var link in all where link.days == most {
        link.comeAgain = link.comeAgain.filter { lastOfReport[$0, default: n] > n }
        if let same = kept.firstIndex(where: { $0.comeAgain == link.comeAgain }) {
          if isBetter(link, than: kept[same]) { kept[same] = link }
        } else {
          kept.append(link)
        }
      }
      if kept.count > limit { kept = [Link](kept.sorted { isBetter($0, than: $1) }.prefix(limit)) }
      best.append(kept)
    }
    return best[ordered.count].first.map { choice($0).members.reversed() } ?? []
  }

  /// The candidate with the longest period, by the same ties.
  func longest() -> Candidate? { single { $0.isBetter(than: $1) } }

  /// The candidate of the latest day, by the same ties.
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
  /// The indices in `best`.
  let before: (n: Int, k: Int)
  let days: Int
  let reports: Int
  /// The reports among the members that have more figures to come.
  var comeAgain: Set<Int>
}

extension ArraySlice<Day> {
  /// The number of days, of those in order, that come before another.
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
  /// Whether its period is longer; else its publication later; else its file name first.
  fileprivate func isBetter(than other: Candidate) -> Bool {
    if period.days != other.period.days { return period.days > other.period.days }
    var mine = Choice(), others = Choice()
    mine.add(self)
    others.add(other)
    return mine.isNewer(than: others)
  }
}

private struct Choice {
  /// The candidates chosen, the last first.
  private(set) var members: [Candidate] = []

  mutating func add(_ candidate: Candidate) { members.append(candidate) }

  /// Whether it is to be preferred to one of equally many reports: by the later publication dates, newest first, none
  /// the oldest; then by the file names; of the same reports, by the figures that come first.
  func isNewer(than other: Choice) -> Bool {
    if published != other.published { return other.published.lexicographicallyPrecedes(published) }
    if files != other.files { return files.lexicographicallyPrecedes(other.files) }
    return figures.lexicographicallyPrecedes(other.figures, by: <)
  }

  private var published: [Int] { oneOfEachReport.map { $0.published?.ordinal ?? .min }.sorted(by: >) }
  private var files: [String] { oneOfEachReport.map(\.file).sorted() }
  private var figures: [(String, Int)] { members.map { ($0.file, $0.figure) }.sorted(by: <) }

  private var oneOfEachReport: [Candidate] {
    var seen: Set<Int> = []
    return members.filter { seen.insert($0.report).inserted }
  }
}

extension Period {
  /// The time from the first to the last day of periods in order of time that do not overlap; marked where days between
  /// them are uncovered.
  init?(joining periods: [Period]) {
    guard let first = periods.first, let last = periods.last else { return nil }
    let hasGap = zip(periods, periods.dropFirst()).contains { $0.end.next != $1.start }
    self.init(start: first.start, end: last.end, hasGap: hasGap)
  }

  /// The time from the earliest to the latest day of any periods.
  init?(spanning periods: [Period]) {
    guard let end = periods.map(\.end).max() else { return nil }
    let starts = periods.compactMap(\.start)
    self.init(start: starts.count == periods.count ? starts.min() : nil, end: end)
  }
}
