/// A text with gaps: `{name}` takes the value of that name, `{n|case|cases}` the first word if the number n is one,
/// else the second.
package struct Phrase {
  private let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package enum Part {
    case text(ArraySlice<UInt8>)
    case gap(ArraySlice<UInt8>)
    case choice(ArraySlice<UInt8>, one: ArraySlice<UInt8>, many: ArraySlice<UInt8>)
  }

  /// Its parts in their order. A brace that is not closed is text.
  package var parts: [Part] {
    var parts: [Part] = [], start = 0
    while let open = bytes[start...].firstIndex(of: UInt8(ascii: "{")),
      let close = bytes[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      if open > start { parts.append(.text(bytes[start..<open])) }
      let words = bytes[open + 1..<close].split(
        separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      parts.append(
        words.count == 3 ? .choice(words[0], one: words[1], many: words[2]) : .gap(bytes[open + 1..<close]))
      start = close + 1
    }
    if start < bytes.count { parts.append(.text(bytes[start...])) }
    return parts
  }

  /// The names of all its gaps.
  package var names: Set<String> {
    Set(
      parts.compactMap { part in
        switch part {
        case .gap(let name), .choice(let name, _, _): String(decoding: name, as: UTF8.self)
        case .text: nil
        }
      })
  }

  /// The text with its gaps filled; a gap without a value prints its name.
  package func filled(_ values: KeyValuePairs<String, String>) -> String {
    func value(_ name: ArraySlice<UInt8>) -> String? {
      values.first { $0.key.utf8.elementsEqual(name) }?.value
    }
    var result: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .gap(let name): result += value(name).map { Array($0.utf8) } ?? Array(name)
      case .choice(let name, let one, let many): result += value(name) == "1" ? one : many
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
