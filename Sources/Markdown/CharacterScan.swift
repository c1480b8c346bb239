import Diagnostics

/// One look at the bytes of a file for characters that no text should hold, and for what a merge has left. Nearly every
/// byte of a Chinese text is passed three at a time.
package struct CharacterScan {
  /// What was found, in the order of the file.
  package private(set) var places: [CharacterPlace] = []
  /// A sign of version control at the start of a line.
  private(set) var conflict: Int?
  /// Whether a header may have something to say for `checkComposition`.
  package private(set) var mayBeUncomposed = false
  /// Whether there is a blank other than the usual one.
  package private(set) var hasOddBlanks = false

  package let source: SourceText

  package init(_ source: SourceText) {
    self.source = source
    let bytes = source.bytes.span, start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var i = start
    if isConflict(bytes, at: i) { conflict = i }
    while i < bytes.count {
      let byte = bytes[i]
      if byte < 0x80 {
        i += 1
        if byte == 0x0A, i < bytes.count, conflict == nil, isConflict(bytes, at: i) { conflict = i }
        if byte == 0x5C, i < bytes.count, bytes[i] | 0x20 == 0x75 { mayBeUncomposed = true }
        continue
      }
      if 0xE4...0xED ~= byte {
        i += 3
        continue
      }
      let next = i + 1 < bytes.count ? bytes[i + 1] : 0
      switch byte {
      case 0xE3:
        if next == 0x80 || next == 0x85 { look(at: i) } else if next == 0x82 { mayBeUncomposed = true }
        i += 3
      case 0xE2:
        // The quotes, dashes and dots of every text are at E2 80 90…A7.
        if next == 0x80, i + 2 < bytes.count, 0x90...0xA7 ~= bytes[i + 2] {
        } else if next <= 0x81 || next >= 0xBA || next == 0xA0 {
          look(at: i)
        }
        i += 3
      case 0xEF:
        // Full-width signs and letters.
        if next != 0xBC && next != 0xBD { look(at: i) }
        if 0xA4...0xAB ~= next { mayBeUncomposed = true }
        i += 3
      case 0xC2, 0xCD, 0xD8, 0xE1, 0xEE, 0xF0...0xF4:
        if byte == 0xCD || byte == 0xF0 { mayBeUncomposed = true }
        look(at: i)
        i += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      case 0xCC:
        mayBeUncomposed = true
        i += 2
      default: i += byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      }
    }
  }

  private mutating func look(at offset: Int) {
    let bytes = source.bytes
    guard let scalar = CharacterScan.scalar(bytes, at: offset), let kind = CharacterKind(scalar) else {
      return
    }
    let range = offset..<offset + UTF8.width(scalar)
    if kind == .blank { hasOddBlanks = true }
    let neighbours = Neighbours(bytes, range)
    if neighbours.makeInnocent(scalar, kind) { return }
    let replacement = neighbours.replacement(scalar, kind) ?? kind.replacement(for: scalar)
    places.append(CharacterPlace(scalar: scalar, kind: kind, range: range, replacement: replacement))
  }

  /// Seven of `<`, `>` or `|` and then a blank or nothing. (Seven `=` alone may underline a heading.)
  private func isConflict(_ bytes: borrowing Span<UInt8>, at start: Int) -> Bool {
    guard start + 7 <= bytes.count else { return false }
    let sign = bytes[start]
    guard sign == UInt8(ascii: "<") || sign == UInt8(ascii: ">") || sign == UInt8(ascii: "|") else {
      return false
    }
    for i in start + 1..<start + 7 where bytes[i] != sign { return false }
    guard start + 7 < bytes.count else { return true }
    return [0x20, 0x0A, 0x0D].contains(bytes[start + 7])
  }

  /// The scalar at an offset, or nil where the bytes are no UTF-8, which is said elsewhere.
  static func scalar(_ bytes: [UInt8], at offset: Int) -> Unicode.Scalar? {
    var iterator = bytes[offset..<Swift.min(offset + 4, bytes.count)].makeIterator(), decoder = UTF8()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
    return nil
  }
}

/// A character that should not be there, and where.
package struct CharacterPlace {
  let scalar: Unicode.Scalar
  let kind: CharacterKind
  let range: Range<Int>
  /// What should be there instead.
  let replacement: String
}

/// What stands beside a character, which may be the reason for it.
private struct Neighbours {
  private let bytes: [UInt8]
  private let range: Range<Int>

  init(_ bytes: [UInt8], _ range: Range<Int>) { (self.bytes, self.range) = (bytes, range) }

  func makeInnocent(_ scalar: Unicode.Scalar, _ kind: CharacterKind) -> Bool {
    switch (kind, scalar.value) {
    // Joiners: between emoji, and in scripts whose letters change their form; breaks, where words have no blanks.
    case (.invisible, 0x200B...0x200D):
      before.map { CharacterKind.joins($0) || ($0.value > 0x2000 && CharacterKind.isEmoji($0)) } ?? false
    // Variation selectors: of emoji, and of letters that have them; not of Han, whose fonts have them rarely.
    case (.invisible, 0xFE00...0xFE0F):
      before.map { CharacterKind.isEmoji($0) || CharacterKind.hasVariants($0) } ?? false
    // Tags: of flags.
    case (.invisible, 0xE0020...0xE007F):
      before.map { $0.value == 0x1F3F4 || 0xE0020...0xE007F ~= $0.value } ?? false
    // Marks of direction, but not overrides: in a line with letters that are written from the right.
    case (.invisible, 0x061C), (.invisible, 0x200E...0x200F), (.invisible, 0x202A...0x202C),
      (.invisible, 0x2066...0x2069):
      lineHasRightToLeft
    // Blanks inside a line are a matter of taste; instead of indentation, and after a list's or heading's sign, they keep
    // it from being one.
    case (.blank, 0x3000): true
    case (.blank, _): !isFirstInLine
    default: false
    }
  }

  /// What depends on the place: blanks that were meant to indent a list stay blanks, and others would make code of a
  /// paragraph; the bullet of a word processor is the sign of a list's item.
  func replacement(_ scalar: Unicode.Scalar, _ kind: CharacterKind) -> String? {
    guard kind == .blank || kind == .privateUse else { return nil }
    let line = line
    let before = String(decoding: bytes[line.lowerBound..<range.lowerBound], as: UTF8.self)
    let isFirst = before.allSatisfy(\.isWhitespace)
    let next = range.upperBound < line.upperBound ? bytes[range.upperBound] : 0
    switch (kind, scalar.value) {
    case (.blank, _) where isFirst:
      let rest = String(decoding: bytes[range.upperBound..<line.upperBound], as: UTF8.self)
      let text = rest.drop { $0.isWhitespace }, digits = text.prefix { $0.isASCII && $0.isNumber }
      let isItem =
        text.hasPrefix("- ") || text.hasPrefix("* ") || text.hasPrefix("+ ")
        || (!digits.isEmpty && text.dropFirst(digits.count).hasPrefix(". "))
      return isItem ? " " : ""
    case (.privateUse, 0xF06C...0xF0FC) where isFirst && kind.replacement(for: scalar) != "□":
      return next == 0x20 || next == 0x09 ? "-" : "- "
    default: return nil
    }
  }

  private var before: Unicode.Scalar? {
    var start = range.lowerBound - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start >= 0 ? CharacterScan.scalar(bytes, at: start) : nil
  }

  /// How far what explains a character may be from it, in bytes.
  private static let reach = 500

  /// The line, as far as it matters.
  private var line: Range<Int> {
    var start = range.lowerBound, end = range.upperBound
    while start > 0, start > range.lowerBound - Neighbours.reach, bytes[start - 1] != 0x0A { start -= 1 }
    while end < bytes.count, end < range.upperBound + Neighbours.reach, bytes[end] != 0x0A { end += 1 }
    return start..<end
  }

  private var lineHasRightToLeft: Bool {
    String(decoding: bytes[line], as: UTF8.self).unicodeScalars.contains {
      0x0590...0x08FF ~= $0.value && $0.value != 0x061C || 0xFB1D...0xFDFF ~= $0.value
        || 0xFE70...0xFEFC ~= $0.value
    }
  }

  /// Whether only blanks, quote signs, or the sign of a list or heading stand before it in its line, and something after.
  private var isFirstInLine: Bool {
    let text = String(decoding: bytes[line.lowerBound..<range.lowerBound], as: UTF8.self).unicodeScalars
    let rest = String(decoding: bytes[range.upperBound..<line.upperBound], as: UTF8.self).unicodeScalars
    guard rest.contains(where: { !$0.properties.isWhitespace }) else { return false }
    var mark = ""
    for scalar in text where !scalar.properties.isWhitespace && scalar != ">" {
      mark.unicodeScalars.append(scalar)
    }
    if mark.isEmpty || ["-", "+", "*"].contains(mark) { return true }
    if mark.allSatisfy({ $0 == "#" }) { return mark.count <= 6 }
    return mark.dropLast().allSatisfy { $0.isASCII && $0.isNumber } && [".", ")"].contains(mark.last)
      && mark.count > 1
  }
}
