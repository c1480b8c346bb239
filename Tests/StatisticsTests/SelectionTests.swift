import Records
import Testing

@testable import Statistics

/// The choice among overlapping reports, against trying every set of them.
@Suite struct SelectionTests {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func agreesWithTryingEverySet(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    // There are as many reports as figures, or fewer, so that some give several figures.
    let reports = (0..<Int.random(in: 2...7, using: &random)).map { _ in
      Bool.random(using: &random) ? Day(ordinal: Int.random(in: 0...2, using: &random)) : nil
    }
    let candidates = (0..<Int.random(in: 1...7, using: &random)).map { index in
      let report =
        seed.isMultiple(of: 2) ? index % reports.count : Int.random(in: reports.indices, using: &random)
      let start = Int.random(in: 0...6, using: &random), length = Int.random(in: 1...4, using: &random)
      let isOpen = Int.random(in: 0..<10, using: &random) == 0
      return Candidate(
        report: report, figure: index,
        period: Period(start: isOpen ? nil : Day(ordinal: start), end: Day(ordinal: start + length - 1)),
        published: reports[report], file: "\(report).md", quantity: .exact(.one), range: 0..<0)
    }
    let sets = (1..<(1 << candidates.count)).map { bits in
      candidates.indices.filter { bits & (1 << $0) != 0 }.map { candidates[$0] }
    }
    let best = try #require(sets.filter(\.isApart).max { $0.isWorse(than: $1) })
    #expect(candidates.coveringMostDays().map(\.file) == best.inTime.map(\.file))
    #expect(candidates.coveringMostDays().map(\.figure) == best.inTime.map(\.figure))
  }
}

extension [Candidate] {
  fileprivate var isApart: Bool {
    indices.allSatisfy { i in indices.allSatisfy { i == $0 || !self[i].period.overlaps(self[$0].period) } }
  }

  fileprivate var inTime: [Candidate] { sorted { $0.period.end < $1.period.end } }

  /// The choice by days, number of reports, publication dates, file names, as docs/figures.md, Bases, says it.
  fileprivate func isWorse(than other: [Candidate]) -> Bool {
    let days = (map(\.period.days).reduce(0, +), other.map(\.period.days).reduce(0, +))
    if days.0 != days.1 { return days.0 < days.1 }
    let reports = [self, other].map { $0.oneOfEachReport }
    if reports[0].count != reports[1].count { return reports[0].count > reports[1].count }
    let published = reports.map { $0.map { $0.published?.ordinal ?? .min }.sorted(by: >) }
    if published[0] != published[1] { return published[0].lexicographicallyPrecedes(published[1]) }
    let files = reports.map { $0.map(\.file).sorted() }
    if files[0] != files[1] { return files[1].lexicographicallyPrecedes(files[0]) }
    let places = [self, other].map { $0.map { ($0.file, $0.figure) }.sorted(by: <) }
    return places[1].lexicographicallyPrecedes(places[0], by: <)
  }

  private var oneOfEachReport: [Candidate] {
    var seen: Set<Int> = []
    return filter { seen.insert($0.report).inserted }
  }
}

/// A small random generator with a seed, so that a failure can be repeated.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
