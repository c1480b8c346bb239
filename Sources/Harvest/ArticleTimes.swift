import Records

/// The times that a text speaks of, from letter to letter. What it gives without a year is of the year that it appeared in.
struct ArticleTimes {
  private let article: Article
  /// The year in which the text appeared; nil where nobody says it.
  private let year: Int?
  /// The period of what has no other.
  private let given: Period?
  private(set) var mentions: [Mention] = []
  /// For each of them the last one up to it that goes on.
  private var lastGoingOn: [Int?] = []

  struct Mention {
    let letters: Range<Int>
    /// Nil for a time that the text leaves open where the year is not known.
    let period: Period?
    /// The time goes on in the sentences after it: 今年以来, and not 7月.
    let goesOn: Bool
    /// The text does not say when it begins or ends, or in which year: a person has to look.
    let isLoose: Bool
  }

  /// - Parameters:
  ///   - published: when the text appeared.
  ///   - given: the period that 今年以来 means, and what has no time at all.
  init(_ article: Article, published: Period?, given: Period?) {
    self.article = article
    self.given = given
    year = published?.end.year ?? given?.end.year
    // The last day that the text reports of ends whatever has no other end.
    let dated = days.filter { $0.end.year == year }
    let isYearAlone = published.map { $0.days > 31 } ?? true
    let last = isYearAlone ? dated.map(\.end).max() ?? published?.end : published?.end
    var index = 0
    while index < article.letters.count {
      if let found = loose(at: index, last) ?? exact(at: index, last) {
        mentions.append(found)
        lastGoingOn.append(found.goesOn ? mentions.count - 1 : lastGoingOn.last ?? nil)
        index = found.letters.upperBound
      } else {
        index += 1
      }
    }
  }

  /// The time of some words: the last that their sentence names before them, else one that goes on from before.
  ///
  /// - Parameter section: the letters since the text is about this region.
  func mention(for letters: Range<Int>, in part: Range<Int>, sentence: Range<Int>, section: Range<Int>)
    -> Mention?
  {
    // They are in the order of the text, and none overlaps another.
    let next = mentions.partition { $0.letters.upperBound <= letters.lowerBound }
    guard next > 0 else { return nil }
    func isIn(_ range: Range<Int>) -> Bool { mentions[next - 1].letters.lowerBound >= range.lowerBound }
    if isIn(part) || isIn(sentence) { return mentions[next - 1] }
    return lastGoingOn[next - 1].flatMap { index in
      mentions[index].letters.lowerBound >= section.lowerBound ? mentions[index] : nil
    }
  }

  // MARK: Words

  /// 今年以来, 去年, 近年来
  private func loose(at index: Int, _ last: Day?) -> Mention? {
    func mention(_ word: String, _ period: Period?, goesOn: Bool = true) -> Mention {
      Mention(
        letters: index..<index + word.unicodeScalars.count, period: period, goesOn: goesOn, isLoose: true)
    }
    if let word = article.first(of: ["今年上半年", "今年下半年", "今年前三季度", "今年一季度"], at: index) {
      let rest = String(word.dropFirst(2))
      return mention(word, year.flatMap { Period(parsing: "\($0)年" + rest) })
    }
    if let word = article.first(of: ArticleTimes.thisYear, at: index), !isMonth(after: index + 2) {
      return mention(word, given ?? sinceYear(last))
    }
    if let months = months(at: index, last) { return months }
    if let word = article.first(of: ArticleTimes.untilNow, at: index)
      ?? article.first(of: ["目前", "如今", "眼下", "现在"], at: index).flatMap({ isPhraseStart(index) ? $0 : nil })
    {
      return mention(word, given ?? last.map { untilNow(index, $0) })
    }
    if let word = article.first(of: ["去年", "上年"], at: index), !isMonth(after: index + 2) {
      // 比上年增加 compares.
      let compares = article.first(of: ["比", "较", "比去年", "同比"], before: index) != nil
      return compares ? nil : mention(word, year.map { Period(year: $0 - 1) }, goesOn: false)
    }
    if let word = article.first(of: ArticleTimes.ofYears, at: index) {
      return mention(word, last.map { Period(start: nil, end: $0.endOfMonth) })
    }
    return nil
  }

  private static let thisYear = ["今年以来", "今年年初以来", "年初以来", "本年度以来", "今年", "本年度"]
  private static let untilNow = ["截至目前", "截止目前", "到目前为止", "截至今日", "截至发稿"]
  private static let ofYears = ["近年来", "近几年来", "近几年", "近两年", "近三年", "近五年", "多年来", "换届以来", "历年", "长期以来"]

  /// 近10个月来, 近三个月
  private func months(at index: Int, _ last: Day?) -> Mention? {
    guard article[index] == "近", let last else { return nil }
    let end = (index + 1...index + 3).first { article.has("个月", at: $0) }
    guard let end, let count = (try? Quantity(parsing: article.text(index + 1..<end)))?.value.whole,
      1...60 ~= count
    else { return nil }
    let month = last.monthIndex - count + 1
    return Mention(
      letters: index..<end + 2,
      period: Day(year: month / 12, month: month % 12 + 1, day: 1).map {
        Period(start: $0, end: last.endOfMonth)
      },
      goesOn: true, isLoose: true)
  }

  /// 2024年工作要点 is a name, and so is 对上半年情况: a time begins its phrase, or has a word before it that says so.
  private func isPhraseStart(_ index: Int) -> Bool {
    let before = article[index - 1]
    return !(0x4E00...0x9FFF ~= before.value) && !before.isASCII && before != "“"
      || article.first(
        of: ["在", "于", "从", "自", "将", "截至", "截止", "到", "今年", "去年", "当年", "仅", "其中", "早在"], before: index)
        != nil
  }

  private func isMonth(after index: Int) -> Bool { date(at: index) != nil }

  private func sinceYear(_ last: Day?) -> Period? {
    guard let year, let last, let start = Day(year: year, month: 1, day: 1) else { return nil }
    return last.year == year ? Period(start: start, end: last.endOfMonth) : Period(year: year)
  }

  /// The period up to now, which began when the time before it began, if the text says so.
  private func untilNow(_ index: Int, _ last: Day) -> Period {
    if let start = goingOn(before: index)?.period?.start, start <= last {
      return Period(start: start, end: last.endOfMonth)
    }
    return Period(start: nil, end: last.endOfMonth)
  }

  /// A time of some paragraphs before.
  private func goingOn(before index: Int) -> Mention? {
    guard let last = lastGoingOn.last, let last, mentions[last].letters.lowerBound > index - 2500 else {
      return nil
    }
    return mentions[last]
  }

  // MARK: Dates

  /// The days and months that the text names.
  private var days: [Period] {
    var days: [Period] = [], index = 0
    while index < article.letters.count {
      let found = date(at: index)
      if let found, found.period.days <= 31 { days.append(found.period) }
      index = found?.letters.upperBound ?? index + 1
    }
    return days
  }

  private func exact(at index: Int, _ last: Day?) -> Mention? {
    guard let (letters, period, hasYear) = date(at: index) else { return nil }
    let end = letters.upperBound
    guard isPhraseStart(index) || article[end] == "，" || article.first(of: ["以来", "至今", "起"], at: end) != nil
    else { return nil }
    if article.first(of: ["截至", "截止"], before: index) != nil {
      let start = hasYear ? nil : Day(year: period.end.year, month: 1, day: 1)
      let known = goingOn(before: index)?.period?.start
      return Mention(
        letters: letters, period: Period(start: known ?? start, end: period.end), goesOn: true, isLoose: true)
    }
    if let word = article.first(of: ["以来", "起", "至今", "开始以来", "份以来", "底以来"], at: end), let last,
      let start = period.start, start <= last
    {
      return Mention(
        letters: letters.lowerBound..<end + word.unicodeScalars.count,
        period: Period(start: start, end: last.endOfMonth), goesOn: word != "起", isLoose: true)
    }
    return Mention(
      letters: letters, period: period, goesOn: period.days > 80, isLoose: !hasYear)
  }

  /// The longest date at a place: 2024年1月至6月, 上半年, 9月4日.
  private func date(at index: Int) -> (letters: Range<Int>, period: Period, hasYear: Bool)? {
    let first = article[index], before = article[index - 1]
    guard ArticleTimes.isDigit(first) || ["上", "下", "前", "第", "全"].contains(first),
      !ArticleTimes.isDigit(before),
      before != "第", !["—", "－", "-", "~", "～"].contains(before) || article[index - 2] == "—"
    else { return nil }
    var end = index
    while end < index + 24, ArticleTimes.isOfDate(article[end]), end < article.letters.count { end += 1 }
    while end > index + 1 {
      defer { end -= 1 }
      guard "年月日度份旬号".unicodeScalars.contains(article[end - 1]) else { continue }
      let text = article.text(index..<end)
      // 近10个月, 一年 and 三个季度 say how long, not when.
      guard !text.contains("个") || text.hasPrefix("前") else { continue }
      if ArticleTimes.hasYear(text) {
        if let period = Period(parsing: text) { return (index..<end, period, true) }
      } else if let year,
        first.isASCII || text.unicodeScalars.contains("日") || text.contains("月份")
          || text.contains("半年") || text.contains("季度"),
        text.unicodeScalars.contains("月") || text.contains("半年") || text.contains("季度")
      {
        // 一月一主题 is no January.
        var year = year
        if article.has("去年", before: index) { year -= 1 }
        if article.has("当年", before: index) { year = lastYear(before: index) ?? year }
        if let period = Period(parsing: "\(year)年" + text) { return (index..<end, period, false) }
      }
    }
    return nil
  }

  /// The year that was written last before a place.
  private func lastYear(before index: Int) -> Int? {
    var end = index - 1
    while end > max(4, index - 400) {
      if article[end] == "年", let year = Int(article.text(end - 4..<end)), 1900...2100 ~= year { return year }
      end -= 1
    }
    return nil
  }

  private static func hasYear(_ text: String) -> Bool {
    guard let mark = text.firstIndex(of: "年") else { return false }
    return text[..<mark].unicodeScalars.count == 4 && text[..<mark].unicodeScalars.allSatisfy(isDigit)
  }

  private static func isDigit(_ letter: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(letter) || "〇零一二三四五六七八九十".unicodeScalars.contains(letter)
  }

  private static func isOfDate(_ letter: Unicode.Scalar) -> Bool {
    isDigit(letter) || "年月日至到—－-~～上下半前第季度个份全中旬".unicodeScalars.contains(letter)
  }
}

extension Day {
  /// The last day of its month.
  var endOfMonth: Day {
    let (year, month, _) = components
    return Day(year: year, month: month, day: Day.count(year: year, month: month)) ?? self
  }
}
