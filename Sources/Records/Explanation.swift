import Diagnostics
import FrontMatter

/// The reason why two numbers are published that cannot both hold: a sentence of a write-up that names the two.
///
/// It explains them as long as both say what it says they do (docs/figures.md, Reconciliation).
package struct Explanation: Sendable {
  package let check: DiscrepancyKind
  /// The metric of the number in this report, by its index in the registry.
  package let metric: Int
  package let own: Quantity
  package let other: Quantity
  /// The region of the other number; nil if nothing is said of it.
  package let region: RegionID?
  package let period: Period?
  package let reason: String
  package let range: Range<Int>
  /// The range that an edit deletes to take the entry away.
  package let wholeRange: Range<Int>
}

extension RecordKind {
  static let explanation = RecordKind(zh: "解释", en: "explanation", explanationFields())
  static let reportExplanation = RecordKind(
    zh: "解释", en: "explanation",
    explanationFields(metric: [Field("metric", ["指标"], .metric, isRequired: true)]))

  private static func explanationFields(metric: [Field] = []) -> [Field] {
    let check = FieldType.choice(DiscrepancyKind.explainable.map { ($0.rawValue, $0.chinese) }, codeList: nil)
    return [
      Field("check", ["核对"], check, isRequired: true, .init("提示的名称", "the name of the warning"))
    ] + metric + [
      Field("own", ["本数"], .quantity(nil), isRequired: true, .init("这份报告里的数", "the number of this report")),
      Field(
        "other", ["对方"], .quantity(nil), isRequired: true,
        .init("对不上的那个数，照公布的写", "the number that it does not fit, as it is printed")),
      Field(
        "region", ["地区"], .region,
        .init("对方的地区，有几个都像时才写", "that of the other number, where several would fit")),
      Field(
        "period", ["时期"], .period,
        .init("对方的时期，有几个都像时才写", "that of the other number, where several would fit")),
      Field(
        "reason", ["原因"], .text, isRequired: true, .init("一句话，网站会印出来", "a sentence, which the site prints")),
    ]
  }
}

extension FieldReader {
  /// The explanations of a figure, or of a report, whose explanations say themselves which metric they are about.
  mutating func explanations(of metric: Int? = nil) -> [Explanation] {
    let key = "explains", items = oneOrMore(key)
    return items.compactMap { node in
      guard case .map = node.content else {
        report(.bareExplanation(ofReport: metric == nil, at: location(node.range)))
        return nil
      }
      let alone = items.count == 1 ? entryRange(key) : nil
      let whole = file.source.withoutGap(alone ?? node.range)
      return record(node, as: metric == nil ? .reportExplanation : .explanation) {
        $0.explanation(of: metric, whole)
      }
    }
  }

  private mutating func explanation(of metric: Int?, _ whole: Range<Int>) -> Explanation? {
    let check = required("check").flatMap { explainedCheck($0) }
    var metric = metric
    if metric == nil, let word = requiredText("metric") {
      metric = self.metric(word.value, at: word.range, in: context.metrics)
    }
    let own = required("own").flatMap { quantity($0) }
    let other = required("other").flatMap { quantity($0) }
    citeNothing()
    let lookup = text("region").map { ($0, context.regions.find($0.value)) }
    let region = lookup.flatMap { self.region($0.0, is: $0.1) }
    let period = period("period")
    let reason = requiredText("reason")
    if let reason, !reason.value.isSentence {
      report(.noReason(reason.value, at: location(reason.range)))
    }
    guard let check, let metric, let own, let other, let reason, !diagnostics.hasErrors else { return nil }
    return Explanation(
      check: check, metric: metric, own: own.value, other: other.value, region: region, period: period?.value,
      reason: reason.value, range: range, wholeRange: whole)
  }

  private mutating func explainedCheck(_ node: Node) -> DiscrepancyKind? {
    guard let text = text(node) else { return nil }
    let known = DiscrepancyKind.explainable
    if let check = DiscrepancyKind(word: text.value), known.contains(check) { return check }
    refuse(text, among: known.map { ($0.rawValue, $0.chinese) })
    return nil
  }
}

extension String {
  /// Whether it says something: at least four letters or Han that are no stand-in for a sentence still to come.
  var isSentence: Bool {
    let letters = filter { $0.isLetter || $0.isNumber }
    let standIns = [
      "待填", "待补", "待写", "待定", "请填", "请写", "填写", "此处", "写一句话", "todo", "tbd", "xxx", "lorem",
    ]
    let plain = letters.lowercased()
    return letters.count >= 4 && !(letters.count < 12 && standIns.contains { plain.contains($0) })
      && Set(letters).count > 2
  }
}

extension SourceText {
  /// The range that goes with an entry of a map or a list: its lines where it has them to itself, its dash, a comma.
  func withoutGap(_ item: Range<Int>) -> Range<Int> {
    let blank = UInt8(ascii: " "), comma = UInt8(ascii: ",")
    func isLineEnd(_ place: Int) -> Bool { place >= bytes.count || bytes[place] == 10 || bytes[place] == 13 }
    var start = item.lowerBound, end = item.upperBound
    while end < bytes.count, bytes[end] == blank { end += 1 }
    while start > 0, bytes[start - 1] == blank { start -= 1 }
    if start > 0, bytes[start - 1] == UInt8(ascii: "-") {
      start -= 1
      while start > 0, bytes[start - 1] == blank { start -= 1 }
    }
    if start == 0 || bytes[start - 1] == 10, isLineEnd(end) || bytes[end] == UInt8(ascii: "#") {
      while end < bytes.count, bytes[end] != 10 { end += 1 }
      return start..<Swift.min(end + 1, bytes.count)
    }
    if end < bytes.count, bytes[end] == comma {
      end += 1
      while end < bytes.count, bytes[end] == blank { end += 1 }
      return item.lowerBound..<end
    }
    return start > 0 && bytes[start - 1] == comma ? start - 1..<item.upperBound : item
  }
}
