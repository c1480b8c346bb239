import Records
import Testing

/// Sums and how they are printed (docs/figures.md, Quantities).
@Suite struct QuantitySumTests {
  private static func sum(_ written: [String]) throws -> Quantity {
    let parts = try written.map { try Quantity(parsing: $0) }
    return try #require(Quantity(sum: parts))
  }

  private static func line(_ quantity: Quantity) -> String {
    func limit(_ number: Number?) -> String { number?.description ?? "none" }
    return "\(quantity.value) \(quantity.qualifier) \(limit(quantity.low))..\(limit(quantity.high))"
  }

  private static let table: [(parts: [String], sum: String, display: String)] = [
    (["5", "84", "60余", "46"], "195 over 195..205", "190以上"),
    (["5", "84"], "89 exact 89..89", "89"),
    (["0", "0"], "0 exact 0..0", "0"),
    (["1.5", "2.5万"], "25001.5 exact 25001.5..25001.5", "25001.5"),
    // Over: 余 if the upper limit is at most one step above what is printed, else 以上.
    (["200余", "100"], "300 over 300..400", "300余"),
    (["200余", "300余"], "500 over 500..700", "500以上"),
    (["200余", "5"], "205 over 205..305", "200以上"),
    (["20余万", "10万"], "300000 over 300000..400000", "300000余"),
    (["超200", "5"], "205 over 205..none", "200以上"),
    (["超200", "5余"], "205 over 205..none", "200以上"),
    // Nearly: 近 if the lower limit is at most one step below what is printed, else 不足.
    (["近700", "100"], "800 nearly 700..800", "近800"),
    (["近700", "近300"], "1000 nearly 800..1000", "不足1000"),
    (["不足50", "10"], "60 nearly 10..60", "不足60"),
    (["近700", "5"], "705 nearly 605..705", "不足800"),
    // A range among the parts, rounded outwards.
    (["6—10", "5"], "11 range 11..15", "11—15"),
    (["6—10", "200余"], "206 range 206..310", "200—400"),
    (["6—10", "近700"], "706 range 606..710", "600—800"),
    // About: no lower limit, or over together with nearly.
    (["约200", "5"], "205 about none..none", "约200"),
    (["约200", "260"], "460 about none..none", "约500"),
    (["约200", "250"], "450 about none..none", "约500"),
    (["200余", "近700"], "900 about 800..1000", "约900"),
    (["约200", "超300"], "500 about none..none", "约500"),
    (["6—10", "超300"], "306 over 306..none", "300以上"),
    (["6—10", "约30"], "36 about none..none", "约40"),
    // One part is itself, as written.
    (["200余"], "200 over 200..300", "200余"),
    (["1.2万"], "12000 exact 12000..12000", "1.2万"),
  ]

  @Test(arguments: table)
  func addsAndPrints(parts: [String], sum: String, display: String) throws {
    let quantity = try QuantitySumTests.sum(parts)
    #expect(QuantitySumTests.line(quantity) == sum)
    #expect(quantity.display == display)
    #expect(quantity.raw == (parts.count == 1 ? parts[0] : nil))
  }

  @Test func nothingReportedIsNotZero() {
    #expect(Quantity(sum: []) == nil)
  }

  @Test(arguments: [
    ["5", "84", "60余", "46"], ["近700", "200余", "6—10", "3"], ["超20万", "约5", "不足50", "7"],
    ["三四十", "千余", "1.5", "20万余"],
  ])
  func orderDoesNotMatter(parts: [String]) throws {
    let expected = try QuantitySumTests.sum(parts)
    for order in parts.permutations {
      #expect(try QuantitySumTests.sum(order) == expected)
      #expect(try QuantitySumTests.sum(order).display == expected.display)
    }
  }

  /// Whatever the true numbers behind the words are, their sum lies within the limits of the sum.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func limitsHoldEverySumOfMembers(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let words = ["%", "%余", "近%", "超%", "不足%", "%—9999", "%以上", "%多"]
    let parts = try (0..<Int.random(in: 1...6, using: &random)).map { _ in
      let number = String(Int.random(in: 1...999, using: &random))
      let word = words.randomElement(using: &random) ?? "%"
      return try Quantity(parsing: word.replacing("%", with: number))
    }
    let sum = try #require(Quantity(sum: parts))
    for _ in 0..<20 {
      let members = parts.map { part -> Int in
        let low = part.low?.whole ?? 0, high = part.high?.whole ?? low + 5000
        return Int.random(in: low...high, using: &random)
      }
      let total = Number(members.reduce(0, +))
      #expect(sum.low.map { $0 <= total } ?? true, "\(parts.map(\.display)) \(members)")
      #expect(sum.high.map { total <= $0 } ?? true, "\(parts.map(\.display)) \(members)")
    }
  }

  /// However the parts are grouped and ordered, the sum is the same: a city may add districts, or sums of them.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func groupingDoesNotMatter(seed: UInt64) throws {
    var random = SplitMix(state: seed &+ 7919)
    let words = ["%", "%余", "近%", "超%", "不足%", "%—9999", "约%", "%多", "%余万", "%万余"]
    let parts = try (0..<Int.random(in: 3...7, using: &random)).map { _ in
      let number = String(Int.random(in: 1...999, using: &random))
      return try Quantity(parsing: (words.randomElement(using: &random) ?? "%").replacing("%", with: number))
    }
    let flat = try #require(Quantity(sum: parts))
    for _ in 0..<10 {
      let shuffled = parts.shuffled(using: &random)
      let cut = Int.random(in: 1..<parts.count, using: &random)
      let left = try #require(Quantity(sum: Array(shuffled[..<cut])))
      let right = try #require(Quantity(sum: Array(shuffled[cut...])))
      let nested = try #require(Quantity(sum: [left, right]))
      #expect(nested == flat, "\(shuffled.map(\.display)) cut at \(cut)")
      #expect(nested.display == flat.display)
    }
  }

  @Test func manyLargeNumbersDoNotOverflow() throws {
    let large = try Quantity(parsing: "999999999999999999")
    let sum = try #require(Quantity(sum: [Quantity](repeating: large, count: 10_000)))
    #expect(sum.display == "9999999999999999990000")
  }

  @Test(arguments: [
    ("1400", "100"), ("28000", "1000"), ("78.1", "0.1"), ("0", "1"), ("7", "1"), ("10", "10"),
    ("0.05", "0.01"),
  ])
  func lastPlace(digits: String, expected: String) {
    #expect(Number(digits: digits)?.lastPlace == Number(digits: expected))
  }
}

/// A small random generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Array {
  fileprivate var permutations: [[Element]] {
    guard count > 1 else { return [self] }
    return indices.flatMap { index -> [[Element]] in
      var rest = self
      let first = rest.remove(at: index)
      return rest.permutations.map { [first] + $0 }
    }
  }
}
