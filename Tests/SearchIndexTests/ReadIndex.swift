import Bytes
import Diagnostics

@testable import SearchIndex

/// An index as read back from its files, by the plainest code: what `search.js` does is tested in a browser.
struct ReadIndex {
  /// The positions of each pair.
  private(set) var pairs: [Pair: [Int]] = [:]
  /// The texts in the order of the documents.
  private(set) var texts: [[String]] = []
  private(set) var head: JSON = .null
  /// The first pair of each file, in the order of the files.
  private(set) var firsts: [Pair] = []

  struct Pair: Hashable, Comparable {
    let first: UInt32
    let second: UInt32

    static func < (a: Pair, b: Pair) -> Bool { (a.first, a.second) < (b.first, b.second) }
  }

  typealias File = (address: String, bytes: [UInt8])

  init(_ files: [File], head address: String) throws {
    for (address, bytes) in files {
      let script = String(decoding: bytes, as: UTF8.self)
      let call = script.dropFirst("casebookSearch(".count).dropLast(");\n".count)
      let data = try JSON(parsing: SourceText(path: address, String(call)))
      switch address.split(separator: "/").last?.split(separator: "-").first {
      case "text": texts += data.items.map { $0.items.map(\.text) }
      case "pairs": addPairs(data)
      default: head = data
      }
    }
  }

  private mutating func addPairs(_ data: JSON) {
    var first: Pair?
    for (one, seconds) in data.members {
      for (two, positions) in seconds.members {
        let pair = Pair(
          first: one.unicodeScalars.first?.value ?? 0, second: two.unicodeScalars.first?.value ?? 0)
        var position = 0
        pairs[pair, default: []] += ReadIndex.numbers(positions.text).map { step in
          position += step
          return position
        }
        first = min(first ?? pair, pair)
      }
    }
    if let first { firsts.append(first) }
  }

  func numbers(_ key: String) -> [Int] { ReadIndex.numbers(head[key]?.text ?? "") }

  static func numbers(_ text: String) -> [Int] {
    let alphabet = (UInt8(0x20)...0x7E).filter { $0 != 0x22 && $0 != 0x5C }
    let stops = Int(Digits.stops)
    var numbers: [Int] = [], value = 0
    for byte in text.utf8 {
      let digit = alphabet.firstIndex(of: byte) ?? 0
      if digit >= stops {
        value = value * (alphabet.count - stops) + digit - stops + 1
      } else {
        numbers.append(value * stops + digit)
        value = 0
      }
    }
    return numbers
  }
}

extension JSON {
  var items: [JSON] { if case .array(let items) = self { items } else { [] } }
  var members: [(key: String, value: JSON)] { if case .object(let members) = self { members } else { [] } }
  var text: String { if case .string(let text) = self { text } else { "" } }
}
