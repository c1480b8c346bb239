extension Filter {
  /// A filter that changes a text, which stays safe if it was.
  private static func each(
    _ name: String, _ summary: String, _ template: String, _ output: String,
    _ change: @escaping @Sendable (String) -> String
  ) -> Filter {
    Filter(name, summary, template, output) { renderer, arguments throws(Failure) in
      let text = try renderer.printed(arguments.input)
      try renderer.charge(text.spelling)
      return renderer.memory.text(change(renderer.memory.string(of: text)), safe: text.isHTML)
    }
  }

  static let textFilters: [Filter] = [
    each("upper", "The text in upper case.", "{{ 'Wuhan'|upper }}", "WUHAN") { $0.pythonUppercased },
    each("lower", "The text in lower case.", "{{ 'Wuhan'|lower }}", "wuhan") { $0.pythonLowercased },
    Filter(
      "trim", takes: [Parameter("chars", Value.none)],
      "The text without space, or without the characters given, at both ends.", "{{ '  a '|trim }}", "a"
    ) { renderer, arguments throws(Failure) in
      if !arguments[0].isNone, !arguments[0].isText { throw .argument(arguments[0], "trim") }
      let text = try renderer.printed(arguments.input)
      let stripped = renderer.memory.string(of: text).stripped(of: renderer.text(of: arguments[0]))
      return renderer.memory.text(stripped, safe: text.isHTML)
    },
    Filter(
      "replace", takes: [Parameter("old"), Parameter("new"), Parameter("count", Value.none)],
      "The text with one part replaced by another everywhere, or a number of times.",
      "{{ 'aaa'|replace('a', 'b', 2) }}", "bba", replace),
    Filter(
      "truncate",
      takes: [
        Parameter("length", 255), Parameter("killwords", false), Parameter("end", "..."),
        Parameter("leeway", Value.none),
      ],
      "The text cut at a length, at a space unless told otherwise.", "{{ 'foo bar baz qux'|truncate(9) }}",
      "foo...",
      truncate),
    Filter("string", "The value as text.", "{{ 1.50|string }}", "1.5") {
      renderer, arguments throws(Failure) in
      try renderer.printed(arguments.input)
    },
  ]

  @Sendable private static func replace(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let count = arguments[2].isNone ? -1 : try arguments.int(2), input = try renderer.printed(arguments.input)
    let old = try renderer.printed(arguments[0]), given = try renderer.printed(arguments[1])
    let isSafe = input.isHTML || old.isHTML || given.isHTML
    let text = renderer.escaped(input, if: isSafe), new = renderer.escaped(given, if: isSafe)
    if new.count > 0, text.count > renderer.limits.output / new.count { throw .tooLarge() }
    try renderer.charge(text.making + old.making + new.making)
    let result = renderer.memory.string(of: text).replacing(
      renderer.memory.string(of: old), with: renderer.memory.string(of: new), atMost: count)
    return renderer.memory.text(result, safe: isSafe)
  }

  @Sendable private static func truncate(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let input = arguments.input, length = try arguments.int(0)
    guard input.isText, let end = renderer.text(of: arguments[2]) else { throw .argument(input, "truncate") }
    let leeway = arguments[3].isNone ? 5 : try arguments.int(3)
    guard length >= end.unicodeScalars.count, leeway >= 0 else { throw .argument(arguments[0], "length") }
    let scalars = renderer.memory.string(of: input).unicodeScalars
    if scalars.count - leeway <= length { return input }
    var cut = String(scalars.prefix(length - end.unicodeScalars.count))
    if !arguments.isTrue(1) { cut = cut.split(separator: " ", atMost: 1, fromEnd: true)[0] }
    return try renderer.concatenate([renderer.memory.text(cut, safe: input.isHTML), arguments[2]])
  }
}
