/// A quick look at each byte of a body for anything that `MarkupCheck` might report. Most bodies have nothing.
struct MarkupScan {
  private(set) var isSuspicious = false
  private let bytes: [UInt8]
  private let body: Range<Int>
  /// True if the line before is a text, and no item of a list.
  private var isBelowText = false
  /// The sign and the length of the fence that is open.
  private var fence: (byte: UInt8, length: Int)?

  init(_ bytes: [UInt8], _ body: Range<Int>) {
    self.bytes = bytes
    self.body = body
    var start = body.lowerBound
    while start < body.upperBound, !isSuspicious {
      let end = bytes.offset(of: UInt8(ascii: "\n"), in: start..<body.upperBound) ?? body.upperBound
      readLine(start..<end)
      isBelowText = start < end && bytes[start] > 0x39
      start = end + 1
    }
    if fence != nil { isSuspicious = true }
  }

  private mutating func readLine(_ line: Range<Int>) {
    let blanks = bytes[line].prefix { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
    let content = line.lowerBound + blanks.count..<line.upperBound
    guard let first = bytes[content].first else { return }
    let isIndented = blanks.count > 3 || blanks.contains(0x09)
    if isIndented, fence == nil, first >= 0xE3 { isSuspicious = true }
    if first == UInt8(ascii: "`") || first == UInt8(ascii: "~") { readFence(content) }
    if fence != nil || isSuspicious { return }
    isSuspicious =
      mayBeTypedHeading(content) || beginsSuspiciously(content) || endsSuspiciously(line)
      || hasSuspect(content)
  }

  private mutating func readFence(_ line: Range<Int>) {
    let byte = bytes[line.lowerBound], length = bytes[line].prefix { $0 == byte }.count
    guard length >= 3 else { return }
    if let open = fence {
      let isBare = bytes[line].dropFirst(length).allSatisfy(isBlank)
      if open.byte == byte, length >= open.length, isBare { fence = nil }
    } else if byte != UInt8(ascii: "`") || !bytes[line].dropFirst(length).contains(byte) {
      fence = (byte, length)
    }
  }

  /// True for a short line with a 、 behind its first characters, or with a parenthesis before them: 一、问题, （一）问题.
  private func mayBeTypedHeading(_ line: Range<Int>) -> Bool {
    guard line.count <= 120 else { return false }
    let marks: [UInt8] = [0xE3, 0x80, 0x81]
    let text = bytes[line].drop { $0 == UInt8(ascii: "*") }
    switch text.first {
    case 0xE3: return text.starts(with: [0xE3, 0x80, 0x80])
    case 0xEF: return text.starts(with: [0xEF, 0xBC, 0x88])
    case UInt8(ascii: "("): return true
    case 0xE4, 0xE5: return text.dropFirst(3).starts(with: marks) || text.dropFirst(6).starts(with: marks)
    default: return false
    }
  }

  private func beginsSuspiciously(_ line: Range<Int>) -> Bool {
    let start = line.lowerBound, first = bytes[start], rest = bytes[line].dropFirst()
    if first >= 0xE4, first < 0xEE { return false }
    // Word's signs in another font, and rows of a table between blanks.
    if let next = rest.first, isBlank(next), first >= 0x61 { return true }
    switch firstScalar(of: bytes, in: line).scalar {
    case "#":
      let text = bytes[line].drop { $0 == first }
      return text.startIndex > start + 2 || text.first != 0x20
        || text.allSatisfy { $0 == first || isBlank($0) }
    case "-", "=":
      if bytes[line].allSatisfy({ $0 == first || isBlank($0) }) {
        // A line of signs below a text.
        return start > body.lowerBound + 1 && bytes[start - 2] != UInt8(ascii: "\n")
      }
      return first == UInt8(ascii: "-") && rest.first != 0x20 || mayBeginTask(rest)
    case "*", "+": return rest.first ?? 0 >= 0x80 || mayBeginTask(rest)
    case "0"..."9":
      let mark = bytes[line].drop(while: isDigit)
      if mark.startIndex > start + 2 { return false }
      if mark.starts(with: "．".utf8) { return true }
      guard mark.first == UInt8(ascii: "."), let next = mark.dropFirst().first else { return false }
      return next >= 0x80 || next == 0x20 && first != UInt8(ascii: "1") && isBelowText
    case "—": return bytes.at(start + 3) != 0xE2
    case "Ø", "ü", "·", "–", "•", "‣", "》", "\u{30C0}"..."\u{30FF}", "＃", "＊", "＋", "－", "０"..."９", "＞":
      return true
    // Quotes and dots, and figures in circles.
    case "\u{2000}"..."\u{203F}", "\u{2140}"..."\u{217F}", "\u{2440}"..."\u{247F}": return false
    case "\u{2000}"..."\u{2FFF}", "\u{E040}"..."\u{E0FF}", "\u{F040}"..."\u{F0FF}": return true
    default: return false
    }
  }

  private func mayBeginTask(_ text: ArraySlice<UInt8>) -> Bool {
    guard let open = text.prefix(5).firstIndex(of: UInt8(ascii: "[")), let next = bytes.at(open + 1) else {
      return false
    }
    return next == 0x20 || next == 0xE2 || "xXvV]".utf8.contains(next)
  }

  /// True if a sentence ends with the line, and the text goes on in the next; also for an entry (`时间：…`) and for a line
  /// that is much shorter than the next.
  private func endsSuspiciously(_ line: Range<Int>) -> Bool {
    guard line.count > 3, line.upperBound + 1 < body.upperBound else { return false }
    let below = bytes[line.upperBound + 1..<body.upperBound].prefix { $0 != UInt8(ascii: "\n") }
    let next = below.drop { isBlank($0) || $0 == UInt8(ascii: ">") }
    guard let first = next.first, first >= 0xC2 || isDigit(first) else { return false }
    if line.count + 24 < next.count { return true }
    let end = bytes[line.upperBound - 1] == UInt8(ascii: "\r") ? line.upperBound - 1 : line.upperBound
    guard end > line.lowerBound + 3, bytes[end - 1] >= 0x80 || isDigit(bytes[end - 1]) else { return false }
    return endsSentence(bytes[line.lowerBound..<end])
      || bytes.offset(of: "：", in: line.lowerBound..<min(line.lowerBound + 30, line.upperBound)) != nil
  }

  private func hasSuspect(_ line: Range<Int>) -> Bool {
    let bytes = bytes.span
    var i = line.lowerBound, asterisks = 0, runs = 0
    while i < line.upperBound {
      let byte = bytes[i]
      if byte >= 0xE4, byte < 0xEF {
        i += 3
        continue
      }
      switch Unicode.Scalar(byte) {
      case "\u{E3}", "\u{EF}":
        if i + 2 < line.upperBound {
          switch (byte, bytes[i + 1], bytes[i + 2]) {
          // 【 ［ ｜ ｀ ！[
          case (0xE3, 0x80, 0x90), (0xEF, 0xBC, 0xBB), (0xEF, 0xBD, 0x9C), (0xEF, 0xBD, 0x80): return true
          // Two wide blanks inside a line.
          case (0xE3, 0x80, 0x80) where i > line.lowerBound && isWideBlank(i + 3, line): return true
          case (0xEF, 0xBC, 0x81) where i + 3 < line.upperBound && bytes[i + 3] == UInt8(ascii: "["):
            return true
          default: break
          }
        }
        i += 3
      case "]":
        // Not a link: that has its address, without blanks, directly behind.
        guard i + 1 < line.upperBound, bytes[i + 1] == UInt8(ascii: "(") else { return true }
        i += 2
        while i < line.upperBound, bytes[i] > 0x20, bytes[i] < 0x80, bytes[i] != UInt8(ascii: ")") { i += 1 }
        if i == line.upperBound || bytes[i] != UInt8(ascii: ")") { return true }
      case " "
      where i > line.lowerBound && i + 2 < line.upperBound && bytes[i + 1] == 0x20 && bytes[i - 1] > 0x20:
        return true
      case "=", "$", "&", "~", "\\", "|", "_", "\t": return true
      case "*":
        let start = i
        while i < line.upperBound, bytes[i] == UInt8(ascii: "*") { i += 1 }
        asterisks += i - start
        runs += 1
        if start > line.lowerBound, isDoubtful(start..<i, line, number: runs) { return true }
      default: i += 1
      }
    }
    return asterisks % 4 > 1
  }

  private func isWideBlank(_ i: Int, _ line: Range<Int>) -> Bool {
    i + 3 < line.upperBound && bytes[i] == 0xE3 && bytes[i + 1] == 0x80 && bytes[i + 2] == 0x80
  }

  /// True for asterisks that may be left over, or no marks: with a blank inside, between figures, or with punctuation where
  /// their text begins.
  private func isDoubtful(_ run: Range<Int>, _ line: Range<Int>, number: Int) -> Bool {
    let previous = bytes[run.lowerBound - 1]
    let next = run.upperBound < line.upperBound ? bytes[run.upperBound] : UInt8(ascii: "\n")
    if number % 2 == 1 ? next == 0x20 : previous == 0x20 { return true }
    if isDigit(previous), isDigit(next) { return true }
    guard number == 1, run.upperBound + 2 < line.upperBound else { return false }
    return next == 0xE3 && bytes[run.upperBound + 1] == 0x80 && bytes[run.upperBound + 2] < 0x83
      || next == 0xEF && bytes[run.upperBound + 1] == 0xBC
  }
}
