import Foundation
import Testing

@testable import Templates

/// Random templates through this engine and through Jinja2: the same bytes, or both refuse, or this one does.
///
/// TEMPLATE_CASES says how many (2,000 if absent), TEMPLATE_SEED where to start (0).
@Suite struct DifferentialTests {
  private struct Outcomes {
    var same = 0, bothFail = 0, refused = 0, different = 0
    var reasons = [String: Int]()
  }

  @Test func randomTemplates() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["TEMPLATE_CASES"].flatMap(Int.init) ?? 2000
    let seed = environment["TEMPLATE_SEED"].flatMap(UInt64.init) ?? 0
    var outcomes = Outcomes(), start = 0
    while start < count {
      let size = min(2000, count - start)
      let cases = (0..<size).map { i in
        var generator = Generator(seed: seed + UInt64(start + i))
        return generator.next()
      }
      let expected = try Oracle.outcomes(of: cases)
      for (i, (input, expected)) in zip(cases, expected).enumerated() {
        compare(input, expected, seed + UInt64(start + i), &outcomes)
      }
      start += size
    }
    print(
      "random templates: \(outcomes.same) same, \(outcomes.bothFail) failing in both, \(outcomes.refused) refused,",
      "\(outcomes.different) different")
    for (reason, count) in outcomes.reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      print("  refused \(count) ×: \(reason)")
    }
    #expect(outcomes.different == 0)
    // Most of what is compared has to be output, and little of it refused.
    #expect(outcomes.same * 2 > count)
    #expect(outcomes.refused * 20 <= count)
  }

  private func compare(_ input: Case, _ expected: Case.Outcome, _ seed: UInt64, _ outcomes: inout Outcomes) {
    let own = input.run()
    switch (own.output, expected) {
    case (let output?, .output(let text)) where output == text && output.utf8.elementsEqual(text.utf8):
      outcomes.same += 1
    case (nil, .failure): outcomes.bothFail += 1
    case (nil, .output):
      outcomes.refused += 1
      let diagnostic = own.diagnostics.first
      // One kind, whatever it is about.
      let kind = (diagnostic?.message.en ?? "").replacing(/‘[^’]*’/, with: "‘…’")
      outcomes.reasons["\(diagnostic?.code ?? "") \(kind)", default: 0] += 1
    default:
      outcomes.different += 1
      if outcomes.different <= 5 {
        let files = input.templates.map { "--- \($0.name)\n\($0.text)" }.joined(separator: "\n")
        Issue.record(
          "seed \(seed)\n\(files)\n--- data\n\(input.data)\n--- own\n\(own.output ?? "")\n--- Jinja2\n\(expected)"
        )
      }
    }
  }
}
