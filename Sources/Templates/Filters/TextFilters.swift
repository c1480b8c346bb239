extension Filter {
  /// What most filters of texts do: something to the text, which stays safe if it was.
  private static func each(
    _ name: String, _ summary: String, _ example: Example, _ change: @escaping @Sendable (String) -> String
  ) -> Filter {
    Filter(name, [], summary, example) { renderer, arguments throws(Failure) in
      let text = try renderer.print(arguments.input)
      try renderer.charge(text.spelling)
      return renderer.memory.text(change(text.text ?? ""), safe: text.isHTML)
    }
  }

  static let textFilters: [Filter] = [
    each("upper", "The text in upper case.", Example("{{ 'Wuhan'|upper }}", "WUHAN")) { $0.pythonUppercased },
    each("lower", "The text in lower case.", Example("{{ 'Wuhan'|lower }}", "wuhan")) { $0.pythonLowercased },
    each(
      "capitalize", "The first letter in upper case, the others in lower case.",
      Example("{{ 'wu HAN'|capitalize }}", "Wu han")
    ) { $0.pythonCapitalized },
    Filter(
      "title", [], "Each word with a capital letter.",
      Example("{{ 'the first case'|title }}", "The First Case")
    ) { renderer, arguments throws(Failure) in
      let text = try renderer.print(arguments.input)
      try renderer.charge(text.spelling)
      return renderer.memory.text(titled(text.text ?? ""))
    },
    Filter(
      "trim", [Parameter("chars", Value.none)],
      "The text without space, or without the characters given, at both ends.",
      Example("{{ '  a '|trim }}", "a")
    ) { renderer, arguments throws(Failure) in
      let set = arguments[0].isNone ? nil : try arguments.text(0)
      let text = try renderer.print(arguments.input)
      return renderer.memory.text((text.text ?? "").stripped(of: set), safe: text.isHTML)
    },
    Filter(
      "center", [Parameter("width", 80)], "The text in the middle of a width.",
      Example("[{{ 'ab'|center(6) }}]", "[  ab  ]")
    ) { renderer, arguments throws(Failure) in
      let text = try renderer.print(arguments.input), width = max(0, try arguments.int(0))
      let space = max(0, width - text.bytes.characterCount), before = space / 2 + (space & width & 1)
      if space > renderer.limits.output { throw .tooLarge() }
      let start = renderer.out.count
      renderer.out.append(UInt8(ascii: " "), times: before)
      renderer.out.append(text.bytes)
      renderer.out.append(UInt8(ascii: " "), times: space - before)
      return renderer.takeText(from: start, safe: text.isHTML)
    },
    Filter(
      "replace", [Parameter("old"), Parameter("new"), Parameter("count", Value.none)],
      "The text with one part replaced by another everywhere, or a number of times.",
      Example("{{ 'aaa'|replace('a', 'b', 2) }}", "bba")
    ) { renderer, arguments throws(Failure) in
      let count = arguments[2].isNone ? -1 : try arguments.int(2)
      let old = try renderer.print(arguments[0]), new = try renderer.print(arguments[1])
      let text = try renderer.print(arguments.input)
      let isSafe = arguments.escapes && (text.isHTML || old.isHTML || new.isHTML)
      return try renderer.replace(
        old, with: renderer.escaped(new, if: isSafe), atMost: count, in: renderer.escaped(text, if: isSafe),
        safe: isSafe)
    },
    Filter(
      "truncate",
      [
        Parameter("length", 255), Parameter("killwords", false), Parameter("end", "..."),
        Parameter("leeway", Value.none),
      ],
      "The text cut at a length, at a space unless told otherwise.",
      Example("{{ 'foo bar baz qux'|truncate(9) }}", "foo..."), truncate),
    Filter(
      "indent", [Parameter("width", 4), Parameter("first", false), Parameter("blank", false)],
      "Each line but the first moved to the right.", Example("{{ 'a\nb'|indent(2) }}", "a\n  b"), indent),
    Filter(
      "wordcount", [], "How many words there are.", Example("{{ 'one two'|wordcount }}", "2")
    ) { renderer, arguments throws(Failure) in
      let text = try renderer.print(arguments.input)
      try renderer.charge(text.spelling)
      return Datum(
        (text.text ?? "").unicodeScalars.split { !($0.isAlphanumeric || $0 == "_") }.count)
    },
    Filter(
      "format", [], "The values put into a text, as by Python's `%`.",
      Example("{{ '%.1f %s'|format(2.25, 'km') }}", "2.2 km"), takesMore: true
    ) { renderer, arguments throws(Failure) in
      let text = try renderer.print(arguments.input), named = arguments.named
      if named.isEmpty {
        return try renderer.format(text, with: renderer.memory.list(arguments.values, .tuple))
      }
      guard arguments.count == 0 else { throw .callArguments("format") }
      return try renderer.format(text, with: renderer.memory.object(named))
    },
    Filter(
      "string", [], "The value as text.", Example("{{ 1.50|string }}", "1.5")
    ) { renderer, arguments throws(Failure) in try renderer.print(arguments.input) },
  ]

  /// Each word starts with a capital, the rest of it is lower case; a word ends at space, `-` or an opening bracket.
  private static func titled(_ text: String) -> String {
    var result = "", word = String.UnicodeScalarView()
    func flush() {
      guard let first = word.first else { return }
      result += first.properties.uppercaseMapping + String(word.dropFirst()).pythonLowercased
      word = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if scalar.isPythonSpace || "-({[<".unicodeScalars.contains(scalar) {
        flush()
        result.unicodeScalars.append(scalar)
      } else {
        word.append(scalar)
      }
    }
    flush()
    return result
  }

  @Sendable private static func truncate(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let input = arguments.input, length = try arguments.int(0)
    let end = try arguments.text(2), leeway = arguments[3].isNone ? 5 : try arguments.int(3)
    guard length >= end.unicodeScalars.count, leeway >= 0 else { throw .argument(arguments[0], "length") }
    if input.tag == .undefined { throw .undefined(input) }
    guard let text = input.text else {
      if let count = try renderer.length(input), count - leeway <= length { return input }
      throw .argument(input, "truncate")
    }
    let scalars = text.unicodeScalars
    if scalars.count - leeway <= length { return input }
    var cut = String(scalars.prefix(length - end.unicodeScalars.count))
    if try !arguments.isTrue(1) { cut = cut.split(separator: " ", atMost: 1, fromEnd: true)[0] }
    let isSafe = input.isHTML || arguments[2].isHTML
    let kept = renderer.memory.text(cut, safe: input.isHTML)
    return try renderer.concatenate([kept, arguments[2]], escapes: isSafe)
  }

  @Sendable private static func indent(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let input = arguments.input
    if input.tag == .undefined { throw .undefined(input) }
    guard let text = input.text, !arguments[0].isHTML else { throw .argument(input, "indent") }
    let indent: String
    if let given = arguments[0].text {
      indent = given
    } else {
      let width = try arguments.int(0)
      if width > 10_000 { throw .tooLarge() }
      indent = String(repeating: " ", count: max(0, width))
    }
    let isBlankToo = try arguments.isTrue(2), isFirstToo = try arguments.isTrue(1)
    let start = renderer.out.count
    if isFirstToo { renderer.out.append(indent) }
    for (i, line) in (text + "\n").lines.enumerated() {
      if i > 0 { renderer.out.append("\n" + (isBlankToo || !line.isEmpty ? indent : "")) }
      renderer.out.append(line)
      try renderer.charge()
    }
    return renderer.takeText(from: start, safe: input.isHTML)
  }
}
