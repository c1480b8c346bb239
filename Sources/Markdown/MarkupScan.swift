import Diagnostics

/// One look at each byte of a body for anything that `MarkupCheck` might speak of. Most bodies have nothing.
struct MarkupScan {
  private(set) var isSuspicious = false
  private let bytes: [UInt8]
  private let body: Range<Int>
  /// The line before is a text, and no item of a list.
  private var isBelowText = false
  /// What fence is open, and how long it is.
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
    var i = line.lowerBound, isTabbed = false
    while i < line.upperBound, bytes[i] == 0x20 || bytes[i] == 0x09 || bytes[i] == UInt8(ascii: ">") {
      isTabbed = isTabbed || bytes[i] == 0x09
      i += 1
    }
    guard i < line.upperBound else { return }
    let isIndented = isTabbed || i - line.lowerBound > 3
    if isIndented, fence == nil, bytes[i] >= 0xE3 { isSuspicious = true }
    if bytes[i] == UInt8(ascii: "`") || bytes[i] == UInt8(ascii: "~") { readFence(i..<line.upperBound) }
    // What is said of a text that has its own letters only is little; in code there is nothing to say.
    if fence != nil || isSuspicious { return }
    if isSuspiciousStart(i..<line.upperBound) || isSuspiciousEnd(line) || hasSuspect(i..<line.upperBound) {
      isSuspicious = true
    }
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

  private func isSuspiciousStart(_ line: Range<Int>) -> Bool {
    let first = bytes[line.lowerBound], next = line.count > 1 ? bytes[line.lowerBound + 1] : 0x20
    switch first {
    case UInt8(ascii: "#"):
      let level = bytes[line].prefix { $0 == first }.count
      guard level < line.count else { return true }
      return level > 2 || bytes[line.lowerBound + level] != 0x20
        || bytes[line].allSatisfy { $0 == first || isBlank($0) }
    case UInt8(ascii: "-"), UInt8(ascii: "="):
      // Below a text.
      if bytes[line].allSatisfy({ $0 == first || isBlank($0) }) {
        return line.lowerBound > body.lowerBound + 1 && bytes[line.lowerBound - 2] != UInt8(ascii: "\n")
      }
      return first == UInt8(ascii: "-") && next != 0x20 || mayBeginTask(line)
    case UInt8(ascii: "*"), UInt8(ascii: "+"):
      return next >= 0x80 || mayBeginTask(line)
    case 0x30...0x39:
      let digits = bytes[line].prefix { 0x30...0x39 ~= $0 }.count, mark = line.lowerBound + digits
      guard digits < 3, mark < line.upperBound else { return false }
      if bytes[mark] == 0xEF { return bytes[mark..<line.upperBound].starts(with: "．".utf8) }
      guard bytes[mark] == UInt8(ascii: "."), mark + 1 < line.upperBound else { return false }
      return bytes[mark + 1] >= 0x80 || bytes[mark + 1] == 0x20 && first != UInt8(ascii: "1") && isBelowText
    case 0xC2: return next == 0xB7
    case 0xE2:
      // Bullets, but for quotes, ellipses and two dashes.
      let last = line.count > 2 ? bytes[line.lowerBound + 2] : 0
      if next == 0x80 {
        return last == 0xA2 || last == 0xA3 || last == 0x93
          || last == 0x94 && bytes.at(line.lowerBound + 3) != 0xE2
      }
      return next != 0x91 && next != 0x85
    case 0xE3: return next == 0x80 && line.count > 2 && bytes[line.lowerBound + 2] == 0x8B || next == 0x83
    case 0xEE, 0xEF:
      let last = line.count > 2 ? bytes[line.lowerBound + 2] : 0
      return next == 0x81 || next == 0x82 || next == 0x83
        || next == 0xBC
          && [0x83, 0x8A, 0x8B, 0x8D, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9E]
            .contains(last)
    default: return false
    }
  }

  private func mayBeginTask(_ line: Range<Int>) -> Bool {
    let start = bytes[line].dropFirst().prefix(5)
    guard let open = start.firstIndex(of: UInt8(ascii: "[")), let next = bytes.at(open + 1) else {
      return false
    }
    return next == 0x20 || next == 0xE2 || "xXvV]".utf8.contains(next)
  }

  /// A sentence ends with the line, and the text goes on in the next.
  private func isSuspiciousEnd(_ line: Range<Int>) -> Bool {
    var end = line.upperBound
    if end > line.lowerBound, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    guard end - line.lowerBound > 3, line.upperBound + 1 < body.upperBound, bytes[line.upperBound + 1] >= 0xC2
    else { return false }
    switch (bytes[end - 3], bytes[end - 2], bytes[end - 1]) {
    case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F), (0xEF, 0xBC, 0x9A), (0xEF, 0xBC, 0x9B),
      (0xEF, 0xBC, 0x89), (0xE2, 0x80, 0x9D), (0xE2, 0x80, 0xA6):
      return true
    default: return false
    }
  }

  private func hasSuspect(_ line: Range<Int>) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var i = line.lowerBound, asterisks = 0, runs = 0
      while i < line.upperBound {
        switch bytes[i] {
        case 0xE4...0xEE: i += 3
        case 0xE3:
          if i + 2 < line.upperBound, bytes[i + 1] == 0x80, bytes[i + 2] == 0x90 { return true }
          i += 3
        case 0xEF:
          if i + 2 < line.upperBound {
            switch (bytes[i + 1], bytes[i + 2]) {
            case (0xBC, 0xBB), (0xBD, 0x9C), (0xBD, 0x80): return true
            case (0xBC, 0x81) where i + 3 < line.upperBound && bytes[i + 3] == UInt8(ascii: "["): return true
            default: break
            }
          }
          i += 3
        case UInt8(ascii: "]"):
          // Not a link: that has its address, without blanks, directly behind.
          guard i + 1 < line.upperBound, bytes[i + 1] == UInt8(ascii: "(") else { return true }
          i += 2
          while i < line.upperBound, bytes[i] > 0x20, bytes[i] < 0x80, bytes[i] != UInt8(ascii: ")") {
            i += 1
          }
          if i == line.upperBound || bytes[i] != UInt8(ascii: ")") { return true }
        case UInt8(ascii: "="), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "~"), UInt8(ascii: "\\"),
          UInt8(ascii: "|"),
          UInt8(ascii: "_"), UInt8(ascii: "\t"):
          return true
        case UInt8(ascii: "*"):
          let start = i
          while i < line.upperBound, bytes[i] == UInt8(ascii: "*") { i += 1 }
          asterisks += i - start
          runs += 1
          if start > line.lowerBound, isDoubtful(bytes, start..<i, line, number: runs) { return true }
        default: i += 1
        }
      }
      return asterisks % 4 > 1
    }
  }
}

/// Asterisks that may be left over, or no marks: with a blank inside, between figures, or with punctuation where their
/// text begins.
private func isDoubtful(
  _ bytes: UnsafeBufferPointer<UInt8>, _ run: Range<Int>, _ line: Range<Int>, number: Int
) -> Bool {
  let previous = bytes[run.lowerBound - 1]
  let next = run.upperBound < line.upperBound ? bytes[run.upperBound] : UInt8(ascii: "\n")
  if number % 2 == 1 ? next == 0x20 : previous == 0x20 { return true }
  if 0x30...0x39 ~= previous, 0x30...0x39 ~= next { return true }
  guard number == 1, run.upperBound + 2 < line.upperBound else { return false }
  return next == 0xE3 && bytes[run.upperBound + 1] == 0x80 && bytes[run.upperBound + 2] < 0x83
    || next == 0xEF && bytes[run.upperBound + 1] == 0xBC
}
