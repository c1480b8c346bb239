import CCMark

/// An address in a text without any markup: `https://a.cn/b`, `www.a.cn`, `a@b.cn`. It ends by GitHub's rule,
/// and also before Chinese: before any punctuation, and before characters that follow a letter or figure
/// (`https://a.cn/b.html的说明`); those behind `/`, `=` or `#` belong to it.
struct BareAddress {
  let range: Range<Int>
  /// The beginning that a link's destination needs before the address.
  let scheme: String

  /// The longest address in bytes.
  private static let limit = 2048

  /// The next address, at `start` or later.
  static func next(in bytes: some ByteCollection, from start: Int) -> BareAddress? {
    var i = start
    while i < bytes.endIndex {
      if let found = BareAddress(bytes, from: start, trigger: i) { return found }
      i += 1
    }
    return nil
  }

  /// The address whose colon, dot or at sign is at the offset `trigger`, and that begins at `start` or later.
  init?(_ bytes: some ByteCollection, from start: Int, trigger: Int) {
    switch bytes[trigger] {
    case UInt8(ascii: ":"): self.init(withScheme: bytes, from: start, colon: trigger)
    case UInt8(ascii: "."): self.init(withoutScheme: bytes, from: start, dot: trigger)
    case UInt8(ascii: "@"): self.init(mail: bytes, from: start, at: trigger)
    default: return nil
    }
  }

  private init?(withScheme bytes: some ByteCollection, from start: Int, colon: Int) {
    guard bytes[colon...].starts(with: "://".utf8) else { return nil }
    var first = colon
    while first > start, isLetter(bytes[first - 1]) { first -= 1 }
    guard
      ["http", "https"].contains(String(decoding: bytes[first..<colon], as: UTF8.self).lowercased()),
      let end = BareAddress.end(bytes, host: colon + 3, needsDot: false)
    else { return nil }
    (range, scheme) = (first..<end, "")
  }

  private init?(withoutScheme bytes: some ByteCollection, from start: Int, dot: Int) {
    let first = dot - 3
    guard first >= start, bytes[first..<dot].allSatisfy({ $0 | 0x20 == UInt8(ascii: "w") }) else {
      return nil
    }
    if first > bytes.startIndex {
      let before = bytes[first - 1]
      guard "*_~(".utf8.contains(before) || before >= 0x80 || isBlank(before) else { return nil }
    }
    guard let end = BareAddress.end(bytes, host: first, needsDot: true), end > dot + 1 else { return nil }
    (range, scheme) = (first..<end, "http://")
  }

  private init?(mail bytes: some ByteCollection, from start: Int, at sign: Int) {
    var first = sign
    while first > start,
      isLetter(bytes[first - 1]) || isDigit(bytes[first - 1]) || ".+-_".utf8.contains(bytes[first - 1])
    {
      first -= 1
    }
    var end = sign + 1, hasDot = false
    while end < bytes.endIndex {
      if bytes[end] == UInt8(ascii: "."), end + 1 < bytes.endIndex,
        isLetter(bytes[end + 1]) || isDigit(bytes[end + 1])
      {
        hasDot = true
      } else if !isLetter(bytes[end]), !isDigit(bytes[end]), bytes[end] != UInt8(ascii: "-"),
        bytes[end] != UInt8(ascii: "_")
      {
        break
      }
      end += 1
    }
    guard first < sign, hasDot, isLetter(bytes[end - 1]),
      end == bytes.endIndex || bytes[end] != UInt8(ascii: "@")
    else { return nil }
    (range, scheme) = (first..<end, "mailto:")
  }

  /// The end of an address whose host begins at an offset.
  private static func end(_ bytes: some ByteCollection, host: Int, needsDot: Bool) -> Int? {
    var end = host
    while end < bytes.endIndex {
      if end - host > BareAddress.limit { return nil }
      let byte = bytes[end]
      if byte <= 0x20 || byte == UInt8(ascii: "<") { break }
      if byte < 0x80 {
        end += 1
        continue
      }
      let next = firstScalar(of: bytes, in: end..<bytes.endIndex)
      let isAfterASCII = isLetter(bytes[end - 1]) || isDigit(bytes[end - 1])
      if isAfterASCII || isPunctuation(next.scalar) || isSpace(next.scalar) || isChineseAmbiguous(next.scalar)
        || 0xFF00...0xFF65 ~= next.scalar.value || next.scalar == "\u{200B}"
      {
        break
      }
      end = next.range.upperBound
    }
    end = withoutTrailingMarks(bytes, host, end)
    // The last two parts of the host have no underscore.
    let name = bytes[host..<end].prefix {
      isLetter($0) || isDigit($0) || "-_.".utf8.contains($0) || $0 >= 0x80
    }
    let parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard !name.isEmpty, name.first != UInt8(ascii: "."), !needsDot || parts.count > 1,
      !parts.suffix(2).contains(where: { $0.contains(UInt8(ascii: "_")) })
    else { return nil }
    return end
  }

  /// The end of an address without final punctuation, `)` without its `(`, and what looks like a character reference.
  private static func withoutTrailingMarks(_ bytes: some ByteCollection, _ start: Int, _ end: Int) -> Int {
    var end = end, surplus = 0
    for byte in bytes[start..<end] {
      if byte == UInt8(ascii: ")") { surplus += 1 } else if byte == UInt8(ascii: "(") { surplus -= 1 }
    }
    while end > start {
      switch Unicode.Scalar(bytes[end - 1]) {
      case "?", "!", ".", ",", ":", "*", "_", "~", "'", "\"": end -= 1
      case ")":
        if surplus <= 0 { return end }
        surplus -= 1
        end -= 1
      case ";":
        var name = end - 1
        while name > start, isLetter(bytes[name - 1]) || isDigit(bytes[name - 1]) { name -= 1 }
        guard name > start, name < end - 1, bytes[name - 1] == UInt8(ascii: "&") else {
          end -= 1
          continue
        }
        end = name - 1
      default: return end
      }
    }
    return end
  }
}

extension SyntaxTree {
  /// Makes links of the addresses in texts that are not inside links.
  func linkBareAddresses() {
    for node in nodes(outsideLinks: true, { $0 == CMARK_NODE_TEXT }) {
      guard BareAddress.next(in: literal(of: node), from: 0) != nil else { continue }
      let text = Array(literal(of: node))
      var from = 0
      while let found = BareAddress.next(in: text, from: from), let link = cmark_node_new(CMARK_NODE_LINK),
        let inner = cmark_node_new(CMARK_NODE_TEXT)
      {
        insertText(text[from..<found.range.lowerBound], before: node)
        withCString(found.scheme.utf8 + text[found.range]) { _ = cmark_node_set_url(link, $0) }
        setLiteral(of: inner, to: text[found.range])
        cmark_node_append_child(link, inner)
        cmark_node_insert_before(node, link)
        from = found.range.upperBound
      }
      setLiteral(of: node, to: text[from...])
    }
  }
}
