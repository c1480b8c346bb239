import Diagnostics

// Headings and blocks of code that nobody meant, or that are not closed.

extension MarkupCheck {
  mutating func checkHeading(_ block: TextBlock, _ level: Int, below last: Int?, isEmpty: Bool) {
    if isEmpty {
      let line = line(around: block.start)
      say(.emptyHeading, bytes.trimmed(line), [Edit(line, "")])
    } else if bytes[block.start] != UInt8(ascii: "#") {
      checkUnderlined(block)
    } else if let last, level > last + 1 {
      let marks = block.start..<block.start + level
      let edit = Edit(marks, String(repeating: "#", count: last + 1))
      say(.skippedLevel(level, expected: last + 1), marks, [edit])
    }
  }

  /// Checks a text with a line of hyphens below it. (A table above such a line is none.)
  private mutating func checkUnderlined(_ block: TextBlock) {
    guard let first = contents(of: block).first, !block.lines.contains(where: blocks.tableLines.contains)
    else { return }
    var texts = [first], mark: Range<Int>?
    for number in block.lines.lowerBound + 1..<block.lines.upperBound + 3
    where mark == nil && number <= blocks.lines.count {
      let content = content(of: number, in: block)
      if let sign = bytes[content].first, "-=".utf8.contains(sign), bytes[content].allSatisfy({ $0 == sign })
      {
        mark = content
      } else {
        texts.append(content)
      }
    }
    guard let mark else { return }
    let isShort = mark.count < 3, last = texts[texts.count - 1]
    let isText =
      endsSentence(bytes[last]) || "，、".contains(text(last).last ?? " ")
      || texts.reduce(0) { $0 + $1.count } > 150
    guard isShort || isText else { return }
    let isRule = !isShort && bytes[mark.lowerBound] == UInt8(ascii: "-")
    let edit =
      isRule ? Edit(mark.lowerBound..<mark.lowerBound, "\n") : Edit(line(around: mark.lowerBound), "")
    say(
      .accidentalHeading(isRule: isRule), texts[0].lowerBound..<mark.upperBound, block.isNested ? [] : [edit])
  }

  mutating func checkCode(_ block: TextBlock) {
    let first = blocks.lines.range(of: block.lines.lowerBound)
    let content = bytes.trimmed(min(block.start, first.upperBound)..<first.upperBound)
    if let fence = fence(content) {
      if block.lines.count > 1, let close = self.fence(self.content(of: block.lines.upperBound, in: block)),
        close.isBare, close.byte == fence.byte, close.length >= fence.length
      {
        return
      }
      let marks = String(repeating: Character(Unicode.Scalar(fence.byte)), count: fence.length)
      let end = bytes.trimmed(block.range).upperBound
      say(.unclosedFence(marks), content, block.isNested ? [] : [Edit(end..<end, "\n" + marks)])
      return
    }
    // Indented lines are code; nobody indents Chinese sentences to make them code.
    guard block.range.contains(where: { bytes[$0] >= 0xE3 }) else { return }
    var edits: [Edit] = []
    for number in block.lines where !block.isNested {
      let line = blocks.lines.range(of: number), count = bytes[line].prefix { $0 == 0x20 || $0 == 0x09 }.count
      if count > 0 { edits.append(Edit(line.lowerBound..<line.lowerBound + count, "")) }
    }
    say(.indentedCode, block.range, edits)
  }

  private func fence(_ content: Range<Int>) -> (byte: UInt8, length: Int, isBare: Bool)? {
    guard let byte = bytes[content].first, "`~".utf8.contains(byte) else { return nil }
    let length = bytes[content].prefix { $0 == byte }.count
    return length >= 3 ? (byte, length, length == content.count) : nil
  }
}
