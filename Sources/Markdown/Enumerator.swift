/// What numbers the parts of a Chinese text, which is no list for CommonMark: `一、`, `（一）`, `1、`, `（1）`, `1）`, `①`, `第一，`.
struct Enumerator: Equatable {
  enum Kind { case han, bracketedHan, figures, bracketedFigures, closedFigures, circled, ordinal }

  let kind: Kind
  let number: Int

  /// What a text begins with.
  init?(_ text: ArraySlice<UInt8>) {
    guard let lead = text.first, Enumerator.mayBegin(lead) else { return nil }
    var reader = ScalarReader(text)
    guard let first = reader.next() else { return nil }
    switch first.value {
    case 0xFF08, 0x28:
      guard let (number, isHan) = reader.readNumber(), let close = reader.next(), close == "）" || close == ")"
      else { return nil }
      (kind, self.number) = (isHan ? .bracketedHan : .bracketedFigures, number)
    case 0x2460...0x2473: (kind, number) = (.circled, Int(first.value) - 0x245F)
    case 0x2474...0x2487: (kind, number) = (.bracketedFigures, Int(first.value) - 0x2473)
    case 0x3220...0x3229: (kind, number) = (.bracketedHan, Int(first.value) - 0x321F)
    case 0x7B2C:
      guard let (number, _) = reader.readNumber(), let mark = reader.next(),
        "，、：,".unicodeScalars.contains(mark)
      else { return nil }
      (kind, self.number) = (.ordinal, number)
    default:
      reader = ScalarReader(text)
      guard let (number, isHan) = reader.readNumber(), let mark = reader.next() else { return nil }
      switch mark {
      case "、": (kind, self.number) = (isHan ? .han : .figures, number)
      case "．" where isHan, "." where isHan: (kind, self.number) = (.han, number)
      case "）" where !isHan, ")" where !isHan: (kind, self.number) = (.closedFigures, number)
      default: return nil
      }
    }
  }

  private static func mayBegin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x28, 0xE2...0xE9, 0xEF: true
    default: false
    }
  }
}

/// The scalars of a text, one after the other.
private struct ScalarReader {
  private let text: ArraySlice<UInt8>
  private var i: Int

  init(_ text: ArraySlice<UInt8>) { (self.text, i) = (text, text.startIndex) }

  mutating func next() -> Unicode.Scalar? {
    guard i < text.endIndex else { return nil }
    let found = firstScalar(of: text, in: i..<text.endIndex)
    i = found.range.upperBound
    return found.scalar
  }

  /// From 1 to 99, in figures or in Chinese.
  mutating func readNumber() -> (number: Int, isHan: Bool)? {
    var number = 0, count = 0, isHan = false, mark = i
    while count < 3, let scalar = next() {
      var figure: Int?
      switch scalar.value {
      case 0x30...0x39: figure = Int(scalar.value) - 0x30
      case 0xFF10...0xFF19: figure = Int(scalar.value) - 0xFF10
      default: figure = nil
      }
      if let figure, !isHan {
        number = number * 10 + figure
      } else if let han = ScalarReader.han[scalar], isHan || count == 0 {
        isHan = true
        if han == 10 { number = max(number, 1) * 10 } else { number += han }
      } else {
        break
      }
      count += 1
      mark = i
    }
    i = mark
    return 1...99 ~= number ? (number, isHan) : nil
  }

  private static let han: [Unicode.Scalar: Int] = [
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
  ]
}

/// Which line ends of a paragraph are kept, as what follows begins with a number.
struct EnumeratedLines {
  /// By the number of the line before the line end, from 0.
  private(set) var kept: Set<Int> = []

  /// The next number begins a new line wherever a series goes on, or a sentence has ended; so does what stands below a
  /// numbered title.
  init(_ lines: [ArraySlice<UInt8>]) {
    let numbers = lines.map { Enumerator($0) }
    // What the next number of the same kind is, behind each line.
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

  /// A short line with a Chinese number and no punctuation, which whoever breaks lines at some width would have filled.
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

/// Whether a text ends as sentences end, also before closing quotes and brackets.
func endsSentence(_ text: ArraySlice<UInt8>) -> Bool {
  var end = text.endIndex
  while end > text.startIndex {
    let last = lastScalar(of: text, in: text.startIndex..<end)
    switch last.scalar {
    case "”", "’", "」", "』", "）", ")", "\"", " ", "*": end = last.range.lowerBound
    case "。", "；", "：", "！", "？", ";", ":", "!", "?", "…": return true
    default: return false
    }
  }
  return false
}
