import Diagnostics

// Signs inside lines that are no marks of Markdown.

extension MarkupCheck {
  mutating func checkInlines(of block: TextBlock, _ definitions: LinkDefinitions, _ footnotes: FootnoteLabels)
  {
    var i = block.range.lowerBound, opaque = block.opaque[...]
    while i < block.range.upperBound, signCount < MarkupCheck.signLimit {
      while let first = opaque.first, first.upperBound <= i { opaque.removeFirst() }
      if let first = opaque.first, first.contains(i) {
        i = first.upperBound
        continue
      }
      let byte = bytes[i]
      if "\\[=$&~_".utf8.contains(byte) { signCount += 1 }
      switch byte {
      case UInt8(ascii: "\\"):
        checkEscape(at: i, block)
        if let next = bytes.at(i + 1), isASCIIPunctuation(next) { i += 1 }
      case UInt8(ascii: "["):
        if let label = FootnoteLabel(bytes[..<block.range.upperBound], at: i) {
          if !footnotes.defined.contains(label.name), bytes.at(label.range.upperBound) != UInt8(ascii: "(") {
            say(.undefinedFootnote, label.range)
          }
        } else {
          checkContents(at: i, block)
          checkDoubleBrackets(at: i, block)
          checkLink(at: i, 1, block, definitions)
        }
      case 0xE3 where hasPrefix("【", at: i, block.range): checkLink(at: i, 3, block, definitions)
      case 0xEF where hasPrefix("［", at: i, block.range): checkLink(at: i, 3, block, definitions)
      case 0xEF where hasPrefix("｀", at: i, block.range): checkBackticks(at: i, block)
      case UInt8(ascii: "="): checkHighlight(at: i, block)
      case UInt8(ascii: "$"): checkFormula(at: i, block)
      case UInt8(ascii: "&"): checkEntity(at: i, block)
      case UInt8(ascii: "~"): if let end = checkTildes(at: i, block) { i = end - 1 }
      case UInt8(ascii: "_"): checkUnderscore(at: i, block)
      default: break
      }
      i += byte >= 0xE0 ? 3 : 1
    }
    if block.literalAsterisks > 0 || bytes[block.range].contains(UInt8(ascii: "*")) {
      checkAsterisks(of: block)
    }
  }

  /// The rest of a line, without its end; nothing that is longer is looked for.
  func rest(from start: Int, _ block: TextBlock) -> Range<Int> {
    let limit = max(min(block.range.upperBound, start + MarkupCheck.limit), start)
    return start..<(bytes[start..<limit].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? limit)
  }

  // MARK: `[TOC]`, `[[甲]]`, `==甲==`, `$x^2$`, `｀甲｀`

  private mutating func checkContents(at open: Int, _ block: TextBlock) {
    let mark = open..<open + 5
    if bytes.trimmed(block.range) == mark, text(mark) == "[TOC]" || text(mark) == "[toc]" {
      say(.contents, mark, [Edit(line(around: open), "")])
    }
  }

  private mutating func checkDoubleBrackets(at open: Int, _ block: TextBlock) {
    let line = rest(from: open, block)
    guard hasPrefix("[[", at: open, line), let close = bytes.offset(of: "]]", in: line) else { return }
    let inner = open + 2..<close, next = bytes.at(close + 2)
    guard bytes[inner].contains(where: { $0 > 0x39 }),
      !bytes[inner].contains(where: { "[]".utf8.contains($0) }), next != UInt8(ascii: "("),
      next != UInt8(ascii: "]")
    else { return }
    let words = text(inner).split(separator: "|").last.map(String.init) ?? ""
    say(.wikiLink, open..<close + 2, [Edit(open..<close + 2, words)])
  }

  private mutating func checkHighlight(at open: Int, _ block: TextBlock) {
    let line = rest(from: open, block), from = open + 2, sign = UInt8(ascii: "=")
    guard bytes.at(open - 1) != sign, hasPrefix("==", at: open, line),
      let close = bytes.offset(of: "==", in: min(from + 1, line.upperBound)..<line.upperBound),
      bytes.at(close + 2) != sign, bytes[from] != sign, !isBlank(bytes[from]), !isBlank(bytes[close - 1]),
      bytes[from..<close].contains(where: { $0 >= 0x80 || isLetter($0) })
    else { return }
    say(.highlight, open..<close + 2, [Edit(open..<from, "**"), Edit(close..<close + 2, "**")])
  }

  private mutating func checkFormula(at open: Int, _ block: TextBlock) {
    let isDouble = bytes.at(open + 1) == UInt8(ascii: "$"), from = open + (isDouble ? 2 : 1)
    let line =
      isDouble ? from..<min(block.range.upperBound, from + MarkupCheck.limit) : rest(from: from, block)
    guard bytes.at(open - 1) != UInt8(ascii: "$"),
      let close = bytes.offset(of: isDouble ? "$$" : "$", in: line), close > from
    else { return }
    // Sums of money have none of this.
    let formula = bytes[from..<close]
    guard formula.contains(where: { "\\^_={}".utf8.contains($0) }),
      isDouble || !formula.contains(where: { $0 >= 0x80 })
    else { return }
    say(.formula, open..<close + (isDouble ? 2 : 1))
  }

  private mutating func checkBackticks(at open: Int, _ block: TextBlock) {
    let line = rest(from: open + 3, block)
    guard let close = bytes.offset(of: "｀", in: line), close > line.lowerBound else { return }
    say(.nearCode, open..<close + 3, [Edit(open..<open + 3, "`"), Edit(close..<close + 3, "`")])
  }

  // MARK: `&nbsp`, `\n`

  private static let entities = [
    "nbsp", "emsp", "ensp", "lt", "gt", "amp", "quot", "ldquo", "rdquo", "mdash", "hellip", "middot",
  ]

  private mutating func checkEntity(at start: Int, _ block: TextBlock) {
    let line = rest(from: start + 1, block)
    let isTwice = hasPrefix("amp;", at: line.lowerBound, line), from = line.lowerBound + (isTwice ? 4 : 0)
    let name = String(decoding: bytes[from..<line.upperBound].prefix(while: isLetter), as: UTF8.self)
    let end = from + name.utf8.count, isClosed = bytes.at(end) == UInt8(ascii: ";")
    // `R&lt` is no abbreviation, but a parameter of an address may be called so.
    guard MarkupCheck.entities.contains(name), isTwice == isClosed,
      isTwice || bytes.at(end) != UInt8(ascii: "=")
    else { return }
    let range = start..<end + (isTwice ? 1 : hasPrefix("；", at: end, line) ? 3 : 0)
    say(.brokenEntity(name), range, [Edit(range, "&\(name);")])
  }

  private mutating func checkEscape(at start: Int, _ block: TextBlock) {
    let line = rest(from: start, block)
    var end = start, isLineEnd = false
    while end + 1 < line.upperBound, bytes[end] == UInt8(ascii: "\\"), "nrt".utf8.contains(bytes[end + 1]) {
      isLineEnd = isLineEnd || bytes[end + 1] != UInt8(ascii: "t")
      end += 2
    }
    guard end > start, end == line.upperBound || bytes[end] >= 0x80,
      bytes.at(start - 1).map({ $0 >= 0x80 || $0 == UInt8(ascii: "\n") }) ?? true
    else { return }
    let isDeleted =
      block.isNested || bytes[line].contains(UInt8(ascii: "|")) || !isLineEnd || end == line.upperBound
    say(.literalEscape(isDeleted: isDeleted), start..<end, [Edit(start..<end, isDeleted ? "" : "\n\n")])
  }
}
