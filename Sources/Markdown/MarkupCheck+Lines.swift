import Diagnostics

// Beginnings of lines that are no marks of Markdown.

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
    checkTables(lines)
    checkParagraphs(lines, block)
  }

  // MARK: `##标题`, `＃ 标题`

  private mutating func checkHeadingMark(_ line: Range<Int>) {
    let signs = String(text(line).unicodeScalars.prefix { $0 == "#" || $0 == "＃" })
    let level = signs.unicodeScalars.count
    let end = line.lowerBound + signs.utf8.count, title = trimmedWide(end..<line.upperBound)
    guard level > 0, !title.isEmpty, let first = scalar(at: title.lowerBound, in: line) else { return }
    if level == 1 {
      // `#3楼`, `#话题#` and `#tag` are no headings, and a heading is no sentence.
      guard isHan(first) || "《“（【".unicodeScalars.contains(first), title.count <= 120,
        !endsSentence(bytes[title]), !text(title).contains("#"), !text(title).contains("＃")
      else { return }
    }
    let edit = Edit(line.lowerBound..<title.lowerBound, String(repeating: "#", count: min(level, 6)) + " ")
    say(.nearHeading(edit.replacement), line.lowerBound..<end, [edit])
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
      say(.nearQuote(mark), first.lowerBound..<first.lowerBound + 3, edits)
    }
  }

  // MARK: `-项`, `• 项`, `1.项`

  private mutating func checkItems(_ lines: [Range<Int>], _ block: TextBlock) {
    let items = lines.map { NearItem(bytes, $0) }
    var kinds: [String] = []
    for item in items { if let item, !kinds.contains(item.kind) { kinds.append(item.kind) } }
    for kind in kinds {
      let indices = items.indices.filter { items[$0]?.kind == kind }, start = indices[0]
      let found = indices.compactMap { items[$0] }, first = found[0]
      let isSeries = zip(indices, indices.dropFirst()).contains { $1 == $0 + 1 }
      let isBelowSentence = start > 0 && endsSentence(bytes[lines[start - 1]])
      // A line may begin so by chance, where a text was broken at some width.
      let isClear = start == 0 || isBelowSentence || "•●".contains(kind)
      guard isSeries || isClear && found.contains(where: \.isSure) || start == 0 && kind == "·" else {
        continue
      }
      var edits = found.map { Edit($0.mark, $0.replacement) }, mayMend = true
      // Only a list that begins with 1 may follow a line of text.
      if start > 0, let number = first.number, number != 1 {
        if first.isWellFormed, !isBelowSentence { continue }
        edits[0] = Edit(first.mark, "\n" + first.replacement)
        mayMend = !block.isNested
      } else if first.isWellFormed {
        continue
      }
      say(.nearList(text(trimmedWide(first.mark)), count: found.count), first.mark, mayMend ? edits : [])
    }
  }

  // MARK: `- []项`

  private mutating func checkTask(_ line: Range<Int>) {
    let characters = Array(text(line).prefix(8))
    guard let open = characters.first, "[【［".contains(open),
      let close = characters.firstIndex(where: { "]】］".contains($0) }), close <= 2
    else { return }
    let inner = characters[1..<close], isDone = inner.first.map { "xX√✓✔vV".contains($0) } ?? false
    guard isDone || inner.isEmpty || inner == [" "] || inner == ["\u{3000}"] else { return }
    let mark = String(characters[...close]), end = line.lowerBound + mark.utf8.count
    guard let next = scalar(at: end, in: line), !"([:（：".unicodeScalars.contains(next),
      !["[ ]", "[x]", "[X]"].contains(mark) || !isSpace(next)
    else { return }
    let content = trimmedWide(end..<line.upperBound).lowerBound
    let edit = Edit(line.lowerBound..<content, isDone ? "[x] " : "[ ] ")
    say(.nearTask(edit.replacement), line.lowerBound..<end, [edit])
  }

  // MARK: `> [!NOTE]`

  private mutating func checkAlert(_ line: Range<Int>) {
    guard bytes[line].starts(with: "[!".utf8), let close = bytes.offset(of: UInt8(ascii: "]"), in: line)
    else {
      return
    }
    let word: String
    switch text(line.lowerBound + 2..<close).uppercased() {
    case "NOTE", "INFO": word = "说明"
    case "TIP": word = "提示"
    case "IMPORTANT": word = "重要"
    case "WARNING", "CAUTION": word = "注意"
    default: return
    }
    let mark = line.lowerBound..<close + 1
    say(.alert, mark, [Edit(mark, "**\(word)：**")])
  }

  // MARK: ｀｀｀

  private mutating func checkFences(_ lines: [Range<Int>]) {
    let fences = lines.filter { hasPrefix("｀｀｀", at: $0.lowerBound, $0) }.map {
      $0.lowerBound..<$0.lowerBound + 9
    }
    if let first = fences.first { say(.nearCode, first, fences.map { Edit($0, "```") }) }
  }
}

/// The beginning of a line as an item of a list begins in other programs.
private struct NearItem {
  /// The mark with the blanks behind it.
  let mark: Range<Int>
  /// The same for all items of a list.
  let kind: String
  private(set) var number: Int?
  /// True if it can be nothing else. Others count if one follows the other.
  private(set) var isSure = false
  /// True if Markdown reads it where a paragraph begins.
  private(set) var isWellFormed = false

  var replacement: String { number.map { "\($0). " } ?? "- " }

  init?(_ bytes: [UInt8], _ line: Range<Int>) {
    guard let lead = bytes[line].first, lead < 0x41 || lead >= 0x61 else { return nil }
    let text = String(decoding: bytes[line], as: UTF8.self)
    var rest = text.unicodeScalars[...]
    let digits = rest.prefix(3).prefix { isDigit($0) || 0xFF10...0xFF19 ~= $0.value }
    guard let sign = rest.dropFirst(digits.count).first, digits.count < 3 else { return nil }
    rest = rest.dropFirst(digits.count + 1)
    let end = rest.startIndex
    rest = rest.drop(while: isSpace)
    guard let next = rest.first, let last = rest.last else { return nil }
    let blanks = end..<rest.startIndex, hasBlank = !blanks.isEmpty
    let isText = isHan(next) || "《“（【「".unicodeScalars.contains(next)
    kind = digits.isEmpty ? String(sign) : "1."
    mark = line.lowerBound..<line.lowerBound + text[..<rest.startIndex].utf8.count
    if !digits.isEmpty {
      guard sign == "." || sign == "．", isText || hasBlank && !isDigit(next) else { return nil }
      number = digits.reduce(0) { $0 * 10 + Int($1.value - ($1.value < 0xFF10 ? 0x30 : 0xFF10)) }
      isSure = true
      isWellFormed =
        sign == "." && digits.allSatisfy(\.isASCII) && bytes[line.lowerBound + digits.count + 1] == 0x20
      return
    }
    switch sign {
    case "-":
      guard !hasBlank, isText || next == "[" || next == "*", last != "-" else { return nil }
      isSure = true
    case "*", "+":
      guard !hasBlank, isText, !rest.contains("*") else { return nil }
    case "•", "●", "◆", "■", "▪", "➢", "➤", "‣", "⁃", "◦", "∙": isSure = true
    // Bullets of Wingdings, whose font is lost.
    case "l", "n", "u", "o", "q", "v", "Ø", "ü":
      guard hasBlank, isText else { return nil }
    case "·", "・", "○", "◇", "□", "▲", "△", "★", "☆", "※", "✓", "✔", "→", "►", "▶": break
    case "－", "–":
      guard hasBlank || isText else { return nil }
      isSure = sign == "－" || hasBlank
    case "—":
      guard hasBlank else { return nil }
    case "＊", "＋":
      guard isText else { return nil }
    default: return nil
    }
  }
}
