import Diagnostics

extension RenderedMarkdown {
  /// How long the text is: see `textLength(of:)`.
  package var length: Int { textLength(of: text) }

  /// The beginning of the text: see `beginning(of:_:)`.
  package func excerpt(_ limit: Int) -> String { beginning(of: text, limit) }
}

/// The length of a text as Chinese editors count (字数): each Chinese character, kana, Hangul syllable and full-width
/// letter is one, and so is each word or number in other letters; blanks and punctuation are none.
package func textLength(of text: String) -> Int {
  textUnits(of: Array(text)).count
}

/// The beginning of a text, on one line and of at most the given length. Where it is cut it ends with `……`; the cut is
/// never inside a word or number, nor after an opening bracket or quote, a comma or a blank.
package func beginning(of text: String, _ limit: Int) -> String {
  let characters = onOneLine(text)
  let units = textUnits(of: characters)
  guard units.count > max(limit, 0) else { return String(characters) }
  var end = units[max(limit, 0)].lowerBound
  while end > 0, isUnfit(characters[end - 1]) { end -= 1 }
  return String(characters[..<end]) + "……"
}

/// What counts, as ranges of the characters.
private func textUnits(of characters: [Character]) -> [Range<Int>] {
  var units: [Range<Int>] = []
  var i = 0
  while i < characters.count {
    let start = i
    i += 1
    switch TextUnit(characters[start]) {
    case .none: continue
    case .own: break
    case .letter:
      while i < characters.count {
        if TextUnit(characters[i]) == .letter {
          i += 1
        } else if isJoiner(characters[i]), i + 1 < characters.count, TextUnit(characters[i + 1]) == .letter {
          i += 2
        } else {
          break
        }
      }
    }
    units.append(start..<i)
  }
  return units
}

private enum TextUnit {
  case none
  /// Counts by itself.
  case own
  /// Part of a word or number.
  case letter

  init(_ character: Character) {
    guard let scalar = character.unicodeScalars.first else {
      self = .none
      return
    }
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: self = .letter
    case 0..<0x80: self = .none
    case 0x3005, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x312F, 0x31F0...0x31FF,
      0xAC00...0xD7A3,
      0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF66...0xFF9D:
      self = .own
    default:
      let properties = scalar.properties
      self =
        properties.isIdeographic
        ? .own : properties.isAlphabetic || properties.generalCategory == .decimalNumber ? .letter : .none
    }
  }
}

/// What words and numbers may have inside: `it's`, `98.5`, `2022-08-31`, `10:30`.
private func isJoiner(_ character: Character) -> Bool { "'’-.,:/_@".contains(character) }

/// What no cut text ends with.
private func isUnfit(_ character: Character) -> Bool {
  character.isWhitespace || "，、；：,;:—…-（(《〈「『【〔［[{“‘".contains(character)
}

/// Line ends become spaces, between Chinese characters nothing.
private func onOneLine(_ text: String) -> [Character] {
  var result: [Character] = []
  for (i, line) in text.split(whereSeparator: \.isNewline).enumerated() {
    if i > 0, let last = result.last, let first = line.first, !(isChinese(last) && isChinese(first)) {
      result.append(" ")
    }
    result += line
  }
  return result
}

private func isChinese(_ character: Character) -> Bool {
  character.unicodeScalars.allSatisfy { EastAsian.isWide($0) || isChineseAmbiguous($0) }
}
