import Diagnostics
import FrontMatter

/// A day that comes back: every 25th; the last Thursday of each month; the last Friday of even months.
package struct Recurrence: Sendable, Equatable {
  package let day: Rule
  package let months: Months

  package enum Rule: Sendable, Equatable {
    case dayOfMonth(Int)
    case weekday(Weekday, Week)
  }

  package enum Weekday: String, Choice {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    package var chinese: String {
      switch self {
      case .monday: "星期一"
      case .tuesday: "星期二"
      case .wednesday: "星期三"
      case .thursday: "星期四"
      case .friday: "星期五"
      case .saturday: "星期六"
      case .sunday: "星期日"
      }
    }
  }

  package enum Week: String, Choice {
    case first, second, third, fourth, last

    package var chinese: String {
      switch self {
      case .first: "第一个"
      case .second: "第二个"
      case .third: "第三个"
      case .fourth: "第四个"
      case .last: "最后一个"
      }
    }
  }

  package enum Months: String, Choice {
    case all, even, odd

    package var chinese: String {
      switch self {
      case .all: "每月"
      case .even: "双月"
      case .odd: "单月"
      }
    }
  }

  /// `the 25th of every month`, `the last Friday of even-numbered months`
  package var english: String {
    let months = months == .all ? "every month" : "\(months.rawValue)-numbered months"
    switch day {
    case .dayOfMonth(let day):
      let ending = (11...13).contains(day) ? "th" : [1: "st", 2: "nd", 3: "rd"][day % 10] ?? "th"
      return "the \(day)\(ending) of \(months)"
    case .weekday(let weekday, let week):
      let name = weekday.rawValue.prefix(1).uppercased() + weekday.rawValue.dropFirst()
      return "the \(week.rawValue) \(name) of \(months)"
    }
  }

  /// `每月25日`, `双月最后一个星期五`
  package var chinese: String {
    switch day {
    case .dayOfMonth(let day): "\(months.chinese)\(day)日"
    case .weekday(let weekday, let week): "\(months.chinese)\(week.chinese)\(weekday.chinese)"
    }
  }
}

extension RecordKind {
  static let recurrence = RecordKind(
    zh: "活动日", en: "recurrence",
    [
      Field("day", ["日"], .text, .init("每月几日：1 到 31", "of the month: 1 to 31")),
      Field("weekday", ["星期"], .choice(Recurrence.Weekday.words, codeList: nil)),
      Field("week", ["周"], .choice(Recurrence.Week.words, codeList: nil)),
      Field("months", ["月份"], .choice(Recurrence.Months.words, codeList: nil)),
    ])
}

extension Form where Value == Recurrence? {
  static var recurrence: Self {
    Form(
      type: .record(.recurrence), read: { $0.recurrence($1) },
      value: { recurrence in
        guard let recurrence else { return nil }
        var fields: [(key: String, value: FieldValue)] =
          switch recurrence.day {
          case .dayOfMonth(let day): [("day", .number(day))]
          case .weekday(let weekday, let week):
            [("weekday", .code(weekday.rawValue)), ("week", .code(week.rawValue))]
          }
        if recurrence.months != .all { fields.append(("months", .code(recurrence.months.rawValue))) }
        return .map(fields)
      })
  }
}

extension FieldReader {
  fileprivate mutating func recurrence(_ key: String) -> Recurrence? {
    guard let node = node(key) else { return nil }
    return record(node, as: .recurrence) { item in
      let weekday: Recurrence.Weekday? = item.choice("weekday"), week: Recurrence.Week? = item.choice("week")
      let months: Recurrence.Months = item.choice("months") ?? .all
      if let day = item.text("day").flatMap({ Int($0.value) }), 1...31 ~= day, weekday == nil, week == nil {
        return Recurrence(day: .dayOfMonth(day), months: months)
      }
      if let weekday, let week, item.node("day") == nil {
        return Recurrence(day: .weekday(weekday, week), months: months)
      }
      if item.diagnostics.isEmpty { item.report(.badRecurrence(at: item.location(node.range))) }
      return nil
    }
  }
}
