/// A line of a file with carets under a part of it. Of a long line only what is around the carets is shown.
struct LineExcerpt {
  let line: String
  /// The blanks before the carets.
  let indent: String
  let carets: String

  /// Columns; a line that is a little longer is shown whole.
  private static let limit = 160
  private static let lead = 40, length = 120

  init(before: String, marked: String, after: String) {
    let (before, marked, after) = (before.showingUnseen, marked.showingUnseen, after.showingUnseen)
    let all = EastAsian.columns(before) + EastAsian.columns(marked) + EastAsian.columns(after)
    if all <= LineExcerpt.limit {
      line = before + marked + after
      indent = LineExcerpt.blanks(before)
      carets = LineExcerpt.carets(marked)
      return
    }
    // The room that is left after the mark is used before it.
    let rest = LineExcerpt.start(of: marked + after, columns: LineExcerpt.length)
    let used = EastAsian.columns(rest.shown)
    let lead = LineExcerpt.end(of: before, columns: Swift.max(LineExcerpt.lead, LineExcerpt.length - used))
    let tail = LineExcerpt.start(
      of: marked + after, columns: LineExcerpt.length - EastAsian.columns(lead.shown))
    let shownMark = LineExcerpt.start(of: marked, columns: EastAsian.columns(tail.shown)).shown
    let head = (lead.isWhole ? "" : "…") + lead.shown
    line = head + tail.shown + (tail.isWhole ? "" : "…")
    indent = LineExcerpt.blanks(head)
    carets = LineExcerpt.carets(shownMark)
  }

  /// The start of a text, as much as fits.
  private static func start(of text: String, columns: Int) -> (shown: String, isWhole: Bool) {
    var shown = String.UnicodeScalarView(), room = columns
    for scalar in text.unicodeScalars {
      room -= EastAsian.columns(String(scalar))
      if room < 0 { return (String(shown), false) }
      shown.append(scalar)
    }
    return (text, true)
  }

  /// The end of a text, as much as fits.
  private static func end(of text: String, columns: Int) -> (shown: String, isWhole: Bool) {
    var shown: [Unicode.Scalar] = [], room = columns
    for scalar in text.unicodeScalars.reversed() {
      room -= EastAsian.columns(String(scalar))
      if room < 0 { break }
      shown.append(scalar)
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: shown.reversed())
    return (String(result), shown.count == text.unicodeScalars.count)
  }

  /// Tabs stay tabs under the line, so that the carets are below the text.
  private static func blanks(_ text: String) -> String {
    text.unicodeScalars.map {
      $0 == "\t" ? "\t" : String(repeating: " ", count: EastAsian.columns(String($0)))
    }.joined()
  }

  private static func carets(_ text: String) -> String {
    String(repeating: "^", count: Swift.max(1, EastAsian.columns(text)))
  }
}

extension SourceText {
  /// Bytes that are more than an excerpt shows.
  private static let shown = 2048

  /// The start of a part of a line, as much as an excerpt may show.
  func start(of range: Range<Int>) -> String {
    var end = Swift.min(range.upperBound, range.lowerBound + SourceText.shown)
    while end < range.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return text(range.lowerBound..<end)
  }

  /// The end of a part of a line, as much as an excerpt may show.
  func end(of range: Range<Int>) -> String {
    var start = Swift.max(range.lowerBound, range.upperBound - SourceText.shown)
    while start < range.upperBound, start > range.lowerBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
    return text(start..<range.upperBound)
  }
}

extension String {
  /// The text with a sign for each character that a terminal would not show, would show in another order, or would obey:
  /// one for one, so that the carets stay below the text.
  fileprivate var showingUnseen: String {
    guard unicodeScalars.contains(where: { $0.sign != nil }) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.sign ?? $0 }))
  }
}

extension Unicode.Scalar {
  /// `␛` for an escape; nil for what is shown as it is. Joiners are kept, since emoji fall apart without.
  fileprivate var sign: Unicode.Scalar? {
    switch value {
    case 0x09: nil
    case ..<0x20: Unicode.Scalar(0x2400 + value)
    case 0x20..<0x7F, 0x200D: nil
    case 0x7F: "␡"
    default: isControl || properties.generalCategory == .format ? "␣" : nil
    }
  }
}
