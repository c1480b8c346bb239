import Diagnostics
import FrontMatter

// A span of code that begins with `=` asks for one number: `=协商场次 湖北省/武汉市/青山区 2024`, `=案例 已解决 2024`.
extension LiveBlock {
  /// The marks with which such a span begins; the second is that of Chinese keyboards.
  package static let numberMarks = ["=", "＝"]

  /// - Parameters:
  ///   - text: the span in one line, with its `=`.
  ///   - range: its bytes in the file.
  ///   - subject: the region and period that are meant where the span names none.
  package init?(
    number text: String, _ range: Range<Int>, of source: SourceText, subject: Subject, in records: Content,
    reporting diagnostics: inout [Diagnostic]
  ) {
    var reader = NumberReader(text, Location(source.path, range), in: source)
    let request = reader.request(subject, records)
    diagnostics += reader.diagnostics
    guard let request, reader.diagnostics.isEmpty else { return nil }
    self.request = request
    location = reader.location
  }

  /// The cases that are counted: all, or those of a status or a kind.
  package enum CaseGroup: Sendable {
    case all
    case status(Case.Status)
    case activity(Case.Activity)

    package init?(_ word: Substring) {
      if let status = Case.Status(word: String(word)) {
        self = .status(status)
      } else if let activity = Case.Activity(word: String(word)) {
        self = .activity(activity)
      } else {
        return nil
      }
    }
  }

  /// The region and period that a write-up is about, as far as it names them.
  package struct Subject: Sendable {
    package var region: RegionID?
    package var period: Period?

    package init(region: RegionID? = nil, period: Period? = nil) {
      self.region = region
      self.period = period
    }
  }
}

/// Reads the words of a span: the name of a metric, which may have blanks and 、 in it, then a region and a period in
/// any order.
private struct NumberReader {
  let location: Location
  private(set) var diagnostics: [Diagnostic] = []
  private let text: String
  /// The words between blanks, commas and 、, as parts of the text.
  private let words: [Substring]
  /// Whether the file has the span just as it is read, so that a word of it has a place of its own.
  private let isVerbatim: Bool

  /// The number of words that the name of a metric may have.
  private static let longestName = 12

  init(_ text: String, _ location: Location, in source: SourceText) {
    self.text = text
    self.location = location
    isVerbatim = source.text(location.range) == text
    words = text.dropFirst().split { $0.isWhitespace || "，、,".contains($0) }
  }

  mutating func request(_ subject: LiveBlock.Subject, _ records: Content) -> LiveBlock.Request? {
    guard let first = words.first else {
      diagnostics.append(.emptyLiveNumber(at: location))
      return nil
    }
    let metrics = records.context.metrics
    var found: (metric: Int, end: String.Index)?
    for last in words.prefix(NumberReader.longestName).reversed() where found == nil {
      found = metrics.index(of: String(text[first.startIndex..<last.endIndex])).map { ($0, last.endIndex) }
    }
    var group: LiveBlock.CaseGroup?
    if found == nil, first == "案例" {
      let second = words.dropFirst().first
      group = second.flatMap { LiveBlock.CaseGroup($0) }
      found = (0, group == nil ? first.endIndex : second?.endIndex ?? first.endIndex)
      group = group ?? .all
    }
    guard let found else {
      var guesses = Guesses()
      let meant = guesses.nearest(to: String(first), among: metrics.words)
      diagnostics.append(.unknownName(String(first), kind: .metric, meant: meant, at: place(of: first)))
      return nil
    }
    var region: (RegionID, Substring)?, period: (Period, Substring)?
    for word in words where word.startIndex >= found.end {
      if diagnostics.count > 2 { break }
      let name = String(word), lookup = records.regions.find(name)
      if case .found(let id) = lookup {
        if let region { diagnostics.append(.secondWord(name, after: String(region.1), at: place(of: word))) }
        region = (id, word)
        continue
      }
      do throws(PeriodMistake) {
        let read = try Period(reading: name, isUntil: false)
        if let period { diagnostics.append(.secondWord(name, after: String(period.1), at: place(of: word))) }
        period = (read, word)
      } catch {
        let hasDigit = name.unicodeScalars.contains { 0x30...0x39 ~= $0.value } && !name.contains("/")
        let isDate = hasDigit || ["半年", "季度", "今年", "去年", "全年", "月份"].contains(where: name.contains)
        diagnostics.append(
          isDate
            ? .date(error, name, expected: .period, at: place(of: word))
            : .region(
              lookup, at: place(of: word), in: Located(value: name, range: place(of: word).range),
              example: records.regions.example))
      }
    }
    guard diagnostics.isEmpty else { return nil }
    guard let region = region?.0 ?? subject.region else {
      diagnostics.append(.liveNumberWithoutRegion(text, example: records.regions.example, at: location))
      return nil
    }
    if let group { return .cases(group, region, period?.0 ?? subject.period) }
    return .number(metric: found.metric, region, period?.0 ?? subject.period)
  }

  private func place(of word: Substring) -> Location {
    guard isVerbatim else { return location }
    let start = location.range.lowerBound + text.utf8.distance(from: text.startIndex, to: word.startIndex)
    return Location(location.file, start..<start + word.utf8.count)
  }
}

extension Content {
  /// The region and period that a write-up is about.
  package func subject(of file: String) -> LiveBlock.Subject {
    func found<Record: WriteUpRecord>(_ records: [Record]) -> Record? {
      var low = 0, high = records.count
      while low < high {
        let middle = (low + high) / 2
        if records[middle].file.precedesByBytes(file) { low = middle + 1 } else { high = middle }
      }
      return low < records.count && records[low].file == file ? records[low] : nil
    }
    if let report = found(reports) { return LiveBlock.Subject(region: report.region, period: report.period) }
    if let briefing = found(briefings) {
      return LiveBlock.Subject(region: briefing.region, period: briefing.period)
    }
    let region =
      found(cases)?.region ?? found(brands)?.naming.region ?? found(methods)?.naming.region
      ?? found(topics)?.naming.region ?? found(platforms)?.naming.region
    return LiveBlock.Subject(region: region, period: nil)
  }
}
