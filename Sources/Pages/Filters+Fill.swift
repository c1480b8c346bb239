import Templates
import Wording

extension Filter {
  /// Fills the gaps of a phrase of the catalogue; what is filled in keeps its markup if it has any.
  static let fill = Filter(
    "fill", takesMore: true,
    "The phrase with its gaps filled: `{name}` is the argument of that name, `{n|case|cases}` one of two words by the number n. Markup filled in stays.",
    "{{ '{n} {n|case|cases}'|fill(n=3) }} {{ 'see {link}'|fill(link='<b>x</b>'|safe) }}",
    "3 cases see <b>x</b>"
  ) { renderer, arguments throws(Failure) in
    guard arguments.input.isText, arguments.count == 0 else { throw .noPhrase() }
    var phrase: [UInt8] = []
    try renderer.print(arguments.input, into: &phrase)
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
      case .gap(let name): try renderer.print(try value(name), into: &result)
      case .choice(let name, let one, let many):
        guard let number = try value(name).number else {
          throw .gapWithoutValue(String(decoding: name, as: UTF8.self))
        }
        if case .int(1) = number { result += one } else { result += many }
      }
    }
    return renderer.html(result)
  }
}
