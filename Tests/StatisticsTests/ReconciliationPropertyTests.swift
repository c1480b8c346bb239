import Records
import Statistics
import Testing

/// The reconciliation looks only where something can be too large; it must find what a comparison of all with all
/// finds.
@Suite struct ReconciliationPropertyTests {
  private static let regions = ["宜昌市", "宜昌市/西陵区", "宜昌市/秭归县", "宜昌市/枝江市/问安镇"]
  private static let periods = [
    "2024", "2023", "2024H1", "2024Q1", "2024-02", "2024-01-05..2024-06-20", "..2024", "2023..2024",
    "2024-02-03",
  ]

  @Test(arguments: 0..<60 as Range<UInt64>)
  func allAgainstAll(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let reports = (0..<Int.random(in: 2...9, using: &random)).map { _ -> WriteUp in
      let word = ["%", "%", "%余", "近%", "超%", "约%"].randomElement(using: &random) ?? "%"
      // Between 7 and 8 lies no whole number: 7余 is none.
      let number =
        word == "%" ? Int.random(in: 1...40, using: &random) : 10 * Int.random(in: 1...40, using: &random)
      let metric = ["sessions_held", "platforms"].randomElement(using: &random) ?? ""
      return .report(
        Self.regions.randomElement(using: &random) ?? "", Self.periods.randomElement(using: &random),
        "\(metric): \(word.replacing("%", with: "\(number)"))")
    }
    let sample = try Sample(reports)
    let found = Reconciliation(sample.ledger).discrepancies()
    for kind in [Discrepancy.Kind.childExceedsParent, .reportsDisagree] {
      // A region's sum of several figures is looked at below, and in Tests/Recount.
      let lines = found.filter { $0.kind == kind && $0.left.sources.count == 1 }.map {
        "\($0.left.sources[0].file) \($0.right.sources[0].file)"
      }
      #expect(lines.sorted() == Self.expected(kind, sample.content).sorted(), "\(kind)")
    }
  }

  /// Every pair of figures, by the plainest reading of docs/figures.md, Reconciliation.
  private static func expected(_ kind: Discrepancy.Kind, _ content: Content) -> [String] {
    var lines: [String] = []
    for left in content.reports {
      for right in content.reports where left.file != right.file {
        let a = left.figures[0], b = right.figures[0]
        guard a.metric == b.metric, let p = a.period, let q = b.period, a.quantity.exceeds(b.quantity) else {
          continue
        }
        let isStock = content.metrics.all[a.metric].kind == .stock
        let isBelow = content.regions.countingAncestors(of: left.region).contains(right.region)
        let fits =
          kind == .reportsDisagree
          ? left.region == right.region && (p == q || q.contains(p))
          : isBelow && (isStock ? p.end.monthIndex == q.end.monthIndex : q.isLike(p) || q.contains(p))
        if fits { lines.append("\(left.file) \(right.file)") }
      }
    }
    return lines
  }

  /// A thousand reports for one year that all disagree are said to, without a million messages.
  @Test func manyThatDisagree() throws {
    let sample = try Sample((1...1000).map { .report("宜昌市", "2024", "sessions_held: \($0)") })
    let found = Reconciliation(sample.ledger).discrepancies()
    #expect(Set(found.flatMap(\.left.sources)).count == 999)
    #expect(found.count == 999 * 8 - 28)
  }
}

private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var z = state
    z = (z ^ (z >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    return z ^ (z >> 33)
  }
}
