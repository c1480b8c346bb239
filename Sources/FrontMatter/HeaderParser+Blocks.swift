import Diagnostics

/// The owner of a value.
enum Indicator { case key, dash }

extension HeaderParser {
  /// Reads the value after a colon or a dash; where it ends. `parent` is the column of the map or list that it
  /// belongs to.
  mutating func blockValue(of indicator: Indicator, parent: Int, depth: Int) throws(Diagnostic) -> Int {
    let after = at
    try skipSpaces()
    let first = byte(at)
    if first == .lineFeed || first == .carriageReturn || (first == .numberSign && at > after) {
      let isTouched =
        first == .numberSign && at == after + 1 && !isBlank(byte(at + 1)) && byte(at + 1) != .numberSign
      let sign = at
      try skipToContent()
      if at < end {
        try refuseGluedList(deeperThan: indicator == .key ? parent - 1 : parent)
        if column > parent { return try block(parent: parent, depth: depth, mayHoldEntries: true) }
        if column == parent, indicator == .key, startsWithDash(at) {
          return try list(column: column, depth: depth + 1)
        }
      }
      if isTouched {
        let value = sign..<lineEnd(sign)
        throw .commentCutsValue(path, value, edit: quotes(value))
      }
      return append(plainScalar(after..<after))
    }
    if indicator == .key, startsWithDash(at) {
      throw .listOnKeyLine(path, at..<at + 1, edit: listBelow(at, parent: parent))
    }
    return try block(parent: parent, depth: depth, mayHoldEntries: indicator == .dash)
  }

  /// Adds a scalar; where it ends.
  mutating func append(_ scalar: HeaderTree.Element) -> Int {
    elements.append(scalar)
    return scalar.range.upperBound
  }

  /// Reads the node that starts here; where it ends. On the line of a key it can be neither a list nor a map of its
  /// own.
  private mutating func block(parent: Int, depth: Int, mayHoldEntries: Bool) throws(Diagnostic) -> Int {
    let start = at
    do throws(Diagnostic) {
      return try node(parent: parent, depth: depth, mayHoldEntries: mayHoldEntries)
    } catch {
      throw error.location?.range.lowerBound == start && !(mayHoldEntries && hasColon(start))
        ? offeringQuotes(error, from: start, parent: parent) : error
    }
  }

  private mutating func node(parent: Int, depth: Int, mayHoldEntries: Bool) throws(Diagnostic) -> Int {
    let start = at, column = column
    let nodeEnd: Int
    switch bytes[at] {
    case .hyphen where isBlank(byte(at + 1)): return try list(column: column, depth: depth + 1)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      nodeEnd = append(try blockScalar(parent: parent))
      try skipToContent()
      return nodeEnd
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      nodeEnd = try flowCollection(parent: parent, depth: depth + 1)
      try refuseCollectionAsKey(start)
    case .doubleQuote, .singleQuote:
      let line = lineStart
      let text = try quotedScalar(parent: parent)
      if let colon = colonAfterQuotes() {
        guard mayHoldEntries else { throw .keyNotAllowedHere(path, text.range) }
        guard line == lineStart else { throw .keyOverSeveralLines(path, text.range) }
        try checkLength(ofKey: start..<colon)
        at = colon + 1
        return try map(column: column, first: text, depth: depth + 1)
      }
      nodeEnd = append(text)
    default:
      try refuseIndicator(at: at)
      try refuseFullWidthBrackets(at: at)
      let line = try plainLine(from: start, inFlow: false)
      if line.isKey {
        guard mayHoldEntries else { throw .keyNotAllowedHere(path, start..<line.end) }
        return try map(column: column, first: plainKey(start, line), depth: depth + 1)
      }
      nodeEnd = append(try plainScalar(start, firstLine: line, parent: parent, inFlow: false))
    }
    do throws(Diagnostic) { try endValue() } catch {
      throw error.location.map { $0.range.lowerBound < lineEnd(start) } ?? false
        ? offeringQuotes(error, from: start, parent: parent) : error
    }
    return nodeEnd
  }

  /// Whether this line has a colon that makes a key of what is before it.
  func hasColon(_ start: Int) -> Bool {
    (start..<lineEnd(start)).contains { bytes[$0] == .colon && isBlank(byte($0 + 1)) }
  }

  private mutating func map(column: Int, first: HeaderTree.Element, depth: Int) throws(Diagnostic) -> Int {
    if depth > HeaderParser.nestingLimit { throw .nestedTooDeep(path, first.range) }
    let map = elements.count
    elements.append(HeaderTree.Element(.map, from: first.range.lowerBound))
    elements.append(first)
    while true {
      let last = try blockValue(of: .key, parent: column, depth: depth)
      if at >= end || self.column < column {
        close(map, at: last)
        break
      }
      if self.column > column { throw .misaligned(path, at..<lineEnd(at)) }
      elements.append(try expectedKey())
    }
    refuseDuplicates(in: map)
    return elements[map].range.upperBound
  }

  private mutating func list(column: Int, depth: Int) throws(Diagnostic) -> Int {
    let start = at, list = elements.count
    if depth > HeaderParser.nestingLimit { throw .nestedTooDeep(path, start..<start + 1) }
    elements.append(HeaderTree.Element(.list, from: start))
    var last = start
    while at < end, self.column == column, startsWithDash(at) {
      at += 1
      last = try blockValue(of: .dash, parent: column, depth: depth)
    }
    if at < end, self.column == column { try refuseGluedList(deeperThan: column - 1) }
    if at < end, self.column > column { throw .misaligned(path, at..<lineEnd(at)) }
    close(list, at: last)
    return last
  }

  // MARK: Keys

  /// The key that must stand here, as this is where an entry of a map begins; the cursor goes past its colon.
  ///
  /// The one exception to YAML: a full-width colon counts as a colon, since without it the line would be a mistake.
  mutating func expectedKey() throws(Diagnostic) -> HeaderTree.Element {
    let start = at
    if startsWithDash(at) { throw .listAmongKeys(path, at..<lineEnd(at)) }
    switch bytes[at] {
    case .doubleQuote, .singleQuote:
      let line = lineStart
      let key = try quotedScalar(parent: column)
      guard line == lineStart else { throw .keyOverSeveralLines(path, key.range) }
      guard let colon = colonAfterQuotes() else {
        try passOtherColon(after: key.range)
        return key
      }
      try checkLength(ofKey: start..<colon)
      at = colon + 1
      return key
    case UInt8(ascii: "["), UInt8(ascii: "{"): throw .collectionAsKey(path, at..<at + 1)
    case UInt8(ascii: "|"), UInt8(ascii: ">"): throw .reservedCharacter(path, at..<at + 1, bytes[at])
    default:
      try refuseIndicator(at: start)
      let line = try plainLine(from: start, inFlow: false, atKey: true)
      return line.isKey ? try plainKey(start, line) : try keyBeforeOtherColon(start..<line.end, inFlow: false)
    }
  }

  mutating func plainKey(_ start: Int, _ line: PlainLine) throws(Diagnostic) -> HeaderTree.Element {
    try checkLength(ofKey: start..<at)
    at += 1
    return plainScalar(start..<line.end)
  }

  /// A text without `: ` where a key must stand. The colon that comes first tells what is meant.
  mutating func keyBeforeOtherColon(_ text: Range<Int>, inFlow: Bool) throws(Diagnostic)
    -> HeaderTree.Element
  {
    let colon = text.dropFirst().first { bytes[$0] == .colon || isFullWidthColon($0) }
    guard let colon else { throw missingColon(in: text) }
    if bytes[colon] == .colon {
      throw inFlow
        ? .missingSpaceAfterColon(path, colon..<colon + 1, blanks: colon + 1..<colon + 1)
        : missingSpace(after: colon)
    }
    var end = colon
    while bytes[end - 1] == .space { end -= 1 }
    try checkLength(ofKey: text.lowerBound..<colon)
    try passFullWidthColon(colon)
    return plainScalar(text.lowerBound..<end)
  }

  /// Skips a full-width colon that is meant as a colon, and the wide spaces after it.
  mutating func passFullWidthColon(_ colon: Int) throws(Diagnostic) {
    at = colon + 3
    at += oddBlanks(at)
    if byte(at) == .numberSign { throw .textAfterValue(path, at..<lineEnd(at)) }
    found.append(.fullWidthColon(path, colon..<at, replacement: isBlank(byte(at)) ? ":" : ": "))
  }

  private func missingSpace(after colon: Int) -> Diagnostic {
    let blanks = colon + 1 + oddBlanks(colon + 1)
    return .missingSpaceAfterColon(path, colon..<colon + 1, blanks: colon + 1..<blanks)
  }

  /// Past the full-width colon after a key in quotes; there is no plain one with a space.
  private mutating func passOtherColon(after key: Range<Int>) throws(Diagnostic) {
    var i = key.upperBound
    while byte(i) == .space { i += 1 }
    if byte(i) == .colon { throw missingSpace(after: i) }
    guard isFullWidthColon(i) else { throw .missingColon(path, key, edits: []) }
    try checkLength(ofKey: key.lowerBound..<i)
    try passFullWidthColon(i)
  }

  func isFullWidthColon(_ i: Int) -> Bool {
    byte(i) == 0xEF && byte(i + 1) == 0xBC && byte(i + 2) == 0x9A
  }

  /// The number of bytes of blanks other than the usual one that are here: full-width, no-break and so on.
  func oddBlanks(_ start: Int) -> Int {
    var i = start
    while true {
      switch (byte(i), byte(i + 1), byte(i + 2)) {
      case (0xC2, 0xA0, _): i += 2
      case (0xE3, 0x80, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F): i += 3
      default: return i - start
      }
    }
  }

  /// The colon after a quoted text that makes it a key.
  private func colonAfterQuotes() -> Int? {
    var i = at
    while i < end, bytes[i] == .space { i += 1 }
    return byte(i) == .colon && isBlank(byte(i + 1)) ? i : nil
  }

  private func refuseCollectionAsKey(_ start: Int) throws(Diagnostic) {
    if colonAfterQuotes() != nil { throw .collectionAsKey(path, start..<at) }
  }

  /// YAML allows 1,024 characters from the start of a key to its colon.
  func checkLength(ofKey range: Range<Int>) throws(Diagnostic) {
    guard range.count > HeaderParser.keyLimit else { return }
    var count = 0
    for i in range where bytes[i] & 0xC0 != 0x80 { count += 1 }
    if count > HeaderParser.keyLimit { throw .keyTooLong(path, range) }
  }

  /// Keys are compared byte by byte: no normalisation, and the time is linear for thousands of keys.
  mutating func refuseDuplicates(in map: Int) {
    var keys: [Int] = [], index = map + 1
    keys.reserveCapacity(elements[map].stride / 2)
    while index < map + elements[map].stride {
      keys.append(index)
      index += 1 + elements[index + 1].stride
    }
    if keys.count > 40 { return refuseDuplicates(amongMany: keys) }
    for (count, key) in keys.enumerated() {
      if let first = keys[..<count].first(where: { isSameText(key, $0) }) { refuse(key, first: first) }
    }
  }

  private mutating func refuseDuplicates(amongMany keys: [Int]) {
    var first: [ArraySlice<UInt8>: Int] = [:]
    first.reserveCapacity(keys.count)
    for key in keys {
      if let other = first[text(of: key)] { refuse(key, first: other) } else { first[text(of: key)] = key }
    }
  }

  private mutating func refuse(_ key: Int, first: Int) {
    let name = String(decoding: text(of: key), as: UTF8.self)
    found.append(.duplicateKey(path, name, elements[key].range, first: elements[first].range))
  }

  private func isSameText(_ a: Int, _ b: Int) -> Bool {
    let count = elements[a].text.count
    guard elements[b].text.count == count else { return false }
    if elements[a].isRewritten || elements[b].isRewritten { return text(of: a) == text(of: b) }
    let start = elements[a].text.lowerBound, other = elements[b].text.lowerBound
    for i in 0..<count where bytes[start + i] != bytes[other + i] { return false }
    return true
  }

  private func text(of scalar: Int) -> ArraySlice<UInt8> {
    elements[scalar].isRewritten ? rewritten[elements[scalar].text] : bytes[elements[scalar].text]
  }
}
