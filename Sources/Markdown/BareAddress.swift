import CCMark

/// An address in a text without any markup: `https://a.cn/b`, `www.a.cn`, `ftp://…`, `a@b.cn`. Where it ends is GitHub's
/// rule, and further it ends before what is Chinese: before any punctuation, and before characters that follow a letter
/// or figure (`https://a.cn/b.html的说明`); those behind `/`, `=` or `#` belong to it.
struct BareAddress {
  let range: Range<Int>
  /// What a link needs before it.
  let scheme: String

  /// What is longer is no address.
  private static let limit = 2048

  /// The next one, from a place on.
  static func next<Bytes: RandomAccessCollection<UInt8>>(
    in bytes: Bytes, from start: Int
  ) -> BareAddress? where Bytes.Index == Int {
    var i = start
    while i < bytes.endIndex {
      if let found = BareAddress(bytes, from: start, trigger: i) { return found }
      i += 1
    }
    return nil
  }

  /// The address with a colon, a dot or an at sign at a place.
  ///
  /// - Parameter start: It does not begin before.
  init?<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes, from start: Int, trigger: Int)
  where Bytes.Index == Int {
    switch bytes[trigger] {
    case UInt8(ascii: ":"): self.init(withScheme: bytes, from: start, colon: trigger)
    case UInt8(ascii: "."): self.init(withoutScheme: bytes, from: start, dot: trigger)
    case UInt8(ascii: "@"): self.init(mail: bytes, from: start, at: trigger)
    default: return nil
    }
  }

  private init?<Bytes: RandomAccessCollection<UInt8>>(withScheme bytes: Bytes, from start: Int, colon: Int)
  where Bytes.Index == Int {
    guard bytes[colon...].starts(with: "://".utf8) else { return nil }
    var first = colon
    while first > start, isLetter(bytes[first - 1]) { first -= 1 }
    guard
      ["http", "https"].contains(String(decoding: bytes[first..<colon], as: UTF8.self).lowercased()),
      let end = BareAddress.end(bytes, host: colon + 3, needsDot: false)
    else { return nil }
    (range, scheme) = (first..<end, "")
  }

  private init?<Bytes: RandomAccessCollection<UInt8>>(withoutScheme bytes: Bytes, from start: Int, dot: Int)
  where Bytes.Index == Int {
    let first = dot - 3
    guard first >= start, bytes[first..<dot].allSatisfy({ $0 | 0x20 == UInt8(ascii: "w") }) else {
      return nil
    }
    if first > bytes.startIndex {
      switch bytes[first - 1] {
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "("), 0x80...: break
      case let byte where isBlank(byte): break
      default: return nil
      }
    }
    guard let end = BareAddress.end(bytes, host: first, needsDot: true), end > dot + 1 else { return nil }
    (range, scheme) = (first..<end, "http://")
  }

  private init?<Bytes: RandomAccessCollection<UInt8>>(mail bytes: Bytes, from start: Int, at place: Int)
  where Bytes.Index == Int {
    var first = place
    while first > start,
      isLetter(bytes[first - 1]) || isFigure(bytes[first - 1]) || ".+-_".utf8.contains(bytes[first - 1])
    {
      first -= 1
    }
    var end = place + 1, hasDot = false
    while end < bytes.endIndex {
      if bytes[end] == UInt8(ascii: "."), end + 1 < bytes.endIndex,
        isLetter(bytes[end + 1]) || isFigure(bytes[end + 1])
      {
        hasDot = true
      } else if !isLetter(bytes[end]), !isFigure(bytes[end]), bytes[end] != UInt8(ascii: "-"),
        bytes[end] != UInt8(ascii: "_")
      {
        break
      }
      end += 1
    }
    guard first < place, hasDot, isLetter(bytes[end - 1]),
      end == bytes.endIndex || bytes[end] != UInt8(ascii: "@")
    else { return nil }
    (range, scheme) = (first..<end, "mailto:")
  }

  /// The end of an address with a host from a place on.
  private static func end<Bytes: RandomAccessCollection<UInt8>>(
    _ bytes: Bytes, host: Int, needsDot: Bool
  ) -> Int? where Bytes.Index == Int {
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
      let isAfterASCII = isLetter(bytes[end - 1]) || isFigure(bytes[end - 1])
      if isAfterASCII || isPunctuation(next.scalar) || isSpace(next.scalar) || isChineseAmbiguous(next.scalar)
        || 0xFF00...0xFF65 ~= next.scalar.value || next.scalar == "\u{200B}"
      {
        break
      }
      end = next.range.upperBound
    }
    end = withoutTrailingMarks(bytes, host, end)
    // The host: its last two parts have no underscore.
    let isHostByte = { (byte: UInt8) in
      isLetter(byte) || isFigure(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: ".") || byte >= 0x80
    }
    let name = bytes[host..<end].prefix(while: isHostByte)
    let parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard !name.isEmpty, name.first != UInt8(ascii: "."), !needsDot || parts.count > 1,
      !parts.suffix(2).contains(where: { $0.contains(UInt8(ascii: "_")) })
    else { return nil }
    return end
  }

  /// Punctuation at the end, `)` without its `(`, and what looks like a character reference do not belong to it.
  private static func withoutTrailingMarks<Bytes: RandomAccessCollection<UInt8>>(
    _ bytes: Bytes, _ start: Int, _ end: Int
  ) -> Int where Bytes.Index == Int {
    var end = end, surplus = 0
    for byte in bytes[start..<end] {
      if byte == UInt8(ascii: ")") { surplus += 1 } else if byte == UInt8(ascii: "(") { surplus -= 1 }
    }
    while end > start {
      switch bytes[end - 1] {
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"),
        UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "'"), UInt8(ascii: "\""):
        end -= 1
      case UInt8(ascii: ")"):
        if surplus <= 0 { return end }
        surplus -= 1
        end -= 1
      case UInt8(ascii: ";"):
        var name = end - 1
        while name > start, isLetter(bytes[name - 1]) || isFigure(bytes[name - 1]) { name -= 1 }
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

private func isLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }

private func isFigure(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

extension SyntaxTree {
  /// Makes links of the addresses in texts.
  func linkBareAddresses() {
    for node in nodes(outsideLinks: true, { $0 == CMARK_NODE_TEXT }) {
      let literal = bytes(of: cmark_node_get_literal(node))
      guard BareAddress.next(in: literal, from: 0) != nil else { continue }
      let text = Array(literal)
      var from = 0
      while let found = BareAddress.next(in: text, from: from), let link = cmark_node_new(CMARK_NODE_LINK),
        let inner = cmark_node_new(CMARK_NODE_TEXT)
      {
        insertText(text[from..<found.range.lowerBound], before: node)
        (found.scheme.utf8 + text[found.range] + [0]).withUnsafeBytes {
          _ = cmark_node_set_url(link, $0.assumingMemoryBound(to: CChar.self).baseAddress)
        }
        setLiteral(of: inner, to: text[found.range])
        cmark_node_append_child(link, inner)
        cmark_node_insert_before(node, link)
        from = found.range.upperBound
      }
      setLiteral(of: node, to: text[from...])
    }
  }
}
