import Diagnostics

extension HeaderParser {
  /// `[…]` or `{…}`; the cursor goes past the closing bracket. All its lines must be deeper than `parent`.
  mutating func flowCollection(parent: Int, depth: Int) throws(Diagnostic) -> Node {
    if depth > HeaderParser.nestingLimit { throw .nestedTooDeep(path, at..<at + 1) }
    return bytes[at] == UInt8(ascii: "[")
      ? try flowList(parent: parent, depth: depth) : try flowMap(parent: parent, depth: depth)
  }

  private mutating func flowList(parent: Int, depth: Int) throws(Diagnostic) -> Node {
    let start = at
    var items: [Node] = []
    at += 1
    while true {
      try skipInFlow(from: start, parent: parent)
      if bytes[at] == UInt8(ascii: "]") { break }
      if bytes[at] == .comma { throw .emptyItem(path, at..<at + 1) }
      items.append(try flowNode(parent: parent, depth: depth))
      try skipInFlow(from: start, parent: parent)
      if bytes[at] == UInt8(ascii: "]") { break }
      if bytes[at] == .colon { throw .pairInList(path, at..<at + 1) }
      guard bytes[at] == .comma else {
        throw .missingComma(path, at..<endOfWord(at), open: start..<start + 1)
      }
      at += 1
    }
    at += 1
    return Node(range: start..<at, content: .list(items))
  }

  private mutating func flowMap(parent: Int, depth: Int) throws(Diagnostic) -> Node {
    let start = at
    var entries: [Entry] = []
    at += 1
    while true {
      try skipInFlow(from: start, parent: parent)
      if bytes[at] == UInt8(ascii: "}") { break }
      if bytes[at] == .comma { throw .emptyItem(path, at..<at + 1) }
      let key = try flowKey(parent: parent)
      let after = at
      try skipInFlow(from: start, parent: parent)
      var value = Node(range: after..<after, content: .scalar(Scalar(text: "", style: .plain)))
      if bytes[at] != .comma, bytes[at] != UInt8(ascii: "}") {
        value = try flowNode(parent: parent, depth: depth)
      }
      entries.append(Entry(key: key.scalar, keyRange: key.range, value: value))
      try skipInFlow(from: start, parent: parent)
      if bytes[at] == UInt8(ascii: "}") { break }
      if bytes[at] == .colon { throw .keyNotAllowedHere(path, at..<at + 1) }
      guard bytes[at] == .comma else {
        throw .missingComma(path, at..<endOfWord(at), open: start..<start + 1)
      }
      at += 1
    }
    at += 1
    refuseDuplicates(in: entries)
    return Node(range: start..<at, content: .map(entries))
  }

  /// The key of an entry in braces; the cursor goes past its colon, which after quotes needs no space.
  private mutating func flowKey(parent: Int) throws(Diagnostic) -> Key {
    let start = at, line = lineStart
    switch bytes[at] {
    case .doubleQuote, .singleQuote:
      let node = try quotedNode(parent: parent)
      guard line == lineStart, case .scalar(let scalar) = node.content else {
        throw .keyOverSeveralLines(path, node.range)
      }
      try skipSpaces()
      try checkLength(ofKey: start..<at)
      if isFullWidthColon(at) {
        try passFullWidthColon(at)
        return Key(scalar: scalar, range: node.range)
      }
      guard byte(at) == .colon else { throw .missingColon(path, node.range) }
      at += 1
      return Key(scalar: scalar, range: node.range)
    case UInt8(ascii: "["), UInt8(ascii: "{"): throw .collectionAsKey(path, at..<at + 1)
    default:
      try refuseFlowIndicator(at: start)
      let text = try plainLine(from: start, inFlow: true)
      guard text.isKey else {
        return try flowKeyBeforeOtherColon(start..<text.end)
      }
      try checkLength(ofKey: start..<at)
      at += 1
      return Key(scalar: plainScalar(start..<text.end), range: start..<text.end)
    }
  }

  /// A text without a colon where a key must stand: its full-width colon counts as one.
  private mutating func flowKeyBeforeOtherColon(_ text: Range<Int>) throws(Diagnostic) -> Key {
    let colon = text.first { $0 > text.lowerBound && (isFullWidthColon($0) || bytes[$0] == .colon) }
    guard let colon else { throw .missingColon(path, text) }
    if bytes[colon] == .colon {
      throw .missingSpaceAfterColon(path, colon..<colon + 1, blanks: colon + 1..<colon + 1)
    }
    var end = colon
    while bytes[end - 1] == .space { end -= 1 }
    try checkLength(ofKey: text.lowerBound..<colon)
    try passFullWidthColon(colon)
    return Key(scalar: plainScalar(text.lowerBound..<end), range: text.lowerBound..<end)
  }

  private mutating func flowNode(parent: Int, depth: Int) throws(Diagnostic) -> Node {
    switch bytes[at] {
    case UInt8(ascii: "["), UInt8(ascii: "{"): return try flowCollection(parent: parent, depth: depth + 1)
    case .doubleQuote, .singleQuote: return try quotedNode(parent: parent)
    default:
      try refuseFlowIndicator(at: at)
      let start = at
      let line = try plainLine(from: start, inFlow: true)
      return line.isKey
        ? Node(range: start..<line.end, content: .scalar(plainScalar(start..<line.end)))
        : try plainNode(start, firstLine: line, parent: parent, inFlow: true)
    }
  }

  /// In brackets, a plain scalar cannot start with `-`, `?` or `:` before a bracket or a comma either; one that
  /// starts with `?` or `:` at all is read in two ways by YAML's programs.
  private func refuseFlowIndicator(at offset: Int) throws(Diagnostic) {
    let first = bytes[offset]
    if first == .questionMark || first == .colon {
      throw .reservedCharacter(path, offset..<offset + 1, first)
    }
    if first == .hyphen, isFlowIndicator(byte(offset + 1)) || isBlank(byte(offset + 1)) {
      throw .dashInBrackets(path, offset..<offset + 1)
    }
    try refuseIndicator(at: offset)
  }

  /// Past blanks, line ends and comments in brackets; there is content there afterwards.
  private mutating func skipInFlow(from start: Int, parent: Int) throws(Diagnostic) {
    let line = lineStart
    try skipToContent()
    if at >= end { throw .unclosedBracket(path, start..<start + 1) }
    guard lineStart != line, column <= parent else { return }
    if bytes[at] == UInt8(ascii: "]") || bytes[at] == UInt8(ascii: "}") {
      throw .bracketNotIndented(path, at..<at + 1, spaces: parent + 2 - column)
    }
    throw .unclosedBracket(path, start..<start + 1)
  }

  private func endOfWord(_ offset: Int) -> Int {
    var i = offset + 1
    while i < end, !isBlank(bytes[i]), !isFlowIndicator(bytes[i]) { i += 1 }
    return i
  }
}
