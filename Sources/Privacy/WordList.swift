/// Words that are looked for by their bytes, without regard to the case of Latin letters in the text.
struct WordList: ExpressibleByStringLiteral, Sendable {
  private let all: [[UInt8]]

  /// The words of a text, which has blanks between them.
  init(stringLiteral text: String) {
    all = text.lowercased().split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
  }

  private init(_ all: [[UInt8]]) { self.all = all }

  /// The words of both lists.
  static func + (a: WordList, b: WordList) -> WordList { WordList(a.all + b.all) }

  /// Each word of one list with each of the other behind it.
  static func * (a: WordList, b: WordList) -> WordList {
    WordList(a.all.flatMap { beginning in b.all.map { beginning + $0 } })
  }

  /// The length of the first word that begins at an offset; nil if none does.
  func length(at offset: Int, in bytes: [UInt8]) -> Int? {
    for word in all where WordList.occurs(word, at: offset, in: bytes) { return word.count }
    return nil
  }

  /// The length of the first word that ends at an offset; nil if none does.
  func length(before offset: Int, in bytes: [UInt8]) -> Int? {
    for word in all where WordList.occurs(word, at: offset - word.count, in: bytes) { return word.count }
    return nil
  }

  func occur(in range: Range<Int>, of bytes: [UInt8]) -> Bool {
    for offset in range {
      for word in all
      where offset + word.count <= range.upperBound && WordList.occurs(word, at: offset, in: bytes) {
        return true
      }
    }
    return false
  }

  private static func occurs(_ word: [UInt8], at offset: Int, in bytes: [UInt8]) -> Bool {
    guard offset >= 0, offset + word.count <= bytes.count else { return false }
    for index in word.indices {
      let byte = bytes[offset + index]
      if (0x41...0x5A ~= byte ? byte + 0x20 : byte) != word[index] { return false }
    }
    return true
  }
}

/// Some characters, written as a text.
struct SignSet: ExpressibleByStringLiteral, Sendable {
  private let scalars: Set<UInt32>

  init(stringLiteral text: String) { scalars = Set(text.unicodeScalars.map(\.value)) }

  func contains(_ sign: Sign) -> Bool { scalars.contains(sign.scalar) }
}

extension SignReader {
  func begins(_ words: WordList, at offset: Int) -> Bool { words.length(at: offset, in: bytes) != nil }

  /// True if one of some words ends at an offset.
  func ends(_ words: WordList, at offset: Int) -> Bool { words.length(before: offset, in: bytes) != nil }

  /// The start of the clause around an offset: at most some bytes before, and behind the last of some characters.
  func clauseStart(before offset: Int, atMost length: Int, endedBy ends: SignSet) -> Int {
    var start = offset
    while start > 0, offset - start < length, let sign = sign(before: start), !sign.isLineEnd,
      !ends.contains(sign)
    {
      start = sign.range.lowerBound
    }
    return start
  }
}
