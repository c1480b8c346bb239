import Diagnostics

// Headings and blocks of code that nobody meant, or that are not closed.

extension MarkupCheck {
  mutating func checkHeading(_ block: TextBlock, _ level: Int, below last: Int?, isEmpty: Bool) {
    if isEmpty {
      let line = line(around: block.start)
      say(.emptyHeading(source.path, trimmed(bytes, line), removing: line))
      return
    }
    if bytes[block.start] == UInt8(ascii: "#") {
      if let last, level > last + 1 {
        let marks = block.start..<block.start + level
        say(.skippedLevel(source.path, marks, level: level, expected: last + 1))
      }
      return
    }
    // A text with a line of hyphens below it; a table above it is none.
    guard let first = contents(of: block).first, !block.lines.contains(where: blocks.tableLines.contains)
    else {
      return
    }
    var texts = [first], mark = 0..<0
    for number in block.lines.lowerBound + 1..<block.lines.upperBound + 3
    where mark.isEmpty && number <= blocks.lines.count {
      let line = blocks.lines.range(of: number...number)
      let content = trimmed(
        bytes, skipQuoteMarks(bytes, line.lowerBound, line.upperBound, block.quoteDepth)..<line.upperBound)
      if !content.isEmpty, bytes[content].allSatisfy({ $0 == bytes[content.lowerBound] }),
        "-=".utf8.contains(bytes[content.lowerBound])
      {
        mark = content
      } else {
        texts.append(content)
      }
    }
    guard !mark.isEmpty else { return }
    let isShort = mark.count < 3, last = texts[texts.count - 1]
    let isText =
      endsSentence(bytes[last]) || "，、".contains(text(last).last ?? " ")
      || texts.reduce(0) { $0 + $1.count } > 150
    guard isShort || isText else { return }
    let isRule = !isShort && bytes[mark.lowerBound] == UInt8(ascii: "-")
    let edit =
      isRule ? Edit(mark.lowerBound..<mark.lowerBound, "\n") : Edit(line(around: mark.lowerBound), "")
    say(
      .accidentalHeading(
        source.path, texts[0].lowerBound..<mark.upperBound, block.isNested ? nil : edit, isRule: isRule))
  }

  mutating func checkCode(_ block: TextBlock) {
    let first = blocks.lines.range(of: block.lines.lowerBound...block.lines.lowerBound)
    let content = trimmed(bytes, min(block.start, first.upperBound)..<first.upperBound)
    let fence = fence(content)
    if let fence {
      let last = blocks.lines.range(of: block.lines.upperBound...block.lines.upperBound)
      let ending = skipQuoteMarks(bytes, last.lowerBound, last.upperBound, block.quoteDepth)
      if block.lines.count > 1, let close = self.fence(trimmed(bytes, ending..<last.upperBound)),
        close.isBare,
        close.byte == fence.byte, close.length >= fence.length
      {
        return
      }
      let marks = String(repeating: Character(Unicode.Scalar(fence.byte)), count: fence.length)
      let end = trimmed(bytes, block.range).upperBound
      say(.unclosedFence(source.path, content, block.isNested ? nil : Edit(end..<end, "\n" + marks), marks))
      return
    }
    // What is indented is code; nobody indents Chinese sentences to make them code.
    guard block.range.contains(where: { bytes[$0] >= 0xE3 }) else { return }
    var edits: [Edit] = []
    for number in block.lines {
      let line = blocks.lines.range(of: number...number)
      let blanks = bytes[line].prefix { $0 == 0x20 || $0 == 0x09 }
      if !blanks.isEmpty { edits.append(Edit(line.lowerBound..<line.lowerBound + blanks.count, "")) }
    }
    say(.indentedCode(source.path, block.range, block.isNested ? [] : edits))
  }

  private func fence(_ content: Range<Int>) -> (byte: UInt8, length: Int, isBare: Bool)? {
    guard let first = content.first, bytes[first] == UInt8(ascii: "`") || bytes[first] == UInt8(ascii: "~")
    else {
      return nil
    }
    let length = bytes[content].prefix { $0 == bytes[first] }.count
    return length >= 3 ? (bytes[first], length, length == content.count) : nil
  }
}
