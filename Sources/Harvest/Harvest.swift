import Diagnostics
import Records

/// The numbers of a newspaper's text, and the reports and cases that could be made of them.
package struct Harvest: Sendable {
  package let article: Article
  package let findings: [Finding]
  package let stories: [Story]

  /// The circumstances of a text that its words do not say.
  package struct Circumstances: Sendable {
    /// The region that it is about where it names none.
    package var region: RegionID?
    /// The period that 今年以来 means in it, and of what it gives no time for.
    package var period: Period?
    /// When it appeared.
    package var published: Period?

    package init(region: RegionID? = nil, period: Period? = nil, published: Period? = nil) {
      self.region = region
      self.period = period
      self.published = published
    }
  }

  /// - Parameters:
  ///   - metrics: those that numbers may be of.
  ///   - home: the region that the site is of.
  package init(
    of source: SourceText, metrics: MetricRegistry, regions: RegionTree, home: RegionID,
    _ circumstances: Circumstances = Circumstances()
  ) {
    let article = Article(source)
    let places = ArticlePlaces(article, in: regions, home: home, given: circumstances.region)
    let times = ArticleTimes(article, published: circumstances.published, given: circumstances.period)
    let reading = Reading(
      article: article, places: places, times: times, guess: MetricGuess(metrics), metrics: metrics,
      period: circumstances.period)
    self.article = article
    let findings = reading.findings
    self.findings = findings
    stories =
      StoryReading(article: article, places: places, times: times, findings: findings, regions: regions)
      .stories
  }
}

/// Goes through an article from number to number.
private struct Reading {
  let article: Article
  let places: ArticlePlaces
  let times: ArticleTimes
  let guess: MetricGuess
  let metrics: MetricRegistry
  let period: Period?

  /// A number before anything is known of it.
  private struct Candidate {
    let letters: Range<Int>
    /// To behind its unit.
    let end: Int
    let raw: String
    let value: Number?
    let qualifier: Qualifier
    let unit: String
    let quantity: Quantity?
  }

  var findings: [Finding] {
    let candidates = self.candidates
    var findings: [Finding] = [], first = 0, heading = 0..<0
    for (number, paragraph) in article.paragraphs.enumerated() {
      for sentence in article.sentences(in: paragraph.letters) {
        let rest = candidates[first...]
        let own = Array(rest[..<rest.partition { $0.letters.lowerBound < sentence.upperBound }])
        first += own.count
        let parts = article.parts(in: sentence)
        for (index, candidate) in own.enumerated() {
          let before = index > 0 ? own[index - 1].end : sentence.lowerBound
          let next = index + 1 < own.count ? own[index + 1].letters.lowerBound : sentence.upperBound
          findings.append(
            finding(candidate, in: sentence, parts, number, heading, between: before, and: next))
        }
      }
      if paragraph.isHeading { heading = paragraph.letters }
    }
    return findings
  }

  // MARK: Numbers

  private var candidates: [Candidate] {
    let traps = FigureTraps(article)
    var found: [Candidate] = []
    for share in QuantityScan.shares(in: article.source) {
      guard let letters = article.letters(in: share.range) else { continue }
      found.append(
        Candidate(
          letters: letters, end: letters.upperBound, raw: article.text(letters), value: share.value,
          qualifier: share.qualifier, unit: share.unit, quantity: nil))
    }
    for number in QuantityScan.quantities(in: article.source) {
      guard var letters = article.letters(in: number.range), traps.isFigure(number, at: bare(letters, number))
      else { continue }
      if article.has("百分之", before: letters.lowerBound) {
        letters = letters.lowerBound - 3..<letters.upperBound
      }
      found.append(candidate(number, letters))
    }
    // 2，300 is one number, and so is 九成五.
    found.sort { ($0.letters.lowerBound, -$0.letters.count) < ($1.letters.lowerBound, -$1.letters.count) }
    var result: [Candidate] = []
    for candidate in found {
      if let last = result.last, last.letters.overlaps(candidate.letters) {
        guard candidate.letters.count > last.letters.count else { continue }
        result.removeLast()
      }
      result.append(candidate)
    }
    return result
  }

  /// The letters of a number without a unit inside its wording: those of 100 in 100人以上.
  private func bare(_ letters: Range<Int>, _ number: ScannedQuantity) -> Range<Int> {
    guard let unit = inner(letters, number) else { return letters }
    return letters.lowerBound..<unit.lowerBound
  }

  /// The letters of a unit that has 以上 or 左右 behind it.
  private func inner(_ letters: Range<Int>, _ number: ScannedQuantity) -> Range<Int>? {
    let count = number.unit.unicodeScalars.count
    let ending = article.first(of: ["以上", "左右", "上下"], before: letters.upperBound)
    guard count > 0, let ending else { return nil }
    let end = letters.upperBound - ending.unicodeScalars.count
    guard end - count > letters.lowerBound, article.text(end - count..<end).hasSuffix(number.unit) else {
      return nil
    }
    return end - count..<end
  }

  private func candidate(_ number: ScannedQuantity, _ letters: Range<Int>) -> Candidate {
    let reading = number.readings[0], unit = inner(letters, number)
    var raw = article.text(letters)
    if let unit {
      raw =
        article.text(letters.lowerBound..<unit.lowerBound)
        + article.text(unit.upperBound..<letters.upperBound)
    }
    // 超过了200 is worded as no write-up words it.
    var quantity = reading
    if let written = try? Quantity(parsing: raw), written.magnitude == reading.magnitude {
      quantity = written
    }
    return Candidate(
      letters: letters, end: letters.upperBound + (unit == nil ? number.unit.unicodeScalars.count : 0),
      raw: raw,
      value: reading.value, qualifier: reading.qualifier,
      unit: reading.isPercent ? "%" : number.unit.plainUnit,
      quantity: quantity)
  }

  // MARK: What they are

  private func finding(
    _ candidate: Candidate, in sentence: Range<Int>, _ parts: [Range<Int>], _ paragraph: Int,
    _ heading: Range<Int>, between before: Int, and next: Int
  ) -> Finding {
    let letters = candidate.letters, phrase = article.phrase(around: letters)
    let number = parts.partition { $0.upperBound <= letters.lowerBound }
    let part = number < parts.count ? parts[number] : sentence
    let section = places.sectionStart(of: letters.lowerBound)..<letters.lowerBound
    let time = times.mention(for: letters, in: part, sentence: sentence, section: section)
    let metric =
      isOfSomeOnly(letters)
      ? nil
      : candidate.quantity.flatMap {
        guess.metric(
          of: $0, unit: candidate.unit,
          in: context(candidate, in: sentence, paragraph, heading, between: before, and: next))
      }
    let first = article.line(of: letters.lowerBound), last = article.line(of: letters.upperBound - 1)
    return Finding(
      lines: min(first, last)...max(first, last), phrase: article.text(phrase),
      phraseLines: article.lines(phrase),
      isQuotation: article.isInOnePiece(phrase), raw: candidate.raw,
      value: candidate.value, qualifier: candidate.qualifier, unit: candidate.unit,
      quantity: candidate.quantity,
      metric: metric, region: places.region(of: letters, in: part), period: time?.period ?? period,
      isTimeLoose: time?.isLoose ?? true, letters: letters, sentence: sentence, paragraph: paragraph)
  }

  /// The words that a number is among. What it counts is before it (解决问题46个) or behind it (91个协商议事之家): in a
  /// list of several, only on its own side of the next one.
  private func context(
    _ candidate: Candidate, in sentence: Range<Int>, _ paragraph: Int, _ heading: Range<Int>,
    between before: Int, and next: Int
  ) -> MetricGuess.Context {
    let letters = candidate.letters, phrase = article.phrase(around: letters)
    let limit = max(candidate.end, min(phrase.upperBound, next))
    let following = article.letters[candidate.end..<limit].prefix { !["、", "（"].contains($0) }
    let isCountedBehind = !following.isEmpty
    var start = max(phrase.lowerBound, before), end = limit
    if isCountedBehind {
      var last = limit
      // 12个工作品牌、“政协e家”等11个品牌: the rest of the list is about the next number.
      if limit == next, let mark = article.letters[candidate.end..<limit].lastIndex(of: "、"),
        limit - mark < 3 || article[mark + 1] == "“"
      {
        last = mark
      }
      end = verb(after: candidate.end, before: min(last, candidate.end + 36))
      if before > phrase.lowerBound {
        let list = article.letters[before..<letters.lowerBound].lastIndex {
          ["、", "和", "及", "与"].contains($0)
        }
        start = list.map { $0 + 1 } ?? before
      }
    } else {
      end = candidate.end + following.count
      // 户籍人口385户1410人: both are counted in what is before the first.
      if letters.lowerBound - start < 2 { start = phrase.lowerBound }
      if letters.lowerBound - start < 2, start > sentence.lowerBound {
        start = max(article.phrase(around: start - 1..<start - 1).lowerBound, sentence.lowerBound)
      }
    }
    // 其中，华容区18场，鄂城区25场: what is counted was said before.
    if !isCountedBehind, let place = places.mentions(in: phrase).last,
      place.letters.upperBound == letters.lowerBound,
      place.letters.lowerBound == phrase.lowerBound
    {
      start = max(article.paragraphs[paragraph].letters.lowerBound, letters.lowerBound - 40)
    }
    func words(_ range: Range<Int>) -> [Unicode.Scalar] { Array(article.letters[range]) }
    let near =
      words(max(start, letters.lowerBound - 40)..<letters.lowerBound) + ["\n"] + words(candidate.end..<end)
    let reach = max(letters.lowerBound - 240, 0)..<letters.upperBound + 240
    let own = article.paragraphs[paragraph].letters
    return MetricGuess.Context(
      near: near, phrase: words(phrase), sentence: words(sentence.clamped(to: reach)),
      paragraph: words(heading) + ["\n"]
        + words(max(own.lowerBound, letters.lowerBound - 200)..<letters.lowerBound))
  }

  /// The end of the noun that a number counts, where a verb follows: 26个界别成立工作室 counts no studios.
  private func verb(after start: Int, before end: Int) -> Int {
    guard start + 1 < end else { return end }
    return (start + 1..<end).first { article.first(of: Reading.verbs, at: $0) != nil } ?? end
  }

  private static let verbs = [
    "全覆盖", "设立", "成立", "建立", "建起", "建成", "搭建", "召开", "开展", "参加", "参与", "聚焦", "选定", "组成", "形成", "均", "都",
    "围绕", "进行", "完成", "获得", "得到领导", "编入", "下沉", "投入", "实现", "带动", "用于",
  ]

  /// 户均出资2万元, 每人500元: a number for each of several is none of all. Nor are 其他活动 the activities.
  private func isOfSomeOnly(_ letters: Range<Int>) -> Bool {
    let phrase = article.phrase(around: letters)
    let before = max(phrase.lowerBound, letters.lowerBound - 12)..<letters.lowerBound
    let words = ["户均", "人均", "亩均", "平均", "每人", "每户", "一般", "每次", "每个", "其他", "其它"]
    return before.contains { article.first(of: words, at: $0) != nil }
  }
}

extension String {
  /// 场次 for 场（次）.
  fileprivate var plainUnit: String { filter { !"()（）".contains($0) } }
}
