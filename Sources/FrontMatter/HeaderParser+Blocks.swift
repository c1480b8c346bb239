import Diagnostics

/// What a value belongs to.
enum Indicator { case key, dash }

struct Key {
  let scalar: Scalar
  let range: Range<Int>
}

extension HeaderParser {
  /// The value after a colon or a dash. `parent` is the column of the map or list that it belongs to.
  mutating func blockValue(of indicator: Indicator, parent: Int, depth: Int) throws(Diagnostic) -> Node {
    let after = at
    try skipSpaces()
    let first = byte(at)
    if first == .lineFeed || first == .carriageReturn || (first == .numberSign && at > after) {
      try skipToContent()
      if at < end {
        if column > parent { return try block(parent: parent, depth: depth, mayHoldEntries: true) }
        if column == parent, indicator == .key, startsWithDash(at) {
          return try list(column: column, depth: depth + 1)
        }
      }
      return Node(range: after..<after, content: .scalar(Scalar(text: "", style: .plain)))
    }
    if indicator == .key, startsWithDash(at) { throw .listOnKeyLine(path, at..<at + 1) }
    return try block(parent: parent, depth: depth, mayHoldEntries: indicator == .dash)
  }

  /// The node that starts here. On the line of a key it can be neither a list nor a map of its own.
  private mutating func block(parent: Int, depth: Int, mayHoldEntries: Bool) throws(Diagnostic) -> Node {
    let start = at, column = column
    let node: Node
    switch bytes[at] {
    case .hyphen where isBlank(byte(at + 1)): return try list(column: column, depth: depth + 1)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      node = try blockScalar(parent: parent)
      try skipToContent()
      return node
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      node = try flowCollection(parent: parent, depth: depth + 1)
      try refuseCollectionAsKey(start)
    case .doubleQuote, .singleQuote:
      let line = lineStart
      node = try quotedNode(parent: parent)
      if let colon = colonAfterQuotes() {
        guard mayHoldEntries else { throw .keyNotAllowedHere(path, node.range) }
        guard line == lineStart, case .scalar(let scalar) = node.content else {
          throw .keyOverSeveralLines(path, node.range)
        }
        try checkLength(ofKey: start..<colon)
        at = colon + 1
        return try map(column: column, first: Key(scalar: scalar, range: node.range), depth: depth + 1)
      }
    default:
      try refuseIndicator(at: at)
      let line = try plainLine(from: start, inFlow: false)
      if line.isKey {
        guard mayHoldEntries else { throw .keyNotAllowedHere(path, start..<line.end) }
        return try map(column: column, first: plainKey(start, line), depth: depth + 1)
      }
      node = try plainNode(start, firstLine: line, parent: parent, inFlow: false)
    }
    try endValue()
    return node
  }

  private mutating func map(column: Int, first: Key, depth: Int) throws(Diagnostic) -> Node {
    if depth > HeaderParser.nestingLimit { throw .nestedTooDeep(path, first.range) }
    var entries: [Entry] = []
    var key = first
    while true {
      let value = try blockValue(of: .key, parent: column, depth: depth)
      entries.append(Entry(key: key.scalar, keyRange: key.range, value: value))
      if at >= end || self.column < column { break }
      if self.column > column { throw .misaligned(path, at..<lineEnd(at)) }
      key = try expectedKey()
    }
    refuseDuplicates(in: entries)
    let last = entries[entries.count - 1].value.range.upperBound
    return Node(range: first.range.lowerBound..<last, content: .map(entries))
  }

  private mutating func list(column: Int, depth: Int) throws(Diagnostic) -> Node {
    let start = at
    if depth > HeaderParser.nestingLimit { throw .nestedTooDeep(path, start..<start + 1) }
    var items: [Node] = []
    var last = start
    while at < end, self.column == column, startsWithDash(at) {
      at += 1
      let item = try blockValue(of: .dash, parent: column, depth: depth)
      last = item.range.upperBound
      items.append(item)
    }
    if at < end, self.column > column { throw .misaligned(path, at..<lineEnd(at)) }
    return Node(range: start..<last, content: .list(items))
  }

  // MARK: Keys

  /// The key that must stand here, as this is where an entry of a map begins; the cursor goes past its colon.
  ///
  /// The one exception to YAML: a full-width colon counts as a colon, since without it the line would be a mistake.
  mutating func expectedKey() throws(Diagnostic) -> Key {
    let start = at
    if startsWithDash(at) { throw .listAmongKeys(path, at..<lineEnd(at)) }
    switch bytes[at] {
    case .doubleQuote, .singleQuote:
      let line = lineStart
      let node = try quotedNode(parent: column)
      guard case .scalar(let scalar) = node.content, line == lineStart else {
        throw .keyOverSeveralLines(path, node.range)
      }
      guard let colon = colonAfterQuotes() else {
        try passOtherColon(after: node.range)
        return Key(scalar: scalar, range: node.range)
      }
      try checkLength(ofKey: start..<colon)
      at = colon + 1
      return Key(scalar: scalar, range: node.range)
    case UInt8(ascii: "["), UInt8(ascii: "{"): throw .collectionAsKey(path, at..<at + 1)
    case UInt8(ascii: "|"), UInt8(ascii: ">"): throw .reservedCharacter(path, at..<at + 1, bytes[at])
    default:
      try refuseIndicator(at: start)
      let line = try plainLine(from: start, inFlow: false)
      return line.isKey ? try plainKey(start, line) : try keyBeforeOtherColon(start..<line.end)
    }
  }

  private mutating func plainKey(_ start: Int, _ line: PlainLine) throws(Diagnostic) -> Key {
    try checkLength(ofKey: start..<at)
    at += 1
    return Key(scalar: plainScalar(start..<line.end), range: start..<line.end)
  }

  /// A line without `: `. The colon that comes first tells what is meant.
  private mutating func keyBeforeOtherColon(_ text: Range<Int>) throws(Diagnostic) -> Key {
    var i = text.lowerBound
    while i < text.upperBound {
      if bytes[i] == .colon, i > text.lowerBound { throw missingSpace(after: i) }
      if isFullWidthColon(i), i > text.lowerBound { break }
      i += 1
    }
    guard i < text.upperBound else { throw .missingColon(path, text) }
    var keyEnd = i
    while bytes[keyEnd - 1] == .space { keyEnd -= 1 }
    try checkLength(ofKey: text.lowerBound..<i)
    try passFullWidthColon(i)
    return Key(scalar: plainScalar(text.lowerBound..<keyEnd), range: text.lowerBound..<keyEnd)
  }

  /// Past a full-width colon that stands for a colon, and the wide spaces after it.
  mutating func passFullWidthColon(_ colon: Int) throws(Diagnostic) {
    at = colon + 3
    while isIdeographicSpace(at) { at += 3 }
    if byte(at) == .numberSign { throw .textAfterValue(path, at..<lineEnd(at)) }
    found.append(.fullWidthColon(path, colon..<at, replacement: isBlank(byte(at)) ? ":" : ": "))
  }

  private func missingSpace(after colon: Int) -> Diagnostic {
    var blanks = colon + 1
    while isIdeographicSpace(blanks) { blanks += 3 }
    return .missingSpaceAfterColon(path, colon..<colon + 1, blanks: colon + 1..<blanks)
  }

  /// Past the full-width colon after a key in quotes; there is no plain one with a space.
  private mutating func passOtherColon(after key: Range<Int>) throws(Diagnostic) {
    var i = key.upperBound
    while byte(i) == .space { i += 1 }
    if byte(i) == .colon { throw missingSpace(after: i) }
    guard isFullWidthColon(i) else { throw .missingColon(path, key) }
    try checkLength(ofKey: key.lowerBound..<i)
    try passFullWidthColon(i)
  }

  func isFullWidthColon(_ i: Int) -> Bool {
    byte(i) == 0xEF && byte(i + 1) == 0xBC && byte(i + 2) == 0x9A
  }

  func isIdeographicSpace(_ i: Int) -> Bool {
    byte(i) == 0xE3 && byte(i + 1) == 0x80 && byte(i + 2) == 0x80
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
  mutating func refuseDuplicates(in entries: [Entry]) {
    if entries.count > 40 { return refuseDuplicatesAmongMany(entries) }
    for i in entries.indices.dropFirst() {
      let entry = entries[i], key = entry.key.text.utf8
      for other in entries[..<i] where other.key.text.utf8.count == key.count {
        guard other.key.text.utf8.elementsEqual(key) else { continue }
        found.append(.duplicateKey(path, entry.key.text, entry.keyRange, first: other.keyRange))
        break
      }
    }
  }

  private mutating func refuseDuplicatesAmongMany(_ entries: [Entry]) {
    var first: [[UInt8]: Range<Int>] = [:]
    first.reserveCapacity(entries.count)
    for entry in entries {
      let key = Array(entry.key.text.utf8)
      if let place = first[key] {
        found.append(.duplicateKey(path, entry.key.text, entry.keyRange, first: place))
      } else {
        first[key] = entry.keyRange
      }
    }
  }
}
