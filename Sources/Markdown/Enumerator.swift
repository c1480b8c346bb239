/// The number of a part of a Chinese text, which is no list for CommonMark: `一、`, `（一）`, `1、`, `（1）`, `1）`, `①`, `第一，`.
struct Enumerator: Equatable {
  enum Kind { case han, bracketedHan, figures, bracketedFigures, closedFigures, circled, ordinal }

  let kind: Kind
  let number: Int

  /// Returns nil if the text begins with no such number.
  init?(_ text: ArraySlice<UInt8>) {
    guard let lead = text.first, isDigit(lead) || lead == 0x28 || 0xE2...0xE9 ~= lead || lead == 0xEF else {
      return nil
    }
    // The longest is （九十九）.
    var rest = String(decoding: text.prefix(15), as: UTF8.self).unicodeScalars[...]
    guard let first = rest.first else { return nil }
    switch first.value {
    case 0xFF08, 0x28:
      rest.removeFirst()
      guard let (number, isHan) = Enumerator.readNumber(&rest), let close = rest.first,
        close == "）" || close == ")"
      else { return nil }
      (kind, self.number) = (isHan ? .bracketedHan : .bracketedFigures, number)
    case 0x2460...0x2473: (kind, number) = (.circled, Int(first.value) - 0x245F)
    case 0x2474...0x2487: (kind, number) = (.bracketedFigures, Int(first.value) - 0x2473)
    case 0x3220...0x3229: (kind, number) = (.bracketedHan, Int(first.value) - 0x321F)
    case 0x7B2C:
      rest.removeFirst()
      guard let (number, _) = Enumerator.readNumber(&rest), let mark = rest.first,
        "，、：,".unicodeScalars.contains(mark)
      else { return nil }
      (kind, self.number) = (.ordinal, number)
    default:
      guard let (number, isHan) = Enumerator.readNumber(&rest), let mark = rest.first else { return nil }
      switch mark {
      case "、": (kind, self.number) = (isHan ? .han : .figures, number)
      case "．" where isHan, "." where isHan: (kind, self.number) = (.han, number)
      case "）" where !isHan, ")" where !isHan: (kind, self.number) = (.closedFigures, number)
      default: return nil
      }
    }
  }

  /// Reads a number from 1 to 99, in figures or in Chinese.
  private static func readNumber(_ text: inout Substring.UnicodeScalarView) -> (number: Int, isHan: Bool)? {
    let figures = text.prefix(3).prefix { isDigit($0) || 0xFF10...0xFF19 ~= $0.value }
    var number = figures.reduce(0) { $0 * 10 + Int($1.value & 0xF) }
    let han = text.prefix(figures.isEmpty ? 3 : 0).prefix { Enumerator.han[$0] != nil }
    for digit in han.compactMap({ Enumerator.han[$0] }) {
      number = digit == 10 ? max(number, 1) * 10 : number + digit
    }
    text = text.dropFirst(figures.count + han.count)
    return 1...99 ~= number ? (number, !han.isEmpty) : nil
  }

  private static let han: [Unicode.Scalar: Int] = [
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
  ]
}

/// The line ends of a paragraph that are kept, as a number begins the next line.
struct EnumeratedLines {
  /// The numbers, from 0, of the lines that keep their ends.
  private(set) var kept: Set<Int> = []

  /// A line end is kept before a number that continues a series or follows the end of a sentence, and below a numbered
  /// title.
  init(_ lines: [ArraySlice<UInt8>]) {
    let numbers = lines.map { Enumerator($0) }
    // The next number of the same kind behind each line.
    var following: [Int?] = Array(repeating: nil, count: lines.count), next: [Enumerator.Kind: Int] = [:]
    for (i, number) in numbers.enumerated().reversed() {
      guard let number else { continue }
      following[i] = next[number.kind]
      next[number.kind] = number.number
    }
    var last: [Enumerator.Kind: Int] = [:]
    for (i, number) in numbers.enumerated() {
      guard let number else {
        if i > 0, EnumeratedLines.isTitle(lines[i - 1], numbers[i - 1], above: lines[i]) {
          kept.insert(i - 1)
        }
        continue
      }
      if i > 0 {
        let goesOn = last[number.kind] == number.number - 1
        let begins = number.number == 1 && following[i] == 2
        if goesOn || begins || endsSentence(lines[i - 1]) { kept.insert(i - 1) }
      }
      last[number.kind] = number.number
    }
  }

  /// True for a short line with a Chinese number and no punctuation, which whoever breaks lines at some width would have
  /// filled.
  private static func isTitle(_ line: ArraySlice<UInt8>, _ number: Enumerator?, above next: ArraySlice<UInt8>)
    -> Bool
  {
    guard let number, number.kind == .han || number.kind == .bracketedHan, line.count <= 90,
      line.count + 12 <= next.count
    else { return false }
    return !String(decoding: line, as: UTF8.self).unicodeScalars.dropFirst(3).contains {
      "，。；：！？,;:.".unicodeScalars.contains($0)
    }
  }
}

/// True if a text ends as sentences end, also before closing quotes and brackets.
func endsSentence(_ text: ArraySlice<UInt8>) -> Bool {
  var end = text.endIndex
  while end > text.startIndex {
    let last = lastScalar(of: text, in: text.startIndex..<end)
    switch last.scalar {
    case "”", "’", "」", "』", "）", ")", "\"", " ", "\u{A0}", "\u{3000}", "*":
      end = last.range.lowerBound
    case "。", "；", "：", "！", "？", ";", ":", "!", "?", "…": return true
    default: return false
    }
  }
  return false
}
