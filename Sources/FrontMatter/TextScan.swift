import Diagnostics

/// The check that comes first: is the file text at all? UTF-8, no control characters, not too large.
struct TextScan {
  /// YAML 1.1 breaks lines at these, 1.2 does not, and nobody sees them: no header may hold one.
  private var firstSeparator: Range<Int>?
  private let path: String
  private var marks = StackedMarks()

  /// - Parameter range: a part of a file that has been scanned as a whole.
  init(_ source: SourceText, in range: Range<Int>? = nil) throws(Diagnostic) {
    path = source.path
    let bytes = source.bytes.span, end = range?.upperBound ?? bytes.count
    if bytes.count > InputLimit.text { throw .fileTooLarge(path) }
    var i = range?.lowerBound ?? source.contentStart, hasChinese = false
    while i < end {
      let byte = bytes[i]
      if byte < 0x80 {
        if byte < 0x20 || byte == 0x7F {
          let isLineEnd = byte == .carriageReturn && i + 1 < bytes.count && bytes[i + 1] == .lineFeed
          if byte == 0, TextScan.looksLikeUTF16(bytes) { throw .utf16(path, 0..<2) }
          if byte != .lineFeed, byte != .tab, !isLineEnd {
            throw TextScan.controlCharacter(source, i..<i + 1, UInt32(byte), end)
          }
        }
        i += 1
        continue
      }
      // Nearly all of a Chinese text: three bytes, none of the exceptions below.
      if 0xE3...0xEC ~= byte, i + 2 < bytes.count, bytes[i + 1] & 0xC0 == 0x80, bytes[i + 2] & 0xC0 == 0x80 {
        hasChinese = true
        i += 3
        continue
      }
      let length = TextScan.sequenceLength(in: bytes, at: i)
      if length == 0 { throw TextScan.encodingFault(source, at: i, afterChinese: hasChinese) }
      if length > 2 { hasChinese = true }
      // The quotes and dashes of every text are at E2 80.
      if byte >= 0xCC, byte != 0xE2 || bytes[i + 1] != 0x80 { try refuseStackedMarks(source, i..<i + length) }
      if byte == 0xC2, bytes[i + 1] < 0xA0 {
        if bytes[i + 1] != 0x85 {
          throw TextScan.controlCharacter(source, i..<i + 2, UInt32(bytes[i + 1]), end)
        }
        noteSeparator(i..<i + 2)
      } else if byte == 0xE2, bytes[i + 1] == 0x80, bytes[i + 2] == 0xA8 || bytes[i + 2] == 0xA9 {
        noteSeparator(i..<i + 3)
      } else if byte == 0xEF {
        if bytes[i + 1] == 0xBB, bytes[i + 2] == 0xBF { noteSeparator(i..<i + 3) }
        if bytes[i + 1] == 0xBF, bytes[i + 2] >= 0xBE {
          throw TextScan.controlCharacter(source, i..<i + 3, 0xFF40 + UInt32(bytes[i + 2]), end)
        }
      }
      i += length
    }
  }

  func refuseSeparators(in header: Range<Int>) throws(Diagnostic) {
    guard let range = firstSeparator, header.contains(range.lowerBound) else { return }
    throw .invisibleSeparator(path, range)
  }

  /// The first control character of a text, with the edits for it and the others in ASCII: those that end lines elsewhere
  /// become line ends.
  private static func controlCharacter(
    _ source: SourceText, _ range: Range<Int>, _ value: UInt32, _ end: Int
  ) -> Diagnostic {
    let bytes = source.bytes
    var edits: [Edit] = []
    for i in range.upperBound..<max(end, range.upperBound) where bytes[i] < 0x20 || bytes[i] == 0x7F {
      let isLineEnd = bytes[i] == .carriageReturn && i + 1 < bytes.count && bytes[i + 1] == .lineFeed
      if bytes[i] == .lineFeed || bytes[i] == .tab || isLineEnd { continue }
      edits.append(Edit(i..<i + 1, 0x0B...0x0D ~= bytes[i] ? "\n" : ""))
      if edits.count == 1000 { break }
    }
    let first = Edit(range, 0x0B...0x0D ~= value ? "\n" : "")
    return .controlCharacter(source.path, range, value, edits: [first] + edits)
  }

  private mutating func refuseStackedMarks(_ source: SourceText, _ range: Range<Int>) throws(Diagnostic) {
    guard let scalar = source.text(range).unicodeScalars.first, marks.areTooMany(scalar, at: range) else {
      return
    }
    throw .stackedMarks(path, range)
  }

  private mutating func noteSeparator(_ range: Range<Int>) {
    if firstSeparator == nil { firstSeparator = range }
  }

  /// The length of the well-formed sequence of two to four bytes at the offset (Unicode, table 3-7), or 0.
  private static func sequenceLength(in bytes: Span<UInt8>, at i: Int) -> Int {
    func trail(_ k: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      i + k < bytes.count && range ~= bytes[i + k]
    }
    switch bytes[i] {
    case 0xC2...0xDF: return trail(1) ? 2 : 0
    case 0xE0: return trail(1, 0xA0...0xBF) && trail(2) ? 3 : 0
    case 0xED: return trail(1, 0x80...0x9F) && trail(2) ? 3 : 0
    case 0xE1...0xEF: return trail(1) && trail(2) ? 3 : 0
    case 0xF0: return trail(1, 0x90...0xBF) && trail(2) && trail(3) ? 4 : 0
    case 0xF1...0xF3: return trail(1) && trail(2) && trail(3) ? 4 : 0
    case 0xF4: return trail(1, 0x80...0x8F) && trail(2) && trail(3) ? 4 : 0
    default: return 0
    }
  }

  fileprivate static func encodingFault(_ source: SourceText, at offset: Int, afterChinese: Bool)
    -> Diagnostic
  {
    let bytes = source.bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return .utf16(source.path, 0..<2)
    }
    // Chinese that could be read before the fault means UTF-8 with a damaged place.
    return !afterChinese && looksLikeGB18030(bytes)
      ? .gb18030(source.path, offset..<min(offset + 2, bytes.count))
      : .notUTF8(source.path, offset..<offset + 1)
  }

  /// Without a byte order mark: every other byte of what is ASCII is zero, always on the same side.
  private static func looksLikeUTF16(_ bytes: Span<UInt8>) -> Bool {
    var zeros = [0, 0]
    for i in 0..<min(bytes.count, 64) where bytes[i] == 0 { zeros[i % 2] += 1 }
    return max(zeros[0], zeros[1]) >= 3 && min(zeros[0], zeros[1]) == 0
  }

  /// Everything beyond ASCII is well-formed GB 18030, and most of it is of the rows where GB 2312 has its characters.
  private static func looksLikeGB18030(_ bytes: [UInt8]) -> Bool {
    var i = 0, common = 0, other = 0
    while i < bytes.count {
      if bytes[i] < 0x80 {
        i += 1
        continue
      }
      guard 0x81...0xFE ~= bytes[i], i + 1 < bytes.count else { return false }
      if 0x30...0x39 ~= bytes[i + 1] {
        guard i + 3 < bytes.count, 0x81...0xFE ~= bytes[i + 2], 0x30...0x39 ~= bytes[i + 3] else {
          return false
        }
        other += 1
        i += 4
      } else {
        guard bytes[i + 1] >= 0x40, bytes[i + 1] != 0x7F, bytes[i + 1] != 0xFF else { return false }
        if 0xA1...0xF7 ~= bytes[i], bytes[i + 1] >= 0xA1 { common += 1 } else { other += 1 }
        i += 2
      }
    }
    return common > 0 && common >= other
  }
}

extension SourceText {
  /// The mistake of a text that is not UTF-8. Control characters are let pass, as in pages made from PDF.
  package var encodingFault: Diagnostic? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    return TextScan.encodingFault(self, at: 0, afterChinese: false)
  }
}
