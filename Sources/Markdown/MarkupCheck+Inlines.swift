import Diagnostics

// What stands inside lines, and is no mark of Markdown.

extension MarkupCheck {
  mutating func checkInlines(of block: TextBlock, _ definitions: LinkDefinitions, _ footnotes: FootnoteLabels)
  {
    var i = block.range.lowerBound, opaque = block.opaque[...]
    while i < block.range.upperBound, looked < MarkupCheck.looks {
      while let first = opaque.first, first.upperBound <= i { opaque.removeFirst() }
      if let first = opaque.first, first.contains(i) {
        i = first.upperBound
        continue
      }
      if "\\[=$&~_".utf8.contains(bytes[i]) { looked += 1 }
      switch bytes[i] {
      case UInt8(ascii: "\\"):
        checkEscape(at: i, block)
        i += i + 1 < block.range.upperBound && isASCIIPunctuation(bytes[i + 1]) ? 2 : 1
        continue
      case UInt8(ascii: "["):
        if let label = FootnoteLabel(bytes[..<block.range.upperBound], at: i) {
          if !footnotes.defined.contains(label.name), bytes.at(label.range.upperBound) != UInt8(ascii: "(") {
            say(.undefinedFootnote(source.path, label.range))
          }
        } else {
          checkDoubleBrackets(at: i, block)
          checkLink(at: i, 1, block, definitions)
        }
      case 0xE3 where hasPrefix("【", at: i, block.range): checkLink(at: i, 3, block, definitions)
      case 0xEF where hasPrefix("［", at: i, block.range): checkLink(at: i, 3, block, definitions)
      case 0xEF where hasPrefix("｀", at: i, block.range): checkBackticks(at: i, block)
      case UInt8(ascii: "="): checkHighlight(at: i, block)
      case UInt8(ascii: "$"): checkFormula(at: i, block)
      case UInt8(ascii: "&"): checkEntity(at: i, block)
      case UInt8(ascii: "~"):
        if let end = checkTildes(at: i, block) {
          i = end
          continue
        }
      case UInt8(ascii: "_"): checkUnderscore(at: i, block)
      default: break
      }
      i += bytes[i] >= 0xE0 ? 3 : 1
    }
    if block.literalAsterisks > 0 || bytes[block.range].contains(UInt8(ascii: "*")) {
      checkAsterisks(of: block)
    }
  }

  /// The rest of a line, without its end; nothing that is longer is looked for.
  private func rest(from place: Int, _ block: TextBlock) -> Range<Int> {
    let limit = min(block.range.upperBound, place + MarkupCheck.limit)
    var end = place
    while end < limit, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") { end += 1 }
    return place..<max(end, place)
  }

  private func place(of text: String, in range: Range<Int>) -> Int? {
    guard let first = text.utf8.first else { return nil }
    var i = range.lowerBound
    while let found = bytes.place(of: first, in: i..<range.upperBound) {
      if hasPrefix(text, at: found, range) { return found }
      i = found + 1
    }
    return nil
  }

  // MARK: `【文字】（a.md）`

  private mutating func checkLink(
    at open: Int, _ width: Int, _ block: TextBlock, _ definitions: LinkDefinitions
  ) {
    let line = rest(from: open + width, block)
    var close = line.lowerBound, closeWidth = 0
    while close < line.upperBound {
      if bytes[close] == UInt8(ascii: "[") || hasPrefix("【", at: close, line) { return }
      if bytes[close] == UInt8(ascii: "]") { closeWidth = 1 }
      if hasPrefix("】", at: close, line) || hasPrefix("］", at: close, line) { closeWidth = 3 }
      if closeWidth > 0 { break }
      close += 1
    }
    guard closeWidth > 0, close > line.lowerBound else { return }
    let words = line.lowerBound..<close, after = close + closeWidth
    let isPlain = width == 1 && closeWidth == 1
    let target = trimmedWide(after..<line.upperBound)
    guard !target.isEmpty else { return }
    if isPlain, bytes[target.lowerBound] == UInt8(ascii: "["), target.lowerBound == after {
      checkLabel(words, target, block, definitions)
      return
    }
    if isPlain, open == block.start || bytes.at(open - 1) == UInt8(ascii: "\n"),
      hasPrefix("：", at: after, line)
    {
      let address = trimmedWide(after + 3..<line.upperBound)
      if WrittenAddress(bytes, address) != nil {
        say(.nearLink(source.path, open..<address.upperBound, [Edit(after..<after + 3, ": ")], .definition))
      }
      return
    }
    let isHalf = bytes[target.lowerBound] == UInt8(ascii: "("),
      isFull = hasPrefix("（", at: target.lowerBound, target)
    guard isHalf || isFull else { return }
    // A link that is one; but of a picture, the exclamation mark may be full-width.
    let isLink =
      isPlain && isHalf && target.lowerBound == after
      && block.isOpaque(target.lowerBound..<target.lowerBound + 1)
    if isLink, !hasPrefix("！", at: max(open - 3, body.lowerBound), body) { return }
    let from = target.lowerBound + (isHalf ? 1 : 3)
    var end = from, endWidth = 0
    while end < line.upperBound {
      if bytes[end] == UInt8(ascii: ")") { endWidth = 1 }
      if hasPrefix("）", at: end, line) { endWidth = 3 }
      if endWidth > 0 { break }
      end += 1
    }
    guard let address = WrittenAddress(bytes, trimmedWide(from..<end), isOpen: endWidth == 0) else { return }
    if endWidth == 0 { end = address.end }
    let picture = picture(before: open, address)
    if isLink, picture.count < 3 { return }
    let link = "[\(text(trimmedWide(words)))](\(address.markup))"
    say(
      .nearLink(
        source.path, picture.lowerBound..<end + endWidth,
        [Edit(picture.lowerBound..<end + endWidth, (picture.isEmpty ? "" : "!") + link)],
        isPlain && isHalf && endWidth == 1 ? .blank : endWidth == 0 ? .open : .brackets))
  }

  /// The exclamation mark of a picture, which may be full-width, too.
  private func picture(before open: Int, _ address: WrittenAddress) -> Range<Int> {
    if bytes.at(open - 1) == UInt8(ascii: "!") { return open - 1..<open }
    if address.isPicture, open >= 3, hasPrefix("！", at: open - 3, body) { return open - 3..<open }
    return open..<open
  }

  // MARK: `[文字][标签]`

  private mutating func checkLabel(
    _ words: Range<Int>, _ target: Range<Int>, _ block: TextBlock, _ definitions: LinkDefinitions
  ) {
    guard let close = bytes.place(of: UInt8(ascii: "]"), in: target) else { return }
    let label = target.lowerBound + 1..<close
    // `[1][2]` cites, and `[甲][乙][丙]` lists.
    let isNumber = { [bytes] (range: Range<Int>) in
      bytes[range].allSatisfy { 0x30...0x39 ~= $0 || isBlank($0) || $0 == 0x5E }
    }
    let isLone =
      bytes.at(close + 1) != UInt8(ascii: "[") && bytes.at(words.lowerBound - 2) != UInt8(ascii: "]")
    guard !label.isEmpty, isLone, !isNumber(label), !isNumber(words),
      bytes[label.lowerBound] != UInt8(ascii: "^"),
      bytes.place(of: UInt8(ascii: "["), in: label) == nil, definitions[bytes[label]] == nil,
      // Its definition has been said to be none.
      !definedWidely.contains(bytes[label])
    else { return }
    say(.undefinedLabel(source.path, words.lowerBound - 1..<close + 1, text(label)))
  }

  // MARK: `[[甲]]`, `==甲==`, `$x^2$`, `[TOC]`

  private mutating func checkDoubleBrackets(at open: Int, _ block: TextBlock) {
    let line = rest(from: open, block)
    if hasPrefix("[TOC]", at: open, line) || hasPrefix("[toc]", at: open, line),
      trimmed(bytes, block.range) == open..<open + 5
    {
      say(.unrendered(source.path, open..<open + 5, [Edit(self.line(around: open), "")], .contents))
    }
    guard hasPrefix("[[", at: open, line), let close = place(of: "]]", in: line) else { return }
    let inner = open + 2..<close
    guard !inner.isEmpty,
      !bytes[inner].contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }),
      bytes[inner].contains(where: { $0 > 0x39 }), bytes.at(close + 2) != UInt8(ascii: "("),
      bytes.at(close + 2) != UInt8(ascii: "]")
    else { return }
    let words = text(inner).split(separator: "|").last.map(String.init) ?? ""
    say(.unrendered(source.path, open..<close + 2, [Edit(open..<close + 2, words)], .wikiLink))
  }

  private mutating func checkHighlight(at open: Int, _ block: TextBlock) {
    let line = rest(from: open, block), from = open + 2
    guard bytes.at(open - 1) != UInt8(ascii: "="), hasPrefix("==", at: open, line),
      let close = place(of: "==", in: min(from + 1, line.upperBound)..<line.upperBound),
      bytes.at(close + 2) != UInt8(ascii: "="), bytes.at(from) != UInt8(ascii: "="), !isBlank(bytes[from]),
      !isBlank(bytes[close - 1]),
      bytes[from..<close].contains(where: { $0 >= 0x80 || 0x61...0x7A ~= $0 | 0x20 })
    else { return }
    say(
      .unrendered(
        source.path, open..<close + 2, [Edit(open..<from, "**"), Edit(close..<close + 2, "**")], .highlight))
  }

  private mutating func checkFormula(at open: Int, _ block: TextBlock) {
    let width = bytes.at(open + 1) == UInt8(ascii: "$") ? 2 : 1, mark = String(repeating: "$", count: width)
    let line =
      width == 2
      ? open + width..<min(block.range.upperBound, open + width + MarkupCheck.limit)
      : rest(from: open + width, block)
    guard bytes.at(open - 1) != UInt8(ascii: "$"), let close = place(of: mark, in: line),
      close > line.lowerBound
    else { return }
    // Sums of money have none of this.
    let formula = bytes[line.lowerBound..<close]
    guard formula.contains(where: { "\\^_={}".utf8.contains($0) }),
      width == 2 || !formula.contains(where: { $0 >= 0x80 })
    else { return }
    say(.unrendered(source.path, open..<close + width, [], .formula))
  }

  // MARK: `｀甲｀`

  private mutating func checkBackticks(at open: Int, _ block: TextBlock) {
    let line = rest(from: open + 3, block)
    guard let close = place(of: "｀", in: line), close > line.lowerBound else { return }
    let edits = [Edit(open..<open + 3, "`"), Edit(close..<close + 3, "`")]
    say(.nearCode(source.path, open..<close + 3, edits))
  }

  // MARK: `&nbsp`, `\n`

  private static let entities = [
    "nbsp", "emsp", "ensp", "lt", "gt", "amp", "quot", "ldquo", "rdquo", "mdash", "hellip", "middot",
  ]

  private mutating func checkEntity(at place: Int, _ block: TextBlock) {
    let line = rest(from: place + 1, block)
    let isTwice = hasPrefix("amp;", at: line.lowerBound, line), from = line.lowerBound + (isTwice ? 4 : 0)
    let name = String(
      decoding: bytes[from..<line.upperBound].prefix { 0x61...0x7A ~= $0 | 0x20 }, as: UTF8.self)
    let end = from + name.utf8.count
    guard MarkupCheck.entities.contains(name) else { return }
    let isClosed = bytes.at(end) == UInt8(ascii: ";"), isWide = hasPrefix("；", at: end, line)
    if isTwice {
      guard isClosed else { return }
      say(.brokenEntity(source.path, place..<end + 1, Edit(place..<end + 1, "&\(name);"), name))
    } else if !isClosed {
      // `R&lt` is no abbreviation, but a parameter of an address may be called so.
      guard bytes.at(end) != UInt8(ascii: "=") else { return }
      say(
        .brokenEntity(
          source.path, place..<end + (isWide ? 3 : 0), Edit(place..<end + (isWide ? 3 : 0), "&\(name);"), name
        ))
    }
  }

  private mutating func checkEscape(at place: Int, _ block: TextBlock) {
    let line = rest(from: place, block)
    var end = place
    while hasPrefix("\\n", at: end, line) || hasPrefix("\\r", at: end, line)
      || hasPrefix("\\t", at: end, line)
    { end += 2 }
    guard end > place, end == line.upperBound || bytes[end] >= 0x80,
      bytes.at(place - 1).map({ $0 >= 0x80 || $0 == UInt8(ascii: "\n") }) ?? true
    else { return }
    let isLineEnd = bytes[place..<end].contains { $0 == UInt8(ascii: "n") || $0 == UInt8(ascii: "r") }
    let replacement =
      block.isNested || bytes[line].contains(UInt8(ascii: "|")) || !isLineEnd
      ? "" : end == line.upperBound ? "" : "\n\n"
    say(.literalEscape(source.path, place..<end, Edit(place..<end, replacement)))
  }
}

extension [UInt8] {
  /// The byte at a place, if there is one.
  func at(_ place: Int) -> UInt8? { indices.contains(place) ? self[place] : nil }
}

/// What somebody may have meant as the address of a link.
private struct WrittenAddress {
  /// As a destination with its title is written.
  let markup: String
  let isPicture: Bool
  let end: Int

  private static let pictures: Set<String> = ["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp"]
  private static let files: Set<String> = [
    "md", "html", "htm", "pdf", "doc", "docx", "xls", "xlsx", "csv", "ppt", "pptx", "txt", "xml", "json",
    "zip", "wps", "et", "ofd",
  ]

  /// - Parameter isOpen: Nothing closes it; it ends with a blank or what is Chinese.
  init?(_ bytes: [UInt8], _ range: Range<Int>, isOpen: Bool = false) {
    var text = String(decoding: bytes[range], as: UTF8.self), title = ""
    if isOpen { text = String(text.prefix { $0.isASCII && $0 != " " && $0 != ")" }) }
    end = range.lowerBound + text.utf8.count
    for (open, close) in [("“", "”"), ("\"", "\""), ("'", "'"), ("《", "》")] {
      if text.hasSuffix(close), let start = text.dropLast().lastIndex(of: Character(open)),
        start > text.startIndex,
        text[text.index(before: start)].isWhitespace
      {
        title = " \"" + text[text.index(after: start)...].dropLast() + "\""
        text = String(text[..<start])
        break
      }
    }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    if text.hasPrefix("<"), text.hasSuffix(">") { text = String(text.dropFirst().dropLast()) }
    let path = text.prefix { $0 != "#" && $0 != "?" }.lowercased()
    let suffix = path.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    isPicture = path.contains(".") && WrittenAddress.pictures.contains(suffix)
    let isFile = path.contains(".") && WrittenAddress.files.contains(suffix)
    let begins = ["http://", "https://", "www.", "../", "./", "/", "#", "mailto:"].contains {
      text.hasPrefix($0)
    }
    guard isPicture || isFile || begins, text.count > 1, !text.contains(where: { "，。；！？".contains($0) })
    else { return nil }
    markup = (text.contains { $0.isWhitespace || $0 == "(" || $0 == ")" } ? "<\(text)>" : text) + title
  }
}
