extension Filter {
  /// What most filters of texts make of their input: its text, and whether that is safe.
  static func soft(_ value: Value, _ renderer: borrowing Renderer) throws(Failure) -> (
    text: String, isHTML: Bool
  ) {
    (try value.printed(in: renderer), value.isHTML)
  }

  /// Text like the input: safe if that is.
  private static func like(_ value: Value, _ text: String) -> Value {
    value.isHTML ? .html(text) : .string(text)
  }

  private static func each(
    _ name: String, _ summary: String, _ example: Example, _ change: @escaping @Sendable (String) -> String
  ) -> Filter {
    Filter(
      name, [], summary, example,
      in: { renderer, input, _ throws(Failure) in
        like(input, change(try soft(input, renderer).text))
      })
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
      Example("{{ 'the first case'|title }}", "The First Case"),
      in: { renderer, input, _ throws(Failure) in
        .string(try titled(soft(input, renderer).text))
      }),
    Filter(
      "trim", [Parameter("chars", Value.none)],
      "The text without space, or without the characters given, at both ends.",
      Example("{{ '  a '|trim }}", "a"),
      in: { renderer, input, arguments throws(Failure) in
        var set: String?
        if case .none = arguments[0] {} else { set = try arguments.text(0) }
        return like(input, try soft(input, renderer).text.stripped(of: set))
      }),
    Filter(
      "center", [Parameter("width", 80)], "The text in the middle of a width.",
      Example("[{{ 'ab'|center(6) }}]", "[  ab  ]"),
      in: { renderer, input, arguments throws(Failure) in
        let text = try soft(input, renderer).text, width = max(0, try arguments.int(0))
        let space = max(0, width - text.scalarCount), before = space / 2 + (space & width & 1)
        if space > renderer.limits.output { throw .tooLarge() }
        return like(
          input, String(repeating: " ", count: before) + text + String(repeating: " ", count: space - before))
      }),
    Filter(
      "replace", [Parameter("old"), Parameter("new"), Parameter("count", Value.none)],
      "The text with one part replaced by another everywhere, or a number of times.",
      Example("{{ 'aaa'|replace('a', 'b', 2) }}", "bba"), in: replace),
    Filter(
      "truncate",
      [
        Parameter("length", 255), Parameter("killwords", false), Parameter("end", "..."),
        Parameter("leeway", Value.none),
      ],
      "The text cut at a length, at a space unless told otherwise.",
      Example("{{ 'foo bar baz qux'|truncate(9) }}", "foo..."), in: truncate),
    Filter(
      "indent", [Parameter("width", 4), Parameter("first", false), Parameter("blank", false)],
      "Each line but the first moved to the right.", Example("{{ 'a\nb'|indent(2) }}", "a\n  b"), in: indent),
    Filter(
      "wordcount", [], "How many words there are.", Example("{{ 'one two'|wordcount }}", "2"),
      in: { renderer, input, _ throws(Failure) in
        .int(
          try soft(input, renderer).text.unicodeScalars.split { !($0.isAlphanumeric || $0 == "_") }.count)
      }),
    Filter(
      "format", [], "The values put into a text, as by Python's `%`.",
      Example("{{ '%.1f %s'|format(2.25, 'km') }}", "2.2 km"), takesMore: true,
      in: { renderer, input, arguments throws(Failure) in
        let (text, isHTML) = try soft(input, renderer)
        if arguments.keywords.isEmpty {
          return try text.formatted(with: .tuple(arguments.values), isHTML: isHTML)
        }
        guard arguments.values.isEmpty else { throw .callArguments("format") }
        return try text.formatted(
          with: .object(Object(arguments.keywords.map { ($0.name, $0.value) })), isHTML: isHTML)
      }),
    Filter(
      "string", [], "The value as text.", Example("{{ 1.50|string }}", "1.5"),
      in: { renderer, input, _ throws(Failure) in
        if case .special(let special) = input, case .module = special.kind {
          return .string(try input.printed(in: renderer))
        }
        return like(input, try soft(input, renderer).text)
      }),
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

  @Sendable private static func replace(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    var count = -1
    if case .none = arguments[2] {} else { count = try arguments.int(2) }
    let old = try soft(arguments[0], renderer), new = try soft(arguments[1], renderer)
    var (text, isHTML) = try soft(input, renderer)
    if !arguments.escapes {
      isHTML = false
    } else if !isHTML, old.isHTML || new.isHTML {
      (text, isHTML) = (text.escaped, true)
    }
    let replacement = isHTML && !new.isHTML ? new.text.escaped : new.text
    if !replacement.isEmpty, text.utf8.count > renderer.limits.output / replacement.utf8.count {
      throw .tooLarge()
    }
    let result = text.replacing(old.text, with: replacement, atMost: count)
    return isHTML ? .html(result) : .string(result)
  }

  @Sendable private static func truncate(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    let length = try arguments.int(0), end = try arguments.text(2)
    var leeway = 5
    if case .none = arguments[3] {} else { leeway = try arguments.int(3) }
    guard length >= end.scalarCount, leeway >= 0 else { throw .argument(arguments[0], "length") }
    if case .undefined(let undefined) = input { throw .undefined(undefined) }
    guard let text = input.text else {
      if let count = try renderer.length(input), count - leeway <= length { return input }
      throw .argument(input, "truncate")
    }
    let scalars = text.unicodeScalars
    if scalars.count - leeway <= length { return input }
    var cut = String(scalars.prefix(length - end.scalarCount))
    if try !arguments.isTrue(1) { cut = cut.split(separator: " ", atMost: 1, fromEnd: true)[0] }
    if input.isHTML { return .html(cut + (arguments[2].isHTML ? end : end.escaped)) }
    return arguments[2].isHTML ? .html(cut.escaped + end) : .string(cut + end)
  }

  @Sendable private static func indent(
    _ renderer: inout Renderer, _ input: Value, _ arguments: Arguments
  ) throws(Failure) -> Value {
    if case .undefined(let undefined) = input { throw .undefined(undefined) }
    guard let text = input.text, !arguments[0].isHTML else { throw .argument(input, "indent") }
    var indent = ""
    if let given = arguments[0].text {
      indent = given
    } else {
      let width = try arguments.int(0)
      if width > 10_000 { throw .tooLarge() }
      indent = String(repeating: " ", count: max(0, width))
    }
    let isBlankToo = try arguments.isTrue(2), isFirstToo = try arguments.isTrue(1)
    let lines = (text + "\n").lines
    var result = isFirstToo ? indent : ""
    for (i, line) in lines.enumerated() {
      if i > 0 { result += "\n" + (isBlankToo || !line.isEmpty ? indent : "") }
      result += line
      if result.utf8.count > renderer.limits.output { throw .tooLarge() }
    }
    return input.isHTML ? .html(result) : .string(result)
  }
}
