import Diagnostics
import FrontMatter

/// The reason why two numbers are published that cannot both hold: a sentence of a write-up that names the two.
///
/// It explains them as long as both say what it says they do (docs/figures.md, Reconciliation).
package struct Explanation: EntryRecord {
  package fileprivate(set) var check = DiscrepancyKind.reportsDisagree
  /// The metric of the number in this report, by its index in the registry.
  package fileprivate(set) var metric = 0
  package fileprivate(set) var own = Quantity.exact(.zero)
  package fileprivate(set) var other = Quantity.exact(.zero)
  /// The region of the other number; nil if nothing is said of it.
  package fileprivate(set) var region: RegionID?
  package fileprivate(set) var period: Period?
  package fileprivate(set) var reason = ""
  package fileprivate(set) var range = 0..<0
  /// The range that an edit deletes to take the entry away.
  package fileprivate(set) var wholeRange = 0..<0

  /// False, since the other number is in another write-up.
  static let isCited = false

  /// The fields of an explanation of a report, which says what metric it is about.
  static let fields = declared(withMetric: true)
  /// The fields of an explanation of one figure.
  static let ofFigure = declared(withMetric: false)

  private static func declared(withMetric: Bool) -> RecordFields<Explanation> {
    RecordFields(zh: "解释", en: "explanation") { it in
      it.add(
        "check", "核对", to: \.check, as: .explainable, isRequired: true, "提示的名称", "the name of the warning")
      if withMetric { it.add("metric", "指标", to: \.metric, as: .metric, isRequired: true) }
      it.add("own", "本数", to: \.own, as: .quantity, isRequired: true, "这份报告里的数", "the number of this report")
      it.add(
        "other", "对方", to: \.other, as: .quantity, isRequired: true, "对不上的那个数，照公布的写",
        "the number that it does not fit, as it is printed")
      it.add(
        "region", "地区", to: \.region, as: .region, "对方的地区，有几个都像时才写",
        "that of the other number, where several would fit")
      it.add(
        "period", "时期", to: \.period, as: .period, "对方的时期，有几个都像时才写",
        "that of the other number, where several would fit")
      it.add(
        "reason", "原因", to: \.reason, as: .sentence, isRequired: true, "一句话，网站会印出来",
        "a sentence, which the site prints")
    }
  }
}

extension RecordKind {
  static let explanation = Explanation.ofFigure.kind
  static let reportExplanation = Explanation.fields.kind
}

extension Form where Value == DiscrepancyKind {
  fileprivate static var explainable: Self {
    let known = DiscrepancyKind.explainable
    return Form(
      type: .choice(known.map { ($0.rawValue, $0.chinese) }, codeList: nil),
      read: { reader, key in
        guard let text = reader.text(key) else { return nil }
        if let check = DiscrepancyKind(word: text.value), known.contains(check) { return check }
        reader.refuse(text, among: known.map { ($0.rawValue, $0.chinese) })
        return nil
      }, value: { .code($0.rawValue) })
  }
}

extension Form where Value == Quantity {
  fileprivate static var quantity: Self {
    Form(
      type: .quantity(nil), read: { reader, key in reader.node(key).flatMap { reader.quantity($0) }?.value },
      value: FieldValue.quantity)
  }
}

extension Form where Value == String {
  fileprivate static var sentence: Self {
    Form(
      type: .text,
      read: { reader, key in
        guard let text = reader.text(key) else { return nil }
        if !text.value.isSentence { reader.report(.noReason(text.value, at: reader.location(text.range))) }
        return text.value
      }, value: FieldValue.text)
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
      let fields = metric == nil ? Explanation.fields : Explanation.ofFigure
      return record(node, as: fields.kind) { item in
        guard var explanation = item.nested(fields) else { return nil }
        if let metric { explanation.metric = metric }
        (explanation.range, explanation.wholeRange) = (item.range, whole)
        return explanation
      }
    }
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
    func isLineEnd(_ offset: Int) -> Bool {
      offset >= bytes.count || bytes[offset] == 10 || bytes[offset] == 13
    }
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
