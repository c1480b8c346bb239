import Diagnostics

// One thing written up twice, under two names of files, would double its numbers. A series is none: meetings of the same
// name on other days, and what one sentence of a source says of several matters.
extension Content {
  /// Says what is there twice, and takes out the second where that is certain.
  static func removeDuplicates(
    _ cases: inout [Case], _ reports: inout [Report], _ briefings: inout [Briefing],
    reporting diagnostics: inout [Diagnostic]
  ) {
    var found = DuplicateCases(cases), certain: Set<Int> = []
    for (index, record) in cases.enumerated() {
      guard let (other, likeness) = found.find(index) else { continue }
      diagnostics.append(
        .duplicate(record.title, likeness, at: record.titleLocation, firstAt: cases[other].titleLocation))
      if likeness == .certain { certain.insert(index) }
    }
    if !certain.isEmpty { cases = cases.indices.filter { !certain.contains($0) }.map { cases[$0] } }
    var byFigures: [Report.Statement: Report] = [:]
    reports.removeAll { report in
      guard let other = byFigures[report.statement] else {
        byFigures[report.statement] = report
        return false
      }
      guard report.sharesSource(with: other) else { return false }
      diagnostics.append(
        .duplicate(report.title, .certain, at: report.titleLocation, firstAt: other.titleLocation))
      return true
    }
    var byIssue: [[String?]: Briefing] = [:]
    briefings.removeAll { briefing in
      let issue = [briefing.issuer, briefing.masthead, briefing.issue, briefing.title, briefing.date?.iso]
      guard let other = byIssue[issue] else {
        byIssue[issue] = briefing
        return false
      }
      diagnostics.append(
        .duplicate(briefing.title, .certain, at: briefing.titleLocation, firstAt: other.titleLocation))
      return true
    }
    checkIssues(of: briefings, reporting: &diagnostics)
  }

  /// Says which two briefings bear one number: one of a year, or one of all years of their series.
  private static func checkIssues(of briefings: [Briefing], reporting diagnostics: inout [Diagnostic]) {
    var first: [Issue: Location] = [:]
    for briefing in briefings {
      let year = briefing.date?.year, series = briefing.series
      let own = Issue(
        issuer: briefing.issuer, series: series, year: year,
        name: briefing.number.map { "第\($0)期" } ?? briefing.issue)
      let total = briefing.totalNumber.map {
        Issue(issuer: briefing.issuer, series: series, year: nil, name: "总第\($0)期")
      }
      for (issue, range) in [(own, briefing.issueRange), (total, briefing.totalRange)] {
        guard let issue else { continue }
        let location = Location(briefing.file, range)
        if let other = first[issue] {
          diagnostics.append(
            .issueTwice(issue.name, of: series, year: issue.year, at: location, firstAt: other))
          break
        }
        first[issue] = location
      }
    }
  }

  /// A number that no two briefings have in common.
  private struct Issue: Hashable {
    let issuer: String
    let series: String
    /// Nil for a number among the issues of all years.
    let year: Int?
    let name: String
  }
}

/// The certainty that two write-ups are one.
enum Likeness {
  /// An error.
  case certain
  /// A warning.
  case probable
}

/// Holds each case against those before it that have the same title, or say the same; it knows them by their indices.
private struct DuplicateCases {
  private let cases: [Case]
  private var byTitle: [Title: Int] = [:]
  /// The first case of each day, of a title that returns.
  private var byDay: [Title: Int] = [:]
  private var byStatement: [Case.Statement: Int] = [:]

  init(_ cases: [Case]) { self.cases = cases }

  private struct Title: Hashable {
    let text: String
    let region: RegionID
    var date: Period?
  }

  mutating func find(_ index: Int) -> (other: Int, Likeness)? {
    let record = cases[index]
    var title = Title(text: record.title, region: record.region)
    let namesake = byTitle[title]
    if let namesake {
      title.date = cases[namesake].date?.value
      byDay[title] = byDay[title] ?? namesake
      title.date = record.date?.value
      let other = byDay[title]
      if let other, let likeness = record.likeness(onOneDay: cases[other]) { return (other, likeness) }
      byDay[title] = other ?? index
      if record.isProbably(cases[namesake]) { return (namesake, .probable) }
    } else {
      byTitle[title] = index
    }
    guard let statement = record.statement else { return nil }
    guard let other = byStatement[statement] else {
      byStatement[statement] = index
      return nil
    }
    return record.hasTellingNumbers || record.title.isNearly(cases[other].title) ? (other, .probable) : nil
  }
}

extension Case {
  /// The numbers that it gives, as they are written.
  private var numbers: [String?] {
    [sessions, problemsRaised, problemsSolved, participants, participantVisits].map { $0?.value.display }
  }

  /// Two numbers or more, not all of them 1: hardly the same of two matters.
  fileprivate var hasTellingNumbers: Bool {
    let given = numbers.compactMap(\.self)
    return given.count > 1 && given.contains { $0 != "1" }
  }

  /// The numbers of the case with its region, date and lines of sources; nil where it gives no line or no number.
  fileprivate var statement: Statement? {
    guard sessions != nil || problemsSolved != nil || participants != nil || participantVisits != nil,
      !citations.isEmpty, citations.allSatisfy({ !$0.lines.isEmpty })
    else { return nil }
    return Statement(region: region, date: date?.value, citations: citations, numbers: numbers)
  }

  fileprivate struct Statement: Hashable {
    let region: RegionID
    let date: Period?
    let citations: [Citation]
    let numbers: [String?]
  }

  /// The likeness of a case with the same title, region and date. A year is no day: several of one name may be
  /// without a number, or a source, of their own.
  fileprivate func likeness(onOneDay other: Case) -> Likeness? {
    let isDay = date.map { $0.value.start == $0.value.end } ?? false
    if isDay || tellsTheSame(as: other) { return .certain }
    return tellsAnything && other.tellsAnything ? .probable : nil
  }

  /// Whether a case with the same title and region is probably the same: one date is missing, or is inside the
  /// other, or the same is told of another day.
  fileprivate func isProbably(_ other: Case) -> Bool {
    guard let day = date?.value, let otherDay = other.date?.value, !day.overlaps(otherDay) else {
      return tellsTheSame(as: other)
    }
    return hasTellingNumbers && numbers == other.numbers && citations == other.citations
  }

  /// The same numbers, the same source, or the same text.
  private func tellsTheSame(as other: Case) -> Bool {
    let given = numbers
    if given == other.numbers, given.contains(where: { $0 != nil }) { return true }
    if !citations.isEmpty, citations == other.citations { return true }
    return !body.allSatisfy { $0 <= 0x20 } && body == other.body
  }

  private var tellsAnything: Bool { !citations.isEmpty || numbers.contains { $0 != nil } }
}

extension Report {
  /// The figures of the report with their region and periods.
  fileprivate var statement: Statement {
    let figures = figures.map { "\($0.metric) \($0.period?.code ?? "") \($0.quantity.display)" }.sorted()
    return Statement(region: region, period: period, figures: figures, title: figures.isEmpty ? title : nil)
  }

  fileprivate struct Statement: Hashable {
    let region: RegionID
    let period: Period?
    let figures: [String]
    /// The texts of a report without figures.
    let title: String?
  }

  /// Two sources may publish the same number: that is no slip.
  fileprivate func sharesSource(with other: Report) -> Bool {
    citations.isEmpty || other.citations.isEmpty
      || citations.contains { one in other.citations.contains { $0.source == one.source } }
  }
}

extension String {
  /// Whether it is the title with a slip or a letter more; not the next of a series (第一次, 2号楼, 下午).
  fileprivate func isNearly(_ other: String) -> Bool {
    let counting = Set("0123456789０１２３４５６７８９〇零一二两三四五六七八九十百上中下前后左右东西南北甲乙丙丁戊己庚辛新旧老大小内外")
    return filter(counting.contains) == other.filter(counting.contains)
      && nearest(to: self, among: CollectionOfOne(other)) != nil
  }
}
