import Diagnostics
import Foundation
import FrontMatter
import Harvest
import Records
import Testing

/// The regions and metrics of a site, and what is found with them.
struct Registry {
  let content: Content

  /// Those of this repository.
  static let own: Registry? = {
    let texts = ["site", "sources", "regions", "metrics"].compactMap { name in
      try? String(contentsOfFile: project + "/content/\(name).yml", encoding: .utf8)
    }
    return texts.count == 4
      ? try? Registry(site: texts[0], sources: texts[1], regions: texts[2], metrics: texts[3]) : nil
  }()

  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  init(site: String, sources: String = "sources: []", regions: String, metrics: String) throws {
    var diagnostics: [Diagnostic] = []
    let documents = [("site", site), ("sources", sources), ("regions", regions), ("metrics", metrics)]
      .compactMap {
        Document(registry: SourceText(path: "content/\($0.0).yml", $0.1), reporting: &diagnostics)
      }
    content = try #require(Content(documents, today: nil, reporting: &diagnostics))
  }

  func harvest(
    _ text: String, region: String? = nil, period: String? = nil, published: String? = "2025",
    path: String = "article.txt"
  ) throws -> Harvest {
    let region = try region.map { try #require(content.regions.region(path: $0)) }
    return Harvest(
      of: SourceText(path: path, text), metrics: content.metrics, regions: content.regions,
      home: content.home,
      Harvest.Circumstances(
        region: region, period: period.flatMap(Period.init(code:)),
        published: published.flatMap(Period.init(code:))))
  }

  /// The numbers of a text: `637|次|sessions_held`.
  func numbers(_ text: String, published: String? = "2025") throws -> [String] {
    try harvest(text, published: published).findings.map { finding in
      "\(finding.raw)|\(finding.unit)|\(finding.metric.map { content.metrics.all[$0].id } ?? "-")"
    }
  }
}

/// An article in which each number is marked with what has to be found: `{637|次|sessions_held}`, with `-` where no metric
/// fits and `?` where several may; `{100人以上|100以上|人|-}` where the words of the text are others. What is not marked
/// counts nothing.
struct MarkedArticle {
  let text: String
  let expected: [Expected]

  struct Expected: Hashable, CustomStringConvertible {
    let line: Int
    let raw: String
    let unit: String
    let metric: String

    var description: String { "\(line): \(raw)|\(unit)|\(metric)" }
  }

  init(_ name: String) throws {
    let marked = try String(
      contentsOfFile: Registry.project + "/Tests/HarvestTests/Fixtures/\(name).txt", encoding: .utf8)
    var expected: [Expected] = [], lines: [String] = []
    for (number, line) in marked.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      lines.append(
        String(line).replacing(/\{([^}]*)\}/) { match in
          let parts = match.1.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
          let (raw, unit, metric) = (parts[parts.count - 3], parts[parts.count - 2], parts[parts.count - 1])
          expected.append(Expected(line: number + 1, raw: raw, unit: unit, metric: metric))
          return parts.count == 4 ? parts[0] : unit == "%" ? raw : raw + unit
        })
    }
    text = lines.joined(separator: "\n")
    self.expected = expected
  }

  /// The comparison with what was found.
  struct Outcome {
    var missing: [Expected] = []
    var surplus: [Expected] = []
    /// Those with another metric, or one where none fits.
    var wrong: [(expected: Expected, found: String)] = []
    var withMetric = 0
    var withoutMetric = 0
  }

  func outcome(in registry: Registry) throws -> Outcome {
    var outcome = Outcome()
    var found = try registry.harvest(text).findings.map { finding in
      Expected(
        line: finding.line, raw: finding.raw, unit: finding.unit,
        metric: finding.metric.map { registry.content.metrics.all[$0].id } ?? "-")
    }
    for number in expected {
      let index = found.firstIndex { ($0.line, $0.raw, $0.unit) == (number.line, number.raw, number.unit) }
      guard let index else {
        outcome.missing.append(number)
        continue
      }
      let other = found.remove(at: index)
      if number.metric == "?" { continue }
      if number.metric == "-" { outcome.withoutMetric += 1 } else { outcome.withMetric += 1 }
      if other.metric != number.metric { outcome.wrong.append((number, other.metric)) }
    }
    outcome.surplus = found
    return outcome
  }
}
