import Diagnostics

// Every sentence about dates, numbers and lists of names that an author can see.
extension Diagnostic {
  // MARK: Dates

  static func impossibleDate(_ text: String, expected form: DateForm, at location: Location) -> Diagnostic {
    switch form {
    case .day:
      date(
        location, form, zh: "“\(text)”没有写到日，这里要写某一天", en: "“\(text)” is no single day, and a day is asked for"
      )
    case .date:
      date(location, form, zh: "“\(text)”没有写从哪一天起", en: "“\(text)” does not say when it begins")
    case .period, .until: date(.notADate, text, expected: form, at: location)
    }
  }

  /// - Parameter suggestion: the edit that takes the field away, or gives the year.
  static func date(
    _ mistake: PeriodMistake, _ text: String, expected form: DateForm, at location: Location,
    suggestion: Suggestion? = nil
  ) -> Diagnostic {
    switch mistake {
    case .notADate where QuantityText.isAbsence(text):
      return date(
        location, form, zh: "“\(text)”不是日期；来源没有写的，不写这一行", en: "“\(text)” is no date; leave the field out",
        suggestion: suggestion)
    case .notADate:
      return date(location, form, zh: "“\(text)”不是可用的日期", en: "“\(text)” is no date")
    case .noSuchMonth(let month):
      return date(location, form, zh: "“\(text)”：没有\(month)月", en: "“\(text)”: there is no month \(month)")
    case .noSuchDay(let year, let month, let length):
      return date(
        location, form, zh: "“\(text)”：没有这一天，\(year)年\(month)月只有\(length)天",
        en: "“\(text)”: there is no such day; that month has \(length) days")
    case .reversed(let other):
      return date(
        location, form, code: "descending-range",
        zh: "“\(text)”的结束早于开始" + (other == nil ? "；跨年的，结束也要写年份" : ""),
        en: "“\(text)” ends before it begins" + (other == nil ? "; give the end a year of its own" : ""),
        suggestion: other.map { .replace(location, with: $0.code) })
    case .noYear:
      return date(
        location, form, zh: "“\(text)”没有写年份", en: "“\(text)” does not say the year", suggestion: suggestion)
    case .shortYear(let period):
      return date(
        location, form, zh: "“\(text)”的年份要写四位数字", en: "the year of “\(text)” has to have four digits",
        suggestion: .replace(location, with: period.code))
    case .serial(let day):
      return date(
        location, form, zh: "“\(text)”像是表格软件里日期的序号，应写成 \(day.iso)",
        en: "“\(text)” looks like the number that a spreadsheet gives to a day: \(day.iso)",
        suggestion: .replace(location, with: day.iso))
    case .loose(let word):
      return date(
        location, form, zh: "“\(text)”里的“\(word)”说不清是从哪一天到哪一天；请写出年、月或日",
        en: "“\(word)” is no certain time; give the year, month or day")
    case .noEnd:
      return date(
        location, form, zh: "“\(text)”没有写到哪一天为止；请写成 开始..结束，结束是来源所说的最后一天",
        en: "“\(text)” has no end; write START..END, with the last day that the source speaks of")
    case .more(let period):
      return date(
        location, form, zh: "“\(text)”在日期后面还有别的字", en: "“\(text)” is more than a date",
        suggestion: .replace(location, with: period.code))
    }
  }

  /// The message about a period that is no field's, with what was probably meant.
  package static func period(_ mistake: PeriodMistake, _ text: String) -> Message {
    let said = date(mistake, text, expected: .period, at: Location("", 0..<0))
    let meant = said.suggestion?.message
    return Message(
      zh: said.message.zh + (meant.map { "；" + $0.zh } ?? ""),
      en: said.message.en + (meant.map { "; " + $0.en } ?? ""))
  }

  private static func date(
    _ location: Location, _ form: DateForm, code: String = "impossible-date", zh: String, en: String,
    suggestion: Suggestion? = nil
  ) -> Diagnostic {
    let examples =
      switch form {
      case .day: "2022-08-31、2022年8月31日"
      case .date, .until: "2022、2022-08、2022年8月31日、2022-08-01..2022-08-31"
      case .period: "2024、2024H1、2024年上半年、2024Q3、2024-07、2024年1月至9月、2023..2024、..2023-06"
      }
    return error(
      code, at: location, zh, en,
      notes: suggestion == nil ? [Note(zh: "可以写成：\(examples)", en: "write: \(examples)")] : [],
      suggestion: suggestion)
  }

  // MARK: Quantities

  package static func quantity(
    _ mistake: QuantityMistake, in text: String, measure: Measure? = nil, at location: Location,
    suggestion: Suggestion? = nil
  ) -> Diagnostic {
    let unit = measure?.unit ?? ""
    func said(_ code: String, _ zh: String, _ en: String) -> Diagnostic {
      error(code, at: location, zh, en, suggestion: suggestion)
    }
    return switch mistake {
    case .vague(let word):
      said(
        "vague-quantity", "“\(word)”说不清是多少，不能当作数字；请写出数字（如 30余），或把这句话写进正文",
        "“\(word)” is no number; give one (such as 30余), or say it in the text")
    case .twoQualifiers:
      said(
        "two-qualifiers", "“\(text)”里有两个限定词，一个数只能带一个（余、多、近、约、超……）",
        "“\(text)” bears two qualifiers; a number bears one at most")
    case .unit(let unit):
      said(
        "unit-in-quantity", "“\(text)”里的“\(unit)”请去掉：单位由指标决定，这里只写数字",
        "leave out “\(unit)”: the unit belongs to the metric")
    case .otherUnit(let other):
      said(
        "unit-in-quantity", "“\(text)”的单位是“\(other)”，这里的单位是“\(unit)”；请核对是不是同一样东西",
        "the unit of “\(text)” is \(other), and here it is \(unit); check that both are the same thing")
    case .scaleTwice(let number):
      said(
        "scale-twice", "单位“\(unit)”里已经有万（亿），“\(number)”里又有；只能写一处",
        "\(unit) counts in 万 or 亿 already, and so does “\(number)”; one of them is too much")
    case .ambiguousRange:
      said(
        "ambiguous-range", "“\(text)”的前一个数是否也以万（亿）计？请两边都写全，如 2万—3万",
        "does the first number of “\(text)” count in the same unit? write both in full: 2万—3万")
    case .descendingRange:
      said(
        "descending-range", "“\(text)”的前一个数应小于后一个数",
        "the first number of “\(text)” should be the smaller one")
    case .absent:
      said(
        "not-a-quantity", "“\(text)”：来源没有给的，不写这一行，没有写的数不算 0；来源写明是 0 的，才写 0",
        "“\(text)”: leave out what the source does not give, which is not 0; write 0 only where the source does"
      )
    case .notANumber where text.trimmingBlanks.isEmpty:
      said(
        "not-a-quantity", "这里没有写数：没有统计的不写这一行，网页上就是“未报”；确实是 0 的，才写 0",
        "there is no number: leave out what is not known, which pages call unreported; write 0 only where it is 0"
      )
    case .notANumber:
      said(
        "not-a-quantity", "“\(text)”不是数字；可以写 78、近700、200余、超20万、100—150、1.2万",
        "“\(text)” is no number; write 78, 近700, 200余, 超20万, 100—150, 1.2万")
    case .notWhole:
      said(
        "not-a-quantity", "“\(text)”应是整数：这里数的是一场一场、一件一件或一个一个",
        "“\(text)” should be a whole number: these are counted one by one")
    case .noWholeNumber(let number):
      said(
        "no-whole-number", "“\(text)”里没有整数：一个一个数的，\(number)前后都差不到1；请写 \(number)，或像 30余、近40 这样写到十位",
        "there is no whole number in “\(text)”: write \(number), or a rounder number such as 30余 or 近40")
    }
  }

  /// A number that belongs to another field.
  static func otherField(
    _ text: String, _ measure: Measure, _ other: Field, _ otherMeasure: Measure, at location: Location,
    suggestion: Suggestion?
  ) -> Diagnostic {
    let chinese = other.name
    return error(
      "unit-in-quantity", at: location,
      "“\(text)”的单位是\(otherMeasure.unit)，这里数的是\(measure.unit)；\(otherMeasure.unit)请写在“\(chinese)”（\(other.key)）",
      "“\(text)” counts \(otherMeasure.unit), and this field \(measure.unit); give it as \(other.key) (\(chinese))",
      suggestion: suggestion)
  }

  /// The message about persons where only person-times can be counted.
  static func personsOfSeveralSessions(
    _ text: String, _ persons: Quantity, _ sessions: Quantity, at location: Location
  ) -> Diagnostic {
    let least = persons.qualifier == .exact ? persons.display + "人次以上" : nil
    return error(
      "unit-in-quantity", at: location,
      "“\(text)”是人数，这一篇有\(sessions.display)场，每人到了几场没有写；请写各场合计的人次"
        + (least.map { "，不清楚的写“\($0)”" } ?? "") + "，或写姓名 [张三, 李四]",
      "“\(text)” counts persons, and there were \(sessions.display) sessions: give the person-times of all, or the names",
      suggestion: least.map { .replace(location, with: $0) })
  }

  // MARK: Lists of names

  /// - Parameter areRead: they are read as so many; else as one.
  static func severalInOne(
    _ count: Int, areRead: Bool, at location: Location, suggestion: Suggestion?
  ) -> Diagnostic {
    Diagnostic(
      .warning, "several-in-one",
      areRead
        ? Message(
          zh: "写在一起的有\(count)项，已分开读；请用半角逗号分开，写成 [甲, 乙]，或每行一项",
          en: "these are read as \(count) items; divide them with commas, as in [a, b], or give each a line")
        : Message(
          zh: "这里只读成一项；要是有\(count)项，请用半角逗号分开，要是本来就是一项，请加引号",
          en: "this is read as one item; divide the \(count) with commas, or quote what is one"),
      at: location, suggestion: suggestion)
  }

  static func noPersonName(_ text: String, at location: Location) -> Diagnostic {
    error(
      "no-person-name", at: location, "“\(text)”不是姓名；列表里每一项是一位委员的姓名，名单不全的请只写人数，如 委员: 5",
      "“\(text)” is no name; each item is the name of one member, and where not all are known, give their number"
    )
  }

  /// The message about a text that `members` does not take, with what it does.
  static func noMembers(_ text: String, at location: Location, suggestion: Suggestion?) -> Diagnostic {
    error(
      "not-a-quantity", at: location, "“\(text)”既不是人数，也不是姓名", "“\(text)” is neither a number nor names",
      notes: [
        Note(
          zh: "可以写人数：3；姓名：[张三, 李四]；各级人数：{省: 3, 市: 5}",
          en: "write a number: 3; names: [张三, 李四]; or numbers by level: {省: 3, 市: 5}")
      ],
      suggestion: suggestion)
  }
}
