import Diagnostics

extension HeaderParser {
  /// Reads `[…]` or `{…}`; the cursor goes past the closing bracket, where it ends. All its lines must be deeper
  /// than `parent`.
  mutating func flowCollection(parent: Int, depth: Int) throws(Diagnostic) -> Int {
    if depth > HeaderParser.nestingLimit { throw .nestedTooDeep(path, at..<at + 1) }
    let start = at, isList = bytes[at] == UInt8(ascii: "["), index = elements.count
    let closing = UInt8(ascii: isList ? "]" : "}")
    elements.append(HeaderTree.Element(isList ? .list : .map, from: at))
    at += 1
    while true {
      try skipInFlow(from: start, parent: parent)
      if bytes[at] == closing { break }
      if bytes[at] == .comma { throw .emptyItem(path, at..<at + 1) }
      if isList {
        try flowNode(parent: parent, depth: depth)
      } else {
        try flowEntry(from: start, parent: parent, depth: depth)
      }
      try skipInFlow(from: start, parent: parent)
      if bytes[at] == closing { break }
      if bytes[at] == .colon {
        throw isList ? .pairInList(path, at..<at + 1) : .keyNotAllowedHere(path, at..<at + 1)
      }
      guard bytes[at] == .comma else {
        throw .missingComma(path, at..<endOfWord(at), open: start..<start + 1)
      }
      at += 1
    }
    at += 1
    close(index, at: at)
    if !isList { refuseDuplicates(in: index) }
    return at
  }

  /// Reads a key in braces and its value, if it has one.
  private mutating func flowEntry(from start: Int, parent: Int, depth: Int) throws(Diagnostic) {
    let warnings = found.count
    elements.append(try flowKey(parent: parent))
    let after = at, byWideColon = found.count > warnings
    try skipInFlow(from: start, parent: parent)
    if bytes[at] == .comma || bytes[at] == UInt8(ascii: "}") {
      elements.append(plainScalar(after..<after))
      return
    }
    let value = at, first = bytes[at]
    try flowNode(parent: parent, depth: depth)
    if !isFlowIndicator(first), first != .doubleQuote, first != .singleQuote {
      let isKey = byte(at) == .colon
      try refuseFullWidthComma(in: value..<at + (isKey ? 1 : 0), byWideColon: byWideColon)
    }
  }

  /// The key of an entry in braces; the cursor goes past its colon, which after quotes needs no space.
  private mutating func flowKey(parent: Int) throws(Diagnostic) -> HeaderTree.Element {
    let start = at, line = lineStart
    switch bytes[at] {
    case .doubleQuote, .singleQuote:
      let key = try quotedScalar(parent: parent)
      guard line == lineStart else { throw .keyOverSeveralLines(path, key.range) }
      try skipSpaces()
      try checkLength(ofKey: start..<at)
      if isFullWidthColon(at) {
        try passFullWidthColon(at)
        return key
      }
      guard byte(at) == .colon else { throw .missingColon(path, key.range, edits: []) }
      at += 1
      return key
    case UInt8(ascii: "["), UInt8(ascii: "{"): throw .collectionAsKey(path, at..<at + 1)
    default:
      try refuseFlowIndicator(at: start)
      let text = try plainLine(from: start, inFlow: true, atKey: true)
      return text.isKey ? try plainKey(start, text) : try keyBeforeOtherColon(start..<text.end, inFlow: true)
    }
  }

  private mutating func flowNode(parent: Int, depth: Int) throws(Diagnostic) {
    switch bytes[at] {
    case UInt8(ascii: "["), UInt8(ascii: "{"): _ = try flowCollection(parent: parent, depth: depth + 1)
    case .doubleQuote, .singleQuote: elements.append(try quotedScalar(parent: parent))
    default:
      try refuseFlowIndicator(at: at)
      let start = at
      let line = try plainLine(from: start, inFlow: true)
      elements.append(
        line.isKey
          ? plainScalar(start..<line.end)
          : try plainScalar(start, firstLine: line, parent: parent, inFlow: true))
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
