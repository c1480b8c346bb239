import Harvest
import Records
import Testing

/// Sentences as newspapers write them, with all kinds of numbers and of what only looks like one.
@Suite struct CorpusTests {
  @Test func eachNumberIsFoundAndNothingElse() throws {
    let registry = try #require(Registry.own), article = try MarkedArticle("corpus")
    let outcome = try article.outcome(in: registry)
    #expect(article.expected.count >= 150)
    #expect(outcome.missing == [])
    #expect(outcome.surplus == [])
  }

  /// No metric is better than a wrong one.
  @Test func metrics() throws {
    let registry = try #require(Registry.own)
    let outcome = try MarkedArticle("corpus").outcome(in: registry)
    let wrong = outcome.wrong.filter { $0.found != "-" }, unknown = outcome.wrong.filter { $0.found == "-" }
    #expect(outcome.withMetric >= 85 && outcome.withoutMetric >= 50)
    #expect(wrong.map { "\($0.expected) \($0.found)" } == [])
    #expect(unknown.count * 10 <= outcome.withMetric, "\(unknown.map(\.expected))")
  }

  /// Paragraphs that were written before the program, and to which nothing in it was fitted.
  @Test func heldOut() throws {
    let registry = try #require(Registry.own), article = try MarkedArticle("held-out")
    let outcome = try article.outcome(in: registry)
    print(
      "held out: \(article.expected.count) numbers, missing \(outcome.missing), surplus \(outcome.surplus)")
    print("held out: \(outcome.withMetric) with a metric, wrong \(outcome.wrong)")
    #expect(outcome.missing.count * 20 <= article.expected.count)
    #expect(outcome.surplus.count * 20 <= article.expected.count)
    #expect(outcome.wrong.count * 5 <= outcome.withMetric + outcome.withoutMetric)
  }
}
