import Diagnostics

// Texts that are written for a list or for brackets, and are neither to YAML: said, with the edit, and not read as a
// text.

extension HeaderParser {
  /// Refuses lines that begin with the sign of a list item without its blank (`-张三`), or with another sign (`•张三`).
  /// An item with a colon may be an entry, and a single number may be negative.
  func refuseGluedList(deeperThan limit: Int) throws(Diagnostic) {
    guard column > limit, let first = itemSign(at), !startsWithDash(at) else { return }
    if hasColon(at) { return }
    var edits: [Edit] = [], start = lineStart, count = 0
    let column = column
    while start < end {
      var i = start
      while byte(i) == .space, i < end { i += 1 }
      guard i < end, i - start == column, let sign = itemSign(i) else { break }
      if !startsWithDash(i) { edits.append(Edit(i..<sign.end, "- ")) }
      count += 1
      while i < end, bytes[i] != .lineFeed { i += 1 }
      start = i + 1
    }
    guard first.isSure || count > 1 else { return }
    throw .gluedListItem(path, at..<first.end, edits: edits)
  }

  /// The sign of an item as people type it, up to its text.
  func itemSign(_ start: Int) -> (end: Int, isSure: Bool)? {
    var i: Int, isSure = true
    switch (byte(start), byte(start + 1), byte(start + 2)) {
    case (.hyphen, .hyphen, _): return nil
    case (.hyphen, let next, _):
      i = start + 1
      // Negative numbers.
      if oddBlanks(i) > 0 || (i..<lineEnd(start)).allSatisfy({ bytes[$0] < 0x3A }) { return nil }
      isSure = next >= 0x80 || next | 0x20 &- UInt8(ascii: "a") < 26
    case (UInt8(ascii: "*"), .space, _): i = start + 1
    // － ＊ • ● ■ ◆ ▪
    case (0xEF, 0xBC, 0x8D), (0xEF, 0xBC, 0x8A), (0xE2, 0x80, 0xA2), (0xE2, 0x97, 0x8F), (0xE2, 0x96, 0xA0),
      (0xE2, 0x97, 0x86), (0xE2, 0x96, 0xAA):
      i = start + 3
    // A dash may begin a text.
    case (0xE2, 0x80, 0x93), (0xE2, 0x80, 0x94):
      if byte(start + 3) == 0xE2, byte(start + 4) == 0x80 { return nil }
      (i, isSure) = (start + 3, false)
    case (0xC2, 0xB7, _): (i, isSure) = (start + 2, false)
    default: return nil
    }
    while byte(i) == .space { i += 1 }
    i += oddBlanks(i)
    return byte(i) == .lineFeed || byte(i) == .carriageReturn ? nil : (i, isSure)
  }

  /// The mistake of a line that should be a field: 协商12场 lacks its colon before the number, 标题　装灯 and 【标题】装灯 before the
  /// value.
  func missingColon(in text: Range<Int>) -> Diagnostic {
    let edits = numberInField(text).map { [Edit($0, ": ")] } ?? nameInField(text)
    return .missingColon(path, text, edits: edits)
  }

  /// The edits that put a colon between a short name and what is apart from it.
  func nameInField(_ text: Range<Int>) -> [Edit] {
    let line = String(decoding: bytes[text], as: UTF8.self)
    func range(of part: Substring) -> Range<Int> {
      let start = text.lowerBound + line.utf8.distance(from: line.startIndex, to: part.startIndex)
      return start..<start + part.utf8.count
    }
    if let match = line.wholeMatch(of: /\p{Han}{2,6}([ \t]*[\u3000\t][ \t\u3000]*|[ ]{2,})[^\s].*/) {
      return [Edit(range(of: match.1), ": ")]
    }
    if let match = line.wholeMatch(of: /([【\[［])[\p{Han}]{2,8}([】\]］][ \t\u3000]*)[^\s].*/) {
      return [Edit(range(of: match.1), ""), Edit(range(of: match.2), ": ")]
    }
    return []
  }

  /// The gap, which may be empty, between a short name in Chinese characters and the number that is all the rest of a text.
  func numberInField(_ text: Range<Int>) -> Range<Int>? {
    guard text.count <= 80,
      let match = String(decoding: bytes[text], as: UTF8.self).wholeMatch(
        of: /(\p{Han}{2,12}?)[ \u3000=＝]*((?:约|近|超过|超|不足|逾)?[0-9０-９][^：:，。；、]{0,12})/)
    else { return nil }
    return text.lowerBound + match.1.utf8.count..<text.upperBound - match.2.utf8.count
  }

  /// The edit that indents a line with plain blanks: as deep as the lines above ask for, where odd blanks are replaced, too.
  func indentation(ofLineAt lineStart: Int) -> Edit {
    var lines: [IndentedLine] = [], offset = headerStart
    while true {
      var line = IndentedLine(self, at: offset)
      if offset >= lineStart {
        let width = line.column(below: lines)
        return Edit(lineStart..<line.textStart, String(repeating: " ", count: width))
      }
      if !line.isEmpty {
        if line.isOdd { line.column = line.column(below: lines) }
        lines.append(line)
      }
      while byte(offset) != .lineFeed { offset += 1 }
      offset += 1
    }
  }

  /// The list that begins on the line of its field, on lines of its own.
  func listBelow(_ dash: Int, parent: Int) -> Edit {
    var start = dash
    while bytes[start - 1] == .space { start -= 1 }
    return Edit(start..<dash, "\n" + String(repeating: " ", count: parent + 2))
  }

  /// Refuses a value that is in full-width braces, or in full-width square brackets with several things in them.
  func refuseFullWidthBrackets(at start: Int) throws(Diagnostic) {
    guard byte(start) == 0xEF, let open = bracket(start), open == "{" || open == "[" else { return }
    let valueEnd = lineEnd(start)
    guard valueEnd - 3 > start, let close = bracket(valueEnd - 3), close == (open == "{" ? "}" : "]") else {
      return
    }
    var edits: [Edit] = [], hasSeparator = open == "{", i = start
    while i < valueEnd {
      if let sign = bracket(i) {
        edits.append(Edit(i..<i + 3, sign))
        i += 3
        if sign == "{" { hasSeparator = true }
        continue
      }
      if isFullWidthComma(i) || (byte(i) == 0xE3 && byte(i + 1) == 0x80 && byte(i + 2) == 0x81) {
        hasSeparator = true
        edits.append(Edit(i..<i + 3, ", "))
        i += 3
        continue
      }
      if isFullWidthColon(i), open == "{" {
        edits.append(Edit(i..<i + 3, ": "))
        i += 3
        continue
      }
      if bytes[i] == .comma || bytes[i] == UInt8(ascii: "{") { hasSeparator = true }
      i += 1
    }
    guard hasSeparator else { return }
    throw .fullWidthBrackets(path, start..<start + 3, edits: edits)
  }

  private func bracket(_ i: Int) -> String? {
    switch (byte(i), byte(i + 1), byte(i + 2)) {
    case (0xEF, 0xBD, 0x9B): "{"
    case (0xEF, 0xBD, 0x9D): "}"
    case (0xEF, 0xBC, 0xBB): "["
    case (0xEF, 0xBC, 0xBD): "]"
    default: nil
    }
  }

  func isFullWidthComma(_ i: Int) -> Bool { byte(i) == 0xEF && byte(i + 1) == 0xBC && byte(i + 2) == 0x8C }

  /// Refuses a value in braces that goes on with a full-width comma and the name of another field: `a.png，替代文字：…`.
  ///
  /// - Parameter byWideColon: the value's own key has a full-width colon, so its writer types them.
  func refuseFullWidthComma(in value: Range<Int>, byWideColon: Bool) throws(Diagnostic) {
    var edits: [Edit] = [], comma: Int?
    for i in value {
      if isFullWidthComma(i) { comma = i }
      guard let start = comma, i > start + 3, i - start <= 48 else { continue }
      let isPlainColon = bytes[i] == .colon && isBlank(byte(i + 1))
      if (byWideColon && isFullWidthColon(i)) || isPlainColon {
        edits.append(Edit(start..<start + 3, ", "))
        comma = nil
      }
    }
    if let first = edits.first { throw .fullWidthComma(path, first.range, edits: edits) }
  }
}
