import Diagnostics

// Paragraphs as a word processor gives them: one line each.

extension MarkupCheck {
  /// Reports lines that are paragraphs, captions or entries (`时间：…`) of their own: each ends as such a thing ends, and they
  /// are of different lengths. Writers who break lines at a width fill them; short sentences, one a line, may be meant so.
  mutating func checkParagraphs(_ lines: [Range<Int>], _ block: TextBlock) {
    guard lines.count > 1, lines.count == block.lines.count else { return }
    let parts = lines.map { PastedLine(self, $0) }
    guard parts.dropLast().allSatisfy(\.isWhole), let last = parts.last, last.isWhole || !last.isOpen,
      !isFilled(parts),
      parts.contains(where: \.isTelling) || parts.count(where: \.isEntry) > 1
        || isBelowItem(lines, parts[0], block)
    else { return }
    let numbers = Array(block.lines)
    let joints = (1..<lines.count).filter { i in
      !parts[i].isNumbered && !parts[i].isIndented && !endsInBreak(numbers[i - 1])
        && !(parts[i].isRow && parts[i - 1].isRow)
    }
    guard let first = joints.first, !joints.allSatisfy({ parts[$0 - 1].isNumberedTitle }) else { return }
    let edits = joints.map { i in
      let start = line(around: lines[i].lowerBound).lowerBound
      if block.quoteDepth > 0 { return Edit(start..<start, ">\n") }
      return block.isNested ? Edit(start..<start, "\n") : Edit(start..<lines[i].lowerBound, "\n")
    }
    // In a quote whose further lines lack their mark, or with a list inside, only the author knows what belongs to it.
    let mayMend =
      block.quoteDepth == 0
      || block.quoteDepth == 1 && !block.beginsItem
        && joints.allSatisfy { bytes[line(around: lines[$0].lowerBound)].first == UInt8(ascii: ">") }
    say(
      .joinedParagraphs(joints.count + 1),
      lines[first - 1].lowerBound..<lines[joints[joints.count - 1]].upperBound,
      mayMend ? edits : [])
  }

  /// True for lines directly below a short item of a list, not indented as what belongs to it.
  private func isBelowItem(_ lines: [Range<Int>], _ item: PastedLine, _ block: TextBlock) -> Bool {
    block.beginsItem && block.quoteDepth == 0 && item.width < 30
      && line(around: lines[1].lowerBound).lowerBound == lines[1].lowerBound
  }

  /// True for lines that end where the next character would not fit any more.
  private func isFilled(_ lines: [PastedLine]) -> Bool {
    let longest = lines.map(\.width).max() ?? 0
    return 50...120 ~= longest && lines.dropLast().allSatisfy { $0.width + 8 >= longest }
  }

  /// True for a line whose end is kept.
  private func endsInBreak(_ number: Int) -> Bool {
    let line = bytes[bytes.withoutLineEnd(blocks.lines.range(of: number))]
    return line.hasSuffix("  ") || line.hasSuffix("\\")
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}

/// A line of a text, looked at as a paragraph of its own.
private struct PastedLine {
  /// The number of columns that it takes.
  let width: Int
  /// True if it ends as a paragraph, a caption or an entry ends.
  let isWhole: Bool
  /// True if more has to follow: it ends with 、 or ，.
  let isOpen: Bool
  /// True for what nobody writes as one line of several: a long sentence, or several, or the date below a document.
  let isTelling: Bool
  /// True for a row of a table.
  let isRow: Bool
  /// True for `时间：8月1日`.
  let isEntry: Bool
  /// True if its own line stays one, as it begins with a number or two ideographic blanks.
  let isNumbered: Bool
  let isIndented: Bool
  /// True for 一、问题, below which the line end stays, too.
  let isNumberedTitle: Bool

  init(_ check: MarkupCheck, _ range: Range<Int>) {
    let bytes = check.bytes[range], text = check.text(range), letters = text.unicodeScalars
    width = EastAsian.columns(text)
    let ends = endsSentence(bytes), last = letters.last ?? " ", number = Enumerator(bytes)
    isOpen = "，、,—-+/的和与及".unicodeScalars.contains(last)
    let label = text.prefix(while: { $0 != "：" })
    isEntry =
      2...8 ~= label.count && label.count + 1 < text.count
      && label.unicodeScalars.allSatisfy { isHan($0) || $0 == "\u{3000}" || $0 == " " }
      && !text.dropFirst(label.count + 1).hasPrefix("“")
    let isShort = width <= 50 && !isOpen && letters.contains(where: isHan)
    isWhole = ends || isShort || isEntry && !isOpen || width > 120
    let isDate =
      text.wholeMatch(of: /[0-9０-９〇○二]{4}年[0-9０-９一二三四五六七八九十]{1,3}月([0-9０-９一二三四五六七八九十]{1,3}日)?/) != nil
    isTelling = isDate || ends && (width >= 60 || letters.count { "。！？".unicodeScalars.contains($0) } > 1)
    isRow = text.hasPrefix("|")
    isNumbered = number != nil
    isIndented = bytes.starts(with: "\u{3000}\u{3000}".utf8)
    isNumberedTitle = isNumbered && !ends
  }
}
