import Diagnostics

/// The lines `---` of a write-up: the header is what is between them.
struct HeaderFences {
  let header: Range<Int>
  let body: Range<Int>
}

extension HeaderFences {
  init(_ source: SourceText) throws(Diagnostic) {
    let start = source.contentStart
    guard let headerStart = HeaderFences.afterFence(in: source, at: start) else {
      throw HeaderFences.missing(in: source, from: start)
    }
    let bytes = source.bytes
    var line = headerStart, wrong: Range<Int>?
    while line < bytes.count {
      if let bodyStart = HeaderFences.afterFence(in: source, at: line) {
        if let wrong { throw .wrongFence(source.path, wrong) }
        self.init(header: headerStart..<line, body: bodyStart..<bytes.count)
        if let second = HeaderFences.secondHeader(in: source, from: bodyStart) {
          throw .secondHeader(source.path, second.fence, edit: Edit(line..<second.end, ""))
        }
        return
      }
      // In the text of a block it is text.
      if wrong == nil, bytes[line] != .space { wrong = HeaderFences.wrongFence(in: source, at: line) }
      while line < bytes.count, bytes[line] != .lineFeed { line += 1 }
      line += 1
    }
    let closing = HeaderFences.closing(of: source, from: headerStart)
    if let closing, !closing.range.isEmpty { throw .wrongFence(source.path, closing.range) }
    throw .unclosedHeader(source.path, start..<start + 3, edit: closing)
  }

  /// The start of the line after a line that is `---` (and blanks), if there is one at the offset.
  static func afterFence(in source: SourceText, at offset: Int) -> Int? {
    let bytes = source.bytes
    var i = offset
    guard i + 3 <= bytes.count, bytes[i] == .hyphen, bytes[i + 1] == .hyphen, bytes[i + 2] == .hyphen else {
      return nil
    }
    i += 3
    while i < bytes.count, bytes[i] == .space || bytes[i] == .tab { i += 1 }
    if i < bytes.count, bytes[i] == .carriageReturn { i += 1 }
    if i == bytes.count { return i }
    return bytes[i] == .lineFeed ? i + 1 : nil
  }

  /// The same for YAML's own start of a document, which may stand first in a registry, and has no tabs after it.
  static func documentStart(in source: SourceText) -> Int? {
    guard let next = afterFence(in: source, at: source.contentStart) else { return nil }
    return source.bytes[source.contentStart..<next].contains(.tab) ? nil : next
  }

  // MARK: Fences that are none

  /// A line of dashes of any sort that is not `---` at its start: `———`, `—--`, `－－－`, `----`, `--`, ` ---`.
  private static func wrongFence(in source: SourceText, at start: Int) -> Range<Int>? {
    let line = line(of: source, from: start)
    let first = source.bytes.indices.contains(start) ? source.bytes[start] : 0
    guard first == .hyphen || first == .space || first >= 0xE2, line.count <= 60 else { return nil }
    let scalars = source.text(line).unicodeScalars.filter { !$0.properties.isWhitespace }
    let dashes: Set<UInt32> = [
      0x2D, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x2500, 0x2E3A, 0x2E3B, 0xFF0D,
      0xFE63,
    ]
    // One hyphen is an empty item; WPS makes one long dash of several hyphens.
    let isWide = scalars.contains { $0.value > 0x2013 }
    guard scalars.count >= (isWide ? 1 : line.count == 2 ? 2 : 3),
      scalars.allSatisfy({ dashes.contains($0.value) })
    else {
      return nil
    }
    return line
  }

  private static func missing(in source: SourceText, from start: Int) -> Diagnostic {
    let bytes = source.bytes, first = line(of: source, from: start)
    var content = start
    while content < bytes.count, [.space, .lineFeed, .carriageReturn].contains(bytes[content]) {
      content += 1
    }
    var edits: [Edit] = []
    if let fence = wrongFence(in: source, at: content) ?? fence(in: source, at: content) {
      edits = [Edit(start..<fence.upperBound, "---")]
    } else if isEntry(source, line(of: source, from: content)) {
      edits = [Edit(start..<start, "---\n")]
      if !hasFence(source, from: content), let end = closing(of: source, from: content) { edits.append(end) }
    }
    return .missingHeader(source.path, first, edits: edits)
  }

  private static func fence(in source: SourceText, at start: Int) -> Range<Int>? {
    afterFence(in: source, at: start).map { _ in start..<start + 3 }
  }

  private static func hasFence(_ source: SourceText, from start: Int) -> Bool {
    lines(of: source, from: start).contains { afterFence(in: source, at: $0.lowerBound) != nil }
  }

  /// The edit that ends a header: in the place of the first line that was meant to, or before the first line that does
  /// not look like part of a header.
  private static func closing(of source: SourceText, from start: Int) -> Edit? {
    var end = start
    for line in lines(of: source, from: start) {
      if let wrong = wrongFence(in: source, at: line.lowerBound) { return Edit(wrong, "---") }
      let text = source.text(line)
      guard isEntry(source, line) || text.hasPrefix(" ") || text.hasPrefix("-") || text.hasPrefix("#") else {
        break
      }
      end = line.upperBound
    }
    if end == start { return nil }
    return Edit(end..<end, "\n---")
  }

  /// Whether a line is like `field: value`, with a short name.
  private static func isEntry(_ source: SourceText, _ line: Range<Int>) -> Bool {
    let text = source.text(line)
    guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else {
      // A row of a table that was copied.
      return text.prefixMatch(of: /\p{Han}{2,6} *\t *[^\s]/) != nil
    }
    let name = text[..<colon]
    return !name.isEmpty && name.count <= 16 && !name.contains { "，。；！？、#*>[](（".contains($0) }
  }

  /// A second header right below the first: lines between fences that all look like entries, one at least.
  private static func secondHeader(in source: SourceText, from body: Int) -> (fence: Range<Int>, end: Int)? {
    var start = body
    while start < source.bytes.count, [.lineFeed, .carriageReturn].contains(source.bytes[start]) {
      start += 1
    }
    guard let inside = afterFence(in: source, at: start) else { return nil }
    var count = 0
    for line in lines(of: source, from: inside) {
      if afterFence(in: source, at: line.lowerBound) != nil {
        return count > 0 ? (start..<start + 3, inside) : nil
      }
      let text = source.text(line)
      if isEntry(source, line) {
        count += 1
      } else if !text.hasPrefix(" "), !text.hasPrefix("-") {
        return nil
      }
    }
    return nil
  }

  private static func lines(of source: SourceText, from start: Int) -> some Sequence<Range<Int>> {
    sequence(state: start) { next -> Range<Int>? in
      guard next < source.bytes.count else { return nil }
      let range = line(of: source, from: next)
      next = range.upperBound
      while next < source.bytes.count, source.bytes[next] != .lineFeed { next += 1 }
      next += 1
      return range
    }
  }

  private static func line(of source: SourceText, from start: Int) -> Range<Int> {
    var end = start
    while end < source.bytes.count, source.bytes[end] != .lineFeed, source.bytes[end] != .carriageReturn {
      end += 1
    }
    return start..<end
  }
}
