import Diagnostics

/// A running text as the search for numbers sees it: half-width, without blanks, its sentences in one piece.
///
/// Outside the text there is a line end on either side, so that no place has to be checked before it is looked at.
struct ScanText {
  private var letters: [Unicode.Scalar] = []
  /// For each letter its first byte in the text, and the one behind its last.
  private var offsets: [(start: Int, end: Int)] = []
  private var lineStarts: Set<Int> = []

  var count: Int { letters.count }

  subscript(index: Int) -> Unicode.Scalar { letters.indices.contains(index) ? letters[index] : "\n" }
  subscript(range: Range<Int>) -> ArraySlice<Unicode.Scalar> { letters[range] }

  init(_ source: SourceText) {
    letters.reserveCapacity(source.bytes.count / 3)
    offsets.reserveCapacity(source.bytes.count / 3)
    var line: [(Unicode.Scalar, Int, Int)] = [], emptyLines = 0, offset = 0,
      last: ArraySlice<Unicode.Scalar> = []
    func isBlank(_ letter: Unicode.Scalar) -> Bool { letter.properties.isWhitespace || letter == "\u{FEFF}" }

    func endLine(_ self: inout ScanText) {
      while let end = line.last, isBlank(end.0) { line.removeLast() }
      let text = line.drop { isBlank($0.0) }
      line = []
      guard !text.isEmpty else { return emptyLines += 1 }
      let plain = ArraySlice(text.map(\.0))
      if emptyLines > 1 || ScanText.startsItem(plain) || ScanText.isNumberAlone(plain)
        || ScanText.isNumberAlone(last)
      {
        self.letters.append("\n")
        self.offsets.append((text.first?.1 ?? 0, text.first?.1 ?? 0))
      }
      self.lineStarts.insert(self.letters.count)
      var isAfterBlank = false
      for (letter, start, end) in text {
        if isBlank(letter) {
          isAfterBlank = true
          continue
        }
        // 5 6 are two numbers, and A 4 is no code.
        if isAfterBlank, let before = self.letters.last, before.isASCII, letter.isASCII {
          self.letters.append(" ")
          self.offsets.append((start, start))
        }
        self.letters.append(letter)
        self.offsets.append((start, end))
        isAfterBlank = false
      }
      (last, emptyLines) = (plain, 0)
    }

    for scalar in String(decoding: source.bytes, as: UTF8.self).unicodeScalars {
      let end = offset + UTF8.width(scalar)
      if scalar == "\n" {
        endLine(&self)
      } else {
        let letter = scalar == "○" ? "〇" : scalar == "，" || scalar == "：" ? scalar : scalar.halfWidth
        line.append((letter, offset, end))
      }
      offset = end
    }
    endLine(&self)
  }

  /// The bytes of some letters in the text.
  func bytes(_ range: Range<Int>) -> Range<Int> {
    offsets[range.lowerBound].start..<offsets[range.upperBound - 1].end
  }

  func string(_ range: Range<Int>) -> String { String(letters[range]) }

  func has(_ word: String, at index: Int) -> Bool {
    index <= count && letters[index...].starts(with: word.unicodeScalars)
  }

  func has(_ word: String, before index: Int) -> Bool {
    let start = index - word.unicodeScalars.count
    return start >= 0 && has(word, at: start)
  }

  // MARK: Lines

  /// Whether the line is a table's cell; the next line then is another number.
  private static func isNumberAlone(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    line.allSatisfy { isNumeral($0) || [".", ",", "%", "余", "多"].contains($0) }
  }

  /// `3.`, `3、`, `（1）`, `一、`, `（一）`
  private static func startsItem(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    let isEnclosed = line.first == "("
    let rest = line.dropFirst(isEnclosed ? 1 : 0), mark = rest.prefix(while: isNumeral)
    guard 1...3 ~= mark.count, let after = rest.dropFirst(mark.count).first else { return false }
    if after == ".", let next = rest.dropFirst(mark.count + 1).first, next.isDigit { return false }
    return isEnclosed ? after == ")" : [".", "、", "．", ")"].contains(after)
  }

  func isListMark(_ digits: Range<Int>) -> Bool {
    let isEnclosed = self[digits.lowerBound - 1] == "("
    guard lineStarts.contains(digits.lowerBound - (isEnclosed ? 1 : 0)) else { return false }
    return (isEnclosed ? [")"] : [".", "、", "．", ")"]).contains(self[digits.upperBound])
  }

  /// Part of 9:30 or 2024-07-01.
  func isTime(_ digits: Range<Int>) -> Bool {
    func parts(_ index: Int) -> Bool {
      [":", "：", "-", "/"].contains(self[index]) && self[index - 1].isDigit && self[index + 1].isDigit
    }
    return parts(digits.upperBound) || parts(digits.lowerBound - 1)
  }

  // MARK: Numerals

  static func isPlace(_ letter: Unicode.Scalar?) -> Bool {
    switch letter {
    case "十", "百", "千", "万", "亿": true
    default: false
    }
  }

  private static func isHanDigit(_ letter: Unicode.Scalar) -> Bool {
    HanNumeral.digit(letter) != nil || letter == "双"
  }

  static func isNumeral(_ letter: Unicode.Scalar) -> Bool {
    letter.isDigit || isHanDigit(letter) || isPlace(letter)
  }

  /// The place behind a numeral's last letter. Han digits do not go on where Arabic ones end, nor the other way.
  func endOfNumeral(at start: Int) -> Int {
    var i = start + 1
    while i < count {
      let letter = letters[i], before = letters[i - 1]
      switch letter {
      case ".", ",":
        guard before.isDigit, self[i + 1].isDigit else { return i }
        if letter == "," { guard isThousands(i) else { return i } }
      case "千":
        // 5千瓦 counts kilowatts.
        if before.isDigit, ["瓦", "克", "米", "伏", "卡", "帕"].contains(self[i + 1]) { return i }
      case "点":
        guard ScanText.isHanDigit(before) || before == "十", ScanText.isHanDigit(self[i + 1]) else { return i }
      case "余", "多", "来":
        guard self[i + 1] == "万" || self[i + 1] == "亿" else { return i }
      default:
        guard ScanText.isNumeral(letter) else { return i }
        if letter.isDigit && ScanText.isHanDigit(before) { return i }
        if ScanText.isHanDigit(letter) && before.isDigit { return i }
      }
      i += 1
    }
    return i
  }

  func isThousands(_ comma: Int) -> Bool {
    (1...3).allSatisfy { self[comma + $0].isDigit } && !self[comma + 4].isDigit
  }

  func isHan(_ digits: Range<Int>) -> Bool { !self[digits.lowerBound].isDigit }

  /// One Han letter, digit or place.
  func isSingleHan(_ digits: Range<Int>) -> Bool { digits.count == 1 && isHan(digits) }

  /// One Han letter, or two digits side by side (两三).
  func isSingleHan(digits: Range<Int>) -> Bool {
    isSingleHan(digits) || digits.count == 2 && self[digits].allSatisfy(ScanText.isHanDigit)
  }

  /// Letters around it make it a code: G42, 5G, A4, 007.
  func isCode(_ digits: Range<Int>) -> Bool {
    func isLetter(_ letter: Unicode.Scalar) -> Bool { letter.isASCII && letter.properties.isAlphabetic }
    guard self[digits.lowerBound].isDigit else { return false }
    if isLetter(self[digits.lowerBound - 1]) { return true }
    if self[digits.lowerBound] == "0", self[digits.lowerBound + 1].isDigit { return true }
    return isLetter(self[digits.upperBound]) && unit(at: digits.upperBound).isEmpty
  }

  /// 数百, 上千, 几十, 十几, 成千上万
  func isVague(_ digits: Range<Int>) -> Bool {
    if self[digits.upperBound] == "几" { return true }
    guard ScanText.isPlace(self[digits.lowerBound]) else { return false }
    let before = self[digits.lowerBound - 1]
    // 人数百余 and 线上十余次 are words side by side.
    if before == "几" || has("成千上万", at: digits.lowerBound - 1) { return true }
    return (before == "数" || before == "上") && mark(at: digits.upperBound) == nil
  }

  /// A numeral as a quantity is written, and with the 余 inside it, if there is one; nil if it is no number.
  static func written(_ letters: ArraySlice<Unicode.Scalar>) -> (number: String, mark: String?)? {
    let plain = letters.filter { !["余", "多", "来"].contains($0) }
    let whole = plain.count < letters.count ? String(letters) : nil
    if plain == ["双"] { return ("2", nil) }
    let text = String(plain)
    if (try? Quantity(parsing: text)) != nil { return (text, whole) }
    return mixed(plain[...]).map { ($0.description, nil) }
  }

  /// 1万2千, 1亿2000万, 二点五
  private static func mixed(_ letters: ArraySlice<Unicode.Scalar>) -> Number? {
    if let point = letters.firstIndex(of: "点") {
      let decimals = letters[(point + 1)...].compactMap(HanNumeral.digit)
      guard decimals.count == letters.endIndex - point - 1, decimals.count <= 6,
        let whole = HanNumeral.read(letters[..<point])
      else { return nil }
      return Number(digits: "\(whole.value)." + decimals.map(String.init).joined())
    }
    var total = 0, section = 0, pending: Int?, lastScale = Int.max
    for letter in letters {
      if let digit = HanNumeral.digit(letter) ?? (letter.isDigit ? Int(letter.value) - 48 : nil) {
        guard pending ?? 0 < 100_000_000 else { return nil }
        pending = (pending ?? 0) * 10 + digit
        continue
      }
      switch letter {
      case "十", "百", "千":
        section += (pending ?? 1) * (letter == "十" ? 10 : letter == "百" ? 100 : 1000)
        pending = nil
      case "万", "亿":
        let scale = letter == "万" ? 10_000 : 100_000_000
        section += pending ?? 0
        guard section > 0, section < 100_000_000, scale < lastScale else { return nil }
        total += section * scale
        (section, pending, lastScale) = (0, nil, scale)
      default: return nil
      }
    }
    // 3万5 is 35,000 to whoever says it.
    if let pending, total > 0 || section > 0, pending < 1000, !(section > 0 && pending > 9) { return nil }
    return Number(total + section + (pending ?? 0))
  }
}
