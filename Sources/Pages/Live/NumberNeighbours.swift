import Diagnostics
import FrontMatter
import Records
import Statistics

/// The text around a number that the records give, which may say again, or not at all, what belongs to the number.
struct NumberNeighbours {
  private let source: SourceText
  private let body: Range<Int>
  /// The bytes of the span with its backticks.
  private let span: Range<Int>

  /// Returns nil where the place of the span cannot be told.
  init?(of block: LiveBlock, in document: WriteUp) {
    let source = document.source
    let inside = block.location.range, bytes = source.bytes, mark = UInt8(ascii: "`")
    var start = inside.lowerBound, end = inside.upperBound
    while start > 0, [mark, UInt8(ascii: " ")].contains(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, [mark, UInt8(ascii: " ")].contains(bytes[end]) { end += 1 }
    guard start < inside.lowerBound, end > inside.upperBound else { return nil }
    self.source = source
    body = document.body
    span = bytes[start..<end].firstIndex(of: mark).map { $0..<end } ?? start..<end
  }

  /// A unit behind the number, which has one: `637次`, then 场.
  func unitTwice(of number: LiveNumber) -> Diagnostic? {
    let behind = source.text(span.upperBound..<min(span.upperBound + 24, source.bytes.count))
    guard let word = Measure.words(of: number.unit).first(where: behind.hasPrefix),
      !NumberNeighbours.words.contains(where: { $0.hasPrefix(word) && behind.hasPrefix($0) })
    else { return nil }
    return .unitTwice(word, number.text, at: location(span.upperBound, word))
  }

  /// Words that begin like a unit and are none.
  private static let words = [
    "人民", "人大", "人员", "人才", "人士", "人口", "人均", "人物", "人次", "项目", "个人", "个体", "个别", "个性", "家庭", "家长", "家园",
    "家电",
    "户籍", "户外", "件均", "条例", "条件", "条约", "场所", "场地", "场景", "场馆", "次数", "次年", "次日", "处理", "处室", "处置", "处于",
    "座谈",
    "座位", "所有", "所在", "所属", "名单", "名称", "名义", "位于", "位置", "元旦", "元素",
  ]

  /// 近, 约 and the like beside the number, which has the qualifier that was published.
  func qualifierTwice(of number: LiveNumber) -> Diagnostic? {
    let line = source.text(source.lineStart(of: span.lowerBound)..<span.lowerBound)
    let before = ["接近", "将近", "超过", "大约", "近", "超", "约", "逾"].first(where: line.hasSuffix)
    let others = ["最近", "附近", "邻近", "临近", "节约", "预约", "签约", "公约", "条约", "制约", "如约"]
    if let before, !others.contains(where: line.hasSuffix) {
      return .qualifierTwice(
        before, number.text, at: location(span.lowerBound - before.utf8.count, before))
    }
    let behind = source.text(span.upperBound..<min(span.upperBound + 24, source.bytes.count))
    guard let after = ["余", "左右", "以上"].first(where: behind.hasPrefix) else { return nil }
    return .qualifierTwice(after, number.text, at: location(span.upperBound, after))
  }

  private func location(_ start: Int, _ word: String) -> Location {
    Location(source.path, start..<start + word.utf8.count)
  }

  /// A number of a part of the time that is asked for, if the paragraph does not say of which.
  func partOfPeriod(_ number: LiveNumber, asked: Period, _ metrics: MetricRegistry) -> Diagnostic? {
    guard let figure = number.figure, metrics.all[figure.metric].kind != .stock, figure.period != asked,
      asked.contains(figure.period)
    else { return nil }
    let time = figure.period.chinese, end = figure.period.end.components
    // 1月至9月, 1—9月, 9月; 前三季度; 上半年 is said as it is.
    let short = time.firstIndex(of: "年").map { String(time[time.index(after: $0)...]) } ?? time
    let text = source.text(paragraph)
    if [time, short, "\(end.month)月", end.month == 9 ? "三季度" : time].contains(where: text.contains) {
      return nil
    }
    // 没有另写时间的，从1月算到9月: said once, above the first heading.
    if let start = figure.period.start?.components, start.year == end.year,
      ["\(start.month)月", "\(end.month)月"].allSatisfy(lead.contains)
    {
      return nil
    }
    return .partOfPeriod(
      metrics.all[figure.metric].name, number.text, time, asked: asked.chinese,
      insertingAt: span.upperBound, at: Location(source.path, span))
  }

  /// The text above the first heading.
  private var lead: String {
    let text = source.text(body)
    return String(text[..<(text.firstRange(of: "\n#")?.lowerBound ?? text.endIndex)])
  }

  /// The lines around the number up to empty ones.
  var paragraph: Range<Int> {
    let bytes = source.bytes
    var start = span.lowerBound, end = span.upperBound
    while start > 1, !(bytes[start - 1] == 10 && bytes[start - 2] == 10) { start -= 1 }
    while end + 1 < bytes.count, !(bytes[end] == 10 && bytes[end + 1] == 10) { end += 1 }
    return start..<end
  }
}
