/// Finds in the bytes of a paragraph, heading or cell the ranges of its links, raw HTML and full-width asterisks. It reads
/// as CommonMark does as far as these are concerned; which of the candidates are really links, the tree knows.
///
/// The positions that libcmark gives inlines are of no use for it: they count in the text with the marks, in which lines
/// have lost their indentation, do not tell where in a link its destination is, and are wrong behind a definition and a
/// destination over two lines.
struct InlineScan {
  private(set) var htmlRanges: [Range<Int>] = []
  private(set) var fullWidthAsterisks: [(open: Range<Int>, close: Range<Int>)] = []
  /// The ranges that are no prose, ascending: code, destinations, raw HTML and autolinks.
  private(set) var opaque: [Range<Int>] = []
  /// The ranges between the backticks of code, ascending.
  private(set) var code: [Range<Int>] = []
  private var candidates: [Candidate] = []

  private struct Candidate {
    let range: Range<Int>
    let destination: PlainDestination
    let isImage: Bool
  }

  private struct Opener {
    let offset: Int
    let isImage: Bool
  }

  private let bytes: [UInt8]
  private let start: Int
  private let end: Int
  private let reader: DestinationReader
  private let definitions: LinkDefinitions
  private let html: [[UInt8]]
  private var at: Int
  private var openers: [Opener] = []
  private var lastBracket = -1
  private var openAsterisks: Range<Int>?
  /// The start of the last run of backticks of each length; found at the first run.
  private var lastBackticks: [Int] = []

  /// The longest run of backticks that libcmark does not take for text.
  private static let backtickLimit = 80
  /// The number of candidates that were no links and that a link may skip.
  private static let searchLimit = 64

  /// - Parameter html: The raw HTML that the tree has in the range.
  init(
    _ bytes: [UInt8], _ range: Range<Int>, quoteDepth: Int, html: [[UInt8]], definitions: LinkDefinitions
  ) {
    self.bytes = bytes
    self.html = html
    self.definitions = definitions
    (start, end) = (range.lowerBound, range.upperBound)
    at = range.lowerBound
    reader = DestinationReader(bytes: bytes, end: range.upperBound, quoteDepth: quoteDepth)
    while at < end { step() }
  }

  /// The range of each link's destination; the fallback for a link that is not found.
  func ranges(of links: [TreeLink], fallback: Range<Int>) -> [Range<Int>] {
    var next = 0
    return links.map { link in
      let last = min(next + InlineScan.searchLimit, candidates.count)
      for i in next..<last where candidates[i].isImage == link.isImage {
        guard candidates[i].destination.matches(link.destination) else { continue }
        next = i + 1
        return candidates[i].range
      }
      return fallback
    }
  }

  private mutating func step() {
    switch bytes[at] {
    case UInt8(ascii: "\\"): at += at + 1 < end && isASCIIPunctuation(bytes[at + 1]) ? 2 : 1
    case UInt8(ascii: "`"): skipCode()
    case UInt8(ascii: "<"): readAngleBracket()
    case UInt8(ascii: "["):
      let isImage = at > 0 && bytes[at - 1] == UInt8(ascii: "!") && !bytes.isEscaped(at - 1)
      openers.append(Opener(offset: at, isImage: isImage))
      lastBracket = at
      at += 1
    case UInt8(ascii: "]"): closeBracket()
    case 0xEF where isFullWidthAsterisks(bytes[..<end], at: at):
      let pair = at..<at + 6
      if let open = openAsterisks { fullWidthAsterisks.append((open, pair)) }
      openAsterisks = openAsterisks == nil ? pair : nil
      at += 6
    case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "@"): readBareAddress()
    default: at += 1
    }
  }

  /// Reads an address without markup, which is a link, but not inside the text of one.
  private mutating func readBareAddress() {
    guard let found = BareAddress(bytes[..<end], from: opaque.last?.upperBound ?? start, trigger: at) else {
      at += 1
      return
    }
    let plain = PlainDestination(verbatim: Array(found.scheme.utf8) + bytes[found.range])
    candidates.append(Candidate(range: found.range, destination: plain, isImage: false))
    pass(found.range)
  }

  private mutating func closeBracket() {
    let close = at
    defer { lastBracket = close }
    at += 1
    guard let opener = openers.popLast() else { return }
    if at < end, bytes[at] == UInt8(ascii: "("), let tail = reader.inlineTail(at + 1) {
      add(tail.destination, isImage: opener.isImage)
      return pass(at..<tail.end)
    }
    if definitions.isEmpty { return }
    // `[text][label]`, `[label][]`, `[label]`
    let label = at < end && bytes[at] == UInt8(ascii: "[") ? reader.label(at) : nil
    let isNamed = label.map { !$0.isEmpty } ?? false
    guard let range = isNamed ? label.flatMap({ definitions[bytes[$0]] }) : ownLabel(opener, close) else {
      return
    }
    add(range, isImage: opener.isImage)
    if let label { at = label.upperBound + 1 }
  }

  /// The definition that the text of a link itself names; that text has no brackets.
  private func ownLabel(_ opener: Opener, _ close: Int) -> Range<Int>? {
    guard lastBracket == opener.offset, close - opener.offset <= 1000 else { return nil }
    return definitions[bytes[opener.offset + 1..<close]]
  }

  private mutating func add(_ range: Range<Int>, isImage: Bool) {
    candidates.append(Candidate(range: range, destination: PlainDestination(bytes[range]), isImage: isImage))
  }

  /// Passes a run of backticks, and the code that it begins.
  private mutating func skipCode() {
    if lastBackticks.isEmpty { findBackticks() }
    guard let open = nextBackticks(from: at) else { return }
    at = open.upperBound
    guard open.count <= InlineScan.backtickLimit, lastBackticks[open.count] > open.lowerBound else { return }
    var i = at
    while let run = nextBackticks(from: i) {
      i = run.upperBound
      if run.count == open.count {
        code.append(open.upperBound..<run.lowerBound)
        return pass(open.lowerBound..<i)
      }
    }
  }

  private mutating func findBackticks() {
    lastBackticks = [Int](repeating: -1, count: InlineScan.backtickLimit + 1)
    var i = at
    while let run = nextBackticks(from: i) {
      if run.count <= InlineScan.backtickLimit { lastBackticks[run.count] = run.lowerBound }
      i = run.upperBound
    }
  }

  private func nextBackticks(from start: Int) -> Range<Int>? {
    let backtick = UInt8(ascii: "`")
    guard let first = bytes.offset(of: backtick, in: start..<end) else { return nil }
    return first..<(bytes[first..<end].firstIndex { $0 != backtick } ?? end)
  }

  /// Passes a range that is no prose.
  private mutating func pass(_ range: Range<Int>) {
    opaque.append(range)
    at = range.upperBound
  }

  /// Reads raw HTML, if the tree has it next, or what looks like an autolink.
  private mutating func readAngleBracket() {
    if htmlRanges.count < html.count {
      let firstLine = html[htmlRanges.count].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      if bytes[at..<end].starts(with: firstLine) {
        htmlRanges.append(at..<at + firstLine.count)
        return pass(at..<at + firstLine.count)
      }
    }
    at += 1
    let inside = bytes[at..<end].prefix { $0 > 0x20 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
    let hasColon = inside.contains(UInt8(ascii: ":")), range = at..<inside.endIndex
    guard range.upperBound < end, bytes[range.upperBound] == UInt8(ascii: ">"),
      hasColon || inside.contains(UInt8(ascii: "@"))
    else { return }
    let plain = PlainDestination(verbatim: (hasColon ? [] : Array("mailto:".utf8)) + inside)
    candidates.append(Candidate(range: range, destination: plain, isImage: false))
    pass(range)
    at += 1
  }
}
