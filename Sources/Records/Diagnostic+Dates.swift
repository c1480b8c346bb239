import Diagnostics

// Every sentence about dates that cannot be right.
extension Diagnostic {
  static func implausibleDate(_ what: Message, _ period: Period, at location: Location) -> Diagnostic {
    warning(
      "implausible-date", at: location, "\(what.zh)是\(period.chinese)，多半是年份打错了",
      "\(what.en) is \(period.code): probably a slip in the year")
  }

  static func futureDate(
    _ what: Message, _ period: Period, today: Day, at location: Location, note: Note?
  ) -> Diagnostic {
    warning(
      "future-date", at: location, "\(what.zh)是\(period.chinese)，在今天（\(today.iso)）之后，还没有发生。请核对；日期对的话，等到那天再发布",
      "\(what.en) is \(period.code), after today (\(today.iso)): it has not happened yet",
      notes: note.map { [$0] } ?? [])
  }

  static func datesInOrder(
    _ what: Message, _ day: Day, before other: Message, at location: Location, otherAt: Location
  ) -> Diagnostic {
    warning(
      "date-order", at: location, "\(what.zh)（\(day.iso)）早于\(other.zh)，两个日期有一个不对",
      "\(what.en) (\(day.iso)) comes before \(other.en): one of the two is wrong",
      notes: [Note(zh: "\(other.zh)写在这里", en: "\(other.en) is here", at: otherAt)])
  }
}
