/// The reason why a text is no quantity.
package enum QuantityMistake: Error, Equatable {
  /// 数十, 一批, 多次: words that say "some".
  case vague(String)
  /// 约200余: two qualifiers on one number.
  case twoQualifiers
  /// 200余次: the unit belongs to the metric.
  case unit(String)
  /// 60余人次 where 人 are counted.
  case otherUnit(String)
  /// 35万 of a unit that counts in 万 itself: the number without it.
  case scaleTwice(String)
  /// 无, -, 未统计: words that say that there is no number.
  case absent
  /// 38余 where things are counted whole: none is between 38 and 39.
  case noWholeNumber(String)
  /// 2—3万: does the 2 mean 2 or 20000?
  case ambiguousRange
  case descendingRange
  case notANumber
  /// 1.5 or 78.1% where sessions, problems or people are counted.
  case notWhole
}

extension Quantity {
  /// Reads a quantity as Chinese reports write it (docs/figures.md, Quantities): digits or Han numerals, 万 and 亿,
  /// one qualifier at most, or a range.
  package init(parsing raw: String) throws(QuantityMistake) {
    // Most are plain digits, and need no grammar.
    if 1...15 ~= raw.utf8.count, raw.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      raw.utf8.first != UInt8(ascii: "0"), let whole = Int(raw)
    {
      let value = Number(whole)
      self.init(
        raw: raw, value: value, qualifier: .exact, low: value, high: value, step: .one, isPercent: false)
      return
    }
    var text = QuantityText(raw)
    guard !text.isEmpty else { throw .notANumber }
    if QuantityText.isAbsence(raw) { throw .absent }
    let before = text.takePrefix(of: QuantityText.prefixes)
    let after = text.takeSuffix(of: QuantityText.suffixes)
    guard text.takePrefix(of: QuantityText.prefixes) == nil, text.takeSuffix(of: QuantityText.suffixes) == nil
    else {
      throw .twoQualifiers
    }
    let isPercent = text.takePercent()
    if let word = text.vagueWord { throw .vague(word) }
    if let range = try text.range() {
      guard before == nil, after == nil else { throw .twoQualifiers }
      self.init(
        raw: raw, value: range.low, qualifier: .range, low: range.low, high: range.high, isPercent: isPercent)
      return
    }
    let numeral = try text.numeral()
    let marks = [before, after, numeral.mark].compactMap { $0 }
    guard marks.count <= 1 else { throw .twoQualifiers }
    let value = numeral.value
    // A little more or less than nothing is no number.
    guard value > .zero || marks.isEmpty else { throw .notANumber }
    let limits: (low: Number?, high: Number?)
    var step = numeral.step
    switch marks.first {
    case nil: (limits, step) = ((value, value), .one)
    case .more: limits = (value, value + numeral.step)
    case .close:
      step = value.isLoneOne ? max(value.tenth, .smallest) : value.lastPlace
      limits = (value - step, value)
    case .above: (limits, step) = ((value, nil), value.lastPlace)
    case .below: (limits, step) = ((.zero, value), value.lastPlace)
    case .around: (limits, step) = ((nil, nil), value.lastPlace)
    }
    self.init(
      raw: raw, value: value, qualifier: marks.first?.qualifier ?? .exact, low: limits.low, high: limits.high,
      step: step, isPercent: isPercent)
  }
}

/// The meaning of a qualifying word.
enum Mark {
  case more, close, above, below, around

  var qualifier: Qualifier {
    switch self {
    case .more, .above: .over
    case .close, .below: .nearly
    case .around: .about
    }
  }
}

/// A quantity's text on its way through the grammar: half-width, without spaces.
///
/// Scalars, not characters: no word of the grammar is more than one scalar a character.
struct QuantityText {
  private var text: Text

  typealias Text = ArraySlice<Unicode.Scalar>

  static let prefixes: [(word: Text, mark: Mark)] = [
    ("将近", .close), ("接近", .close), ("近", .close), ("超过", .above), ("超", .above), ("逾", .above),
    ("突破", .above), ("至少", .above), ("不少于", .above), ("不低于", .above), ("不足", .below), ("不到", .below),
    ("大约", .around), ("约", .around),
  ].map { (Text($0.unicodeScalars), $1) }
  static let suffixes: [(word: Text, mark: Mark)] = [
    ("以上", .above), ("左右", .around), ("上下", .around), ("来个", .around),
  ].map { (Text($0.unicodeScalars), $1) }
  private static let vague = [
    "数十万", "数百万", "数十", "数百", "数千", "数万", "几十", "几百", "几千", "几万", "几个", "上百", "上千", "上万",
    "成百上千", "若干", "一批", "许多", "很多", "不少", "众多", "一些", "大量", "部分", "全部",
    "成千上万", "无数", "半数", "三五", "千把", "百把",
  ].map { Text($0.unicodeScalars) }
  /// Words that name what is counted; a quantity holds the number alone.
  private static let units = [
    "人次", "场次", "件次", "篇次", "个", "人", "次", "场", "件", "条", "名", "户", "家", "篇", "项", "处", "元", "亩", "吨", "座",
    "位", "期", "份", "箱", "公里", "米",
  ].map { Text($0.unicodeScalars) }

  init(_ raw: String) {
    text = []
    text.reserveCapacity(raw.utf8.count)
    var isAfterSpace = false
    for scalar in raw.unicodeScalars {
      if scalar.properties.isWhitespace {
        isAfterSpace = true
        continue
      }
      let plain = scalar.halfWidth
      // 5 6 are two numbers, not 56.
      if isAfterSpace, plain.isDigit, let last = text.last, last.isDigit { text.append(" ") }
      text.append(plain)
      isAfterSpace = false
    }
  }

  private init(part: Text) { text = part }

  var plain: String { String(text) }

  /// Whether it ends in a unit, or in one before 以上 and the like.
  func hasUnit(_ unit: String) -> Bool {
    let word = Text(unit.unicodeScalars)
    var rest = self
    if !rest.hasSuffix(word) { _ = rest.takeSuffix(of: QuantityText.suffixes) }
    return rest.text.count > word.count && rest.hasSuffix(word)
  }

  /// The last letters, before 以上 and the like, if they can be a unit: none of them is part of a number.
  func unit(ofLetters count: Int) -> String? {
    var rest = self
    _ = rest.takeSuffix(of: QuantityText.suffixes)
    guard rest.text.count > count, let first = rest.text.suffix(count).first, !QuantityText.isOfNumber(first)
    else {
      return nil
    }
    return String(rest.text.suffix(count))
  }

  static func isOfNumber(_ letter: Unicode.Scalar) -> Bool {
    switch letter {
    case "0"..."9", ".", ",", "十", "百", "千", "万", "亿", "余", "多", "来", "约", "近", "超", "%": true
    default: HanNumeral.digit(letter) != nil || letter.isDash
    }
  }

  /// Words that stand where no number is known.
  static func isAbsence(_ raw: String) -> Bool {
    switch raw {
    case "无", "没有", "暂无", "未统计", "不详", "未知", "不明", "未公布", "未报", "未上报", "未提供", "未注明", "未写明", "待定",
      "待统计", "待补", "缺", "空", "无数据", "-", "--", "—", "——", "－", "–", "/", "／", "\\", "N/A", "n/a", "NA",
      "none",
      "None", "nil", "?", "？", "…", "……", "*", "×", "XX", "xx":
      true
    default: false
    }
  }

  var isEmpty: Bool { text.isEmpty }

  /// Nothing but 百, 千, 万 or 亿. 十 alone is ten.
  var isPlaceAlone: Bool { text.allSatisfy { "百千万亿".unicodeScalars.contains($0) } }

  /// A word that says “some”; 几 does wherever it stands (十几, 好几百).
  var vagueWord: String? {
    (QuantityText.vague.first { text.starts(with: $0) }
      ?? (text.contains("几") || text.first == "多" ? text : nil)).map { String($0) }
  }

  mutating func takePrefix(of words: [(word: Text, mark: Mark)]) -> Mark? {
    guard let found = words.first(where: { text.starts(with: $0.word) }) else { return nil }
    text.removeFirst(found.word.count)
    return found.mark
  }

  mutating func takeSuffix(of words: [(word: Text, mark: Mark)]) -> Mark? {
    guard let found = words.first(where: { hasSuffix($0.word) }) else { return nil }
    text.removeLast(found.word.count)
    return found.mark
  }

  /// 78.1%, 百分之七十八
  mutating func takePercent() -> Bool {
    if text.starts(with: QuantityText.perCent) {
      text.removeFirst(QuantityText.perCent.count)
      return true
    }
    guard text.last == "%" else { return false }
    text.removeLast()
    return true
  }

  private static let perCent = Text("百分之".unicodeScalars)

  private func hasSuffix(_ word: Text) -> Bool { text.suffix(word.count) == word }

  // MARK: Ranges

  /// `100~150`, `6—10`, `一百至一百五十`, `三四十`; nil where the text is no range.
  func range() throws(QuantityMistake) -> (low: Number, high: Number)? {
    if let pair = juxtaposed { return pair }
    guard let cut = text.firstIndex(where: \.isDash), cut != text.startIndex else { return nil }
    var left = QuantityText(part: text[..<cut])
    let right = QuantityText(part: text[(cut + 1)...].drop(while: \.isDash))
    guard !right.isEmpty else { throw .notANumber }
    _ = left.takePercent()
    let low = try left.numeral(), high = try right.numeral()
    guard low.mark == nil, high.mark == nil else { throw .twoQualifiers }
    // 2—3万 leaves open whether the first number is 2 or 20000.
    guard low.scale == high.scale || low.value.lastPlace >= high.scale else { throw .ambiguousRange }
    guard low.value < high.value else { throw .descendingRange }
    return (low.value, high.value)
  }

  /// Two neighbouring digits side by side before a place: 三四十 is 30 to 40, 七八 is 7 to 8.
  private var juxtaposed: (low: Number, high: Number)? {
    guard text.count >= 2, let a = HanNumeral.digit(text[text.startIndex]),
      let b = HanNumeral.digit(text[text.startIndex + 1]), a > 0, b == a + 1
    else { return nil }
    guard text.count > 2 else { return (Number(a), Number(b)) }
    guard let place = HanNumeral.read(["一"] + text.dropFirst(2)), place.value.isLoneOne else { return nil }
    return (place.value * a, place.value * b)
  }

  // MARK: One number

  struct Numeral {
    var value: Number
    /// The most that 余 adds: the place of the last non-zero digit, or after 万 the last written place.
    var step: Number
    /// 10000 for 万, 100000000 for 亿, else 1.
    var scale: Number
    var mark: Mark?
  }

  func numeral() throws(QuantityMistake) -> Numeral {
    var digits = text, mark: Mark?, scale = 1, marksAfterScale = false
    // From the right: 余 or 多, 万 or 亿, 余 or 多 — 20余万 is another number than 20万余.
    if let last = digits.last, let word = QuantityText.mark(last) {
      mark = word
      marksAfterScale = true
      digits.removeLast()
    }
    var scaled = digits
    while let last = scaled.last, last == "万" || last == "亿" {
      scale *= last == "万" ? 10_000 : 100_000_000
      guard scale <= 1_000_000_000_000 else { throw .notANumber }
      scaled.removeLast()
    }
    if scale > 1, let last = scaled.last, let word = QuantityText.mark(last) {
      guard mark == nil else { throw .twoQualifiers }
      (mark, marksAfterScale) = (word, false)
      scaled.removeLast()
    }
    // 5千, 2千万
    if let last = scaled.last, last == "千" || last == "百", scaled.dropLast().last?.isDigit == true {
      scale *= last == "千" ? 1000 : 100
      guard scale <= 1_000_000_000_000 else { throw .notANumber }
      scaled.removeLast()
    }
    // 万 alone is 一万, as 千 is 一千: 近万, 千余.
    let coefficient = scaled.isEmpty && scale > 1 ? ["一"] : scaled
    if let plain = QuantityText.plainDigits(coefficient) {
      guard let written = Number(digits: String(plain)), written * scale <= .largest else {
        throw .notANumber
      }
      let value = written * scale
      let decimals = plain.drop { $0 != "." }.dropFirst().count
      let writtenPlace = QuantityText.place(decimals: decimals) * scale
      return Numeral(
        value: value, step: marksAfterScale && scale > 1 ? writtenPlace : value.lastPlace,
        scale: Number(scale), mark: mark)
    }
    guard
      let han = HanNumeral.read(digits)
        ?? HanNumeral.read(coefficient).map({ HanNumeral(value: $0.value * scale) })
    else { throw failure }
    let step = marksAfterScale && scale > 1 ? Number(scale) : han.value.lastPlace
    return Numeral(value: han.value, step: step, scale: Number(scale), mark: mark)
  }

  private static func mark(_ letter: Unicode.Scalar) -> Mark? {
    switch letter {
    case "余", "多": .more
    case "来": .around
    default: nil
    }
  }

  /// ASCII digits with an optional point and thousands commas (1,162), without the commas.
  private static func plainDigits(_ letters: Text) -> Text? {
    guard letters.first?.isDigit == true else { return nil }
    var digits = letters
    if letters.contains(",") {
      let whole = letters.prefix { $0 != "." }
      let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
      guard 1...3 ~= groups[0].count, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
      digits.removeAll { $0 == "," }
    }
    return digits.allSatisfy { $0.isDigit || $0 == "." } ? digits : nil
  }

  private static func place(decimals: Int) -> Number {
    (0..<decimals).reduce(Number.one) { place, _ in place.tenth }
  }

  private var failure: QuantityMistake {
    let unit = QuantityText.units.first { hasSuffix($0) && text.count > $0.count }
    return unit.map { .unit(String($0)) } ?? .notANumber
  }
}

/// A whole number in Han digits: 十五, 二百, 一千二百, 三万五千, 两百零三, 叁拾伍.
struct HanNumeral {
  var value: Number

  static func digit(_ letter: Unicode.Scalar) -> Int? {
    switch letter {
    case "零", "〇": 0
    case "一", "壹": 1
    case "二", "两", "贰": 2
    case "三", "叁": 3
    case "四", "肆": 4
    case "五", "伍": 5
    case "六", "陆": 6
    case "七", "柒": 7
    case "八", "捌": 8
    case "九", "玖": 9
    default: nil
    }
  }

  static func read(_ letters: QuantityText.Text) -> HanNumeral? {
    guard !letters.isEmpty, !isShortened(letters) else { return nil }
    var total = 0, section = 0, pending: Int?, lastPlace = Int.max, lastScale = Int.max
    for letter in letters {
      if let digit = digit(letter) {
        guard pending == nil || pending == 0 else { return nil }
        pending = digit
        continue
      }
      switch letter {
      case "十", "百", "千", "拾", "佰", "仟":
        let place = letter == "十" || letter == "拾" ? 10 : letter == "百" || letter == "佰" ? 100 : 1000
        guard place < lastPlace, pending != 0 else { return nil }
        section += (pending ?? 1) * place
        (pending, lastPlace) = (nil, place)
      case "万", "亿":
        let scale = letter == "万" ? 10_000 : 100_000_000
        section += pending ?? 0
        guard section > 0, scale < lastScale else { return nil }
        total += section * scale
        (section, pending, lastPlace, lastScale) = (0, nil, Int.max, scale)
      default: return nil
      }
    }
    return HanNumeral(value: Number(total + section + (pending ?? 0)))
  }

  /// 一百二 means 120 to whoever says it, and 102 to whoever counts places: it is no number here.
  private static func isShortened(_ letters: QuantityText.Text) -> Bool {
    func isScale(_ letter: Unicode.Scalar) -> Bool { letter == "万" || letter == "亿" }
    return letters.indices.dropFirst().contains { i in
      (digit(letters[i]) ?? 0) > 0
        && (isScale(letters[i - 1]) || letters[i - 1] == "百" || letters[i - 1] == "千")
        && (i + 1 == letters.endIndex || isScale(letters[i + 1]))
    }
  }
}
