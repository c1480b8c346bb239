import Diagnostics

/// Reads the accepted part of YAML in one pass over the bytes, without tokens: blocks by their columns,
/// scalars straight into strings.
///
/// Every method that reads a node of a block leaves the cursor at the next content, past blanks and comments.
struct HeaderParser {
  let path: String
  let bytes: [UInt8]
  let headerStart: Int
  let end: Int
  var at: Int
  var lineStart: Int
  /// Warnings, and errors after which reading can go on where it is.
  var found: [Diagnostic] = []
  // The parts of the tree that they become.
  var elements: [HeaderTree.Element] = []
  var rewritten: [UInt8] = []

  static let nestingLimit = 32
  static let keyLimit = 1024
  private static let errorLimit = 20

  private init(_ source: SourceText, _ range: Range<Int>) {
    path = source.path
    bytes = source.bytes
    headerStart = range.lowerBound
    at = range.lowerBound
    lineStart = range.lowerBound
    end = range.upperBound
    // A line has a key and a value.
    elements.reserveCapacity(range.count / 10)
  }

  /// The map, or nothing if there was an error. Each entry of the outermost map is read even if others are wrong.
  static func parse(_ source: SourceText, _ range: Range<Int>, reporting: inout [Diagnostic]) -> Node? {
    var parser = HeaderParser(source, range)
    parser.root()
    reporting += parser.found
    if parser.found.hasErrors { return nil }
    return Node(
      HeaderTree(bytes: parser.bytes, rewritten: parser.rewritten, elements: parser.elements), at: 0)
  }

  /// The byte at an offset; a line feed beyond the end, so that every loop over a line ends.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < end ? bytes[offset] : .lineFeed }

  var column: Int { at - lineStart }

  private mutating func root() {
    var errors = 0
    let start = at
    do {
      try skipToContent()
    } catch {
      found.append(error)
      errors += 1
      skipEntry(from: at, column: .max)
    }
    let rootColumn = column
    var first: Int?, last = start
    elements.append(HeaderTree.Element(.map, from: start))
    while at < end, errors < HeaderParser.errorLimit {
      let entryStart = at, count = elements.count
      do {
        last = try rootEntry(column: rootColumn, isFirst: count == 1 && errors == 0)
        first = first ?? entryStart
      } catch {
        found.append(error)
        errors += 1
        elements.removeSubrange(count...)
        skipEntry(from: entryStart, column: rootColumn)
      }
    }
    if errors == HeaderParser.errorLimit, at < end { found[found.count - 1].notes.append(.furtherErrors) }
    elements[0] = HeaderTree.Element(.map, from: first ?? start)
    close(0, at: last)
    refuseDuplicates(in: 0)
  }

  /// Reads an entry of the outermost map; where it ends.
  private mutating func rootEntry(column: Int, isFirst: Bool) throws(Diagnostic) -> Int {
    if self.column != column { throw .misaligned(path, at..<lineEnd(at)) }
    if isFirst, startsWithDash(at) || byte(at) == UInt8(ascii: "[") || byte(at) == UInt8(ascii: "{") {
      throw .headerIsNoMap(path, at..<lineEnd(at))
    }
    elements.append(try expectedKey())
    return try blockValue(of: .key, parent: column, depth: 1)
  }

  /// Ends a map or a list that holds all elements after it.
  mutating func close(_ index: Int, at end: Int) {
    elements[index].close(at: end, size: elements.count - index - 1)
  }

  /// After an error: on to the next line that could begin an entry of the outermost map.
  private mutating func skipEntry(from start: Int, column: Int) {
    at = start
    while at < end {
      while at < end, bytes[at] != .lineFeed { at += 1 }
      at += 1
      lineStart = at
      while byte(at) == .space, at < end { at += 1 }
      if at >= end { break }
      switch bytes[at] {
      case .lineFeed, .carriageReturn, .tab, .numberSign, UInt8(ascii: "]"), UInt8(ascii: "}"): continue
      case .colon where isBlank(byte(at + 1)): continue
      default:
        let isItem = startsWithDash(at) || (itemSign(at) != nil && !hasColon(at))
        if self.column <= column, !isItem { return }
      }
    }
    at = end
  }

  // MARK: Between the nodes

  /// Past blanks, line ends and comments.
  mutating func skipToContent() throws(Diagnostic) {
    while at < end {
      switch bytes[at] {
      case .space, .carriageReturn: at += 1
      case .lineFeed:
        at += 1
        lineStart = at
      case .numberSign where at == lineStart || bytes[at - 1] == .space:
        while at < end, bytes[at] != .lineFeed { at += 1 }
      case .tab: throw tabFault(at)
      default: return
      }
    }
  }

  /// Past what may follow a value on its line, which is a comment at most, and on to the next content.
  mutating func endValue() throws(Diagnostic) {
    while byte(at) == .space, at < end { at += 1 }
    switch byte(at) {
    case .lineFeed, .carriageReturn: break
    case .numberSign where bytes[at - 1] == .space: break
    case .tab: throw tabFault(at)
    case .colon where isBlank(byte(at + 1)): throw .keyNotAllowedHere(path, at..<at + 1)
    default: throw .textAfterValue(path, at..<lineEnd(at))
    }
    try skipToContent()
  }

  mutating func skipSpaces() throws(Diagnostic) {
    while byte(at) == .space, at < end { at += 1 }
    if byte(at) == .tab { throw tabFault(at) }
  }

  /// A tab that is neither in quotes nor in the text of a block nor in a comment.
  func tabFault(_ offset: Int) -> Diagnostic {
    var tabs = offset
    while byte(tabs) == .tab { tabs += 1 }
    var start = offset
    while start > lineStart, bytes[start - 1] == .space { start -= 1 }
    let isIndentation = start == lineStart
    return .tab(path, offset..<tabs, isIndentation: isIndentation)
  }

  func isBlank(_ byte: UInt8) -> Bool {
    byte == .space || byte == .lineFeed || byte == .carriageReturn || byte == .tab
  }

  func startsWithDash(_ offset: Int) -> Bool { byte(offset) == .hyphen && isBlank(byte(offset + 1)) }

  /// The end of the line without blanks before it.
  func lineEnd(_ offset: Int) -> Int {
    var i = offset
    while i < end, bytes[i] != .lineFeed, bytes[i] != .carriageReturn { i += 1 }
    while i > offset, bytes[i - 1] == .space { i -= 1 }
    return max(i, min(offset + 1, end))
  }
}
