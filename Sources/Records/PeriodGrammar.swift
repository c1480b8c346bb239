/// The reason why a text is no period.
package enum PeriodMistake: Error, Equatable {
  case notADate
  /// 2024-13
  case noSuchMonth(Int)
  /// 2024-02-30, in a month of 29 days
  case noSuchDay(year: Int, month: Int, length: Int)
  /// The end is before the start. The same the other way round, unless the end has no year of its own: what is meant
  /// may be the next one.
  case reversed(Period?)
  /// 3月5日
  case noYear
  /// 24年3月: what it means if the year is of this century (or of the last, from 70).
  case shortYear(Period)
  /// 45356: the number of a day, as spreadsheets keep it.
  case serial(Day)
  /// 年底, 月初, 去年: a time around some day, or one that depends on the day of writing.
  case loose(String)
  /// 以来, 至今: a time without a last day.
  case noEnd
  /// 2024年3月5日（星期二）, 2024-03-05 10:30: a day, and something after it.
  case more(Period)
}

extension Period {
  /// Reads a time in the forms of `code`, and in all others that can mean one thing only: as the site itself prints
  /// it (2024年1月至9月), as people type it (2024.3, 2024/3/5, 二〇二四年三月), in letters of any width.
  ///
  /// - Parameter isUntil: only the last day is asked for, so that 2024年底 is as good as 2024年.
  package init(reading text: String, isUntil: Bool = false) throws(PeriodMistake) {
    if let period = Period(code: text) {
      self = period
    } else {
      self = try PeriodText(text).period(isUntil: isUntil)
    }
  }

  package init?(parsing text: String) {
    guard let period = try? Period(reading: text) else { return nil }
    self = period
  }
}

extension Day {
  /// A day in any form of a period.
  package init?(parsing text: String) {
    if let day = Day(iso: text) {
      self = day
    } else {
      guard let period = Period(parsing: text), period.start == period.end else { return nil }
      self = period.end
    }
  }
}

/// A time as it is worded: half-width, Han numbers as digits, without blanks.
struct PeriodText {
  private var text: Text

  typealias Text = ArraySlice<Unicode.Scalar>

  init(_ raw: String) {
    var letters: [Unicode.Scalar] = [], han: Text = [], isAfterSpace = false
    func endHan() {
      guard !han.isEmpty else { return }
      letters += PeriodText.digits(of: han)
      han = []
    }
    for scalar in raw.unicodeScalars {
      if scalar.properties.isWhitespace {
        isAfterSpace = true
        continue
      }
      let plain = scalar == "○" ? "〇" : scalar.halfWidth
      if plain == "十" || (HanNumeral.digit(plain) != nil && plain != "两") {
        han.append(plain)
      } else {
        endHan()
        // 5 6 are two numbers, not 56.
        if isAfterSpace, plain.isDigit, let last = letters.last, last.isDigit { letters.append(" ") }
        letters.append(plain)
      }
      isAfterSpace = false
    }
    endHan()
    text = letters[...]
    for (word, plain) in PeriodText.spellings { replace(word, with: plain) }
  }

  private init(_ part: Text) { text = part }

  /// 二〇二四 is 2024, 十二 is 12; 一二 may mean 12, or one and two, and stays as it is.
  private static func digits(of han: Text) -> [Unicode.Scalar] {
    if han.contains("十") {
      guard let number = HanNumeral.read(han)?.value.whole else { return Array(han) }
      return Array(String(number).unicodeScalars)
    }
    guard han.count == 1 || han.count == 4 else { return Array(han) }
    return han.flatMap { Array(String(HanNumeral.digit($0) ?? 0).unicodeScalars) }
  }

  private static let spellings: [(Text, Text)] = [
    ("元月", "1月"), ("月份", "月"), ("号", "日"), ("年全年", "年"), ("全年", "年"), ("年度", "年"), ("个季度", "季"),
    ("季度", "季"), ("个月", "月"), ("——", "—"),
  ].map { (Text($0.unicodeScalars), Text($1.unicodeScalars)) }

  private mutating func replace(_ word: Text, with plain: Text) {
    guard let first = word.first, text.contains(first) else { return }
    while let range = text.firstRange(of: word) {
      text.replaceSubrange(range, with: plain)
    }
  }

  private mutating func takePrefix(_ words: String...) -> Bool { text.takePrefix(words) }

  private mutating func takeSuffix(_ words: String...) -> Bool {
    for word in words where text.count > word.unicodeScalars.count {
      guard text.suffix(word.unicodeScalars.count).elementsEqual(word.unicodeScalars) else { continue }
      text = text.dropLast(word.unicodeScalars.count)
      return true
    }
    return false
  }

  // MARK: The whole

  func period(isUntil: Bool) throws(PeriodMistake) -> Period {
    // No time is longer, and nothing that is written may take long.
    guard text.count <= 60 else { throw .notADate }
    do {
      return try plain(isUntil: isUntil)
    } catch .notADate {
      throw explanation
    }
  }

  private func plain(isUntil: Bool = false) throws(PeriodMistake) -> Period {
    var rest = self
    if rest.takePrefix("截至到", "截止到", "截至", "截止") || (isUntil && rest.takeSuffix("底", "末")) {
      // Until the end of a month is until the month.
      _ = rest.takeSuffix("底", "末", "止")
      return Period(start: nil, end: try rest.single().end)
    }
    _ = rest.takePrefix("自", "从")
    if let (left, right) = try rest.halves() {
      if left.isEmpty { return Period(start: nil, end: try PeriodText(right).single().end) }
      return try PeriodText.span(left, right)
    }
    do {
      return try rest.single()
    } catch {
      return try rest.hyphenated(error)
    }
  }

  /// The texts on both sides of a word or dash between two times.
  private func halves() throws(PeriodMistake) -> (Text, Text)? {
    if let dots = text.firstRange(of: Text("..".unicodeScalars)) {
      return (text[..<dots.lowerBound], text[dots.upperBound...])
    }
    guard let cut = text.firstIndex(where: { $0.isDash && $0 != "-" }) else { return nil }
    if cut == text.startIndex, text[cut] != "至", text[cut] != "到" { throw .notADate }
    var left = PeriodText(text[..<cut]), right = PeriodText(text[(cut + 1)...])
    _ = left.takeSuffix("起")
    _ = right.takeSuffix("止")
    return (left.text, right.text)
  }

  /// 2024年1-6月, 2023-2024: a hyphen is between two times where only one cut makes sense.
  private func hyphenated(_ mistake: PeriodMistake) throws(PeriodMistake) -> Period {
    var found: Set<Period> = [], mistake = mistake
    let cuts = text.indices.filter { text[$0] == "-" && $0 > text.startIndex }
    for cut in cuts {
      // 2024-3-5-7 leaves open what the 7 is.
      if cuts.count > 1, text.endIndex - cut <= 3, text[(cut + 1)...].allSatisfy(\.isDigit) { continue }
      do {
        let span = try PeriodText.span(text[..<cut], text[(cut + 1)...])
        if span.start != span.end { found.insert(span) }
      } catch {
        // One of several cuts is hardly meant, unless a year is on both sides of it.
        if case .reversed(.some) = error { mistake = error }
        if mistake == .notADate, cuts.count == 1 { mistake = error }
      }
    }
    guard found.count == 1, let period = found.first else { throw mistake }
    return period
  }

  private static func span(_ left: Text, _ right: Text) throws(PeriodMistake) -> Period {
    guard var first = PeriodPoint(left), var last = PeriodPoint(right) else { throw .notADate }
    first.complete(from: last, isEarlier: true)
    last.complete(from: first, isEarlier: false)
    guard first.last.isKnown, last.last.isKnown, !last.isMarked || first.last.isDay else { throw .notADate }
    guard let year = first.year else { throw .noYear }
    guard first.isShort || !last.isShort else { throw .notADate }
    let isOwnYear = last.year != nil
    let a = try first.period(in: year), b = try last.period(in: last.year ?? year)
    guard let start = a.start, let other = b.start else { throw .notADate }
    guard start <= b.end else { throw .reversed(isOwnYear ? Period(start: other, end: a.end) : nil) }
    let span = Period(start: start, end: b.end)
    if first.isShort { throw .shortYear(span) }
    return span
  }

  private func single() throws(PeriodMistake) -> Period {
    guard let point = PeriodPoint(text), point.last.isKnown else { throw .notADate }
    guard let year = point.year else { throw .noYear }
    let period = try point.period(in: year)
    if point.isShort { throw .shortYear(period) }
    return period
  }

  // MARK: What else it may be

  private var explanation: PeriodMistake {
    if text.count == 5, text.allSatisfy(\.isDigit), let serial = Int(String(text)), 20_000...60_000 ~= serial
    {
      // Day 1 is 1900-01-01, and 1900 has a 29 February.
      return .serial(Day(ordinal: serial - 25_569))
    }
    var rest = self
    if rest.takeSuffix("以来", "至今", "到今", "起", "开始", "以后", "后"), (try? rest.plain()) != nil { return .noEnd }
    let written = String(text)
    if let word = PeriodText.loose.first(where: written.contains) { return .loose(word) }
    // The longest beginning that is a day, if what follows is a time of the day or a weekday.
    for end in text.indices.dropFirst(4).reversed() where PeriodText.mayFollowADay(text[end]) {
      if let day = try? PeriodText(text[..<end]).plain(), day.start == day.end { return .more(day) }
    }
    return .notADate
  }

  private static let loose = [
    "年底", "年末", "年初", "年中", "年前", "年后", "月底", "月末", "月初", "月中", "季末", "季初", "今年", "去年", "前年", "明年",
    "当年", "本年", "本月", "上月", "当月", "本季", "上季", "近日", "日前", "近期", "近年", "昨", "今日", "今天", "左右", "前后",
    "春", "夏", "秋", "冬", "期间",
  ]

  private static func mayFollowADay(_ letter: Unicode.Scalar) -> Bool {
    switch letter {
    case " ", "T", "(", "上", "下", "早", "晚", "中", "星", "周": true
    default: false
    }
  }
}

extension PeriodText.Text {
  /// Takes the first of some words that it begins with.
  fileprivate mutating func takePrefix(_ words: [String]) -> Bool {
    for word in words where starts(with: word.unicodeScalars) {
      self = dropFirst(word.unicodeScalars.count)
      return true
    }
    return false
  }
}

/// One time as far as its text says it: the other end of a span may give the rest.
private struct PeriodPoint {
  var year: Int?
  /// The year has two digits.
  var isShort = false
  var month: Int?
  var last = Last.nothing
  /// 1.9, a month and a day without words: after another day only (2024.1.5—1.9).
  var isMarked = false

  enum Last: Equatable {
    case nothing
    case half(Int), quarter(Int), day(Int)
    /// 上旬, 中旬, 下旬
    case tenDays(Int)
    /// 前三季度, 前10个月
    case firstMonths(Int)
    /// A number whose unit is at the other end: 1 of 1—6月.
    case bare(Int)

    var isKnown: Bool { if case .bare = self { false } else { true } }
    var isDay: Bool { if case .day = self { true } else { false } }
  }

  /// A text that is all of one time.
  init?(_ text: PeriodText.Text) {
    guard !text.isEmpty else { return nil }
    var scan = Scan(rest: text)
    guard read(&scan), scan.rest.isEmpty else { return nil }
  }

  private mutating func read(_ scan: inout Scan) -> Bool {
    if let number = scan.number() {
      switch number.digits {
      case 8:
        (year, month, last) = (number.value / 10_000, number.value / 100 % 100, .day(number.value % 100))
        return true
      case 6 where 1900...2100 ~= number.value / 100:
        (year, month) = (number.value / 100, number.value % 100)
        return true
      case 4:
        guard number.value > 0 else { return false }
        year = number.value
        if scan.take("年") { return scan.rest.isEmpty || readRest(&scan) }
        if let mark = scan.separator() { return readMarked(&scan, mark) }
        return scan.rest.isEmpty || readWord(&scan)
      case 1, 2:
        if number.digits == 2, readShort(number.value, &scan) { return true }
        if let mark = scan.separator() {
          // 1.9 at the end of 2024.1.5—1.9
          guard let day = scan.number(), day.digits <= 2, mark != "-" || scan.rest.isEmpty else {
            return false
          }
          (month, last, isMarked) = (number.value, .day(day.value), true)
          return true
        }
        return readUnit(of: number.value, &scan)
      default: return false
      }
    }
    return readRest(&scan)
  }

  /// 24年3月, 24-3-5
  private mutating func readShort(_ number: Int, _ scan: inout Scan) -> Bool {
    var ahead = scan, point = self
    (point.year, point.isShort) = (number < 70 ? 2000 + number : 1900 + number, true)
    if ahead.take("年") {
      guard ahead.rest.isEmpty || point.readRest(&ahead) else { return false }
    } else {
      guard let mark = ahead.separator(), point.readMarked(&ahead, mark), case .day = point.last else {
        return false
      }
    }
    (self, scan) = (point, ahead)
    return true
  }

  /// After 2024-, 2024/, 2024.
  private mutating func readMarked(_ scan: inout Scan, _ mark: Unicode.Scalar) -> Bool {
    guard let number = scan.number(), number.digits <= 2 else { return false }
    month = number.value
    if scan.take(String(mark)) {
      guard let day = scan.number(), day.digits <= 2 else { return false }
      last = .day(day.value)
      _ = scan.take("日")
      return true
    }
    _ = scan.take("月")
    return true
  }

  /// After the year.
  private mutating func readRest(_ scan: inout Scan) -> Bool {
    if let number = scan.number() {
      return number.digits <= 2 && readUnit(of: number.value, &scan)
    }
    return readWord(&scan)
  }

  private mutating func readUnit(of number: Int, _ scan: inout Scan) -> Bool {
    if scan.take("月") {
      month = number
      if let day = scan.number() {
        guard day.digits <= 2 else { return false }
        last = scan.take("日") ? .day(day.value) : .bare(day.value)
      } else if let part = ["上旬", "中旬", "下旬"].firstIndex(where: { scan.take($0) }) {
        last = .tenDays(part + 1)
      }
    } else if scan.take("日") {
      last = .day(number)
    } else if scan.take("季") {
      last = .quarter(number)
    } else {
      last = .bare(number)
    }
    return true
  }

  private mutating func readWord(_ scan: inout Scan) -> Bool {
    if scan.take("年") { return year != nil }
    if scan.take("上半年", "前半年") {
      last = .half(1)
    } else if scan.take("下半年", "后半年") {
      last = .half(2)
    } else if scan.take("H", "h") {
      guard let half = scan.number() else { return false }
      last = .half(half.value)
    } else if scan.take("Q", "q") {
      guard let quarter = scan.number() else { return false }
      last = .quarter(quarter.value)
    } else if scan.take("第") {
      guard let quarter = scan.number() else { return false }
      last = scan.take("季") ? .quarter(quarter.value) : .bare(quarter.value)
    } else if scan.take("前") {
      guard let count = scan.number(), count.digits <= 2 else { return false }
      let isQuarters = scan.take("季")
      guard isQuarters || scan.take("月") else { return false }
      last = .firstMonths(isQuarters ? count.value * 3 : count.value)
    } else {
      return false
    }
    return true
  }

  /// Takes what the other end of a span says for both.
  mutating func complete(from other: PeriodPoint, isEarlier: Bool) {
    if !isEarlier, case .day = last, month == nil { month = other.month }
    guard case .bare(let number) = last else { return }
    if month != nil {
      if case .day = other.last { last = .day(number) }
    } else if case .quarter = other.last {
      last = .quarter(number)
    } else if case .day = other.last, !isEarlier {
      (month, last) = (other.month, .day(number))
    } else if other.last == .nothing, other.month != nil, !isEarlier || other.year == nil {
      (month, last) = (number, .nothing)
    }
  }

  func period(in year: Int) throws(PeriodMistake) -> Period {
    switch last {
    case .half(let half) where 1...2 ~= half: return Period(year, months: 6, index: half - 1)
    case .quarter(let quarter) where 1...4 ~= quarter: return Period(year, months: 3, index: quarter - 1)
    case .firstMonths(let count) where 1...12 ~= count: return Period(year, months: count, index: 0)
    case .nothing where month == nil: return Period(year: year)
    case .nothing, .day, .tenDays:
      guard let month else { throw .notADate }
      guard 1...12 ~= month else { throw .noSuchMonth(month) }
      let length = Day.count(year: year, month: month)
      switch last {
      case .day(let number):
        guard let day = Day(year: year, month: month, day: number) else {
          throw .noSuchDay(year: year, month: month, length: length)
        }
        return Period(day: day)
      case .tenDays(let part):
        guard let start = Day(year: year, month: month, day: part * 10 - 9),
          let end = Day(year: year, month: month, day: part == 3 ? length : part * 10)
        else { throw .notADate }
        return Period(start: start, end: end)
      default: return Period(year, months: 1, index: month - 1)
      }
    default: throw .notADate
    }
  }

  /// Goes through a text from left to right.
  private struct Scan {
    var rest: PeriodText.Text

    mutating func number() -> (value: Int, digits: Int)? {
      let digits = rest.prefix(while: \.isDigit)
      guard 1...8 ~= digits.count, let value = Int(String(digits)) else { return nil }
      rest = rest.dropFirst(digits.count)
      return (value, digits.count)
    }

    mutating func take(_ words: String...) -> Bool { rest.takePrefix(words) }

    /// A mark between the numbers of a date.
    mutating func separator() -> Unicode.Scalar? {
      guard let mark = rest.first, mark == "-" || mark == "/" || mark == "." else { return nil }
      rest = rest.dropFirst()
      return mark
    }
  }
}
