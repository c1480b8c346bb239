import Diagnostics

/// A number in a running text.
package struct ScannedQuantity: Sendable {
  /// The bytes of its wording in the text.
  package let range: Range<Int>
  /// The number and the words that qualify it, as the text has them: `超过20万`, `200余`, `100人以上`.
  package let wording: String
  /// The quantities that it may be, with a `raw` that a write-up may use. There are several where the text gives two
  /// qualifiers (约200余), or leaves open what is meant (2—3万).
  package let readings: [Quantity]
  /// The word after it that names what is counted, if it is a usual one; else empty.
  package let unit: String
  package let role: Role

  /// Whether a number counts something.
  package enum Role: Sendable {
    case count
    /// 第50场
    case ordinal
    /// 2024年, 9月, 4日, 9:30
    case date
    /// `3.`, `（1）` at the start of a line
    case listMark
  }
}

/// Finds the numbers in a running Chinese text: Arabic, Han and mixed numerals with their qualifiers and ranges.
///
/// A number is read whole: there is no 78 in 1780, no 2024 in 20241 and no 4 in G42. Line ends between two parts of a
/// sentence are passed over, as pages break their lines anywhere. What a found number says is up to the grammar of
/// quantities, so that a text and a write-up cannot be read by two rules.
package struct QuantityScan {
  private let text: ScanText
  private var found: [ScannedQuantity] = []

  package static func quantities(in source: SourceText) -> [ScannedQuantity] {
    var scan = QuantityScan(text: ScanText(source))
    scan.run()
    return scan.found
  }

  private init(text: ScanText) { self.text = text }

  private mutating func run() {
    var i = 0
    while i < text.count {
      guard ScanText.isNumeral(text[i]) else {
        i += 1
        continue
      }
      i = read(at: i)
    }
  }

  /// Reads the number that begins at a place, if it is one; says where to go on.
  private mutating func read(at start: Int) -> Int {
    guard let first = ScannedNumeral(text, at: start) else { return text.endOfNumeral(at: start) }
    if let range = range(from: first) { return range }
    if let quantity = first.quantity(in: text) { found.append(quantity) }
    if let grouped = first.grouped(in: text) { found.append(grouped) }
    return first.end
  }

  // MARK: Ranges

  /// 100—150, 100至150, 5万元至10万元, 2—3万; says where to go on.
  private mutating func range(from first: ScannedNumeral) -> Int? {
    let afterUnit = first.end + first.unit.count
    let dash = text[first.end].isDash ? first.end : afterUnit
    guard first.marksAfter.isEmpty, text[dash].isDash else { return nil }
    var index = dash
    while text[index].isDash { index += 1 }
    guard ScanText.isNumeral(text[index]), let second = ScannedNumeral(text, at: index, isRangeEnd: true),
      second.marksAfter.isEmpty, dash == first.end || first.unit == second.unit
    else { return nil }
    let readings = first.ranges(to: second)
    guard !readings.isEmpty else { return nil }
    found.append(
      ScannedQuantity(
        range: text.bytes(first.start..<second.end), wording: text.string(first.start..<second.end),
        readings: readings, unit: String(second.unit), role: second.role(in: text, isRange: true)))
    // 从5个到10个 is no range but two numbers.
    if ["从", "由", "自"].contains(text[first.start - 1]) {
      found += [first, second].compactMap { $0.quantity(in: text) }
    }
    return second.end
  }
}

/// A numeral in a text, and the words around it that belong to it.
private struct ScannedNumeral {
  /// The places from the first to behind the last of its letters.
  let digits: Range<Int>
  /// From the qualifier before it …
  let start: Int
  /// … to behind its 余 or percent sign.
  let end: Int
  /// The number alone, as a quantity is written: `200`, `1.2万`, `三百二十`.
  let bare: String
  let isPercent: Bool
  /// Words of the grammar.
  let marksBefore: [String]
  let marksAfter: [String]
  /// A 余 between number and 万 (20余万).
  private let inner: String?
  let unit: ArraySlice<Unicode.Scalar>
  private let endOfWording: Int

  /// - Parameter isRangeEnd: whether a number and a dash stand before it.
  init?(_ text: ScanText, at index: Int, isRangeEnd: Bool = false) {
    let digitsEnd = text.endOfNumeral(at: index), letters = text[index..<digitsEnd]
    var end = digitsEnd
    // Part of a code (G42, 5G), a share (三分之一), or a word that says "some" (数百, 十几).
    guard !text.isCode(index..<end), !text.isVague(index..<end) else { return nil }
    var isPercent = text.has("百分之", before: index)
    if text.has("分之", before: index) && !isPercent || text.has("分之", at: end) { return nil }
    guard let written = ScanText.written(letters) else { return nil }

    var marksAfter: [String] = []
    if let mark = text.mark(at: end), !text.isSingleHan(index..<end) || ScanText.isPlace(letters.first) {
      marksAfter.append(mark)
      end += 1
    }
    if text[end] == "%" {
      isPercent = true
      end += 1
    }
    let unit = text.unit(at: end)
    var wordingEnd = end
    for index in [end, end + unit.count] {
      guard let suffix = text.suffix(at: index) else { continue }
      marksAfter.append(suffix)
      wordingEnd = index + suffix.unicodeScalars.count
      break
    }
    let before = text.prefix(before: isPercent && text.has("百分之", before: index) ? index - 3 : index)
    // A single Han digit counts only beside what it counts: 两次 and 一个, not 统一 and 一线.
    if text.isSingleHan(digits: index..<digitsEnd), !isPercent, !text.countsAsHan(index, unit: unit),
      !(ScanText.isPlace(letters.first) && (before != nil || !marksAfter.isEmpty))
    {
      let isRange = text[end].isDash && ScanText.isNumeral(text[end + 1])
      guard isRange || (isRangeEnd && !unit.isEmpty) else { return nil }
    }
    self.digits = index..<digitsEnd
    start = before?.start ?? index
    self.end = end
    bare = written.number
    inner = written.mark
    self.isPercent = isPercent
    marksBefore = before.map { [$0.word] } ?? []
    self.marksAfter = marksAfter
    self.unit = unit
    endOfWording = wordingEnd
  }

  func quantity(in text: ScanText) -> ScannedQuantity? {
    let percent = isPercent ? "%" : ""
    var written = marksBefore.map { $0 + bare + percent }
    written += marksAfter.map { ["余", "多", "来"].contains($0) ? bare + $0 + percent : bare + percent + $0 }
    if let inner { written.append(inner) }
    if written.isEmpty { written = [bare + percent] }
    var readings = written.compactMap { try? Quantity(parsing: $0) }
    // 约四五十人 is a range, and a range has no other qualifier.
    if readings.isEmpty, let range = try? Quantity(parsing: bare), range.qualifier == .range {
      readings = [range]
    }
    guard !readings.isEmpty else { return nil }
    return ScannedQuantity(
      range: text.bytes(start..<endOfWording), wording: text.string(start..<endOfWording), readings: readings,
      unit: String(unit), role: role(in: text))
  }

  /// 1，162 may be one number or two: the one.
  func grouped(in text: ScanText) -> ScannedQuantity? {
    guard digits.count <= 3, end == digits.upperBound, text[end] == "，", text.isThousands(end),
      let quantity = try? Quantity(parsing: bare + String(text[end + 1..<end + 4]))
    else { return nil }
    return ScannedQuantity(
      range: text.bytes(digits.lowerBound..<end + 4), wording: text.string(digits.lowerBound..<end + 4),
      readings: [quantity], unit: String(text.unit(at: end + 4)), role: .count)
  }

  /// The ranges that this number and the one after a dash can mean.
  func ranges(to other: ScannedNumeral) -> [Quantity] {
    let percent = other.isPercent ? "%" : ""
    var written = [bare + "—" + other.bare + percent]
    if let scale = other.bare.last, scale == "万" || scale == "亿", bare.last != scale {
      written.append("\(bare)\(scale)—\(other.bare)\(percent)")
    }
    return written.compactMap { try? Quantity(parsing: $0) }.filter { $0.qualifier == .range }
  }

  func role(in text: ScanText, isRange: Bool = false) -> ScannedQuantity.Role {
    // 第50场, 二十大, 十四届
    if text[start - 1] == "第" || text.isHan(digits) && ["大", "届"].contains(text[digits.upperBound]) {
      return .ordinal
    }
    if text.isListMark(digits) { return .listMark }
    if !isRange, text.isTime(digits) { return .date }
    guard marksBefore.isEmpty, marksAfter.isEmpty, let whole = (try? Quantity(parsing: bare))?.value.whole
    else { return .count }
    switch String(unit) {
    case "年", "年度": return 1900...2100 ~= whole ? .date : .count
    case "年代": return .date
    case "月", "月份": return 1...12 ~= whole ? .date : .count
    case "日", "号": return 1...31 ~= whole ? .date : .count
    default: return .count
    }
  }
}
