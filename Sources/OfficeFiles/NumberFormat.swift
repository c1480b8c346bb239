/// The look of a number of a workbook: as a date, in percent, with a word beside it (ECMA-376, part 1, 18.8.31).
struct NumberFormat: Sendable, Equatable {
  var meaning = Meaning.number
  /// Words around the number, which say more than the number does: 近, 余, 人次, 万, and a sign of percent that is a word.
  var prefix = ""
  var suffix = ""
  /// The digits that are shown at least: 3 for `000`, which shows 1 as 001.
  var digits = 1

  /// The words that are shown for 0, where they are none of a number: `-`, 未报.
  var zero: String?
  /// Words around a text: `@"余"`.
  var textPrefix = ""
  var textSuffix = ""
  /// The whole code of one whose words depend on the number, and are not worked out: `[>100]0"余";0`.
  var conditions: String?

  enum Meaning: Sendable, Equatable {
    case number, percent
    /// A day, shown as a day, a month of a year, or a year; and whether its time is shown, too.
    case date(precision: Precision, hasTime: Bool)
    case time(hasSeconds: Bool)
    /// Hours, minutes or seconds beyond a day: `[h]:mm`.
    case elapsed(unit: Character, hasSeconds: Bool)
  }

  enum Precision: Sendable, Equatable { case day, month, year }

  /// A format as a file names it: its own, or one of those that each program knows.
  init(id: Int, codes: [Int: String]) {
    self.init(codes[id] ?? NumberFormat.builtIn[id] ?? "")
  }

  /// The formats without a code in the file, as Chinese programs have them; General and plain numbers are left out.
  private static let builtIn: [Int: String] = [
    9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: "yyyy年m月", 28: "m月d日",
    29: "m月d日",
    30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒", 34: "上午/下午h时mm分", 35: "上午/下午h时mm分ss秒",
    36: "yyyy年m月", 41: "0;0;\"-\"", 42: "0;0;\"-\"", 43: "0;0;\"-\"",
    44: "0;0;\"-\"", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月",
    53: "m月d日", 54: "m月d日", 55: "上午/下午h时mm分", 56: "上午/下午h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日",
  ]

  /// - Parameter code: `yyyy"年"m"月"d"日"`, `0"余"`; numbers below zero and texts have parts of their own, which are not
  ///   looked at.
  init(_ code: String) {
    var scan = NumberFormatScan(code)
    scan.read()
    if let elapsed = scan.elapsed {
      meaning = .elapsed(unit: elapsed, hasSeconds: elapsed == "s" || scan.letters.contains("s"))
    } else if !scan.letters.isEmpty {
      meaning = scan.dateMeaning
    } else {
      if scan.hasPercent { meaning = .percent }
      if scan.hasPlainWords, scan.hasDigits {
        prefix = scan.before
        suffix = scan.after
      }
      if scan.isAllZeros { digits = max(1, scan.digits) }
    }
    let parts = code.formatParts
    if parts.count > 2, !parts[2].hasNumber { zero = parts[2].words }
    if let text = parts.last, let at = text.code.firstIndex(of: "@") {
      textPrefix = FormatPart(code: text.code[..<at]).words
      textSuffix = FormatPart(code: text.code[text.code.index(after: at)...]).words
    }
    if ["[>", "[<", "[="].contains(where: code.contains),
      parts.contains(where: { part in "余多近约超逾未无".contains(where: part.words.contains) })
    {
      conditions = code
    }
  }

  /// A text as the cell shows it.
  func around(_ text: String) -> String { textPrefix + text + textSuffix }
}

/// One of the parts of a code that semicolons divide.
private struct FormatPart {
  let code: Substring

  /// The words that are shown as they are.
  var words: String {
    var words = "", rest = code
    while let first = rest.popFirst() {
      switch first {
      case "\"":
        let text = rest.prefix { $0 != "\"" }
        words += text
        rest = rest.dropFirst(text.count + 1)
      case "\\", "!": if let next = rest.popFirst() { words.append(next) }
      case "_", "*": rest = rest.dropFirst()
      case "[": rest = rest.drop { $0 != "]" }.dropFirst()
      default: if !first.isASCII || first == "-" { words.append(first) }
      }
    }
    return words
  }

  /// Whether a number is shown in it.
  var hasNumber: Bool {
    var rest = code
    while let first = rest.popFirst() {
      switch first {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "!", "_", "*": rest = rest.dropFirst()
      case "0", "#", "?", "G", "g", "@": return true
      default: break
      }
    }
    return false
  }
}

extension String {
  fileprivate var formatParts: [FormatPart] {
    var parts: [FormatPart] = [], start = startIndex, isQuoted = false, isEscaped = false
    for index in indices {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch self[index] {
      case "\\": isEscaped = true
      case "\"": isQuoted.toggle()
      case ";" where !isQuoted:
        parts.append(FormatPart(code: self[start..<index]))
        start = self.index(after: index)
      default: break
      }
    }
    return parts + [FormatPart(code: self[start...])]
  }
}

/// The reading of the first part of a code.
private struct NumberFormatScan {
  /// y, m, d, h and s in their order, each once for a run of them.
  private(set) var letters: [Character] = []
  private(set) var elapsed: Character?
  private(set) var hasPercent = false
  private(set) var digits = 0
  private(set) var isAllZeros = true
  private(set) var before = ""
  private(set) var after = ""
  /// True unless words are inside the number, digits are left out, or it depends on the number.
  private(set) var hasPlainWords = true
  private(set) var hasDigits = false
  private var hasTextBehind = false
  private var rest: Substring

  /// A code has 255 characters at most.
  init(_ code: String) { rest = code.prefix(255) }

  mutating func read() {
    while let first = rest.first, first != ";" {
      switch first {
      case "\"":
        rest.removeFirst()
        let text = rest.prefix { $0 != "\"" }
        rest = rest.dropFirst(text.count).dropFirst()
        add(String(text))
      case "\\", "!":
        rest.removeFirst()
        if let next = rest.popFirst() { add(String(next)) }
      case "_", "*": rest = rest.dropFirst(2)
      case "[": readBracket()
      default: if !skipWord() { readMark(rest.removeFirst()) }
      }
    }
  }

  /// `[h]`, `[>=100]`; colours and languages say nothing of the number.
  private mutating func readBracket() {
    let text = rest.dropFirst().prefix { $0 != "]" }.lowercased()
    rest = rest.drop { $0 != "]" }.dropFirst()
    if let unit = text.first, "hms".contains(unit), text.allSatisfy({ $0 == unit }) { elapsed = unit }
    if let mark = text.first, "<>=".contains(mark) { hasPlainWords = false }
  }

  private mutating func skipWord() -> Bool {
    guard let first = rest.first, "gGaA上".contains(first) else { return false }
    let start = rest.prefix(7).lowercased()
    for word in ["general", "g/通用格式", "am/pm", "a/p", "上午/下午"] where start.hasPrefix(word) {
      rest = rest.dropFirst(word.count)
      if word.first == "g" { (hasDigits, isAllZeros) = (true, false) }
      return true
    }
    return false
  }

  private mutating func readMark(_ mark: Character) {
    switch mark {
    case "0", "#", "?":
      if hasTextBehind { (hasPlainWords, isAllZeros) = (false, false) }
      hasDigits = true
      digits += 1
      if mark != "0" { isAllZeros = false }
    case ",":
      isAllZeros = false
      // Behind the last digit it divides by a thousand.
      if !"0#?".contains(rest.first ?? ";") { hasPlainWords = false }
    case "%":
      hasPercent = true
      isAllZeros = false
    case "e", "E":
      if let next = rest.first, next == "+" || next == "-" { isAllZeros = false } else { addLetter("y") }
    case "y", "Y": addLetter("y")
    case "m", "M": addLetter("m")
    case "h", "H": addLetter("h")
    case "s", "S": addLetter("s")
    case "d", "D":
      let isWeekday = rest.prefix(2).lowercased() == "dd"
      rest = rest.drop { $0 == mark }
      letters.append(isWeekday ? "w" : "d")
    case "a", "A":
      rest = rest.drop { $0 == mark }
      letters.append("w")
    default: if mark.isASCII { isAllZeros = false } else { add(String(mark)) }
    }
  }

  private mutating func addLetter(_ letter: Character) {
    rest = rest.drop { $0.lowercased() == String(letter) }
    letters.append(letter)
  }

  /// Keeps a text that is shown as it is, if it changes what the number says: signs of money and blanks do not.
  private mutating func add(_ text: String) {
    if hasDigits { hasTextBehind = true }
    // 1!.2,"万": a point that is put in, before digits that are left out.
    if hasDigits, text == "." { hasPlainWords = false }
    guard
      text.unicodeScalars.contains(where: { $0.properties.isIdeographic || "%％‰".unicodeScalars.contains($0) }
      )
    else { return }
    if hasDigits { after += text } else { before += text }
  }

  /// A date or a time by its letters. `m` is minutes behind `h` and before `s`.
  var dateMeaning: NumberFormat.Meaning {
    var parts: Set<Character> = []
    for (index, letter) in letters.enumerated() {
      let previous = index > 0 ? letters[index - 1] : nil
      let next = index + 1 < letters.count ? letters[index + 1] : nil
      parts.insert(letter == "m" && (previous == "h" || next == "s") ? "n" : letter)
    }
    let hasTime = !parts.isDisjoint(with: ["h", "n", "s"])
    if parts.isDisjoint(with: ["y", "m", "d", "w"]) { return .time(hasSeconds: parts.contains("s")) }
    if parts.isDisjoint(with: ["d", "w", "h", "n", "s"]), parts.contains("y") {
      return .date(precision: parts.contains("m") ? .month : .year, hasTime: false)
    }
    return .date(precision: .day, hasTime: hasTime)
  }
}
