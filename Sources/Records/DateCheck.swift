import Diagnostics
import FrontMatter

/// Holds all dates of a site's content against today and against each other: what is published has happened.
///
/// Write-ups that are held back are not looked at, but for a day of publication that can only be a slip. A later
/// `published` itself is how one is held back.
struct DateCheck {
  let today: Day
  private(set) var found: [Diagnostic] = []

  init(today: Day) { self.today = today }

  /// Nothing that a committee reports happened before there was one, nor is it planned for the next but one.
  private func isImplausible(_ period: Period) -> Bool {
    let first = period.start ?? period.end
    return period.end.year < 1949 || first.year < 1949 || first.year > today.year + 10
  }

  /// A period counts as over when its last unit has begun: figures of a year may be published in December.
  private func isAhead(_ period: Period) -> Bool { period.lastUnitStart > today }

  /// Says of a date that it is out of all bounds, or after today where that cannot be. Whether it is fit to be compared.
  private mutating func check(
    _ period: Period, mayBeAhead: Bool = false, _ what: Message, at location: @autoclosure () -> Location,
    because reason: @autoclosure () -> Note? = nil
  ) -> Bool {
    if isImplausible(period) {
      found.append(.implausibleDate(what, period, at: location()))
      return false
    }
    if !mayBeAhead, isAhead(period) {
      found.append(.futureDate(what, period, today: today, at: location(), note: reason()))
    }
    return true
  }

  /// Says that a day comes before another that it cannot come before.
  private mutating func refuse(
    _ what: Message, _ day: Day, before other: Message, at location: Location, otherAt: Location
  ) {
    found.append(.datesInOrder(what, day, before: other, at: location, otherAt: otherAt))
  }

  private static let date = Message(zh: "案例的日期", en: "the date of the case")
  private static let published = Message(zh: "发布日期", en: "the day of publication")
  private static let updated = Message(zh: "更新日期", en: "the day of the last change")
  private static let followUp = Message(zh: "回头看的日期", en: "the date of the follow-up")
  private static let document = Message(zh: "成果文件的日期", en: "the date of the document")
  private static let period = Message(zh: "时期", en: "the period")
  private static let figure = Message(zh: "这个数的时期", en: "the period of this figure")
  private static let revision = Message(zh: "修订的日期", en: "the date of the revision")
  private static let issued = Message(zh: "印发日期", en: "the date of issue")
  private static let source = Message(zh: "来源的日期", en: "the date of the source")

  mutating func check(_ record: Case) {
    func find(_ steps: FieldLocator.Step...) -> Location {
      FieldLocator(record.document.source)(steps)
    }
    func top(_ key: String) -> Location { find(.field(key, .case)) }
    let event = record.date
    var comparable = event
    if let event {
      let isDone = record.status == .resolved
      let number = record.sessions ?? record.problemsSolved
      let location = Location(record.file, event.range)
      if isImplausible(event.value) || isDone {
        if !check(
          event.value, DateCheck.date, at: location,
          because: Note(zh: "状态写的是已解决", en: "the status says resolved", at: top("status")))
        {
          comparable = nil
        }
      } else if isAhead(event.value), let number {
        found.append(
          .futureDate(
            DateCheck.date, event.value, today: today, at: location,
            note: Note(
              zh: "还没有发生的事，已经写了数", en: "a number is given of what has not happened",
              at: Location(record.file, number.range))))
      }
    }
    if let day = record.published {
      let isFit = check(Period(day: day), mayBeAhead: true, DateCheck.published, at: top("published"))
      if isFit, record.status == .resolved, let start = comparable?.value.start, day < start, let comparable {
        refuse(
          DateCheck.published, day, before: DateCheck.date, at: top("published"),
          otherAt: Location(record.file, comparable.range))
      }
    }
    if let day = record.updated, check(Period(day: day), DateCheck.updated, at: top("updated")),
      let published = record.published, day < published
    {
      refuse(
        DateCheck.updated, day, before: DateCheck.published, at: top("updated"), otherAt: top("published"))
    }
    for (i, followUp) in record.followUps.enumerated() {
      guard let date = followUp.date else { continue }
      func here() -> Location { find(.field("follow_ups", .case), .item(i), .field("date", .followUp)) }
      let isFit = check(date, mayBeAhead: followUp.state == .planned, DateCheck.followUp, at: here())
      if isFit, let comparable, let start = comparable.value.start, date.end < start {
        refuse(
          DateCheck.followUp, date.end, before: DateCheck.date, at: here(),
          otherAt: Location(record.file, comparable.range))
      }
    }
    for (i, document) in record.documents.enumerated() {
      guard let date = document.date else { continue }
      _ = check(
        date, mayBeAhead: record.status == .planned, DateCheck.document,
        at: find(.field("documents", .case), .item(i), .field("date", .document)))
    }
  }

  mutating func check(_ report: Report) {
    func top(_ key: String) -> Location { FieldLocator(report.document.source)(.field(key, .report)) }
    var isFit = true
    if let period = report.period { isFit = check(period, DateCheck.period, at: top("period")) }
    if let day = report.published {
      let isDay = check(Period(day: day), mayBeAhead: true, DateCheck.published, at: top("published"))
      if isFit, isDay, let start = report.period?.start, day < start {
        refuse(
          DateCheck.published, day, before: DateCheck.period, at: top("published"), otherAt: top("period"))
      }
    }
    for figure in report.figures {
      // The period of the report is said once.
      guard let period = figure.period, period.end != report.period?.end else { continue }
      // A stock keeps the last day of what it is dated with.
      let written = figure.isStock ? period.asWritten : period
      func here() -> Location {
        let find = FieldLocator(report.document.source), map = FieldLocator.Step.around(figure.range)
        let own = find(.field("figures", .report), map, .field("as_of", .figure))
        return own.range == find(.field("figures", .report), map).range
          ? find(.field("figures", .report), map, .field("period", .figure)) : own
      }
      _ = check(written, DateCheck.figure, at: here())
    }
    for (i, revision) in report.revisions.enumerated() {
      guard let day = revision.date else { continue }
      func here() -> Location {
        FieldLocator(report.document.source)(
          .field("revisions", .report), .item(i), .field("date", .revision))
      }
      let isDay = check(Period(day: day), DateCheck.revision, at: here())
      if isDay, let published = report.published, day < published {
        refuse(DateCheck.revision, day, before: DateCheck.published, at: here(), otherAt: top("published"))
      }
    }
  }

  mutating func check(_ briefing: Briefing) {
    func top(_ key: String) -> Location { FieldLocator(briefing.document.source)(.field(key, .briefing)) }
    var isFit = true
    if let period = briefing.period { isFit = check(period, DateCheck.period, at: top("period")) }
    if let day = briefing.date, check(Period(day: day), DateCheck.issued, at: top("date")), isFit,
      let start = briefing.period?.start, day < start
    {
      refuse(DateCheck.issued, day, before: DateCheck.period, at: top("date"), otherAt: top("period"))
    }
  }

  mutating func check(_ settings: SiteSettings, in registry: SourceText?) {
    guard let registry, let day = settings.published else { return }
    _ = check(Period(day: day), DateCheck.published, at: FieldLocator(registry)(.field("published", .site)))
  }

  mutating func check(_ sources: [SourcePage], in registry: SourceText?) {
    guard let registry else { return }
    for (i, source) in sources.enumerated() {
      guard let date = source.date else { continue }
      _ = check(
        date, DateCheck.source,
        at: FieldLocator(registry)(.field("sources", .sourceList), .item(i), .field("date", .sourcePage)))
    }
  }

  /// A write-up that would never come out.
  mutating func check(_ held: Content.HeldBack, _ source: SourceText?) {
    guard case .publishedOn(let day) = held.reason, let source else { return }
    let kind = RecordKind.ofFolder(source.folder) ?? .case
    _ = check(
      Period(day: day), mayBeAhead: true, DateCheck.published,
      at: FieldLocator(source)(.field("published", kind)))
  }
}

extension Content {
  /// Says which dates cannot be right.
  ///
  /// - Parameter texts: what the content was read from.
  package func checkDates(today: Day, in texts: [SourceText], reporting diagnostics: inout [Diagnostic]) {
    var check = DateCheck(today: today)
    for record in cases { check.check(record) }
    for report in reports { check.check(report) }
    for briefing in briefings { check.check(briefing) }
    check.check(settings, in: texts.first { $0.path == settings.file })
    check.check(sources, in: texts.first { $0.path == "content/sources.yml" })
    for held in heldBack { check.check(held, texts.first { $0.path == held.file }) }
    diagnostics += check.found
  }
}

extension Period {
  /// The year or month whose last day it is, else itself.
  fileprivate var asWritten: Period {
    let (year, month, _) = end.components
    guard end.isLastOfMonth else { return self }
    return month == 12 ? Period(year: year) : Period(start: Day(year: year, month: month, day: 1), end: end)
  }

  /// The first day of the last day, month or year that it is written in.
  fileprivate var lastUnitStart: Day {
    if unit != nil, let start { return start }
    let (year, month, _) = end.components
    return switch spanUnit {
    case .year: Day(year: year, month: 1, day: 1) ?? end
    case .month: Day(year: year, month: month, day: 1) ?? end
    case .day, .half, .quarter: end
    }
  }
}
