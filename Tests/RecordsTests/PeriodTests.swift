import Records
import Testing

@Suite struct PeriodTests {
  /// Written, first and last day, the code it is given, and its Chinese name.
  @Test(arguments: [
    ("2024", "2024-01-01", "2024-12-31", "2024", "2024年"),
    ("2024H1", "2024-01-01", "2024-06-30", "2024H1", "2024年上半年"),
    ("2024H2", "2024-07-01", "2024-12-31", "2024H2", "2024年下半年"),
    ("2024Q1", "2024-01-01", "2024-03-31", "2024Q1", "2024年第一季度"),
    ("2024Q3", "2024-07-01", "2024-09-30", "2024Q3", "2024年第三季度"),
    ("2024-02", "2024-02-01", "2024-02-29", "2024-02", "2024年2月"),
    ("2022-08-31", "2022-08-31", "2022-08-31", "2022-08-31", "2022年8月31日"),
    ("2023..2024", "2023-01-01", "2024-12-31", "2023..2024", "2023年至2024年"),
    ("2023-09..2024-03", "2023-09-01", "2024-03-31", "2023-09..2024-03", "2023年9月至2024年3月"),
    ("2024-01-05..2024-02-07", "2024-01-05", "2024-02-07", "2024-01-05..2024-02-07", "2024年1月5日至2月7日"),
    ("2024-01..2024-10", "2024-01-01", "2024-10-31", "2024-01..2024-10", "2024年1月至10月"),
    // The same period in other words has the same code.
    ("2024-01..2024-06", "2024-01-01", "2024-06-30", "2024H1", "2024年上半年"),
    ("2024-01-01..2024-12-31", "2024-01-01", "2024-12-31", "2024", "2024年"),
    ("2024Q1..2024Q4", "2024-01-01", "2024-12-31", "2024", "2024年"),
    // An unknown start.
    ("..2023-06", nil, "2023-06-30", "..2023-06", "截至2023年6月"),
    ("..2023", nil, "2023-12-31", "..2023", "截至2023年"),
    ("..2023-06-15", nil, "2023-06-15", "..2023-06-15", "截至2023年6月15日"),
  ])
  func reads(written: String, start: String?, end: String, code: String, chinese: String) throws {
    let period = try #require(Period(parsing: written))
    #expect(period.start?.iso == start)
    #expect(period.end.iso == end)
    #expect(period.code == code)
    #expect(Period(parsing: period.code) == period)
    #expect(period.chinese == chinese)
  }

  /// Other ways to write it that can mean one thing only.
  @Test(arguments: [
    // The forms that people type, in letters of any width, with blanks.
    ("2024年3月5日", "2024-03-05"), ("2024/3/5", "2024-03-05"), ("2024-3-5", "2024-03-05"),
    ("2024.03.05", "2024-03-05"),
    ("20240305", "2024-03-05"), ("2024年3月5号", "2024-03-05"), ("2024 年 3 月 5 日", "2024-03-05"),
    ("2024.3", "2024-03"), ("2024.10", "2024-10"), ("2024-7", "2024-07"), ("202403", "2024-03"),
    ("２０２４-０３", "2024-03"), ("2024年3月份", "2024-03"), ("2024年元月", "2024-01"), ("2024 ", "2024"),
    ("2024年", "2024"), ("2024年度", "2024"), ("2024全年", "2024"), ("2024年全年", "2024"),
    // Han numbers.
    ("二〇二四年三月", "2024-03"), ("二零二四年十二月三十一日", "2024-12-31"), ("二○二四年", "2024"),
    // Halves, quarters, tens of days.
    ("2024年上半年", "2024H1"), ("2024上半年", "2024H1"), ("2024h1", "2024H1"), ("2024年第一季度", "2024Q1"),
    ("2024年1季度", "2024Q1"), ("2024年四季度", "2024Q4"), ("2024年前三季度", "2024-01..2024-09"),
    ("2024年前10个月", "2024-01..2024-10"), ("2024年2月下旬", "2024-02-21..2024-02-29"),
    // Spans; what one end does not say is said by the other.
    ("2024年1-6月", "2024H1"), ("2024年1月至6月", "2024H1"), ("2024年3月—5月", "2024-03..2024-05"),
    ("2024年1月至9月", "2024-01..2024-09"), ("2024.1-6", "2024H1"), ("2024-01-2024-06", "2024H1"),
    ("2023-2024", "2023..2024"), ("2023—2024年", "2023..2024"), ("2024年3月5-7日", "2024-03-05..2024-03-07"),
    ("2024年3月5日到4月7日", "2024-03-05..2024-04-07"), ("2024.1.5~1.9", "2024-01-05..2024-01-09"),
    ("2024年一至三季度", "2024-01..2024-09"), ("2024年12月—2025年2月", "2024-12..2025-02"),
    ("自2024年1月1日起至2024年3月5日止", "2024-01-01..2024-03-05"), ("2024-7-1..2024-7-5", "2024-07-01..2024-07-05"),
    ("截至2024年9月", "..2024-09"), ("截至2024年9月底", "..2024-09"), ("截止到2024年底", "..2024"),
    ("至2024年9月", "..2024-09"),
  ])
  func readsOtherForms(written: String, code: String) throws {
    #expect(try Period(reading: written).code == code)
  }

  @Test(arguments: [
    ("", PeriodMistake.notADate), ("24", .notADate), ("5", .notADate), ("2024H3", .notADate),
    ("2024H0", .notADate),
    ("2024Q0", .notADate), ("2024Q5", .notADate), ("2024年第5季度", .notADate), ("2024-+7", .notADate),
    ("2024..", .notADate), ("..", .notADate), ("2024...2025", .notADate), ("2024..2025..2026", .notADate),
    ("0000", .notADate), ("2024-07-", .notADate), ("2024-07-01-01", .notADate), ("2024-3/5", .notADate),
    ("2024 3 5", .notADate), ("5/3/2024", .notADate), ("1月..2024", .noYear), ("2024年一二月", .notADate),
    ("2024-3-5-7", .notADate), (String(repeating: "上", count: 10_000), .notADate),
    ("2024-13", .noSuchMonth(13)), ("2024-00", .noSuchMonth(0)), ("2024年13月", .noSuchMonth(13)),
    ("2024年2月30日", .noSuchDay(year: 2024, month: 2, length: 29)),
    ("2023-02-29", .noSuchDay(year: 2023, month: 2, length: 28)),
    ("3月5日", .noYear), ("上半年", .noYear), ("1-6月", .noYear), ("12月", .noYear),
    ("2024年初", .loose("年初")), ("2024年底", .loose("年底")), ("今年以来", .loose("今年")), ("2024年3月底", .loose("月底")),
    ("2024年1月至今", .noEnd), ("2023年以来", .noEnd), ("2024年9月至3月", .reversed(nil)),
  ])
  func refuses(text: String, mistake: PeriodMistake) {
    #expect(throws: mistake) { try Period(reading: text) }
    #expect(Period(parsing: text) == nil)
  }

  /// A mistake that says what is meant.
  @Test(arguments: [
    ("2024..2023", "2023..2024"), ("2024-03..2024-02", "2024-02..2024-03"),
    ("2024年9月至2024年3月", "2024-03..2024-09"),
    ("24年3月", "2024-03"), ("24-3-5", "2024-03-05"), ("98年", "1998"), ("45356", "2024-03-05"),
    ("2024年3月5日（星期二）", "2024-03-05"), ("2024-03-05 10:30", "2024-03-05"),
    ("2024-03-05T10:00:00", "2024-03-05"),
  ])
  func saysWhatIsMeant(text: String, code: String) {
    do {
      _ = try Period(reading: text)
      Issue.record("\(text) is read")
    } catch {
      let meant: Period? =
        switch error {
        case .reversed(let period): period
        case .shortYear(let period), .more(let period): period
        case .serial(let day): Period(day: day)
        default: nil
        }
      #expect(meant?.code == code)
    }
  }

  /// Until some time, 底 and 末 say nothing more.
  @Test func untilTheEnd() throws {
    #expect(try Period(reading: "2024年底", isUntil: true).end.iso == "2024-12-31")
    #expect(try Period(reading: "2024年9月末", isUntil: true).end.iso == "2024-09-30")
    #expect(try Period(reading: "截至2024年9月", isUntil: true).end.iso == "2024-09-30")
  }

  /// Every pair of days within some years makes a period whose code reads back as itself.
  @Test func codesReadBack() throws {
    let first = try #require(Day(iso: "2022-12-30")).ordinal
    for start in stride(from: first, to: first + 800, by: 29) {
      for length in [0, 1, 30, 60, 89, 90, 180, 183, 364, 365, 730] {
        let period = Period(start: Day(ordinal: start), end: Day(ordinal: start + length))
        #expect(Period(parsing: period.code) == period, "\(period.code)")
        // The form that the site prints, too.
        #expect(Period(parsing: period.chinese) == period, "\(period.chinese)")
        let open = Period(start: nil, end: Day(ordinal: start))
        #expect(Period(parsing: open.code) == open, "\(open.code)")
        #expect(Period(parsing: open.chinese) == open, "\(open.chinese)")
      }
    }
  }

  @Test(arguments: [
    // A, B, A contains B, they overlap, they are like
    ("2024", "2024H1", true, true, false),
    ("2024", "2024", true, true, true),
    ("2024H1", "2024", false, true, false),
    ("2024H1", "2024H2", false, false, false),
    ("2024", "2023-12..2024-02", false, true, false),
    ("2024", "2024-07-01", true, true, false),
    ("2024H1", "2024-01..2024-06", true, true, true),
    // Like: the same first and the same last month, whatever the days.
    ("2024H1", "2024-01-01..2024-06-28", true, true, true),
    ("2024-01-05..2024-06-28", "2024H1", false, true, true),
    ("2024-06-28", "2024-06", false, true, true),
    // An unknown start lies inside no period, overlaps all that begins before its end, and is like nothing.
    ("2020..2024", "..2023-06", false, true, false),
    ("..2023-06", "2022", false, true, false),
    ("..2023-06", "2024", false, false, false),
    ("..2023-06", "..2023-06", false, true, false),
  ])
  func relations(a: String, b: String, contains: Bool, overlaps: Bool, isLike: Bool) throws {
    let a = try #require(Period(parsing: a)), b = try #require(Period(parsing: b))
    #expect(a.contains(b) == contains)
    #expect(a.overlaps(b) == overlaps)
    #expect(b.overlaps(a) == overlaps)
    #expect(a.isLike(b) == isLike)
    #expect(b.isLike(a) == isLike)
  }

  @Test func anUnknownStartCoversMoreThanAnyDatedPeriod() throws {
    let open = try #require(Period(parsing: "..2001")), long = try #require(Period(parsing: "0001..9999"))
    #expect(open.days > long.days)
  }

  @Test func aGapIsLikeNothingAndIsSaid() throws {
    let whole = try #require(Period(parsing: "2024")),
      span = try #require(Period(parsing: "2024-01..2024-09"))
    var year = whole, months = span
    year.hasGap = true
    months.hasGap = true
    #expect(!year.isLike(whole))
    #expect(!year.isLike(year))
    #expect(year.chinese == "2024年（有间断）")
    #expect(months.chinese == "2024年1月至9月（有间断）")
  }

  /// The code is read as the period it is of, and no shorter text is: whatever first and last day a period has.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func codesAreReadBack(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    for _ in 0..<50 {
      let months = [1, 3, 4, 6, 7, 9, 10, 12, 2]
      func day(_ isFirst: Bool) throws -> Day {
        let year = Int.random(in: 1999...2028, using: &random)
        let month = months.randomElement(using: &random) ?? 1
        let length = Day.count(year: year, month: month)
        let edge =
          Bool.random(using: &random) ? (isFirst ? 1 : length) : Int.random(in: 1...length, using: &random)
        return try #require(Day(year: year, month: month, day: edge))
      }
      let a = try day(true), b = try day(false)
      let period = Period(start: Bool.random(using: &random) ? min(a, b) : nil, end: max(a, b))
      let code = period.code
      #expect(Period(parsing: code) == period, "\(code)")
      #expect(Period(parsing: period.chinese) == period, "\(period.chinese)")
      let shorter =
        ["", "H1", "H2", "Q1", "Q2", "Q3", "Q4"].map { period.end.iso.prefix(4) + $0 }
        + [period.end.iso.prefix(7), period.end.iso.prefix(10)].map { String($0) }
      for text in shorter where text.utf8.count < code.utf8.count {
        #expect(Period(parsing: String(text)) != period, "\(code) could be \(text)")
      }
    }
  }
}
