extension Filter {
  /// A filter that changes a text, which stays safe if it was.
  private static func each(
    _ name: String, _ summary: String, _ template: String, _ output: String,
    _ change: @escaping @Sendable (String) throws(Failure) -> String
  ) -> Filter {
    Filter(name, summary, template, output) { renderer, arguments throws(Failure) in
      let text = try renderer.printed(arguments.input)
      try renderer.charge(text.spelling)
      return renderer.memory.text(try change(renderer.memory.string(of: text)), safe: text.isHTML)
    }
  }

  static let textFilters: [Filter] = [
    each("upper", "The text in upper case.", "{{ 'Wuhan'|upper }}", "WUHAN") {
      $0.unicodeScalars.reduce(into: "") { $0 += $1.properties.uppercaseMapping }
    },
    each("lower", "The text in lower case.", "{{ 'Wuhan'|lower }}", "wuhan") { text throws(Failure) in
      try text.pythonLowercased()
    },
    each("trim", "The text without space at both ends.", "{{ '  a '|trim }}", "a") { $0.stripped() },
    Filter(
      "replace", takes: [Parameter("old"), Parameter("new"), Parameter("count", Value.none)],
      "The text with one part replaced by another everywhere, or a number of times.",
      "{{ 'aaa'|replace('a', 'b', 2) }}", "bba", replace),
    Filter("string", "The value as text.", "{{ 1.50|string }}", "1.5") {
      renderer, arguments throws(Failure) in
      try renderer.printed(arguments.input)
    },
  ]

  @Sendable private static func replace(
    _ renderer: inout Renderer, _ arguments: Arguments
  ) throws(Failure) -> Datum {
    let limit = arguments[2].isNone ? -1 : try arguments.int(2), input = try renderer.printed(arguments.input)
    let old = try renderer.printed(arguments[0]), given = try renderer.printed(arguments[1])
    if old.count == 0 { throw .refused("|replace('', …)", Refusal.emptyText) }
    let isSafe = input.isHTML || old.isHTML || given.isHTML
    let text = renderer.escaped(input, if: isSafe), new = renderer.escaped(given, if: isSafe)
    if new.count > 0, text.count > renderer.limits.output / new.count { throw .tooLarge() }
    try renderer.charge(text.making + old.making + new.making)
    let bytes = renderer.memory.array(of: text), part = renderer.memory.array(of: old),
      start = renderer.out.count
    var done = 0, count = 0
    while count != limit, let offset = try renderer.offset(of: part, in: bytes, from: done) {
      renderer.out.append(bytes, done..<offset)
      renderer.out.append(new, of: renderer.memory)
      done = offset + old.count
      count += 1
    }
    renderer.out.append(bytes, done..<bytes.count)
    return renderer.takeText(from: start, safe: isSafe)
  }
}
