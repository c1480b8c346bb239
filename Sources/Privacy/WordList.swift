/// Words that are looked for by their bytes, without regard to the size of Latin letters in the text.
struct WordList: ExpressibleByArrayLiteral, Sendable {
  private let all: [[UInt8]]

  init(arrayLiteral words: String...) { all = words.map { Array($0.lowercased().utf8) } }

  /// The length of the first that begins at a place.
  func length(at place: Int, in bytes: [UInt8]) -> Int? {
    for word in all where WordList.isThere(word, at: place, in: bytes) { return word.count }
    return nil
  }

  /// The length of the first that ends at a place.
  func length(before place: Int, in bytes: [UInt8]) -> Int? {
    for word in all where WordList.isThere(word, at: place - word.count, in: bytes) { return word.count }
    return nil
  }

  func occur(in range: Range<Int>, of bytes: [UInt8]) -> Bool {
    for place in range {
      for word in all
      where place + word.count <= range.upperBound && WordList.isThere(word, at: place, in: bytes) {
        return true
      }
    }
    return false
  }

  private static func isThere(_ word: [UInt8], at place: Int, in bytes: [UInt8]) -> Bool {
    guard place >= 0, place + word.count <= bytes.count else { return false }
    for index in word.indices {
      let byte = bytes[place + index]
      if (0x41...0x5A ~= byte ? byte + 0x20 : byte) != word[index] { return false }
    }
    return true
  }
}

extension SignReader {
  func begins(_ words: WordList, at place: Int) -> Bool { words.length(at: place, in: bytes) != nil }

  /// Where the clause begins in which a place is: no more than some bytes before, and behind the last of some characters.
  func clauseStart(before place: Int, atMost length: Int, endedBy ends: Set<UInt32>) -> Int {
    var start = place
    while start > 0, place - start < length, let sign = sign(before: start), !sign.isLineEnd,
      !ends.contains(sign.scalar)
    {
      start = sign.range.lowerBound
    }
    return start
  }
}

extension Set<UInt32> {
  init(of text: String) { self.init(text.unicodeScalars.map(\.value)) }
}
