import Diagnostics

// What stands at the beginning of lines, and is no mark of Markdown.

extension MarkupCheck {
  mutating func checkLines(of block: TextBlock) {
    let lines = contents(of: block)
    guard let first = lines.first else { return }
    if block.quoteDepth > 0 { checkAlert(first) }
    if block.beginsItem { checkTask(first) }
    for line in lines { checkHeadingMark(line) }
    checkQuoteMark(lines)
    checkItems(lines, block)
    checkFences(lines)
    checkTables(lines, block)
    checkParagraphs(lines, block)
  }

  // MARK: `##标题`, `＃ 标题`

  private mutating func checkHeadingMark(_ line: Range<Int>) {
    var i = line.lowerBound, level = 0
    while i < line.upperBound {
      if bytes[i] == UInt8(ascii: "#") {
        i += 1
      } else if hasPrefix("＃", at: i, line) {
        i += 3
      } else {
        break
      }
      level += 1
    }
    guard level > 0 else { return }
    let title = trimmedWide(i..<line.upperBound)
    guard !title.isEmpty, let first = scalar(at: title.lowerBound, in: line) else { return }
    if level == 1 {
      // `#3楼`, `#话题#` and `#tag` are no headings, and a heading is no sentence.
      guard isHan(first) || "《“（【".unicodeScalars.contains(first), title.count <= 120,
        !endsSentence(bytes[title]),
        !text(title).contains("#"), !text(title).contains("＃")
      else { return }
    }
    say(
      .nearHeading(
        source.path, line.lowerBound..<i,
        Edit(line.lowerBound..<title.lowerBound, String(repeating: "#", count: min(level, 6)) + " ")))
  }

  // MARK: `＞ 引用`

  private mutating func checkQuoteMark(_ lines: [Range<Int>]) {
    for mark in ["》", "＞"] {
      let quoted = lines.prefix { hasPrefix(mark, at: $0.lowerBound, $0) }
      guard let first = quoted.first, let next = scalar(at: first.lowerBound + 3, in: first),
        isHan(next) || isSpace(next) || "“《".unicodeScalars.contains(next)
      else { continue }
      let edits = quoted.map { line in
        Edit(line.lowerBound..<trimmedWide(line.lowerBound + 3..<line.upperBound).lowerBound, "> ")
      }
      say(.nearQuote(source.path, first.lowerBound..<first.lowerBound + 3, edits, mark: mark))
    }
  }

  // MARK: `-项`, `• 项`, `1.项`

  private mutating func checkItems(_ lines: [Range<Int>], _ block: TextBlock) {
    let items = lines.map { NearItem(bytes, $0) }
    var kinds: [String] = []
    for item in items { if let item, !kinds.contains(item.kind) { kinds.append(item.kind) } }
    for kind in kinds {
      let own = items.indices.filter { items[$0]?.kind == kind }
      let found = own.compactMap { items[$0] }
      let isSeries = zip(own, own.dropFirst()).contains { $1 == $0 + 1 }
      // A line may begin so by chance, where a text was broken at some width.
      let isPlaced = own[0] == 0 || endsSentence(bytes[lines[own[0] - 1]]) || "•●".contains(kind)
      guard isSeries || isPlaced && found.contains(where: \.isSure) || own[0] == 0 && kind == "·",
        let first = found.first
      else { continue }
      var edits = found.map { Edit($0.mark, $0.replacement) }
      // Only a list that begins with 1 may follow a line of text.
      if own[0] > 0, let number = first.number, number != 1 {
        let hasEnd = endsSentence(bytes[lines[own[0] - 1]])
        if first.isWellFormed, !hasEnd { continue }
        edits[0] = Edit(first.mark, "\n" + first.replacement)
      } else if first.isWellFormed {
        continue
      }
      say(
        .nearList(
          source.path, first.mark, block.isNested && edits[0].replacement.hasPrefix("\n") ? [] : edits,
          text(trimmedWide(first.mark)), count: found.count))
    }
  }

  // MARK: `- []项`

  private mutating func checkTask(_ line: Range<Int>) {
    guard let open = scalar(at: line.lowerBound, in: line), open == "[" || open == "【" || open == "［" else {
      return
    }
    let characters = Array(text(line).prefix(8))
    let close = characters.firstIndex { "]】］".contains($0) } ?? 0
    guard 1...2 ~= close else { return }
    let inner = characters[1..<close], isDone = inner.first.map { "xX√✓✔vV".contains($0) } ?? false
    guard isDone || inner.isEmpty || inner == [" "] || inner == ["\u{3000}"] else { return }
    let mark = String(characters[...close])
    let end = line.lowerBound + mark.utf8.count
    let next = scalar(at: end, in: line)
    let isWellFormed = ["[ ]", "[x]", "[X]"].contains(mark) && (next.map(isSpace) ?? true)
    if isWellFormed || next == nil || "([:（：".unicodeScalars.contains(next ?? " ")
      || (mark == "[x]" && next == nil)
    {
      return
    }
    say(
      .nearTask(
        source.path, line.lowerBound..<end,
        Edit(line.lowerBound..<trimmedWide(end..<line.upperBound).lowerBound, isDone ? "[x] " : "[ ] ")))
  }

  // MARK: `> [!NOTE]`

  private mutating func checkAlert(_ line: Range<Int>) {
    guard bytes[line].starts(with: "[!".utf8), let close = bytes.place(of: UInt8(ascii: "]"), in: line) else {
      return
    }
    let name = text(line.lowerBound + 2..<close).uppercased()
    let word: String
    switch name {
    case "NOTE", "INFO": word = "说明"
    case "TIP": word = "提示"
    case "IMPORTANT": word = "重要"
    case "WARNING", "CAUTION": word = "注意"
    default: return
    }
    say(
      .unrendered(
        source.path, line.lowerBound..<close + 1, [Edit(line.lowerBound..<close + 1, "**\(word)：**")], .alert)
    )
  }

  // MARK: ｀｀｀

  private mutating func checkFences(_ lines: [Range<Int>]) {
    let fences = lines.filter { hasPrefix("｀｀｀", at: $0.lowerBound, $0) }
    guard let first = fences.first else { return }
    say(
      .nearCode(
        source.path, first.lowerBound..<first.lowerBound + 9,
        fences.map { Edit($0.lowerBound..<$0.lowerBound + 9, "```") }))
  }

  // MARK: Paragraphs pasted from a word processor

  /// Lines that each end a sentence, of different lengths, and of which one has several sentences, are paragraphs: whoever
  /// breaks lines at a width fills them, and whoever writes a line for each sentence has one in each.
  private mutating func checkParagraphs(_ lines: [Range<Int>], _ block: TextBlock) {
    guard lines.count > 1, lines.count == block.lines.count, lines.allSatisfy({ endsSentence(bytes[$0]) })
    else { return }
    let indent = "\u{3000}\u{3000}".utf8
    if lines.dropFirst().contains(where: { Enumerator(bytes[$0]) != nil || bytes[$0].starts(with: indent) }) {
      return
    }
    let widths = lines.map { EastAsian.columns(text($0)) }, longest = widths.max() ?? 0
    let isWrapped = longest <= 120 && widths.dropLast().allSatisfy { $0 + 8 >= longest }
    let sentences = lines.map { text($0).unicodeScalars.count { "。！？".unicodeScalars.contains($0) } }
    guard !isWrapped, sentences.contains(where: { $0 > 1 }) || widths.reduce(0, +) >= 100 * widths.count
    else { return }
    let prefix = block.quoteDepth > 0 || block.isNested ? nil : "\n"
    let edits =
      prefix.map { prefix in lines.dropFirst().map { Edit($0.lowerBound..<$0.lowerBound, prefix) } } ?? []
    say(
      .joinedParagraphs(
        source.path, lines[0].lowerBound..<lines[lines.count - 1].upperBound, edits, count: lines.count))
  }

  // MARK: Bytes

  func hasPrefix(_ text: String, at place: Int, _ range: Range<Int>) -> Bool {
    place <= range.upperBound && bytes[place..<range.upperBound].starts(with: text.utf8)
  }

  /// Without ideographic blanks, either.
  func trimmedWide(_ range: Range<Int>) -> Range<Int> {
    var range = trimmed(bytes, range)
    while bytes[range].starts(with: "\u{3000}".utf8) {
      range = trimmed(bytes, range.lowerBound + 3..<range.upperBound)
    }
    while range.count >= 3, bytes[range.upperBound - 3..<range.upperBound].elementsEqual("\u{3000}".utf8) {
      range = trimmed(bytes, range.lowerBound..<range.upperBound - 3)
    }
    return range
  }

  func isHan(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isIdeographic }
}

/// What begins a line as an item of a list begins elsewhere.
private struct NearItem {
  /// With the blanks behind it.
  let mark: Range<Int>
  /// Of the same list.
  let kind: String
  let number: Int?
  /// It can be nothing else. Others count if one follows the other.
  let isSure: Bool
  /// Markdown reads it where a paragraph begins.
  let isWellFormed: Bool

  var replacement: String { number.map { "\($0). " } ?? "- " }

  init?(_ bytes: [UInt8], _ line: Range<Int>) {
    guard let lead = line.first.map({ bytes[$0] }), lead < 0x41 || lead >= 0xC2 else { return nil }
    let first = firstScalar(of: bytes, in: line)
    var end = first.range.upperBound
    let blanks = { (from: Int) -> Int in
      var i = from
      while i < line.upperBound {
        let next = firstScalar(of: bytes, in: i..<line.upperBound)
        if !isSpace(next.scalar) { break }
        i = next.range.upperBound
      }
      return i
    }
    let content = blanks(end)
    guard content < line.upperBound else { return nil }
    let next = firstScalar(of: bytes, in: content..<line.upperBound).scalar
    let hasBlank = content > end, isText = NearItem.beginsText(next)
    var number: Int?, isSure = false, isWellFormed = false, kind = String(first.scalar)
    switch first.scalar {
    case "-":
      guard !hasBlank, isText || next == "[" || next == "*",
        bytes[line.upperBound - 1] != UInt8(ascii: "-")
      else { return nil }
      isSure = true
    case "*", "+":
      guard !hasBlank, isText, !bytes[end..<line.upperBound].contains(UInt8(ascii: "*"))
      else { return nil }
    case "•", "●", "◆", "■", "▪", "➢", "➤", "‣", "⁃", "◦", "∙": isSure = true
    case "·", "・", "○", "◇", "□", "▲", "△", "★", "☆", "※", "✓", "✔", "→", "►", "▶": break
    case "－", "–":
      guard hasBlank || isText else { return nil }
      isSure = first.scalar == "－" || hasBlank
    case "—":
      guard hasBlank else { return nil }
    case "＊", "＋":
      guard isText, !bytes[end..<line.upperBound].starts(with: String(first.scalar).utf8) else { return nil }
    default:
      var value = 0, i = line.lowerBound, count = 0, isWide = false
      while i < line.upperBound {
        let figure = firstScalar(of: bytes, in: i..<line.upperBound)
        if 0x30...0x39 ~= figure.scalar.value {
          value = value * 10 + Int(figure.scalar.value - 0x30)
        } else if 0xFF10...0xFF19 ~= figure.scalar.value {
          (value, isWide) = (value * 10 + Int(figure.scalar.value - 0xFF10), true)
        } else {
          break
        }
        count += 1
        i = figure.range.upperBound
        if count > 2 { return nil }
      }
      guard count > 0, i < line.upperBound else { return nil }
      let dot = firstScalar(of: bytes, in: i..<line.upperBound)
      end = dot.range.upperBound
      let content = blanks(end)
      guard dot.scalar == "." || dot.scalar == "．", content < line.upperBound else { return nil }
      let next = firstScalar(of: bytes, in: content..<line.upperBound).scalar
      let isSpaced = content > end && bytes[end] == UInt8(ascii: " ")
      guard NearItem.beginsText(next) || content > end && !(0x30...0x39 ~= next.value) else { return nil }
      isWellFormed = isSpaced && dot.scalar == "." && !isWide
      (number, isSure, kind) = (value, true, "1.")
      self.mark = line.lowerBound..<content
      (self.kind, self.number, self.isSure, self.isWellFormed) = (kind, number, isSure, isWellFormed)
      return
    }
    mark = line.lowerBound..<content
    (self.kind, self.number, self.isSure, self.isWellFormed) = (kind, number, isSure, isWellFormed)
  }

  private static func beginsText(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isIdeographic || "《“（【「".unicodeScalars.contains(scalar)
  }
}
