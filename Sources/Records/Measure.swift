/// The unit that a number counts in, and the words that say the same beside a number (12场 and 12次 of sessions).
package struct Measure: Sendable {
  let unit: String
  /// Words that a field takes for its unit besides those that mean it everywhere.
  private let also: [String]

  package init(_ unit: String, also: [String] = []) {
    self.unit = unit
    self.also = also
  }

  static let sessions = Measure("场")
  static let problems = Measure("件", also: ["起", "桩"])
  static let persons = Measure("人")
  static let personTimes = Measure("人次")
  /// Members are counted by person-times, unless the unit of persons is written: 3人, 3名.
  static let memberPersons = Measure("人", also: ["个"])
  static let members = Measure("人次", also: ["人", "名", "位", "个人", "个"])

  /// Longest first, so that 万元 is tried before 元.
  fileprivate var words: [String] {
    ([unit] + Measure.synonyms(of: unit) + also).sorted { $0.utf8.count > $1.utf8.count }
  }

  /// The unit, and the words that mean the same: 次, 场, 场次.
  package static func words(of unit: String) -> [String] { Measure(unit).words }

  /// Whether a unit means the same as this one: 场次 and 场.
  package func isCalled(_ unit: String) -> Bool { words.contains(unit) }

  /// Measure words that nobody tells apart, each beside the unit of a registry.
  private static func synonyms(of unit: String) -> [String] {
    switch unit {
    case "场": ["场次", "次"]
    case "次", "场次": ["场", "场次", "次"]
    case "件": ["个", "条", "项"]
    case "条": ["个", "件", "项"]
    case "项": ["个", "件", "条"]
    case "个": ["处", "家", "项"]
    case "处", "家", "座", "所": ["个"]
    case "户": ["家"]
    case "人": ["名", "位", "个人"]
    case "名", "位": ["人", "个人", "名", "位"]
    case "元": ["元整", "圆", "圆整", "块", "块钱"]
    case "万元": ["万元整"]
    case "公里": ["千米"]
    case "千米": ["公里"]
    case "平方米": ["平米", "㎡"]
    default: []
    }
  }

  /// The number of a text that goes on after the unit: 12场协商会, 60余名群众.
  func number(before text: String) -> String? {
    for word in words {
      // 人次 and 场/次 are other units than 人 and 场.
      guard let range = text.firstRange(of: word), let next = text[range.upperBound...].first,
        next != "次", next != "/",
        let number = try? Quantity(parsing: String(text[..<range.lowerBound]))
      else { continue }
      return number.raw
    }
    return nil
  }

  /// The unit has 万 or 亿 in itself.
  fileprivate var isScaled: Bool { unit.first == "万" || unit.first == "亿" }
}

extension Quantity {
  /// Reads a quantity that may bear its unit: 12场, 近700人, 35万元. Its wording is kept without it, since the unit is
  /// printed beside the number.
  package init(parsing raw: String, in measure: Measure) throws(QuantityMistake) {
    // Most are numbers alone, and so is 十来个, whose 个 is no unit.
    if let last = raw.unicodeScalars.last, QuantityText.isOfNumber(last) || raw.hasSuffix("来个"),
      let plain = try? Quantity(parsing: raw)
    {
      self = plain
      if isScaledTwice(measure) { throw .scaleTwice(raw) }
      return
    }
    let text = QuantityText(raw)
    for word in measure.words where word != "%" {
      guard let number = text.number(without: word, in: raw), let quantity = try? Quantity(parsing: number)
      else {
        continue
      }
      self = quantity
      if isScaledTwice(measure) { throw .scaleTwice(number) }
      return
    }
    do {
      self = try Quantity(parsing: raw)
    } catch {
      // A word that says that there is no number, or no certain one, is no unit.
      if case .vague = error { throw error }
      if case .absent = error { throw error }
      if case .twoQualifiers = error { throw error }
      guard let unit = Quantity.withUnit(raw)?.unit else { throw error }
      throw .otherUnit(unit)
    }
    if isScaledTwice(measure) { throw .scaleTwice(raw) }
    // 十来个 has the measure word for everything, which is printed otherwise where there is another.
    if let number = text.number(without: "个", in: raw), (try? Quantity(parsing: number)) != nil {
      self.raw = number
    }
  }

  /// Reads a number with whatever unit is written after it: 35万元, 12盏, 2万元/户.
  static func withUnit(_ raw: String) -> (quantity: Quantity, unit: String)? {
    let text = QuantityText(raw)
    for count in 1...6 {
      // 200+ and 35w bear shorthands of a quantity.
      guard let unit = text.unit(ofLetters: count), !["+", "w", "W", "k", "K"].contains(unit) else {
        return nil
      }
      if let number = text.number(without: unit, in: raw), let quantity = try? Quantity(parsing: number) {
        return (quantity, unit)
      }
    }
    return nil
  }

  /// 35万 in 万元: are they 35 of these, or 35万 of 元?
  private func isScaledTwice(_ measure: Measure) -> Bool {
    guard measure.isScaled, let raw else { return false }
    return raw.unicodeScalars.contains { $0 == "万" || $0 == "亿" || $0 == "萬" || $0 == "億" }
  }

  /// Whether a whole number lies between its limits, if one is counted: none does in 38余, 近39 and 101多. 近10 is said
  /// of 9 and less.
  var hasWholeNumber: Bool {
    guard qualifier == .over || qualifier == .nearly, let low, let high, low > .zero,
      value == .one || !value.isLoneOne
    else { return true }
    return high - low > .one
  }
}

extension QuantityText {
  /// The number of a text that ends in a unit, as it is written: the unit is taken out wherever it is
  /// (60余人, 200人以上, 100人—150人).
  func number(without unit: String, in raw: String) -> String? {
    guard !unit.isEmpty, hasUnit(unit) else { return nil }
    if raw.contains(unit) {
      let number = raw.split(separator: unit, omittingEmptySubsequences: false).joined()
      return number.trimmingBlanks
    }
    return plain.split(separator: unit, omittingEmptySubsequences: false).joined()
  }
}

extension StringProtocol where SubSequence == Substring {
  /// Without blanks of any kind around it.
  package var trimmingBlanks: String {
    let start = unicodeScalars.drop { $0.properties.isWhitespace }
    let end = start.lastIndex { !$0.properties.isWhitespace }.map(start.index(after:)) ?? start.startIndex
    return String(String.UnicodeScalarView(start[..<end]))
  }
}
