import Templates

/// A text with gaps: `{name}` takes the value of that name, `{n|case|cases}` the first word if the number n is one,
/// else the second.
struct Phrase {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  enum Part {
    case text(ArraySlice<UInt8>)
    case gap(ArraySlice<UInt8>)
    case choice(ArraySlice<UInt8>, one: ArraySlice<UInt8>, many: ArraySlice<UInt8>)
  }

  /// Its parts in their order. A brace that is not closed is text.
  var parts: [Part] {
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

  /// The names of the values that it prints.
  var names: Set<String> {
    Set(
      parts.compactMap { part in
        switch part {
        case .gap(let name): String(decoding: name, as: UTF8.self)
        case .text, .choice: nil
        }
      })
  }

  /// The names of all its gaps.
  var allNames: Set<String> {
    Set(
      parts.compactMap { part in
        switch part {
        case .gap(let name), .choice(let name, _, _): String(decoding: name, as: UTF8.self)
        case .text: nil
        }
      })
  }

  /// The text with its gaps filled; a gap without a value prints its name.
  func filled(_ values: KeyValuePairs<String, String>) -> String {
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

extension Filter {
  /// Fills the gaps of a phrase of the catalogue; what is filled in keeps its markup if it has any.
  static let fill = Filter(
    "fill", [],
    "The phrase with its gaps filled: `{name}` is the argument of that name, `{n|case|cases}` one of two words by the number n. Markup filled in stays.",
    example: .init(
      "{{ '{n} {n|case|cases}'|fill(n=3) }} {{ 'see {link}'|fill(link='<b>x</b>'|safe) }}",
      "3 cases see <b>x</b>"),
    takesMore: true
  ) { renderer, arguments throws(Failure) in
    guard arguments.input.text != nil, arguments.count == 0 else { throw .noPhrase() }
    let escapes = arguments.escapes, phrase = try renderer.printed(arguments.input, escapes: escapes)
    func value(_ name: ArraySlice<UInt8>) throws(Failure) -> Datum {
      guard let value = arguments.named(name), !value.isNone else {
        throw .gapWithoutValue(String(decoding: name, as: UTF8.self))
      }
      return value
    }
    var result: [UInt8] = []
    result.reserveCapacity(phrase.count + 64)
    for part in Phrase(phrase).parts {
      switch part {
      case .text(let text): result += text
      case .gap(let name): try renderer.print(try value(name), escapes: escapes, into: &result)
      case .choice(let name, let one, let many):
        guard let number = try value(name).number else {
          throw .gapWithoutValue(String(decoding: name, as: UTF8.self))
        }
        if case .int(1) = number { result += one } else { result += many }
      }
    }
    return renderer.text(result, safe: escapes)
  }
}
