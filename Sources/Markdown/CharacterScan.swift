import Diagnostics

/// Looks at the bytes of a file for characters that no text should hold, and for what a merge has left. Nearly all bytes of
/// a Chinese text are passed three at a time.
package struct CharacterScan {
  /// The odd characters in the order of the file.
  package private(set) var found: [OddCharacter] = []
  /// The offset of the first line that begins with a sign of version control.
  private(set) var conflict: Int?
  /// True if `checkComposition` may have something to report.
  package private(set) var mayBeUncomposed = false
  /// True if there is a blank other than the usual one.
  package private(set) var hasOddBlanks = false

  /// True if there may be figures or letters as wide as Chinese characters.
  package private(set) var hasWideLetters = false

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
        // The quotes, dashes and dots of every text are E2 80 90…A7.
        if next == 0x80, i + 2 < bytes.count, 0x90...0xA7 ~= bytes[i + 2] {
        } else if next <= 0x81 || next >= 0xBA || next == 0xA0 {
          look(at: i)
        }
        i += 3
      case 0xEF:
        // Full-width signs and letters.
        if next != 0xBC && next != 0xBD {
          look(at: i)
        } else if !hasWideLetters, i + 2 < bytes.count, FullWidthRun.isLetter(byte, next, bytes[i + 2]) {
          hasWideLetters = true
        }
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
    // Bytes that are no UTF-8 are reported elsewhere.
    let character = firstScalar(of: source.bytes, in: offset..<source.bytes.count), scalar = character.scalar
    guard character.range.count > 1, let kind = CharacterKind(scalar) else { return }
    if kind == .blank { hasOddBlanks = true }
    // A text may be indented as it likes.
    if scalar == "\u{3000}" { return }
    let context = LineContext(source.bytes, character.range)
    if context.justifies(scalar, kind) { return }
    let replacement = context.replacement(for: scalar, kind) ?? kind.replacement(for: scalar)
    found.append(OddCharacter(scalar: scalar, kind: kind, range: character.range, replacement: replacement))
  }

  /// True for seven of `<`, `>` or `|` and then a blank or nothing. (Seven `=` alone may underline a heading.)
  private func isConflict(_ bytes: borrowing Span<UInt8>, at start: Int) -> Bool {
    guard start + 7 <= bytes.count, "<>|".utf8.contains(bytes[start]) else { return false }
    for i in start + 1..<start + 7 where bytes[i] != bytes[start] { return false }
    return start + 7 == bytes.count || " \n\r".utf8.contains(bytes[start + 7])
  }

  /// Reports all characters with one message for each kind, which has all its edits.
  ///
  /// - Parameters:
  ///   - header: The bytes with names and numbers, which are compared by their characters: there one is an error.
  ///   - kinds: The kinds that matter in this file.
  /// - Returns: True if the header has an error.
  package func report(
    header: Range<Int>, kinds: [CharacterKind] = CharacterKind.allCases, to diagnostics: inout [Diagnostic]
  ) -> Bool {
    var isInHeader = false
    for kind in kinds {
      let found = found.filter { $0.kind == kind }
      guard let first = found.first else { continue }
      let hasHeader = found.contains { header.contains($0.range.lowerBound) }
      let isError = kind == .lost || kind != .blank && hasHeader
      isInHeader = isInHeader || isError && hasHeader
      let others = found.dropFirst().prefix(2).map { Note($0.name, at: Location(source.path, $0.range)) }
      let finding = TextFinding(
        kind.advice(CharacterScan.list(found)), first.range, found.map { Edit($0.range, $0.replacement) })
      diagnostics.append(finding.diagnostic(in: source.path, isError ? .error : .warning, notes: others))
    }
    return isInHeader
  }
}

/// A character that no text should hold.
package struct OddCharacter {
  let scalar: Unicode.Scalar
  let kind: CharacterKind
  let range: Range<Int>
  /// The text that should be there instead.
  let replacement: String
}

/// The line around a character, which may be the reason for it.
private struct LineContext {
  /// The text of the line before the character and behind it, as far as it matters.
  private let before: String
  private let after: String
  /// The scalar just before the character, also in the line above.
  private let previous: Unicode.Scalar?

  /// The number of bytes that what explains a character may be away from it.
  private static let reach = 500

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    let start = max(range.lowerBound - LineContext.reach, 0)
    let end = min(range.upperBound + LineContext.reach, bytes.count)
    before = String(
      decoding: bytes[start..<range.lowerBound].reversed().prefix { $0 != 0x0A }.reversed(), as: UTF8.self)
    after = String(decoding: bytes[range.upperBound..<end].prefix { $0 != 0x0A }, as: UTF8.self)
    let last = range.lowerBound > 0 ? lastScalar(of: bytes, in: 0..<range.lowerBound) : nil
    previous = last?.scalar
  }

  /// True if the context makes a character a part of the text.
  func justifies(_ scalar: Unicode.Scalar, _ kind: CharacterKind) -> Bool {
    switch (kind, scalar.value) {
    // Joiners: between emoji, and in scripts whose letters change their form; breaks, where words have no blanks.
    case (.invisible, 0x200B...0x200D):
      previous.map { CharacterKind.joins($0) || ($0.value > 0x2000 && CharacterKind.isEmoji($0)) } ?? false
    // Variation selectors: of emoji, and of letters that have them; not of Han, whose fonts have them rarely.
    case (.invisible, 0xFE00...0xFE0F):
      previous.map { CharacterKind.isEmoji($0) || CharacterKind.hasVariants($0) } ?? false
    // Tags: of flags.
    case (.invisible, 0xE0020...0xE007F):
      previous.map { $0.value == 0x1F3F4 || 0xE0020...0xE007F ~= $0.value } ?? false
    // Marks of direction, but not overrides: in a line with letters that are written from the right.
    case (.invisible, 0x061C), (.invisible, 0x200E...0x200F), (.invisible, 0x202A...0x202C),
      (.invisible, 0x2066...0x2069):
      (before + after).unicodeScalars.contains(where: CharacterKind.isRightToLeft)
    // Blanks inside a line are a matter of taste; instead of indentation, and after a list's or heading's sign, they keep
    // it from being one.
    case (.blank, _): !isFirst
    default: false
    }
  }

  /// The replacement that depends on the context: blanks that were meant to indent a list stay blanks, and others would
  /// make code of a paragraph; the bullet of a word processor is the sign of a list's item.
  func replacement(for scalar: Unicode.Scalar, _ kind: CharacterKind) -> String? {
    guard kind == .blank || kind == .privateUse, before.allSatisfy(\.isWhitespace) else { return nil }
    if kind == .blank {
      let text = after.drop { $0.isWhitespace }, digits = text.prefix { $0.isASCII && $0.isNumber }
      let isItem =
        ["- ", "* ", "+ "].contains { text.hasPrefix($0) }
        || !digits.isEmpty && text.dropFirst(digits.count).hasPrefix(". ")
      return isItem ? " " : ""
    }
    guard 0xF06C...0xF0FC ~= scalar.value, kind.replacement(for: scalar) != "□" else { return nil }
    return after.first == " " || after.first == "\t" ? "-" : "- "
  }

  /// True if only blanks, quote signs, or the sign of a list or heading precede the character, and a text follows.
  private var isFirst: Bool {
    guard after.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { return false }
    let mark = String(before.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != ">" })
    if ["", "-", "+", "*"].contains(mark) { return true }
    if mark.allSatisfy({ $0 == "#" }) { return mark.count <= 6 }
    return mark.count > 1 && mark.dropLast().allSatisfy { $0.isASCII && $0.isNumber }
      && [".", ")"].contains(mark.last)
  }
}
