import Diagnostics

/// The part of a plain scalar on one line.
struct PlainLine {
  /// Without the blanks after it.
  let end: Int
  /// A colon that makes a key of it follows.
  let isKey: Bool
}

extension HeaderParser {
  /// Reads a plain scalar as far as its line goes; leaves the cursor at what ends it.
  mutating func plainLine(from start: Int, inFlow: Bool, atKey: Bool = false) throws(Diagnostic) -> PlainLine
  {
    var i = start, textEnd = start
    while true {
      let byte = byte(i)
      switch byte {
      case .lineFeed, .carriageReturn:
        at = i
        return PlainLine(end: textEnd, isKey: false)
      case .space: i += 1
      case .tab:
        at = i
        // A row of a table that was copied: 标题, a tab, 装灯.
        if atKey, !nameInField(start..<lineEnd(start)).isEmpty {
          throw missingColon(in: start..<lineEnd(start))
        }
        throw tabFault(i)
      case .colon:
        let next = self.byte(i + 1)
        if isBlank(next) || (inFlow && isFlowIndicator(next)) {
          at = i
          return PlainLine(end: textEnd, isKey: true)
        }
        i += 1
        textEnd = i
      case .numberSign where i > start && bytes[i - 1] == .space:
        try refuseCut(from: start, at: i, inFlow: inFlow, atKey: atKey)
        at = i
        return PlainLine(end: textEnd, isKey: false)
      default:
        if inFlow, isFlowIndicator(byte) {
          at = i
          return PlainLine(end: textEnd, isKey: false)
        }
        i += 1
        textEnd = i
      }
    }
  }

  /// Refuses a comment that is part of the text by its looks: one blank before its sign, none after (`3 #楼`). A comment
  /// that is meant as one has a blank after the sign, or is set off by several.
  private func refuseCut(from start: Int, at sign: Int, inFlow: Bool, atKey: Bool) throws(Diagnostic) {
    guard bytes[sign - 2] != .space, !isBlank(byte(sign + 1)), byte(sign + 1) != .numberSign else { return }
    var valueEnd = lineEnd(sign)
    if inFlow, let next = (sign..<valueEnd).first(where: { isFlowIndicator(bytes[$0]) }) { valueEnd = next }
    while bytes[valueEnd - 1] == .space { valueEnd -= 1 }
    guard atKey else { throw .commentCutsValue(path, sign..<valueEnd, edit: quotes(start..<valueEnd)) }
    // A key whose colon is not read as one (`标题：三号楼 #3`): the quotes go around its value.
    let colon = (start..<sign).first { bytes[$0] == .colon || isFullWidthColon($0) }
    let edit = colon.map { colon in
      var value = colon + (bytes[colon] == .colon ? 1 : 3)
      while bytes[value] == .space { value += 1 }
      return Edit(colon..<valueEnd, ": " + quotes(value..<valueEnd).replacement)
    }
    throw .commentCutsValue(path, sign..<valueEnd, edit: edit)
  }

  /// The edit that puts a text in quotes, so that none of its signs mean anything.
  func quotes(_ range: Range<Int>) -> Edit {
    let text = String(decoding: bytes[range], as: UTF8.self)
    if !text.contains("\"") && !text.contains("\\") { return Edit(range, "\"\(text)\"") }
    return Edit(range, "'\(text.replacing("'", with: "''"))'")
  }

  /// Whether a value that starts here is all on its first line, so that quotes around it would hold all of it.
  func isOneLine(from start: Int, parent: Int) -> Bool {
    var line = start
    while line < end, bytes[line] != .lineFeed { line += 1 }
    var i = line + 1
    while i < end, bytes[i] == .space { i += 1 }
    return i >= end || i - (line + 1) <= parent || bytes[i] == .lineFeed || bytes[i] == .carriageReturn
  }

  /// The same mistake with quotes around the whole value as the edit that mends it.
  func offeringQuotes(_ mistake: Diagnostic, from start: Int, parent: Int) -> Diagnostic {
    let codes = ["reserved-character", "unsupported-yaml", "unexpected-text", "unexpected-key"]
    guard mistake.suggestion == nil, codes.contains(mistake.code), isOneLine(from: start, parent: parent)
    else {
      return mistake
    }
    var result = mistake
    result.suggestion = .quotes([quotes(start..<lineEnd(start))])
    return result
  }

  /// The plain scalar whose first line is read already, with the deeper lines that continue it: a line end
  /// becomes a space, each blank line a line feed.
  mutating func plainScalar(
    _ start: Int, firstLine: PlainLine, parent: Int, inFlow: Bool
  ) throws(Diagnostic) -> HeaderTree.Element {
    var textEnd = firstLine.end
    let textStart = rewritten.count
    while at < end, bytes[at] == .lineFeed || bytes[at] == .carriageReturn {
      var i = at, line = lineStart, breaks = 0
      while i < end, bytes[i] == .space || bytes[i] == .lineFeed || bytes[i] == .carriageReturn {
        if bytes[i] == .lineFeed {
          breaks += 1
          line = i + 1
        }
        i += 1
      }
      if i >= end || bytes[i] == .numberSign || i - line <= parent || (inFlow && isFlowIndicator(bytes[i])) {
        break
      }
      at = i
      lineStart = line
      if bytes[i] == .tab { throw tabFault(i) }
      if startsWithDash(i) { throw .listContinuesText(path, i..<lineEnd(i)) }
      if rewritten.count == textStart { rewritten.append(contentsOf: bytes[start..<textEnd]) }
      let next = try plainLine(from: i, inFlow: inFlow)
      if next.isKey {
        // If the two lines are aligned, the first was meant as a field as well.
        let isAligned = isInColumn(i - line, start), first = start..<firstLine.end
        let colon = isAligned ? fullWidthColon(in: start..<textEnd) : nil
        if isAligned, colon == nil, numberInField(first) != nil { throw missingColon(in: first) }
        throw .keyContinuesText(path, i..<max(next.end, i + 1), colon: colon)
      }
      if breaks == 1 { rewritten.append(.space) }
      if breaks > 1 { rewritten.append(contentsOf: repeatElement(.lineFeed, count: breaks - 1)) }
      rewritten.append(contentsOf: bytes[i..<next.end])
      textEnd = next.end
    }
    if rewritten.count == textStart { return plainScalar(start..<textEnd) }
    return HeaderTree.Element(.plain, start..<textEnd, text: textStart..<rewritten.count, isRewritten: true)
  }

  /// Whether the offset is in the given column of its line.
  private func isInColumn(_ column: Int, _ offset: Int) -> Bool {
    var start = offset
    while start > 0, bytes[start - 1] != .lineFeed { start -= 1 }
    return offset - start == column
  }

  private func fullWidthColon(in text: Range<Int>) -> Range<Int>? {
    text.first { isFullWidthColon($0) }.map { $0..<$0 + 3 }
  }

  func plainScalar(_ range: Range<Int>) -> HeaderTree.Element {
    HeaderTree.Element(.plain, range, text: range)
  }

  func isFlowIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case .comma, UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
    default: false
    }
  }

  /// Refuses what no plain scalar starts with, and what YAML means by it but a header may not hold.
  func refuseIndicator(at offset: Int) throws(Diagnostic) {
    let first = bytes[offset], next = byte(offset + 1)
    let range = offset..<offset + 1
    switch first {
    case UInt8(ascii: "&"): throw .anchor(path, range)
    case UInt8(ascii: "*"): throw .alias(path, range)
    case UInt8(ascii: "!"): throw .tag(path, range)
    case UInt8(ascii: "%"):
      throw offset == lineStart ? .directive(path, range) : .reservedCharacter(path, range, first)
    case UInt8(ascii: "@"), UInt8(ascii: "`"), .comma, .numberSign, UInt8(ascii: "|"), UInt8(ascii: ">"):
      throw .reservedCharacter(path, range, first)
    case UInt8(ascii: "]"), UInt8(ascii: "}"): throw .strayBracket(path, range)
    case .questionMark where isBlank(next): throw .complexKey(path, range)
    case .colon where isBlank(next): throw .emptyKey(path, range)
    case .hyphen, UInt8(ascii: "."):
      if first == .hyphen, oddBlanks(offset + 1) > 0 {
        throw .missingSpaceAfterDash(path, range, blanks: offset + 1..<offset + 1 + oddBlanks(offset + 1))
      }
      let isMarker = byte(offset + 1) == first && byte(offset + 2) == first && isBlank(byte(offset + 3))
      if isMarker, offset == lineStart { throw .documentMarker(path, offset..<offset + 3) }
    default:
      if first >= 0xC2, onlyBlanksBefore(offset), oddBlanks(offset) > 0 {
        throw .ideographicIndentation(
          path, offset..<offset + oddBlanks(offset), edit: indentation(ofLineAt: lineStart))
      }
    }
  }

  private func onlyBlanksBefore(_ offset: Int) -> Bool {
    var i = offset
    while i > lineStart, bytes[i - 1] == .space { i -= 1 }
    return i == lineStart
  }
}
