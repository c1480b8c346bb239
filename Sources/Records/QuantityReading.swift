import Diagnostics
import FrontMatter

// Numbers of fields, with or without the unit that a field counts in.
extension FieldReader {
  mutating func quantity(_ node: Node, in measure: Measure? = nil) -> Located<Quantity>? {
    guard let text = text(node) else { return nil }
    do throws(QuantityMistake) {
      let quantity =
        if let measure { try Quantity(parsing: text.value, in: measure) } else {
          try Quantity(parsing: text.value)
        }
      // 近万 and 千余 are numbers; before a 万 alone something is missing.
      if quantity.qualifier == .exact, let raw = quantity.raw, QuantityText(raw).isPlaceAlone {
        throw .notANumber
      }
      let located = Located(value: quantity, range: text.range)
      note(located)
      if let measure { citeLast { $0.unit = measure.unit } }
      return located
    } catch {
      refuse(text, error, in: measure)
      return nil
    }
  }

  /// A whole number, of what is counted one by one.
  ///
  /// - Parameter other: the field for what people take this one's things for, and its unit.
  mutating func count(
    _ key: String, in measure: Measure, other: (key: String, measure: Measure)? = nil
  ) -> Located<Quantity>? {
    guard let node = node(key) else { return nil }
    if let other, let text = node.text, (try? Quantity(parsing: text, in: measure)) == nil,
      (try? Quantity(parsing: text, in: other.measure)) != nil
    {
      let rename = self.node(other.key) == nil ? renaming(key, to: other.key) : nil
      report(
        .otherField(
          text, measure, kind.fields[kind.indices[other.key] ?? 0], other.measure, at: location(node.range),
          suggestion: rename))
      return nil
    }
    return count(node, in: measure)
  }

  mutating func count(_ node: Node, in measure: Measure) -> Located<Quantity>? {
    quantity(node, in: measure).flatMap { whole($0, in: measure) }
  }

  /// A number of a metric: whole where it counts, per cent only where it is a rate. Of a metric that is not known
  /// nothing can be said.
  ///
  /// - Parameter formerly: what it was before it was revised.
  mutating func quantity(_ node: Node, of metric: Metric?, formerly: [Quantity] = []) -> Located<Quantity>? {
    guard let metric else { return nil }
    let measure = Measure(metric.unit)
    guard let value = quantity(node, in: measure) else { return nil }
    citeLast { $0.formerly = formerly }
    if value.value.isPercent, metric.unit != "%" {
      report(.percentMismatch(metric, at: location(value.range)))
      return nil
    }
    return metric.isCounted ? whole(value, in: measure) : value
  }

  /// An amount and its unit, which is given by a field of its own or beside the number.
  ///
  /// - Parameter unit: the unit where none is written.
  mutating func amount(_ key: String, otherwise unit: String) -> (quantity: Quantity, unit: String)? {
    guard let node = required(key) else { return nil }
    let written = text("unit")?.value
    if written == nil, let text = node.text, (try? Quantity(parsing: text)) == nil,
      let found = Quantity.withUnit(text)
    {
      note(Located(value: found.quantity, range: node.range))
      citeLast { $0.unit = found.unit }
      return wholeIfCounted(Located(value: found.quantity, range: node.range), found.unit)
    }
    let unit = written ?? unit
    guard let value = quantity(node, in: Measure(unit)) else { return nil }
    return wholeIfCounted(value, unit)
  }

  private mutating func wholeIfCounted(_ value: Located<Quantity>, _ unit: String)
    -> (quantity: Quantity, unit: String)?
  {
    // A number that is free to count anything may also be an average.
    if Metric.isCounted(unit), !value.value.hasWholeNumber {
      return whole(value, in: Measure(unit)).map { ($0.value, unit) }
    }
    return (value.value, unit)
  }

  private mutating func whole(_ value: Located<Quantity>, in measure: Measure) -> Located<Quantity>? {
    let quantity = value.value
    if quantity.isWhole, quantity.hasWholeNumber { return value }
    let text = Located(value: file.source.text(value.range), range: value.range)
    refuse(text, quantity.isWhole ? .noWholeNumber(quantity.value.description) : .notWhole, in: measure)
    return nil
  }

  private mutating func refuse(_ text: Located<String>, _ mistake: QuantityMistake, in measure: Measure?) {
    let textLocation = location(text.range)
    let suggestion: Suggestion? =
      switch mistake {
      case .absent: removal(of: text.range)
      case .notANumber where text.value.trimmingBlanks.isEmpty: removal(of: text.range)
      // The number alone would say more than the source does.
      case .noWholeNumber: nil
      default: mistake.correction(of: text.value, in: measure).map { .replace(textLocation, with: $0) }
      }
    report(.quantity(mistake, in: text.value, measure: measure, at: textLocation, suggestion: suggestion))
  }

  /// The edit that gives a field the name of another, in the language that it has.
  private func renaming(_ key: String, to other: String) -> Suggestion? {
    guard let entry = entry(key), let field = kind.fields.first(where: { $0.key == other }) else {
      return nil
    }
    let name = entry.key.text == key ? other : field.name
    return .replace(location(entry.keyRange), with: name)
  }
}

extension QuantityMistake {
  /// The text that is meant, if there can be no doubt.
  func correction(of text: String, in measure: Measure?) -> String? {
    switch self {
    case .unit: return Quantity.withUnit(text)?.quantity.raw
    case .scaleTwice(let number):
      // 35万 in 万元 is 35; what 35亿 is has to be said by the author.
      let once = number.split(separator: "万", maxSplits: 1, omittingEmptySubsequences: false).joined()
      return once != number && (try? Quantity(parsing: once)) != nil && !once.contains("万")
        && !once.contains("亿") ? once : nil
    case .otherUnit(let unit):
      guard let measure else { return nil }
      if let money = QuantityMistake.money(text, unit, in: measure) { return money }
      return measure.number(before: text)
    case .notANumber:
      let repaired = QuantityMistake.repairs(text).first { candidate in
        (try? measure.map { try Quantity(parsing: candidate, in: $0) } ?? Quantity(parsing: candidate)) != nil
      }
      return repaired ?? measure?.number(before: text)
    default: return nil
    }
  }

  /// 350000元 in 万元 is 35.
  private static func money(_ text: String, _ unit: String, in measure: Measure) -> String? {
    let scales = ["元": 1, "万元": 10_000, "亿元": 100_000_000]
    guard let to = scales[measure.unit], let (quantity, _) = Quantity.withUnit(text),
      quantity.qualifier == .exact, unit == "元"
    else { return nil }
    var value = quantity.value, rest = to
    while rest > 1 {
      guard value.tenth * 10 == value else { return nil }
      (value, rest) = (value.tenth, rest / 10)
    }
    return value.description
  }

  /// Signs and shorthands that are no words of a quantity, in words.
  private static func repairs(_ text: String) -> [String] {
    var repairs: [String] = []
    let starts = [
      (">=", "至少"), (">", "超"), ("＞", "超"), ("≥", "至少"), ("<", "不足"), ("＜", "不足"), ("≈", "约"), ("~", "约"),
      ("～", "约"),
    ]
    for (sign, word) in starts where text.hasPrefix(sign) {
      repairs.append(word + text.dropFirst(sign.count))
    }
    let ends = [("+", "以上"), ("＋", "以上"), ("w", "万"), ("W", "万"), ("k", "千"), ("K", "千")]
    for (sign, word) in ends where text.hasSuffix(sign) { repairs.append(text.dropLast(sign.count) + word) }
    // 1 162, with one blank or another
    let groups = text.split { $0.isWhitespace }
    if groups.count > 1, 1...3 ~= groups[0].count,
      groups.dropFirst().allSatisfy({ $0.prefix(4).count { $0.isNumber } == 3 })
    {
      repairs.append(groups.joined())
    }
    if let letter = text.unicodeScalars.first, text.unicodeScalars.count == 1, 0x2460...0x2473 ~= letter.value
    {
      repairs.append(String(letter.value - 0x245F))
    }
    return repairs
  }
}

extension String {
  /// Whether it is a word that people write where there is nothing to write: 无, 未统计, /.
  package var saysNothing: Bool { QuantityText.isAbsence(self) }
}
