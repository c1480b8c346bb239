import Diagnostics

// Links and pictures that miss being one.

extension MarkupCheck {
  // MARK: `【文字】（a.md）`

  /// Checks the bracket at `open`, of `width` bytes.
  mutating func checkLink(at open: Int, _ width: Int, _ block: TextBlock, _ definitions: LinkDefinitions) {
    let line = rest(from: open + width, block)
    guard let (words, after) = bracketed(line) else { return }
    let isPlain = width == 1 && after == words.upperBound + 1
    let target = trimmedWide(after..<line.upperBound)
    guard !target.isEmpty else { return }
    if isPlain, target.lowerBound == after, bytes[after] == UInt8(ascii: "[") {
      return checkLabel(words, target, definitions)
    }
    if isPlain, open == block.start || bytes.at(open - 1) == UInt8(ascii: "\n"),
      hasPrefix("：", at: after, line)
    {
      let address = trimmedWide(after + 3..<line.upperBound)
      if WrittenAddress(bytes, address) != nil {
        say(.colonOfDefinition, open..<address.upperBound, [Edit(after..<after + 3, ": ")])
      }
      return
    }
    let isHalf = bytes[target.lowerBound] == UInt8(ascii: "(")
    guard isHalf || hasPrefix("（", at: target.lowerBound, target) else { return }
    // A link that is one has nothing to mend; but of a picture, the exclamation mark may be full-width.
    let isLink =
      isPlain && isHalf && target.lowerBound == after && block.isOpaque(after..<after + 1)
    if isLink, !hasPrefix("！", at: max(open - 3, body.lowerBound), body) { return }
    let from = target.lowerBound + (isHalf ? 1 : 3)
    let close = (from..<line.upperBound).first {
      bytes[$0] == UInt8(ascii: ")") || hasPrefix("）", at: $0, line)
    }
    let closeWidth = close.map { bytes[$0] == UInt8(ascii: ")") ? 1 : 3 } ?? 0
    guard
      let address = WrittenAddress(
        bytes, trimmedWide(from..<(close ?? line.upperBound)), isOpen: close == nil)
    else { return }
    let picture = picture(before: open, address)
    if isLink, picture.count < 3 { return }
    let range = picture.lowerBound..<(close ?? address.end) + closeWidth
    let link = "[\(text(trimmedWide(words)))](\(address.markup))"
    say(
      isPlain && isHalf && closeWidth == 1 ? .blankInLink : close == nil ? .openLink : .bracketsOfLink, range,
      [Edit(range, (picture.isEmpty ? "" : "!") + link)])
  }

  /// The words before the first closing bracket of any width, and the offset behind it; nil if there are none.
  private func bracketed(_ line: Range<Int>) -> (words: Range<Int>, after: Int)? {
    for i in line {
      if bytes[i] == UInt8(ascii: "[") || hasPrefix("【", at: i, line) { return nil }
      let isWide = hasPrefix("】", at: i, line) || hasPrefix("］", at: i, line)
      guard isWide || bytes[i] == UInt8(ascii: "]") else { continue }
      return i > line.lowerBound ? (line.lowerBound..<i, i + (isWide ? 3 : 1)) : nil
    }
    return nil
  }

  /// The exclamation mark of a picture, which may be full-width, too.
  private func picture(before open: Int, _ address: WrittenAddress) -> Range<Int> {
    if bytes.at(open - 1) == UInt8(ascii: "!") { return open - 1..<open }
    if address.isPicture, open >= 3, hasPrefix("！", at: open - 3, body) { return open - 3..<open }
    return open..<open
  }

  // MARK: `[文字][标签]`

  private mutating func checkLabel(_ words: Range<Int>, _ target: Range<Int>, _ definitions: LinkDefinitions)
  {
    guard let close = bytes.offset(of: UInt8(ascii: "]"), in: target) else { return }
    let label = target.lowerBound + 1..<close
    // `[1][2]` cites, and `[甲][乙][丙]` lists.
    func isNumber(_ range: Range<Int>) -> Bool {
      bytes[range].allSatisfy { isDigit($0) || isBlank($0) || $0 == UInt8(ascii: "^") }
    }
    let isLone =
      bytes.at(close + 1) != UInt8(ascii: "[") && bytes.at(words.lowerBound - 2) != UInt8(ascii: "]")
    guard !label.isEmpty, isLone, !isNumber(label), !isNumber(words),
      bytes[label.lowerBound] != UInt8(ascii: "^"),
      bytes.offset(of: UInt8(ascii: "["), in: label) == nil, definitions[bytes[label]] == nil,
      // Its definition is reported to be none.
      !definedWidely.contains(bytes[label])
    else { return }
    say(.undefinedLabel(text(label)), words.lowerBound - 1..<close + 1)
  }
}

/// The address that somebody may have meant a link to have.
private struct WrittenAddress {
  /// The markup of the destination with its title.
  let markup: String
  let isPicture: Bool
  let end: Int

  private static let pictures: Set<String> = ["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp"]
  private static let files: Set<String> = [
    "md", "html", "htm", "pdf", "doc", "docx", "xls", "xlsx", "csv", "ppt", "pptx", "txt", "xml", "json",
    "zip", "wps", "et", "ofd",
  ]
  private static let beginnings = ["http://", "https://", "www.", "../", "./", "/", "#", "mailto:"]

  /// - Parameter isOpen: True if nothing closes the address: it ends with a blank or what is Chinese.
  init?(_ bytes: [UInt8], _ range: Range<Int>, isOpen: Bool = false) {
    var text = String(decoding: bytes[range], as: UTF8.self), title = ""
    if isOpen { text = String(text.prefix { $0.isASCII && $0 != " " && $0 != ")" }) }
    end = range.lowerBound + text.utf8.count
    for (open, close) in [("“", "”"), ("\"", "\""), ("'", "'"), ("《", "》")] as [(Character, Character)] {
      guard text.last == close, let start = text.dropLast().lastIndex(of: open), start > text.startIndex,
        text[text.index(before: start)].isWhitespace
      else { continue }
      title = " \"" + text[text.index(after: start)...].dropLast() + "\""
      text = String(text[..<start])
      break
    }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    if text.hasPrefix("<"), text.hasSuffix(">") { text = String(text.dropFirst().dropLast()) }
    let path = text.prefix { $0 != "#" && $0 != "?" }.lowercased()
    let parts = path.split(separator: ".", omittingEmptySubsequences: false)
    let suffix = parts.count > 1 ? String(parts[parts.count - 1]) : ""
    isPicture = WrittenAddress.pictures.contains(suffix)
    guard
      isPicture || WrittenAddress.files.contains(suffix)
        || WrittenAddress.beginnings.contains(where: { text.hasPrefix($0) }),
      text.count > 1, !text.contains(where: { "，。；！？".contains($0) })
    else { return nil }
    markup = (text.contains { $0.isWhitespace || $0 == "(" || $0 == ")" } ? "<\(text)>" : text) + title
  }
}
